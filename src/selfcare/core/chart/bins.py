"""Days put into columns: one column a day where there is room, else a week, a month, a quarter or a year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from statistics import median
from typing import Literal

from selfcare.core.frozen import frozen
from selfcare.core.trend import DayMedian
from selfcare.core.words import MONTHS, short_day

Unit = Literal["day", "week", "month", "quarter", "year"]

UNITS: tuple[Unit, ...] = ("day", "week", "month", "quarter", "year")
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@frozen
class Bin:
    """Some days, both ends included, and what was answered on them."""

    first: date
    last: date
    found: DayMedian | None
    """The median of the days' medians, their lowest and highest, and how many numbers; None: a gap."""


class Bins:
    """The columns from `first` to `last`, both included. Weeks are counted back from the last day; the first column may
    be shorter than the others, and so may the last one of months.
    """

    def __init__(self, first: date, last: date, unit: Unit) -> None:
        self.first, self.last, self.unit = min(first, last), last, unit
        self.count = self._place(self.last) + 1

    def index(self, day: date) -> int | None:
        """The column that a day stands in; None for one outside."""
        return self._place(day) if self.first <= day <= self.last else None

    def _place(self, day: date) -> int:
        if length := _DAYS.get(self.unit):
            return (self.last - self.first).days // length - (self.last - day).days // length
        months = _MONTHS[self.unit]
        return _months(day) // months - _months(self.first) // months

    def begins(self, index: int) -> date:
        """The first day of a column."""
        if length := _DAYS.get(self.unit):
            behind = self.count - 1 - index
            return max(self.first, self.last - timedelta(days=behind * length + length - 1))
        months = _MONTHS[self.unit]
        year, month = divmod((_months(self.first) // months + index) * months, 12)
        return max(self.first, date(year, month + 1, 1))

    def filled(self, days: Iterable[DayMedian]) -> list[Bin]:
        """Every column with what was answered in it. Each day counts once, however often it was asked."""
        groups: list[list[DayMedian]] = [[] for _ in range(self.count)]
        for each in days:
            if (index := self.index(each.day)) is not None:
                groups[index].append(each)
        return [_bin(first, last, group) for (first, last), group in zip(self._edges(), groups, strict=True)]

    def _edges(self) -> Iterator[tuple[date, date]]:
        starts = [self.begins(index) for index in range(self.count)]
        for first, following in zip(starts, [*starts[1:], self.last + timedelta(days=1)], strict=True):
            yield first, following - timedelta(days=1)


def _bin(first: date, last: date, group: list[DayMedian]) -> Bin:
    if not group:
        return Bin(first, last, None)
    if len(group) == 1:
        return Bin(first, last, group[0])
    middle = median(each.median for each in group)
    low, high = min(each.low for each in group), max(each.high for each in group)
    return Bin(first, last, DayMedian(first, middle, low, high, sum(each.n for each in group)))


def fitting(first: date, last: date, columns: int) -> Bins:
    """The finest columns of which there is room for all; of more years than that, the latest."""
    found = (Bins(first, last, unit) for unit in UNITS)
    latest = date(max(1, last.year - columns + 1), 1, 1)
    return next((bins for bins in found if bins.count <= columns), Bins(latest, last, "year"))


def label(day: date, unit: Unit, last: date) -> str:
    """What stands under a column: `4 Nov`, `Nov 2025`, `2025`; the year where it is another than the last day's."""
    if unit == "year":
        return str(day.year)
    if unit in ("month", "quarter"):
        return f"{MONTHS[day.month - 1]} {day.year}"
    return short_day(day, last)


STRIDES: dict[Unit, tuple[int, ...]] = {
    "day": (1, 2, 5, 10, 20, 30),
    "week": (1, 2, 4, 8, 13, 26, 52),
    "month": (1, 2, 3, 6, 12, 24),
    "quarter": (1, 2, 4, 8, 16),
    "year": (1, 2, 5, 10, 20, 50),
}
"""Columns from one label to the next, from which the first that leaves room is taken."""


def stride(unit: Unit, is_enough: Callable[[int], bool]) -> int:
    """The closest labels that do not touch."""
    return next((each for each in STRIDES[unit] if is_enough(each)), STRIDES[unit][-1])


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1
