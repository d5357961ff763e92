"""Durations, moments, windows and rhythms spelled out for people, without a date: for pages about a plan itself.

`words` says what concrete instants are; here nothing has a clock time yet but what the plan gives it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from selfcare.core.repeat import Repeat
from selfcare.core.when import DayTime, Moment, Offset, Span, Window

if TYPE_CHECKING:
    from selfcare.core.breath import Phase

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def length(span: Span | float) -> str:
    """`2 days`, `1 h 30 min`, `45 s`, `2 days and 3 h`, `no time`: of a span, or of seconds."""
    days, seconds = (span.days, span.seconds) if isinstance(span, Span) else (0, span)
    parts = [f"{days} day{'s' if days != 1 else ''}"] if days else []
    if seconds or not days:
        parts.append(_clock_units(seconds))
    return " and ".join(parts)


def _clock_units(seconds: float) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    units = ((int(hours), "h"), (int(minutes), "min"), (left, "s"))
    return " ".join(f"{number:g} {unit}" for number, unit in units if number) or "no time"


def moment(at: Moment) -> str:
    """`2 h before`, `the end`, `the day before at 19:00`, `2 days after at 09:00`."""
    if isinstance(at, DayTime):
        return f"{_day(at.days)} at {at.at:%H:%M}"
    if at.span == Span():
        return "the start" if at.side == "before" else "the end"
    return f"{length(at.span)} {at.side}"


def _day(days: int) -> str:
    side = "before" if days < 0 else "after"
    return {0: "that day", 1: "the day after", -1: "the day before"}.get(days) or f"{abs(days)} days {side}"


def is_before(at: Moment) -> bool:
    """Whether a moment lies before what it is counted from, by what it says."""
    return at.side == "before" if isinstance(at, Offset) else at.days < 0


def window(of: Window | None) -> str:
    """`at 2 h before`, `from 2 h before until 1 h before`, `until 30 min after`; `at any time` without one."""
    if of is None:
        return "at any time"
    if of.at:
        return f"at {moment(of.at)}"
    ends = (("from", of.opens), ("until", of.closes))
    return " ".join(f"{lead} {moment(end)}" for lead, end in ends if end)


def rhythm(every: Repeat | None, at: str = "") -> str:
    """`every day at 07:15`, `on Monday, Wednesday and Friday`, `every 2 weeks`; `whenever you like` without one."""
    if every is None:
        return f"at {at}" if at else "whenever you like"
    return _days_of(every) + (f" at {at}" if at else "")


def _days_of(every: Repeat) -> str:
    if every.days and every.every == 1:
        known = {(0, 1, 2, 3, 4): "every weekday", (5, 6): "every weekend day"}
        return known.get(every.days) or f"on {listed([WEEKDAYS[day] for day in every.days])}"
    return f"every {every.unit}" if every.every == 1 else f"every {every.every} {every.unit}s"


def cycle(phases: Sequence[Phase]) -> str:
    """`in 4 s, hold 2 s, out 6 s through the nose`; empty without any."""
    return ", ".join(f"{phase.kind} {phase.seconds:g} s {phase.words}".rstrip() for phase in phases)


def counted(count: int, noun: str) -> str:
    """`1 error`, `2 errors`, `1 entry`, `2 entries`."""
    several = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count} {noun if count == 1 else several}"


def listed(words: list[str] | tuple[str, ...]) -> str:
    """`a, b and c`; `nothing` without any."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]])) or "nothing"
