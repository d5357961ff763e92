"""Help: the keys that work on the screen it was asked from, each with its name and a sentence: first those of what
stands on it, then the commands of the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import BindingType
from textual.geometry import Size
from textual.screen import Screen

from selfcare.core.commands import shown_key
from selfcare.core.ports import Env
from selfcare.tui.keys import bindings
from selfcare.tui.layout import NARROW, Frame, blank, frame, key_hints, place
from selfcare.tui.paint import Row
from selfcare.tui.screens.page import Page, live_commands
from selfcare.tui.text import fit, wrap

KEYS = 11
"""Columns of the keys. Two that need more stand one below the other."""


class Told(NamedTuple):
    """What one row of help, or two, says."""

    keys: Sequence[str]
    title: str
    sentence: str


class Help(Page[None]):
    """What can be done where one was."""

    WHERE: ClassVar[tuple[str, ...]] = ("list",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list"), ("question_mark,f1,enter", "back", "back")]

    def __init__(self, env: Env, behind: Screen[object]) -> None:
        super().__init__(env)
        self._told = _told(behind)
        self._standing = behind.standing() if isinstance(behind, Page) else ""
        self._top = 0

    def paint(self, size: Size) -> list[Row]:
        """Keys left, names beside them, sentences right where there is room, from where one scrolled to."""
        page, rows = frame(size), blank(size.height)
        place(rows, 1, self.title_row(page, "Help"))
        first = wrap(self._standing, page.width) if self._standing else []
        for y, line in enumerate(first, 3):
            row = Row()
            row.put(page.left, line, "care")
            place(rows, y, row)
        top = 3 + len(first) + bool(first)
        lines = [row for each in self._told for row in self._rows(page, each)]
        room = max(1, size.height - 3 - top)
        self._top = max(0, min(self._top, len(lines) - room))
        for y, row in enumerate(lines[self._top :][:room], top):
            place(rows, y, row)
        keys = Row()
        more = [("↓↑", "more")] if self._top + room < len(lines) else []
        key_hints(keys, page.left, [*more, *self.hints("back", "warnings")], page.right)
        place(rows, size.height - 2, keys)
        return rows

    def _rows(self, page: Frame, told: Told) -> list[Row]:
        column, joined = page.left + KEYS + 1, " ".join(told.keys)
        keys = [joined] if cell_len(joined) <= KEYS else told.keys
        beside = column + max(cell_len(each.title) for each in self._told) + 2
        sentence = wrap(told.sentence, page.right - beside) if told.sentence and page.width >= NARROW else []
        rows = [Row() for _ in range(max(len(keys), len(sentence)))]
        for row, key in zip(rows, keys, strict=False):
            row.put(page.left, fit(key, KEYS), "text")
        rows[0].put(column, fit(told.title, page.right - column), "text" if sentence else "muted")
        for row, line in zip(rows, sentence, strict=False):
            row.put(beside, line, "muted")
        return rows

    def action_up(self) -> None:
        """Up."""
        self._top = max(0, self._top - 1)
        self.show()

    def action_down(self) -> None:
        """Down."""
        self._top += 1
        self.show()


def _told(behind: Screen[object]) -> list[Told]:
    """What works on that screen: a command without the keys that mean something else there."""
    page = behind if isinstance(behind, Page) else None
    told = [Told((each.shown,), each.title, each.sentence) for each in page.own_keys()] if page else []
    chosen = page.shell.chosen_keys if page else {}
    for each in live_commands(behind):
        keys = (chosen.get(each.id) or each.key).split(",")
        if left := [shown_key(key) for key in keys if page is None or not page.is_own(key, each.id)]:
            told.append(Told(left[:2], each.title, each.sentence))
    return told
