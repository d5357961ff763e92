"""What `selfcare doctor` says about the journal: its facts, and every way in which it is not whole. Changes nothing.

Works on a journal that `open_store` refuses, and makes none where there is none.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import date
from typing import NamedTuple

from selfcare.errors import StorageError
from selfcare.journal import backup, measures, migrate, standing
from selfcare.journal.connection import connect, damaged, harden, is_sound, look, sentences
from selfcare.journal.place import Place
from selfcare.journal.verify import altered, is_intact

_NETWORK = frozenset(
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smb3",
        "smbfs",
        "9p",
        "afs",
        "ceph",
        "glusterfs",
        "davfs",
        "fuse.sshfs",
        "fuse.rclone",
    ]
)
"""File systems whose locks and syncs cannot be relied upon."""


class Health(NamedTuple):
    """The journal as `doctor` found it. `None`: could not be found out."""

    file: str
    mode: int | None
    """Permission bits of the file: 0o600."""
    folder_mode: int | None
    bytes: int | None
    version: int | None
    events: int | None
    standing: int | None
    """Events that are neither superseded nor undone."""
    copies: int
    copies_bytes: int
    last_copy: date | None
    findings: tuple[str, ...]
    """Sentences; empty: all is well, as far as was looked."""


def examine(directory: str | os.PathLike[str], *, verify: bool = False, today: date | None = None) -> Health:
    """Look at the journal in `directory`; with `verify` at every page and every event's hash, of the copies too (slow
    for a large one). `today` is for the age of the last copy; without it nothing is said about that."""
    place = Place(directory)
    every = backup.every_copy(place)
    last_copy = next((each.day for each in every if each.why == "day"), None)
    findings = _around(place, every)
    version = events = stand = None
    if os.path.lexists(place.file):
        try:
            with sentences(place), closing(connect(place.file)) as connection:
                version = migrate.version(connection, place)
                harden(connection)
                if version:
                    findings += _inside(connection, place, verify, version)
                    events, stand = connection.execute(_COUNTS).fetchone()
                    if today and events:
                        findings += _uncopied(connection, last_copy, today)
                else:  # a first start was cut short, or it was emptied
                    place.refuse_emptied()
        except StorageError as error:
            findings.append(str(error))
    if verify:
        findings += [_DAMAGED_COPY.format(each.path) for each in every if not _is_good(each)]
    return Health(
        file=place.file,
        mode=_mode(place.file),
        folder_mode=_mode(place.directory),
        bytes=os.lstat(place.file).st_size if os.path.lexists(place.file) else None,
        version=version,
        events=events,
        standing=stand,
        copies=len(every),
        copies_bytes=sum(each.bytes for each in every),
        last_copy=last_copy,
        findings=tuple(dict.fromkeys(findings)),
    )


_COUNTS = f"SELECT count(*), coalesce(sum({standing.STANDS}), 0) FROM event"


_DAYS = """
SELECT date(min(answered / 1000000 + answered_offset), 'unixepoch'),
date(max(answered / 1000000 + answered_offset), 'unixepoch') FROM event
"""
"""The first day and the last on which something was answered, where the person was: copies are named so."""
_LATE = 3
"""Days without a copy after which something keeps copies from being made: a day with an entry has one."""
_DAMAGED_COPY = "the copy {} is damaged; remove it, and make another with `selfcare backup`"


def _uncopied(connection: sqlite3.Connection, last: date | None, today: date) -> list[str]:
    """Whether much was written since the last copy."""
    try:
        first, newest = map(date.fromisoformat, connection.execute(_DAYS).fetchone())
    except (TypeError, ValueError):
        return []  # a damaged instant is on no day; `--verify` names its event
    if (last is not None and newest <= last) or (today - (last or first)).days <= _LATE:
        return []
    since = f"since {last}" if last else "yet"
    return [f"no copy was made {since}, and entries were; `selfcare backup` makes one, or says what is in its way"]


def _is_good(copy: backup.Copy) -> bool:
    """Whether a copy can be relied upon. What was kept aside at a restore may have been damaged before."""
    if copy.why == "before restore":
        return True
    with suppress(StorageError), sentences(Place.of_copy(copy.path)), closing(look(copy.path)) as connection:
        return is_intact(connection)
    return False


def _mode(path: str) -> int | None:
    try:
        return os.lstat(path).st_mode & 0o777
    except OSError:
        return None


def _around(place: Place, copies: list[backup.Copy]) -> list[str]:
    """What can be told without opening it."""
    found = []
    try:
        if os.path.lexists(place.file) or os.path.lexists(place.mark):
            place.refuse_stranger()
    except StorageError as error:
        found.append(str(error))
    for path in (place.directory, place.file):
        if (_mode(path) or 0) & 0o077:
            found.append(f"others on this computer may look into {path}; the next start of selfcare closes it to them")
    for copy in copies:
        if (_mode(copy.path) or 0) & 0o077:
            found.append(f"others on this computer may look into {copy.path}; take their rights to it away")
    kind = file_system(place.directory)
    if kind in _NETWORK:
        found.append(
            f"the journal lies on a network file system ({kind}), where an entry may get lost; keep it on a local disk"
        )
    return found


def file_system(directory: str, mounts: str = "/proc/self/mounts") -> str:
    """The kind of file system a folder lies on: `ext4`, `nfs`; empty where the system does not tell."""
    try:
        with open(mounts, encoding="utf-8", errors="replace") as lines:
            table = [line.split()[1:3] for line in lines]
    except OSError:
        return ""
    real = os.path.realpath(directory) + "/"
    holding = [(point, kind) for point, kind in table if real.startswith(point.rstrip("/") + "/")]
    return max(holding, key=lambda mount: len(mount[0]), default=("", ""))[1]


def _inside(connection: sqlite3.Connection, place: Place, verify: bool, version: int) -> list[str]:
    found = [] if is_sound(connection, "integrity_check" if verify else "quick_check") else [damaged(place)]
    if verify:
        found += [*altered(connection), *_device(connection, place)]
        if not standing.is_true(connection):
            found.append("the list of events that no longer stand does not follow from the events")
        if version >= measures.SINCE and not measures.is_true(connection):
            found.append("the numbers that charts are drawn from do not follow from the events")
    return found


def _device(connection: sqlite3.Connection, place: Place) -> list[str]:
    noted = connection.execute("SELECT value FROM meta WHERE key = 'device'").fetchone()
    if noted is not None and not os.path.lexists(place.mark):
        return []  # the first start was cut short between the two; the next one makes it
    with suppress(OSError), open(place.mark, "rb") as mark:
        if noted is not None and mark.read() == str(noted[0]).encode() + b"\n":
            return []
    return [f"the journal and {place.mark} disagree about which device this is"]
