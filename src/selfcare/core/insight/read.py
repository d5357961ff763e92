"""Answers around practices and visits, read from the journal: for `selfcare history LOG`, beside `told`.

It reads what lies in the range, so that its cost does not follow the journal.
"""

from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo

from selfcare.core import ledger, trend, when
from selfcare.core.insight import pairs, told
from selfcare.core.plan import Plan
from selfcare.core.ports import Env
from selfcare.core.question import Field, Log


def around(env: Env, log: Log, field: Field, since: date, plan: Plan | None, name: str) -> list[str]:
    """`pain around 6 visits: 6 before, 4 after (medians)`, and the same of practices, since a local day; nothing where
    there are fewer than three of them with both answers. `plan` says how long visits last.
    """
    opens = when.local(since, time(), env.clock.now().tzinfo or ZoneInfo("UTC"))
    paths = {path for path, _ in trend.names(log, field)}
    events = [event for path in paths for event in env.journal.events(ledger.ENTRY_KINDS, path=path, since=opens)]
    given = pairs.readings(ledger.entries(events), log, field)
    if len(given) < 2 * pairs.LEAST:
        return []
    sessions = ledger.sessions(env.journal.events(ledger.SESSION_KINDS, since=opens))
    visits = ledger.appointments(env.journal.events(ledger.APPOINTMENT_KINDS))
    kept = [pairs.of_visit(given, each, plan) for each in visits if each.status == "done"]
    return [
        *told.around(name, field, "practices", pairs.of_practice(given, sessions)),
        *told.around(name, field, "visits", kept),
    ]
