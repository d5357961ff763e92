"""Where a scale stood at the start and where it stands now: medians of days, and nothing where days are too few."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median
from typing import Literal

from selfcare.core.frozen import frozen
from selfcare.core.trend import DayMedian

WEEK = 7
"""Days that a level is the median of."""
LEAST = 4
"""Days with an answer that a week needs: more than half of it."""
FIRST = 3
"""Days with an answer that stand in where the week before the first visit has too few."""


@frozen
class Level:
    """A number that stands for several days: the median of their medians, so that each day counts once."""

    value: float
    n: int
    """Days with an answer."""
    first: date
    last: date
    """The first and the last of them."""
    how: Literal["week", "first days"] = "week"


def baseline(days: Sequence[DayMedian], first_visit: date | None = None, span: int = WEEK) -> Level | None:
    """The start: the `span` days before the first visit if four of them have an answer, else the first three days with
    one. None with fewer. `days` come in order; `first_visit` is a local day, and None without a visit.
    """
    if first_visit is not None:
        opens = first_visit - timedelta(days=span)
        before = [each for each in days if opens <= each.day < first_visit]
        if len(before) >= LEAST:
            return _level(before)
    return _level(days[:FIRST], "first days") if len(days) >= FIRST else None


def present(days: Sequence[DayMedian], today: date, span: int = WEEK) -> Level | None:
    """The present: the last `span` days, today included, if four of them have an answer."""
    lately = [each for each in days if today - timedelta(days=span) < each.day <= today]
    return _level(lately) if len(lately) >= LEAST else None


def _level(days: Sequence[DayMedian], how: Literal["week", "first days"] = "week") -> Level:
    return Level(median(each.median for each in days), len(days), days[0].day, days[-1].day, how)
