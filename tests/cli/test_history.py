"""`selfcare history`, `edit` and `undo`: what was recorded, put right, and taken back."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TypedDict

import pytest

from selfcare.cli import undo
from selfcare.cli.compose import environment
from selfcare.core import acts
from selfcare.core.acts import Stamp
from selfcare.core.chart.spark import BLOCKS
from selfcare.core.event import Event
from tests.cli.plans import write
from tests.cli.shell import Shell


class History(TypedDict):
    """The document of `history --json`."""

    format: int
    now: str
    entries: list[dict[str, object]]
    sessions: list[dict[str, object]]


def history(selfcare: Shell, *words: str) -> History:
    found: History = json.loads(selfcare.works("history", *words, "--json"))
    return found


def sit(seconds: float, outcome: str = "done") -> None:
    """Record a practice."""
    with environment() as env:
        now = env.clock.now()
        event = acts.record_session("breath.even", now, seconds, acts.stamp(env), outcome=outcome, receipt={"cues": 3})  # type: ignore[arg-type]
        env.journal.append(event)


def test_history_as_json_has_exactly_these_keys(selfcare: Shell) -> None:
    selfcare.works("use", "daily-stress")
    name = selfcare("log", "stress", "4").id
    sit(185)
    found = history(selfcare)
    assert list(found) == ["format", "now", "entries", "sessions"]
    assert (found["format"], found["now"]) == (1, "2026-12-03T10:42:00-08:00")
    assert found["entries"] == [
        {
            "id": name,
            "plan": "daily-stress",
            "version": "1.0.0",
            "log": "stress",
            "for": "2026-12-03T10:42:00-08:00",
            "answered": "2026-12-03T10:42:00-08:00",
            "day": "2026-12-03",
            "values": {"level": 4},
            "note": "",
            "supersedes": "",
        }
    ]
    (session,) = found["sessions"]
    assert list(session) == ["id", "plan", "path", "started", "seconds", "outcome", "receipt"]
    assert (session["path"], session["seconds"], session["receipt"]) == ("breath.even", 185, {"cues": 3})


def test_the_table_is_in_order_and_says_times_and_titles(selfcare: Shell) -> None:
    late = selfcare("log", "pain", "5", "--note", "after lunch").id
    early = selfcare("log", "stress", "2", "--at", "09:00").id
    sit(185)
    sit(20, "stopped")
    *_, first, second, third, fourth = selfcare.works("history").splitlines()
    assert first == f"Thu 3 Dec 09:00  {early[-8:]}  Stress: level 2"
    assert second == f"Thu 3 Dec 10:42  {late[-8:]}  Pain: level 5  after lunch"
    assert third.endswith("  Even breath: 3 min")
    assert fourth.endswith("  Even breath: 20 s, stopped early")


def a_week(selfcare: Shell) -> None:
    """Pain on three days of the last week, on one of them twice."""
    for day, level in (("2026-11-28", 0), ("2026-11-30", 10), ("2026-12-01", 4), ("2026-12-01", 6)):
        selfcare.works("log", "pain", str(level), "--at", f"{day} 09:00")


def test_the_line_has_a_sign_a_day_and_gaps_stay_gaps(selfcare: Shell) -> None:
    a_week(selfcare)
    chart = selfcare.works("history", "--last", "7d").splitlines()[0]
    low, high, middle = BLOCKS[1], BLOCKS[-1], BLOCKS[5]
    assert chart == f"Pain, level    {low} {high}{middle}    7-day median 5 (3 of 7 days)"


def test_one_log_has_a_whole_chart_with_its_sentence(selfcare: Shell) -> None:
    a_week(selfcare)
    shown = selfcare.works("history", "pain", "--last", "6d").splitlines()
    assert shown[0] == "Pain, 0 to 10"
    assert shown[1].startswith("10 ")
    assert "│ lowest to highest" in shown[13]
    assert "Pain, 7-day median 5 (3 of 7 days)." in shown
    assert "median" not in selfcare.works("history", "stress", "--last", "1d")


def test_one_log_says_what_was_answered_around_practice(selfcare: Shell) -> None:
    with environment() as env:
        for day in (1, 2, 3):
            now = env.clock.now().replace(day=day, hour=8)
            before, after = now - timedelta(minutes=2), now + timedelta(minutes=6)
            env.journal.append(
                acts.record_entry("stress", {"level": 6}, Stamp(env.journal.new_id(), "here", before)),
                acts.record_session("breath.even", now, 300, Stamp(env.journal.new_id(), "here", now)),
                acts.record_entry("stress", {"level": 4}, Stamp(env.journal.new_id(), "here", after)),
            )
    told = selfcare.works("history", "stress")
    assert "Stress around 3 practices: 6 before, 4 after (medians)." in told
    assert "around" not in selfcare.works("history", "stress", "--last", "1d")


@pytest.mark.parametrize("words", [("history",), ("history", "pain"), ("history", "pain", "--last", "900d")])
def test_charts_fit_forty_columns(selfcare: Shell, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    a_week(selfcare)
    monkeypatch.setenv("COLUMNS", "40")
    chart = selfcare.works(*words).split("\nSat 28 Nov")[0].splitlines()
    assert len(chart) > 2
    assert all(len(line) <= 40 for line in chart)


@pytest.mark.parametrize("words", [("history",), ("history", "pain")])
def test_charts_are_letters_where_nothing_else_can_be_shown(selfcare: Shell, words: tuple[str, ...]) -> None:
    with environment() as env:
        env.preferences.set("glyphs", "plain")
    a_week(selfcare)
    assert selfcare.works(*words).isascii()


def test_words_are_searched_in_notes_and_answers(selfcare: Shell) -> None:
    selfcare.works("log", "pain", "5", "--note", "after Lunch")
    selfcare.works("log", "pain", "3", "--note", "100%_done")
    sit(60)
    assert len(history(selfcare, "--search", "lunch")["entries"]) == 1
    assert [len(found) for found in (history(selfcare, "--search", "%_")["entries"],)] == [1]
    found = selfcare("history", "--search", "supper")
    assert (found.code, found.out) == (0, "")
    assert "nothing in the last 30d has these words" in found.err


def test_history_of_one_log_of_a_span_and_of_nothing(selfcare: Shell) -> None:
    selfcare.works("log", "pain", "1", "--at", "2026-11-20 09:00")
    selfcare.works("log", "stress", "1")
    sit(60)
    assert [entry["log"] for entry in history(selfcare)["entries"]] == ["pain", "stress"]
    assert [entry["log"] for entry in history(selfcare, "--last", "7d")["entries"]] == ["stress"]
    assert (len(history(selfcare, "pain")["entries"]), history(selfcare, "log.pain")["sessions"]) == (1, [])
    done = selfcare("history", "pain", "--last", "7d")
    assert (done.code, done.out) == (0, "")
    assert done.err == "selfcare: nothing recorded in the last 7d; `selfcare log pain 3` makes an entry\n"


def test_a_year_is_named_where_it_is_another(selfcare: Shell) -> None:
    selfcare.works("log", "pain", "1", "--at", "2025-12-30 09:00")
    assert "\nTue 30 Dec 2025 09:00  " in selfcare.works("history", "--last", "400d")


@pytest.mark.parametrize("span", ["soon", "", "99999999d", "-1d", "\x1b"])
def test_a_span_that_is_none_is_refused(selfcare: Shell, span: str) -> None:
    assert selfcare.refused(2, "history", f"--last={span}") == "--last takes how far back to look; write 30d or 12h"


def test_an_unknown_log_is_answered_with_the_nearest(selfcare: Shell) -> None:
    assert "did you mean 'pain'?" in selfcare.refused(4, "history", "pian")
    assert "there is no log '\ufffd'" in selfcare.refused(4, "history", "\udcff")


def test_entries_of_a_plan_that_was_dropped_are_still_shown_in_its_words(selfcare: Shell) -> None:
    write(selfcare.home.parent / "my.toml")
    selfcare.works("use", "./my.toml")
    name = selfcare("log", "ache", "3", "word=dull").id
    selfcare.works("drop", "my-prep")
    shown = selfcare.works("history", "ache")
    assert shown.startswith("Ache, 0 to 10\n10\n")
    assert shown.endswith(f"\nThu 3 Dec 10:42  {name[-8:]}  Ache: level 3, word dull\n")


def test_a_correction_takes_the_place_of_the_entry(selfcare: Shell) -> None:
    first = selfcare("log", "pain", "3", "--note", "sharp").id
    second = selfcare("edit", first[-6:], "level=5").id
    (entry,) = history(selfcare)["entries"]
    assert (entry["id"], entry["supersedes"]) == (second, first)
    assert (entry["values"], entry["note"]) == ({"level": 5}, "sharp")
    selfcare.works("edit", second, "--note", "dull", "--at", "09:00")
    (entry,) = history(selfcare)["entries"]
    assert (entry["values"], entry["note"], str(entry["for"])[11:16]) == ({"level": 5}, "dull", "09:00")
    assert entry["supersedes"] == first


def test_an_answer_can_be_left_out_unless_it_is_needed(selfcare: Shell) -> None:
    write(selfcare.home.parent / "my.toml")
    selfcare.works("use", "./my.toml")
    name = selfcare("log", "ache", "3", "word=dull").id
    name = selfcare("edit", name, "word=").id
    assert history(selfcare)["entries"][0]["values"] == {"level": 3}
    assert selfcare.refused(2, "edit", name, "level=") == "ache needs an answer to level"
    assert "no question of that name" in selfcare.refused(2, "edit", name, "colour=")
    assert history(selfcare)["entries"][0]["id"] == name


def test_what_cannot_be_corrected_is_refused(selfcare: Shell) -> None:
    name = selfcare("log", "pain", "3").id
    appointment = selfcare("appointment", "add", "14:30").id
    assert "nothing to change" in selfcare.refused(2, "edit", name)
    assert "is no entry of a log" in selfcare.refused(4, "edit", appointment, "level=3")
    assert "no entry's id ends in" in selfcare.refused(4, "edit", "ffffffff", "level=3")
    assert "\ufffd" in selfcare.refused(4, "edit", "\udcffabcdef", "level=3")
    assert "at least the last 6" in selfcare.refused(2, "edit", "abc", "level=3")
    assert "off the scale" in selfcare.refused(2, "edit", name, "level=11")
    assert "still to come" in selfcare.refused(2, "edit", name, "--at", "tomorrow 10:00")


def test_a_correction_is_held_to_the_log_of_its_own_plan(selfcare: Shell) -> None:
    folder = selfcare.home.parent
    write(folder / "one.toml")
    other = write(folder / "two.toml")
    other.write_text(other.read_text().replace('"my-prep"', '"other"').replace("required = true", "max = 20"))
    selfcare.works("use", "./two.toml")
    name = selfcare("log", "ache", "15").id
    selfcare.works("use", "./one.toml")
    selfcare.works("edit", name, "level=20")
    assert history(selfcare)["entries"][0]["plan"] == "other"


def test_undo_goes_back_one_act_at_a_time(selfcare: Shell) -> None:
    selfcare.works("use", "daily-stress")
    selfcare.works("appointment", "add", "14:30")
    selfcare.works("appointment", "move", "15:30")
    selfcare.works("appointment", "cancel")
    name = selfcare("log", "stress", "4").id
    selfcare.works("edit", name, "level=5")
    sit(60)
    told = [selfcare.works("undo").removeprefix("took back ").rstrip() for _ in range(7)]
    assert told == [
        "the practice even",
        "the correction in stress",
        "the entry in stress",
        "the cancelling of the appointment",
        "the move of the appointment",
        "the appointment",
        "the start of the plan daily-stress",
    ]
    assert selfcare.refused(4, "undo") == "there is nothing to take back"
    assert "in use" not in selfcare.works("plans")
    assert history(selfcare) == {"format": 1, "now": "2026-12-03T10:42:00-08:00", "entries": [], "sessions": []}


def test_taking_back_a_slip_does_not_say_that_it_was_none() -> None:
    """Of something to leave out, "exercise didn't happen" would be the opposite of what was said."""
    slipped = Event("e", "d", "item.slipped", datetime(2026, 12, 3, tzinfo=UTC), path="checklist.prep.exercise")
    assert undo.told(slipped) == "the answer about exercise"


def test_what_was_undone_is_as_it_was_before(selfcare: Shell) -> None:
    selfcare.works("appointment", "add", "14:30")
    selfcare.works("appointment", "move", "15:30")
    assert "15:30" in selfcare.works("appointment", "list")
    selfcare.works("undo")
    assert "14:30" in selfcare.works("appointment", "list")
    name = selfcare("log", "pain", "3").id
    selfcare.works("edit", name, "level=9")
    selfcare.works("undo")
    assert history(selfcare)["entries"][0]["values"] == {"level": 3}
