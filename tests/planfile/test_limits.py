"""The edges of single values: bounds, wrong names in paths, and files that are no plans at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from selfcare import planfile
from selfcare.planfile import library
from selfcare.planfile.choices import LONGEST_WORDS
from selfcare.planfile.compile.table import LONGEST_TEXT, MOST_LINES, MOST_MEMBERS
from selfcare.planfile.suggest import MOST_LISTED, listed, nearest

HEAD = 'selfcare = 1\n[plan]\ntitle = "Plan"\n'
LOG = HEAD + '[log.mood.level]\nscale = "How?"\n[log.mood.words]\ntext = "Words?"\n'


def messages(text: str) -> list[str]:
    """What is said about limits; that such texts are hard to read is another matter."""
    found = planfile.check_text(text).problems
    return [f"{problem.code}: {problem.message}" for problem in found if not problem.code.startswith("language/")]


def test_a_text_may_be_as_long_as_a_screen_bears() -> None:
    lines = "\\n".join(["x"] * MOST_LINES)
    assert not messages(HEAD + f'summary = "{"x" * LONGEST_TEXT}"\n')
    assert not messages(HEAD + f'summary = "{lines}"\n')
    assert len(messages(HEAD + f'summary = "{"x" * (LONGEST_TEXT + 1)}"\n')) == 1
    assert len(messages(HEAD + f'summary = "{lines}\\n"\n')) == 1


def test_a_value_that_is_a_whole_book_is_refused() -> None:
    assert messages(HEAD + f'[appointment]\nlasts = "{"x" * (LONGEST_TEXT + 1)}"\n') == [
        "value: this is too long for a value"
    ]


def test_a_routine_has_two_hundred_steps_at_most() -> None:
    steps = '[[routine.calm.steps]]\ncheck = "Sit"\n'
    assert not messages(HEAD + steps * MOST_MEMBERS)
    assert messages(HEAD + steps * (MOST_MEMBERS + 1)) == ["value: `steps` has 201 entries; 200 at most"]


def test_a_checklist_has_two_hundred_items_at_most() -> None:
    items = "".join(f'[checklist.prep.i{number}]\ncheck = "Sit"\n' for number in range(MOST_MEMBERS + 1))
    assert messages(HEAD + items) == ["value: this table holds 201 others; 200 at most"]


def test_a_text_that_settings_blow_up_stays_in_its_bounds() -> None:
    words = "x" * LONGEST_WORDS
    setting = f'[setting.who]\ntext = "Who?"\ndefault = "{words}"\n'
    plan = planfile.check_text(HEAD + f'summary = "{"{who}. " * 500}"\n' + setting).plan
    assert plan is not None
    assert len(plan.summary) == 20_000


def test_a_number_that_nobody_counts_with_is_refused() -> None:
    assert messages(LOG.replace('"How?"', '"How?"\nmax = 1e300')) == [
        "value: `max` is a number that people use, at most a million millions"
    ]


@pytest.mark.parametrize(
    ("rate", "message"),
    [
        ("log.mood.level", None),
        ("log.moon.level", "unknown-name: there is no log 'moon'"),
        ("log.mood.levl", "unknown-name: there is no question in the log 'mood' called 'levl'"),
        ("log.mood.words", "value: 'log.mood.words' is not a scale"),
        ("log.mood", "value: 'log.mood' is not a scale"),
    ],
)
def test_what_is_asked_before_and_after_is_a_scale(rate: str, message: str | None) -> None:
    text = LOG + f'[routine.calm]\nrate = "{rate}"\nsteps = [{{ check = "Sit" }}]\n'
    assert messages(text) == ([message] if message else [])


@pytest.mark.parametrize(
    ("test", "message"),
    [
        ('appointment = "2026-12-03 14:30"\nnow = "2026-12-03 11:00"', None),
        ('appointment = "soon"', "value: 'soon' is not a date and time"),
        ('appointment = "2026-12-03T14:30:00Z"', "value: this is a local time: it has no offset"),
        ('now = "2026-13-03"', "value: there is no month 13"),
        ('now = "03.12.2026 14:30"', "value: '03.12.2026 14:30' is not a date and time"),
        ('appointment = "03.12.2026 14:30"', "value: '03.12.2026 14:30' is not a date and time"),
        ('now = "later"', "value: 'later' is not a moment; write 2h before, 30m after, 1d before at 19:00"),
        ("settings = { pregnant = true, zzz = 1 }", "unknown-name: there is no setting 'zzz'"),
        ('answers = [{ at = "1h before", log = "mood", values = { zzz = 1 } }]', "unknown-name: there is no question"),
        ('answers = [{ at = "1h before", move = "never" }]', "value: 'never' is not a moment"),
        ('expect = { shown = ["chst"] }', "unknown-name: there is nothing called 'warning.chst' in this plan"),
    ],
)
def test_an_example_speaks_about_what_is_there(test: str, message: str | None) -> None:
    found = messages(LOG + f'[[test]]\nname = "One"\n{test}\n')
    assert [one.startswith(message or "") for one in found] == ([True] if message else [])


def test_a_broken_statement_is_not_missed_twice() -> None:
    assert [one.split(":")[0] for one in messages('selfcare = 1\n[plan]\ntitle = = "Plan"\n')] == ["syntax"]
    assert [one.split(":")[0] for one in messages("selfcare = \n" + HEAD.removeprefix("selfcare = 1\n"))] == ["syntax"]


def test_a_file_that_is_no_text_has_no_plan(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    for content in (b"\xff\xfea\x00", b"\x00", b"x" * 300_000):
        path.write_bytes(content)
        checked = planfile.check(path)
        assert [problem.code for problem in checked.problems] == ["encoding"]
        assert (checked.plan, checked.closure) == (None, None)


def test_an_empty_file_says_what_is_missing() -> None:
    assert messages("") == ["format: the file does not say that it is a plan", "missing: there is no [plan]"]


def test_problems_are_json_for_programs() -> None:
    checked = planfile.check_text(LOG + "zzz = 1\n")
    (record,) = json.loads(planfile.as_json(checked.problems))
    assert (record["code"], record["severity"], record["line"], record["column"]) == ("unknown-key", "error", 8, 1)


def test_a_bad_library_file_is_told_so() -> None:
    head = 'selfcare = 1\n[library]\ntitle = "Lib"\nversion = "1"\n'
    text = head + '[breath.slow]\ncycle = ["in 4"]\n[routine.calm]\nx = 1\n'
    assert [one.split(":")[0] for one in messages(text)] == ["missing", "unknown-key", "value"]


def test_names_that_are_alike() -> None:
    assert nearest("Light_Meal", ["light-meal"]) == "light-meal"
    assert nearest("x" * 41, ["x" * 41]) == ""
    assert nearest("", ["a"]) == ""
    assert listed(map(str, range(MOST_LISTED + 3))).endswith("10, 11 and 3 more")


def test_the_library_is_found_beside_the_sources_or_in_the_package() -> None:
    assert (library.folder() / "library" / "breathing.toml").is_file()
    assert library.text("nowhere.toml") is None
    assert not library.translations("daily-stress.toml")
    assert library.translates("a.pt-BR.toml", "a.toml")
    assert not library.translates("a.toml", "a.toml")
    assert not library.translates("ab.fr.toml", "a.toml")


@pytest.mark.parametrize(
    "cut",
    [
        "[routine.calm]\nsteps: [\n\n",
        "[routine.calm]\nsteps = [\n",
        '[setting.tea]\nchoice = "Which?"\ndefault = "a"\noptions = [\n',
        '[log.mood.level]\nchoice = "Which?"\noptions = {\n',
        "[log.mood]\ntitle\n",
        '[alert.low]\nif = "log.stress.level >= 7"\nsay "Rest.\nwarning\n',
    ],
)
def test_what_may_have_stood_in_a_broken_statement_is_not_missed(cut: str) -> None:
    for rest in ("", '[checklist.prep.meal]\ncheck = "Sit"\n'):
        codes = [problem.code for problem in planfile.check_text(HEAD + cut + rest).problems]
        assert codes
        assert set(codes) <= {"syntax", "unused"}, codes


def test_the_default_of_a_text_setting_fits_as_a_choice_would() -> None:
    setting = f'[setting.who]\ntext = "Who?"\ndefault = "{"x" * (LONGEST_WORDS + 1)}"\n'
    assert messages(HEAD + 'summary = "{who}"\n' + setting) == [
        "value: the default lies outside what may be chosen (at most 200 characters)"
    ]


@pytest.mark.parametrize(
    ("wrong", "advice"),
    [
        ("author = 5", 'write it in quotes: author = "5"'),
        ('tags = "migraine, sleep well"', 'put it in brackets: tags = ["migraine", "sleep well"]'),
        ('tags = " "', 'put it in brackets: tags = ["…"]'),
        ('reviewed = "2026-12-03"', "write reviewed = 2026-12-03, without quotes"),
        ('reviewed = "3.12.2026"', "write reviewed = 2026-12-03, without quotes"),
        ('reviewed = "autumn"', "write year-month-day, without quotes, such as reviewed = 2026-05-04"),
        ('reviewed = "2026-11-31"', "there is no such day; the last day of that month is 2026-11-30, without quotes"),
        ("lasts = 10", 'write it in quotes, with its unit: lasts = "10m"'),
        ('[course]\nvisits = "6"', "write visits = 6, without quotes"),
        ('[course]\nvisits = "six"', "write it in figures, without quotes, such as visits = 3"),
        ('[log.a.b]\nscale = "How?"\nmax = "7,5"\nstep = 0.5', "write max = 7.5, without quotes"),
        ("[routine.r]\nat = 7\nsteps = [{ rest = '1m' }]", 'write it in quotes, such as at = "07:15"'),
        ('[routine.r.steps]\nrest = "1m"', "write its header in double brackets: [[routine.r.steps]]"),
    ],
)
def test_a_value_of_the_wrong_type_is_told_what_to_write(wrong: str, advice: str) -> None:
    (problem,) = planfile.check_text(f"{HEAD}{wrong}\n").problems
    assert problem.help == advice


@pytest.mark.parametrize(
    ("key", "written", "message", "replacement"),
    [
        ("[course]\nevery", "weekly", "'weekly' is not a number of days", "7d"),
        ("[course]\nevery", "often", "'often' is not a number of days; write 7d or 4w", None),
        ("[course]\nbaseline", "2 weeks", "'2 weeks' is not a duration", "2w"),
        (
            "[report.visit]\ntitle = 'Visit'\ncovers",
            "the month",
            "'the month' is not a time; write 28d, or since last appointment",
            None,
        ),
        (
            "[report.visit]\ntitle = 'Visit'\ncovers",
            "since last apointment",
            "'since last apointment' is not a time",
            "since last appointment",
        ),
    ],
)
def test_a_stretch_of_days_is_told_in_days(key: str, written: str, message: str, replacement: str | None) -> None:
    (problem,) = planfile.check_text(f'{HEAD}{key} = "{written}"\n').problems
    assert (problem.message, problem.replacement) == (message, replacement)


def test_a_setting_that_was_not_understood_is_not_said_to_be_missing() -> None:
    setting = '[setting.coffee]\nduration = "How long?"\ndefault = "2 Std"\n'
    item = '[checklist.prep.c]\navoid = "Coffee for {coffee}"\nfrom = "{coffee} before"\nwhy = "{cofee}"\n'
    assert messages(HEAD + setting + item) == [
        "value: '2 Std' is not a duration; write 5m or 1h30m",
        "unknown-name: there is no setting 'cofee'",
    ]


@pytest.mark.parametrize(
    ("body", "advice"),
    [
        ('from = "30m before"\nuntil = "2h before"', 'from = "2h before", until = "30m before"'),
        (
            'from = "2h after"\nuntil = "1h before"',
            'the earlier one comes first: from = "1h before", until = "2h after"',
        ),
        ('from = "2h before"\nuntil = "2h before"', 'write a later `until`; for a moment write at = "…" alone'),
    ],
)
def test_a_window_in_the_wrong_order_is_told_what_to_write(body: str, advice: str) -> None:
    (problem,) = planfile.check_text(f'{HEAD}[checklist.prep.walk]\ncheck = "Walk"\n{body}\n').problems
    assert problem.code == "window"
    assert advice in problem.help


@pytest.mark.parametrize(
    ("body", "advice"),
    [
        ('scale = "How?"\nmin = 8\nmax = 5', "write min = 5, max = 8"),
        ('scale = "How?"\nmin = 12', "the scale goes from 12 to 10: give it both `min` and `max`"),
        ('number = "How many?"\nmin = 3\nmax = 3', "write a `max` that is more"),
    ],
)
def test_bounds_in_the_wrong_order_are_told_what_to_write(body: str, advice: str) -> None:
    (problem,) = planfile.check_text(f"{HEAD}[log.day.much]\n{body}\n").problems
    assert problem.help == advice


def test_a_key_where_the_kind_word_should_stand_is_pointed_at() -> None:
    (problem,) = planfile.check_text(f'{HEAD}[checklist.prep.meal]\ntext = "Eat"\nat = "2h before"\n').problems
    assert problem.code == "kind"
    assert problem.place.line == HEAD.count("\n") + 2
    assert "check" in problem.help


def test_a_lost_bracket_of_a_list_is_one_problem() -> None:
    steps = '[[routine.calm.steps]]\ncheck = "Sit"\n'
    text = f"{HEAD}{steps.replace('[[', '[').replace(']]', ']')}{steps * 3}"
    (problem,) = planfile.check_text(text).problems
    assert "[[routine.calm.steps]]" in problem.help


def test_a_later_header_of_a_list_that_lost_a_bracket_is_told_so() -> None:
    text = f'{HEAD}[[routine.calm.steps]]\ncheck = "Sit"\n[routine.calm.steps]\ncheck = "Rest"\n'
    (problem,) = planfile.check_text(text).problems
    assert problem.code == "duplicate"
    assert "double brackets" in problem.help


@pytest.mark.parametrize("written", ["in 4s, hold 4s, out 6s", "wobbly"])
def test_a_pattern_that_there_is_not_may_be_made(written: str) -> None:
    (problem,) = planfile.check_text(f'{HEAD}[[routine.calm.steps]]\nbreathe = "{written}"\n').problems
    assert "[breath.NAME]" in problem.help


def test_another_word_for_a_family_of_tables_is_told() -> None:
    pattern = '[pattern.boxy]\ncycle = ["in 4s", "out 6s"]\n'
    (problem,) = planfile.check_text(f'{HEAD}{pattern}[[routine.calm.steps]]\nbreathe = "boxy"\n').problems
    assert (problem.code, problem.replacement) == ("unknown-key", "breath")


def test_a_hold_that_makes_a_breath_slow_is_told_once() -> None:
    pattern = '[breath.mine]\ncycle = ["in 4s", "hold 12s", "out 6s"]\nfor = "5m"\n'
    text = f'{HEAD}{pattern}[[routine.calm.steps]]\nbreathe = "mine"\nfor = "10m"\n'
    assert {one.code for one in planfile.check_text(text).problems} >= {"safety/hold"}
    assert "safety/pace" not in {one.code for one in planfile.check_text(text).problems}
    slow = text.replace('"out 6s"', '"out 12s"')
    assert "safety/pace" in {one.code for one in planfile.check_text(slow).problems}
