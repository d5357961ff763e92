"""The short way to an entry: logs that can be filled in from the shell, remembered so that no plan has to be compiled.

A remembered log is used only while the plans in use and their settings are those it was remembered under. Logs whose
questions have conditions, whose answers can raise an alert or be added to an earlier entry, take the long way.
"""

from __future__ import annotations

import json
from collections import namedtuple

from selfcare.cli import keeping
from selfcare.core import codec

TYPE_CHECKING = False  # `typing` would cost a quick entry two milliseconds
if TYPE_CHECKING:
    from collections.abc import Mapping

    from selfcare.core.plan import Plan
    from selfcare.core.ports import Journal
    from selfcare.core.question import Log

Source = namedtuple("Source", ["id", "version", "hash"])
"""What names the plan that asks; empty for a built-in log."""

KINDS = ("plan.used", "plan.dropped", "setting.changed")
"""Events that change which logs there are, or what they ask."""


def recall(path: str, journal: Journal, language: str, name: str) -> tuple[Source, Log] | None:
    """The log called `name`, if it was remembered for just this state of things."""
    text = keeping.read(path)
    kept = json.loads(text) if text else {}
    if name not in kept.get("logs", ()) or kept["key"] != keeping.state(journal, KINDS, language):
        return None
    from selfcare.core import question

    source, log = kept["logs"][name]
    try:
        return Source(*source), codec.decode(log, vars(question), question.Log)
    except (TypeError, ValueError, KeyError):
        return None


def remember(path: str, journal: Journal, language: str, known: Mapping[str, tuple[Plan | None, Log]]) -> None:
    """Keep those that can take the short way."""
    logs = {
        name: [[plan.id, plan.version, plan.hash] if plan else ["", "", ""], codec.encode(_bare(log))]
        for name, (plan, log) in known.items()
        if is_simple(plan, log)
    }
    keeping.write(path, json.dumps({"key": keeping.state(journal, KINDS, language), "logs": logs}))


def is_simple(plan: Plan | None, log: Log) -> bool:
    """Whether an entry in it needs nothing but the log itself: no condition to work out, no alert to raise, no score to
    tell, no entry that it might be added to."""
    from selfcare.core.condition import names

    if log.per != "entry" or log.score or any(field.condition for field in log.fields.values()):
        return False
    asked = [path.name for alert in plan.alerts.values() for path in names(alert.condition)] if plan else []
    return not any(f"{name}.".startswith(f"log.{log.name}.") for name in asked)


def _bare(log: Log) -> Log:
    """The log without what no answer is checked against, so that reading it takes the module of questions alone."""
    from selfcare.core.frozen import replace

    return replace(log, every=None, remind=False, condition=None)
