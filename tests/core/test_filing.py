"""Where an answer goes: a new entry, or the one that stands for the day, the visit or the episode."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcare.core import acts, filing, ledger, liveness
from selfcare.core.acts import Stamp
from selfcare.core.condition import parse
from selfcare.core.event import Event
from selfcare.core.ledger import Appointment, Entry
from selfcare.core.plan import Checklist, Occasion, Plan
from selfcare.core.question import Field, Log, Scale, Simple, Text
from selfcare.core.when import Span
from selfcare.errors import UsageError

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 12, 3, 14, 10, tzinfo=BERLIN)
HOUR = timedelta(hours=1)
ATTACK = Log(
    "attack",
    "Headache",
    {
        "worst": Field("worst", "How bad?", Scale(), was="level"),
        "aura": Field("aura", "Any aura?", Simple("yes-no")),
        "aura-for": Field("aura-for", "For how long?", Text(), condition=parse("aura == yes")),
    },
    per="episode",
)
PLAN = Plan(
    "care",
    "Care",
    appointment=Occasion("Visit", Span(seconds=3600)),
    checklists={"prep": Checklist("prep", "Before", {})},
    logs={"attack": ATTACK},
)


class Told:
    """Events in order, seen as a journal hands them out."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def stamp(self, at: datetime = NOW, device: str = "a") -> Stamp:
        return Stamp(f"id-{len(self.events):04}", device, at)

    def add(self, event: Event) -> Event:
        self.events.append(event)
        return event

    def opens(self, began: datetime = NOW, worst: int = 5) -> Entry:
        event = self.add(acts.record_entry("attack", {"worst": worst}, self.stamp(), plan=PLAN, meant=began))
        return next(entry for entry in self.entries() if entry.id == event.id)

    def entries(self) -> tuple[Entry, ...]:
        over = liveness.ended(liveness.Link(each.id, each.kind, each.supersedes) for each in self.events)
        return ledger.entries(event for event in self.events if event.id not in over)

    def open(self, now: datetime = NOW) -> list[str]:
        return [entry.origin for entry in filing.open_episodes("care", ATTACK, self.entries(), now)]


def test_an_episode_is_open_until_somebody_says_when_it_was_over() -> None:
    told = Told()
    entry = told.opens(NOW - HOUR)
    assert told.open() == [entry.id]
    told.add(acts.end_episode(entry, told.stamp(), meant=NOW - HOUR / 2))
    assert told.open() == []
    assert told.entries()[0].ended == NOW - HOUR / 2


def test_an_episode_was_open_between_its_beginning_and_its_end() -> None:
    told = Told()
    entry = told.opens(NOW - 3 * HOUR)
    told.add(acts.end_episode(entry, told.stamp(), meant=NOW - HOUR))
    hours = [hour for hour in range(5) if told.open(NOW - hour * HOUR)]
    assert hours == [2, 3]


def test_what_is_added_after_the_end_leaves_it_ended_and_undo_opens_it_again() -> None:
    told = Told()
    entry = told.opens(NOW - HOUR)
    end = told.add(acts.end_episode(entry, told.stamp()))
    told.add(acts.correct(entry, {"worst": 9}, told.stamp()))
    (after,) = told.entries()
    assert (after.values, after.ended, after.origin) == ({"worst": 9}, NOW, entry.id)
    told.add(acts.undo(end, told.stamp()))
    assert told.open() == [entry.id]


@given(st.permutations(range(4)))
def test_two_devices_that_end_one_episode_agree_in_whatever_order_they_are_merged(order: list[int]) -> None:
    told = Told()
    entry = told.opens(NOW - 3 * HOUR)
    phone = acts.end_episode(entry, Stamp("x-1", "phone", NOW), meant=NOW - 2 * HOUR)
    laptop = acts.end_episode(entry, Stamp("x-2", "laptop", NOW + HOUR), meant=NOW - HOUR)
    more = acts.correct(entry, {"worst": 8}, Stamp("x-3", "phone", NOW))
    merged = [[told.events[0], phone, laptop, more][index] for index in order]
    over = liveness.ended(liveness.Link(each.id, each.kind, each.supersedes) for each in merged)
    (seen,) = ledger.entries(event for event in merged if event.id not in over)
    assert (seen.ended, seen.values) == (NOW - HOUR, {"worst": 8})


def test_an_end_without_its_entry_changes_nothing() -> None:
    told = Told()
    entry = told.opens()
    told.add(acts.end_episode(entry, told.stamp()))
    told.add(acts.remove(entry, told.stamp()))
    assert told.entries() == ()


def test_an_episode_that_nobody_ended_is_not_asked_about_for_ever() -> None:
    told = Told()
    told.opens(NOW - timedelta(days=31) + HOUR)
    assert len(told.open()) == 1
    assert told.open(NOW + 2 * HOUR) == []


def test_episodes_of_other_plans_are_not_meant() -> None:
    told = Told()
    told.opens()
    assert filing.open_episodes("other", ATTACK, told.entries(), NOW) == []


def test_a_day_has_one_entry_by_the_local_day_it_is_about() -> None:
    log = Log("day", "Day", ATTACK.fields, per="day")
    told = Told()
    early = acts.record_entry("day", {"worst": 1}, told.stamp(), plan=PLAN, meant=NOW.replace(hour=0, minute=5))
    (entry,) = ledger.entries([early])
    for about, found in ((NOW, entry), (NOW.replace(hour=23), entry), (NOW - 15 * HOUR, None), (NOW + 10 * HOUR, None)):
        assert filing.standing("care", log, [entry], about) == found
    assert filing.standing("care", Log("day", "Day", {}), [entry], NOW) is None


def test_what_is_added_keeps_the_other_answers_and_follows_the_conditions() -> None:
    told = Told()
    told.add(acts.record_entry("attack", {"level": 5, "aura": True, "aura-for": "x"}, told.stamp(), plan=PLAN))
    (entry,) = told.entries()
    assert filing.added(ATTACK, entry, {}) == {"worst": 5, "aura": True, "aura-for": "x"}
    assert filing.added(ATTACK, entry, {"worst": 8}) == {"worst": 8, "aura": True, "aura-for": "x"}
    assert filing.added(ATTACK, entry, {"aura": False}) == {"worst": 5, "aura": False}
    assert filing.added(ATTACK, entry, {"aura": None}) == {"worst": 5}


ANSWERS = st.dictionaries(st.sampled_from(["worst", "other"]), st.integers(0, 10), max_size=2)


@given(ANSWERS, ANSWERS)
def test_adding_loses_no_answer(before: dict[str, int], more: dict[str, int]) -> None:
    (entry,) = ledger.entries([acts.record_entry("attack", before, Stamp("a", "d", NOW), plan=PLAN)])
    assert filing.added(ATTACK, entry, more) == {**before, **more}


def test_an_end_before_the_beginning_is_refused() -> None:
    entry = Told().opens(NOW - HOUR)
    assert filing.check_end(entry, NOW) == NOW
    with pytest.raises(UsageError, match="it began on 2026-12-03 at 13:10; write a later time"):
        filing.check_end(entry, NOW - 2 * HOUR)


def visit(name: str, starts: datetime, **more: str) -> Appointment:
    return Appointment(name, starts, None, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("about", "found"),
    [
        (NOW - 3 * HOUR, "today"),
        (NOW + 30 * HOUR / 60, "today"),
        (NOW + 4 * HOUR, "today"),
        (NOW + timedelta(days=5), "next"),
        (NOW - timedelta(days=20), ""),
        (NOW + timedelta(days=30), ""),
    ],
)
def test_a_visit_is_the_nearest_that_is_at_most_two_weeks_away(about: datetime, found: str) -> None:
    visits = [
        visit("today", NOW),
        visit("next", NOW + timedelta(days=7)),
        visit("cancelled", about, status="cancelled"),
        visit("of-another", about, plan="other"),
    ]
    assert filing.visit(PLAN, visits, about) == found


def test_an_answer_about_a_visit_is_added_to_the_entry_of_that_visit() -> None:
    log = Log("goal", "Goal", ATTACK.fields, per="visit")
    make: Callable[[str], Event] = lambda name: acts.record_entry(  # noqa: E731
        "goal", {"worst": 1}, Stamp(name, "d", NOW), plan=PLAN, occurrence=name
    )
    entries = ledger.entries([make("one"), make("two")])
    found = filing.standing("care", log, entries, NOW, "one")
    assert found is not None
    assert found.occurrence == "one"
    assert filing.standing("care", log, entries, NOW, "") is None
