"""From a path to bytes, from bytes to text, from text to data: refuses what is no file, no text, or too much to read.

Called by `source`, and by whoever opens a plan. `tomllib` alone decides what is TOML, and is never handed what could
take it minutes.
"""

from __future__ import annotations

import os
import re
import stat
from itertools import islice
from typing import Any

from selfcare.core.text import plain
from selfcare.errors import StorageError
from selfcare.planfile.problem import Place, Problem, Problems

MAX_BYTES = 256 * 1024
"""The largest plan file. The largest shipped plan has a thirtieth of that."""
MAX_DEPTH = 16
"""How deep lists and inline tables may stand in one another. The deepest a plan needs is 4."""
MAX_PARTS = 16
"""How many names a dotted key or a header may have. The longest a plan needs is 5."""
MAX_VALUES = 20_000
"""How many keys, items and headers one file may have."""

_MARKS = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}|' + r"'''(?:[^']++|'(?!''))*+'{3,5}"
    r'|"(?:[^"\\\n]++|\\[^\n])*+"?' + r"|'[^'\n]*+'?|#[^\n]*+|([.=\n,\[\]{}]|[0-9A-Za-z_]{100,}+)",
    re.DOTALL,
)
"""Texts and comments, to be passed over; and what has a name here because it is counted."""
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class RefusedError(ValueError):
    """A text that is not TOML: why, in a sentence. `offset` is where reading ended."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class TooMuchError(RefusedError):
    """A text that `tomllib` was not asked about: it would take too long."""


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file, but no more than one above `MAX_BYTES`.

    Raises StorageError for what cannot be read as a file. Opened without waiting, so that a named pipe or a device
    cannot hold the program up.
    """
    name = plain(os.fspath(path))
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        handle = os.open(path, flags)
    except FileNotFoundError:
        raise StorageError(f"there is no file {name}") from None
    except (OSError, ValueError) as error:
        raise StorageError(f"{name} cannot be read: {_reason(error)}") from None
    try:
        return _content(handle, name)
    except OSError as error:
        raise StorageError(f"{name} cannot be read: {_reason(error)}") from None
    finally:
        os.close(handle)


def _content(handle: int, name: str) -> bytes:
    mode = os.fstat(handle).st_mode
    if stat.S_ISDIR(mode):
        raise StorageError(f"{name} is a folder; give the plan file in it")
    if not stat.S_ISREG(mode):
        raise StorageError(f"{name} is not a file that a plan can be read from")
    with open(handle, "rb", closefd=False) as file:
        return file.read(MAX_BYTES + 1)


def _reason(error: OSError | ValueError) -> str:
    reason = error.strerror if isinstance(error, OSError) else None
    return (reason or "its name is not one a file can have").lower()


def decode(raw: bytes, file: str, problems: Problems) -> str | None:
    """`raw` as text without a byte order mark; nothing, and a problem `encoding`, if it is too large or not UTF-8."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        wrong = _wrong_bytes(raw, error.start)
    else:
        if len(raw) <= MAX_BYTES and "\0" not in text:
            return text
        wrong = _wrong_bytes(raw, max(raw.find(0), 0))
    message, help_, offset = wrong
    line, column = _line_and_column(raw, offset)
    problems.add(Problem("encoding", "error", Place(file, line, column), message, help=help_))
    return None


def _wrong_bytes(raw: bytes, offset: int) -> tuple[str, str, int]:
    """What is wrong with bytes that are not UTF-8 at `offset`, too many, or hold a zero: message, help, and where."""
    if len(raw) > MAX_BYTES:
        return f"this file is larger than a plan may be ({MAX_BYTES // 1024} KiB)", "split it, or give another file", 0
    if _is_wide(raw):
        return "this file is saved as UTF-16", _SAVE_AGAIN, 0
    if b"\0" in raw:
        return "this is not a text file", "a plan is plain text; give another file", raw.index(0)
    meant = raw[offset : offset + 1].decode("cp1252", "replace")
    seen = f" (perhaps {meant})" if meant.isprintable() and meant != "\ufffd" else ""
    return f"a character here is not saved as UTF-8{seen}", _SAVE_AGAIN, offset


_SAVE_AGAIN = "save the file again and choose UTF-8 as its encoding"


def _is_wide(raw: bytes) -> bool:
    """Whether this is UTF-16 or UTF-32: by its mark, or because every other byte of its beginning is zero."""
    start = raw[:400]
    return raw[:2] in (b"\xff\xfe", b"\xfe\xff") or (
        len(start) >= 4
        and max(start[::2].count(0), start[1::2].count(0)) > len(start) // 4
        and min(start[::2].count(0), start[1::2].count(0)) == 0
    )


def _line_and_column(raw: bytes, offset: int) -> tuple[int, int]:
    begin = raw.rfind(b"\n", 0, offset) + 1
    return raw.count(b"\n", 0, offset) + 1, len(raw[begin:offset].decode("utf-8", "replace")) + 1


def parse(text: str) -> dict[str, Any]:
    """What `tomllib` makes of `text`.

    Raises RefusedError, and nothing else, for what it rejects; TooMuchError for what it is not handed.
    """
    from selfcare.planfile.toml import quick

    data = quick.read(text, _weigh)
    if data is not None:
        return data
    return parse_all(text)


def parse_all(text: str) -> dict[str, Any]:
    """The same by `tomllib` alone."""
    import tomllib

    _weigh(text)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, place = str(error), _PLACE.search(str(error))
        message = _PLACE.sub("", message)
        message = _IN_PLAIN_WORDS.get(message) or f"this is not TOML: {plain(message)[:200]}"
        raise RefusedError(message, _offset(text, place)) from None
    except (ValueError, RecursionError, OverflowError, MemoryError):
        raise RefusedError("this is too large or too deep to be read", 0) from None


_IN_PLAIN_WORDS = {
    "Invalid value": "this is no value: a text stands in quotes",
    "Invalid date or datetime": "there is no such day or time",
    "Cannot overwrite a value": "this name is given a second time",
    "Invalid statement": "this line is neither a header nor name = value",
}
"""What `tomllib` says of slips that the scanner may not have seen."""


def _offset(text: str, place: re.Match[str] | None) -> int:
    """Where in `text` a message of `tomllib` points, which counts a line break as one character."""
    if place is None or place[1] is None:
        return len(text)
    start = 0
    for _ in range(int(place[1]) - 1):
        start = text.find("\n", start) + 1
    return min(start + int(place[2]) - 1, len(text))


def _weigh(text: str) -> None:
    """Refuse, in one linear pass, what would cost `tomllib` minutes or gigabytes."""
    depth = dots = values = 0
    for number, mark in enumerate(_MARKS.findall(text)):
        if mark == ".":
            dots += 1
        elif mark == "":
            continue
        elif mark in "[{":
            depth, dots, values = depth + 1, 0, values + 1
        elif mark in "]}":
            depth = max(depth - 1, 0)
        elif len(mark) > 1:
            _refuse("this is too long for a name or a number", text, number)
        else:
            dots, values = 0, values + (mark != "\n")
        if depth > MAX_DEPTH:
            _refuse(f"brackets stand more than {MAX_DEPTH} deep in one another", text, number)
        if dots >= MAX_PARTS:
            _refuse(f"a name has more than {MAX_PARTS} parts", text, number)
        if values > MAX_VALUES:
            _refuse(f"a plan has at most {MAX_VALUES} values", text, number)


def _refuse(message: str, text: str, number: int) -> None:
    """Refuse for the mark with that number; looked up again, since a right text need not pay for places."""
    raise TooMuchError(message, next(islice(_MARKS.finditer(text), number, None)).start())
