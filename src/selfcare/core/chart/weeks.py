"""The calendar: a row for each week, newest first, a place for each day from Monday on. Pure; the app paints it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from statistics import median

from selfcare.core import trend
from selfcare.core.frozen import frozen
from selfcare.core.trend import DayMedian
from selfcare.core.words import short_day

NONE = "no number"


@frozen
class Week:
    """Seven days from a Monday on; None stands for a day outside the range."""

    monday: date
    days: tuple[date | None, ...]

    def label(self, today: date) -> str:
        """Its Monday, also where the range begins later: `30 Nov`; of another year than today's `29 Dec 2025`."""
        return short_day(self.monday, today)


def weeks(first: date, last: date) -> list[Week]:
    """The weeks from `first` to `last`, both included, newest first."""
    monday = last - timedelta(days=last.weekday())
    found = []
    while monday + timedelta(days=6) >= first:
        days = (monday + timedelta(days=number) for number in range(7))
        found.append(Week(monday, tuple(day if first <= day <= last else None for day in days)))
        monday -= timedelta(days=7)
    return found


def told(
    week: Week,
    found: Mapping[date, DayMedian],
    practised: Iterable[date],
    visits: Iterable[date],
    *,
    brief: bool = False,
) -> str:
    """`median 4 on 5 of 7 days, practice on 2 days, an appointment`; what there was none of is left out. `brief`: the
    median alone, `median 4 (5 of 7 days)`."""
    days = [day for day in week.days if day]
    there = [found[day].median for day in days if day in found]
    middle, of = trend.shown(median(there)) if there else "", f"{len(there)} of {len(days)} days"
    if brief:
        return f"median {middle} ({of})" if there else NONE
    parts = [f"median {middle} on {of}" if there else NONE]
    if practice := len(set(days).intersection(practised)):
        parts.append(f"practice on {practice} day{'' if practice == 1 else 's'}")
    if visited := len(set(days).intersection(visits)):
        parts.append("an appointment" if visited == 1 else f"{visited} appointments")
    return ", ".join(parts)
