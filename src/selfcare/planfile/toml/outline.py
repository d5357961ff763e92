"""Which path every statement speaks about: the map from a path of the data to its places, and names given twice.

Called by `source`, with the statements of a scan. Follows the rules of TOML 1.0 for what may be opened and added to.
"""

from __future__ import annotations

from collections.abc import Iterable

from selfcare.planfile.problem import LIMIT, Location
from selfcare.planfile.toml.page import Page, Pair, Part, Slip, Statement, Value

_IMPLIED = "implied"  # stands in a longer header only
_TABLE = "table"  # has a header
_DOTTED = "dotted"  # stands in a dotted key
_SERIES = "series"  # has headers in double brackets
_VALUE = "value"


class Entry:
    """What is known of one path: how it came to be, its name, its header, its value, how many tables a series has."""

    __slots__ = ("count", "header", "how", "key", "value")

    def __init__(
        self, how: str, key: tuple[int, int], header: tuple[int, int] | None = None, value: Value | None = None
    ) -> None:
        self.how = how
        self.key = key
        self.header = header
        self.value = value
        self.count = 0


class Outline:
    """The paths of a page. Statements that say a thing again are left out, and a slip says so."""

    def __init__(self, page: Page, ahead: Iterable[Statement] = ()) -> None:
        """`ahead`: statements of the page that are only read as far as somebody asks."""
        self.entries: dict[Location, Entry] = {}
        """Of the statements that were read; `entry` reads on."""
        self.gaps: set[Location] = set()
        """Paths at or below which something was left out, or may have been meant to stand."""
        self._page = page
        self._repeating = False
        """Whether the statement above said a thing again."""
        self._table: Location | None = ()
        """The table of the header above; nothing if that header was left out."""
        self._ahead = iter(ahead)
        for statement in page.statements:
            self._add(statement)

    def entry(self, where: Location) -> Entry | None:
        """What is known of the path `where`; nothing if no statement speaks of it."""
        entry = self.entries.get(where)
        while entry is None or entry.how is _IMPLIED:  # (a header of its own may still come)
            statement = next(self._ahead, None)
            if statement is None:
                break
            self._add(statement)
            entry = self.entries.get(where)
        return entry

    def _add(self, statement: Statement) -> None:
        if not statement.left_out and statement.opening:
            self._repeating = False
        if statement.opening:
            self._table = self._open(statement)
        elif self._table is None:
            statement.left_out = True
        elif statement.left_out:
            self.gaps.add(self._table + tuple(part.name for part in statement.key))
        elif statement.key and statement.value:
            self._assign(self._table, statement, statement.key, statement.value)

    def _open(self, statement: Statement) -> Location | None:
        """The path of the table that a header opens."""
        names = tuple(part.name for part in statement.key)
        if statement.left_out:
            self.gaps.add(names)
            return None
        span = (statement.start, statement.key[-1].end + len(statement.opening))
        where: Location = ()
        for part in statement.key[:-1]:
            where = (*where, part.name)
            entry = self.entries.setdefault(where, Entry(_IMPLIED, (part.start, part.end)))
            if entry.how is _VALUE:
                return self._again(statement, where, part, entry)
            if entry.how is _SERIES:
                where = (*where, entry.count - 1)
        last = statement.key[-1]
        where = (*where, last.name)
        first = self.entries.get(where)
        if statement.opening == "[[":
            return self._extend(statement, where, first, span)
        if first is not None and first.how is not _IMPLIED:
            return self._again(statement, where, last, first)
        self.entries[where] = Entry(_TABLE, (last.start, last.end), span)
        return where

    def _extend(
        self, statement: Statement, where: Location, entry: Entry | None, span: tuple[int, int]
    ) -> Location | None:
        last = statement.key[-1]
        if entry is None:
            entry = self.entries[where] = Entry(_SERIES, (last.start, last.end), span)
        elif entry.how is not _SERIES:
            return self._again(statement, where, last, entry)
        where = (*where, entry.count)
        entry.count += 1
        self.entries[where] = Entry(_TABLE, (last.start, last.end), span)
        return where

    def _assign(self, table: Location, statement: Statement, key: list[Part], value: Value) -> None:
        where = table
        for part in key[:-1]:
            where = (*where, part.name)
            entry = self.entries.setdefault(where, Entry(_DOTTED, (part.start, part.end)))
            if entry.how is not _DOTTED:
                self._again(statement, where, part, entry)
                return
        last = key[-1]
        where = (*where, last.name)
        if (first := self.entries.get(where)) is not None:
            self._again(statement, where, last, first)
            return
        self.entries[where] = Entry(_VALUE, (last.start, last.end), None, value)
        self._inside(where, statement, value)

    def _inside(self, where: Location, statement: Statement, value: Value) -> None:
        """What stands in a list or an inline table."""
        if value.cut_short:
            self.gaps.add(where)
        for position, item in enumerate(value.items):
            if isinstance(item, Pair):
                self._assign(where, statement, item.key, item.value)
            else:
                self.entries[(*where, position)] = Entry(_VALUE, (item.start, item.end), None, item)
                self._inside((*where, position), statement, item)

    def _again(self, statement: Statement, where: Location, part: Part, first: Entry) -> Location | None:
        """Leave out a statement whose name was given before; there is no table to go on with."""
        self.gaps.add(where)
        statement.left_out = True
        what = "table" if statement.opening else "name"
        again, self._repeating = self._repeating and not statement.opening, True
        if again or len(self._page.slips) >= LIMIT:
            return None
        span = first.header or first.key
        if statement.opening == "[" and first.how is _SERIES:
            help = "the first one begins a list: write this header in double brackets too"
        elif statement.opening:
            help = "move its lines below the first one, or give it a name of its own"
        else:
            help = "keep one of the two; if another table begins here, write its header above this line"
        self._page.slips.append(
            Slip(
                statement.start if statement.opening else part.start,
                statement.end if statement.opening else part.end,
                f"this {what} is given a second time",
                help=help,
                code="duplicate",
                label=(*span, "first given here"),
            )
        )
        return None
