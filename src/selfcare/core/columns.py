"""Text by the columns of a terminal: how many it takes, and lines that fit. Every face that prints lines asks here."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category, east_asian_width

from selfcare.core.text import plain


def columns(text: str) -> int:
    """How many columns a terminal needs for `text`: wide characters take two, combining marks none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns, broken between words; a longer word is broken where it must be."""
    lines: list[str] = []
    for paragraph in plain(text, multiline=True).split("\n"):
        line = ""
        for piece in (piece for word in paragraph.split() for piece in _pieces(word, width)):
            if line and columns(line) + 1 + columns(piece) > width:
                lines.append(line)
                line = piece
            else:
                line = f"{line} {piece}" if line else piece
        lines.append(line)
    return lines


def _pieces(word: str, width: int) -> Iterator[str]:
    """The word, in parts of at most `width` columns."""
    if columns(word) <= width:
        yield word
        return
    piece, taken = "", 0
    for character in word:
        if taken + _columns(character) > width:
            yield piece
            piece, taken = "", 0
        piece, taken = piece + character, taken + _columns(character)
    yield piece


def _columns(character: str) -> int:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
