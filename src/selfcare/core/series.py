"""Appointments in a series: their times when they are made, and the others that go along when one is moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from selfcare.core import when
from selfcare.core.ledger import Appointment
from selfcare.core.when import Span

MOST = 60
"""Visits of one series."""


def times(first: datetime, every: Span, count: int) -> list[datetime]:
    """`count` times, each `every` after the one before: at the same time of day where that is in days."""
    found = [first]
    while len(found) < count:
        found.append(when.later(found[-1], every))
    return found


def rest(appointment: Appointment, appointments: Sequence[Appointment]) -> list[Appointment]:
    """The visits of its series that stand and come after it, in order."""
    starts = appointment.starts.timestamp()
    later = [
        one
        for one in appointments
        if appointment.course and one.course == appointment.course and one.status == "standing"
        if one.starts.timestamp() > starts
    ]
    return sorted(later, key=lambda one: (one.starts.timestamp(), one.id))


def along(appointment: Appointment, starts: datetime, others: Sequence[Appointment]) -> list[datetime]:
    """When the others begin if `appointment` is moved to `starts`: as many days on or back, and as much later or
    earlier in the day.
    """
    here = appointment.starts.tzinfo or UTC
    by = starts.astimezone(here).replace(tzinfo=None) - appointment.starts.replace(tzinfo=None)
    moved = [(one.starts.replace(tzinfo=None) + by, one.starts.tzinfo or UTC) for one in others]
    return [when.local(local.date(), local.time(), zone) for local, zone in moved]
