"""What goes into a calendar where several plans have it from one they extend."""

from __future__ import annotations

from selfcare.core.frozen import replace
from selfcare.core.ledger import Mark
from selfcare.core.plan import Check, Plan, Routine, Step
from selfcare.core.planned import Planned, planned
from selfcare.core.ports import InUse
from selfcare.core.repeat import Repeat
from selfcare.core.when import Span, Window
from tests.core.day import NOW, SINCE, before, item, prep, visit

CALM = Routine("calm", "Calm", (Step("1", Check("Sit")),), every=Repeat(), at="07:15", remind=True)
ONE, TWO = (
    replace(
        prep(item("meal", Check("Eat"), Window(at=before(120)), remind=Span(seconds=1800)), routines=[CALM]), id=name
    )
    for name in ("one", "two")
)
LATER = replace(TWO, routines={"calm": replace(CALM, at="08:00")})


def of(*plans: Plan, status: str = "standing", marks: tuple[Mark, ...] = ()) -> list[Planned]:
    used = [InUse(plan, SINCE) for plan in plans]
    return [one for one in planned(used, [visit(status=status)], marks, (), NOW, {}) if one.path]


def test_what_two_plans_remind_of_alike_rings_once() -> None:
    assert of(ONE, TWO) == of(ONE)
    assert [one.plan for one in of(ONE, TWO)] == ["one", "one"]


def test_what_is_at_another_time_is_another() -> None:
    assert [(one.plan, one.title) for one in of(ONE, LATER)] == [("one", "Eat"), ("one", "Calm"), ("two", "Calm")]


def test_what_was_done_for_one_plan_rings_for_none() -> None:
    done = Mark("m", "ticked", "two", "checklist.prep.meal", "visit", NOW, NOW)
    (meal, _) = of(ONE, TWO, marks=(done,))
    assert (meal.plan, meal.alarms) == ("one", ())


def test_what_has_to_go_goes_for_each_plan() -> None:
    assert [(one.plan, one.title) for one in of(ONE, TWO, status="cancelled") if one.is_cancelled] == [
        ("one", "Eat"),
        ("two", "Eat"),
    ]
