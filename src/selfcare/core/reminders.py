"""Reminders: what opens, falls due or is about to close between two looks at the clock.

The app asks while it is open; a simulation asks for a whole course.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from selfcare.core import when, words
from selfcare.core.line import Line
from selfcare.core.plan import Item, Routine
from selfcare.core.question import Log
from selfcare.core.when import Span
from selfcare.core.words import Hours


def due(lines: Iterable[Line], last: datetime, now: datetime, hours: Hours = "24") -> list[str]:
    """A sentence for each reminder that fell after `last` and not after `now`; nothing for what was answered."""
    return [
        sentence
        for line in lines
        if line.state in ("open", "upcoming")
        for instant, sentence in of_line(line, now, hours)
        if last.timestamp() < instant.timestamp() <= now.timestamp()
    ]


def of_line(line: Line, now: datetime, hours: Hours = "24") -> Iterator[tuple[datetime, str]]:
    """When a line reminds: as it opens or falls due (so long ahead, if it says so), and so long before it closes."""
    remind = line.source.remind if isinstance(line.source, Item | Routine | Log) else False
    if remind is False:
        return
    ahead = remind if isinstance(remind, Span) else None
    text = words.capital(line.short)
    if line.until:
        yield line.until, f"{text}, put off until now"
    elif line.at:
        at = words.moment(line.at, now, hours)
        yield (when.earlier(line.at, ahead) if ahead else line.at), f"{text}, at {at}" if ahead else f"{text}, now"
    elif line.opens:
        closes = f", until {words.moment(line.closes, now, hours)}" if line.closes else ""
        yield line.opens, f"{text}, from now{closes}"
    if ahead and line.closes and not line.at:
        yield when.earlier(line.closes, ahead), f"{text}, only until {words.moment(line.closes, now, hours)}"
