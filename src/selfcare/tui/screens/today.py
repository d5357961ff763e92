"""Today: one sentence, the prep clock, the items."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Size

from selfcare.tui.keys import bindings
from selfcare.tui.layout import blank, frame, place
from selfcare.tui.paint import Row
from selfcare.tui.screens.page import Page


class Today(Page[None]):
    """Today."""

    WHERE: ClassVar[tuple[str, ...]] = ("today", "list")
    PLACE: ClassVar[str] = "today"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("today", "list")]

    def paint(self, size: Size) -> list[Row]:
        """The page."""
        page, rows = frame(size), blank(size.height)
        place(rows, 1, self.title_row(page, "Today"))
        place(rows, size.height - 2, self.places_row(page))
        return rows
