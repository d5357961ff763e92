"""What a simulated course is made of: a plan, its visits, somebody to live through it, and from when to when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo

from selfcare.core import when
from selfcare.core.frozen import field, frozen
from selfcare.core.occasions import MATTERS, has_visits
from selfcare.core.plan import Plan, ScriptedAnswer
from selfcare.core.question import Value
from selfcare.core.simulation import scripted
from selfcare.core.simulation.persona import PERSONAS, Persona
from selfcare.core.when import Anchor, Span

USUAL_AHEAD, USUAL_TIME = 7, time(14, 30)
"""The first appointment where none is given: so many days from today, at that time."""


@frozen
class Setup:
    """What a course is made of. Instants are aware, in the person's zone."""

    plan: Plan
    starts: datetime
    """When the plan is taken up and its appointments are made."""
    ends: datetime
    visits: tuple[datetime, ...] = ()
    persona: Persona = PERSONAS["steady"]
    cautions: Mapping[str, Value] = field(default_factory=dict)
    answers: tuple[ScriptedAnswer, ...] = ()

    @property
    def zone(self) -> tzinfo:
        """The person's."""
        return self.starts.tzinfo or UTC


def series(plan: Plan, first: datetime, count: int | None = None) -> tuple[datetime, ...]:
    """The visits of a course: as many as are wished or the plan says, as far apart as it says, at one time of day."""
    wanted = count or (plan.course.visits if plan.course else None) or 1
    apart = plan.course.every if plan.course else Span(days=7)
    visits = [first]
    while len(visits) < wanted:
        visits.append(when.later(visits[-1], apart))
    return tuple(visits)


def bounds(
    plan: Plan,
    visits: Sequence[datetime],
    now: datetime,
    days: int | None = None,
    answers: Sequence[ScriptedAnswer] = (),
) -> tuple[datetime, datetime]:
    """From the beginning of the day on which the first thing opens to the end of the day on which the last one closes,
    also where `answers` move an appointment.

    Without appointments: from the beginning of the day of `now`, for a week or so many `days`.
    """
    zone = now.tzinfo or UTC
    if not visits:
        starts = _midnight(now, zone)
        return starts, _midnight(starts, zone, days or 7)
    due, _, moved = scripted.timetable(answers, visits[0], plan.appointment.lasts, zone)
    visits = sorted([*visits, *([moved.starts] if moved else [])], key=when.utc)
    opens = [visits[0] - timedelta(days=plan.course.baseline.days)] if plan.course else []
    closes = [when.later(visits[-1], check) for check in plan.course.checks] if plan.course else []
    for checklist in plan.checklists.values():
        for item in checklist.items.values() if checklist.anchor == "appointment" else ():
            if item.window is not None:
                opens.append(when.interval(item.window, _around(plan, visits[0])).opens)
                closes.append(when.interval(item.window, _around(plan, visits[-1])).closes)
    earliest = visits[0] - MATTERS
    first = max(min([visits[0], *opens], key=when.utc), earliest, key=when.utc)
    begins = _midnight(min([first, *(each.at for each in due)], key=when.utc), zone)
    over = _midnight(max([when.later(visits[-1], plan.appointment.lasts), *closes], key=when.utc), zone, 1)
    return begins, over if days is None else _midnight(begins, zone, days)


def change_day(near: datetime, *, forward: bool) -> datetime | None:
    """The next day, from that of `near` on, on which the clocks of its zone go forward or back, at its time of day."""
    zone = near.tzinfo or UTC
    for ahead in range(400):
        day = near.date() + timedelta(days=ahead)
        before = when.local(day, time(), zone).utcoffset() or timedelta()
        behind = when.local(day + timedelta(days=1), time(), zone).utcoffset() or timedelta()
        if (behind > before) if forward else (behind < before):
            return when.local(day, near.time(), zone)
    return None


def cards_by_the_clock(plan: Plan, anchor: Anchor) -> list[tuple[str, datetime]]:
    """The warnings of a plan that say when they are shown, and the instants around one appointment."""
    return [
        (name, when.resolve(moment, anchor))
        for name in plan.shown_warnings
        if name in plan.warnings
        for moment in plan.warnings[name].shown
    ]


def waits_for(plan: Plan) -> bool:
    """Whether anything in the plan is counted from an appointment."""
    cards = any(plan.warnings[name].shown for name in plan.shown_warnings if name in plan.warnings)
    return has_visits(plan) or plan.course is not None or cards


def _around(plan: Plan, starts: datetime) -> Anchor:
    return Anchor(starts, when.later(starts, plan.appointment.lasts))


def _midnight(instant: datetime, zone: tzinfo, days: int = 0) -> datetime:
    return when.local(instant.astimezone(zone).date() + timedelta(days=days), time(), zone)
