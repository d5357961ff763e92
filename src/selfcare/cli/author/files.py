"""Which files are meant by the words of a command: a file, an id of the library, a folder, a pattern.

In a folder, hidden ones and what does not look like a plan are passed over; a file that is named is always taken.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

from selfcare.core.text import plain
from selfcare.errors import SelfcareError, StorageError, reason

STDIN = "-"
MOST_DEEP = 40
"""Folders in one another: deeper is nobody's work, and a way to go round for ever."""
LOOKED_AT = 64 * 1024
"""How many bytes of a file are looked at, to see whether it is a plan."""

_WILD = re.compile(r"[*?\[]")
_OURS = re.compile(
    rb"^[ \t]*(?:selfcare[ \t]*[=:]|\[{1,2}[ \t]*(?:plan|library|translation|checklist|routine|warning|evidence)\b)",
    re.MULTILINE,
)


class Meant(NamedTuple):
    """A file to be looked at, an id of the library, or why there is none."""

    name: str
    is_path: bool = True
    trouble: SelfcareError | None = None
    """What is said in place of it."""
    raw: bytes | None = None
    """What was typed, where no file was."""


def meant(words: Sequence[str]) -> Iterator[Meant]:
    """Everything that the words stand for, each once, in their order."""
    seen: set[object] = set()
    for word in words:
        for one in _of(word):
            mark = _mark(one)
            if mark not in seen:
                seen.add(mark)
                yield one


def is_search(word: str) -> bool:
    """Whether a word stands for many files: a folder, or a pattern that is no file's name."""
    return _is_folder(word) or _is_pattern(word)


def _is_pattern(word: str) -> bool:
    from selfcare.cli.shelf import is_path

    found = _WILD.search(word)
    if found is None or (found[0] == "[" and not is_path(word)):
        return False
    try:
        return not Path(word).exists()
    except (OSError, ValueError):
        return True


def _mark(one: Meant) -> object:
    """The same for the same file, whatever way it is named."""
    if one.trouble is None and one.is_path:
        try:
            found = Path(one.name).stat()
        except (OSError, ValueError):
            return one.name
        return (found.st_dev, found.st_ino) if found.st_ino else one.name
    return one.name


def _of(word: str) -> Iterator[Meant]:
    from selfcare.cli.shelf import is_path

    if word == STDIN:
        yield Meant(word, raw=_typed())
    elif _is_folder(word):
        yield from _found(word, _in_folder(Path(word)), f"there is no plan file in {plain(word)}")
    elif is_search(word):
        yield from _found(word, _matching(word), f"no plan file is called like {plain(word)}")
    else:
        yield Meant(word, is_path(word))


def _typed() -> bytes:
    """What comes on standard input, but no more than a little above what a plan may have."""
    from selfcare.planfile.toml.guard import MAX_BYTES

    return sys.stdin.buffer.read(MAX_BYTES + 4)


def _is_folder(word: str) -> bool:
    """A folder is named like a path, or like nothing that the library has."""
    from selfcare.cli.shelf import is_path

    try:
        return Path(word).is_dir() and (is_path(word) or not _is_id(word))
    except (OSError, ValueError):
        return False


def _is_id(word: str) -> bool:
    from selfcare.planfile import library

    return word in library.plans()


def _found(word: str, found: Iterator[Meant], nothing: str) -> Iterator[Meant]:
    empty = True
    for one in found:
        empty = False
        yield one
    if empty:
        yield Meant(word, trouble=StorageError(nothing))


def _in_folder(folder: Path) -> Iterator[Meant]:
    for one in _walk(folder, MOST_DEEP, set()):
        if one.trouble is not None or (one.name.endswith(".toml") and _looks_like_ours(one.name)):
            yield one


def _matching(pattern: str) -> Iterator[Meant]:
    """The files whose path is like the pattern; `**` stands for any folders. Hidden ones have to be named."""
    parts = Path(pattern).parts
    fixed = next((index for index, part in enumerate(parts) if _WILD.search(part)), len(parts))
    wanted = parts[fixed:]
    base = Path(*parts[:fixed])
    depth = MOST_DEEP if "**" in wanted else len(wanted) - 1
    for one in _walk(base, depth, set(), hidden=any(part.startswith(".") for part in wanted)):
        parts = Path(one.name).relative_to(base).parts
        if one.trouble is not None or (_is_like(parts, wanted) and _looks_like_ours(one.name)):
            yield one


def _is_like(parts: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Whether a path is like a pattern, part for part."""
    reached = {0}
    for part in parts:
        reached = _closed(reached, wanted)
        onward = {at for at in reached if at < len(wanted) and wanted[at] == "**"}
        reached = onward | {at + 1 for at in reached - onward if at < len(wanted) and fnmatchcase(part, wanted[at])}
    return len(wanted) in _closed(reached, wanted)


def _closed(reached: set[int], wanted: tuple[str, ...]) -> set[int]:
    """`**` may stand for no folder at all."""
    found = set(reached)
    for at in range(len(wanted)):
        if at in found and wanted[at] == "**":
            found.add(at + 1)
    return found


def _walk(folder: Path, depth: int, above: set[tuple[int, int]], *, hidden: bool = False) -> Iterator[Meant]:
    """The regular files of a folder and of those in it, in order; a link that leads round is not followed."""
    try:
        own = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except (FileNotFoundError, ValueError):
        return
    except OSError as error:
        yield Meant(str(folder), trouble=StorageError(f"{plain(str(folder))} cannot be read: {reason(error)}"))
        return
    here = (own.st_dev, own.st_ino)
    if here in above:
        return
    for entry in entries:
        if entry.name.startswith(".") and not hidden:
            continue
        path = folder / entry.name
        if _is(entry, "file"):
            yield Meant(str(path))
        elif depth > 0 and _is(entry, "folder"):
            yield from _walk(path, depth - 1, above | {here}, hidden=hidden)


def _is(entry: os.DirEntry[str], what: str) -> bool:
    try:
        return entry.is_file() if what == "file" else entry.is_dir()
    except OSError:
        return False


def _looks_like_ours(name: str) -> bool:
    """Whether a file speaks of plans. One that cannot be opened is taken, so that this is told."""
    try:
        with Path(name).open("rb") as file:
            start = file.read(LOOKED_AT)
    except OSError:
        return True
    return bool(_OURS.search(start.replace(b"\0", b"").replace(b"\r", b"\n").removeprefix(b"\xef\xbb\xbf")))
