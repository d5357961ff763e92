"""The box to type in on a run: one line or several, put where the stage drew room for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual.events import Key
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea

from selfcare.tui.screens.run_page import Face, box_place
from selfcare.tui.stages.stage import Editor

if TYPE_CHECKING:
    from selfcare.tui.app import Selfcare

LONGEST_LINE, LONGEST_TEXT = 500, 4000
"""Characters of a typed line and of a text: more would make the box slow."""


def lines_of(box: Widget, crop: Region, lines: Callable[[Region], list[Strip]]) -> list[Strip]:
    """The lines of a box; of one that was taken away the page's ground.

    Between the end of a widget and the next layout Textual still asks for its lines, and its own would look for styles
    that are gone.
    """
    if box.parent is None:
        return [Strip.blank(crop.width, cast("Selfcare", box.app).ink.style("text"))] * crop.height
    return lines(crop)


class Word(Input):
    """One line to type."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """As it stands, or nothing once it is gone."""
        return lines_of(self, crop, super().render_lines)


class Words(TextArea):
    """Several lines to type. Enter in an empty one is for the page: it leaves the question out."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """As it stands, or nothing once it is gone."""
        return lines_of(self, crop, super().render_lines)

    def on_key(self, event: Key) -> None:
        """Textual would begin a second line."""
        if event.key == "enter" and not self.text:
            event.prevent_default()


def make_box(editor: Editor, name: str) -> Input | TextArea:
    """A fresh box that holds what was typed before."""
    if editor.breaks:
        area = Words(editor.text, id=name, soft_wrap=True, show_line_numbers=False)
        area.cursor_blink = False
        return area
    line = Word(editor.text, placeholder=editor.lead, id=name, max_length=LONGEST_LINE, select_on_focus=False)
    line.cursor_blink = False
    return line


def type_into(box: Input | TextArea, character: str) -> None:
    """Type for somebody who was quicker than the box."""
    (box.insert_text_at_cursor if isinstance(box, Input) else box.insert)(character)


def place_box(box: Widget, editor: Editor, size: Size, face: Face) -> None:
    """Put the box on the page, and the cursor into it."""
    x, y, width = box_place(size, face, editor.row)
    box.styles.offset = (x, y)
    box.styles.width = min(width, editor.columns or width)
    box.styles.height = max(1, min(editor.lines, size.height - y))
    box.screen.set_focus(box, scroll_visible=False)  # at once: `focus()` would lose what is typed until it is its turn
