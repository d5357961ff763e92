"""Recurrence: `every = "mon wed fri"`, `"2 days"`, `"month"`, expanded by calendar and written as an RRULE.

`agenda` asks which days are due; the calendar export writes the rule. Days and rule agree, at month ends too: a month
repeat that began on the 31st falls on the last day of a shorter month rather than skipping it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from selfcare.core.frozen import frozen

Unit = Literal["day", "week", "month"]


@frozen
class Repeat:
    """`day` is (1, day); `2 weeks` is (2, week); `mon wed fri`, `weekday` and `weekend` are (1, week) with `days`."""

    every: int = 1
    unit: Unit = "day"
    days: tuple[int, ...] = ()
    """Weekdays, 0 = Monday; empty: the weekday of the first day counted."""


_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_SHORTEST_MONTH = 28


def occurs(repeat: Repeat, first_day: date, day: date) -> bool:
    """Whether `day` is due, counted from `first_day`: nothing occurs before it, and weeks begin on Monday."""
    if day < first_day:
        return False
    if repeat.unit == "day":
        return (day - first_day).days % repeat.every == 0
    if repeat.unit == "week":
        weeks = (_monday(day) - _monday(first_day)).days // 7
        return weeks % repeat.every == 0 and day.weekday() in _weekdays(repeat, first_day)
    months = (day.year - first_day.year) * 12 + day.month - first_day.month
    return months % repeat.every == 0 and day.day == min(first_day.day, _length_of_month(day))


def is_daily(repeat: Repeat | None) -> bool:
    """Whether it comes round every day; what says nothing about days does."""
    return repeat is None or (repeat.every, repeat.unit) == (1, "day")


def days(repeat: Repeat, first_day: date, start: date, end: date) -> list[date]:
    """The days on which it occurs from `start` to `end`, both included, in order."""
    span = range(max(start, first_day).toordinal(), end.toordinal() + 1)
    return [day for day in map(date.fromordinal, span) if occurs(repeat, first_day, day)]


def rrule(repeat: Repeat, first_day: date) -> str:
    """The RRULE value (RFC 5545) for a DTSTART on the first of `days`: `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR`."""
    parts = {"day": ["FREQ=DAILY"], "week": ["FREQ=WEEKLY"], "month": ["FREQ=MONTHLY"]}[repeat.unit]
    if repeat.every > 1:
        parts.append(f"INTERVAL={repeat.every}")
    if repeat.unit == "week":
        parts.append("BYDAY=" + ",".join(_NAMES[weekday] for weekday in _weekdays(repeat, first_day)))
    if repeat.unit == "month":
        candidates = range(min(first_day.day, _SHORTEST_MONTH), first_day.day + 1)
        parts.append("BYMONTHDAY=" + ",".join(map(str, candidates)))
        if len(candidates) > 1:
            parts.append("BYSETPOS=-1")
    return ";".join(parts)


def _weekdays(repeat: Repeat, first_day: date) -> tuple[int, ...]:
    return repeat.days or (first_day.weekday(),)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _length_of_month(day: date) -> int:
    next_month = (day.replace(day=_SHORTEST_MONTH) + timedelta(days=4)).replace(day=1)
    return (next_month - timedelta(days=1)).day
