"""Copies of the journal: one for each day with a write, one before each migration, import and restore, and those asked
for.

Called by `store` after an answer was acknowledged and before an import, by `migrate`, `restore` and `forget`, and by
`cli.backup`. A copy appears complete, checked and durable, or not at all.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime, timedelta
from typing import NamedTuple

from selfcare.errors import NotFoundError, StorageError, reason
from selfcare.journal.connection import connect, damaged, is_sound, look, sentences
from selfcare.journal.place import Place, own_folder
from selfcare.whole import sync_file, sync_folder

DAYS = 14
MONTHS = 12
IMPORTS = 3
"""How many copies from before an import are kept."""
_DAILY = re.compile(r"journal-(\d{4}-\d{2}-\d{2})\.db")
_BEFORE_IMPORT = re.compile(r"journal-before-import-\d{4}-\d{2}-\d{2}-\d{6}\.db")
_OTHER = re.compile(r"journal-(before-(?:version-\d+|restore|import)).*\.db")
_UNFINISHED = ".part"
_STALE = 3600.0
"""Seconds after which an unfinished copy belongs to a program that has died."""
_FAR = 800
"""Days after which nothing of today is kept any more."""


class Copy(NamedTuple):
    """A copy in the folder of copies."""

    path: str
    why: str
    """"day", "before version 2", "before restore", "before import"."""
    day: date
    """The day it is named for, else the day it was made."""
    bytes: int

    @property
    def name(self) -> str:
        """Of the file."""
        return os.path.basename(self.path)


def copy_of_day(place: Place, day: date) -> str:
    """Make the day's copy, and let go of those that are no longer kept; gives the path. Raises `StorageError`."""
    path = copy(place, os.path.basename(place.copy_of(day)))
    _prune(place)
    return path


def copy_before_import(place: Place, now: datetime) -> None:
    """Copy the journal as it is before an import, and let go of the oldest such copies. Raises `StorageError`."""
    copy(place, f"journal-before-import-{now:%Y-%m-%d-%H%M%S}.db")
    there = sorted(name for name in _names(place) if _BEFORE_IMPORT.fullmatch(name))
    for name in there[:-IMPORTS]:
        with suppress(OSError):
            os.unlink(os.path.join(place.copies, name))


def copy(place: Place, name: str) -> str:
    """Copy the journal as it stands after the last commit; gives the path. Raises `StorageError`."""
    target = os.path.join(place.copies, name)
    with told(place), unfinished(place, name) as temporary:
        pour(place, temporary)
        make_durable(temporary, target)
    return target


def on_demand(directory: str | os.PathLike[str], day: date, file: str = "") -> tuple[str, int]:
    """A copy that somebody asked for: that of the day, or into `file`, which is there and empty. Every page and every
    event of it is read before it is said to be one. Gives its path and the number of events.

    Raises `NotFoundError` where there is no journal yet, else `StorageError`.
    """
    place = Place(directory)
    if not place.is_begun:
        raise NotFoundError("there is no journal yet, so there is nothing to copy; `selfcare log pain 3` begins one")
    place.refuse_stranger()
    if file:
        pour(place, file)
        return file, _looked_through(place, file)
    name = os.path.basename(place.copy_of(day))
    with told(place), unfinished(place, name) as temporary:
        pour(place, temporary)
        events = _looked_through(place, temporary)
        target = os.path.join(place.copies, name)
        make_durable(temporary, target)
    _prune(place)
    return target, events


def _looked_through(place: Place, file: str) -> int:
    from selfcare.journal import verify

    with sentences(place), closing(look(file)) as made:
        if not verify.is_intact(made):
            raise StorageError(damaged(place))
        return int(made.execute("SELECT count(*) FROM event").fetchone()[0])


@contextmanager
def unfinished(place: Place, name: str) -> Iterator[str]:
    """An empty file of the owner's alone among the copies, for as long as something is being made of it.

    Raises `OSError`, which is for the caller to tell: only they know what it was for.
    """
    temporary = os.path.join(place.copies, f"{name}.{os.getpid()}-{os.urandom(3).hex()}{_UNFINISHED}")
    try:
        own_folder(place.copies)
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        yield temporary
    finally:
        for path in (temporary, temporary + "-journal"):
            with suppress(OSError):
                os.unlink(path)


@contextmanager
def told(place: Place) -> Iterator[None]:
    """Turn what the system says about the folder of copies into a `StorageError`."""
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"no copy could be made in {place.copies} ({reason(error)}); make room, then try again"
        ) from error


def sweep(place: Place) -> None:
    """Delete what was never finished, of programs that died and of those that are at it: these will try again."""
    for name in _names(place):
        if _UNFINISHED in name:
            with suppress(OSError):
                os.unlink(os.path.join(place.copies, name))


def copies(place: Place) -> list[tuple[date, str]]:
    """The copies of days: day and path, the newest first."""
    return [(each.day, each.path) for each in every_copy(place) if each.why == "day"]


def every_copy(place: Place) -> list[Copy]:
    """All that lie in the folder of copies, the newest day first."""
    found = [each for name in _names(place) if (each := _copy_called(place, name))]
    return sorted(found, key=lambda each: (each.day, each.path), reverse=True)


def _copy_called(place: Place, name: str) -> Copy | None:
    path = os.path.join(place.copies, name)
    with suppress(OSError, ValueError):
        status = os.stat(path)
        if matched := _DAILY.fullmatch(name):
            return Copy(path, "day", date.fromisoformat(matched[1]), status.st_size)
        if matched := _OTHER.fullmatch(name):
            made = datetime.fromtimestamp(status.st_mtime).date()
            return Copy(path, matched[1].replace("-", " "), made, status.st_size)
    return None


def _names(place: Place) -> list[str]:
    try:
        return os.listdir(place.copies)
    except OSError:
        return []


def free_name(place: Place, base: str) -> str:
    """A name among the copies that nothing has yet: `BASE.db`, else `BASE-2.db` and so on."""
    number = 1
    while os.path.lexists(os.path.join(place.copies, name := f"{base}{f'-{number}' if number > 1 else ''}.db")):
        number += 1
    return name


def kept(days: Iterable[date]) -> set[date]:
    """Of the days with a copy those to keep: the last 14, and the last day of each of the last 12 months.

    Counted in copies and not from today, so that a clock gone wrong deletes nothing.
    """
    newest_first = sorted(days, reverse=True)
    of_month: dict[tuple[int, int], date] = {}
    for day in newest_first:
        of_month.setdefault((day.year, day.month), day)
    return {*newest_first[:DAYS], *list(of_month.values())[:MONTHS]}


def kept_until(day: date, days: Iterable[date], today: date) -> date | None:
    """The day on which the copy of `day` is let go, if from today on every day has one; None: not for years."""
    there = {*days, day}
    for ahead in range(_FAR):
        now = today + timedelta(days=ahead)
        there = kept({*there, now})
        if day not in there:
            return now
    return None


def pour(place: Place, temporary: str, opens: Callable[[str], sqlite3.Connection] = connect) -> None:
    """Fill an empty file with the journal as it stands. Not durable yet. Raises `StorageError`.

    `opens`: how it is opened; `look` for a copy, of which not a byte may change.
    """

    def refuse_to_wait(status: int, remaining: int, total: int) -> None:
        if status == sqlite3.SQLITE_BUSY:
            raise StorageError(f"the journal is in use by another program; no copy was made ({place.file})")

    with sentences(place), closing(opens(place.file)) as source, closing(connect(temporary)) as target:
        # made durable as a whole by whoever gives it its name
        target.execute("PRAGMA journal_mode=OFF")
        target.execute("PRAGMA synchronous=OFF")
        source.backup(target, progress=refuse_to_wait)
        if not is_sound(target):
            raise StorageError(damaged(place))


def make_durable(temporary: str, target: str) -> None:
    """Give a finished copy its name, and make both last. Raises `OSError`."""
    sync_file(temporary)
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
    with suppress(OSError):
        newest = max((os.stat(path).st_mtime for day, path in there if day in keep), default=0.0)
        for name in _names(place):
            path = os.path.join(place.copies, name)
            if name.endswith(_UNFINISHED) and os.stat(path).st_mtime < newest - _STALE:
                os.unlink(path)
