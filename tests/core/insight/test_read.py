"""What History and the command line are told of one number, out of a journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from selfcare.core import acts, ledger
from selfcare.core.acts import Stamp
from selfcare.core.frozen import replace
from selfcare.core.insight.read import sentences
from selfcare.core.plan import Check, Checklist, Course, Item, Plan
from selfcare.core.ports import Env
from selfcare.core.question import Field, Log, Scale
from selfcare.core.when import Span
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


def test_the_start_is_the_week_before_the_first_visit_of_the_plan() -> None:
    env = world([9, 9, *[6] * 7, *[4] * 14])
    visit(env, 9)
    assert sentences(env, PAIN, LEVEL, PLAN)[:2] == [
        "pain, 7-day median 4 (7 of 7 days), 6 at the start",
        "2 lower than at the start (33 %): clear change",
    ]
    assert sentences(env, PAIN, LEVEL)[0] == "pain, 7-day median 4 (7 of 7 days), 9 on the first three days"


def test_a_plans_own_baseline_is_kept_to() -> None:
    env = world([*[9] * 7, *[6] * 7, *[4] * 7])
    visit(env, 14)
    longer = replace(PLAN, course=Course(baseline=Span(14)))
    assert sentences(env, PAIN, LEVEL, PLAN)[0].endswith(", 6 at the start")
    assert sentences(env, PAIN, LEVEL, longer)[0].endswith(", 7.5 at the start")


def test_visits_that_were_made_for_no_plan_count_for_a_log_without_one() -> None:
    env = world([*[6] * 7, *[4] * 7])
    env.journal.append(acts.make_appointment(at(7, "14:30"), stamp(env, at(0, "07:00"))))
    assert sentences(env, PAIN, LEVEL)[0].endswith(", 6 at the start")


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
    assert sentences(env, PAIN, LEVEL, PLAN)[-2:] == [
        "pain around 3 practices: 6 before, 4 after (medians)",
        "pain around 3 visits: 7 before, 5 after (medians)",
    ]


def test_only_days_of_the_range_are_compared() -> None:
    env = world([3 if day % 2 else 6 for day in range(28)])
    for day in range(1, 28, 2):
        env.journal.append(acts.record_session("breath.box", at(day, "08:00"), 240, stamp(env, at(day, "08:05"))))
    assert "pain on 14 days with practice: median 3; on 14 days without: 6" in sentences(env, PAIN, LEVEL)
    recent = sentences(env, PAIN, LEVEL, since=START + timedelta(days=18))
    assert "pain on 5 days with practice: median 3; on 5 days without: 6" in recent
    assert not [
        line for line in sentences(env, PAIN, LEVEL, since=START + timedelta(days=20)) if "with practice" in line
    ]


def test_without_an_answer_there_is_nothing_to_say() -> None:
    assert sentences(world([], today=0), PAIN, LEVEL, PLAN) == []
