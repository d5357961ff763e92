"""A diary as comma-separated values (RFC 4180), one value a row, harmless in a spreadsheet. Called by `export`.

A spreadsheet takes a cell for a formula that begins with `=`, `+`, `-` or `@`, also in their full-width forms and after
blanks, and may part a cell at a semicolon, a tab or a line break. Such a place gets an apostrophe before it, which
spreadsheets take for "this is text". Numbers stay numbers, below nought too. What was written exactly is in the JSON
lines.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator

from selfcare.core.diary import Answer, Line
from selfcare.core.record import zone_word
from selfcare.core.text import plain

COLUMNS = (
    *("date", "time", "zone", "kind", "log", "field", "value"),
    *("unit", "scale", "plan", "version", "note", "id"),
)
"""`date` and `time` are local, in `zone`; a note stands in every row of its entry."""

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes a file for one of its own old encodings. Programs that read a pipe would stumble over it."""

_SIGNS = "=+\\-@\u2212\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
_BLANK = r"(?:[^\S\t\n]|[\ufffd'\"])"
_LIVE = re.compile(rf"(^|[;\t\n])({_BLANK}*)(?=[{_SIGNS}])")
"""Where a cell, or what a spreadsheet may make one of, begins like a formula."""
_NUMBER = re.compile(r"-?[0-9]{1,15}([.,][0-9]{1,15})?")


def lines(diary: Iterable[Line], *, for_spreadsheet: bool) -> Iterator[str]:
    """The file's lines, each with its line end. `for_spreadsheet`: begin with a byte order mark."""
    row = _Row()
    yield (BYTE_ORDER_MARK if for_spreadsheet else "") + row.of(COLUMNS)
    for line in diary:
        for answer in line.answers or (Answer("", "", ""),):
            yield row.of(_cells(line, answer))


def harmless(text: str) -> str:
    """`text` as a cell that is text in every spreadsheet; hidden characters can be seen."""
    shown = plain(text, multiline=True)
    return shown if _NUMBER.fullmatch(shown) else _LIVE.sub(r"\1'\2", shown)


def _cells(line: Line, answer: Answer) -> Iterator[str]:
    about = line.about
    yield about.date().isoformat()
    yield about.strftime("%H:%M")
    yield harmless(zone_word(about))
    yield line.kind
    yield harmless(line.path or line.title)
    yield harmless(answer.field)
    yield _value(answer)
    yield from map(harmless, (answer.unit, answer.scale, line.plan, line.version, line.note, line.id))


def _value(answer: Answer) -> str:
    """A number as such, whatever it begins with; yes or no; an option by its name."""
    value = answer.value
    if isinstance(value, bool):
        return answer.said
    if isinstance(value, str):
        return harmless(value)
    return repr(value).removesuffix(".0")


class _Row:
    """Makes the line of a row."""

    def __init__(self) -> None:
        self._line = ""
        self._writer = csv.writer(self, lineterminator="\r\n")

    def write(self, line: str) -> None:
        """What the writer calls."""
        self._line = line

    def of(self, cells: Iterable[str]) -> str:
        """The line of these cells, with its line end."""
        self._writer.writerow(cells)
        return self._line
