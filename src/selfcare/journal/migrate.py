"""The tables, version by version. `store` brings a journal up to date when it opens it.

Each step is one function; all the steps that are due run in one transaction, after a copy was made. A journal is as
old as before or as new as this program, never between, and of many programs that start at once one does it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable

from selfcare.errors import StorageError
from selfcare.journal.connection import damaged, sentences, writing
from selfcare.journal.place import IN_ITS_PLACE, Place

APPLICATION = 0x5E1FCA4E
"""SQLite's `application_id`: marks the file as a journal of selfcare."""

_VERSION_1 = (
    """CREATE TABLE event (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE, device TEXT NOT NULL, kind TEXT NOT NULL,
        plan TEXT NOT NULL, version TEXT NOT NULL, closure TEXT NOT NULL,
        path TEXT NOT NULL, occurrence TEXT NOT NULL,
        answered INTEGER NOT NULL, answered_offset INTEGER NOT NULL, answered_zone TEXT NOT NULL,
        meant INTEGER, meant_offset INTEGER, meant_zone TEXT,
        shown INTEGER, shown_offset INTEGER, shown_zone TEXT,
        about INTEGER NOT NULL, day TEXT NOT NULL,
        answers TEXT NOT NULL, note TEXT NOT NULL, supersedes TEXT NOT NULL, hash BLOB NOT NULL
    )""",
    "CREATE TRIGGER event_never_changes BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events never change'); END",
    "CREATE INDEX event_answered ON event (answered)",
    "CREATE INDEX event_kind_answered ON event (kind, answered)",
    "CREATE INDEX event_path_answered ON event (path, answered)",
    "CREATE INDEX event_kind_about ON event (kind, about)",
    "CREATE INDEX event_path_about ON event (path, about)",
    "CREATE INDEX event_ending ON event (substr(id, -6))",
    "CREATE INDEX event_supersedes ON event (supersedes) WHERE supersedes <> ''",
    "CREATE TABLE ended (seq INTEGER PRIMARY KEY)",
    "CREATE TABLE draft (key TEXT PRIMARY KEY, text TEXT NOT NULL, hash BLOB NOT NULL)",
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
)
"""Instants are microseconds since 1970, offsets seconds, `day` the local day of `about`: `meant`, else `answered`.
`ended` is derived: the rows that no longer stand. The other tables cannot be made again. Version 2 adds
`measure`, which is derived as well."""


def _first(connection: sqlite3.Connection) -> None:
    for statement in _VERSION_1:
        connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES ('device', ?)", (os.urandom(8).hex(),))
    connection.execute(f"PRAGMA application_id={APPLICATION}")


def _second(connection: sqlite3.Connection) -> None:
    from selfcare.journal import measures

    connection.execute(measures.TABLE)
    measures.rebuild(connection)


STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (_first, _second)
"""`STEPS[n]` takes a journal from version n to n + 1. A released step is never edited."""


class NewerError(StorageError):
    """Written by a later version of this program."""


def version(connection: sqlite3.Connection, place: Place) -> int:
    """The journal's version; 0 for a file without tables. Raises `StorageError` for one that is foreign or newer."""
    application, found, tables = connection.execute(_IDENTITY).fetchone()
    if not application and not found and not tables:
        return 0
    if application != APPLICATION:
        raise StorageError(f"{place.file} is not a journal of selfcare; {IN_ITS_PLACE}")
    if found > len(STEPS):
        raise NewerError(f"the journal {place.file} was written by a newer selfcare; install that one, then try again")
    if found < 1:
        raise StorageError(damaged(place))
    return int(found)


_IDENTITY = """
SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version), count(*)
FROM sqlite_master
"""
"""In one statement, and so in one reading: another program may be making the tables at this moment."""


def bring_up(connection: sqlite3.Connection, place: Place) -> None:
    """Make the journal the version that this program speaks. Raises `StorageError`, and then it is as it was."""
    with sentences(place):
        before = version(connection, place)
    if before == len(STEPS):
        return
    with writing(connection, place):
        before = version(connection, place)  # another program may have been quicker
        if not before:
            place.refuse_emptied()
        if 0 < before < len(STEPS):
            from selfcare.journal import backup

            backup.copy(place, f"journal-before-version-{len(STEPS)}.db")
        take_steps(connection, before)


def take_steps(connection: sqlite3.Connection, before: int) -> None:
    """Bring the tables up from version `before`, in the transaction that is open."""
    for number, step in enumerate(STEPS[before:], before + 1):
        step(connection)
        connection.execute(f"PRAGMA user_version={number}")
