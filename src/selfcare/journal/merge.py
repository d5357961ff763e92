"""Events from another device, or from an export of this one, taken in: the union by id. Called by `store`.

The order of merges, their number and the devices' clocks do not matter: no event is changed by what came before it, and
what stands follows from all events together (`core.liveness`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from selfcare.core.canonical import canonical
from selfcare.core.event import Event
from selfcare.core.record import Record
from selfcare.errors import StorageError
from selfcare.journal import adding, rows
from selfcare.journal.connection import sentences, writing
from selfcare.journal.place import Place

Given = tuple[Event, Record]
"""An event and how it is spelled."""

_MANY = 256
"""Events."""
_LARGE = 1024 * 1024
"""Characters of answers."""


class Merged(NamedTuple):
    """What became of the events that were given."""

    new: int
    known: int
    """They were here before."""


def merge(
    connection: sqlite3.Connection,
    place: Place,
    given: Iterable[Given],
    before: Callable[[], None],
) -> Merged:
    """Add the events that are not here yet, all or none, read one at a time. `before` is called if there is one.

    Nobody is kept from writing while what is known already is passed over. Raises `StorageError` for an event that is
    here with other content, and whatever `given` raises.
    """
    chunks = _chunks(given)
    known = 0
    for first in chunks:
        if _unknown(connection, place, first):
            break
        known += len(first)
    else:
        return Merged(0, known)

    def unknown() -> Iterator[rows.Row]:
        nonlocal known
        for chunk in chain([first], chunks):
            new = _unknown(connection, place, chunk)
            known += len(chunk) - len(new)
            yield from (rows.row(event, record) for event, record in new)

    before()
    with writing(connection, place):
        new = adding.add_many(connection, unknown())
    return Merged(new, known)


def _chunks(given: Iterable[Given]) -> Iterator[list[Given]]:
    """So many at a time that asking for each costs little, and so few that nobody notices them in memory."""
    chunk: list[Given] = []
    size = 0
    for each in given:
        chunk.append(each)
        size += len(each[1].values)
        if len(chunk) >= _MANY or size >= _LARGE:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _unknown(connection: sqlite3.Connection, place: Place, chunk: list[Given]) -> list[Given]:
    """Those that the journal does not hold. Raises `StorageError` if it holds another by the id of one."""
    with sentences(place):
        ids = canonical([event.id for event, _ in chunk])
        here: dict[str, bytes] = dict(connection.execute(_HERE, (ids,)).fetchall())
        new = []
        for event, record in chunk:
            hashed = bytes.fromhex(record.hash)
            if event.id not in here:
                here[event.id] = hashed
                new.append((event, record))
            elif here[event.id] != hashed:
                raise StorageError(_differs(connection, event.id))
    return new


_HERE = "SELECT id, hash FROM event WHERE id IN (SELECT value FROM json_each(?))"


def _differs(connection: sqlite3.Connection, id: str) -> str:
    """The sentence for an id with two contents. Which of the two is as it was written, its own hash tells."""
    row = connection.execute(f"SELECT {rows.STORED}, hash FROM event WHERE id = ?", (id,)).fetchone()
    try:
        if row is not None:
            rows.decode_whole(row)
    except (ValueError, TypeError, OverflowError):
        return f"what the journal holds of {id} is damaged, so nothing was imported; run `selfcare doctor --verify`"
    return f"{id} is known with other content, so nothing was imported; one of the two was changed by hand"
