"""Where the items of checklists stand around an appointment, in seconds: for the rules about windows.

Zero is the start of the appointment. A moment by the clock (`1d before at 19:00`) stands elsewhere for another
appointment: everything is worked out for one in the early morning and for one in the evening.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from selfcare.core.plan import Item
from selfcare.core.when import DayTime, Moment, Window
from selfcare.planfile.compile.reading import REFERENCE
from selfcare.planfile.compile.table import Table
from selfcare.planfile.compile.windows import DAY, moment
from selfcare.planfile.document import at
from selfcare.planfile.lint.subject import Subject
from selfcare.planfile.problem import Location

HOUR = 3600.0
STARTS = (8 * HOUR, 18 * HOUR)
"""When appointments start, in seconds of the day: from eight to six."""
AT_LEAST = 2 * HOUR


class Span(NamedTuple):
    """A window in seconds from the start of an appointment."""

    opens: float
    closes: float


class Placed(NamedTuple):
    """An item of a checklist that counts from the appointment."""

    location: Location
    item: Item
    window: Window | None
    spans: tuple[Span, ...]
    """For an early and a late appointment; one if the clock does not matter; none without a window."""
    lasts: float
    """Of the appointment, in seconds."""

    @property
    def longest(self) -> float:
        """How long it is open at most, in seconds."""
        return max((span.closes - span.opens for span in self.spans), default=0.0)

    @property
    def left_out(self) -> float:
        """How long something is left out, in seconds: without the visit itself, and without a rest of the day that is
        only meant because nothing else is written."""
        if self.window is None or (self.window.closes is None and all(span.opens >= 0 for span in self.spans)):
            return 0.0
        return max((_before(span, self.lasts) for span in self.spans), default=0.0)


def _before(span: Span, lasts: float) -> float:
    return (0.0 if 0.0 < span.closes <= lasts and span.opens < 0 else span.closes) - span.opens


@lru_cache(maxsize=1)
def placed(subject: Subject) -> tuple[Placed, ...]:
    """Every item that counts from the appointment. Several rules ask for the same plan."""
    lasts = subject.plan.appointment.lasts.length
    return tuple(
        _placed(("checklist", checklist.name, item.name), item, item.window, lasts)
        for checklist in subject.plan.checklists.values()
        if checklist.anchor == "appointment"
        for item in checklist.items.values()
    )


def with_settings(subject: Subject, here: Placed) -> Iterator[tuple[str, Placed]]:
    """The item as it is, and with each setting in its window at its least and at its most, with words that say so."""
    yield "", here
    data = at(subject.whole.data, here.location)
    if not isinstance(data, dict):
        return
    written = [data.get(key) for key in ("at", "from", "until")]
    named = {name for text in written if isinstance(text, str) for name in REFERENCE.findall(text)}
    if not named or here.window is None:
        return
    for said, shown in subject.reading.extremes:
        if any(f"'{name}'" in said for name in named):
            yield said, _placed(here.location, here.item, _window(subject, here.location, data, shown), here.lasts)


def is_own(subject: Subject, location: Location) -> bool:
    """Whether the file itself says something there: else it is the affair of the plan that is extended."""
    return subject.own is subject.whole or at(subject.own.data, location) is not None


def _window(subject: Subject, location: Location, data: Mapping[str, object], shown: Mapping[str, str]) -> Window:
    table = Table(subject.reading, subject.whole, location, data)
    return Window(*(table.silently(key, moment, shown) for key in ("at", "from", "until")))


def _placed(location: Location, item: Item, window: Window | None, lasts: float) -> Placed:
    moments = () if window is None else (window.at, window.opens, window.closes)
    if window is None or not any(moments):
        return Placed(location, item, None, (), lasts)
    by_clock = any(isinstance(each, DayTime) for each in moments)
    starts = STARTS if by_clock else STARTS[:1]
    return Placed(location, item, window, tuple(_span(window, start, lasts) for start in starts), lasts)


def seconds(value: Moment, start: float, lasts: float) -> float:
    """Seconds from the start of an appointment that starts at `start` of its day."""
    if isinstance(value, DayTime):
        return value.days * DAY + value.at.hour * HOUR + value.at.minute * 60 - start
    return -value.span.length if value.side == "before" else lasts + value.span.length


def _span(window: Window, start: float, lasts: float) -> Span:
    """As `core.when.interval` has it."""
    if window.at is not None:
        moment = seconds(window.at, start, lasts)
        return Span(moment, _closing(moment, start))
    opens = None if window.opens is None else seconds(window.opens, start, lasts)
    closes = None if window.closes is None else seconds(window.closes, start, lasts)
    if opens is None:
        opens = 0.0 if closes is None else _opening(closes, start, lasts)
    if closes is None:
        closes = _closing(opens, start)
    return Span(min(opens, closes), closes)


def _closing(opens: float, start: float) -> float:
    if opens < 0:
        return 0.0
    midnight = DAY - start + DAY * ((opens + start) // DAY)
    return max(midnight, opens + AT_LEAST)


def _opening(closes: float, start: float, lasts: float) -> float:
    if closes > lasts:
        return lasts
    return 0.0 if closes > 0 else DAY * ((closes + start) // DAY) - start
