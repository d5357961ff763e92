"""One table of a plan, being read: access is guarded, texts are cleaned, settings filled in, grammars applied.

What has the wrong type reads as absent here: `shape` has reported it. The modules beside it call nothing else to get
at the data.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from selfcare.core.grammar import GrammarError, quoted
from selfcare.core.text import plain
from selfcare.planfile.compile.reading import REFERENCE, Filled, Mark, Reading
from selfcare.planfile.document import Document
from selfcare.planfile.problem import Location

T = TypeVar("T")
W = TypeVar("W", bound=str)

LONGEST_TEXT = 4_000
MOST_LINES = 200
"""Of one text: what a terminal shows without slowing down."""
MOST_MEMBERS = 200
"""Steps of a routine, items of a checklist, fields of a log, entries of a list."""

NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
LOOSE_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
"""Of patterns (`4-7-8`) and of options (`0`), which no condition uses bare."""


class Table:
    """One table of a document, being read."""

    __slots__ = ("data", "document", "location", "reading")

    def __init__(self, reading: Reading, document: Document, location: Location, data: Mapping[str, Any]) -> None:
        self.reading = reading
        self.document = document
        self.location = location
        self.data = data

    @property
    def name(self) -> str:
        """The last part of its header."""
        return str(self.location[-1]) if self.location else ""

    # where things stand

    def key_place(self, *parts: str | int) -> Mark:
        """Where a key of it stands; without parts, its header."""
        return Mark(self.document, (*self.location, *parts), "key" if parts else "header")

    def place(self, *parts: str | int, start: int = 0, length: int | None = None) -> Mark:
        """Where a value of it stands, or a stretch of its text."""
        return Mark(self.document, (*self.location, *parts), "value", start, length)

    def is_whole(self, *parts: str | int) -> bool:
        """Whether all of it was understood, or of a value in it: only then is missing what is not there."""
        return not self.document.places.has_gap((*self.location, *parts))

    # texts

    def words(self, key: str) -> str:
        """A text for people, which may have several lines; empty if it is not there."""
        text = self.data.get(key)
        return "" if text is None else self._text((key,), text, multiline=True)

    def line(self, key: str, default: str = "") -> str:
        """A text of one line."""
        text = self.data.get(key)
        return default if text is None else self._text((key,), text, multiline=False) or default

    def lines(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        texts = (self._text((key, index), text, multiline=True) for index, text in self.entries(key))
        return tuple(text for text in texts if text)

    def entry(self, key: str, index: int, text: object) -> str:
        """One text of a list, on one line."""
        return self._text((key, index), text, multiline=False)

    def _text(self, parts: tuple[str | int, ...], text: object, *, multiline: bool) -> str:
        if not isinstance(text, str):
            return ""
        if len(text) > LONGEST_TEXT or text.count("\n") >= MOST_LINES:
            message = f"this text is too long for a screen: at most {LONGEST_TEXT} characters and {MOST_LINES} lines"
            self.reading.report("value", self.place(*parts), message)
            return ""
        shown = plain(text, multiline=multiline)
        if "{" in shown:
            shown = self.reading.fill(shown, lambda start, length: self.place(*parts, start=start, length=length)).text
        shown = shown.strip()
        if not shown:
            self.reading.report(
                "value", self.place(*parts), "this text is empty", help="write some words, or leave the key out"
            )
        return shown

    # other plain values

    def flag(self, key: str, default: bool = False) -> bool:
        """True or false."""
        value = self.data.get(key)
        return value if isinstance(value, bool) else default

    def number(self, key: str) -> float | None:
        """A finite number; whole numbers stay `int`."""
        value = self.data.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        if (isinstance(value, float) and not math.isfinite(value)) or abs(value) > 1e12:
            self.reading.report(
                "value", self.place(key), f"`{key}` is a number that people use, at most a million millions"
            )
            return None
        return value

    def whole(self, key: str, least: int, most: int) -> int | None:
        """A whole number in its bounds."""
        value = self.data.get(key)
        if isinstance(value, bool) or not isinstance(value, int):
            return None
        if not least <= value <= most:
            self.reading.report("value", self.place(key), f"`{key}` has to be a whole number from {least} to {most}")
            return None
        return value

    def day(self, key: str) -> date | None:
        """A date."""
        value = self.data.get(key)
        return value if isinstance(value, date) and not isinstance(value, datetime) else None

    def word(self, key: str, words: Sequence[W], default: W) -> W:
        """One of a closed list."""
        value = self.data.get(key)
        return next((word for word in words if word == value), default)

    # values with a grammar

    def value(self, key: str, parse: Callable[[str], T]) -> T | None:
        """The value of a key, read by its grammar; a mistake is reported where it stands."""
        text = self.data.get(key)
        return None if text is None else self.parsed((key,), text, parse)

    def values(self, key: str, parse: Callable[[str], T]) -> tuple[T, ...]:
        """A list of them."""
        found = (self.parsed((key, index), text, parse) for index, text in self.entries(key))
        return tuple(value for value in found if value is not None)

    def parsed(
        self, parts: tuple[str | int, ...], text: object, parse: Callable[[str], T], *, fill: bool = True
    ) -> T | None:
        """`text`, which stands at `parts`, read by a grammar; `fill`: settings are filled in first."""
        if not isinstance(text, str):
            return None
        if len(text) > LONGEST_TEXT:
            self.reading.report("value", self.place(*parts), "this is too long for a value")
            return None
        filled = Filled(plain(text))
        if fill:
            filled = self.reading.fill(
                filled.text, lambda start, length: self.place(*parts, start=start, length=length)
            )
        if not filled.complete:
            return None
        try:
            return parse(filled.text)
        except GrammarError as error:
            self._mistake(parts, filled, error)
        return None

    def _mistake(self, parts: tuple[str | int, ...], filled: Filled, error: GrammarError) -> None:
        start, length = filled.written(error.start, error.length)
        touched = any(piece.start < error.start + error.length and error.start < piece.end for piece in filled.pieces)
        self.reading.report(
            "value",
            self.place(*parts, start=start, length=length),
            error.message,
            replacement=None if touched else error.suggestion or None,
            help="the value comes from a setting" if touched else "",
        )

    # what is inside

    def entries(self, key: str) -> Iterator[tuple[int, Any]]:
        """The entries of a list with their positions."""
        value = self.data.get(key)
        if not isinstance(value, list):
            return
        if len(value) > MOST_MEMBERS:
            self.reading.report(
                "value", self.key_place(key), f"`{key}` has {len(value)} entries; {MOST_MEMBERS} at most"
            )
        yield from enumerate(value[:MOST_MEMBERS])

    def table(self, key: str) -> Table | None:
        """The table of a key."""
        value = self.data.get(key)
        return Table(self.reading, self.document, (*self.location, key), value) if isinstance(value, dict) else None

    def tables(self, key: str) -> Iterator[tuple[int, Table]]:
        """A list of tables with their positions."""
        for index, value in self.entries(key):
            if isinstance(value, dict):
                yield index, Table(self.reading, self.document, (*self.location, key, index), value)

    def members(self) -> Iterator[Table]:
        """Every sub-table under a name that is one: items of a checklist, fields of a log, tables of a family."""
        inside = [key for key, value in self.data.items() if isinstance(value, dict)]
        if len(inside) > MOST_MEMBERS:
            self.reading.report(
                "value", self.key_place(), f"this table holds {len(inside)} others; {MOST_MEMBERS} at most"
            )
        for key in inside[:MOST_MEMBERS]:
            if member := self.table(key):
                yield member

    def silently(self, key: str, parse: Callable[[str], T], shown: Mapping[str, str]) -> T | None:
        """The value of a key with other choices for its settings; None if it is not of its grammar then."""
        text = self.data.get(key)
        if not isinstance(text, str) or len(text) > LONGEST_TEXT:
            return None
        try:
            return parse(REFERENCE.sub(lambda match: shown.get(match[1], match[0]), plain(text)))
        except GrammarError:
            return None

    def check_name(self, pattern: re.Pattern[str] = NAME, *, reserved: frozenset[str] = frozenset()) -> bool:
        """Whether the last part of its header is a name; if not, that is reported."""
        return self.is_name(self.name, self.key_place(), pattern, reserved=reserved)

    def is_name(
        self, name: str, place: Mark, pattern: re.Pattern[str] = NAME, *, reserved: frozenset[str] = frozenset()
    ) -> bool:
        """Whether `name` is one; if not, that is reported at `place`."""
        if name in reserved:
            message = f"{quoted(name)} is a word of conditions and cannot be a name"
            self.reading.report("value", place, message, help=f"call it {name}-1, or another word")
            return False
        if pattern.fullmatch(name):
            return True
        self.reading.report(
            "value",
            place,
            f"{quoted(name)} is not a name",
            help=_how_to_name(name, pattern),
        )
        return False


def slug(words: str) -> str:
    """A name made of words: `Short night` is `short-night`. Empty if nothing of it can stand in a name."""
    import unicodedata

    letters = unicodedata.normalize("NFKD", words[:LONGEST_TEXT]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:40].rstrip("-")


def _how_to_name(name: str, pattern: re.Pattern[str]) -> str:
    better = slug(name)
    advice = "a name has small letters, digits and hyphens, begins with a letter, and has at most 40 characters"
    return f"{advice}: {better}" if pattern.fullmatch(better) else advice
