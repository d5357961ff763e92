"""Where a measure begins: the first visit that it is counted from, and the answers that belong to that start. For the
page and for History, which must not tell two starts of one thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from selfcare.core import courses
from selfcare.core.frozen import frozen
from selfcare.core.insight.levels import WEEK
from selfcare.core.ledger import Appointment
from selfcare.core.plan import Plan


@frozen
class Begun:
    """The start of a measure."""

    visit: date | None
    """The local day of the first visit of the course, as far as it has been."""
    opens: date
    """Answers before this day say nothing about this start: they were given in an earlier course."""
    span: int
    """Days of the baseline."""


def begun(plan: Plan | None, plans: Sequence[Plan], appointments: Sequence[Appointment], now: datetime) -> Begun:
    """Where what `plan` asks begins; of what no plan asks, the first of `plans` that has visits. A visit to come begins
    nothing. `now` is aware, in the person's zone.
    """
    asking = (plan,) if plan else tuple(plans)
    span = next((max(1, each.course.baseline.days) for each in asking if each.course), WEEK)
    made = courses.followed([*((plan,) if plan else ()), *plans], appointments)
    first = made[0].starts.astimezone(now.tzinfo).date() if made else None
    if first is None or first > now.date():
        return Begun(None, date.min, span)
    opens = made[0].starts.timestamp()
    had_another = any(one.status != "cancelled" and one.starts.timestamp() < opens for one in appointments)
    return Begun(first, first - timedelta(days=span) if had_another else date.min, span)
