"""The card that is one key away everywhere: when to get help, and whom to call. Red flags are calm, exact and first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.binding import BindingType
from textual.geometry import Size

from selfcare.core import flags, regions
from selfcare.core.plan import Plan
from selfcare.core.ports import Env
from selfcare.core.regions import BANNER, CRISIS, numbers
from selfcare.tui.keys import bindings
from selfcare.tui.layout import Frame, blank, key_hints, measure, place
from selfcare.tui.paint import Row
from selfcare.tui.screens.page import Page
from selfcare.tui.text import wrap


class Text(NamedTuple):
    """A line of the card."""

    words: str
    role: str = "text"
    bold: bool = False
    indent: int = 0


class Warnings(Page[None]):
    """Warnings of the plans in use, the crisis line and the numbers of the person's region."""

    WHERE: ClassVar[tuple[str, ...]] = ("list",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list"), ("R,enter", "back", "back")]

    def __init__(self, env: Env, plans: Sequence[Plan] = ()) -> None:
        super().__init__(env)
        self._plans = {plan.id: plan for plan in plans}
        """Of the page it was asked from."""
        self._top = 0

    def paint(self, size: Size) -> list[Row]:
        """The numbers stay; the signs scroll under them."""
        page, rows = measure(size), blank(size.height)
        place(rows, 1, self.title_row(page, "Warning signs"))
        fixed = self._numbers(page.width)
        body = self._signs(page.width)
        y = 3
        for line in fixed[: max(1, size.height - 5)]:
            place(rows, y, _row(page, line))
            y += 1
        room = max(0, size.height - 3 - y)
        self._top = max(0, min(self._top, len(body) - room))
        for offset, line in enumerate(body[self._top :][:room]):
            place(rows, y + offset, _row(page, line))
        keys = Row()
        more = [("↓", "more")] if self._top + room < len(body) else []
        key_hints(keys, page.left, [*more, *self.hints("back")], page.right)
        place(rows, size.height - 2, keys)
        return rows

    def _numbers(self, width: int) -> list[Text]:
        region = regions.of(self.env.shelf.cautions())
        lines = [Text(line, "care", True) for line in wrap(CRISIS, width)]
        for label, number in numbers(region):
            lines += [Text(line, "text") for line in wrap(f"{label}: {number}", width)]
        if not region:
            lines += [Text(line, "muted") for line in wrap("choose your country in Settings to see its numbers", width)]
        return [*lines, Text("")]

    def _signs(self, width: int) -> list[Text]:
        lines: list[Text] = []
        plans = {**self._plans, **{used.plan.id: used.plan for used in self.env.shelf.in_use()}}
        for heading, texts in flags.signs(plans.values()):
            lines.append(Text(heading, "care", True))
            for text in texts:
                lines += [Text(line, indent=2) for line in wrap(text, width - 2)]
                lines.append(Text(""))
        return [*lines, *(Text(line, "muted") for line in wrap(BANNER, width))]

    def action_up(self) -> None:
        """Up."""
        self._top = max(0, self._top - 1)
        self.show()

    def action_down(self) -> None:
        """Down."""
        self._top += 1
        self.show()


def _row(page: Frame, line: Text) -> Row:
    row = Row()
    row.put(page.left + line.indent, line.words, line.role, bold=line.bold)
    return row
