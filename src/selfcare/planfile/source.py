"""Where everything stands in a plan's text (headers, keys and values with spans), and what is wrong with the syntax.

A tolerant scanner makes the map; `tomllib` alone decides what is TOML. A text that it takes is right, whatever the
scanner thinks, and its map is made when the first place is asked for. Of a text that it rejects, slips are mended as
they are reported and statements beyond mending are blanked, so that the rest is still checked: `data` is what `tomllib`
reads of the mended text, which has the same lines. Called by the compiler of plans and of configuration files.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

from selfcare.core.text import plain
from selfcare.planfile.guard import RefusedError, TooMuchError, parse
from selfcare.planfile.outline import Location, Outline
from selfcare.planfile.problem import Label, Place, Problem, Problems
from selfcare.planfile.quotes import characters
from selfcare.planfile.scanner import scan
from selfcare.planfile.syntax import Page, Slip, Value

__all__ = ["Location", "Source", "read"]

_BUDGET = 512 * 1024
"""How many characters are read again in search of what the scanner did not see."""


class Source:
    """A plan's text, its data, and the map between them."""

    def __init__(self, file: str, text: str, data: dict[str, Any], outline: Outline | None = None) -> None:
        self.file = file
        """As the person named it, for diagnostics."""
        self.text = text
        self.data = data
        """Plain TOML data of the mended text; empty if nothing could be read."""
        self._lines = lines(text)
        self._outline = outline

    def key(self, location: Location) -> Place:
        """Where the name of `location` stands, in a key or a header; else that of its nearest parent that has a place.

        An item of a list has no name: its value.
        """
        for size in range(len(location), 0, -1):
            if (entry := self._map.entries.get(location[:size])) is not None:
                return self._place(*entry.key)
        return Place(self.file)

    def value(self, location: Location, start: int = 0, length: int | None = None) -> Place:
        """Where the value stands: the whole literal, quotes left out for a one-line string.

        For a string, `start` and `length` count characters of the decoded value and point inside the quotes, through
        escapes.
        """
        entry = self._map.entries.get(location)
        if entry is None or entry.value is None:
            return self.header(location)
        value = entry.value
        if self.text[value.start : value.start + 1] not in ('"', "'"):
            return self._bare(value, start, length)
        if start or length is not None:
            return self._inside(value, start, length)
        if self.text.startswith(('"""', "'''"), value.start) or value.end - value.start <= 2:
            return self._place(value.start, value.end)
        return self._place(value.start + 1, value.end - 1)

    def header(self, location: Location) -> Place:
        """Where the header of the table `location` stands; what names it, if it has none."""
        entry = self._map.entries.get(location)
        return self._place(*entry.header) if entry is not None and entry.header else self.key(location)

    def has_gap(self, location: Location) -> bool:
        """Whether a statement at, above or below `location` was left out: what is missing there may have been in it."""
        return self._outline is not None and any(
            gap[: len(location)] == location[: len(gap)] for gap in self._outline.gaps
        )

    @property
    def _map(self) -> Outline:
        if self._outline is None:
            self._outline = Outline(scan(self.text, trusted=True))
        return self._outline

    def _bare(self, value: Value, start: int, length: int | None) -> Place:
        begin = min(value.start + start, value.end)
        return self._place(begin, value.end if length is None else min(begin + length, value.end))

    def _inside(self, value: Value, start: int, length: int | None) -> Place:
        """The stretch of decoded characters; behind the last one, the closing quote."""
        spans = list(characters(self.text, value))
        quotes = 3 if self.text.startswith(('"""', "'''"), value.start) else 1
        closing = value.end - quotes
        stretch = spans[start:] if length is None else spans[start : start + length]
        if not stretch:
            return self._place(spans[start][0] if start < len(spans) else closing, closing)
        return self._place(stretch[0][0], stretch[-1][1])

    def _place(self, start: int, end: int) -> Place:
        return place(self.file, self.text, self._lines, start, end)


def read(text: str, file: str, problems: Problems) -> Source:
    """The source of `text`. If `tomllib` rejects it, and only then, what is wrong with its syntax goes to `problems`."""
    try:
        return Source(file, text, parse(text))
    except RefusedError as refused:
        return _mended(text, file, problems, refused)


def lines(text: str) -> list[int]:
    """Where each line of `text` begins."""
    return [0, *(found.end() for found in re.finditer("\n", text))]


def place(file: str, text: str, starts: list[int], start: int, end: int) -> Place:
    """The place of `start` to `end`, which is cut off where its first line ends."""
    line = bisect_right(starts, start)
    line_end = starts[line] - 1 if line < len(starts) else len(text)
    return Place(file, line, start - starts[line - 1] + 1, max(min(end, line_end) - start, 0))


def _mended(text: str, file: str, problems: Problems, refused: RefusedError) -> Source:
    """Read what can be read of a text that was refused, and tell why the rest cannot."""
    page = scan(text)
    outline = Outline(page)
    data: dict[str, Any] = {}
    spent = 0
    while not data:
        mended = _mend(page)
        try:
            data = parse(mended)
            break
        except RefusedError as error:
            spent += len(text)
            hopeless = isinstance(error, TooMuchError) or spent > _BUDGET
            if not _leave_out(page, _line_start(text, mended, error.offset), error.message, all_below=hopeless):
                break
        outline = Outline(page)
    if not page.slips:
        page.slips.append(_unseen(refused.message, 0, 0))
    starts = lines(text)
    for slip in sorted(page.slips, key=lambda slip: slip.start):
        problems.add(_problem(slip, file, text, starts))
    return Source(file, text, data, outline)


def _mend(page: Page) -> str:
    """The text of `page` with its slips mended and what is beyond mending blanked. It has the same lines."""
    edits = [
        (statement.start, statement.end, re.sub(r"[^\n]", " ", page.text[statement.start : statement.end]))
        for statement in page.statements
        if statement.left_out
    ]
    blanked = [edit[:2] for edit in edits]
    edits += [
        (slip.start, slip.end, slip.mend)
        for slip in page.slips
        if slip.mend is not None and not any(start <= slip.start <= end for start, end in blanked)
    ]
    done = 0
    pieces = []
    for start, end, text in sorted(edits, key=lambda edit: edit[:2]):
        if start >= done:
            pieces += [page.text[done:start], text]
            done = end
    return "".join([*pieces, page.text[done:]])


def _line_start(text: str, mended: str, offset: int) -> int:
    """Where the line of `text` begins that holds the place `offset` of the mended text."""
    return lines(text)[mended.count("\n", 0, offset)]


def _leave_out(page: Page, line: int, why: str, *, all_below: bool) -> bool:
    """Leave out the statement that reaches into `line`, or the last one above it. Whether there was one.

    Says why, unless something is said of it already. With `all_below`, what follows goes too.
    """
    standing = [statement for statement in page.statements if statement.key and not statement.left_out]
    above = [statement for statement in standing if statement.start <= page.line_end(line)]
    if not above:
        return False
    culprit = above[-1]
    if not any(culprit.start <= slip.start <= culprit.end for slip in page.slips):
        page.slips.append(_unseen(why, max(line, culprit.start), culprit.end))
    for statement in standing[len(above) - 1 :] if all_below else [culprit]:
        statement.left_out = True
    return True


def _unseen(message: str, start: int, end: int) -> Slip:
    """What the scanner did not see, in the words of `tomllib`."""
    return Slip(start, end, _IN_PLAIN_WORDS.get(message) or f"this is not TOML: {plain(message)[:200]}")


_IN_PLAIN_WORDS = {
    "Invalid value": "this is no value: a text stands in quotes",
    "Invalid date or datetime": "there is no such day or time",
    "Cannot overwrite a value": "this name is given a second time",
    "Invalid statement": "this line is neither a header nor name = value",
}


def _problem(slip: Slip, file: str, text: str, starts: list[int]) -> Problem:
    labels = () if slip.label is None else (Label(place(file, text, starts, *slip.label[:2]), slip.label[2]),)
    where = place(file, text, starts, slip.start, slip.end)
    return Problem(slip.code, "error", where, slip.message, slip.hint, slip.help, slip.replacement, labels)
