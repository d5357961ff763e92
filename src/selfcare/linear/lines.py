"""Plain lines for a screen reader, a braille display or a pipe, wrapped by us. Everything is said through `Voice`."""

from __future__ import annotations

import os
from typing import TextIO

from selfcare.core.columns import wrapped

MEASURE = 72
"""The longest line, in columns: spoken in one breath, two lengths of a braille display."""

NARROWEST = 20
"""Columns below which lines are no longer made shorter."""


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
