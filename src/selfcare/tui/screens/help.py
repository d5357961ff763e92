"""Help: the keys that work on the screen it was asked from, with a sentence each, from the table of commands."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Size
from textual.screen import Screen

from selfcare.core.commands import Command, shown_key
from selfcare.core.ports import Env
from selfcare.tui.keys import bindings
from selfcare.tui.layout import NARROW, Frame, blank, frame, key_hints, place
from selfcare.tui.paint import Row
from selfcare.tui.screens.page import Page, live_commands
from selfcare.tui.text import fit, wrap


class Help(Page[None]):
    """What can be done where one was."""

    WHERE: ClassVar[tuple[str, ...]] = ("list",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list"), ("question_mark,f1,enter", "back", "back")]

    def __init__(self, env: Env, behind: Screen[object]) -> None:
        super().__init__(env)
        self._commands = live_commands(behind)
        self._standing = behind.standing() if isinstance(behind, Page) else ""
        self._top = 0

    def paint(self, size: Size) -> list[Row]:
        """Keys left, sentences right, as many as fit from where one scrolled to."""
        page, rows = frame(size), blank(size.height)
        place(rows, 1, self.title_row(page, "Help"))
        first = wrap(self._standing, page.width) if self._standing else []
        for y, line in enumerate(first, 3):
            row = Row()
            row.put(page.left, line, "care")
            place(rows, y, row)
        top = 3 + len(first) + bool(first)
        fits = max(1, size.height - 3 - top)
        self._top = max(0, min(self._top, len(self._commands) - fits))
        for y, command in enumerate(self._commands[self._top :][:fits], top):
            place(rows, y, self._row(page, command))
        keys = Row()
        key_hints(keys, page.left, [("↓↑", "more"), *self.hints("back", "warnings")], page.right)
        place(rows, size.height - 2, keys)
        return rows

    def _row(self, page: Frame, command: Command) -> Row:
        row = Row()
        keys = (self.shell.chosen_keys.get(command.id) or command.key).split(",")
        column = page.left + 12
        row.put(page.left, fit(" ".join(shown_key(key) for key in keys[:2]), 11), "text")
        words = command.sentence if page.width >= NARROW else command.title
        row.put(column, fit(words, page.right - column), "muted")
        return row

    def action_up(self) -> None:
        """Up."""
        self._top = max(0, self._top - 1)
        self.show()

    def action_down(self) -> None:
        """Down."""
        self._top += 1
        self.show()
