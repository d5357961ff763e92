"""What every table of one plan shares while it is compiled: where problems go, and what stands for each setting.

Called by `table`. `{NAME}` is filled in here, with the way back to where it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from selfcare.core.text import plain
from selfcare.planfile.document import Document
from selfcare.planfile.problem import Label, Location, Place, Problem, Problems, Severity

MOST_FILLED = 20_000
"""Characters of a text after its settings were filled in."""
QUOTES = "'\""
REFERENCE = re.compile(r"\{([a-z][a-z0-9-]*)\}")
"""`{NAME}`: a setting."""


class Piece(NamedTuple):
    """What came from a `{NAME}`: where it stands in the filled text, and where in the text of the file."""

    start: int
    end: int
    written_start: int
    written_end: int


class Filled(NamedTuple):
    """A text with its settings filled in, and the way back to what is written in the file."""

    text: str
    pieces: tuple[Piece, ...] = ()
    complete: bool = True
    """Whether every setting exists."""

    def written(self, start: int, length: int) -> tuple[int, int]:
        """The stretch of the written text that `length` characters from `start` of the filled text came from."""
        first, _ = self._back(start)
        _, last = self._back(max(start, start + length - 1))
        return first, max(0, last + 1 - first)

    def _back(self, position: int) -> tuple[int, int]:
        """The first and last written character that the filled one at `position` came from."""
        shift = 0
        for piece in self.pieces:
            if position < piece.start:
                break
            if position < piece.end:
                return piece.written_start, piece.written_end - 1
            shift = piece.written_end - piece.end
        return position + shift, position + shift


class Mark(NamedTuple):
    """Something that a problem may point at. Where it stands is looked up only when there is one."""

    document: Document
    location: Location
    part: Literal["header", "key", "value"]
    start: int = 0
    length: int | None = None

    @property
    def found(self) -> Place:
        """Its place."""
        places = self.document.places
        if self.part == "value":
            return places.value(self.location, self.start, self.length)
        return places.key(self.location) if self.part == "key" else places.header(self.location)


class Reading:
    """What every table of one plan shares while it is compiled."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.shown: dict[str, str] = {}
        """What stands for each setting in texts and times, by its name."""
        self.settings: tuple[str, ...] = ()
        """The name of every setting there is, also of those that were not understood."""
        self.extremes: list[tuple[str, dict[str, str]]] = []
        """The same with one setting at its least or at its most, and how a message says so."""
        self.used: set[tuple[str, str]] = set()
        """Family and name of everything that something names."""

    def report(
        self,
        code: str,
        place: Place | Mark,
        message: str,
        *,
        severity: Severity = "error",
        hint: str = "",
        help: str = "",
        replacement: str | None = None,
        labels: Sequence[Label] = (),
    ) -> None:
        """Record a problem. Its words may hold words of the plan, so they are cleaned here, all of them."""
        if self.problems.is_full(severity):
            self.problems.left_out += 1
            return  # a place in a long text is dear, and nobody would see it
        if not hint and replacement:
            hint = f"did you mean {replacement if replacement[0] in QUOTES else repr(replacement)}?"
        found = place.found if isinstance(place, Mark) else place
        self.problems.add(
            Problem(code, severity, found, plain(message), plain(hint), plain(help), replacement, tuple(labels))
        )

    def fill(self, text: str, place: Callable[[int, int], Mark]) -> Filled:
        """`text` with `{NAME}` replaced by the settings' values.

        A setting that does not exist is reported and left as it is; one that was not understood is only left.
        """
        if "{" not in text:
            return Filled(text)
        parts: list[str] = []
        pieces: list[Piece] = []
        length = end = 0
        for match in REFERENCE.finditer(text):
            value = self._shown(match[1], place(match.start(1), len(match[1])))
            parts += text[end : match.start()], value
            length += match.start() - end
            pieces.append(Piece(length, length + len(value), match.start(), match.end()))
            length += len(value)
            end = match.end()
            if length > MOST_FILLED:
                break
        complete = all(match[1] in self.shown for match in REFERENCE.finditer(text))
        return Filled("".join([*parts, text[end:]])[:MOST_FILLED], tuple(pieces), complete)

    def _shown(self, name: str, place: Mark) -> str:
        self.used.add(("setting", name))
        if name not in self.settings:
            from selfcare.planfile.suggest import nearest

            near = nearest(name, self.settings)
            help = "" if near else f"add [setting.{name}], or write the words without braces"
            self.report("unknown-name", place, f"there is no setting '{name}'", replacement=near or None, help=help)
        return self.shown.get(name, "{" + name + "}")
