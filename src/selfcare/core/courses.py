"""A course of visits: which visits are one, and what falls due because of where in it a person is. For `roster`.

A plan may want to look back after one of them, and to ask again some time after the last. Both are routines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import NamedTuple

from selfcare.core import when
from selfcare.core.judge import after
from selfcare.core.ledger import Appointment
from selfcare.core.occasions import MATTERS, Counted, Records, ends, serves
from selfcare.core.plan import Course, Plan
from selfcare.core.ports import InUse
from selfcare.core.when import Anchor, Interval

CHECK_STAYS = timedelta(days=7)
"""How long it can be answered when it is asked again: a week early or late changes little after a month."""


class Due(NamedTuple):
    """A routine that falls due because of the course."""

    routine: str
    occasion: Counted
    window: Interval


def visits(plan: Plan, appointments: Sequence[Appointment]) -> list[Appointment]:
    """The visits of the latest course, in order; cancelled ones are none.

    A course is a series; appointments that were made one by one are one course together.
    """
    mine = [one for one in appointments if one.status != "cancelled" and serves(one, plan)]
    latest = max(mine, key=_begins, default=None)
    return sorted((one for one in mine if latest and one.course == latest.course), key=_begins)


def followed(plans: Iterable[Plan], appointments: Sequence[Appointment]) -> list[Appointment]:
    """The visits of the latest course of the first of these plans that has one; else of visits made for no plan in
    particular. What is asked without a plan, or by one without visits, is measured from these."""
    for plan in plans:
        if made := visits(plan, appointments):
            return made
    loose = sorted((one for one in appointments if not one.plan and one.status != "cancelled"), key=_begins)
    return [one for one in loose if one.course == loose[-1].course]


def due(used: InUse, records: Records) -> Iterator[Due]:
    """What the course asks for: looking back until the next visit, and asking again a while after the last."""
    course = used.plan.course
    made = visits(used.plan, records.appointments) if course and (course.review or course.check) else []
    if course and made:
        yield from _review(course, made, used, records)
        yield from _checks(course, made, used, records)


def _review(course: Course, made: Sequence[Appointment], used: InUse, records: Records) -> Iterator[Due]:
    number = course.review_after
    if not course.review or not number or len(made) < number:
        return
    visit = made[number - 1]
    opens = ends(visit, used.plan)
    closes = made[number].starts if len(made) > number else _days_on(opens, MATTERS, records)
    if after(closes, opens):
        yield Due(course.review, _counted(f"{visit.id}/review", visit, used), Interval(opens, closes))


def _checks(course: Course, made: Sequence[Appointment], used: InUse, records: Records) -> Iterator[Due]:
    last = made[-1]
    for number, wait in enumerate(course.checks if course.check else (), 1):
        asked = when.later(ends(last, used.plan), wait)
        opens = _days_on(asked, timedelta(), records)
        window = Interval(opens, _days_on(asked, CHECK_STAYS, records))
        yield Due(course.check, _counted(f"{last.id}/check-{number}", last, used), window)


def _counted(id: str, visit: Appointment, used: InUse) -> Counted:
    anchor = Anchor(visit.starts, ends(visit, used.plan))
    return Counted(id, anchor, used.since, visit.moved, is_next=False)


def _days_on(instant: datetime, days: timedelta, records: Records) -> datetime:
    """The beginning of a local day, so many days on."""
    return when.local(records.day(instant) + days, time(), records.zone)


def _begins(appointment: Appointment) -> tuple[float, str]:
    return appointment.starts.timestamp(), appointment.id
