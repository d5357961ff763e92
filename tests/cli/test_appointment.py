"""`selfcare appointment`: made, listed, moved, cancelled, done, in series."""

from __future__ import annotations

import json

import pytest

from tests.cli.plans import write
from tests.cli.shell import Shell


def listed(selfcare: Shell) -> list[str]:
    """What the list says behind the ids."""
    return [line[10:] for line in selfcare.works("appointment", "list").splitlines()]


def appointments(selfcare: Shell) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(selfcare.works("today", "--json"))["appointments"]
    return found


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("14:30", "Thu 3 Dec 14:30"),
        ("10:00", "Fri 4 Dec 10:00"),
        ("2:30 pm", "Thu 3 Dec 14:30"),
        ("tomorrow 9am", "Fri 4 Dec 09:00"),
        ("fri 14:30", "Fri 4 Dec 14:30"),
        ("2027-01-08 14:30", "Fri 8 Jan 2027 14:30"),
    ],
)
def test_a_time_as_people_type_it(selfcare: Shell, typed: str, told: str) -> None:
    done = selfcare("appointment", "add", typed)
    assert done.out == f"saved {done.id}  {told}\n"
    assert listed(selfcare) == [told]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("tomorrow-ish", "is not a time; write"),
        ("", "is not a time"),
        ("\x1b[2J", "\ufffd[2J"),
        ("2026-02-30 10:00", "is not a time"),
        ("2026-12-03 10:42", "2026-12-03 10:42 is in the past"),
        ("yesterday 10:00", "is in the past"),
        ("2027-03-14 02:30", "02:30 does not exist on 2027-03-14"),
        ("2027-11-07 01:30", "01:30 comes twice on 2027-11-07"),
    ],
)
def test_a_time_that_cannot_be_is_refused(selfcare: Shell, typed: str, told: str) -> None:
    selfcare.works("appointment", "add", "14:30")
    assert told in selfcare.refused(2, "appointment", "add", typed)
    assert told in selfcare.refused(2, "appointment", "move", typed)
    assert listed(selfcare) == ["Thu 3 Dec 14:30"]


def test_whom_and_how_long(selfcare: Shell) -> None:
    selfcare.works("appointment", "add", "14:30", "--with", "Dr Y\x1b[31m", "--lasts", "30m")
    assert listed(selfcare) == ["Thu 3 Dec 14:30  with Dr Y\ufffd[31m"]
    assert appointments(selfcare)[0]["ends"] == "2026-12-03T15:00:00-08:00"
    assert selfcare.refused(2, "appointment", "add", "15:30", "--lasts", "long").startswith("--lasts: 'long' is not")


def test_a_series_keeps_its_clock_time_and_numbers_its_visits(selfcare: Shell) -> None:
    selfcare.at("2027-03-08T10:00:00-08:00[America/Los_Angeles]")
    out = selfcare.works("appointment", "add", "wed 14:30", "--series", "--count", "3")
    assert [line[44:] for line in out.splitlines()] == ["Wed 10 Mar 14:30", "Wed 17 Mar 14:30", "Wed 24 Mar 14:30"]
    assert listed(selfcare) == ["Wed 10 Mar 14:30", "Wed 17 Mar 14:30", "Wed 24 Mar 14:30"]
    assert len(selfcare.works("appointment", "add", "15:30", "--series", "--every", "3d").splitlines()) == 6


@pytest.mark.parametrize(
    "words",
    [
        ("--count", "3"),
        ("--every", "3d"),
        ("--series", "--count", "0"),
        ("--series", "--count", "61"),
        ("--series", "--count", "x"),
        ("--series", "--every", "0d"),
        ("--series", "--every", "often"),
        ("--series", "--every", "99999999d"),
    ],
)
def test_a_series_that_cannot_be_is_refused(selfcare: Shell, words: tuple[str, ...]) -> None:
    selfcare.refused(2, "appointment", "add", "14:30", *words)
    assert listed(selfcare) == []


def test_an_appointment_for_a_plan_takes_it_into_use(selfcare: Shell) -> None:
    write(selfcare.home.parent / "my.toml")
    done = selfcare("appointment", "add", "14:30", "--plan", "./my.toml")
    assert done.err == "selfcare: following my-prep: My preparation\n"
    assert appointments(selfcare)[0]["plan"] == "my-prep"
    assert selfcare("appointment", "add", "15:30", "--plan", "my-prep").err == ""
    assert "there is no plan 'nope'" in selfcare.refused(4, "appointment", "add", "16:30", "--plan", "nope")


def test_a_plan_with_a_course_says_how_many_visits(selfcare: Shell) -> None:
    path = write(selfcare.home.parent / "my.toml")
    path.write_text(path.read_text() + "\n[course]\nvisits = 4\n")
    out = selfcare.works("appointment", "add", "14:30", "--plan", "./my.toml", "--series")
    assert len(out.splitlines()) == 4


def test_without_a_checklist_it_says_where_to_find_one(selfcare: Shell) -> None:
    assert "`selfcare use acupuncture-prep`" in selfcare("appointment", "add", "14:30").err


def test_the_next_one_is_meant_unless_an_id_is_given(selfcare: Shell) -> None:
    later = selfcare("appointment", "add", "16:30").id
    selfcare.works("appointment", "add", "14:30")
    assert "moved to Thu 3 Dec 15:00" in selfcare.works("appointment", "move", "15:00")
    assert "cancelled: Thu 3 Dec 16:30" in selfcare.works("appointment", "cancel", later[-6:].upper())
    assert listed(selfcare) == ["Thu 3 Dec 15:00", "Thu 3 Dec 16:30  cancelled"]
    assert "no single appointment ends in" in selfcare.refused(4, "appointment", "cancel", later[-6:])
    assert "no single appointment ends in '\ufffd'" in selfcare.refused(4, "appointment", "done", "\udcff")


def test_done_means_the_one_just_past(selfcare: Shell) -> None:
    selfcare.works("appointment", "add", "14:30")
    selfcare.works("appointment", "add", "tomorrow 14:30")
    selfcare.at("2026-12-03T16:00:00-08:00[America/Los_Angeles]")
    assert "done: Thu 3 Dec 14:30" in selfcare.works("appointment", "done")
    assert listed(selfcare) == ["Thu 3 Dec 14:30  done", "Fri 4 Dec 14:30"]
    assert "no appointment has begun yet" in selfcare.refused(4, "appointment", "done")
    assert listed(selfcare) == ["Thu 3 Dec 14:30  done", "Fri 4 Dec 14:30"]


def test_one_that_was_missed_can_still_be_moved(selfcare: Shell) -> None:
    selfcare.works("appointment", "add", "14:30")
    selfcare.at("2026-12-03T16:00:00-08:00[America/Los_Angeles]")
    assert "moved to Fri 4 Dec 10:00" in selfcare.works("appointment", "move", "fri 10:00")


def test_without_any_it_says_how_to_make_one(selfcare: Shell) -> None:
    for act in (("move", "15:00"), ("cancel",), ("done",)):
        assert "there is no appointment; " in selfcare.refused(4, "appointment", *act)
    done = selfcare("appointment", "list")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("selfcare: no appointments; ")


def test_the_list_forgets_what_is_long_past(selfcare: Shell) -> None:
    selfcare.works("appointment", "add", "14:30")
    selfcare.at("2026-12-16T16:00:00-08:00[America/Los_Angeles]")
    assert listed(selfcare) == ["Thu 3 Dec 14:30"]
    selfcare.at("2026-12-18T16:00:00-08:00[America/Los_Angeles]")
    assert listed(selfcare) == []


def test_somebody_who_travels_reads_their_own_clock(selfcare: Shell) -> None:
    selfcare.works("appointment", "add", "14:30")
    selfcare.at("2026-12-03T12:00:00-05:00[America/New_York]")
    assert listed(selfcare) == ["Thu 3 Dec 17:30"]
    assert appointments(selfcare)[0]["starts"] == "2026-12-03T17:30:00-05:00"


def test_a_visit_of_a_series_is_moved_alone_or_with_the_rest(selfcare: Shell) -> None:
    selfcare.works("appointment", "add", "fri 14:30", "--series", "--count", "3")
    selfcare.works("appointment", "move", "2026-12-05 09:00")
    assert listed(selfcare) == ["Sat 5 Dec 09:00", "Fri 11 Dec 14:30", "Fri 18 Dec 14:30"]
    second = selfcare.works("appointment", "list").splitlines()[1][:8]
    told = selfcare.works("appointment", "move", "2026-12-10 16:00", second, "--rest").splitlines()
    assert [line.partition("  ")[2] for line in told] == ["moved to Thu 10 Dec 16:00", "moved to Thu 17 Dec 16:00"]
    assert listed(selfcare) == ["Sat 5 Dec 09:00", "Thu 10 Dec 16:00", "Thu 17 Dec 16:00"]


def test_the_rest_of_a_series_is_cancelled_and_what_was_recorded_stays(selfcare: Shell) -> None:
    selfcare.works("appointment", "add", "fri 14:30", "--series", "--count", "3")
    selfcare.works("log", "pain", "4")
    second = selfcare.works("appointment", "list").splitlines()[1][:8]
    selfcare.works("appointment", "cancel", second, "--rest")
    assert listed(selfcare) == ["Fri 4 Dec 14:30", "Fri 11 Dec 14:30  cancelled", "Fri 18 Dec 14:30  cancelled"]
    assert "4" in selfcare.works("history", "pain")


def test_the_rest_of_no_series_is_refused(selfcare: Shell) -> None:
    selfcare.works("appointment", "add", "fri 14:30")
    assert "leave out --rest" in selfcare.refused(2, "appointment", "cancel", "--rest")
    assert listed(selfcare) == ["Fri 4 Dec 14:30"]
