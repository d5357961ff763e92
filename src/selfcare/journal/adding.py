"""Where rows are added, with all that is derived from them: what stands, and the numbers for charts.

`store` adds what was just answered, `merge` what comes from elsewhere, each in a transaction of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from selfcare.core.event import Event
from selfcare.journal import measures, rows, standing


def add(connection: sqlite3.Connection, event: Event, row: rows.Row) -> bool:
    """Add one row; False if its id is there already, and then nothing is changed."""
    cursor = connection.execute(rows.INSERT, row)
    if not cursor.rowcount:
        return False
    measures.add(connection, cursor.lastrowid or 0)
    measures.renew(connection, standing.follow(connection, event.id, event.supersedes))
    return True


def add_many(connection: sqlite3.Connection, new: Iterable[rows.Row]) -> int:
    """Add rows whose ids are not there yet, as they come and in any order; tells how many.

    What hangs together is settled once, at the end, however much of it there is. Only what supersedes something, or is
    superseded, is remembered until then.
    """
    last = int(connection.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()[0])
    linked: dict[int, str] = {}
    added = 0
    for row in new:
        seq = connection.execute(rows.INSERT, row).lastrowid or 0
        added += 1
        if row[rows.SUPERSEDES] or standing.is_superseded(connection, row[rows.ID]):
            linked[seq] = row[rows.ID]
    settled: set[int] = set()
    for seq, id in linked.items():
        if seq not in settled:
            family = standing.settle(connection, id)
            settled.update(family)
            measures.renew(connection, [each for each in family if each <= last])
    measures.add_after(connection, last)
    return added
