"""A simulated course as text, from 40 columns to 120."""

from __future__ import annotations

from collections.abc import Iterator

from selfcare.core import words
from selfcare.core.columns import columns, wrapped
from selfcare.core.hours import Hours
from selfcare.core.simulation.happening import Timeline
from selfcare.core.text import plain
from selfcare.share import timeline as told
from selfcare.share.timeline import Row, Stretch

NARROWEST, WIDEST = 40, 120
"""Columns a timeline can be made for."""
BESIDE = 56
"""From so many columns on, what is told stands beside the words; under that, below them."""
WITH_PATHS = 100
"""From so many columns on, the path of each item stands at the right: its name in the file."""
MEASURE = 74
"""The widest rows without paths: beyond it the eye loses the row."""
PATHS = 32
"""Columns of paths."""


def as_text(timeline: Timeline, width: int = 80, *, hours: Hours = "24", note: str = "") -> list[str]:
    """The lines of a timeline, each at most `width` columns. `note` stands above: what was taken for granted."""
    width = max(NARROWEST, min(width, WIDEST))
    room = width if width >= WITH_PATHS else min(width, MEASURE)
    lines = [*_wrapped(told.heading(timeline), room)]
    for line in (*told.above(timeline, hours), *([note] if note else [])):
        lines += _wrapped(line, room)
    for stretch in told.stretches(timeline, hours):
        lines += ["", *_day(stretch, room, hours)]
    lines.append("")
    for line in told.below(timeline):
        lines += _hung(line, room, 2)
    return [*lines, "", *_legend(room)]


def _legend(room: int) -> list[str]:
    rows = [""]
    for sign in told.LEGEND:
        longer = f"{rows[-1]}  {sign}".strip()
        if columns(longer) > room:
            rows.append(sign)
        else:
            rows[-1] = longer
    return rows


def _day(stretch: Stretch, room: int, hours: Hours) -> Iterator[str]:
    yield from _wrapped(stretch.heading, room)
    if stretch.open:
        yield from (f"  {line}" for line in _hung(f"still open: {', '.join(stretch.open)}", room - 2, 2))
    at = None
    for row in stretch.rows:
        yield from _row(row, "" if row.at == at else words.clock_time(row.at, hours), room, hours)
        at = row.at


def _row(row: Row, time: str, room: int, hours: Hours) -> Iterator[str]:
    clock = 8 if hours == "12" else 5
    lead = f"  {time.rjust(clock)}  {told.MARKS[row.what]} "
    blank, left = " " * len(lead), room - len(lead)
    with_path = room >= WITH_PATHS
    inner = left - PATHS - 2 if with_path else left
    for index, line in enumerate(_columns(row, inner, is_beside=room >= BESIDE)):
        path = f"  {_cut(row.path, PATHS)}" if with_path and index == 0 and row.path else ""
        yield f"{lead if index == 0 else blank}{_filled(line, inner) if path else line}{path}".rstrip()


def _columns(row: Row, room: int, *, is_beside: bool) -> Iterator[str]:
    """The words, what is told beside them at the right, and what is said below."""
    text, beside = plain(row.text), plain(row.told)
    if is_beside and text and columns(beside) <= room // 2:
        first, *rest = _wrapped(text, room - columns(beside) - 2)
        yield f"{_filled(first, room - columns(beside))}{beside}"
        yield from rest
    else:
        yield from _wrapped(text, room) if text else ()
        yield from (f"  {line}" for line in _wrapped(beside, room - 2))
    for said in row.below:
        yield from (f"  {line}" for line in _wrapped(plain(said), room - 2))


def _filled(text: str, room: int) -> str:
    return text + " " * max(0, room - columns(text))


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"…{text[1 - room :]}"


def _hung(text: str, room: int, indent: int) -> list[str]:
    """Wrapped, with every line but the first set in."""
    first, *rest = _wrapped(text, room - indent)
    return [first, *(f"{' ' * indent}{line}" for line in rest)]


def _wrapped(text: str, room: int) -> list[str]:
    """One paragraph, in lines of at most `room` columns."""
    return wrapped(plain(text), room)
