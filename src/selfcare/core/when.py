"""Durations, moments and windows around an appointment, and the instants they come to in a zone.

The compiler of plans builds these values; `agenda` resolves them. Days and weeks are calendar units (the same clock time on
another day), hours, minutes and seconds are elapsed time, computed on instants: Python's arithmetic on aware datetimes
is wall-clock arithmetic and is an hour off across a clock change.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Literal


@dataclass(frozen=True, slots=True)
class Span:
    """A duration: `days` calendar days, then `seconds` of elapsed time. Neither is negative."""

    days: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Offset:
    """`4h before` (from the start of the anchor), `30m after` (from its end); `start` and `end` are empty spans."""

    span: Span
    side: Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class DayTime:
    """`1d before at 19:00`, `same day at 05:00`: a wall-clock time `days` from the anchor's local day (negative is before)."""

    days: int
    at: time


Moment = Offset | DayTime


@dataclass(frozen=True, slots=True)
class Window:
    """When an item is open. `at` alone (a moment to do it around), or `opens` and/or `closes`.

    Without `closes`, a window that begins before ends at the start; without `opens`, one that ends after begins at the end.
    """

    at: Moment | None = None
    opens: Moment | None = None
    closes: Moment | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What windows are counted from: an appointment, or one entry of a log (start and end are then the same)."""

    starts: datetime
    """Aware, in the zone of the anchor."""
    ends: datetime


@dataclass(frozen=True, slots=True)
class Interval:
    """A window that has been worked out: aware datetimes, `opens <= closes`."""

    opens: datetime
    closes: datetime
    at: datetime | None = None
    """The moment itself, for an item with `at`."""
