"""Durations, moments and windows around an appointment, and the instants they come to in a zone.

The compiler of plans builds these values; `agenda` resolves them. Days and weeks are calendar units (the same clock
time on another day), hours, minutes and seconds are elapsed time, computed on instants: Python's arithmetic on aware
datetimes is wall-clock arithmetic and is an hour off across a clock change. So is its comparison of two datetimes of
one zone: order them by `utc`, and subtract them with `elapsed`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal

from selfcare.core.frozen import frozen


@frozen
class Span:
    """A duration: `days` calendar days, then `seconds` of elapsed time. Neither is negative."""

    days: int = 0
    seconds: float = 0.0

    @property
    def length(self) -> float:
        """In seconds, where no calendar is meant: a day counts 24 hours."""
        return self.days * 86_400 + self.seconds


@frozen
class Offset:
    """`4h before` (from the start of the anchor), `30m after` (from its end); `start` and `end` are empty spans."""

    span: Span
    side: Literal["before", "after"]


@frozen
class DayTime:
    """`1d before at 19:00`, `same day at 05:00`: a wall-clock time `days` from the anchor's own (before: negative).

    Days before, and the same day, count from the day of the start; days after from the day of the end.
    """

    days: int
    at: time


Moment = Offset | DayTime


@frozen
class Window:
    """When an item is open. `at` alone (a moment to do it around), or `opens` and/or `closes`.

    Without `closes`, a window that begins before ends at the start, and a later one with the day it begins on; without
    `opens`, one that ends after begins at the end, and an earlier one with the day it ends on. See `interval`.
    """

    at: Moment | None = None
    opens: Moment | None = None
    closes: Moment | None = None


@frozen
class Anchor:
    """What windows are counted from: an appointment, or one entry of a log (start and end are then the same)."""

    starts: datetime
    """Aware, in the zone of the anchor."""
    ends: datetime


@frozen
class Interval:
    """A window that has been worked out: aware datetimes in the anchor's zone, `opens` no later than `closes`."""

    opens: datetime
    closes: datetime
    at: datetime | None = None
    """The moment itself, for an item with `at`."""


AT_LEAST = Span(seconds=7200)
"""How long something without a closing time stays open once the appointment has begun, however late it opens."""


def utc(instant: datetime) -> datetime:
    """The same instant in UTC, where order and differences are those of elapsed time."""
    return instant.astimezone(UTC)


def elapsed(since: datetime, until: datetime) -> float:
    """Seconds that pass from one instant to another; negative if `until` is the earlier."""
    return (utc(until) - utc(since)).total_seconds()


def exists(moment: datetime) -> bool:
    """Whether the clocks of its zone ever show this local time: false in the hour that summer time leaves out."""
    return utc(moment).astimezone(moment.tzinfo).replace(tzinfo=None) == moment.replace(tzinfo=None)


def exists_twice(moment: datetime) -> bool:
    """Whether the clocks of its zone show this local time twice, as in the hour that the end of summer time repeats."""
    return exists(moment) and moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def local(day: date, clock_time: time, zone: tzinfo) -> datetime:
    """The instant at which the clocks of `zone` show `clock_time` on `day`.

    A time that is left out that day moves forward to the first that exists; of one that is shown twice it is the first.
    """
    moment = datetime.combine(day, clock_time, zone).replace(fold=0)
    while not exists(moment):
        moment = moment.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return moment


def later(instant: datetime, span: Span) -> datetime:
    """`span` after `instant`, in its zone: first the calendar days, then the elapsed seconds."""
    return _moved(instant, span.days, span.seconds)


def earlier(instant: datetime, span: Span) -> datetime:
    """`span` before `instant`, in its zone: first the calendar days, then the elapsed seconds."""
    return _moved(instant, -span.days, -span.seconds)


def _moved(instant: datetime, days: int, seconds: float) -> datetime:
    zone = _zone(instant)
    if days:
        instant = local(instant.date() + timedelta(days=days), instant.time(), zone)
    return (utc(instant) + timedelta(seconds=seconds)).astimezone(zone)


def resolve(moment: Moment, anchor: Anchor) -> datetime:
    """The instant of `moment`, in the anchor's zone."""
    match moment:
        case Offset(span, "before"):
            return earlier(anchor.starts, span)
        case Offset(span):
            return later(anchor.ends, span)
        case DayTime(days, clock_time):
            counted_from = anchor.ends if days > 0 else anchor.starts
            return local(counted_from.date() + timedelta(days=days), clock_time, _zone(counted_from))


def interval(window: Window, anchor: Anchor) -> Interval:
    """When `window` is open around `anchor`.

    Of two ends that cross (an early appointment, a rule by the clock) the closing one holds: the window is then empty.
    """
    if window.at is not None:
        at = resolve(window.at, anchor)
        return Interval(opens=at, closes=_closing(at, anchor), at=at)
    opens = None if window.opens is None else resolve(window.opens, anchor)
    closes = None if window.closes is None else resolve(window.closes, anchor)
    if opens is None:
        opens = anchor.starts if closes is None else _opening(closes, anchor)
    if closes is None:
        closes = _closing(opens, anchor)
    return Interval(opens=min(opens, closes, key=utc), closes=closes)


def _closing(opens: datetime, anchor: Anchor) -> datetime:
    """Before the start: the start. From then on: the end of that local day, but at least two hours later."""
    if utc(opens) < utc(anchor.starts):
        return anchor.starts
    midnight = local(opens.date() + timedelta(days=1), time(), _zone(opens))
    return max(midnight, later(opens, AT_LEAST), key=utc)


def _opening(closes: datetime, anchor: Anchor) -> datetime:
    """After the end: the end. Within the appointment: its start. Up to then: the beginning of that local day."""
    if utc(closes) > utc(anchor.ends):
        return anchor.ends
    if utc(closes) > utc(anchor.starts):
        return anchor.starts
    return local(closes.date(), time(), _zone(closes))


def _zone(instant: datetime) -> tzinfo:
    """The zone of an aware datetime."""
    if instant.tzinfo is None:
        raise ValueError("an instant without a zone")
    return instant.tzinfo
