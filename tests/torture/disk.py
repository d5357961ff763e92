"""A disk that promises no more than POSIX does: what may be left of a recorded run if the power goes.

What was written to a file is sure after `fsync` of that file, a name in a folder after `fsync` of that folder, and
nothing else is. Of what is not sure any part may be there: a later write without an earlier one, half a write (in
sectors of 512 bytes), a name without its content.

The moments that count are those before a sync, and the end: what can be left at an earlier moment can be left there
too, and more has been promised by then.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from tests.torture.strace import Call, bytes_of, handle_of, path_of

SECTOR = 512
WHOLE = 8
"""Of so many unsure acts every part is tried; of more a choice."""
BY_CHANCE = 150
"""Parts that are chosen by chance, for each moment."""

Tree = dict[str, bytes | None]
"""Paths below the root, with what files hold; None for a folder."""


@dataclass(frozen=True)
class Act:
    """One change: of a file's bytes (`write`, `cut`) or of a folder's names (`name`, `folder`, `move`, `drop`)."""

    what: str
    subject: int | str
    """The file's number; for changes of names the folder."""
    path: str = ""
    to: str = ""
    file: int = 0
    at: int = 0
    data: bytes = b""


@dataclass
class Recording:
    """What a run did below `root`: acts, syncs of files and folders, and promises, in their order."""

    root: str
    before: Tree
    steps: list[Act | tuple[str, int | str]] = field(default_factory=list)
    """Acts; `("sync", subject)`; `("promise", sentence)`."""
    _files: dict[str, int] = field(default_factory=dict)
    _open: dict[int, tuple[str, int, int]] = field(default_factory=dict)
    _last: int = 0

    def __post_init__(self) -> None:
        for path, content in self.before.items():
            if content is not None:
                self._files[path] = self._new()

    def _new(self) -> int:
        self._last += 1
        return self._last

    def first_files(self) -> dict[int, bytes]:
        """What the files held at the beginning, by number."""
        there = [content for content in self.before.values() if content is not None]
        return dict(enumerate(there, 1))

    def follow(self, calls: Iterable[Call]) -> Recording:
        """Take the calls in."""
        for call in calls:
            if call.name == "write" and handle_of(call.arguments[0]) in (1, 2):
                text = bytes_of(call.arguments[1]).decode(errors="replace")
                self.steps += [("promise", line) for line in text.splitlines()]
            elif not call.failed:
                getattr(self, f"_{call.name}", self._other)(call)
        return self

    def _inside(self, path: str) -> str | None:
        return os.path.relpath(path, self.root) if path.startswith(self.root + "/") or path == self.root else None

    def _other(self, call: Call) -> None:
        raise AssertionError(f"a call that the model does not know: {call.name}")

    def _openat(self, call: Call) -> None:
        path = self._inside(path_of(call.result))
        if path is None:
            return
        flags = call.arguments[2]
        if "O_CREAT" in flags and path not in self._files:
            self._files[path] = self._new()
            self.steps.append(Act("name", _folder(path), path, file=self._files[path]))
        elif "O_TRUNC" in flags:
            self.steps.append(Act("cut", self._files[path]))
        self._open[handle_of(call.result)] = (path, self._files.get(path, 0), 0)

    def _close(self, call: Call) -> None:
        self._open.pop(handle_of(call.arguments[0]), None)

    def _lseek(self, call: Call) -> None:
        handle = handle_of(call.arguments[0])
        if handle in self._open:
            self._open[handle] = (*self._open[handle][:2], int(call.result))

    def _write(self, call: Call) -> None:
        handle = handle_of(call.arguments[0])
        if handle in self._open:
            path, file, at = self._open[handle]
            data = bytes_of(call.arguments[1])[: int(call.result)]
            self.steps.append(Act("write", file, at=at, data=data))
            self._open[handle] = (path, file, at + len(data))

    def _pwrite64(self, call: Call) -> None:
        held = self._open.get(handle_of(call.arguments[0]))
        if held:
            data = bytes_of(call.arguments[1])[: int(call.result)]
            self.steps.append(Act("write", held[1], at=int(call.arguments[3]), data=data))

    def _ftruncate(self, call: Call) -> None:
        held = self._open.get(handle_of(call.arguments[0]))
        if held:
            self.steps.append(Act("cut", held[1], at=int(call.arguments[1])))

    def _truncate(self, call: Call) -> None:
        if path := self._inside(path_of(call.arguments[0])):
            self.steps.append(Act("cut", self._files[path], at=int(call.arguments[1])))

    def _fsync(self, call: Call) -> None:
        held = self._open.get(handle_of(call.arguments[0]))
        if held:
            self.steps.append(("sync", held[1] or held[0]))

    _fdatasync = _fsync

    def _mkdir(self, call: Call) -> None:
        if path := self._inside(path_of(call.arguments[0])):
            self.steps.append(Act("folder", _folder(path), path))

    def _rename(self, call: Call) -> None:
        source, target = (self._inside(path_of(argument)) for argument in call.arguments[:2])
        if source and target:
            self._files[target] = self._files.pop(source)
            self.steps.append(Act("move", _folder(target), source, target, self._files[target]))

    def _link(self, call: Call) -> None:
        source, target = (self._inside(path_of(argument)) for argument in call.arguments[:2])
        if source and target:
            self._files[target] = self._files[source]
            self.steps.append(Act("name", _folder(target), target, file=self._files[target]))

    def _linkat(self, call: Call) -> None:
        self._link(call._replace(arguments=[call.arguments[1], call.arguments[3]]))

    def _unlink(self, call: Call) -> None:
        if path := self._inside(path_of(call.arguments[0])):
            self._files.pop(path, None)
            self.steps.append(Act("drop", _folder(path), path))

    _rmdir = _unlink

    def _unlinkat(self, call: Call) -> None:
        folder, name = path_of(call.arguments[0]), path_of(call.arguments[1])
        self._unlink(call._replace(arguments=['"' + _written(f"{folder}/{name}") + '"']))


def _folder(path: str) -> str:
    return str(Path(path).parent)


def _written(path: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in os.fsencode(path))


def tree(root: Path) -> Tree:
    """What lies below a folder now."""
    return {
        str(path.relative_to(root)): None if path.is_dir() else path.read_bytes() for path in sorted(root.rglob("*"))
    }


def states(recording: Recording, chance: Random) -> Iterator[tuple[list[str], Tree]]:
    """What may be left, with the promises that had been made by then."""
    sure: list[Act] = []
    unsure: list[Act] = []
    promises: list[str] = []
    for step in recording.steps:
        if isinstance(step, Act):
            unsure.append(step)
        elif step[0] == "promise":
            promises.append(str(step[1]))
        else:
            for part in parts(unsure, chance):
                yield list(promises), left(recording, sure, part)
            # in the order of the acts among themselves: what is sure by now came before what is not, for each subject
            sure += [act for act in unsure if act.subject == step[1]]
            unsure = [act for act in unsure if act.subject != step[1]]
    for part in parts(unsure, chance):
        yield list(promises), left(recording, sure, part)


def parts(acts: Sequence[Act], chance: Random) -> Iterator[list[Act]]:
    """Of unsure acts those that may be left: every choice of a few, a wide choice of many, some of them torn."""
    whole = list(acts)
    if len(whole) <= WHOLE:
        for mask in range(1 << len(whole)):
            yield [act for number, act in enumerate(whole) if mask >> number & 1]
    else:
        for number in range(len(whole) + 1):
            yield whole[:number]
            yield whole[number:]
            yield whole[:number] + whole[number + 1 :]
        for _ in range(BY_CHANCE):
            share = chance.random()
            yield [act for act in whole if chance.random() < share]
    for number, act in enumerate(whole):
        for torn in halves(act, chance):
            yield [*whole[:number], torn]
            yield [*whole[:number], torn, *whole[number + 1 :]]
            yield [torn]


def halves(act: Act, chance: Random) -> Iterator[Act]:
    """A write of several sectors of which only some reached the disk."""
    if act.what != "write" or act.at // SECTOR == (act.at + len(act.data) - 1) // SECTOR:
        return
    edge = SECTOR - act.at % SECTOR + SECTOR * chance.randrange(max(1, (len(act.data) - 1) // SECTOR))
    edge = min(edge, len(act.data) - 1)
    yield replace(act, data=act.data[:edge])
    yield replace(act, at=act.at + edge, data=act.data[edge:])


def left(recording: Recording, sure: Sequence[Act], part: Sequence[Act]) -> Tree:
    """The tree after these acts, and no others."""
    contents = {number: bytearray(content) for number, content in recording.first_files().items()}
    numbers = iter(sorted(contents))
    names: dict[str, int | None] = {
        path: None if content is None else next(numbers) for path, content in recording.before.items()
    }
    for act in (*sure, *part):
        if act.what == "write":
            content = contents.setdefault(int(act.subject), bytearray())
            if len(content) < act.at:
                content.extend(bytes(act.at - len(content)))
            content[act.at : act.at + len(act.data)] = act.data
        elif act.what == "cut":
            content = contents.setdefault(int(act.subject), bytearray())
            del content[act.at :]
            content.extend(bytes(act.at - len(content)))
        elif act.what == "folder":
            names[act.path] = None
        elif act.what == "drop":
            names.pop(act.path, None)
        else:
            names.pop(act.path, None)
            names[act.to or act.path] = act.file
    return {
        path: None if number is None else bytes(contents.get(number, b""))
        for path, number in names.items()
        if _is_reachable(path, names)
    }


def _is_reachable(path: str, names: dict[str, int | None]) -> bool:
    """Whether its folders are there."""
    parent = _folder(path)
    return parent == "." or (names.get(parent, 0) is None and _is_reachable(parent, names))


def put(there: Tree, root: Path) -> None:
    """Make the tree below an empty folder, for its owner alone."""
    for path in sorted(there):
        content = there[path]
        if content is None:
            (root / path).mkdir(mode=0o700, parents=True, exist_ok=True)
        else:
            handle = os.open(root / path, os.O_CREAT | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
