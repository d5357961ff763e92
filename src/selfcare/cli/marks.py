"""The marks of practices under way: one small file for each process, locked for as long as the process lives.

A file is a line of fixed width with the seconds and stops so far, which every beat writes anew in its place, the mark,
and how late each sign came, which every beat adds to. The lock is the operating system's: it ends with the process,
however that ends, and then the file is what was left behind. Whoever sees to that locks it again, so that nobody else
does, and empties it before the lock ends. What cannot be read is set aside. Nothing here raises: where a file cannot be
kept, the practice is not protected and goes on.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress

TYPE_CHECKING = False  # `typing` would cost a start two milliseconds
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from selfcare.core.mark import Mark

LONGEST = 1 << 17
"""Bytes of a file that are read: a mark has a few hundred, and seven for each sign that came."""

SIGNS = 10_000
"""Signs whose lateness is kept: a breath of many hours."""

DAMAGED = ".damaged"
"""What the name of a file ends in that was set aside."""

TRIES, APART = 10, 0.01
"""How often a lock is asked for, and seconds between: who only looks at a file has it for less."""

FARAWAY = 1 << 20
"""Where a byte is locked on Windows: what is locked there cannot be read, so it lies behind the end."""


class FileMarks:
    """Implements `ports.Marks` with files in `folder()`, which is asked for when it is needed."""

    def __init__(self, folder: Callable[[], str]) -> None:
        self._place = folder
        self._file: int | None = None
        self._path = ""
        self._end = 0
        self._noted = 0
        """Where our file ends, and how many signs it holds."""
        self._claimed: dict[str, int] = {}
        """Files of others that are seen to here, open and locked."""

    @property
    def is_kept(self) -> bool:
        """See `Marks`."""
        return self._file is not None

    def take(self, mark: Mark) -> Mark | None:
        """See `Marks`."""
        other = next((each for each in self.living() if each.total > 0), None)
        try:
            self._write(mark)
        except OSError:
            self.let_go()
        return other

    def _write(self, mark: Mark) -> None:
        from selfcare.core import marktext

        file = self._file if self._file is not None else self._open()
        text = marktext.tally(mark.elapsed, mark.pauses, mark.gaps) + marktext.written(mark) + "\n"
        content = (text + marktext.lateness(mark.late)).encode()
        os.lseek(file, 0, os.SEEK_SET)
        os.write(file, content)
        os.ftruncate(file, len(content))
        self._end, self._noted = len(content), len(mark.late)
        if mark.total > 0:
            os.fsync(file)

    def _open(self) -> int:
        """A new file of our own, locked. One that was still empty may be taken away before it is."""
        folder = self._place()
        os.makedirs(folder, mode=0o700, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        while True:
            path = os.path.join(folder, f"{os.getpid()}-{os.urandom(4).hex()}")
            self._file, self._path = os.open(path, flags, 0o600), path
            _lock(self._file, waits=True)
            if os.fstat(self._file).st_nlink:
                return self._file
            os.close(self._file)

    def beat(
        self, elapsed: float, pauses: int = 0, gaps: int = 0, late: Sequence[float] = (), *, lasting: bool = False
    ) -> None:
        """See `Marks`."""
        if self._file is None:
            return
        from selfcare.core.marktext import lateness, tally

        fresh = late[self._noted : SIGNS]
        try:
            os.lseek(self._file, 0, os.SEEK_SET)
            os.write(self._file, tally(elapsed, pauses, gaps).encode())
            if fresh:
                os.lseek(self._file, self._end, os.SEEK_SET)
                self._end += os.write(self._file, lateness(fresh).encode())
                self._noted += len(fresh)
            if lasting:
                os.fsync(self._file)
        except OSError:
            return  # what was written before stands

    def let_go(self) -> None:
        """See `Marks`."""
        file, path, self._file = self._file, self._path, None
        if file is not None:
            _take_away(file, path)

    def close(self) -> None:
        """Give the lock back and leave the file, as the end of the process does."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def left(self) -> list[Mark]:
        """See `Marks`."""
        found = [(mark.started.timestamp(), mark) for _, mark, lives in self._others() if not lives]
        return [mark for _, mark in sorted(found, key=lambda each: -each[0])]

    def living(self) -> list[Mark]:
        """See `Marks`."""
        return [mark for _, mark, lives in self._others() if lives]

    def claim(self, mark: Mark) -> bool:
        """See `Marks`."""
        same = [path for path, found, _ in self._others() if _is_the_same(found, mark)]
        if same and all(self._claims(path, mark) for path in same):
            return True
        self.waive()
        return False

    def _claims(self, path: str, mark: Mark) -> bool:
        """Lock a file that was left, as long as nobody was there before."""
        if path in self._claimed:
            return True
        if (file := _locked(path)) is None:
            return False
        found = _read(file)
        if found is None or not _is_the_same(found, mark):
            os.close(file)
            return False
        self._claimed[path] = file
        return True

    def waive(self) -> None:
        """See `Marks`."""
        while self._claimed:
            os.close(self._claimed.popitem()[1])

    def drop(self, mark: Mark) -> None:
        """See `Marks`."""
        for path, found, lives in self._others():
            if not lives and _is_the_same(found, mark) and self._claims(path, mark):
                _take_away(self._claimed.pop(path), path)

    def _others(self) -> Iterator[tuple[str, Mark, bool]]:
        """The other files: path, mark, and whether its process lives. Most of the time there is not even a folder."""
        try:
            names = os.listdir(folder := self._place())
        except OSError:
            return
        for name in sorted(names):
            path = os.path.join(folder, name)
            if name.partition("-")[0].isdigit() and not name.endswith(DAMAGED) and path != self._own:
                mark, lives = _look(path, is_claimed=path in self._claimed)
                if mark is not None and (lives or mark.path or mark.total):
                    yield path, mark, lives
                elif not lives:
                    _clear(path)

    @property
    def _own(self) -> str:
        return self._path if self._file is not None else ""


def damaged(folder: str) -> list[str]:
    """The files of a folder that were set aside, for `doctor`."""
    try:
        return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(DAMAGED)]
    except OSError:
        return []


def _is_the_same(found: Mark, mark: Mark) -> bool:
    return (found.started, found.path, found.run, found.stop) == (mark.started, mark.path, mark.run, mark.stop)


def _look(path: str, *, is_claimed: bool) -> tuple[Mark | None, bool]:
    """The mark in a file, and whether the process that wrote it lives. A damaged one, or one that no lock can be asked
    about, is none."""
    try:
        file = _opened(path)
    except OSError:
        return None, True  # nobody knows: it stays as it is
    try:
        lives = not is_claimed and not _lock(file, waits=False, is_shared=True)
        return _read(file), lives
    except OSError:
        return None, True
    finally:
        os.close(file)


def _opened(path: str) -> int:
    return os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))


def _read(file: int) -> Mark | None:
    """The mark in an open file. Raises `OSError`."""
    from selfcare.core import marktext

    os.lseek(file, 0, os.SEEK_SET)
    try:
        return marktext.read(os.read(file, LONGEST).decode())
    except ValueError:
        return None


def _locked(path: str) -> int | None:
    """A file that nobody holds, open and locked; None: somebody does, or did and took it away."""
    try:
        file = _opened(path)
    except OSError:
        return None
    for _ in range(TRIES):
        try:
            if _lock(file, waits=False):
                return file
        except OSError:
            break
        time.sleep(APART)
    os.close(file)
    return None


def _clear(path: str) -> None:
    """Of a process that is gone: away with what holds nothing; what cannot be read is set aside."""
    if (file := _locked(path)) is None:
        return
    try:
        mark, is_empty = _read(file), os.fstat(file).st_size == 0
    except OSError:
        os.close(file)
        return
    if is_empty or (mark is not None and not mark.path and not mark.total):
        _take_away(file, path)
    elif mark is None:
        _set_aside(file, path)
    else:
        os.close(file)


def _set_aside(file: int, path: str) -> None:
    """Rename a file that is locked here."""
    is_done = _rename(path)
    os.close(file)
    if not is_done:  # Windows keeps what is open
        _rename(path)


def _rename(path: str) -> bool:
    try:
        os.replace(path, path + DAMAGED)
    except OSError:
        return False
    return True


def _take_away(file: int, path: str) -> None:
    """Remove a file that is locked here. It is emptied first: whoever waits for the lock finds nothing in it."""
    with suppress(OSError):  # it goes all the same
        os.ftruncate(file, 0)
    removed = _remove(path)
    os.close(file)
    if not removed:  # Windows keeps what is open
        _remove(path)


def _lock(file: int, *, waits: bool, is_shared: bool = False) -> bool:
    """Lock an open file; False: another has it. The lock ends with the file or the process. Raises `OSError`.

    `is_shared`: others who only look may have it too.
    """
    try:
        import fcntl
    except ImportError:
        return _lock_on_windows(file, waits=waits)
    kind = fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX
    try:
        fcntl.flock(file, kind if waits else kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lock_on_windows(file: int, *, waits: bool) -> bool:
    import msvcrt  # type: ignore[import-not-found,unused-ignore]

    os.lseek(file, FARAWAY, os.SEEK_SET)
    try:
        msvcrt.locking(file, msvcrt.LK_LOCK if waits else msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except PermissionError:
        return False
    finally:
        os.lseek(file, 0, os.SEEK_SET)
    return True


def _remove(path: str) -> bool:
    try:
        os.unlink(path)
    except OSError:
        return False
    return True
