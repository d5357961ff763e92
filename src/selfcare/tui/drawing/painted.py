"""Drawings on the canvas: a stripe as one of its rows, with its strip kept, because a breath repeats itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from selfcare.tui.drawing.strokes import BLANK, Rgb, Stripe, cells, fitted
from selfcare.tui.drawing.strokes import Ink as Colour
from selfcare.tui.paint import Press, Row
from selfcare.tui.theme import Ink

Tap = Callable[[str], object]
"""What a click on a target does."""


class Painted(Row):
    """A row that is one stripe. `tap` is told the target of a click."""

    __slots__ = ("stripe", "tap")

    def __init__(self, stripe: Stripe = BLANK, tap: Tap | None = None) -> None:
        super().__init__()
        self.stripe = stripe
        self.tap = tap

    @property
    def key(self) -> object:
        """Equal stripes paint equal lines."""
        return self.stripe

    def strip(self, width: int, ink: Ink) -> Strip:
        """The row as `width` cells."""
        return _strip(self.stripe, width, ink)

    def press_at(self, column: int) -> Press | None:
        """What a click in `column` does."""
        at = 0
        for stroke in self.stripe:
            at += cell_len(stroke.text)
            if column < at:
                return partial(self.tap, stroke.target) if stroke.target and self.tap else None
        return None


@lru_cache(maxsize=4096)
def _strip(stripe: Stripe, width: int, ink: Ink) -> Strip:
    if cells(stripe) > width:
        stripe = fitted(stripe, width)
    segments = [Segment(stroke.text, _style(stroke.ink, stroke.ground, stroke.bold, ink)) for stroke in stripe]
    rest = width - cells(stripe)
    if rest > 0:
        segments.append(Segment(" " * rest, ink.style("text")))
    return Strip(segments, width)


@lru_cache(maxsize=1024)
def _style(over: Colour, under: Colour, bold: bool, ink: Ink) -> Style:
    if under == "accent" and ink.depth == "none":
        return ink.style("here")
    if isinstance(over, str) and isinstance(under, str):
        return ink.style(over or "text", bold, under or "ground")
    colour = _mixed(over) if isinstance(over, tuple) else ink.style(over or "text").color
    ground = _mixed(under) if isinstance(under, tuple) else ink.style("text").bgcolor
    return Style(color=colour, bgcolor=ground, bold=bold or None)


@lru_cache(maxsize=1024)
def _mixed(colour: Rgb) -> Color:
    return Color.from_rgb(*colour)
