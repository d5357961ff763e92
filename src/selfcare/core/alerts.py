"""Which alerts of a plan an entry raises. Whoever saves an entry asks, and shows what comes back at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from selfcare.core import flags
from selfcare.core.condition import Condition, evaluate, names
from selfcare.core.ledger import Entry
from selfcare.core.plan import Alert, Plan
from selfcare.core.question import Log, Value
from selfcare.core.scope import AlertScope, belongs

URGENCY = {"urgent": 0, "tell": 1, "info": 2}


def raised(
    plan: Plan,
    entry: Entry,
    entries: Iterable[Entry],
    now: datetime,
    cautions: Mapping[str, Value] | None = None,
) -> list[Alert]:
    """The alerts that hold for `entry`: red flags first, then the others, each by urgency.

    An alert that does not ask about its log stays silent.
    `entries` are those of the last days that the plan's conditions look back on, with or without `entry` itself.
    """
    log = next((log for log in plan.logs.values() if belongs(entry, log)), None)
    if log is None:
        return []
    scope = AlertScope(plan, entry, entries, now, cautions or {})
    holding = [
        alert
        for alert in plan.alerts.values()
        if _is_about(alert.condition, log) and evaluate(alert.condition, scope) is True
    ]
    return sorted(holding, key=lambda alert: (flags.rank(plan, alert), URGENCY[alert.level]))


def _is_about(condition: Condition, log: Log) -> bool:
    return any(f"{path.name}.".startswith(f"log.{log.name}.") for path in names(condition))
