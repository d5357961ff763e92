"""`# selfcare: allow CODE because …`: for which lines a waiver counts, and what it can never take away."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfcare import planfile
from selfcare.planfile.code import Code
from selfcare.planfile.problem import Place, Problem, Problems
from selfcare.planfile.stages import Checked
from selfcare.planfile.waivers import MOST_WAIVERS, Waivers

ALLOW = "# selfcare: allow unused because the next version asks for it"
HEAD = '[plan]\ntitle = "Mine"\n'
COFFEE = '[setting.coffee]\nyes-no = "Coffee?"\ndefault = true\n'
TEA = '[setting.tea]\nyes-no = "Tea?"\ndefault = true\n'
MEAL = '[checklist.prep.meal]\ncheck = "Eat a light meal"\nat = "2h before"\n'


def check(*parts: str) -> Checked:
    return planfile.check_text("".join(f"{part}\n" for part in parts), "mine.toml")


def codes(checked: Checked) -> list[str]:
    return [problem.code for problem in checked.problems]


@pytest.mark.parametrize(
    "parts",
    [
        ("selfcare = 1", HEAD, ALLOW, COFFEE, MEAL),
        ("selfcare = 1", HEAD, ALLOW, "# another comment\n", COFFEE, MEAL),
        ("selfcare = 1", HEAD, COFFEE.replace("]\n", f"] {ALLOW}\n"), MEAL),
        ("# A plan\n" + ALLOW, "selfcare = 1", HEAD, COFFEE, MEAL),
        ("selfcare = 1", HEAD, ALLOW.upper().replace("UNUSED", "unused"), COFFEE, MEAL),
        ("selfcare = 1", HEAD, ALLOW.replace("# ", "#").replace(": ", ":"), COFFEE, MEAL),
    ],
    ids=["above", "far above", "behind", "at the head", "capitals", "no spaces"],
)
def test_a_waiver_is_heard_and_counted(parts: tuple[str, ...]) -> None:
    checked = check(*parts)
    assert (codes(checked), checked.waived) == ([], 1)
    assert planfile.as_text(checked.problems, checked.texts, checked.waived) == "no problems; 1 waived\n"


def test_a_waiver_at_the_head_counts_for_the_file_and_one_above_a_table_for_that_alone() -> None:
    assert check(ALLOW, "selfcare = 1", HEAD, COFFEE, TEA, MEAL).waived == 2
    only = check("selfcare = 1", HEAD, ALLOW, COFFEE, TEA, MEAL)
    assert only.waived == 1
    assert [problem.place.line for problem in only.problems] == [
        only.texts["mine.toml"].split("\n").index("[setting.tea]") + 1
    ]


def heard(text: str, line: int) -> bool:
    """Whether a note on that line of a text is waived."""
    listening = Waivers()
    listening.add("mine.toml", text, Problems())
    return listening.hear(Problem("unused", "note", Place("mine.toml", line), "a note"))


def lines_of(text: str) -> set[int]:
    """The lines on which a note is waived."""
    return {line for line in range(1, text.count("\n") + 2) if heard(text, line)}


def test_a_waiver_above_a_table_counts_for_the_tables_inside_it_that_follow() -> None:
    text = f"a = 1\n{ALLOW}\n[log.x]\nb = 1\n[log.x.y]\nc = 1\n\n[log.xy]\nd = 1\n"
    assert lines_of(text) == {3, 4, 5, 6}
    series = f"a = 1\n{ALLOW}\n[[r.steps]]\nb = 1\n[[r.steps]]\nc = 1\n"
    assert lines_of(series) == {3, 4}


def test_a_waiver_counts_for_the_whole_statement_of_several_lines_that_it_stands_behind_or_above() -> None:
    long = '"""\none # two\nthree"""'
    assert lines_of(f"a = 1\nb = {long} {ALLOW}\nc = 1\n") == {2, 3, 4}
    assert lines_of(f"a = 1\n{ALLOW}\nb = {long}\nc = 1\n") == {3, 4, 5}


def test_a_waiver_in_a_list_counts_for_the_line_it_stands_on_or_the_entry_below() -> None:
    assert lines_of(f'a = 1\nb = [\n  "one", {ALLOW}\n  "two",\n]\n') == {3}
    assert lines_of(f'a = 1\nb = [\n  "one",\n  {ALLOW}\n  "two",\n]\n') == {5}
    assert lines_of(f'a = 1\nb = [\n  ["one",\n  {ALLOW}\n  "two"],\n]\n') == {5}
    assert lines_of(f'a = 1\nb = [\n  "one",\n  {ALLOW}\n]\n') == {4}


def test_what_stands_in_a_text_is_no_waiver() -> None:
    inside = (
        f'selfcare = 1\n[plan]\ntitle = "Mine {ALLOW}"\nsummary = """\n{ALLOW}\n"""\ncontact = \'\'\'\n{ALLOW}\'\'\'\n'
    )
    checked = check(inside, COFFEE, MEAL)
    assert (codes(checked), checked.waived) == (["unused"], 0)


def test_an_ordinary_comment_about_selfcare_is_no_waiver() -> None:
    for words in ("# selfcare: my first plan", "#:schema x.json", "# selfcare 2", "# see selfcare: allow unused"):
        assert codes(check("selfcare = 1", HEAD, words, MEAL)) == []


def test_several_codes_are_waived_by_one_comment() -> None:
    both = ALLOW.replace("unused", "language/stale, unused")
    checked = check("selfcare = 1", HEAD, both, COFFEE, MEAL)
    assert [problem.message for problem in checked.problems] == [
        "`language/stale` is not reported here, so there is nothing to waive"
    ]
    assert checked.waived == 1


def test_a_waiver_in_a_translation_is_heard(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(f"selfcare = 1\n{HEAD}{MEAL}", "utf-8")
    french = '[translation]\nof = "mine"\nversion = "1"\nlanguage = "fr"\n[plan]\ntitle = "Le mien"\n'
    beside = tmp_path / "mine.fr.toml"
    beside.write_text(f"selfcare = 1\n{french}", "utf-8")
    assert codes(planfile.check(tmp_path / "mine.toml")) == ["language/coverage"]
    waived = ALLOW.replace("unused", "language/coverage")
    beside.write_text(f"{waived}\nselfcare = 1\n{french}", "utf-8")
    for file in ("mine.toml", "mine.fr.toml"):
        checked = planfile.check(tmp_path / file)
        assert (codes(checked), checked.waived) == ([], 1)


def test_an_error_is_never_waived_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    value = Code("value", "", "", "", waivable=True)
    monkeypatch.setattr("selfcare.planfile.explain.find", lambda word: value if word == "value" else None)
    checked = check(
        "selfcare = 1",
        HEAD,
        '[checklist.prep.meal]\ncheck = "Eat"',
        f"{ALLOW.replace('unused', 'value')}",
        'at = "8pm"',
    )
    assert codes(checked) == ["value", "waiver"]
    assert checked.problems[1].message == "`value` is an error here, and errors cannot be waived"


def test_while_a_plan_has_errors_no_waiver_is_called_idle() -> None:
    assert codes(check("selfcare = 1", HEAD, ALLOW, MEAL.replace("2h before", "soon"))) == ["value"]


def test_a_clinical_id_is_answered_with_the_code() -> None:
    found = check("selfcare = 1", HEAD, ALLOW.replace("unused", "Unused"), COFFEE, MEAL).problems
    assert [problem.replacement for problem in found if problem.code == "waiver"] == ["unused"]


def test_a_flood_of_waivers_is_cut_off() -> None:
    checked = check("selfcare = 1", HEAD, COFFEE, MEAL, *[ALLOW] * (MOST_WAIVERS + 1))
    assert f"a file has at most {MOST_WAIVERS} waivers" in [problem.message for problem in checked.problems]


def test_a_waiver_hides_no_problem_behind_the_limit() -> None:
    settings = [COFFEE.replace("coffee", f"s{number}") for number in range(60)]
    checked = check(ALLOW, "selfcare = 1", HEAD, *settings, MEAL)
    assert (codes(checked), checked.waived) == ([], 60)
