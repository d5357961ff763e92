"""A small model of a terminal: its cells, the modes that are on, and every sequence that no plain app has to send."""

from __future__ import annotations

import codecs
import re

from rich.cells import cell_len

TOKEN = re.compile(
    r"\x1b\[(?P<mark>[<=>?]?)(?P<numbers>[0-9;:]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|(?P<string>(?:\x1b\]|\x1b[PX^_])[^\x07\x1b]*(?:\x07|\x1b\\))"
    r"|(?P<escape>\x1b[ -/]*[0-9:-OQ-WYZ`-~=>\\])"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f-\x9f])"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
)
UNSEEN = re.compile(
    "[\u2060-\u2064\u200b\u200e\u200f\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
"""What reorders or hides text: no reader can see it, so none of it belongs on a screen."""

SYNCHRONISED = 2026
WRAPPING, CURSOR, OTHER_SCREEN = 7, 25, 1049


class Screen:
    """What a person sees, after every byte so far."""

    def __init__(self, rows: int, columns: int) -> None:
        self.rows, self.columns = rows, columns
        self.modes: set[int] = {WRAPPING, CURSOR}
        self.keyboards = 0
        """How many keyboard protocols were put on and not taken off."""
        self.colours: set[str] = set()
        """The numbers of every SGR sequence."""
        self.strange: list[str] = []
        """Sequences and characters that an app which obeys nobody's text never sends."""
        self.rings = 0
        """How often the bell was rung."""
        self.questions: list[int] = []
        """Modes that were asked about and not yet answered."""
        self._cells = [[" "] * columns for _ in range(rows)]
        self._y = self._x = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._left = ""

    @property
    def text(self) -> str:
        """Row by row, without the spaces at the ends."""
        return "\n".join("".join(row).rstrip() for row in self._cells)

    def resize(self, rows: int, columns: int) -> None:
        """Another size; what was shown is gone, as the program paints everything again."""
        self.rows, self.columns = rows, columns
        self._clear()

    def _clear(self) -> None:
        self._cells = [[" "] * self.columns for _ in range(self.rows)]
        self._y = self._x = 0

    def feed(self, came: bytes) -> None:
        """Take bytes as they come; a sequence that is cut waits for its rest."""
        text = self._left + self._decoder.decode(came)
        at = 0
        while at < len(text) and (token := TOKEN.match(text, at)):
            at = token.end()
            self._take(token)
        self._left = text[at:]
        if len(self._left) > 4096:
            self.strange.append(self._left)
            self._left = ""

    def _take(self, token: re.Match[str]) -> None:
        kind = token.lastgroup
        if kind == "text":
            self._print(token[0])
        elif kind == "control":
            self._control(token[0])
        elif kind == "final":
            self._sequence(token)
        elif not re.fullmatch(r"\x1b[=>78]|\x1b\]22;[a-z-]*\x07", token[0]):  # keypad, cursor kept, mouse pointer
            self.strange.append(token[0])

    def _print(self, text: str) -> None:
        self.strange += UNSEEN.findall(text)
        row = self._cells[self._y]
        for character in text:
            if self._x < self.columns:
                row[self._x] = character
            width = 1 if character.isascii() else cell_len(character)
            for beside in range(self._x + 1, min(self._x + width, self.columns)):
                row[beside] = ""
            self._x += width

    def _control(self, character: str) -> None:
        match character:
            case "\r":
                self._x = 0
            case "\n":
                self._y = min(self._y + 1, self.rows - 1)
            case "\x07":
                self.rings += 1
            case "\x08":
                self._x = max(0, self._x - 1)
            case _:
                self.strange.append(character)

    def _sequence(self, token: re.Match[str]) -> None:
        mark, numbers, between, final = token.group("mark", "numbers", "between", "final")
        given = [int(number or 0) for number in re.split("[;:]", numbers)]
        match (mark + between, final):
            case "", "H":
                self._y = min(max(given[0], 1), self.rows) - 1
                self._x = max(given[1] if len(given) > 1 else 1, 1) - 1
            case "", "A":
                self._y = max(0, self._y - max(1, given[0]))
            case "", "B":
                self._y = min(self.rows - 1, self._y + max(1, given[0]))
            case "", "C":
                self._x += max(1, given[0])
            case "", "D":
                self._x = max(0, self._x - max(1, given[0]))
            case "", "m":
                self.colours.update(re.split("[;:]", numbers))
            case "?", "h" | "l":
                (self.modes.update if final == "h" else self.modes.difference_update)(given)
                if OTHER_SCREEN in given:
                    self._clear()
            case "?$", "p":
                self.questions += given
            case ">", "u":
                self.keyboards += 1
            case "<", "u":
                self.keyboards -= 1
            case _:
                self.strange.append(token[0])
