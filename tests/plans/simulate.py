"""A shipped plan on the agenda: as its author sees it, as somebody follows it, and what stands at a moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from selfcare import planfile
from selfcare.core import when
from selfcare.core.agenda import Agenda, agenda
from selfcare.core.grammar import moment
from selfcare.core.ledger import Appointment
from selfcare.core.plan import Plan
from selfcare.core.ports import InUse
from selfcare.core.question import Value
from selfcare.core.when import Anchor, DayTime, Offset

SHIPPED = (
    "acupuncture-prep",
    "aftercare",
    "back-pain",
    "course-of-care",
    "daily-stress",
    "first-visit",
    "headache",
    "neck-shoulder",
    "osteoarthritis",
    "sciatica",
)
VISIT = "visit"


def checked(name: str) -> Plan:
    """A shipped plan as its author sees it, with its tests."""
    plan = planfile.check_shipped(name).plan
    assert plan is not None
    return plan


def chosen(name: str, **choices: Value) -> Plan:
    """A shipped plan as somebody follows it."""
    closure = planfile.closure_of_shipped(name)
    return planfile.load(closure.files, closure.root, choices)


def look(plan: Plan, now: str | datetime, starts: datetime | None = None, **said: Value) -> Agenda:
    """The agenda of one plan; `now` may be a moment such as `3h before`."""
    at = moment(now) if isinstance(now, str) else now
    if not isinstance(at, datetime):
        assert isinstance(at, Offset | DayTime)
        assert starts is not None
        at = when.resolve(at, Anchor(starts, when.later(starts, plan.appointment.lasts)))
    return _agenda(plan, starts, at, said)


def _agenda(plan: Plan, starts: datetime | None, now: datetime, said: Mapping[str, Value]) -> Agenda:
    long_ago = now - timedelta(days=30)
    visits = [Appointment(VISIT, starts, None, made=long_ago)] if starts else []
    return agenda([InUse(plan, long_ago)], visits, (), (), now, cautions=said)
