"""Where the journal lies: its folder, its file, the mark beside it, its copies; and whether these may be trusted.

Called by `store` before anything is opened. No file of SQLite is opened here: closing it would drop SQLite's own locks.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from datetime import date

from selfcare.errors import StorageError, reason
from selfcare.whole import sync_folder

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)


class Place:
    """The paths of one journal, all inside one folder of the user's own."""

    def __init__(self, directory: str | os.PathLike[str]) -> None:
        self.directory = os.path.abspath(os.fspath(directory))
        self.file = os.path.join(self.directory, "journal.db")
        self.mark = os.path.join(self.directory, "journal.mark")
        """Says that a journal was begun here (and by which device); its time says when the journal was last checked."""
        self.rollback = self.file + "-journal"
        """SQLite's: holds bytes only after a write was cut short."""
        self.copies = os.path.join(self.directory, "copies")

    @classmethod
    def of_copy(cls, file: str) -> Place:
        """A copy, as if it were the journal: for what is asked of either, and for sentences that name it."""
        place = cls(os.path.dirname(os.path.abspath(file)))
        place.file = os.path.abspath(file)
        place.rollback = place.file + "-journal"
        return place

    @property
    def is_begun(self) -> bool:
        """Whether there is a journal, or was one."""
        return os.path.lexists(self.file) or os.path.lexists(self.mark)

    def prepare(self) -> None:
        """Make the folder and an empty file if there never was a journal; refuse what is not one of ours."""
        try:
            own_folder(self.directory)
            if not os.path.lexists(self.file):
                self._begin()
            self.refuse_stranger()
            if os.lstat(self.file).st_mode & 0o077:
                os.chmod(self.file, 0o600)
        except OSError as error:
            raise StorageError(f"the folder {self.directory} cannot be used ({reason(error)}); {_SEE_TO_IT}") from error

    def _begin(self) -> None:
        if os.path.lexists(self.mark):
            return  # it is gone, or another selfcare began it in the same moment
        try:
            os.close(os.open(self.file, os.O_CREAT | os.O_EXCL | os.O_RDWR | _NO_FOLLOW, 0o600))
        except FileExistsError:
            return

    def refuse_stranger(self) -> None:
        """Raise `StorageError` unless the file is an ordinary one of this account, with one name."""
        try:
            status = os.lstat(self.file)
        except FileNotFoundError:
            raise StorageError(f"the journal {self.file} is gone; put it back, or {IN_ITS_PLACE}") from None
        if not stat.S_ISREG(status.st_mode):
            raise StorageError(f"{self.file} is not an ordinary file; {_AWAY}")
        if status.st_nlink != 1:
            raise StorageError(
                f"{self.file} has a second name (a hard link) by which it may be changed; remove one of the two"
            )
        if not is_ours(status):
            raise StorageError(f"{self.file} belongs to another account; {_AWAY}")

    def refuse_emptied(self) -> None:
        """Called for a file without tables: right only if it is empty and no journal was ever begun here."""
        if self.size():
            raise StorageError(f"{self.file} is not a journal of selfcare; {IN_ITS_PLACE}")
        if os.path.lexists(self.mark):
            raise StorageError(f"the journal {self.file} has become empty; {IN_ITS_PLACE}")

    def copy_of(self, day: date) -> str:
        """Where the copy of a day lies, or would lie."""
        return os.path.join(self.copies, f"journal-{day.isoformat()}.db")

    def size(self) -> int:
        """Bytes of the file."""
        return os.lstat(self.file).st_size

    def is_cut_short(self) -> bool:
        """Whether the last write was ended by force; SQLite takes it back at the next opening."""
        try:
            return os.lstat(self.rollback).st_size > 0
        except OSError:
            return False

    def set_mark(self, device: str) -> None:
        """Say that a journal was begun here. Done once, after the first commit."""
        if os.path.lexists(self.mark):
            return
        _sync_above(self.directory)
        try:
            write_whole(self.mark, device.encode() + b"\n")
        except OSError as error:
            raise StorageError(f"{self.mark} cannot be written ({reason(error)}); {_SEE_TO_IT}") from error

    def checked_at(self) -> float:
        """When the journal was last found sound, in seconds since 1970; 0 for never."""
        try:
            return os.lstat(self.mark).st_mtime
        except OSError:
            return 0.0

    def set_checked(self, seconds: float) -> None:
        """Note when the journal was found sound; 0 asks for a check at the next opening."""
        try:
            os.utime(self.mark, (seconds, seconds))
        except OSError:
            return  # a folder that may only be read: it is checked at every opening


_SEE_TO_IT = "make sure that it is yours, that you may write to it, and that the disk has room"
IN_ITS_PLACE = "`selfcare restore` shows the copies, and puts one in its place"
_AWAY = "move it away, then start again"


def is_ours(status: os.stat_result) -> bool:
    """Whether this account owns it. Where there are no owners, always."""
    account = getattr(os, "geteuid", None)
    return account is None or status.st_uid == account()


def own_folder(path: str) -> None:
    """Make a folder that only its owner may enter, or make an existing one of ours so."""
    os.makedirs(path, mode=0o700, exist_ok=True)
    status = os.stat(path)
    if is_ours(status) and status.st_mode & 0o077:
        os.chmod(path, 0o700)


def _sync_above(path: str) -> None:
    """Make the names of a folder, and of those above it, durable: any of them may have been made with the journal."""
    above = os.path.dirname(path)
    with suppress(OSError):  # what belongs to others, or to a system that cannot do so, was there before
        sync_folder(above)
    if above != path:
        _sync_above(above)


def write_whole(path: str, content: bytes) -> None:
    """A small file of the owner's alone, complete and durable or not there at all; an existing one is replaced."""
    temporary = f"{path}.{os.getpid()}"
    handle = os.open(temporary, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | _NO_FOLLOW, 0o600)
    try:
        os.write(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)
    os.replace(temporary, path)
    sync_folder(os.path.dirname(path))
