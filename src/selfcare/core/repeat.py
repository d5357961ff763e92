"""Recurrence: `every = "mon wed fri"`, `"2 days"`, `"month"`, expanded by calendar and written as an RRULE."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["day", "week", "month"]


@dataclass(frozen=True, slots=True)
class Repeat:
    """`day` is (1, day); `2 weeks` is (2, week); `mon wed fri`, `weekday` and `weekend` are (1, week) with `days`."""

    every: int = 1
    unit: Unit = "day"
    days: tuple[int, ...] = ()
    """Weekdays, 0 = Monday; empty: the weekday of the first day counted."""
