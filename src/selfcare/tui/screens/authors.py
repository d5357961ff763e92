"""For who writes plans: a whole plan that has no problems, and how to have one's own checked and followed."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Size

from selfcare.core.example import EXAMPLE
from selfcare.core.ports import Env
from selfcare.tui.keys import bindings
from selfcare.tui.layout import blank, key_hints, measure, place
from selfcare.tui.paint import Row
from selfcare.tui.screens.page import Page
from selfcare.tui.text import wrap

BEFORE = (
    "A plan is a small text file. In a terminal, selfcare plan new asks a few questions and writes one for you. "
    "This one is whole and has no problems:"
)
AFTER = "Save it as my-plan.toml, change its words and hours, and type in a terminal:"
COMMANDS = (
    ("selfcare plan check my-plan.toml", "what is wrong, where, and what to write instead"),
    ("selfcare plan preview my-plan.toml", "how it looks while you write it"),
    ("selfcare plan handout my-plan.toml", "the plan on a page to print"),
    ("selfcare use ./my-plan.toml", "follow it; again after each change"),
    ("selfcare run ./my-plan.toml", "walk through it now"),
)


class Authors(Page[None]):
    """An example that works, and what to do with one's own."""

    WHERE: ClassVar[tuple[str, ...]] = ("list",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list"), ("enter", "back", "back")]

    def __init__(self, env: Env) -> None:
        super().__init__(env)
        self._top = 0

    def paint(self, size: Size) -> list[Row]:
        """As much as fits from where one scrolled to."""
        page, rows = measure(size), blank(size.height)
        place(rows, 1, self.title_row(page, "Writing a plan"))
        told = _told(page.width)
        room = max(1, size.height - 6)
        self._top = max(0, min(self._top, len(told) - room))
        for y, (text, role) in enumerate(told[self._top :][:room], 3):
            row = Row()
            row.put(page.left, text, role)
            place(rows, y, row)
        keys = Row()
        more = [("↓", "more")] if self._top + room < len(told) else []
        key_hints(keys, page.left, [*more, *self.hints("back")], page.right)
        place(rows, size.height - 2, keys)
        return rows

    def action_up(self) -> None:
        """Up."""
        self._top -= 1
        self.show()

    def action_down(self) -> None:
        """Down."""
        self._top += 1
        self.show()


def _told(width: int) -> list[tuple[str, str]]:
    """Each row's text and its role."""
    told = [(line, "muted") for line in wrap(BEFORE, width)]
    told += [("", "text"), *((line, "text") for line in EXAMPLE.splitlines()), ("", "text")]
    told += [(line, "muted") for line in wrap(AFTER, width)]
    for command, meaning in COMMANDS:
        told += [("", "text"), *((line, "accent") for line in wrap(command, width))]
        told += [(line, "muted") for line in wrap(meaning, width)]
    return told
