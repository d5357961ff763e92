"""The short way to an entry: logs that can be filled in from the shell, remembered so that no plan has to be compiled.

A remembered log is used only while the plans in use and their settings are those it was remembered under. Logs whose
questions have conditions, or whose answers can raise an alert, always take the long way.
"""

from __future__ import annotations

import json
import os
from binascii import crc32
from collections import namedtuple

from selfcare import __version__

TYPE_CHECKING = False  # `typing` would cost a quick entry two milliseconds
if TYPE_CHECKING:
    from collections.abc import Mapping

    from selfcare.core.plan import Plan
    from selfcare.core.ports import Journal
    from selfcare.core.question import Answerable, Log

Source = namedtuple("Source", ["id", "version", "hash"])
"""What names the plan that asks; empty for a built-in log."""

KINDS = ("plan.used", "plan.dropped", "setting.changed")
"""Events that change which logs there are, or what they ask."""


def recall(path: str, journal: Journal, language: str, name: str) -> tuple[Source, Log] | None:
    """The log called `name`, if it was remembered for just this state of things."""
    try:
        with open(path, encoding="utf-8") as file:
            check, _, text = file.read().partition("\n")
    except (OSError, ValueError):
        return None
    if check != _check(text):
        return None
    kept = json.loads(text)
    found = kept["logs"].get(name) if kept["key"] == _key(journal, language) else None
    return (Source(*found["plan"]), _log(name, found["fields"])) if found else None


def remember(path: str, journal: Journal, language: str, known: Mapping[str, tuple[Plan | None, Log]]) -> None:
    """Keep those that can take the short way. What cannot be kept costs the next entry time, and nothing else."""
    logs = {
        name: {
            "plan": (plan.id, plan.version, plan.hash) if plan else ("", "", ""),
            "fields": [
                [field.name, field.required, type(field.kind).__name__, _attributes(field.kind)]
                for field in log.fields.values()
            ],
        }
        for name, (plan, log) in known.items()
        if _is_simple(plan, log)
    }
    text = json.dumps({"key": _key(journal, language), "logs": logs})
    beside = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(f"{_check(text)}\n{text}")
        os.replace(beside, path)
    except OSError:
        return


def _check(text: str) -> str:
    """A sum that a damaged file does not have: an entry is held to the plan's own bounds or to none."""
    return f"{crc32(text.encode()):08x}"


def _key(journal: Journal, language: str) -> str:
    """What the remembered logs depend on."""
    changes = journal.events(KINDS)
    return " ".join([__version__, language, str(len(changes)), changes[-1].id if changes else ""])


def _is_simple(plan: Plan | None, log: Log) -> bool:
    from selfcare.core.condition import names

    if any(field.condition for field in log.fields.values()):
        return False
    asked = [path.name for alert in plan.alerts.values() for path in names(alert.condition)] if plan else []
    return not any(f"{name}.".startswith(f"log.{log.name}.") for name in asked)


def _attributes(kind: object) -> dict[str, object]:
    """All but the labels of a scale, which no answer is checked against (and whose keys JSON cannot hold)."""
    return {name: getattr(kind, name) for name in type(kind).__slots__ if name != "labels"}  # type: ignore[attr-defined]


def _log(name: str, fields: list[list[object]]) -> Log:
    from selfcare.core import question

    kinds: dict[str, type[Answerable]] = {
        "Scale": question.Scale,
        "Choice": question.Choice,
        "Number": question.Number,
        "Text": question.Text,
        "Body": question.Body,
        "Simple": question.Simple,
    }
    return question.Log(
        name,
        name,
        {
            str(field): question.Field(str(field), "", kinds[str(kind)](**attributes), required=bool(required))  # type: ignore[arg-type]
            for field, required, kind, attributes in fields
        },
    )
