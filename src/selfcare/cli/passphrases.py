"""Passphrases: typed without being seen, or the first line of a file; never a word of the command line."""

from __future__ import annotations

from pathlib import Path

from selfcare.errors import StorageError, UsageError, reason

LARGEST = 64 * 1024
"""Bytes of a file with a passphrase or a key."""


def new_passphrase(file: Path | None) -> str:
    """A passphrase to lock something with, typed twice. Raises `UsageError`, `StorageError`."""
    if file is not None:
        return _first_line(file)
    first = _typed("a passphrase for the file: ")
    if _typed("the same again: ") != first:
        raise UsageError("the two are not the same, so nothing was written; try it again")
    return first


def passphrase(file: Path | None) -> str:
    """The passphrase to open something with. Raises `UsageError`, `StorageError`."""
    return _typed("the passphrase of the file: ") if file is None else _first_line(file)


def read_small(path: Path) -> str:
    """The text of a small file. Raises `StorageError`."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST).decode()
    except (OSError, UnicodeDecodeError) as error:
        why = reason(error) if isinstance(error, OSError) else "it is no text"
        raise StorageError(f"{path} cannot be read ({why})") from None


def _first_line(path: Path) -> str:
    line = read_small(path).partition("\n")[0].rstrip("\r")
    if not line:
        raise UsageError(f"the first line of {path} is empty; it is to be the passphrase")
    return line


def _typed(prompt: str) -> str:
    import warnings
    from getpass import GetPassWarning, getpass

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", GetPassWarning)
            typed = getpass(prompt)
    except (GetPassWarning, EOFError):  # it would be seen while it is typed, or nobody is there
        raise UsageError("there is no terminal to ask for the passphrase; give --passphrase-file FILE") from None
    if not typed:
        raise UsageError("nothing was typed, so nothing was done")
    return typed
