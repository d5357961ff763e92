"""The journal as everyone else sees it: `core.ports.Journal`. Opened by `cli`, which hands it to the shells.

A store may be used from several threads and across a fork: each thread of each process has a connection of its own.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from threading import local
from types import TracebackType

from selfcare.core.event import NOT_ACTS, Event, Order
from selfcare.core.record import instant
from selfcare.errors import NotFoundError, StorageError, UsageError
from selfcare.journal import adding, migrate, query, rows, standing
from selfcare.journal.connection import connect, damaged, harden, is_sound, sentences, writing
from selfcare.journal.ids import IdMaker
from selfcare.journal.place import Place

_CHEAP = 16 * 1024 * 1024
"""Bytes of a journal whose daily check nobody notices. A larger one is checked with the copy of the day."""

TYPE_CHECKING = False  # what charts and merges need would cost a quick entry two milliseconds
if TYPE_CHECKING:
    from selfcare.core.question import Field, Log
    from selfcare.core.record import Record
    from selfcare.core.trend import DayMedian
    from selfcare.journal.merge import Merged

_NEXT = "SELECT min(about) FROM event WHERE kind = ? AND about >= ?"
_MONTH = 30 * 24 * 3600 * 1_000_000
_LAST = 253_370_764_800_000_000
"""Microseconds, and those until the year 9999, after which there are no datetimes."""

_NONE: tuple[int, sqlite3.Connection | None] = (0, None)


def open_store(directory: str | os.PathLike[str], *, now: Callable[[], datetime] | None = None) -> Store:
    """Open the journal in `directory`, or begin one there. Raises `StorageError` for one that cannot be trusted.

    `now` gives an aware datetime: it stamps ids and names the day's copy.
    """
    place = Place(directory)
    place.prepare()
    return Store(place, now or _now)


def _now() -> datetime:
    return datetime.now().astimezone()


class Store:
    """An open journal. Close it, or use it in a `with`: closing makes the copy of the day if one is due."""

    def __init__(self, place: Place, now: Callable[[], datetime]) -> None:
        self._place = place
        self._now = now
        self._ids = IdMaker()
        self._mine = local()
        self._open: list[tuple[int, sqlite3.Connection]] = []
        self._has_written = False
        was_cut_short = place.is_cut_short()
        try:
            self.device = self._begin(was_cut_short)
        except BaseException:
            self._let_go()
            raise

    def _begin(self, was_cut_short: bool) -> str:
        connection = self._connection()
        migrate.bring_up(connection, self._place)
        with sentences(self._place):
            device = str(connection.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()[0])
            self._place.set_mark(device)
            if was_cut_short or self._is_check_due():
                self._check(connection)
        return device

    def _is_check_due(self) -> bool:
        """Once a day for a journal that is quickly read; always after a check or a copy found something wrong."""
        now, checked = self._now(), self._place.checked_at()
        if not checked:
            return True
        return self._place.size() <= _CHEAP and datetime.fromtimestamp(checked, now.tzinfo).date() != now.date()

    def _check(self, connection: sqlite3.Connection) -> None:
        self._place.set_checked(0)
        if not is_sound(connection):
            raise StorageError(damaged(self._place))
        self._place.set_checked(self._now().timestamp())

    def _connection(self) -> sqlite3.Connection:
        """This thread's own, in this process."""
        process, held = getattr(self._mine, "held", _NONE)
        if held is not None and process == os.getpid():
            return held
        with sentences(self._place):
            connection = connect(self._place.file)
            self._open.append((os.getpid(), connection))
            migrate.version(connection, self._place)  # a stranger's file is not even configured
            harden(connection)
        self._mine.held = (os.getpid(), connection)
        return connection

    # what the port promises

    @property
    def sequence(self) -> int:
        """The number of the last event, in this file."""
        with sentences(self._place):
            return int(self._connection().execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()[0])

    def new_id(self) -> str:
        """Greater than every id in this journal, so that a later correction wins even after the clock went back."""
        with sentences(self._place):
            greatest = self._connection().execute("SELECT max(id) FROM event").fetchone()[0]
        return self._ids.after(int(self._now().timestamp() * 1000), greatest or "")

    def append(self, *events: Event) -> None:
        """Returns after the commit. Raises `StorageError` or `UsageError`, and then nothing was written."""
        encoded = [rows.encode(event) for event in events]
        connection = self._connection()
        with writing(connection, self._place):
            for event, row in zip(events, encoded, strict=True):
                adding.add(connection, event, row)
        self._has_written = True

    def events(
        self,
        kinds: Collection[str] = (),
        *,
        plan: str | None = None,
        path: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        newest: int | None = None,
        before: Event | None = None,
        search: str = "",
        by: Order = "answered",
    ) -> list[Event]:
        """Live events in order; see the port for the bounds."""
        bounds = query.Bounds(by, plan, since, until, before, search)
        found = self._read(*query.select(kinds, path, bounds, newest))
        return found if newest is None else found[::-1]

    def days(
        self,
        log: Log,
        field: Field,
        *,
        since: date | None = None,
        until: date | None = None,
        first: int | None = None,
    ) -> list[DayMedian]:
        """Days with a number, in order; see the port."""
        from selfcare.core import trend
        from selfcare.journal import measures

        found: list[tuple[str, float]] = []
        with sentences(self._place):
            for path, name in trend.names(log, field):
                found += measures.days(self._connection(), path, name, since, until, first)
        return trend.of_numbers((date.fromisoformat(day), value) for day, value in found)[:first]

    def logs(self) -> tuple[str, ...]:
        """The logs with entries, the latest answered first; see the port."""
        from selfcare.core.ledger import ENTRY_KINDS, in_order
        from selfcare.journal import measures

        latest = [
            event
            for (path,) in self._rows(measures.LOGS, [])
            for event in self.events(ENTRY_KINDS, path=path, newest=1)
        ]
        return tuple(event.path.removeprefix("log.") for event in reversed(in_order(latest)))

    def find(self, ending: str) -> Event:
        """The live event whose id ends so. Raises `NotFoundError`; `UsageError` if it is too short or fits several."""
        wanted = ending.strip().lower()
        if len(wanted) < rows.SHORTEST_ENDING:
            raise UsageError(f"give at least the last {rows.SHORTEST_ENDING} characters of the entry's id")
        found = self._read(
            f"SELECT {rows.STORED} FROM event "
            f"WHERE substr(id, -6) = ? AND substr(id, -?) = ? AND {standing.STANDS} ORDER BY answered, id",
            [wanted[-6:], len(wanted), wanted],
        )
        if not found:
            raise NotFoundError(f"no entry's id ends in {wanted}; `selfcare history` shows the entries")
        if len(found) > 1:
            raise UsageError(
                f"several entries end in {wanted}: {', '.join(event.id for event in found)}; give more of the id"
            )
        return found[0]

    def last(self) -> Event | None:
        """What `undo` would undo: this device's last live event that a person would call an act."""
        marks = ", ".join("?" * len(NOT_ACTS))
        found = self._read(
            f"SELECT {rows.STORED} FROM event NOT INDEXED "
            f"WHERE device = ? AND kind NOT IN ({marks}) AND {standing.STANDS} ORDER BY seq DESC LIMIT 1",
            [self.device, *NOT_ACTS],
        )
        return found[0] if found else None

    def closure(self, hash: str) -> Mapping[str, str]:
        """The files of a kept plan version, the root first. Raises `NotFoundError`."""
        # answers are canonical JSON, where a file's own quotes are escaped: only the member itself can match
        kept = self._read(
            f"SELECT {rows.STORED} FROM event INDEXED BY event_kind_answered "
            "WHERE kind = 'plan.kept' AND instr(answers, ?) LIMIT 1",
            [f'"hash":"{hash}"'],
        )
        files = kept[0].values.get("files") if kept else None
        if not isinstance(files, dict):
            raise NotFoundError("the journal does not hold that version of the plan; `selfcare use` keeps a new one")
        root = kept[0].values.get("root")
        names = sorted(files, key=lambda name: (name != root, name))
        return {name: str(files[name]) for name in names}

    def save_draft(self, key: str, text: str) -> None:
        """Keep a half-typed answer; an empty text drops it."""
        connection = self._connection()
        with writing(connection, self._place):
            if text:
                connection.execute(
                    "INSERT OR REPLACE INTO draft VALUES (?, ?, ?)", (key, text, rows.draft_hash(key, text))
                )
            else:
                connection.execute("DELETE FROM draft WHERE key = ?", (key,))

    def drafts(self) -> Mapping[str, str]:
        """Half-typed answers, by key."""
        with sentences(self._place):
            return dict(self._connection().execute("SELECT key, text FROM draft ORDER BY key").fetchall())

    # for exports, imports and for closing

    def merge(self, given: Iterable[tuple[Event, Record]]) -> Merged:
        """Take in events that were written elsewhere, with their spelling: those that are not here yet, all or none.

        Makes a copy of the journal first if it holds anything and something is new. Raises `StorageError`.
        """
        from selfcare.journal import backup, merge

        def keep_copy() -> None:
            if self.sequence:
                backup.copy_before_import(self._place, self._now())

        merged = merge.merge(self._connection(), self._place, given, keep_copy)
        self._has_written = self._has_written or merged.new > 0
        return merged

    def refuse_damage(self) -> None:
        """Read all of it against its hashes. Raises `StorageError` where anything is not as it was written.

        For what leaves as views of the events; `everything` looks for itself.
        """
        from selfcare.journal import verify

        with sentences(self._place):
            connection = self._connection()
            if not verify.is_intact(connection) or not standing.is_true(connection):
                raise StorageError(damaged(self._place))

    def everything(self) -> Iterator[Event]:
        """All events, superseded ones too, by answered instant, then id. Holds no lock between pages.

        What leaves is as it was written: raises `StorageError` where a page, an index or an event is damaged.
        """
        with sentences(self._place):
            if not is_sound(self._connection(), "integrity_check"):  # a damaged index would leave events out
                raise StorageError(damaged(self._place))
        instant, id = -(2**63), ""
        while True:
            page = self._rows(
                f"SELECT {rows.STORED}, hash FROM event INDEXED BY event_answered "
                "WHERE answered >= ? AND (answered, id) > (?, ?) ORDER BY answered, id LIMIT 1000",
                [instant, instant, id],
            )
            if not page:
                return
            yield from (self._decoded(row, rows.decode_whole) for row in page)
            instant, id = page[-1][rows.ANSWERED], page[-1][rows.ID]

    def by_month(self, kinds: Collection[str]) -> Iterator[list[Event]]:
        """Live events of these kinds by what they are about, so many at a time as lie within thirty days."""
        since = -(2**63)
        while True:
            starts = [self._rows(_NEXT, [kind, since])[0][0] for kind in kinds]
            first = min((start for start in starts if start is not None), default=None)
            if first is None:
                return
            since = first + _MONTH
            yield self.events(kinds, since=instant(first), until=instant(since) if since < _LAST else None)
            if since >= _LAST:
                return

    def tidy(self) -> None:
        """Make the copy of the day if something was written and there is none. For after `saved` was said."""
        now = self._now()
        if not self._has_written or os.path.lexists(self._place.copy_of(now.date())):
            return
        from selfcare.journal import backup  # once a day

        try:
            backup.copy_of_day(self._place, now.date())
            self._place.set_checked(now.timestamp())
        except StorageError:
            self._place.set_checked(0)  # looked into at the next start, before anything is shown
            raise
        self._has_written = False

    def close(self) -> None:
        """Close every connection, after the copy of the day. A copy that fails does not say that a save failed."""
        try:
            self.tidy()
        except StorageError:
            pass  # `doctor` shows how old the last copy is, and the next start checks the journal
        finally:
            self._let_go()

    def _let_go(self) -> None:
        """Close what this process opened. What came through a fork is kept: SQLite forbids even closing it."""
        for process, connection in self._open:
            if process == os.getpid():
                connection.close()
        self._open = [(process, connection) for process, connection in self._open if process != os.getpid()]
        self._mine = local()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _rows(self, sql: str, values: list[object]) -> list[rows.Row]:
        with sentences(self._place):
            return self._connection().execute(sql, values).fetchall()

    def _read(self, sql: str, values: list[object]) -> list[Event]:
        return [self._decoded(row) for row in self._rows(sql, values)]

    def _decoded(self, row: rows.Row, decode: Callable[[rows.Row], Event] = rows.decode) -> Event:
        try:
            return decode(row)
        except (ValueError, TypeError, OverflowError) as error:
            raise StorageError(damaged(self._place)) from error
