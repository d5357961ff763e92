"""What is asked: the fields of a log, what each accepts, and how a typed answer becomes a value.

Screens, linear mode and the command line check answers here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from selfcare.core.condition import Condition
from selfcare.core.repeat import Repeat
from selfcare.core.when import Span

Value = bool | int | float | str | tuple[str, ...]
"""An answer. Scale, number: int or float; choice: option name, or names (`many`); body: region names; time `HH:MM`; date
ISO; duration: seconds. In the journal a tuple is a JSON list."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A number between two anchors."""

    low: float = 0
    high: float = 10
    step: float = 1
    labels: Mapping[float, str] | None = None
    better: Literal["low", "high"] = "low"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of `options` (name to wording), or several with `many`; `other` allows words of one's own, stored as `other: words`."""

    options: Mapping[str, str]
    many: bool = False
    other: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity with a unit."""

    unit: str = ""
    low: float | None = None
    high: float | None = None
    step: float | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Words of one's own."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class Body:
    """Places on the body; `regions` is the map (`body`, `head`, `back` …)."""

    regions: str = "body"
    many: bool = True


@dataclass(frozen=True, slots=True)
class Simple:
    """A yes or no, a clock time, a date or a duration: kinds without attributes."""

    kind: Literal["yes-no", "time", "date", "duration"]


Answerable = Scale | Choice | Number | Text | Body | Simple


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a log."""

    name: str
    ask: str
    kind: Answerable
    help: str = ""
    required: bool = False
    condition: Condition | None = None
    was: str = ""
    """Its earlier name: answers recorded under that name belong to it."""
    code: str = ""
    recall: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    """A log: questions asked together, once per entry, day, visit or episode."""

    name: str
    title: str
    fields: Mapping[str, Field]
    summary: str = ""
    per: Literal["entry", "day", "visit", "episode"] = "entry"
    every: Repeat | None = None
    at: str = ""
    """`HH:MM`, or empty."""
    remind: Span | bool = False
    condition: Condition | None = None
    was: str = ""
    instrument: str = ""
    permission: str = ""
    score: Literal["", "sum", "mean"] = ""
