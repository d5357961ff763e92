"""Drawings on the canvas: a stripe as one of its rows, with its strip kept, because a breath repeats itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from selfcare.tui.drawing.strokes import BLANK, Rgb, Stripe, Stroke, cells, fitted
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
    segments = [Segment(stroke.text, _style(stroke, ink)) for stroke in stripe]
    rest = width - cells(stripe)
    if rest > 0:
        segments.append(Segment(" " * rest, ink.style("text")))
    return Strip(segments, width)


def _style(stroke: Stroke, ink: Ink) -> Style:
    if stroke.ground == "accent" and ink.depth == "none":
        return ink.style("here")
    if isinstance(stroke.ink, str) and isinstance(stroke.ground, str):
        return ink.style(stroke.ink or "text", stroke.bold, stroke.ground or "ground")
    over = _mixed(stroke.ink) if isinstance(stroke.ink, tuple) else ink.style(stroke.ink or "text").color
    under = _mixed(stroke.ground) if isinstance(stroke.ground, tuple) else ink.style("text").bgcolor
    return Style(color=over, bgcolor=under, bold=stroke.bold or None)


@lru_cache(maxsize=1024)
def _mixed(colour: Rgb) -> Color:
    return Color.from_rgb(*colour)
