"""Really removing: rows with all that hangs on them, overwritten in the file, and in the copies if that is wanted.

The one place where an event ends otherwise than by another event. Called by `cli.forget`. No list of what was forgotten
is kept, since it would be a trace itself: an older copy that is restored, or an export that is taken in again, brings
it back.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import date
from functools import partial
from typing import NamedTuple, TypeVar

from selfcare.core.event import Event
from selfcare.errors import NotFoundError, StorageError, UsageError
from selfcare.journal import backup, migrate, rows
from selfcare.journal.connection import connect, harden, look, sentences, writing
from selfcare.journal.place import Place

T = TypeVar("T")


class What(NamedTuple):
    """What is to be forgotten; one of the three is given."""

    ids: frozenset[str] = frozenset()
    """Events: with what corrects, removes and undoes them, and what belongs to them."""
    plan: str = ""
    """The id of a plan: everything that was recorded under it, and its texts."""
    everything: bool = False


class Going(NamedTuple):
    """What goes with it."""

    kinds: Mapping[str, int]
    """How many events of each kind."""
    drafts: int
    runs: frozenset[str]
    """The ids of walks that go, or of which a step does."""


class Held(NamedTuple):
    """A copy that holds some of it."""

    copy: backup.Copy
    events: int | None
    """How many; None: it cannot be read, so it may."""
    until: date | None
    """When it will be let go of, if every day has a copy from now on; None: no day is known."""


def meant(directory: str | os.PathLike[str], name: str) -> tuple[What, Event | None]:
    """What somebody calls by the id of a plan or the ending of an event's id, with that event if it can be read.

    What was corrected or removed is found as well, and so is what only copies still hold. Raises `NotFoundError`, and
    `UsageError` for an ending that is too short or fits several.
    """
    place, wanted = Place(directory), name.strip().lower()
    if any(_everywhere(place, lambda journal: _has_plan(journal, wanted))):
        return What(plan=wanted), None
    if len(wanted) < rows.SHORTEST_ENDING:
        raise UsageError(
            f"give at least the last {rows.SHORTEST_ENDING} characters of the entry's id, or the id of a plan"
        )
    found: dict[str, Event | None] = {}
    for pairs in _everywhere(place, lambda journal: _ending(journal, wanted)):
        for id, event in pairs:
            found[id] = found.get(id) or event
    if not found:
        raise NotFoundError(
            f"no entry's id ends in {wanted}, and no plan is called so; `selfcare history` shows entries"
        )
    if len(found) > 1:
        raise UsageError(f"several entries end in {wanted}: {', '.join(found)}; give more of the id")
    [(id, event)] = found.items()
    return What(ids=_family(place, id)), event


def _has_plan(journal: sqlite3.Connection, plan: str) -> bool:
    return journal.execute("SELECT 1 FROM event WHERE plan = ? LIMIT 1", (plan,)).fetchone() is not None


def _ending(journal: sqlite3.Connection, wanted: str) -> list[tuple[str, Event | None]]:
    found = journal.execute(
        f"SELECT {rows.STORED} FROM event WHERE substr(id, -6) = ? AND substr(id, -?) = ?",
        (wanted[-6:], len(wanted), wanted),
    )
    return [(row[rows.ID], rows.readable(row)) for row in found]


def _family(place: Place, id: str) -> frozenset[str]:
    """All that goes with an event, in the journal and in its copies: these may know of other corrections."""
    known: frozenset[str] = frozenset()
    growing = frozenset([id])
    while growing != known:
        known = growing
        growing = known.union(*_everywhere(place, partial(_hanging, ids=known)))
    return known


def _hanging(journal: sqlite3.Connection, ids: frozenset[str]) -> list[str]:
    _marked(journal, What(ids=ids))
    return [id for (id,) in journal.execute("SELECT id FROM doomed")]


def _everywhere(place: Place, ask: Callable[[sqlite3.Connection], T]) -> Iterator[T]:
    """What the journal answers, then what each copy does that can be read."""
    with _opened(place) as journal:
        yield ask(journal)
    for each in backup.every_copy(place):
        with suppress(StorageError, ValueError):
            with _copy(each.path) as copy:
                answer = ask(copy)
            yield answer


def foresee(directory: str | os.PathLike[str], what: What) -> Going:
    """What would go. Changes nothing. Raises `StorageError`."""
    with _opened(Place(directory)) as connection:
        return _marked(connection, what)


def forget(directory: str | os.PathLike[str], what: What) -> bool:
    """Remove it from the journal, and what was left of copies that were never finished. Says whether the file could be
    written anew as well; if not (another program reads it), what was removed is overwritten all the same.

    Raises `StorageError`, and then nothing was removed.
    """
    place = Place(directory)
    with _opened(place) as connection:
        with writing(connection, place):
            _erase(connection, what)
        backup.sweep(place)
        return _is_written_anew(connection)


def _is_written_anew(connection: sqlite3.Connection) -> bool:
    """Deleted rows are overwritten already (`secure_delete`); this also clears what moved between pages before."""
    try:
        connection.execute("VACUUM")
    except sqlite3.Error:
        return False
    return True


def holding(directory: str | os.PathLike[str], what: What, today: date) -> list[Held]:
    """The copies that hold some of it, the newest first."""
    place = Place(directory)
    there = backup.every_copy(place)
    days = [each.day for each in there if each.why == "day"]
    found = []
    for each in there:
        events = _events_in(each.path, what)
        if events is None or events:
            until = backup.kept_until(each.day, days, today) if each.why == "day" else None
            found.append(Held(each, events, until))
    return found


def forget_in(directory: str | os.PathLike[str], copy: backup.Copy, what: What) -> None:
    """Write a copy anew without it; of everything, the copy itself goes. Raises `StorageError`, and then it is as it
    was."""
    place, given = Place(directory), Place.of_copy(copy.path)
    if what.everything:
        with backup.told(place):
            for path in (given.rollback, given.file):
                with suppress(FileNotFoundError):
                    os.unlink(path)
        return
    with backup.told(place), backup.unfinished(place, copy.name) as temporary:
        backup.pour(given, temporary, look)
        with sentences(given), closing(connect(temporary)) as connection:
            before = migrate.version(connection, given)
            harden(connection)
            with writing(connection, given):
                migrate.take_steps(connection, before)
                _erase(connection, what)
            connection.execute("VACUUM")
        backup.make_durable(temporary, copy.path)


def _events_in(file: str, what: What) -> int | None:
    try:
        with _copy(file) as connection:
            return sum(_marked(connection, what).kinds.values())
    except StorageError:
        return None


@contextmanager
def _copy(file: str) -> Iterator[sqlite3.Connection]:
    given = Place.of_copy(file)
    with sentences(given), closing(look(file)) as connection:
        migrate.version(connection, given)
        yield connection


@contextmanager
def _opened(place: Place) -> Iterator[sqlite3.Connection]:
    if not place.is_begun:
        raise NotFoundError("there is no journal yet, so there is nothing to forget")
    place.refuse_stranger()
    with sentences(place), closing(connect(place.file)) as connection:
        migrate.version(connection, place)
        harden(connection)
        migrate.bring_up(connection, place)
        yield connection


# What goes

_HANGING = (
    # what it supersedes, and what supersedes it
    """SELECT other.seq, other.id FROM doomed JOIN event USING (seq) JOIN event AS other ON other.id = event.supersedes
    """,
    """SELECT other.seq, other.id FROM doomed JOIN event AS other
    ON other.supersedes = doomed.id AND other.supersedes <> ''""",
    # the steps of a walk, the moves of an appointment, the step that asked for an entry
    """SELECT event.seq, event.id
    FROM event, json_each(CASE WHEN json_valid(event.answers) THEN event.answers ELSE '{}' END) AS answer
    WHERE (event.kind LIKE 'step.%' OR event.kind LIKE 'run.%' OR event.kind LIKE 'appointment.%')
    AND answer.key IN ('run', 'entry', 'appointment') AND answer.atom IN (SELECT id FROM doomed)""",
    # what a plan asked about it; what another plan did stays
    """SELECT seq, id FROM event WHERE occurrence <> ''
    AND (occurrence, plan) IN (SELECT event.id, event.plan FROM doomed JOIN event USING (seq))""",
)

_ORPHANS = """
SELECT seq, id FROM event WHERE kind = 'plan.kept'
AND closure IN (SELECT closure FROM event WHERE closure <> '' AND seq IN (SELECT seq FROM doomed))
AND closure NOT IN (SELECT closure FROM event WHERE kind <> 'plan.kept' AND seq NOT IN (SELECT seq FROM doomed))
"""
"""Texts of plan versions that nothing refers to any more."""

_DRAFTS = """
FROM draft WHERE :everything
OR EXISTS (SELECT 1 FROM walks WHERE draft.key = 'run.' || run OR draft.key LIKE 'run.' || run || '.%')
OR :plan <> '' AND substr(key, 1, 5) = 'once.' AND substr(key, 17, length(:plan) + 1) = :plan || '.'
OR :log <> '' AND substr(key, 1, 5) = 'once.' AND instr(key || '.', '.' || :log || '.')
"""
"""Half-typed answers: of walks by their id, of single logs by day, plan and log (`core.trail`)."""


def _marked(connection: sqlite3.Connection, what: What) -> Going:
    """What goes, noted in tables of this connection: `doomed` and `walks`. The journal is not written to."""
    for table in ("doomed (seq INTEGER PRIMARY KEY, id TEXT)", "walks (run TEXT PRIMARY KEY)"):
        connection.execute(f"DROP TABLE IF EXISTS temp.{table.partition(' ')[0]}")
        connection.execute(f"CREATE TEMP TABLE {table}")
    connection.execute(
        "INSERT INTO doomed SELECT seq, id FROM event WHERE :everything OR :plan <> '' AND plan = :plan",
        {"everything": what.everything, "plan": what.plan},
    )
    connection.executemany("INSERT INTO doomed SELECT seq, id FROM event WHERE id = ?", ((id,) for id in what.ids))
    while not what.everything and _grow(connection, _HANGING):
        pass
    _grow(connection, (_ORPHANS,))
    connection.execute(
        "INSERT OR IGNORE INTO walks SELECT id FROM doomed JOIN event USING (seq, id) WHERE kind = 'run.started' "
        "UNION SELECT json_extract(answers, '$.run') FROM doomed JOIN event USING (seq, id) "
        "WHERE kind LIKE 'step.%' AND json_valid(answers)"
    )
    kinds = connection.execute("SELECT kind, count(*) FROM doomed JOIN event USING (seq) GROUP BY kind ORDER BY kind")
    drafts = connection.execute(f"SELECT count(*) {_DRAFTS}", _of_drafts(connection, what)).fetchone()[0]
    runs = frozenset(str(run) for (run,) in connection.execute("SELECT run FROM walks WHERE run <> ''"))
    return Going(dict(kinds.fetchall()), int(drafts), runs)


def _grow(connection: sqlite3.Connection, finders: tuple[str, ...]) -> bool:
    """Whether something was added."""
    return sum(connection.execute(f"INSERT OR IGNORE INTO doomed {finder}").rowcount for finder in finders) > 0


def _of_drafts(connection: sqlite3.Connection, what: What) -> dict[str, object]:
    path = (
        ""
        if what.plan
        else connection.execute(
            "SELECT coalesce(max(path), '') FROM doomed JOIN event USING (seq, id) WHERE path LIKE 'log.%'"
        ).fetchone()[0]
    )
    return {"everything": what.everything, "plan": what.plan, "log": path.removeprefix("log.")}


def _erase(connection: sqlite3.Connection, what: What) -> None:
    """Take it away with what is derived from it, in the transaction that is open. Whole families go, so that what else
    stands is not touched by it."""
    _marked(connection, what)
    connection.execute(f"DELETE {_DRAFTS}", _of_drafts(connection, what))
    for table in ("measure", "ended", "event"):
        connection.execute(f"DELETE FROM {table} WHERE seq IN (SELECT seq FROM doomed)")
