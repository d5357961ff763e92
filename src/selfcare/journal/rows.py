"""An event as a row of the table and back, without loss: instants with the offset and the zone they were given in."""

from __future__ import annotations

from datetime import datetime

from selfcare.core.canonical import read
from selfcare.core.event import Event, Json
from selfcare.core.record import Record, digest, in_zone, instant, microseconds, normal, offset_seconds, zone_name
from selfcare.errors import UsageError

TYPE_CHECKING = False  # importing typing for this one would cost a quick entry two milliseconds
if TYPE_CHECKING:
    from typing import Any

    Row = tuple[Any, ...]

STORED = (
    "id, device, kind, plan, version, closure, path, occurrence, answered, answered_offset, answered_zone, "
    "meant, meant_offset, meant_zone, shown, shown_offset, shown_zone, answers, note, supersedes"
)
"""The columns an event is read back from."""

WIDTH, ID, ANSWERED, SUPERSEDES = 20, 0, 8, 19
"""How many they are, and where three of them stand."""

SHORTEST_ENDING = 6
"""Characters of an id's end that a person has to type at least; the index of endings holds so many."""

DERIVED = "about, day, hash"
"""The columns that follow from those."""

INSERT = f"INSERT INTO event ({STORED}, {DERIVED}) VALUES ({', '.join('?' * 23)}) ON CONFLICT (id) DO NOTHING"


def encode(event: Event) -> Row:
    """The row for `INSERT`. Raises `UsageError` for what cannot be stored exactly."""
    try:
        record = Record(event)
    except ValueError as error:  # a lone surrogate, an infinity, a number too large for JSON
        raise UsageError("this holds a character or a number that cannot be kept; type it again without") from error
    return row(event, record)


def row(event: Event, record: Record) -> Row:
    """The row for `INSERT` of an event that is spelled already."""
    answered = normal(event.answered)
    about = normal(event.about)
    return (
        *(event.id, event.device, event.kind, event.plan, event.version, event.hash, event.path, event.occurrence),
        *_columns(answered),
        *(_columns(normal(event.meant)) if event.meant else (None, None, None)),
        *(_columns(normal(event.shown)) if event.shown else (None, None, None)),
        *(record.values, event.note, event.supersedes),
        *(microseconds(about), about.date().isoformat(), bytes.fromhex(record.hash)),
    )


def decode(row: Row) -> Event:
    """The event of a row with the columns `STORED`. Raises `ValueError` for a row that is damaged."""
    (id, device, kind, plan, version, closure, path, occurrence, *times, answers, note, supersedes) = row
    answered, meant, shown = (_instant(*times[place : place + 3]) for place in (0, 3, 6))
    if answered is None:
        raise ValueError("a row without its instant")
    return Event(
        id=id,
        device=device,
        kind=kind,
        answered=answered,
        plan=plan,
        version=version,
        hash=closure,
        path=path,
        occurrence=occurrence,
        meant=meant,
        shown=shown,
        values=_members(answers),
        note=note,
        supersedes=supersedes,
    )


def readable(row: Row) -> Event | None:
    """The event of such a row; None for one that is damaged, for who can do without."""
    try:
        return decode(row)
    except (ValueError, TypeError, OverflowError):
        return None


def decode_whole(row: Row) -> Event:
    """The event of a row with the columns `STORED` and then its hash. Raises `ValueError` unless it has that hash."""
    event = decode(row[:WIDTH])
    if bytes.fromhex(Record(event).hash) != row[WIDTH]:
        raise ValueError("a row that is not as it was written")
    return event


def _members(answers: str) -> dict[str, Json]:
    value = read(answers)
    if not isinstance(value, dict):
        raise ValueError("answers without names")
    return value


def draft_hash(key: str, text: str) -> bytes:
    """What proves that a half-typed answer was not damaged. Raises `UsageError` for what cannot be stored."""
    try:
        return bytes.fromhex(digest({key: text}))
    except ValueError as error:
        raise UsageError("this holds a character that cannot be kept; type it again without") from error


def _columns(instant: datetime) -> tuple[int, int, str]:
    return microseconds(instant), offset_seconds(instant), zone_name(instant)


def _instant(stored: int | None, offset: int, name: str) -> datetime | None:
    return None if stored is None else in_zone(instant(stored), offset, name)
