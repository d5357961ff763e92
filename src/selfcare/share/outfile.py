"""A file that leaves: its owner's alone, complete or not there at all, and never in the place of another unasked."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from selfcare.errors import StorageError, UsageError, reason
from selfcare.whole import sync_file, sync_folder

PRIVATE = 0o600


def write(path: Path, lines: Iterable[str], *, force: bool = False, mode: int = PRIVATE) -> None:
    """Write `lines` (each with its own line end) to `path` in UTF-8, as they come; see `pour`."""

    def put(file: BinaryIO) -> None:
        text = TextIOWrapper(file, encoding="utf-8", newline="")
        text.writelines(lines)
        text.flush()
        text.detach()

    pour(path, put, force=force, mode=mode)


def pour(path: Path, put: Callable[[BinaryIO], None], *, force: bool = False, mode: int = PRIVATE) -> None:
    """Make the file at `path` of what `put` writes.

    `mode`: who may read it, such as 0o644 for a document that holds nothing about a person. Raises as `beside`.
    """
    with beside(path, force=force) as temporary:
        with temporary.open("wb") as file:
            put(file)
        if mode != PRIVATE:
            with suppress(OSError):  # a file system that knows no owners
                temporary.chmod(mode)


@contextmanager
def beside(path: Path, *, force: bool = False) -> Iterator[Path]:
    """An empty file to write to, which takes the name `path` once all of it is safely on the disk.

    Raises `UsageError` if something is there and `force` is not given, `StorageError` if it cannot be written. Until
    then, `path` is what it was.
    """
    refuse(path, force=force)
    temporary = path.with_name(f".{path.name[:100]}.{os.getpid()}.part")
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
        try:
            yield temporary
            sync_file(str(temporary))
            _put(temporary, path, force)
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()
    except FileExistsError as error:
        raise _taken(path) from error
    except OSError as error:
        raise StorageError(f"{path} cannot be written ({reason(error)}); {_NEXT}") from error


_NEXT = "give another place, or make room"


def refuse(path: Path, *, force: bool = False) -> None:
    """Raise `UsageError` where `write` would: for who wants to know before they ask somebody."""
    try:
        status = path.lstat()
    except OSError:
        return  # nothing there; or writing will say what is wrong
    if stat.S_ISDIR(status.st_mode):
        raise UsageError(f"{path} is a folder; give the name of a file in it")
    if not force:
        raise _taken(path)
    if not stat.S_ISREG(status.st_mode):
        raise UsageError(f"{path} is not an ordinary file, so it is not replaced; give another name")


def _taken(path: Path) -> UsageError:
    return UsageError(f"{path} is there already; give another name, or replace it with --force")


def _put(temporary: Path, path: Path, force: bool) -> None:
    """Give the finished file its name; without `force` only if the name is still free."""
    if force:
        temporary.replace(path)
    else:
        _take_free_name(temporary, path)
    sync_folder(str(path.parent))


def _take_free_name(temporary: Path, path: Path) -> None:
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links, such as a memory stick's
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
        temporary.replace(path)
