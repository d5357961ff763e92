"""A course of visits: looking back after one of them, asking again after the last, whatever is moved or cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from selfcare.core.agenda import Agenda
from selfcare.core.courses import visits
from selfcare.core.frozen import replace
from selfcare.core.ledger import Appointment
from selfcare.core.plan import Check, Course, Follow, Plan, Routine, Step
from selfcare.core.when import Span
from tests.core.day import DAY, at, item, line, look, mark, prep, visit, window

WEEKLY = [
    visit(at("14:30", DAY + timedelta(weeks=number)), id=f"visit-{number + 1}", course="c") for number in range(6)
]
"""Six visits, from the day of the pictures on."""


def course(**more: object) -> Plan:
    """A plan that looks back after the second visit and asks again four and twelve weeks after the last."""
    given = {"visits": 6, "review_after": 2, "review": "back", "checks": (Span(28), Span(84)), "check": "again", **more}
    routines = [Routine(name, name, (Step("1", Check("Think")),)) for name in ("back", "again")]
    plan = prep(item("way", Check("Plan the way"), window(60)), routines=routines)
    return replace(plan, course=Course(**given))  # type: ignore[arg-type]


def seen(now: datetime, made: Sequence[Appointment] = WEEKLY, plan: Plan | None = None, **more: object) -> Agenda:
    return look(plan or course(), now=now, visits=made, **more)  # type: ignore[arg-type]


def names(agenda: Agenda) -> set[str]:
    return {each.path for each in agenda.lines if isinstance(each.action, Follow)}


def day(weeks: int, days: int = 0) -> date:
    return DAY + timedelta(weeks=weeks, days=days)


def test_after_the_second_visit_one_looks_back_until_the_third_begins() -> None:
    assert names(seen(at("12:00", day(1)))) == set()
    back = line(seen(at("16:00", day(1))), "back")
    assert (back.state, back.occurrence) == ("open", "visit-2/review")
    assert (back.opens, back.closes) == (at("15:20", day(1)), at("14:30", day(2)))
    assert names(seen(at("14:31", day(2)))) == {"routine.back"}  # missed, and told so on that day
    assert names(seen(at("09:00", day(2, 1)))) == set()


def test_a_walk_through_it_is_kept_under_the_visit() -> None:
    done = mark("ticked", "routine.back", at("18:00", day(1)), occurrence="visit-2/review")
    assert line(seen(at("19:00", day(1)), marks=[done]), "back").state == "done"
    other = replace(done, occurrence="visit-1/review")
    assert line(seen(at("19:00", day(1)), marks=[other]), "back").state == "open"


def test_a_cancelled_visit_is_none_of_them() -> None:
    made = [replace(WEEKLY[0], status="cancelled"), *WEEKLY[1:]]
    assert names(seen(at("16:00", day(1)), made)) == set()
    assert line(seen(at("16:00", day(2)), made), "back").occurrence == "visit-3/review"


def test_a_moved_visit_takes_the_looking_back_with_it() -> None:
    made = [WEEKLY[0], replace(WEEKLY[1], starts=at("10:00", day(1, 3)), moved=at("09:00", day(1))), *WEEKLY[2:]]
    assert names(seen(at("16:00", day(1)), made)) == set()
    assert line(seen(at("11:00", day(1, 3)), made), "back").opens == at("10:50", day(1, 3))


def test_it_is_asked_again_a_while_after_the_last_visit_for_a_week() -> None:
    last = day(5)
    assert names(seen(at("12:00", last + timedelta(days=25)))) == set()
    again = line(seen(at("12:00", last + timedelta(days=28))), "again")
    assert (again.state, again.occurrence) == ("open", "visit-6/check-1")
    assert again.opens == at("00:00", last + timedelta(days=28))
    assert line(seen(at("12:00", last + timedelta(days=34))), "again").state == "open"
    assert line(seen(at("12:00", last + timedelta(days=35))), "again").state == "missed"
    assert names(seen(at("12:00", last + timedelta(days=36)))) == set()
    assert line(seen(at("12:00", last + timedelta(days=84))), "again").occurrence == "visit-6/check-2"


def test_who_cancels_the_last_visit_is_asked_after_the_one_before() -> None:
    made = [*WEEKLY[:5], replace(WEEKLY[5], status="cancelled")]
    assert line(seen(at("12:00", day(4) + timedelta(days=28)), made), "again").occurrence == "visit-5/check-1"


def test_a_second_course_begins_to_count_anew() -> None:
    second = [visit(at("14:30", day(20 + number)), id=f"new-{number + 1}", course="d") for number in range(2)]
    assert [one.id for one in visits(course(), [*WEEKLY, *second])] == ["new-1", "new-2"]
    assert line(seen(at("16:00", day(21)), [*WEEKLY, *second]), "back").occurrence == "new-2/review"


def test_a_plan_without_these_moments_asks_for_nothing() -> None:
    plain = course(review="", check="")
    assert names(seen(at("16:00", day(1)), plan=plain)) == set()
    assert names(seen(at("12:00", day(5) + timedelta(days=28)), plan=plain)) == set()
