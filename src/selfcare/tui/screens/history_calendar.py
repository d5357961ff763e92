"""How History's calendar is painted: a row for each week, a place for each day, the number that stands for it. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from selfcare.core.chart.drawn import Signs
from selfcare.core.words import DAYS
from selfcare.tui.glyphs import Glyphs
from selfcare.tui.layout import NARROW, Frame, place
from selfcare.tui.paint import Press, Row
from selfcare.tui.screens.history_shown import Days
from selfcare.tui.screens.listpage import focus
from selfcare.tui.text import fit

LABEL, LABEL_NARROW = 13, 8
WIDEST_DAY = 9
"""Columns of a day at most."""


class Calendar(NamedTuple):
    """What is painted."""

    days: Days
    at: int
    """The week in focus."""
    top: int
    """The first week in sight."""
    today: date
    signs: Signs
    glyphs: Glyphs
    press: Callable[[int], Press]


def paint(rows: list[Row], page: Frame, y: int, end: int, shown: Calendar) -> None:
    """Days of the week, then as many weeks as fit."""
    label = LABEL if page.width >= NARROW else LABEL_NARROW
    width = max(3, min(WIDEST_DAY, (page.width - label) // 7))
    place(rows, y, _head(page, label, width))
    for index in range(shown.top, min(len(shown.days.weeks), shown.top + max(0, end - y - 1))):
        y += 1
        place(rows, y, _week(page, label, width, index, shown))


def _head(page: Frame, label: int, width: int) -> Row:
    row = Row()
    for number, day in enumerate(DAYS):
        row.put(page.left + label + number * width, day[: width - 1], "muted")
    return row


def _week(page: Frame, label: int, width: int, index: int, shown: Calendar) -> Row:
    row, week, here = Row(), shown.days.weeks[index], index == shown.at
    if here:
        focus(row, page, shown.glyphs.focus)
    row.press(0, page.right + 2, shown.press(index))
    row.put(page.left, fit(week.label(shown.today), label - 1), "bright" if here else "muted", bold=here)
    for number, day in enumerate(week.days):
        if day is not None:
            _day(row, page.left + label + number * width, width, day, shown)
    return row


def _day(row: Row, column: int, width: int, day: date, shown: Calendar) -> None:
    """The number or a dot, then what else was on that day."""
    words = shown.days.cells.get(day, "")
    column = row.put(
        column, fit(words, width - 1) or shown.glyphs.slipped, "text" if words else "muted", bold=bool(words)
    )
    room = width - 1 - (len(fit(words, width - 1)) or 1)
    if day in shown.days.visits and room > 0:
        column, room = row.put(column, shown.signs.visit, "accent"), room - 1
    if day in shown.days.practised and room > 0:
        row.put(column, shown.signs.practice, "muted")


def legend(shown: Calendar, page: Frame) -> Row:
    """What the signs beside the numbers mean."""
    row, column = Row(), page.left
    for sign, meaning, is_there in (
        (shown.glyphs.slipped, "no number", True),
        (shown.signs.visit, "appointment", bool(shown.days.visits)),
        (shown.signs.practice, "practice", bool(shown.days.practised)),
    ):
        if is_there and column + 2 + len(meaning) <= page.right:
            column = row.put(column, sign, "accent" if sign == shown.signs.visit else "muted")
            column = row.put(column + 1, meaning, "muted") + 3
    return row
