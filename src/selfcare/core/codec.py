"""Values of the core as plain JSON and back, so that what was worked out once can be kept: compiled plans, logs.

A `@frozen` value is `["Name", field, …]`, a tuple `["", …]`, a mapping `{"": [[key, value], …]}`; dates and times are
`{"date": ISO}` and the like. Only for caches: what is kept for good has formats of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

TYPE_CHECKING = False  # `typing` would cost a quick entry two milliseconds
if TYPE_CHECKING:
    from typing import TypeVar

    from selfcare.core.event import Json

    T = TypeVar("T")

TIMES: dict[str, type[datetime] | type[date] | type[time]] = {"datetime": datetime, "date": date, "time": time}


def encode(value: object) -> Json:
    """A value as JSON. Raises `TypeError` for what is no value of the core."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple):
        return ["", *map(encode, value)]
    if isinstance(value, Mapping):
        return {"": [[encode(key), encode(each)] for key, each in value.items()]}
    if (name := type(value).__name__) in TIMES:
        return {name: value.isoformat()}  # type: ignore[attr-defined]
    return [name, *(encode(getattr(value, field)) for field in value.__match_args__)]  # type: ignore[attr-defined]


def decode(kept: Json, kinds: Mapping[str, object], expected: type[T]) -> T:
    """The value that was encoded; `kinds` has its classes by name. Raises `TypeError`, `ValueError` or `KeyError`."""
    value = _decoded(kept, kinds)
    if not isinstance(value, expected):
        raise TypeError(f"a {type(value).__name__} was kept, not a {expected.__name__}")
    return value


def _decoded(kept: Json, kinds: Mapping[str, object]) -> object:
    if isinstance(kept, list):
        name, *rest = kept
        parts = [_decoded(each, kinds) for each in rest]
        return kinds[str(name)](*parts) if name else tuple(parts)  # type: ignore[operator]
    if isinstance(kept, dict):
        ((name, inside),) = kept.items()
        if isinstance(inside, list):
            pairs = [pair for pair in inside if isinstance(pair, list)]
            return {_decoded(key, kinds): _decoded(each, kinds) for key, each in pairs}
        return TIMES[name].fromisoformat(str(inside))
    return kept
