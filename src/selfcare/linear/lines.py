"""Plain lines for a screen reader, a braille display or a pipe, wrapped by us. Everything is said through `Voice`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TextIO
from unicodedata import category, east_asian_width

from selfcare.core.text import plain

MEASURE = 72
"""The longest line, in columns: spoken in one breath, two lengths of a braille display."""

NARROWEST = 20
"""Columns below which lines are no longer made shorter."""


def wrapped(text: str, width: int = MEASURE) -> list[str]:
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


def columns(text: str) -> int:
    """How many columns a terminal needs for `text`: wide characters take two, combining marks none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def measure(out: TextIO) -> int:
    """The length of lines on this output: less than `MEASURE` on a terminal that is narrower."""
    try:
        wide = os.get_terminal_size(out.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return MEASURE
    return min(MEASURE, max(NARROWEST, wide)) if wide else MEASURE


class Voice:
    """Says things, line by line. Once nobody can be reached any more it is silent, and `lost` says why."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._width = measure(out)
        self._is_open = False
        self._is_spaced = True
        self.lost: OSError | None = None

    def say(self, *texts: str) -> None:
        """Each text from the start of a line; empty ones are passed over."""
        for text in filter(None, texts):
            self._write("".join(f"{line}\n" for line in wrapped(text, self._width)))
            self._is_spaced = False

    def space(self) -> None:
        """One empty line between two things, never two."""
        if not self._is_spaced:
            self._write("\n")
            self._is_spaced = True

    def ask(self, prompt: str) -> None:
        """A prompt: the cursor stays behind it."""
        self._write("\n".join(wrapped(prompt, self._width - 1)) + " ")
        self._is_open, self._is_spaced = True, False

    def answered(self, *, echoed: bool) -> None:
        """An answer came. A terminal has shown it and begun a new line; nobody else has."""
        self._is_open = not echoed

    def close(self) -> None:
        """End the line that is open."""
        self._write("")

    def _write(self, text: str) -> None:
        lead = "\n" if self._is_open else ""
        self._is_open = False
        try:
            if self.lost is None and lead + text:
                self._out.write(lead + text)
                self._out.flush()
        except OSError as error:
            self.lost = error


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
