"""Painting now, and not at Textual's next frame: an onset that waits for one is up to a sixtieth of a second late, and
whatever else the frame paints is in its way.

Textual has no public way to do it. All that is private to it is asked here and nowhere else: what `App._display` and
`Screen._on_timer_update` look at before they write, and the cache of a widget's lines.
"""

from __future__ import annotations

from typing import Protocol, cast

from rich.color import ColorSystem
from textual.app import App
from textual.widget import Widget

from selfcare.tui.line import Meter


class AtOnce(Protocol):
    """A driver that takes text out of turn."""

    @property
    def meter(self) -> Meter:
        """How well the line keeps up."""

    def write(self, data: str) -> None:
        """Hand it on, whatever waits."""

    def write_now(self, text: str) -> bool:
        """Hand it on. False: the line is not through with what it has, and this is better left out."""

    def ask(self) -> None:
        """Have the terminal say when it has shown all that was written so far."""

    def drop_waiting(self) -> None:
        """Give up what has not reached the terminal yet."""


def line_of(app: App[object]) -> AtOnce | None:
    """The line to the terminal, where the driver knows it."""
    driver = app._driver
    return cast("AtOnce", driver) if hasattr(driver, "write_now") else None


def driver_of(widget: Widget) -> AtOnce | None:
    """The driver, if `widget` is all that is seen and nothing of Textual's own waits to change that; else None."""
    app = widget.app
    driver = line_of(app)
    if driver is None or app._batch_count or app._closed or not app._running or app._notifications:
        return None
    screen = widget.screen
    if not screen.is_current or screen._layout_required or widget.size != app.size:
        return None
    return driver


def forget_lines(widget: Widget) -> None:
    """What Textual keeps of the widget's lines is not what they show any more."""
    widget._styles_cache.clear()


def colours_of(widget: Widget) -> ColorSystem:
    """How many colours the terminal has, as Textual itself takes it when it writes."""
    return widget.app.console._color_system or ColorSystem.TRUECOLOR
