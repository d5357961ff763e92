"""Where things stand on a page: margins, the title row, the row of the five places. Every screen asks here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.geometry import Size

from selfcare.tui.paint import Row

WIDEST = 132
"""Columns after which a page stops growing."""

MEASURE = 66
"""Columns of a question, a page to read, and the first screen."""

NARROW = 60
"""Under this: a list and a one-line clock."""

WIDE = 110
"""From this: reasons beside the list."""


class Frame(NamedTuple):
    """The columns of a page: text stands from `left` up to, not including, `right`."""

    left: int
    right: int
    height: int

    @property
    def width(self) -> int:
        """Columns between the margins."""
        return self.right - self.left


def frame(size: Size) -> Frame:
    """The page's own frame: margins of 2, 3 or 4 columns."""
    width = min(size.width, WIDEST)
    margin = 2 if width < NARROW else 3 if width < 100 else 4
    if width < 2 * margin + 8:
        margin = 0
    return Frame(margin, width - margin, size.height)


def measure(size: Size) -> Frame:
    """The centred frame of a question: 66 columns, fewer where there are fewer."""
    whole = frame(size)
    if size.width <= MEASURE + 4:
        return whole
    left = (size.width - MEASURE) // 2
    return Frame(left, left + MEASURE, size.height)


def blank(height: int) -> list[Row]:
    """An empty page."""
    return [Row() for _ in range(height)]


def place(rows: list[Row], y: int, row: Row) -> None:
    """Put a row on the page, if the page reaches so far."""
    if 0 <= y < len(rows):
        rows[y] = row


def key_hints(row: Row, column: int, pairs: Sequence[tuple[str, str]], end: int) -> int:
    """`space done   n it didn't happen`: keys in text, meanings muted. What would pass `end` is left out."""
    for key, meaning in pairs:
        if column + len(key) + 1 + len(meaning) > end:
            break
        column = row.put(column, key, "text") + 1
        column = row.put(column, meaning, "muted") + 3
    return column
