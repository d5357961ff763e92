"""Rows of words placed at columns, and the widget that paints them line by line.

A screen builds `Row`s from its state; `Canvas` turns them into strips, repaints only the rows that changed and hands a
click to whatever was put under the mouse. There is one canvas to a screen and no tree of widgets: that is what makes a
screen quick.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from selfcare.core.text import plain
from selfcare.tui.theme import Ink

Press = Callable[[], object]
"""What a click does."""


class Piece(NamedTuple):
    """Words at a column, in a role."""

    column: int
    words: str
    role: str
    bold: bool
    ground: str


class Row:
    """One line of the screen: pieces put at columns; a later piece covers an earlier one."""

    __slots__ = ("ground", "pieces", "presses", "under")

    def __init__(self, ground: str = "ground") -> None:
        self.ground = ground
        """Of the whole line."""
        self.under = ground
        """Of the pieces that are put from now on, where they name none."""
        self.pieces: list[Piece] = []
        self.presses: list[tuple[int, int, Press]] = []

    def put(
        self,
        column: int,
        words: str,
        role: str = "text",
        *,
        bold: bool = False,
        ground: str = "",
        press: Press | None = None,
    ) -> int:
        """Put `words` at `column`; returns the column after them. Words from outside may be given as they are."""
        shown = plain(words)
        self.pieces.append(Piece(column, shown, role, bold, ground or self.under))
        end = column + cell_len(shown)
        if press is not None:
            self.presses.append((column, end, press))
        return end

    def put_right(
        self,
        end: int,
        words: str,
        role: str = "text",
        *,
        bold: bool = False,
        ground: str = "",
        press: Press | None = None,
    ) -> int:
        """Put `words` so that they end before column `end`; returns the column they begin at."""
        column = end - cell_len(plain(words))
        self.put(column, words, role, bold=bold, ground=ground, press=press)
        return column

    def fill(self, start: int, end: int, ground: str) -> None:
        """Lay a ground under columns `start` to `end`."""
        self.pieces.append(Piece(start, " " * max(0, end - start), "text", False, ground))

    def press(self, start: int, end: int, press: Press) -> None:
        """Make columns `start` to `end` clickable; a piece with its own press goes first."""
        self.presses.append((start, end, press))

    @property
    def key(self) -> object:
        """What the row looks like: equal keys paint equal lines."""
        return (self.ground, tuple(self.pieces))

    def strip(self, width: int, ink: Ink) -> Strip:
        """The row as `width` cells."""
        base = ink.style("text", False, self.ground)
        return Strip([Segment(words, ink.style(*how) if how else base) for words, how in _runs(self, width)], width)

    def press_at(self, column: int) -> Press | None:
        """What a click in `column` does."""
        return next((press for start, end, press in self.presses if start <= column < end), None)


How = tuple[str, bool, str]


def _runs(row: Row, width: int) -> list[tuple[str, How | None]]:
    """The row from left to right: stretches of one style that together are exactly `width` cells."""
    if _in_order(row.pieces, width):
        return _ordered_runs(row.pieces, width)
    cells: list[tuple[str, How | None]] = [(" ", None)] * width
    for column, words, role, bold, ground in row.pieces:
        _lay(cells, column, words, (role, bold, ground))
    runs: list[tuple[str, How | None]] = []
    for character, how in cells:
        if runs and runs[-1][1] == how:
            runs[-1] = (runs[-1][0] + character, how)
        else:
            runs.append((character, how))
    return runs


def _in_order(pieces: Sequence[Piece], width: int) -> bool:
    at = 0
    for piece in pieces:
        if piece.column < at:
            return False
        at = piece.column + cell_len(piece.words)
    return at <= width


def _ordered_runs(pieces: Sequence[Piece], width: int) -> list[tuple[str, How | None]]:
    runs: list[tuple[str, How | None]] = []
    at = 0
    for column, words, role, bold, ground in pieces:
        if column > at:
            runs.append((" " * (column - at), None))
        runs.append((words, (role, bold, ground)))
        at = column + cell_len(words)
    if at < width:
        runs.append((" " * (width - at), None))
    return runs


def _lay(cells: list[tuple[str, How | None]], column: int, words: str, how: How) -> None:
    """Write words over cells.

    A wide character fills its cell and an empty one; half of one that is covered becomes a space.
    """
    at = column
    for cluster, size in _clusters(words):
        if at >= 0 and at + size <= len(cells):
            _clear(cells, at, size)
            cells[at] = (cluster, how)
            if size == 2:
                cells[at + 1] = ("", how)
        at += size


def _clear(cells: list[tuple[str, How | None]], at: int, size: int) -> None:
    if cells[at][0] == "" and at:
        cells[at - 1] = (" ", cells[at - 1][1])
    after = at + size
    if after < len(cells) and cells[after][0] == "":
        cells[after] = (" ", cells[after][1])


def _clusters(words: str) -> list[tuple[str, int]]:
    """Characters with their cells; what takes no cell of its own stays with the one before."""
    clusters: list[tuple[str, int]] = []
    for character in words:
        size = cell_len(character)
        if size or not clusters:
            clusters.append((character, size))
        else:
            clusters[-1] = (clusters[-1][0] + character, clusters[-1][1])
    total = cell_len(words)
    if sum(size for _, size in clusters) != total:
        return [(set_cell_size(words, total), total)] if total <= 2 else [(character, 1) for character in words[:total]]
    return clusters


class Canvas(Widget):
    """Paints rows over the whole screen. `show` repaints what differs and nothing else."""

    DEFAULT_CSS = "Canvas { width: 1fr; height: 1fr; }"
    ALLOW_SELECT = False

    def __init__(self, paint: Callable[[Size], list[Row]], ink: Callable[[], Ink]) -> None:
        super().__init__()
        self._paint = paint
        self._ink = ink
        self._rows: list[Row] = []
        self._painted: Ink | None = None
        self._fits = Size(0, 0)
        """The size that the rows were painted for."""

    def show(self) -> None:
        """Ask for the rows again and repaint those that changed."""
        if not self.is_mounted or not self.size:
            return
        before = self._rows
        is_whole = self._ink() is not self._painted or self.size != self._fits
        self._renew()
        if is_whole:
            self.refresh()
            return
        width, height = self.size
        if dirty := [Region(0, y, width, 1) for y in range(height) if _key(before, y) != _key(self._rows, y)]:
            self.refresh(*dirty)

    def _renew(self) -> None:
        self._rows = self._paint(self.size)
        self._painted, self._fits = self._ink(), self.size

    def on_resize(self, event: Resize) -> None:
        """Another size: everything anew, unless that is what is painted already."""
        if self.size != self._fits:
            self.show()

    def render_line(self, y: int) -> Strip:
        """One line, exactly as wide as the widget. The first frame does not wait to be told of its size."""
        if self.size != self._fits:
            self._renew()
        width, ink = self.size.width, self._ink()
        if y < len(self._rows):
            return self._rows[y].strip(width, ink)
        return Strip.blank(width, ink.style("text"))

    def on_click(self, event: Click) -> None:
        """Do what was put under the mouse."""
        if 0 <= event.y < len(self._rows) and (press := self._rows[event.y].press_at(event.x)):
            event.stop()
            press()

    async def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel goes down the rows."""
        await self.screen.run_action("down")

    async def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel goes up the rows."""
        await self.screen.run_action("up")

    @property
    def rows(self) -> Sequence[Row]:
        """What is painted now."""
        return self._rows


def _key(rows: Sequence[Row], y: int) -> object:
    return rows[y].key if y < len(rows) else None
