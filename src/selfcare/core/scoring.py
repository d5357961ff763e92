"""The score of a log, where its author wants one: the sum or the mean of its scales and numbered answers.

Every item is needed: with one left out there is no score. What a score is told with is no diagnosis, ever. Faces ask
here where an entry ends, and so do history, exports and the page for the practitioner.
"""

from __future__ import annotations

from collections.abc import Mapping

from selfcare.core.form import answer, number
from selfcare.core.question import Choice, Field, Log, Scale, Value, plain_number

DECIMALS = 1
"""Of a mean."""

NO_DIAGNOSIS = "A number on a scale is no diagnosis."
SHARE = "Share this with a doctor."


def score(log: Log, values: Mapping[str, Value]) -> float | None:
    """The score of an entry; None where the log has none, or an item was left out."""
    items = {field.name: _number(field, values) for field in _items(log)}
    given = [each for each in items.values() if each is not None]
    if not log.score or not items or len(given) < len(items):
        return None
    total = sum(given)
    return total if log.score == "sum" else round(total / len(given), DECIMALS)


def bounds(log: Log) -> tuple[float, float]:
    """The least and the greatest score that its answers can come to."""
    reach = [_reach(field) for field in _items(log)]
    low, high = sum(low for low, _ in reach), sum(high for _, high in reach)
    return (low, high) if log.score == "sum" else (low / len(reach), high / len(reach)) if reach else (0, 0)


def told(log: Log, values: Mapping[str, Value]) -> str:
    """What is said once an entry is saved: `Score 12, on a scale from 0 to 21. …`; empty without a score."""
    found = score(log, values)
    if found is None:
        return ""
    low, high = (plain_number(each) for each in bounds(log))
    said = f"Score {plain_number(found)}, on a scale from {low} to {high}."
    if log.share_from is None:
        return said
    return " ".join(filter(None, [said, NO_DIAGNOSIS, SHARE if found >= log.share_from else ""]))


def briefly(log: Log | None, values: Mapping[str, Value]) -> str:
    """`score 12`, for a row of a history; empty without a score."""
    found = None if log is None else score(log, values)
    return "" if found is None else f"score {plain_number(found)}"


def _items(log: Log) -> list[Field]:
    return [log.fields[name] for name in log.scored if name in log.fields]


def _number(field: Field, values: Mapping[str, Value]) -> float | None:
    given = answer(field, values)
    return int(given) if isinstance(given, str) and given.isdecimal() else number(field, values)


def _reach(field: Field) -> tuple[float, float]:
    if isinstance(field.kind, Choice):
        numbers = [int(name) for name in field.kind.options]
        return min(numbers), max(numbers)
    return (field.kind.low, field.kind.high) if isinstance(field.kind, Scale) else (0, 0)
