"""A page with a list: one row in focus, headings between groups, more rows than the screen holds.

Practice, Plans and Settings are such.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple, TypeVar

from rich.cells import cell_len
from textual.geometry import Size

from selfcare.core.ports import Env
from selfcare.core.text import plain
from selfcare.tui.layout import Frame, blank, frame, key_hints, place
from selfcare.tui.paint import Press, Row
from selfcare.tui.screens.page import Page
from selfcare.tui.text import fit, wrap

Result = TypeVar("Result")


class Item(NamedTuple):
    """One row of a list, or the heading of a group. The detail is shown under the row in focus, where it says more than
    the row does.
    """

    text: str
    right: str = ""
    detail: str = ""
    heading: bool = False
    mark: str = ""


class ListPage(Page[Result]):
    """Say `TITLE` and write `items`, `hint_ids` and `action_open`."""

    HEADING: ClassVar[str] = ""

    def __init__(self, env: Env) -> None:
        super().__init__(env)
        self.at = 0
        """The item in focus, an index into `items`."""
        self._top = 0

    def items(self) -> Sequence[Item]:
        """What is listed now."""
        raise NotImplementedError

    def sentence(self) -> tuple[str, str]:
        """The bold sentence on top, and its second line."""
        return ("", "")

    def aside(self) -> str:
        """Words at the right margin of the title."""
        return ""

    def keys(self) -> list[tuple[str, str]]:
        """Keys to remind of, above the five places."""
        return []

    def paint(self, size: Size) -> list[Row]:
        """Title, sentence, as much of the list as fits around the focus, keys, places."""
        page, rows = frame(size), blank(size.height)
        self._settle()
        place(rows, 1, self.title_row(page, self.HEADING, self.aside()))
        top = 3
        first, second = self.sentence()
        for words, role, bold in ((first, "bright", True), (second, "muted", False)):
            if words:
                row = Row()
                row.put(page.left, fit(words, page.width), role, bold=bold)
                place(rows, top, row)
                top += 1
        self._paint_list(rows, page, top + (top > 3), size.height - 5)
        hints = Row()
        key_hints(hints, page.left, self.keys(), page.right)
        place(rows, size.height - 4, hints)
        if self.PLACE:
            place(rows, size.height - 2, self.places_row(page))
        return rows

    def _paint_list(self, rows: list[Row], page: Frame, top: int, end: int) -> None:
        items = self.items()
        blocks = [self._block(page, index, item) for index, item in enumerate(items)]
        heights = [len(block) for block in blocks]
        counted = [not item.heading for item in items]
        sight = in_sight(heights, self._last_seen(items), self._top, end - top, counted)
        self._top = min(self.at, sight.top)
        y = top
        for block in blocks[self._top : sight.end]:
            for row in block:
                if y < end:
                    place(rows, y, row)
                y += 1
        if sight.more:
            place(rows, end - 1, more_below(page, sight.more))

    def _last_seen(self, items: Sequence[Item]) -> int:
        """The item to scroll to: the one in focus, and with the last of all what stands under it without focus."""
        return self.at if any(not item.heading for item in items[self.at + 1 :]) else max(self.at, len(items) - 1)

    def _block(self, page: Frame, index: int, item: Item) -> list[Row]:
        """The rows of one item: a blank one above a heading, the detail below the row in focus."""
        if item.heading:
            row = Row()
            row.put(page.left, item.text, "muted")
            return [*([Row()] if index else []), row]
        here, left, right = index == self.at, page.left + 2, "text" if index == self.at else "muted"
        below = _needs_a_row(item, page.right - left)
        end = page.right - (cell_len(plain(item.right)) if item.right and not below else 0)
        words = fit(item.text, end - left - 1)
        said = here and item.detail and item.detail != words
        detail = wrap(item.detail, page.right - left)[:3] if said else []
        rows = [Row() for _ in range(1 + below + len(detail))]
        for row in rows:
            if here:
                focus(row, page, self.glyphs.focus)
            row.press(0, page.right + 2, self._pressed(index))
        if item.mark:
            rows[0].put(page.left, item.mark, "accent")
        rows[0].put(left, words, "bright" if here else "text", bold=here)
        if item.right:
            rows[below].put_right(page.right, fit(item.right, page.right - left), right)
        for row, line in zip(rows[1 + below :], detail, strict=True):
            row.put(left, line, "muted")
        return rows

    def _pressed(self, index: int) -> Press:
        def press() -> None:
            if self.at == index:
                self.app.call_next(self.run_action, "open")
            self.at = index
            self.show()

        return press

    def _settle(self) -> None:
        """Keep the focus on a row that is there and is no heading."""
        items = self.items()
        self.at = max(0, min(self.at, len(items) - 1))
        if items and items[self.at].heading:
            self.at = _next_row(items, self.at, 1) or _next_row(items, self.at, -1) or self.at

    def action_up(self) -> None:
        """The row above."""
        self._move(-1)

    def action_down(self) -> None:
        """The row below."""
        self._move(1)

    def _move(self, by: int) -> None:
        if (found := _next_row(self.items(), self.at, by)) is not None:
            self.at = found
            self.show()


def _next_row(items: Sequence[Item], at: int, by: int) -> int | None:
    at += by
    while 0 <= at < len(items):
        if not items[at].heading:
            return at
        at += by
    return None


def _needs_a_row(item: Item, room: int) -> bool:
    """Whether what stands at the right has to go below: it is long, and would leave little of the words."""
    right = cell_len(plain(item.right))
    return right > room // 2 and cell_len(plain(item.text)) + 1 + right > room


def focus(row: Row, page: Frame, glyph: str) -> None:
    """The row in focus: a raised ground two columns wider than the text, and an accent bar at its left edge."""
    row.fill(max(0, page.left - 2), page.right + 2, "raised")
    row.put(max(0, page.left - 2), glyph, "accent", ground="raised")
    row.under = "raised"


class Sight(NamedTuple):
    """What of a list is shown: items `top` up to, not including, `end`, and how many more there are below."""

    top: int
    end: int
    more: int = 0


def in_sight(heights: Sequence[int], at: int, top: int, room: int, counted: Sequence[bool]) -> Sight:
    """As `scrolled`, with the last row kept to say how many items follow, where some do.

    Headings are not counted. An item in focus that needs every row has them.
    """
    top = scrolled(heights, at, top, room)
    if not heights or sum(heights[top:]) <= room or heights[at] >= room:
        return Sight(top, len(heights))
    top = scrolled(heights, at, top, room - 1)
    end, used = top, 0
    while end < len(heights) and used + heights[end] < room:
        used += heights[end]
        end += 1
    more = sum(counted[end:])
    return Sight(top, end, more) if more else Sight(top, len(heights))


def more_below(page: Frame, count: int = 0) -> Row:
    """The quiet row at the end of a list that goes on; without a count where that would be a burden."""
    row = Row()
    row.put(page.left + 2, fit(f"{count} more below" if count else "more below", page.width - 2), "muted")
    return row


def scrolled(heights: Sequence[int], at: int, top: int, room: int) -> int:
    """The first item to show, so that item `at` is on screen whole and no more is moved than needed."""
    top = max(0, min(top, at))
    while top < at and sum(heights[top : at + 1]) > room:
        top += 1
    while top > 0 and sum(heights[top - 1 :]) <= room:
        top -= 1
    return top
