"""The `if` language: parsed once, asked for its names, evaluated in three-valued logic (yes, no, unknown)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, a string, yes or no."""

    value: bool | float | str


@dataclass(frozen=True, slots=True)
class Path:
    """`log.stress.level`, `setting.pregnant`, or a log's own field by its short name."""

    name: str
    at: int = 0
    """Where it stands in the condition's text (characters), for diagnostics."""


@dataclass(frozen=True, slots=True)
class Call:
    """`days(CONDITION, 30d)`, `mean(PATH, 14d)`: over the last `days` local days, today included."""

    name: Literal["count", "days", "mean", "min", "max", "sum"]
    of: Condition
    days: int
    at: int = 0


@dataclass(frozen=True, slots=True)
class Compare:
    """`left OP right`; `in` has several on the right. On a `many` choice `==` means "contains"."""

    left: Condition
    operator: Literal["==", "!=", "<", "<=", ">", ">=", "in"]
    right: tuple[Condition, ...]
    at: int = 0


@dataclass(frozen=True, slots=True)
class Not:
    """Not."""

    of: Condition


@dataclass(frozen=True, slots=True)
class All:
    """`and`."""

    of: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """`or`."""

    of: tuple[Condition, ...]


Condition = Constant | Path | Call | Compare | Not | All | Any
