"""Journals of any size, written at once: ten years of three logs, of which pain is the same in all of them.

In a process of its own (`python -m benchmarks.journals FOLDER COUNT`), through the journal's own rows and in one
transaction; the numbers that charts read are made from the events as a migration makes them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from pathlib import Path
from random import Random

from selfcare.core.event import Event, Json
from selfcare.journal import measures, rows
from selfcare.journal.connection import connect, writing
from selfcare.journal.place import Place
from selfcare.journal.store import open_store

YEARS = 10
A_DAY = 2
"""Entries of pain a day, also in the smallest journal."""


def events(count: int, device: str, now: datetime) -> Iterator[Event]:
    """So many entries, the latest of pain: two a day for ten years, and the rest of stress and of sleep between them.

    Their ids grow with them, as those of a journal do.
    """
    pains, chance = min(count, YEARS * 365 * A_DAY), Random(11)
    others = count - pains
    said: list[tuple[datetime, str, dict[str, Json]]] = []
    for path, names, many, first in (
        ("log.pain", ("level",), pains, 0),
        ("log.stress", ("level",), others // 2, 1),
        ("log.sleep", ("quality", "hours"), others - others // 2, 1),
    ):
        apart = timedelta(days=YEARS * 365) / max(1, many)
        for number in range(first, many + first):
            said.append((now - apart * number, path, {name: chance.randint(2, 8) for name in names}))
    said.sort(key=itemgetter(0))
    for number, (answered, path, values) in enumerate(said):
        yield Event(_id(number, answered), device, "entry.recorded", answered, path=path, values=values)


def _id(number: int, answered: datetime) -> str:
    stamp = f"{int(answered.timestamp() * 1000):012x}"
    return f"{stamp[:8]}-{stamp[8:]}-7000-8000-{number:012x}"


def fill(folder: Path, count: int) -> None:
    """Write a journal of so many entries in `folder`, which holds one already or not."""
    with open_store(folder) as store:
        device = store.device
    place = Place(folder)
    connection = connect(place.file)
    connection.execute("PRAGMA cache_size=-200000")
    with writing(connection, place):
        connection.executemany(rows.INSERT, map(rows.encode, events(count, device, datetime.now(UTC))))
        measures.rebuild(connection)
    connection.close()


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
