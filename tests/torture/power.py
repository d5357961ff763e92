"""The power goes at any instant of what writes: whatever the disk kept can be read, with all that was acknowledged."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from tests.cli.shell import child
from tests.journal.test_migrate import VERSION_1
from tests.torture.row import Row, holds, saved_ids
from tests.torture.traced import Disk, MissingError, Op, traced

LOG = ["log", "pain", "3", "--note", "after lunch"]


def rows(folder: Path, scale: float) -> Iterator[Row]:
    times = max(1, round(4 * scale))
    copy = str(folder / "copies.db")
    yield _cut(folder / "first", "the first entry", [LOG])
    yield _cut(folder / "log", "log", [LOG] * 3 * times, begun=True)
    yield _cut(folder / "undo", "undo", [LOG, ["undo"]] * times, begun=True)
    yield _cut(folder / "backup", "backup", [LOG, ["backup"], ["backup", copy, "--force"]] * times, begun=True)
    yield _cut(
        folder / "restore", "restore", [["backup", copy, "--force"], ["restore", copy, "--yes"]] * times, begun=True
    )
    yield _cut(folder / "migration", "migration", [["history"], LOG], old=True)


def _cut(home: Path, name: str, commands: list[list[str]], *, begun: bool = False, old: bool = False) -> Row:
    row, chance = Row(f"power cut during: {name}"), random.Random(name)
    acknowledged = saved_ids(child(home, *LOG).out) if begun else _old(home) if old else []
    disk = Disk()
    _take(disk, home)
    try:
        ops = traced(home, commands)
    except MissingError as missing:
        row.wrong.append(str(missing))
        return row
    seen: set[str] = set()
    for op in ops:
        disk.step(op)
        if op.kind == "said":
            acknowledged += saved_ids(op.data.decode())
        for state in disk.states(chance):
            mark = _mark(state, len(acknowledged))
            if mark not in seen:
                seen.add(mark)
                _try(row, home, state, acknowledged, op)
    return row


def _old(home: Path) -> list[str]:
    (home / "data").mkdir(parents=True, mode=0o700)
    with closing(sqlite3.connect(home / "data" / "journal.db")) as raw:
        raw.executescript(VERSION_1.read_text(encoding="utf-8"))
        ids = [str(name) for (name,) in raw.execute("SELECT id FROM event")]
    (home / "data" / "journal.mark").write_text("00112233aabbccdd\n")
    return ids


def _take(disk: Disk, home: Path) -> None:
    """What is there already is sure."""
    for file in home.rglob("*"):
        if file.is_file():
            disk.step(Op("create", str(file)))
            disk.step(Op("write", str(file), file.read_bytes()))
            disk.step(Op("sync", str(file)))
            disk.step(Op("sync", str(file.parent)))


def _mark(state: dict[str, bytes], acknowledged: int) -> str:
    whole = sha256(str(acknowledged).encode())
    for path in sorted(state):
        if "/data/" in path:
            whole.update(path.encode() + b"\0" + state[path])
    return whole.hexdigest()


def _try(row: Row, home: Path, state: dict[str, bytes], acknowledged: list[str], op: Op) -> None:
    there = home.with_name(f"{home.name}-after")
    shutil.rmtree(there, ignore_errors=True)
    (there / "data").mkdir(parents=True, mode=0o700)
    for path, content in state.items():
        if path.startswith(f"{home}/data/"):
            file = there / Path(path).relative_to(home)
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            file.touch(mode=0o600)
            file.write_bytes(content)
    row.tries += 1
    said = holds(there, acknowledged) if acknowledged or (there / "data" / "journal.db").exists() else ""
    row.check(not said, f"after {op.kind} {op.path[-30:]}: {said}")
