"""The one way text from outside reaches the screen: as `Content` or plain strings, never as markup, never with control
codes.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from selfcare.core.text import plain


def literal(text: str) -> Content:
    """`text` as it stands, for anything of Textual's that would read a plain string as markup."""
    return Content(plain(text, multiline=True))


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells, broken between words; a longer word is broken where it must be."""
    from rich.cells import cell_len, chop_cells

    lines: list[str] = []
    for paragraph in plain(text, multiline=True).split("\n"):
        line = ""
        for word in paragraph.split():
            joined = f"{line} {word}" if line else word
            if cell_len(joined) <= width:
                line = joined
                continue
            if line:
                lines.append(line)
            *whole, line = chop_cells(word, max(1, width)) or [""]
            lines.extend(whole)
        lines.append(line)
    return lines


def fit(text: str, width: int) -> str:
    """`text` in one line of at most `width` cells, with an ellipsis where it had to be cut."""
    from rich.cells import cell_len, set_cell_size

    shown = plain(text)
    if cell_len(shown) <= width:
        return shown
    if width < 1:
        return ""
    cut = set_cell_size(shown, width - 1).rstrip()
    return cut + "…"


class Gate(LineFilter):
    """The last gate before the terminal: what no reader should see becomes U+FFFD, whichever widget painted it."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Segments without control characters, bidi marks and the like; the same objects where there are none."""
        return [segment if _is_plain(segment.text) else _gated(segment) for segment in segments]


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _gated(segment: Segment) -> Segment:
    shown = plain(segment.text)
    return segment if shown == segment.text else Segment(shown, segment.style, segment.control)
