"""`selfcare export` to a calendar and to a clinic: what is in the journal, and only that."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest

from selfcare.core.event import Event, Json
from selfcare.journal.store import open_store
from tests.cli.shell import Shell
from tests.share.fhir.rules import Element, read, resources

PLAN = """\
selfcare = 1
[plan]
title = "Before your session"
[checklist.prep.meal]
check = "Eat a light meal"
short = "light meal"
at = "2h before"
remind = "30m"
[routine.calm]
title = "Calm"
every = "mon wed"
at = "07:15"
remind = true
[[routine.calm.steps]]
check = "Sit"
[log.day]
title = "The day"
[log.day.level]
scale = "How strong is your pain?"
code = "loinc:72514-3"
required = true
[log.day.felt]
choice = "How did it feel?"
options = ["Tense", "Sad"]
"""


def follow(selfcare: Shell, text: str = PLAN) -> None:
    Path("mine.toml").write_text(text)
    selfcare.works("use", "mine.toml", typed="y\n")


def calendar(selfcare: Shell, *more: str) -> dict[str, Any]:
    written = selfcare.works("export", "--format", "ics", *more)
    return {str(event["SUMMARY"]): event for event in icalendar.Calendar.from_ical(written).walk("VEVENT")}


def clinic(selfcare: Shell) -> Element:
    return read([selfcare.works("export", "--format", "fhir")])


def answered(whole: Element) -> list[dict[str, Any]]:
    """Of each response: the answers by the last word of their names."""
    return [
        {
            item["linkId"].rpartition(".")[2]: next(iter(answer.values()))
            for item in response["item"]
            for answer in item["answer"]
        }
        for response in resources(whole, "QuestionnaireResponse")
    ]


def test_a_moved_appointment_moves_in_the_next_file(selfcare: Shell) -> None:
    follow(selfcare)
    selfcare.works("appointment", "add", "tomorrow 14:30", "--with", "Dr River")
    first = calendar(selfcare)
    selfcare.works("appointment", "move", "tomorrow 16:00")
    second = calendar(selfcare)
    assert list(first) == list(second) == ["Appointment", "Light meal", "Calm"]
    for name, event in first.items():
        later = second[name]
        assert later["UID"] == event["UID"]
        assert later["SEQUENCE"] > event["SEQUENCE"]
        moved = later.decoded("DTSTART") - event.decoded("DTSTART")
        assert moved.total_seconds() == (0 if name == "Calm" else 90 * 60)
    selfcare.works("undo")
    third = calendar(selfcare)
    assert third["Appointment"].decoded("DTSTART") == first["Appointment"].decoded("DTSTART")
    assert third["Appointment"]["SEQUENCE"] > second["Appointment"]["SEQUENCE"]
    selfcare.works("appointment", "cancel")
    assert {str(event["STATUS"]) for name, event in calendar(selfcare).items() if name != "Calm"} == {"CANCELLED"}


def test_a_discreet_calendar_names_nothing(selfcare: Shell) -> None:
    follow(selfcare)
    selfcare.works("appointment", "add", "tomorrow 14:30")
    assert list(calendar(selfcare, "--discreet")) == ["Appointment", "Reminder"]
    assert "--discreet is for calendars" in selfcare.refused(2, "export", "--discreet")


def test_a_calendar_file_is_for_its_owner_and_ends_its_lines_as_it_should(selfcare: Shell) -> None:
    selfcare.works("appointment", "add", "tomorrow 14:30")
    selfcare.works("export", "--format", "ics", "-o", "out.ics")
    written = Path("out.ics").read_bytes()
    assert Path("out.ics").stat().st_mode & 0o777 == 0o600
    assert written.count(b"\n") == written.count(b"\r\n") > 10
    assert "is there already" in selfcare.refused(2, "export", "--format", "ics", "-o", "out.ics")


def test_without_anything_to_remind_of_that_is_said(selfcare: Shell) -> None:
    done = selfcare("export", "--format", "ics")
    assert (done.code, done.err) == (0, "selfcare: there is no appointment, and no plan in use reminds of anything\n")
    assert done.out.endswith("END:VCALENDAR\n") or done.out.endswith("END:VCALENDAR\r\n")


def test_a_clinic_gets_each_entry_as_it_stands_now(selfcare: Shell) -> None:
    follow(selfcare)
    first = selfcare("log", "day", "level=5", "felt=sad", "--note", "after lunch").id
    second = selfcare("log", "day", "level=6").id
    gone = selfcare("log", "day", "level=7").id
    selfcare.works("undo")
    selfcare.works("edit", second[-8:], "level=3")
    whole = clinic(selfcare)
    assert [(each["id"], each["status"]) for each in resources(whole, "QuestionnaireResponse")] == [
        (first, "completed"),
        (second, "amended"),
    ]
    assert gone not in str(whole)
    felt = {"code": "sad", "display": "Sad"}
    [one, two] = answered(whole)
    assert (one["level"], one["note"], two) == (5, "after lunch", {"level": 3})
    assert {name: one["felt"][name] for name in felt} == felt
    assert [each["valueInteger"] for each in resources(whole, "Observation")] == [5, 3]
    assert resources(whole, "Observation")[0]["code"]["coding"][0]["code"] == "72514-3"
    assert len(resources(whole, "Questionnaire")) == 1


def test_each_entry_leaves_with_the_questions_it_answered(selfcare: Shell) -> None:
    follow(selfcare)
    selfcare.works("log", "day", "level=5")
    follow(selfcare, PLAN.replace("How strong is your pain?", "How bad is your pain today?"))
    selfcare.works("log", "day", "level=6")
    follow(selfcare, PLAN.replace("How strong is your pain?", "How bad is your pain today?").replace("Sit", "Sit down"))
    selfcare.works("log", "day", "level=7")
    selfcare.works("drop", "mine")
    whole = clinic(selfcare)
    asked = [form["item"][0]["text"] for form in resources(whole, "Questionnaire")]
    assert asked == ["How strong is your pain?", "How bad is your pain today?"]
    assert len({form["url"] for form in resources(whole, "Questionnaire")}) == 1


def test_built_in_logs_leave_too(selfcare: Shell) -> None:
    selfcare.works("log", "sleep", "quality=6", "hours=7.5")
    whole = clinic(selfcare)
    assert answered(whole)[0]["quality"] == 6
    assert [each["title"] for each in resources(whole, "Questionnaire")] == ["Sleep"]
    [_, hours] = resources(whole, "Observation")
    assert hours["code"]["coding"][0] == {"system": "http://loinc.org", "code": "93832-4"}


def test_words_under_a_licence_do_not_leave(selfcare: Shell) -> None:
    licensed = PLAN.replace('title = "The day"', 'title = "PEG"\npermission = "Licence no. 1, on screen"')
    follow(selfcare, licensed)
    selfcare.works("log", "day", "level=5", "felt=sad")
    text = selfcare.works("export", "--format", "fhir")
    read([text])
    assert not [words for words in ("strong", "Sad", '"sad"', "feel") if words in text]
    assert '"valueInteger":5' in text


@pytest.mark.parametrize(("plan", "closure"), [("gone", "ab" * 32), ("gone", ""), ("", "")])
def test_entries_that_nobody_knows_the_questions_of_leave_too(selfcare: Shell, plan: str, closure: str) -> None:
    selfcare.works("log", "pain", "3")
    now = datetime.fromisoformat("2026-12-03T10:30:00-08:00")
    with open_store(str(selfcare.home / "data"), now=lambda: now) as store:
        values: dict[str, Json] = {"level": 4}
        store.append(
            Event(store.new_id(), "d", "entry.recorded", now, plan, "1", closure, "log.elsewhere", values=values)
        )
    whole = clinic(selfcare)
    assert [("questionnaire" in each) for each in resources(whole, "QuestionnaireResponse")] == [False, True]
    assert answered(whole) == [{"level": 4}, {"level": 3}]


def test_entries_of_many_years_are_all_there_once(selfcare: Shell) -> None:
    days = ["1999-12-31 23:59", "2021-03-01 08:00", "2026-09-04 10:00", "2026-12-03 10:00"]
    for number, day in enumerate(days):
        selfcare.works("log", "pain", str(number), "--at", day)
    selfcare.at("2027-09-01T10:42:00-08:00[America/Los_Angeles]")
    selfcare.works("log", "pain", "4")
    assert [each["level"] for each in answered(clinic(selfcare))] == [0, 1, 2, 3, 4]


def test_an_empty_journal_gives_an_empty_transaction(selfcare: Shell) -> None:
    assert set(clinic(selfcare)) == {"resourceType", "type", "timestamp"}


def test_on_a_terminal_the_lines_are_lines(selfcare: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    selfcare.works("appointment", "add", "tomorrow 14:30")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    out = selfcare.works("export", "--format", "ics")
    assert out.startswith("BEGIN:VCALENDAR\nVERSION:2.0\n")
    assert "\ufffd" not in out
