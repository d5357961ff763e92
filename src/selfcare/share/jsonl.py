"""All events as JSON lines: the format that loses nothing and that merges. Called by `export` and by `import`.

The first line is `{"selfcare-journal":1}`. Each further line is one event as canonical JSON (RFC 8785), as
`core.record.Record` gives it: with its `hash`, the sha256 over the canonical JSON of the rest. The plans that were in
use are among the events (`plan.kept`). Files may be joined: the first line may stand again further down.

Reading is strict, since an event is kept for good: each line has to be, sign for sign, what would be written for the
event it holds. A kind that this version does not know is an event like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple, Protocol

from selfcare.core.canonical import canonical, read
from selfcare.core.event import Event, Json
from selfcare.core.record import Record, read_stamp
from selfcare.core.text import plain
from selfcare.errors import StorageError

FORMAT = 1
HEADER = canonical({"selfcare-journal": FORMAT})

LONGEST = 16 * 1024 * 1024
"""Bytes of a line. The longest that is written holds a plan with all its files, a few MiB of text."""
LONGEST_NAME = 1000
"""Characters of what is no note and no answer."""
DEEPEST = 32
"""How deep lists and objects may lie in each other in answers; what is written needs four."""

_ID = re.compile(r"[0-9a-d][0-9a-f]{7}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
"""UUIDv7. Those of the last thousand years that it could tell are nobody's: no id could be made after them."""
_NEEDED = frozenset(["answered", "device", "hash", "id", "kind"])
_TEXTS = _NEEDED | {"closure", "meant", "note", "occurrence", "path", "plan", "shown", "supersedes", "version"}
_LONG = frozenset(["note"])


def lines(events: Iterable[Event]) -> Iterator[str]:
    """The file's lines, each with its line end, made one at a time."""
    yield HEADER + "\n"
    for event in events:
        yield Record(event).line + "\n"


class Source(Protocol):
    """A file that is read as bytes."""

    def readline(self, size: int, /) -> bytes:
        """The next line, or so much of it; nothing at the end."""


class Read(NamedTuple):
    """An event that was read, its spelling and hash checked."""

    event: Event
    record: Record


def events(source: Source, name: str) -> Iterator[Read]:
    """The events of a file, read one at a time. `name` is what a sentence calls the file.

    Raises `StorageError` with the line's number for the first line that is not as it was written.
    """
    number = 0
    while line := source.readline(LONGEST + 1):
        number += 1
        if number == 1:
            _check_header(line, name)
            continue
        if line.rstrip(b"\r\n") == HEADER.encode():
            continue
        try:
            found = _event(line)
        except (ValueError, TypeError, OverflowError, RecursionError) as error:
            raise StorageError(f"{name}, line {number}: {_why(error)}, so nothing was imported") from None
        yield found
    if not number:
        raise StorageError(f"{name} is empty, so nothing was imported; `selfcare export -o FILE` makes such a file")


class _LineError(ValueError):
    """Says in a few words what a line is not."""


def _why(error: Exception) -> str:
    return str(error) if isinstance(error, _LineError) else "this cannot be read as an event"


def _check_header(line: bytes, name: str) -> None:
    if line.rstrip(b"\r\n") == HEADER.encode():
        return
    if re.fullmatch(rb'\{"selfcare-journal":[0-9]{1,9}\}', line.rstrip(b"\r\n")):
        raise StorageError(f"{name} was written by a newer selfcare; install that one, then import it again")
    raise StorageError(
        f"{name} is no journal that selfcare wrote out; `selfcare export -o FILE` makes one, on the other device"
    )


def _event(line: bytes) -> Read:
    if len(line) > LONGEST:
        raise _LineError("this line is longer than any that selfcare writes")
    text = _text(line)
    try:
        members = read(text)
    except (ValueError, RecursionError):
        cut = "" if line.endswith(b"\n") else " (the file may be cut short)"
        raise _LineError(f"this is not JSON as selfcare writes it{cut}") from None
    if not isinstance(members, dict):
        raise _LineError("this is not an event")
    if text.count("[") + text.count("{") > DEEPEST and not _is_shallow(members):
        raise _LineError("this lies deeper in itself than anything that selfcare writes")
    event = _made(members)
    record = Record(event)
    if record.line != text:
        raise _LineError(
            "this is not spelled as selfcare writes it"
            if record.hash == members["hash"]
            else "this was changed or damaged after it was written"
        )
    return Read(event, record)


def _text(line: bytes) -> str:
    try:
        return line.rstrip(b"\r\n").decode()
    except UnicodeDecodeError:
        raise _LineError("this is not UTF-8") from None


def _made(members: Mapping[str, Json]) -> Event:
    """The event of these members, each of the kind it has to be."""
    texts: dict[str, str] = {}
    for member, value in members.items():
        if isinstance(value, str):
            texts[member] = value
            if member not in _LONG and (len(value) > LONGEST_NAME or plain(value) != value):
                raise _LineError(f"its `{plain(member[:30])}` is too long, or holds hidden characters")
        elif member != "values":
            raise _LineError(f"its `{plain(member[:30])}` is not a text")
    if not texts.keys() <= _TEXTS:
        raise _LineError("this holds something that this version of selfcare does not know")
    values = members.get("values", {})
    if not isinstance(values, dict):
        raise _LineError("its answers are not answers by name")
    answered = _instant(texts.get("answered", ""))
    if answered is None or not texts.keys() >= _NEEDED:
        raise _LineError("this lacks what every event has")
    if "\0" in texts.get("note", ""):
        raise _LineError("its note holds what nobody can type")
    supersedes = texts.get("supersedes", "")
    return Event(
        id=_id(texts["id"]),
        device=texts["device"],
        kind=texts["kind"],
        answered=answered,
        plan=texts.get("plan", ""),
        version=texts.get("version", ""),
        hash=texts.get("closure", ""),
        path=texts.get("path", ""),
        occurrence=texts.get("occurrence", ""),
        meant=_instant(texts.get("meant", "")),
        shown=_instant(texts.get("shown", "")),
        values=values,
        note=texts.get("note", ""),
        supersedes=supersedes and _id(supersedes),
    )


def _is_shallow(value: Json, levels: int = DEEPEST) -> bool:
    """Whether lists and objects lie in each other no deeper than that."""
    if not isinstance(value, list | dict):
        return True
    inner = value.values() if isinstance(value, dict) else value
    return levels > 0 and all(_is_shallow(each, levels - 1) for each in inner)


def _id(word: str) -> str:
    if not _ID.fullmatch(word):
        raise _LineError("this has an id that selfcare does not make")
    return word


def _instant(word: str) -> datetime | None:
    if not word:
        return None
    try:
        return read_stamp(word)
    except (ValueError, OverflowError):
        raise _LineError("it holds a time that is not as selfcare writes it") from None
