"""The marks of practices under way: one small file for each process, locked for as long as the process lives.

A file is a line of fixed width with the seconds and stops so far, which every beat writes anew in its place, and the
mark. The lock is the operating system's: it ends with the process, however that ends, and then the file is what was
left behind. Nothing here raises: where a file cannot be kept, the practice is not protected and goes on.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # `typing` would cost a start two milliseconds
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selfcare.core.mark import Mark

LONGEST = 1 << 16
"""Bytes of a file that are read: a mark has a few hundred."""

FARAWAY = 1 << 20
"""Where a byte is locked on Windows: what is locked there cannot be read, so it lies behind the end."""


class FileMarks:
    """Implements `ports.Marks` with files in `folder()`, which is asked for when it is needed."""

    def __init__(self, folder: Callable[[], str]) -> None:
        self._place = folder
        self._file: int | None = None
        self._path = ""

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
        content = text.encode()
        os.lseek(file, 0, os.SEEK_SET)
        os.write(file, content)
        os.ftruncate(file, len(content))
        if mark.total > 0:
            os.fsync(file)

    def _open(self) -> int:
        """A new file of our own, locked."""
        folder = self._place()
        os.makedirs(folder, mode=0o700, exist_ok=True)
        path = os.path.join(folder, f"{os.getpid()}-{os.urandom(4).hex()}")
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        self._file, self._path = os.open(path, flags, 0o600), path
        _lock(self._file, waits=True)
        return self._file

    def beat(self, elapsed: float, pauses: int = 0, gaps: int = 0, *, lasting: bool = False) -> None:
        """See `Marks`."""
        if self._file is None:
            return
        from selfcare.core.marktext import tally

        try:
            os.lseek(self._file, 0, os.SEEK_SET)
            os.write(self._file, tally(elapsed, pauses, gaps).encode())
            if lasting:
                os.fsync(self._file)
        except OSError:
            return  # what was written before stands

    def let_go(self) -> None:
        """See `Marks`."""
        file, path, self._file = self._file, self._path, None
        if file is not None:
            removed = _remove(path)
            os.close(file)
            if not removed:  # Windows keeps what is open
                _remove(path)

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

    def drop(self, mark: Mark) -> None:
        """See `Marks`."""
        for path, found, lives in self._others():
            if not lives and (found.started, found.path, found.run, found.stop) == (
                mark.started,
                mark.path,
                mark.run,
                mark.stop,
            ):
                _remove(path)

    def _others(self) -> Iterator[tuple[str, Mark, bool]]:
        """The other files: path, mark, and whether its process lives. Most of the time there is not even a folder."""
        try:
            names = os.listdir(folder := self._place())
        except OSError:
            return
        for name in names:
            path = os.path.join(folder, name)
            if path != self._path or self._file is None:
                mark, lives = _look(path)
                if mark is not None and (lives or mark.path or mark.total):
                    yield path, mark, lives
                elif mark is not None:
                    _remove(path)  # a walk with nothing in hand, whose process is gone


def _look(path: str) -> tuple[Mark | None, bool]:
    """The mark in a file, and whether the process that wrote it lives. A damaged one, or one that no lock can be asked
    about, is none."""
    from selfcare.core import marktext

    try:
        file = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    except OSError:
        return None, False
    try:
        lives = not _lock(file, waits=False)
        text = os.read(file, LONGEST).decode()
    except (OSError, ValueError):
        return None, False
    finally:
        os.close(file)
    counted, _, line = text.partition("\n")
    return marktext.read(line, counted), lives


def _lock(file: int, *, waits: bool) -> bool:
    """Lock an open file; False: another has it. The lock ends with the file or the process. Raises `OSError`."""
    try:
        import fcntl
    except ImportError:
        return _lock_on_windows(file, waits=waits)
    try:
        fcntl.flock(file, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
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
