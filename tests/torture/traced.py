"""What a command asked of the disk, from a trace of its system calls, and every state a power cut may leave behind.

The rules are pessimistic POSIX: what was written to a file since its last sync may be there or not, each write by
itself, the last one torn at any sector; names made, changed or taken away since the last sync of their folder may be
there or not, in order. What was synced is there.
"""

from __future__ import annotations

import codecs
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tests.cli.shell import environment

CALLS = "openat,pwrite64,write,fsync,fdatasync,ftruncate,rename,renameat2,unlink,unlinkat,link,linkat"
SECTOR = 512
PREFIXES, SUBSETS = 6, 3
"""Of the writes that are not synced: at most so many beginnings, and so many subsets taken at random."""

PROGRAM = """
import sys
from selfcare.__main__ import main
for line in sys.stdin.read().splitlines():
    sys.argv[1:] = line.split(chr(9))
    assert main() == 0, line
"""

_CALL = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)(?:<(.*?)>)?")
_FD = re.compile(r"^(\d+)<([^>]*)>")
_NAMES = re.compile(r'"([^"]*)"')
_DATA = re.compile(r'^\d+<[^>]*>, "((?:[^"\\]|\\.)*)", (\d+)(?:, (\d+))?')


class MissingError(Exception):
    """The tool that traces is not there."""


class Op(NamedTuple):
    """One change of a file or a folder, a sync, or a line of output (`said`)."""

    kind: str
    path: str
    data: bytes = b""
    offset: int = 0
    target: str = ""


def traced(home: Path, commands: list[list[str]]) -> list[Op]:
    """Run commands one after the other in one process: what they asked of the disk below `home`.

    Raises `MissingError`.
    """
    tool = shutil.which("strace")
    if tool is None:
        raise MissingError("this row needs strace, which is not there")
    log = home.with_name(f"{home.name}.trace")
    typed = "\n".join("\t".join(words) for words in commands)
    done = subprocess.run(
        [tool, "-f", "-y", "-s", "1000000", "-e", f"trace={CALLS}", "-o", str(log), sys.executable, "-c", PROGRAM],
        env=environment(home), input=typed, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return list(_ops(log.read_text(encoding="latin-1").splitlines(), str(home)))


def _ops(lines: list[str], home: str) -> Iterator[Op]:
    begun: dict[str, str] = {}
    positions: dict[str, int] = {}
    for line in lines:
        pid = line.split(" ", 1)[0]
        if line.endswith("<unfinished ...>"):
            begun[pid] = line.removesuffix("<unfinished ...>").rstrip()
            continue
        if resumed := re.match(r"^\d+ +<\.\.\. \w+ resumed>(.*)", line):
            line = begun.pop(pid, "") + resumed[1]
        if (found := _CALL.match(line)) and int(found[3]) >= 0:
            yield from _op(found[1], found[2], found[4] or "", home, positions)


def _op(call: str, given: str, opened: str, home: str, positions: dict[str, int]) -> Iterator[Op]:
    held = _FD.match(given)
    path = held[2] if held else ""
    if call == "openat":
        if opened.startswith(home) and "O_CREAT" in given:
            yield Op("create", opened)
            if "O_TRUNC" in given:
                yield Op("truncate", opened)
            positions[opened] = 0
    elif call in ("pwrite64", "write"):
        data = _DATA.match(given)
        if data and held and held[1] == "1" and call == "write":
            yield Op("said", "", _bytes(data[1]))
        elif data and path.startswith(home):
            offset = int(data[3]) if data[3] else positions.get(path, 0)
            positions[path] = offset + int(data[2])
            yield Op("write", path, _bytes(data[1]), offset)
    elif call in ("fsync", "fdatasync") and path.startswith(home):
        yield Op("sync", path)
    elif call == "ftruncate" and path.startswith(home):
        yield Op("truncate", path, offset=int(given.rpartition(",")[2]))
    elif call.startswith(("rename", "unlink", "link")):
        names = [name for name in _NAMES.findall(given) if name.startswith(home)]
        if len(names) == 2 or (names and call.startswith("unlink")):
            yield Op(call.rstrip("at2"), names[0], target=names[-1])


def _bytes(text: str) -> bytes:
    return codecs.escape_decode(text.encode("latin-1"))[0]


@dataclass
class File:
    """What is surely on the disk of a file, and what may be."""

    sure: bytes = b""
    pending: list[Op] = field(default_factory=list)


@dataclass
class Disk:
    """Files and names, as far as they are sure."""

    names: dict[str, File] = field(default_factory=dict)
    """As they are now."""
    sure: dict[str, File] = field(default_factory=dict)
    pending: list[tuple[str, str, File | None]] = field(default_factory=list)
    """Changes of names in order: `("name", path, file)`, or None for one that is taken away."""

    def step(self, op: Op) -> None:
        """Take one op into account."""
        if op.kind == "create" and op.path not in self.names:
            self._name(op.path, File())
        elif op.kind in ("write", "truncate") and op.path in self.names:
            self.names[op.path].pending.append(op)
        elif op.kind == "sync" and op.path in self.names:
            file = self.names[op.path]
            file.sure, file.pending = _written(file.sure, file.pending), []
        elif op.kind == "sync":
            self._sync_folder(op.path)
        elif op.kind in ("rename", "link") and op.path in self.names:
            self._name(op.target, self.names[op.path])
            if op.kind == "rename":
                self._name(op.path, None)
        elif op.kind == "unlink" and op.path in self.names:
            self._name(op.path, None)

    def _name(self, path: str, file: File | None) -> None:
        self.pending.append(("name", path, file))
        _named(self.names, path, file)

    def _sync_folder(self, folder: str) -> None:
        here = [change for change in self.pending if str(Path(change[1]).parent) == folder]
        for _, path, file in here:
            _named(self.sure, path, file)
        self.pending = [change for change in self.pending if change not in here]

    def states(self, chance: random.Random) -> Iterator[dict[str, bytes]]:
        """What a power cut may leave: files by name, with their contents."""
        for count in sorted({0, len(self.pending), *range(len(self.pending))}):
            names = dict(self.sure)
            for _, path, file in self.pending[:count]:
                _named(names, path, file)
            contents = {path: list(_variants(file, chance)) for path, file in names.items()}
            for fill in (0, -1):
                base = {path: found[fill] for path, found in contents.items()}
                yield base
                for path, found in contents.items():
                    yield from ({**base, path: content} for content in found)


def _named(names: dict[str, File], path: str, file: File | None) -> None:
    if file is None:
        names.pop(path, None)
    else:
        names[path] = file


def _variants(file: File, chance: random.Random) -> Iterator[bytes]:
    """What may be there of a file: nothing of what is pending first, all of it last."""
    pending = file.pending
    yield file.sure
    if not pending:
        return
    count = len(pending)
    for size in sorted({*chance.sample(range(1, count), min(PREFIXES, count - 1))}) if count > 1 else ():
        yield _written(file.sure, pending[:size])
        yield _written(file.sure, [*pending[:size], *pending[size + 1 :]])
    for _ in range(SUBSETS):
        yield _written(file.sure, [op for op in pending if chance.random() < 0.5])
    last = pending[-1]
    if last.kind == "write" and len(last.data) > SECTOR:
        cut = chance.randrange(1, len(last.data) // SECTOR) * SECTOR if len(last.data) > 2 * SECTOR else SECTOR
        yield _written(file.sure, [*pending[:-1], last._replace(data=last.data[:cut])])
        yield _written(file.sure, [*pending[:-1], last._replace(data=last.data[cut:], offset=last.offset + cut)])
    yield _written(file.sure, pending)


def _written(content: bytes, ops: list[Op]) -> bytes:
    data = bytearray(content)
    for op in ops:
        if op.kind == "truncate":
            data = data[: op.offset].ljust(op.offset, b"\0")
        else:
            data = data.ljust(op.offset, b"\0")
            data[op.offset : op.offset + len(op.data)] = op.data
    return bytes(data)
