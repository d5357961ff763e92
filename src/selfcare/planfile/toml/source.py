"""Where everything stands in a plan's text (headers, keys and values with spans), and what is wrong with the syntax.

A tolerant scanner makes the map; `tomllib` alone decides what is TOML. A text that it takes is right, whatever the
scanner thinks, and its map is made only as far down as a place is asked for. Of a text that it rejects, slips are
mended as they are reported and statements beyond mending are blanked, so that the rest is still checked: `data` is what
`tomllib` reads of the mended text, which has the same lines. Called by the compiler of plans and of configurations.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any

from selfcare.planfile.problem import Label, Location, Place, Problem, Problems
from selfcare.planfile.toml.guard import RefusedError, parse

if TYPE_CHECKING:
    from selfcare.planfile.toml.outline import Outline
    from selfcare.planfile.toml.page import Value


class Source:
    """A plan's text, its data, and the map between them."""

    def __init__(self, file: str, text: str, data: dict[str, Any], outline: Outline | None = None) -> None:
        self.file = file
        """As the person named it, for diagnostics."""
        self.text = text
        self.data = data
        """Plain TOML data of the mended text; empty if nothing could be read."""
        self._outline = outline
        self._spans: dict[int, list[tuple[int, int]]] = {}
        """Where the characters of a text stand, by where it begins; a text may be spoken of many times."""

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line begins. A text in which nothing is wrong is never asked."""
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def key(self, location: Location) -> Place:
        """Where the name of `location` stands, in a key or a header; else that of its nearest parent that has a place.

        An item of a list has no name: its value.
        """
        for size in range(len(location), 0, -1):
            if (entry := self._map.entry(location[:size])) is not None:
                return self.place(*entry.key)
        return Place(self.file)

    def value(self, location: Location, start: int = 0, length: int | None = None) -> Place:
        """Where the value stands: the whole literal, quotes left out for a one-line string.

        For a string, `start` and `length` count characters of the decoded value and point inside the quotes, through
        escapes.
        """
        entry = self._map.entry(location)
        if entry is None or entry.value is None:
            return self.header(location)
        value = entry.value
        if self.text[value.start : value.start + 1] not in ('"', "'"):
            return self._bare(value, start, length)
        if start or length is not None:
            return self._inside(value, start, length)
        if self.text.startswith(('"""', "'''"), value.start) or value.end - value.start <= 2:
            return self.place(value.start, value.end)
        return self.place(value.start + 1, value.end - 1)

    def header(self, location: Location) -> Place:
        """Where the header of the table `location` stands; what names it, if it has none."""
        entry = self._map.entry(location)
        return self.place(*entry.header) if entry is not None and entry.header else self.key(location)

    def has_gap(self, location: Location) -> bool:
        """Whether a statement at, above or below `location` was left out: what is missing there may have been in it."""
        return self._outline is not None and any(
            gap[: len(location)] == location[: len(gap)] for gap in self._outline.gaps
        )

    def lines_of(self, location: Location) -> tuple[int, int] | None:
        """The first and the last line of what stands at `location`: a name with its value, or a header."""
        entry = self._map.entry(location)
        if entry is None:
            return None
        start, end = entry.header or entry.key
        last = entry.value.end if entry.value else end
        return bisect_right(self._lines, start), bisect_right(self._lines, max(last - 1, start))

    @property
    def _map(self) -> Outline:
        if self._outline is None:
            from selfcare.planfile.toml.outline import Outline
            from selfcare.planfile.toml.page import Page
            from selfcare.planfile.toml.scanner import statements

            page = Page(self.text, trusted=True)
            self._outline = Outline(page, statements(page))
        return self._outline

    def _bare(self, value: Value, start: int, length: int | None) -> Place:
        begin = min(value.start + start, value.end)
        return self.place(begin, value.end if length is None else min(begin + length, value.end))

    def _inside(self, value: Value, start: int, length: int | None) -> Place:
        """The stretch of decoded characters; behind the last one, the closing quote."""
        from selfcare.planfile.toml.quotes import characters

        if value.start not in self._spans:
            self._spans[value.start] = list(characters(self.text, value))
        spans = self._spans[value.start]
        quotes = 3 if self.text.startswith(('"""', "'''"), value.start) else 1
        closing = value.end - quotes
        stretch = spans[start:] if length is None else spans[start : start + length]
        if not stretch:
            return self.place(spans[start][0] if start < len(spans) else closing, closing)
        return self.place(stretch[0][0], stretch[-1][1])

    def place(self, start: int, end: int) -> Place:
        """The place of the characters `start` to `end` of the text, cut off where their first line ends."""
        line = bisect_right(self._lines, start)
        line_end = self._lines[line] - 1 if line < len(self._lines) else len(self.text)
        return Place(self.file, line, start - self._lines[line - 1] + 1, max(min(end, line_end) - start, 0))


def read(text: str, file: str, problems: Problems) -> Source:
    """The source of `text`. If `tomllib` rejects it, and only then, what is wrong with it goes to `problems`."""
    try:
        return Source(file, text, parse(text))
    except RefusedError as refused:
        from selfcare.planfile.toml.mending import mend

        data, outline, slips = mend(text, refused)
    source = Source(file, text, data, outline)
    for slip in slips:
        labels = () if slip.label is None else (Label(source.place(*slip.label[:2]), slip.label[2]),)
        where = source.place(slip.start, slip.end)
        problems.add(Problem(slip.code, "error", where, slip.message, slip.hint, slip.help, slip.replacement, labels))
    return source
