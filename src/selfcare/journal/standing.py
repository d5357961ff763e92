"""The derived table `ended`: the rows that no longer stand. Kept in the events' own transaction, made again at will.

`adding` calls it for new rows; `integrity` compares the table with `all_ended`.
"""

from __future__ import annotations

import sqlite3

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


def follow(connection: sqlite3.Connection, id: str, supersedes: str) -> list[int]:
    """Take a new row into account. Gives the rows that may stand or not stand otherwise than before."""
    return settle(connection, id) if supersedes or is_superseded(connection, id) else []


def is_superseded(connection: sqlite3.Connection, id: str) -> bool:
    """Whether something supersedes the row. In a merge that may have come before it."""
    hangs = "SELECT 1 FROM event WHERE supersedes = ? AND supersedes <> '' LIMIT 1"
    return connection.execute(hangs, (id,)).fetchone() is not None


def settle(connection: sqlite3.Connection, id: str) -> list[int]:
    """Work out again what stands of all rows that hang together with one. Gives these rows."""
    family = connection.execute(_FAMILY, (id,)).fetchall()
    connection.executemany("DELETE FROM ended WHERE seq = ?", [(seq,) for *_, seq in family])
    connection.executemany("INSERT INTO ended VALUES (?)", [(seq,) for seq in sorted(_ended_rows(family))])
    return [seq for *_, seq in family]


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
