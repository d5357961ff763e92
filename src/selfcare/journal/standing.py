"""The derived table `ended`: the rows that no longer stand. Kept in the events' own transaction, made again at will.

`store` and `merge` add every row here; `integrity` compares the table with `all_ended`.
"""

from __future__ import annotations

import sqlite3

from selfcare.core.event import Event
from selfcare.journal import rows

STANDS = "event.seq NOT IN (SELECT seq FROM ended)"
"""SQL: the row still stands."""

_FAMILY = """
WITH RECURSIVE family (id) AS (
    VALUES (?)
    UNION SELECT event.supersedes FROM family JOIN event ON event.id = family.id WHERE event.supersedes <> ''
    UNION SELECT event.id FROM family JOIN event ON event.supersedes = family.id AND event.supersedes <> ''
)
SELECT id, kind, supersedes, seq FROM event WHERE id IN (SELECT id FROM family)
"""
"""All rows that hang together with one id by what supersedes what."""

_LINKED = """
SELECT id, kind, supersedes, seq FROM event WHERE supersedes <> ''
UNION SELECT id, kind, supersedes, seq FROM event WHERE id IN (SELECT supersedes FROM event WHERE supersedes <> '')
"""


def add(connection: sqlite3.Connection, event: Event, row: rows.Row) -> None:
    """Add a row, and all that follows from it, in the transaction that is open. One whose id is there changes nothing."""
    if connection.execute(rows.INSERT, row).rowcount:
        follow(connection, event.id, event.supersedes)


def follow(connection: sqlite3.Connection, id: str, supersedes: str) -> None:
    """Take a new row into account. In a merge, rows that supersede it may have come before it."""
    hangs = "SELECT 1 FROM event WHERE supersedes = ? AND supersedes <> '' LIMIT 1"
    if not supersedes and connection.execute(hangs, (id,)).fetchone() is None:
        return
    family = connection.execute(_FAMILY, (id,)).fetchall()
    connection.executemany("DELETE FROM ended WHERE seq = ?", [(seq,) for *_, seq in family])
    connection.executemany("INSERT INTO ended VALUES (?)", [(seq,) for seq in sorted(_ended_rows(family))])


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the table again from the events."""
    rows = sorted(all_ended(connection))
    connection.execute("DELETE FROM ended")
    connection.executemany("INSERT INTO ended VALUES (?)", [(seq,) for seq in rows])


def all_ended(connection: sqlite3.Connection) -> set[int]:
    """What the table should hold, from the events alone."""
    return _ended_rows(connection.execute(_LINKED).fetchall())


def _ended_rows(rows: list[tuple[str, str, str, int]]) -> set[int]:
    from selfcare.core.liveness import Link, ended  # most events supersede nothing

    over = ended(Link(id, kind, supersedes) for id, kind, supersedes, _ in rows)
    return {seq for id, _, _, seq in rows if id in over}
