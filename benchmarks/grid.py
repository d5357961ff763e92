"""What stands on a screen after so many bytes: the cells of a terminal, without their colours.

Enough of a terminal for Textual, curses and Rich: what moves the cursor, erases and shifts. Pure; `onsets` asks it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from unicodedata import combining, east_asian_width

_TOKEN = re.compile(
    r"\x1b\[(?P<arguments>[0-?]*)[ -/]*(?P<final>[@-~])"
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_][^\x1b]*\x1b\\|\x1b[ -/]+[0-~]"
    r"|\x1b(?P<escape>[0-~])|(?P<control>[\x00-\x1f\x7f])|(?P<text>[^\x00-\x1f\x7f]+)"
)
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?|[PX^_][^\x1b]*\x1b?|[ -/]*)?\Z")
TAB = 8


class Grid:
    """A screen of `columns` and `rows`. Feed it what a program writes, in pieces of any size."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.cells = [self._blank() for _ in range(rows)]
        self.x = self.y = 0
        self.in_frame = False
        """Within a synchronised update: what stands here is not shown yet."""
        self._top, self._bottom = 0, rows
        self._kept = (0, 0)
        self._left = ""
        self._moves: dict[str, Callable[[int, int], None]] = {
            "A": lambda n, _: self._go(self.x, self.y - n),
            "B": lambda n, _: self._go(self.x, self.y + n),
            "C": lambda n, _: self._go(self.x + n, self.y),
            "D": lambda n, _: self._go(self.x - n, self.y),
            "E": lambda n, _: self._go(0, self.y + n),
            "F": lambda n, _: self._go(0, self.y - n),
            "G": lambda n, _: self._go(n - 1, self.y),
            "`": lambda n, _: self._go(n - 1, self.y),
            "d": lambda n, _: self._go(self.x, n - 1),
            "H": lambda n, m: self._go(m - 1, n - 1),
            "f": lambda n, m: self._go(m - 1, n - 1),
            "X": lambda n, _: self._erase(self.y, self.x, self.x + n),
            "P": lambda n, _: self._shift(-n),
            "@": lambda n, _: self._shift(n),
            "L": lambda n, _: self._scroll(-n, self.y),
            "M": lambda n, _: self._scroll(n, self.y),
            "S": lambda n, _: self._scroll(n, self._top),
            "T": lambda n, _: self._scroll(-n, self._top),
            "r": self._region,
        }

    @property
    def text(self) -> str:
        """The rows from top to bottom, without what is blank at their ends."""
        return "\n".join("".join(row).rstrip() for row in self.cells)

    def feed(self, written: str) -> None:
        """Take what was written. A sequence that is cut at the end waits for its rest."""
        written, self._left = self._left + written, ""
        if cut := _UNFINISHED.search(written):
            written, self._left = written[: cut.start()], written[cut.start() :]
        for token in _TOKEN.finditer(written):
            if text := token["text"]:
                self._print(text)
            elif final := token["final"]:
                self._sequence(token["arguments"], final)
            elif control := token["control"]:
                self._control(control)
            elif escape := token["escape"]:
                self._escape(escape)

    def _blank(self) -> list[str]:
        return [" "] * self.columns

    def _go(self, x: int, y: int) -> None:
        self.x, self.y = min(max(0, x), self.columns - 1), min(max(0, y), self.rows - 1)

    def _print(self, text: str) -> None:
        for character in text:
            width = _width(character)
            if not width:
                continue
            if self.x + width > self.columns:
                self.x = 0
                self._line_feed()
            row = self.cells[self.y]
            row[self.x] = character
            row[self.x + 1 : self.x + width] = [""] * (width - 1)
            self.x += width

    def _sequence(self, arguments: str, final: str) -> None:
        if arguments[:1] in ("?", ">", "<", "="):
            self._mode(arguments, final)
            return
        numbers = [int(number) if number.isdigit() else 0 for number in arguments.split(";")]
        first = numbers[0]
        if final == "J":
            self._erase_screen(first)
        elif final == "K":
            ends = ((self.x, self.columns), (0, self.x + 1), (0, self.columns))
            self._erase(self.y, *ends[min(first, 2)])
        elif move := self._moves.get(final):
            move(max(1, first), max(1, numbers[1] if len(numbers) > 1 else 0))

    def _mode(self, arguments: str, final: str) -> None:
        if arguments == "?2026":
            self.in_frame = final == "h"
        elif arguments == "?1049" and final in ("h", "l"):
            self._erase_screen(2)

    def _control(self, control: str) -> None:
        if control == "\r":
            self.x = 0
        elif control in "\n\v\f":
            self._line_feed()
        elif control == "\b":
            self.x = max(0, self.x - 1)
        elif control == "\t":
            self.x = min(self.columns - 1, (self.x // TAB + 1) * TAB)

    def _escape(self, escape: str) -> None:
        if escape == "7":
            self._kept = (self.x, self.y)
        elif escape == "8":
            self._go(*self._kept)
        elif escape == "M":
            if self.y == self._top:
                self._scroll(-1, self._top)
            else:
                self._go(self.x, self.y - 1)
        elif escape == "c":
            self._erase_screen(2)
            self._go(0, 0)

    def _line_feed(self) -> None:
        if self.y == self._bottom - 1:
            self._scroll(1, self._top)
        else:
            self.y = min(self.rows - 1, self.y + 1)

    def _region(self, top: int, bottom: int) -> None:
        self._top, self._bottom = top - 1, bottom if bottom > top else self.rows
        self._go(0, 0)

    def _scroll(self, rows: int, top: int) -> None:
        """Move the rows from `top` up by so many, or down by fewer than none."""
        held = self.cells[top : self._bottom]
        count = min(abs(rows), len(held))
        fresh = [self._blank() for _ in range(count)]
        self.cells[top : self._bottom] = held[count:] + fresh if rows > 0 else fresh + held[: len(held) - count]

    def _shift(self, cells: int) -> None:
        """Insert blanks at the cursor, or take away cells, in its row."""
        row = self.cells[self.y]
        before, after = row[: self.x], row[self.x :]
        after = [" "] * cells + after if cells > 0 else after[-cells:]
        self.cells[self.y] = [*before, *after, *self._blank()][: self.columns]

    def _erase(self, y: int, start: int, end: int) -> None:
        end = min(end, self.columns)
        self.cells[y][start:end] = [" "] * max(0, end - start)

    def _erase_screen(self, how: int) -> None:
        if how == 0:
            self._erase(self.y, self.x, self.columns)
            gone = range(self.y + 1, self.rows)
        elif how == 1:
            self._erase(self.y, 0, self.x + 1)
            gone = range(self.y)
        else:
            gone = range(self.rows)
        for y in gone:
            self.cells[y] = self._blank()


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    if combining(character):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
