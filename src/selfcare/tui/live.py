"""The canvas of a run: what time changes is painted at once, cell by cell, past Textual's frames.

`screens.run_stage` shows with `show_now` at an instant that matters. Where something else is seen too, or the driver
takes nothing out of turn, it is painted as everything else is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from textual.geometry import Size
from textual.strip import Strip

from selfcare.tui import at_once
from selfcare.tui.changed import Change, Line, cleared, line_of, written
from selfcare.tui.drawing.painted import Painted
from selfcare.tui.drawing.strokes import Stripe
from selfcare.tui.paint import Canvas, Row
from selfcare.tui.theme import Ink

KEPT = 4096
"""Rows whose cells are kept: a breath repeats itself."""

Shown = Literal["now", "soon", "left out"]
"""When the picture is seen: it was handed on; with Textual's next frame; not, because the line is not through yet."""


class LiveCanvas(Canvas):
    """Rows of stripes, each repainted where it differs. Rows that are the same object cost nothing."""

    def __init__(self, paint: Callable[[Size], list[Row]], ink: Callable[[], Ink]) -> None:
        super().__init__(paint, ink)
        self._lines: dict[int, tuple[Stripe, Line]] = {}
        """The cells of a stripe, by its identity; the stripe is held so that no other gets that."""
        self._lines_fit: object = None
        """What they were worked out for."""

    def show_now(self) -> Shown:
        """Ask for the rows again and paint what changed at once."""
        driver = at_once.driver_of(self) if self.is_mounted and self.size else None
        if driver is None or not self._is_painted():
            self.show()
            return "soon"
        if driver.meter.is_busy:
            return "left out"
        before = self._rows
        changes = self._changes(before)
        if not changes:
            return "now"
        at_once.forget_lines(self)
        if not driver.write_now(written(changes)):
            self._rows = before
            return "left out"
        return "now"

    def show_anew(self) -> None:
        """Paint everything, in as few bytes as there are, on a screen of which nothing is known."""
        driver = at_once.driver_of(self)
        if driver is None or not self._is_painted():
            self.refresh()
            return
        self._rows = self._paint(self.size)
        at_once.forget_lines(self)
        empty = line_of(self._filtered(Row().strip(self.size.width, self._ink())), at_once.colours_of(self))
        lines = [(y, empty, self._line(_stripe(row), y)) for y, row in enumerate(self._rows)]
        driver.write(cleared(empty) + written(lines))

    def _is_painted(self) -> bool:
        return self._ink() is self._painted and self.size == self._fits and len(self._rows) == self.size.height

    def _changes(self, before: list[Row]) -> list[Change]:
        """Renew the rows; those that differ, with their cells then and now."""
        differ: list[tuple[int, Line]] = []
        rows = self._paint(self.size)
        for y, (old, new) in enumerate(zip(before, rows, strict=True)):
            if isinstance(old, Painted) and isinstance(new, Painted) and _differ(old.stripe, new.stripe):
                differ.append((y, self._line(old.stripe, y)))
        self._rows = rows
        return [(y, old, self._line(_stripe(rows[y]), y)) for y, old in differ]

    def _line(self, stripe: Stripe, y: int) -> Line:
        """The cells of a stripe that stands in row `y` now."""
        fits = (self.size.width, self._painted, at_once.colours_of(self))
        if fits != self._lines_fit or len(self._lines) >= KEPT:
            self._lines, self._lines_fit = {}, fits
        if (found := self._lines.get(id(stripe))) is not None:
            return found[1]
        line = line_of(self._filtered(self.render_line(y)), fits[2])
        self._lines[id(stripe)] = (stripe, line)
        return line

    def _filtered(self, strip: Strip) -> Strip:
        """As it will be shown."""
        for each in self.get_line_filters():
            strip = strip.apply_filter(each, self.background_colors[1])
        return strip


def _stripe(row: Row) -> Stripe:
    return row.stripe if isinstance(row, Painted) else ()


def _differ(before: Stripe, after: Stripe) -> bool:
    return before is not after and before != after
