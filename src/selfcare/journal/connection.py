"""A connection to a journal: opened with every setting that durability rests on, and its errors as sentences.

The settings are set and read back on every connection, whatever the build's defaults are. Why each: TRUNCATE leaves one
file at rest and did not corrupt under many writers (WAL did); EXTRA also makes the end of the rollback file durable;
`secure_delete` overwrites what is forgotten.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from selfcare.errors import StorageError
from selfcare.journal.place import IN_ITS_PLACE, Place

WAIT = 10.0
"""Seconds to wait for another program's write."""

_SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "EXTRA", 3),
    ("fullfsync", "ON", 1),
    ("mmap_size", "0", 0),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("foreign_keys", "ON", 1),
)
"""Name, what is set, what must be read back."""


def connect(path: str) -> sqlite3.Connection:
    """Open an existing file; it is never created. One connection serves one thread of one process."""
    return sqlite3.connect(
        f"file:{_quoted(path)}?mode=rw", uri=True, timeout=WAIT, isolation_level=None, check_same_thread=False
    )


def look(path: str) -> sqlite3.Connection:
    """Open a copy to read it; not a byte of it can change."""
    return sqlite3.connect(uri_of(path), uri=True, timeout=WAIT, isolation_level=None)


def uri_of(path: str) -> str:
    """A file as SQLite is asked to open it for reading only, also by ATTACH."""
    return f"file:{_quoted(path)}?mode=ro"


def harden(connection: sqlite3.Connection) -> None:
    """Set what durability rests on, and make sure that it took."""
    for name, chosen, expected in _SETTINGS:
        connection.execute(f"PRAGMA {name}={chosen}")
        found = connection.execute(f"PRAGMA {name}").fetchone()
        if found is not None and found[0] != expected:
            raise StorageError(
                f"this build of SQLite refuses {name}={chosen}, so nothing would be safe; use another Python"
            )


@contextmanager
def sentences(place: Place) -> Iterator[None]:
    """Turn what SQLite says into a `StorageError` that says what to do next."""
    try:
        yield
    except sqlite3.Error as error:
        raise StorageError(_sentence(error, place)) from error
    except UnicodeDecodeError as error:  # words of a table, or SQLite's own about it, that are no text any more
        raise StorageError(damaged(place)) from error


@contextmanager
def writing(connection: sqlite3.Connection, place: Place) -> Iterator[None]:
    """One transaction, all or nothing; it takes the only pen first, so it cannot fail half way for another writer."""
    with sentences(place):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise


def is_sound(connection: sqlite3.Connection, check: str = "quick_check") -> bool:
    """SQLite's quick look through the whole file; its `integrity_check` also compares the indexes with the tables.

    Raises `sqlite3.DatabaseError` when the file cannot even be read.
    """
    return [tuple(row) for row in connection.execute(f"PRAGMA {check}(1)")] == [("ok",)]


def damaged(place: Place) -> str:
    """The sentence for a journal that is no longer whole."""
    return f"the journal {place.file} is damaged, and it was left as it is; {IN_ITS_PLACE}"


def _sentence(error: sqlite3.Error, place: Place) -> str:
    code = getattr(error, "sqlite_errorcode", 0)
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return f"the journal {place.file} was moved while it was open; put it back, then start selfcare again"
    sentence = _SENTENCES.get(code & 0xFF, "the journal {file} could not be used; run `selfcare doctor`")
    return damaged(place) if code & 0xFF == sqlite3.SQLITE_CORRUPT else sentence.replace("{file}", place.file)


_SENTENCES = {
    sqlite3.SQLITE_BUSY: "the journal {file} is in use by another program; close that one, then try again",
    sqlite3.SQLITE_NOTADB: f"{{file}} is not a journal of selfcare; {IN_ITS_PLACE}",
    sqlite3.SQLITE_READONLY: "the journal {file} may only be read; allow yourself to write to it and to its folder",
    sqlite3.SQLITE_FULL: "the disk is full, so this was not saved; make room for {file}, then try again",
    sqlite3.SQLITE_IOERR: "the disk of {file} is full or failing, so this was not done; see to it, then try again",
    sqlite3.SQLITE_CANTOPEN: "the journal {file} cannot be opened; make sure that you may write to its folder",
}
"""By SQLite's primary result code."""


def _quoted(path: str) -> str:
    """A path as part of a URI: any byte that may have a meaning there is written as a number."""
    return "".join(chr(byte) if byte in _LITERAL else f"%{byte:02x}" for byte in os.fsencode(path))


_LITERAL = frozenset(b"/-_.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
