"""Whether a file still holds what was written to it: each event and each draft against its own hash.

Called by `integrity` for `doctor --verify`, and by `backup` and `restore` before a copy is relied upon. SQLite's own
check sees a quarter of single flipped bits; with the hashes all are seen.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress

from selfcare.errors import SelfcareError
from selfcare.journal import rows
from selfcare.journal.connection import is_sound

_NAMED = 5
"""How many damaged events a sentence names."""


def is_intact(connection: sqlite3.Connection) -> bool:
    """Every page, every event, every draft. Raises `sqlite3.DatabaseError` when it cannot even be read."""
    return is_sound(connection, "integrity_check") and not altered(connection)


def altered(connection: sqlite3.Connection) -> list[str]:
    """A sentence for each way in which what cannot be made again is not as it was written."""
    return [*_unlike_their_hash(connection), *_drafts(connection)]


def _unlike_their_hash(connection: sqlite3.Connection) -> list[str]:
    unlike = [
        str(row[rows.ID])
        for row in connection.execute(f"SELECT {rows.STORED}, {rows.DERIVED} FROM event")
        if not _is_whole(row)
    ]
    if not unlike:
        return []
    named = ", ".join(ascii(id).strip("'") for id in unlike[:_NAMED])
    more = f" and {len(unlike) - _NAMED} more" if len(unlike) > _NAMED else ""
    return [f"{len(unlike)} events are not as they were written: {named}{more}"]


def _is_whole(row: rows.Row) -> bool:
    """Whether reading the row and writing it again gives the same row, hash and all."""
    with suppress(SelfcareError, ValueError, TypeError, AttributeError, OverflowError):
        return rows.encode(rows.decode(row[: rows.WIDTH])) == row
    return False


def _drafts(connection: sqlite3.Connection) -> list[str]:
    for key, text, hash in connection.execute("SELECT key, text, hash FROM draft"):
        with suppress(SelfcareError, ValueError, TypeError, AttributeError):
            if rows.draft_hash(key, text) == hash:
                continue
        return ["a half-typed answer is not as it was kept"]
    return []
