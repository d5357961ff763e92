"""How an entry or a practice reads in one row of History, in the words of the plan under which it was answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from rich.cells import cell_len

from selfcare.core import practices, scoring, words
from selfcare.core.ledger import Entry, Session
from selfcare.core.ports import Env
from selfcare.core.question import Field, Log, show
from selfcare.core.scope import log_of
from selfcare.core.words import Hours
from selfcare.tui.glyphs import Glyphs
from selfcare.tui.layout import NARROW, Frame
from selfcare.tui.paint import Row
from selfcare.tui.screens.listpage import focus
from selfcare.tui.text import fit

LONG_NAME = 18
"""Columns that a name has where the answers leave them."""
LEAST_ANSWER = 10
"""Columns of the first answer that nothing beside it may take."""

OUTCOMES = {"done": "done", "stopped": "stopped early"}


class Reader:
    """Words for rows, for as long as nothing was written."""

    def __init__(self, env: Env, log: Callable[[str], Log | None]) -> None:
        self._env = env
        self._log = log
        """How a log of that name is asked."""
        self._titles: dict[str, str] | None = None

    def fields(self, entry: Entry) -> Mapping[str, Field]:
        """The questions of the entry."""
        log = self._asked(entry)
        return log.fields if log else {}

    def _asked(self, entry: Entry) -> Log | None:
        """The log as it was asked when the entry was made, else as it is asked now."""
        kept = self._env.shelf.version(entry.hash) if entry.hash else None
        return (log_of(entry, kept.logs) if kept else None) or self._log(entry.log)

    def title(self, record: Entry | Session) -> str:
        """The log, or what was practised."""
        if isinstance(record, Session):
            return self._practice(record)
        log = self._log(record.log)
        return log.title if log else words.capital(record.log)

    def said(self, record: Entry | Session) -> tuple[str, str, str]:
        """What stands after the time: of an entry the answers and the note; what was practised, how long."""
        if isinstance(record, Entry):
            return (*self._values(record), record.note)
        return (self._practice(record), practices.briefly(record.seconds), OUTCOMES[record.outcome])

    def _practice(self, session: Session) -> str:
        if self._titles is None:
            shelf = self._env.shelf
            self._titles = practices.titles(shelf.patterns(), shelf.sittings())
        return practices.called(session.path, self._titles)

    def _values(self, entry: Entry) -> tuple[str, str]:
        """The first answer; the others with their names, the score, and how long an episode took."""
        log = self._asked(entry)
        fields = log.fields if log else {}
        shown = [
            (name, show(fields[name], value) if name in fields else str(value)) for name, value in entry.values.items()
        ]
        if not shown:
            return ("", "")
        more = [scoring.briefly(log, entry.values), words.lasted(entry, log, self._env.clock.now())]
        return (shown[0][1], "   ".join([*filter(None, more), *(f"{name} {value}" for name, value in shown[1:])]))


def instant(record: Entry | Session) -> datetime:
    """What a row is about."""
    return record.about if isinstance(record, Entry) else record.started


def when(record: Entry | Session, today: date, hours: Hours) -> str:
    """`Today 09:02`, `Wed 2 Dec 21:30`."""
    at = instant(record)
    day = "Today" if at.date() == today else words.day(at.date(), today)
    return f"{day} {words.clock_time(at, hours)}"


class View(NamedTuple):
    """What rows are painted with."""

    reader: Reader
    today: date
    hours: Hours
    glyphs: Glyphs
    is_mixed: bool
    """Whether entries of several logs stand together, so that each says which it is of."""


def rows(records: Sequence[Entry | Session], at: int, page: Frame, view: View) -> Iterator[Row]:
    """A row for each, `at` the one in focus: when, whose it is where that differs, the first answer, the others, the
    note. Where there is room, first answers stand in a column of their own."""
    times = [when(record, view.today, view.hours) for record in records]
    said = [_said(record, view) for record in records]
    column = page.left + max([18, *(len(time) + 2 for time in times)])
    named = _names_width([(name, first) for name, first, *_ in said], page.right - column)
    for index, (time, (name, *rest)) in enumerate(zip(times, said, strict=True)):
        row, here = Row(), index == at
        if here:
            focus(row, page, view.glyphs.focus)
        row.put(page.left, time, "text")
        beside = column
        if name:
            beside = row.put(column, fit(name, named), "muted") + 2
        _put(row, rest, beside if page.width < NARROW else column + (named + 2 if named else 0), page.right, here=here)
        yield row


def _said(record: Entry | Session, view: View) -> tuple[str, str, str, str]:
    """What a row says after the time: whose it is, where that is to be told; what comes first, and the rest."""
    first, second, third = view.reader.said(record)
    if isinstance(record, Session):
        return first, second, third, ""
    return view.reader.title(record) if view.is_mixed else "", first, second, third


def _names_width(named: Sequence[tuple[str, str]], room: int) -> int:
    """Columns of the names: the longest, as far as a third of the room or what the answers beside them leave goes."""
    widest = max((cell_len(first) for _, first in named), default=0)
    most = max(6, room // 3, min(LONG_NAME, room - 2 - min(widest, room // 2)))
    return min(most, max((cell_len(name) for name, _ in named), default=0))


def _put(row: Row, said: Sequence[str], column: int, right: int, *, here: bool) -> None:
    first, *rest = said
    room = right - column
    first = fit(first, max(room // 2, room - len(rest[0]) - 3 * bool(rest[0]), min(room, LEAST_ANSWER)))
    column = row.put(column, first, "bright" if here else "text", bold=True) + 3
    for part in filter(None, rest):
        if column < right:
            column = row.put(column, fit(part, right - column), "muted") + 3
