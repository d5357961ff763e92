"""The derived table `measure`: each number that was answered, by question and day, so that a chart costs what it shows.

Holds what stands of entries only. `adding` keeps it in the events' own transaction, `integrity` compares it with what
the events say, a migration made it from them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

from selfcare.journal.standing import STANDS

TABLE = """CREATE TABLE measure (
    path TEXT NOT NULL, field TEXT NOT NULL, day TEXT NOT NULL, seq INTEGER NOT NULL, value REAL NOT NULL,
    PRIMARY KEY (path, field, day, seq)
) WITHOUT ROWID"""
"""In the order of its key, which is all that a chart reads."""

SINCE = 2
"""The version of a journal that has it first."""

_NUMBERS = """
SELECT event.path, answer.key, event.day, event.seq, answer.value
FROM event, json_each(event.answers) AS answer
WHERE event.kind IN ('entry.recorded', 'entry.corrected') AND answer.type IN ('integer', 'real')
"""
_INSERT = f"INSERT INTO measure {_NUMBERS} AND event.seq = ? AND {STANDS}"


def add(connection: sqlite3.Connection, seq: int) -> None:
    """Take in the numbers of a new row."""
    connection.execute(_INSERT, (seq,))


def add_after(connection: sqlite3.Connection, seq: int) -> None:
    """Take in the numbers of all rows after one."""
    connection.execute(f"INSERT INTO measure {_NUMBERS} AND event.seq > ? AND {STANDS}", (seq,))


def renew(connection: sqlite3.Connection, rows: Iterable[int]) -> None:
    """Take rows in again, or out, after what supersedes what has changed."""
    for seq in rows:
        there = connection.execute(f"{_NUMBERS} AND event.seq = ?", (seq,)).fetchall()
        connection.executemany(
            "DELETE FROM measure WHERE path = ? AND field = ? AND day = ? AND seq = ?", [row[:4] for row in there]
        )
        add(connection, seq)


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the table again from the events."""
    connection.execute("DELETE FROM measure")
    connection.execute(f"INSERT INTO measure {_NUMBERS} AND {STANDS}")


def is_true(connection: sqlite3.Connection) -> bool:
    """Whether the table holds what the events say, and nothing else."""
    should, holds = f"{_NUMBERS} AND {STANDS}", "SELECT path, field, day, seq, value FROM measure"
    try:
        unlike = [
            connection.execute(f"SELECT 1 FROM ({one} EXCEPT {other}) LIMIT 1").fetchone()
            for one, other in ((should, holds), (holds, should))
        ]
    except sqlite3.Error:  # answers that are no JSON any more
        return False
    return unlike == [None, None]


def days(
    connection: sqlite3.Connection,
    path: str,
    field: str,
    since: date | None,
    until: date | None,
    first: int | None = None,
) -> list[tuple[str, float]]:
    """Local days and numbers, from `since` to `until`, both included, in order; of the days the `first` so many."""
    terms, values = ["path = ?", "field = ?"], [path, field]
    for term, day in (("day >= ?", since), ("day <= ?", until)):
        if day is not None:
            terms.append(term)
            values.append(day.isoformat())
    there = f"FROM measure WHERE {' AND '.join(terms)}"
    if first is None:
        return connection.execute(f"SELECT day, value {there} ORDER BY day, seq", values).fetchall()
    few = f"SELECT DISTINCT day {there} ORDER BY day LIMIT ?"
    return connection.execute(
        f"SELECT day, value {there} AND day <= (SELECT max(day) FROM ({few})) ORDER BY day, seq",
        [*values, *values, first],
    ).fetchall()


LOGS = """
WITH RECURSIVE there (path) AS (
    SELECT min(path) FROM event WHERE path >= 'log.' AND path < 'log/'
    UNION ALL
    SELECT (SELECT min(path) FROM event WHERE path > there.path AND path < 'log/') FROM there
    WHERE there.path IS NOT NULL
)
SELECT path FROM there WHERE path IS NOT NULL
"""
"""The paths of logs, in a hop each along an index."""
