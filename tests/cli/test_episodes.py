"""Logs of each day, visit and episode from the shell, with scores and earlier times."""

from __future__ import annotations

import json

import pytest

from tests.cli.shell import Shell

PLAN = """selfcare = 1

[plan]
title = "Diary"
warnings = ["crisis"]

[log.attack]
title = "Headache"
per = "episode"

[log.attack.worst]
scale = "How bad is it?"
required = true

[log.attack.signs]
choice = "What else?"
options = ["nausea", "light"]
many = true
other = true

[log.day]
per = "day"

[log.day.mood]
scale = "How was the day?"

[log.day.word]
text = "One word"

[log.visit]
per = "visit"

[log.visit.goal]
scale = "How hard is your goal?"

[log.worry]
instrument = "gad-2"

[checklist.prep.bag]
check = "Pack your bag"
"""


@pytest.fixture
def diary(selfcare: Shell) -> Shell:
    """A plan with a log of each kind."""
    path = selfcare.home.parent / "diary.toml"
    path.write_text(PLAN, encoding="utf-8")
    selfcare.works("use", str(path))
    return selfcare


def entries(selfcare: Shell) -> list[dict[str, object]]:
    """All that `history --json` has."""
    found: list[dict[str, object]] = json.loads(selfcare.works("history", "--json"))["entries"]
    return found


def values(selfcare: Shell) -> list[object]:
    return [entry["values"] for entry in entries(selfcare)]


def test_a_log_with_another_name_keeps_its_past(diary: Shell) -> None:
    diary.works("log", "attack", "4", "--at", "09:10")
    path = diary.home.parent / "diary.toml"
    path.write_text(PLAN.replace("log.attack", "log.migraine").replace("per =", 'was = "attack"\nper =', 1), "utf-8")
    diary.works("use", str(path))
    assert "added to 'migraine' since 09:10" in diary("log", "migraine", "worst=7").err
    found = json.loads(diary.works("history", "migraine", "--json"))["entries"]
    assert [entry["values"] for entry in found] == [{"worst": 7}]
    diary.works("edit", found[0]["id"][-8:], "worst=6")
    assert "since 09:10 is over" in diary("log", "migraine", "--ended", "10:30").err
    (entry,) = json.loads(diary.works("history", "migraine", "--json"))["entries"]
    assert (entry["values"], str(entry["ended"])[11:16]) == ({"worst": 6}, "10:30")


def test_an_attack_is_opened_gone_on_with_and_ended(diary: Shell) -> None:
    opened = diary("log", "attack", "4", "--at", "09:10")
    assert "'attack' since 09:10 is open; `selfcare log attack --ended now`" in opened.err
    more = diary("log", "attack", "worst=7", "signs=light,nausea")
    assert "added to 'attack' since 09:10" in more.err
    ended = diary("log", "attack", "--ended", "10:30", "signs=nausea")
    assert ended.err == "selfcare: 'attack' since 09:10 is over, at 10:30\n"
    (entry,) = entries(diary)
    assert entry["values"] == {"worst": 7, "signs": ["nausea"]}
    assert (entry["for"], entry["ended"]) == ("2026-12-03T09:10:00-08:00", "2026-12-03T10:30:00-08:00")
    assert "worst 7, lasted 1 h 20 min" in diary.works("history")


def test_the_next_attack_is_another_entry(diary: Shell) -> None:
    diary.works("log", "attack", "4", "--at", "07:00")
    diary.works("log", "attack", "--ended", "08:00")
    diary.works("log", "attack", "6")
    assert [(entry["values"], "ended" in entry) for entry in entries(diary)] == [
        ({"worst": 4}, True),
        ({"worst": 6}, False),
    ]


def test_a_time_begins_another_attack_even_while_one_is_open(diary: Shell) -> None:
    diary.works("log", "attack", "4")
    diary.works("log", "attack", "6", "--at", "yesterday 20:00", "--ended", "yesterday 23:00")
    assert [entry["for"] for entry in entries(diary)] == ["2026-12-03T10:42:00-08:00", "2026-12-02T20:00:00-08:00"]
    assert json.loads(diary.works("today", "--json"))["episodes"][0]["began"] == "2026-12-03T10:42:00-08:00"


def test_an_open_attack_stands_on_today_until_it_is_over(diary: Shell) -> None:
    diary.works("log", "attack", "4", "--at", "09:10")
    assert "Headache since 09:10, how is it now?" in diary.works("today")
    assert "Headache since 09:10, how is it now?" in diary.works("today", "--linear")
    diary.works("log", "attack", "--ended", "now")
    assert "Headache" not in diary.works("today")
    assert "episodes" not in json.loads(diary.works("today", "--json"))
    assert diary.works("undo") == "took back the end of the episode in attack\n"
    assert "Headache since 09:10" in diary.works("today")


def test_the_end_of_an_attack_can_be_corrected(diary: Shell) -> None:
    first = diary("log", "attack", "4", "--at", "07:00").id
    diary.works("log", "attack", "--ended", "08:00")
    diary.works("edit", first, "--ended", "09:30")
    diary.works("edit", first, "worst=9")
    (entry,) = entries(diary)
    assert (entry["ended"], entry["values"]) == ("2026-12-03T09:30:00-08:00", {"worst": 9})
    newest = str(entry["id"])[-8:]
    assert "it began on 2026-12-03 at 07:00" in diary.refused(2, "edit", newest, "--ended", "06:00")
    assert "--ended takes a time" in diary.refused(2, "edit", newest, "--ended", "")
    assert "--at takes a time" in diary.refused(2, "edit", newest, "--at", " ")
    diary.works("edit", newest, "--at", "now", "--ended", "now")
    (entry,) = entries(diary)
    assert (entry["for"], entry["ended"]) == ("2026-12-03T10:42:00-08:00", "2026-12-03T10:42:00-08:00")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("attack", "--ended", "now"), "no episode of 'attack' is open"),
        (("attack", "4", "--ended", "yesterday 10:00"), "it began on 2026-12-03 at 10:42; write a later time"),
        (("attack", "4", "--ended", "tomorrow 10:00"), "is still to come"),
        (("attack", "4", "--ended", ""), "--ended takes a time"),
        (("attack", "--ended", ""), "--ended takes a time"),
        (("--ended", "now"), "--ended needs a log beside it"),
        (("--linear", "--ended", "now"), "--ended needs a log beside it"),
        (("attack", "signs=nausea"), "attack needs worst as well"),
        (("day", "mood=4", "--ended", "now"), "'day' is no log of episodes"),
        (("pain", "4", "--ended", "now"), "'pain' is no log of episodes"),
        (("--stdin", "--ended", "now"), "everything about an entry is in its line"),
    ],
)
def test_what_no_episode_can_mean_is_refused(diary: Shell, words: tuple[str, ...], told: str) -> None:
    assert told in diary.refused(2, "log", *words)
    assert entries(diary) == []


def test_a_second_answer_of_a_day_is_added_to_the_first(diary: Shell) -> None:
    first = diary("log", "day", "mood=4", "--note", "morning").id
    again = diary("log", "day", "word=calm", "--note", "evening")
    assert again.err == "selfcare: added to the entry of this day; `selfcare undo` takes it back\n"
    (entry,) = entries(diary)
    assert (entry["values"], entry["note"], entry["supersedes"]) == (
        {"mood": 4, "word": "calm"},
        "morning\nevening",
        first,
    )
    diary.works("undo")
    assert values(diary) == [{"mood": 4}]


def test_another_day_has_an_entry_of_its_own(diary: Shell) -> None:
    diary.works("log", "day", "mood=4")
    diary.works("log", "day", "mood=6", "--at", "yesterday 21:00")
    diary.works("log", "day", "word=tired", "--at", "yesterday 22:00")
    assert values(diary) == [{"mood": 4}, {"mood": 6, "word": "tired"}]


def test_a_day_years_ago_has_one_entry_too(diary: Shell) -> None:
    diary.works("log", "day", "mood=6", "--at", "2024-05-02 21:00")
    diary.works("log", "day", "word=tired", "--at", "2024-05-02 22:00")
    (entry,) = json.loads(diary.works("history", "--json", "--last", "1000d"))["entries"]
    assert entry["values"] == {"mood": 6, "word": "tired"}


def test_a_visit_has_one_entry_and_the_next_visit_another(diary: Shell) -> None:
    diary.works("appointment", "add", "today 14:30")
    diary.works("appointment", "add", "2026-12-10 14:30")
    diary.works("log", "visit", "8")
    assert "added to the entry of this visit" in diary("log", "visit", "7").err
    diary.at("2026-12-10T10:00:00-08:00[America/Los_Angeles]")
    diary.works("log", "visit", "3")
    assert values(diary) == [{"goal": 7}, {"goal": 3}]


def test_without_a_visit_each_answer_stands_by_itself(diary: Shell) -> None:
    diary.works("log", "visit", "8")
    diary.works("log", "visit", "7")
    assert values(diary) == [{"goal": 8}, {"goal": 7}]


def test_lines_may_open_go_on_with_and_end_an_episode(diary: Shell) -> None:
    lines = [
        {"log": "attack", "values": {"worst": 4}, "at": "08:00"},
        {"log": "attack", "values": {"signs": ["light"]}},
        {"log": "attack", "values": {}, "ended": "09:00"},
        {"log": "attack", "values": {"worst": 2}},
        {"log": "day", "values": {"mood": 4}},
        {"log": "day", "values": {"word": "x"}},
    ]
    diary.works("log", "--stdin", typed="\n".join(map(json.dumps, lines)))
    assert sorted(map(str, values(diary))) == sorted(
        map(str, [{"signs": ["light"], "worst": 4}, {"worst": 2}, {"mood": 4, "word": "x"}])
    )


def test_every_line_that_cannot_be_saved_is_told(diary: Shell) -> None:
    lines = '{"log": "pain", "values": {"level": 3}}\n{\n{"log": "pian", "values": {}}\n{"log": "day", "values": 1}\n'
    done = diary("log", "--stdin", typed=lines)
    assert (done.code, done.out) == (2, "")
    told = done.err.splitlines()
    assert [line.partition(": ")[2][:7] for line in told] == ["line 2:", "line 3:", "line 4:"]
    assert "did you mean 'pain'?" in told[1]
    assert told[2].endswith("; nothing was saved")
    assert entries(diary) == []
    assert diary("log", "--stdin", typed='{"log": "pian", "values": {}}').code == 4


def test_lines_are_saved_as_one_json_document(diary: Shell) -> None:
    typed = '{"log": "pain", "values": {"level": 3}}\n{"log": "attack", "values": {"worst": 3}, "ended": "now"}\n'
    found = json.loads(diary.works("log", "--stdin", "--json", typed=typed))
    assert [(each["path"], "ended" in each) for each in found["entries"]] == [("log.pain", False), ("log.attack", True)]


def test_a_score_is_told_where_the_entry_ends_and_in_history(diary: Shell) -> None:
    done = diary("log", "worry", "nervous=2", "control=2")
    assert done.err == (
        "selfcare: Score 4, on a scale from 0 to 6. A number on a scale is no diagnosis. Share this with a doctor.\n"
    )
    assert json.loads(diary.works("log", "worry", "nervous=0", "control=1", "--json"))["score"] == 1
    assert [entry["score"] for entry in entries(diary)] == [4, 1]
    assert "score 4" in diary.works("history")
    assert diary("log", "worry", "nervous=2").err == ""


def test_several_answers_and_words_of_ones_own(diary: Shell) -> None:
    diary.works("log", "attack", "3", "signs=light, other: sparks, and a hum")
    assert values(diary) == [{"worst": 3, "signs": ["light", "other: sparks, and a hum"]}]


def test_help_of_a_log_says_what_it_takes(diary: Shell) -> None:
    told = diary.works("log", "attack", "--help")
    assert "worst=0…10  (needed)\n      How bad is it?" in told
    assert "signs=nausea, light, other:… (several)" in told
    assert "One entry from the beginning to the end" in told
    example = next(line for line in told.splitlines() if line.startswith("example: "))
    diary.works(*example.removeprefix("example: selfcare ").split())
    assert "Developed by Drs. Robert L. Spitzer" in diary.works("log", "worry", "-h")
    assert "did you mean 'attack'" in diary.refused(4, "log", "atack", "--help")


def test_without_a_terminal_it_says_what_the_log_takes(diary: Shell) -> None:
    told = diary.refused(2, "log", "attack")
    assert "it takes worst=…, signs=…; `selfcare log attack --help` says what goes where" in told
