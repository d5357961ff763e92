"""Answers around practices and visits, out of a journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from selfcare.core import acts, ledger
from selfcare.core.acts import Stamp
from selfcare.core.frozen import replace
from selfcare.core.insight.read import around
from selfcare.core.plan import Check, Checklist, Item, Plan
from selfcare.core.ports import Env
from selfcare.core.question import Field, Log, Scale, Simple
from tests.tui.fakes import World

PARIS = ZoneInfo("Europe/Paris")
START = date(2026, 5, 7)
LEVEL = Field("level", "How strong is your pain right now?", Scale(), code="loinc:72514-3", recall="now", was="ache")
PAIN = Log("pain", "Pain", {"level": LEVEL})
PLAN = Plan("back", "Back", logs={"pain": PAIN}, checklists={"c": Checklist("c", "C", {"i": Item("i", Check("Eat"))})})


def at(day: int, clock: str = "20:00") -> datetime:
    return datetime.combine(START + timedelta(days=day), datetime.strptime(clock, "%H:%M").time(), PARIS)


def world(values: Sequence[float | None], today: int | None = None) -> Env:
    """One answer each evening from the first day on."""
    env = World().env
    env.clock.instant = at(len(values) - 1 if today is None else today, "21:00")  # type: ignore[attr-defined]
    for day, value in enumerate(values):
        if value is not None:
            env.journal.append(acts.record_entry("pain", {"level": value}, stamp(env, at(day)), plan=PLAN))
    return env


def stamp(env: Env, now: datetime) -> Stamp:
    return Stamp(env.journal.new_id(), "here", now)


def visit(env: Env, day: int) -> None:
    env.journal.append(acts.make_appointment(at(day, "14:30"), stamp(env, at(0, "07:00")), plan="back"))
    made = ledger.appointments(env.journal.events(ledger.APPOINTMENT_KINDS))
    env.journal.append(acts.finish(made[-1], stamp(env, at(day, "16:00"))))


def test_answers_around_visits_and_practice_are_set_side_by_side_from_three_on() -> None:
    env = world([5] * 12)
    for day in (3, 6, 9):
        visit(env, day)
        env.journal.append(
            acts.record_entry("pain", {"level": 7}, stamp(env, at(day, "14:00")), plan=PLAN),
            acts.record_entry("pain", {"level": 6}, stamp(env, at(day, "08:00")), plan=PLAN),
            acts.record_session("breath.box", at(day, "08:01"), 240, stamp(env, at(day, "08:05"))),
            acts.record_entry("pain", {"level": 4}, stamp(env, at(day, "08:06")), plan=PLAN),
        )
    assert around(env, PAIN, LEVEL, START, PLAN, "pain") == [
        "pain around 3 practices: 6 before, 4 after (medians)",
        "pain around 3 visits: 7 before, 5 after (medians)",
    ]
    assert around(env, PAIN, LEVEL, START + timedelta(days=4), PLAN, "pain") == []


def test_answers_under_an_earlier_name_count() -> None:
    renamed = replace(PAIN, name="ache", was="pain", fields={"now": replace(LEVEL, name="now", was="level")})
    env = world([5] * 8)
    for day in (1, 3, 5):
        visit(env, day)
    assert around(env, renamed, renamed.fields["now"], START, None, "pain") == [
        "pain around 3 visits: 5 before, 5 after (medians)"
    ]


def test_two_pairs_say_nothing() -> None:
    env = world([5] * 8)
    for day in (1, 3):
        visit(env, day)
    assert around(env, PAIN, LEVEL, START, None, "pain") == []
    assert around(world([], today=0), PAIN, LEVEL, START, None, "pain") == []


def test_durations_are_told_in_hours_and_minutes() -> None:
    field = Field("awake", "How long were you awake?", Simple("duration"))
    night = Log("pain", "Night", {"awake": field})
    env = world([], today=6)
    for day in (1, 3, 5):
        visit(env, day)
        for clock, seconds in (("08:00", 4200.0), ("20:00", 900.0)):
            env.journal.append(acts.record_entry("pain", {"awake": seconds}, stamp(env, at(day, clock)), plan=PLAN))
    assert around(env, night, field, START, PLAN, "night") == [
        "night around 3 visits: 1h10m before, 15m after (medians)"
    ]
