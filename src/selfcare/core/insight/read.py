"""What can be said of one number, read from the journal: for History and `selfcare history LOG`.

It asks for the days of the number and for what lies in the range, so that its cost does not follow the journal.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from selfcare.core import courses, ledger, trend, when
from selfcare.core.insight import levels, pairs, shuffled, told
from selfcare.core.ledger import Appointment
from selfcare.core.plan import Plan
from selfcare.core.ports import Env
from selfcare.core.question import Field, Log

LOOKS_BACK = timedelta(days=shuffled.MOST)
"""How far practices and visits are set beside answers, where no range is given."""


def sentences(env: Env, log: Log, field: Field, plan: Plan | None = None, *, since: date | None = None) -> list[str]:
    """Lines in plain words, the plainest first: where it stands and stood, the change, then what went together with
    practice and visits since a day. Empty without an answer. `plan` is the one that asks, or none.

    The start may lie before `since`: it is the start of the course, whatever part of it is looked at.
    """
    now = env.clock.now()
    days = env.journal.days(log, field, until=now.date())
    if not days:
        return []
    name, opens = trend.called(log, field), since or now.date() - LOOKS_BACK
    begins = when.local(opens, time(), now.tzinfo or ZoneInfo("UTC"))
    visits = ledger.appointments(env.journal.events(ledger.APPOINTMENT_KINDS))
    sessions = ledger.sessions(env.journal.events(ledger.SESSION_KINDS, since=begins))
    paths = {path for path, _ in trend.names(log, field)}
    events = [event for path in paths for event in env.journal.events(ledger.ENTRY_KINDS, path=path, since=begins)]
    given = pairs.readings(ledger.entries(events), log, field)
    return [
        *told.sentences(
            name,
            field,
            days,
            now.date(),
            first_visit=_first(plan, visits, now),
            span=max(1, plan.course.baseline.days) if plan and plan.course else levels.WEEK,
            practised={each.started.date() for each in sessions},
            compared_from=opens,
        ),
        *told.around(name, "practices", pairs.of_practice(given, sessions)),
        *told.around(name, "visits", [pairs.of_visit(given, each, plan) for each in visits if each.status == "done"]),
    ]


def _first(plan: Plan | None, visits: tuple[Appointment, ...], now: datetime) -> date | None:
    """The local day of the first visit of the latest course, as far as it has been."""
    made = courses.followed([plan] if plan else [], visits)
    day = made[0].starts.astimezone(now.tzinfo).date() if made else None
    return day if day and day <= now.date() else None
