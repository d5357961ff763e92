"""Events from another device, or from an export of this one, taken in: the union by id. Called by `store`.

The order of merges, their number and the devices' clocks do not matter: no event is changed by what came before it, and
what stands follows from all events together (`core.liveness`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from selfcare.core.event import Event
from selfcare.core.record import Record
from selfcare.errors import StorageError
from selfcare.journal import adding, rows
from selfcare.journal.connection import sentences, writing
from selfcare.journal.place import Place


class Merged(NamedTuple):
    """What became of the events that were given."""

    new: int
    known: int
    """They were here before."""


def merge(
    connection: sqlite3.Connection,
    place: Place,
    given: Iterable[tuple[Event, Record]],
    before: Callable[[], None],
) -> Merged:
    """Add the events that are not here yet, all or none, read one at a time. `before` is called if there is one.

    Nobody is kept from writing while what is known already is passed over. Raises `StorageError` for an event that is
    here with other content, and whatever `given` raises.
    """
    stream = iter(given)
    known = 0
    for event, record in stream:
        if not _is_here(connection, place, event, record):
            break
        known += 1
    else:
        return Merged(0, known)

    def unknown() -> Iterator[rows.Row]:
        nonlocal known
        for each, spelled in chain([(event, record)], stream):
            if _is_here(connection, place, each, spelled):
                known += 1
            else:
                yield rows.row(each, spelled)

    before()
    with writing(connection, place):
        new = adding.add_many(connection, unknown())
    return Merged(new, known)


_STORED = f"SELECT {rows.STORED}, hash FROM event WHERE id = ?"


def _is_here(connection: sqlite3.Connection, place: Place, event: Event, record: Record) -> bool:
    """Whether the journal holds the event. Raises `StorageError` if it holds another by its id."""
    with sentences(place):
        found = connection.execute("SELECT hash FROM event WHERE id = ?", (event.id,)).fetchone()
        if found is None:
            return False
        if found[0] == bytes.fromhex(record.hash):
            return True
        *stored, hashed = connection.execute(_STORED, (event.id,)).fetchone()
    if _hash(tuple(stored)) != hashed:
        raise StorageError(
            f"the journal's own copy of {event.id} is damaged, so nothing was imported; run `selfcare doctor --verify`"
        )
    raise StorageError(
        f"{event.id} is in the journal with other content, so nothing was imported; one of the two was changed by hand"
    )


def _hash(stored: rows.Row) -> bytes:
    """The hash that a row should have; none for one that cannot be read."""
    try:
        return bytes.fromhex(Record(rows.decode(stored)).hash)
    except (ValueError, TypeError, OverflowError):
        return b""
