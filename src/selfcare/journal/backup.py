"""Copies of the journal: one for each day with a write, and one before each migration.

Called by `store` after an answer was acknowledged, and by `migrate`. A copy appears complete, checked and durable, or
not at all.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import date

from selfcare.errors import StorageError
from selfcare.journal.connection import connect, damaged, is_sound, sentences
from selfcare.journal.place import Place, own_folder, reason, sync_folder

DAYS = 14
MONTHS = 12
_DAILY = re.compile(r"journal-(\d{4}-\d{2}-\d{2})\.db")
_UNFINISHED = ".part"
_STALE = 3600.0
"""Seconds after which an unfinished copy belongs to a program that has died."""


def copy_of_day(place: Place, day: date) -> None:
    """Make the day's copy, and let go of those that are no longer kept. Raises `StorageError`."""
    copy(place, os.path.basename(place.copy_of(day)))
    _prune(place)


def copy(place: Place, name: str) -> str:
    """Copy the journal as it stands after the last commit; gives the path. Raises `StorageError`."""
    target = os.path.join(place.copies, name)
    temporary = f"{target}.{os.getpid()}-{os.urandom(3).hex()}{_UNFINISHED}"
    try:
        own_folder(place.copies)
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with sentences(place):
            _pour(place, temporary)
        _make_durable(temporary, target)
    except OSError as error:
        raise StorageError(
            f"no copy could be made in {place.copies} ({reason(error)}); make room, then try again"
        ) from error
    finally:
        with suppress(OSError):
            os.unlink(temporary)
    return target


def copies(place: Place) -> list[tuple[date, str]]:
    """The copies of days: day and path, the newest first."""
    try:
        names = os.listdir(place.copies)
    except OSError:
        return []
    found = []
    for name in names:
        if matched := _DAILY.fullmatch(name):
            with suppress(ValueError):
                found.append((date.fromisoformat(matched[1]), os.path.join(place.copies, name)))
    return sorted(found, reverse=True)


def kept(days: Iterable[date]) -> set[date]:
    """Of the days with a copy those to keep: the last 14, and the last day of each of the last 12 months.

    Counted in copies and not from today, so that a clock gone wrong deletes nothing.
    """
    newest_first = sorted(days, reverse=True)
    of_month: dict[tuple[int, int], date] = {}
    for day in newest_first:
        of_month.setdefault((day.year, day.month), day)
    return {*newest_first[:DAYS], *list(of_month.values())[:MONTHS]}


def _pour(place: Place, temporary: str) -> None:
    def refuse_to_wait(status: int, remaining: int, total: int) -> None:
        if status == sqlite3.SQLITE_BUSY:
            raise StorageError(f"the journal is in use by another program; no copy was made ({place.file})")

    with closing(connect(place.file)) as source, closing(connect(temporary)) as target:
        # made durable as a whole below
        target.execute("PRAGMA journal_mode=OFF")
        target.execute("PRAGMA synchronous=OFF")
        source.backup(target, progress=refuse_to_wait)
        if not is_sound(target):
            raise StorageError(damaged(place))


def _make_durable(temporary: str, target: str) -> None:
    handle = os.open(temporary, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    os.replace(temporary, target)
    folder = os.path.dirname(target)
    sync_folder(folder)
    sync_folder(os.path.dirname(folder))  # which may be new itself


def _prune(place: Place) -> None:
    """Delete what is no longer kept. What cannot be deleted stays: it does no harm."""
    there = copies(place)
    keep = kept(day for day, _ in there)
    for day, path in there:
        if day not in keep:
            with suppress(OSError):
                os.unlink(path)
    newest = max((os.stat(path).st_mtime for day, path in there if day in keep), default=0.0)
    for name in os.listdir(place.copies):
        path = os.path.join(place.copies, name)
        if name.endswith(_UNFINISHED):
            with suppress(OSError):
                if os.stat(path).st_mtime < newest - _STALE:
                    os.unlink(path)
