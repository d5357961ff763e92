"""Putting a copy in the place of the journal: looked through first, the journal of before kept, all or nothing.

Called by `cli.restore`. A journal that can be read takes in the copy's rows in one transaction of its own, so that
programs which have it open go on with it. One that is damaged, empty or gone is replaced as a file. Whatever ends the
program at whichever step, the journal is as it was or as the copy is.

The device's id is no part of a copy: two machines that go on from one copy must not call themselves the same.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import datetime
from typing import NamedTuple

from selfcare.core.event import Event
from selfcare.errors import StorageError, UsageError, reason
from selfcare.journal import backup, measures, migrate, rows, standing, verify
from selfcare.journal.connection import connect, harden, is_sound, look, sentences, uri_of, writing
from selfcare.journal.place import Place, own_folder, write_whole
from selfcare.whole import sync_file, sync_folder

_HEADER = 100
"""Bytes at the beginning of a file of SQLite: https://www.sqlite.org/fileformat.html#the_database_header"""
_DEVICE = re.compile(r"[0-9a-f]{16}")
_TOLD = ("entry.recorded", "entry.corrected", "session.recorded")
"""Kinds of which the newest tells a person how far a journal goes."""
_TABLES = "SELECT name FROM {}.sqlite_master WHERE type = 'table' ORDER BY name"


class Extent(NamedTuple):
    """How much a journal holds, and how far it goes."""

    events: int
    newest: Event | None
    """The latest entry or practice."""


class Ready(NamedTuple):
    """A copy that was looked through and brought up to date, beside the journal it may replace."""

    path: str
    extent: Extent


class Change(NamedTuple):
    """What restoring would change."""

    here: Extent
    comes: int
    """Events that are in the copy alone."""
    goes: int
    """Events that are in the journal alone."""


def extent(file: str) -> Extent:
    """How far a copy goes. Raises `StorageError` where it cannot be read."""
    with sentences(Place.of_copy(file)), closing(look(file)) as connection:
        return _extent(connection)


@contextmanager
def ready(directory: str | os.PathLike[str], file: str) -> Iterator[Ready]:
    """The copy `file` made ready: every page and every event read, of this program's version, of this device.

    `file` is not changed. Raises `StorageError` for what is no sound copy of a journal, or of a newer version.
    """
    place, given = Place(directory), Place.of_copy(file)
    _refuse_stranger(place, given)
    with ExitStack() as held:
        with _told(place):
            temporary = held.enter_context(backup.unfinished(place, "restoring"))
            backup.pour(given, temporary, look)
            with sentences(given), closing(connect(temporary)) as connection:
                _make_ready(connection, given, _device(place))
                found = _extent(connection)
        yield Ready(temporary, found)


def change(directory: str | os.PathLike[str], ready: Ready) -> Change | None:
    """What the copy would change. None: the journal cannot be read. Raises `StorageError` for one that is in use."""
    place = Place(directory)
    if not _is_sound(place):
        return None
    with sentences(place), closing(connect(place.file)) as connection:
        connection.execute("ATTACH ? AS copy", (uri_of(ready.path),))
        comes, goes = connection.execute(
            "SELECT (SELECT count(*) FROM copy.event WHERE id NOT IN (SELECT id FROM main.event)), "
            "(SELECT count(*) FROM main.event WHERE id NOT IN (SELECT id FROM copy.event))"
        ).fetchone()
        return Change(_extent(connection), comes, goes)


def put(directory: str | os.PathLike[str], ready: Ready, now: datetime) -> str:
    """Put the copy in the place of the journal. Gives the path under which the journal of before is kept; empty where
    there was none. Raises `StorageError`, and then the journal is as it was."""
    place = Place(directory)
    with _told(place):
        aside = backup.free_name(place, f"journal-before-restore-{now:%Y-%m-%dT%H-%M-%S}")
        kept = _take_in(place, ready, aside) if _is_sound(place) else _replace(place, ready, aside)
        place.set_checked(now.timestamp())
    return kept


@contextmanager
def _told(place: Place) -> Iterator[None]:
    try:
        own_folder(place.directory)
        own_folder(place.copies)
        yield
    except OSError as error:
        raise StorageError(
            f"nothing was restored, since {place.directory} cannot be used ({reason(error)}); make room, then try again"
        ) from error


def _refuse_stranger(place: Place, given: Place) -> None:
    """Only a file that says of itself that it is a journal is opened at all: SQLite writes beside some others."""
    try:
        if os.path.exists(place.file) and os.path.samefile(given.file, place.file):
            raise UsageError(f"{given.file} is the journal itself; give one of its copies")
        if not os.path.isfile(given.file):
            os.stat(given.file)
            raise StorageError(f"{given.file} is not an ordinary file; give a copy of a journal")
        with open(given.file, "rb") as file:
            header = file.read(_HEADER)
    except OSError as error:
        raise StorageError(
            f"{given.file} cannot be read ({reason(error)}); `selfcare restore` shows the copies"
        ) from error
    is_journal = header[:16] == b"SQLite format 3\0" and header[18:20] == b"\1\1"
    if not is_journal or int.from_bytes(header[68:72], "big") != migrate.APPLICATION:
        raise StorageError(f"{given.file} is no copy of a journal; `selfcare restore` shows those there are")


def _make_ready(connection: sqlite3.Connection, given: Place, device: str) -> None:
    before = migrate.version(connection, given)
    if not verify.is_intact(connection):
        raise StorageError(f"{given.file} is damaged, so nothing was restored; `selfcare restore` shows other copies")
    harden(connection)
    with writing(connection, given):
        migrate.take_steps(connection, before)
        standing.rebuild(connection)
        measures.rebuild(connection)
        connection.execute("UPDATE meta SET value = ? WHERE key = 'device'", (device,))


def _device(place: Place) -> str:
    """The id of this device: as it was noted beside the journal, else in it; a new one where none ever was."""
    with suppress(OSError), open(place.mark, encoding="ascii", errors="replace") as mark:
        if _DEVICE.fullmatch(noted := mark.read().strip()):
            return noted
    if _is_sound(place):
        with sentences(place), closing(connect(place.file)) as connection:
            return str(connection.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()[0])
    return os.urandom(8).hex()


def _is_sound(place: Place) -> bool:
    """Whether the journal can be read throughout. Raises `StorageError` for one that is in use, newer or not ours."""
    if not os.path.lexists(place.file):
        return False
    place.refuse_stranger()
    try:
        with sentences(place), closing(connect(place.file)) as connection:
            return migrate.version(connection, place) > 0 and is_sound(connection, "integrity_check")
    except migrate.NewerError:
        raise
    except StorageError as error:
        if isinstance(cause := error.__cause__, sqlite3.Error) and not _is_damage(cause):
            raise
        return False


def _is_damage(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _extent(connection: sqlite3.Connection) -> Extent:
    marks = ", ".join("?" * len(_TOLD))
    latest = connection.execute(
        f"SELECT {rows.STORED} FROM main.event INDEXED BY event_answered "
        f"WHERE kind IN ({marks}) ORDER BY answered DESC LIMIT 1",
        _TOLD,
    ).fetchone()
    events = int(connection.execute("SELECT count(*) FROM main.event").fetchone()[0])
    return Extent(events, rows.readable(latest) if latest else None)


def _take_in(place: Place, ready: Ready, aside: str) -> str:
    """The copy's rows in place of the journal's, in one transaction. No other program can write meanwhile, so that
    nothing falls between what is kept of before and what is there afterwards."""
    with sentences(place), closing(connect(place.file)) as pen:
        harden(pen)
        migrate.bring_up(pen, place)
        pen.execute("ATTACH ? AS copy", (uri_of(ready.path),))
        with writing(pen, place):
            kept = backup.copy(place, aside)
            for (table,) in pen.execute(_TABLES.format("copy")).fetchall():
                pen.execute(f'DELETE FROM main."{table}"')
                pen.execute(f'INSERT INTO main."{table}" SELECT * FROM copy."{table}"')
    return kept


def _replace(place: Place, ready: Ready, aside: str) -> str:
    """Another file in place of one that cannot be read, which is kept with what SQLite had noted of a write cut short:
    that must not be applied to the new one."""
    with ExitStack() as held:
        _lock(held, place)
        kept = ""
        for path, copied in ((place.file, aside), (place.rollback, f"{aside}-journal")):
            if os.path.lexists(path) and os.lstat(path).st_size:
                # open until the end: closing it would drop the lock
                source = held.enter_context(open(path, "rb"))
                _copy_bytes(source.fileno(), target := os.path.join(place.copies, copied))
                kept = kept or target
        sync_folder(place.copies)
        # what was noted of a write cut short is surely gone before the new file is there, to which it would be applied
        if place.is_cut_short():
            os.truncate(place.rollback, 0)
            sync_file(place.rollback)
        sync_folder(place.directory)
        sync_file(ready.path)
        os.replace(ready.path, place.file)
        sync_folder(place.directory)
        with closing(look(place.file)) as new:
            device = str(new.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()[0])
        write_whole(place.mark, device.encode() + b"\n")
    return kept


def _lock(held: ExitStack, place: Place) -> None:
    """Keep others from writing, as far as what is left of the file allows it."""
    if not os.path.lexists(place.file) or not place.size():
        return
    pen = held.enter_context(closing(connect(place.file)))
    try:
        pen.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        if not _is_damage(error):
            raise StorageError(
                f"the journal {place.file} is in use by another program; close that one, then try again"
            ) from error


def _copy_bytes(source: int, target: str) -> None:
    handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with open(source, "rb", closefd=False) as whole, open(handle, "wb") as copied:
        shutil.copyfileobj(whole, copied)
        copied.flush()
        os.fsync(handle)
