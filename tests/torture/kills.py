"""`kill -9` at any instant of everything that writes: what was said to be saved is there, and the journal is whole."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from tests.cli.shell import child, environment
from tests.journal.test_migrate import VERSION_1
from tests.torture.row import PYTHON, Row, holds, saved_ids

KILLS = 300
"""In all; half of them while something is logged."""


def rows(folder: Path, scale: float) -> Iterator[Row]:
    each = round(KILLS * scale / 8)
    yield _killed(folder / "log", "log", each * 4, lambda home: ["log", "pain", "3", "--note", "after lunch"])
    yield _killed(folder / "undo", "undo", each, lambda home: ["undo"], before=lambda home: _logged(home))
    yield _killed(folder / "backup", "backup", each, lambda home: ["backup"])
    yield _killed(folder / "restore", "restore", each, _restoring)
    yield _migrating(folder / "migration", each)


def _logged(home: Path) -> None:
    child(home, "log", "stress", "4")


def _restoring(home: Path) -> list[str]:
    """From a copy that holds all that was acknowledged, so that old and new are alike in that."""
    copy = home.with_name(f"{home.name}-copy.db")
    copy.unlink(missing_ok=True)
    done = child(home, "backup", str(copy))
    assert done.code == 0, done
    return ["restore", str(copy), "--yes"]


def _killed(
    home: Path,
    name: str,
    kills: int,
    words: Callable[[Path], list[str]],
    before: Callable[[Path], None] = lambda home: None,
) -> Row:
    row, chance = Row(f"kill -9 while it does: {name}"), random.Random(name)
    child(home, "log", "pain", "1")
    acknowledged: list[str] = []
    before(home)
    began = time.perf_counter()
    child(home, *words(home))
    usual = time.perf_counter() - began
    for _ in range(kills):
        before(home)
        command = [*PYTHON, *words(home)]
        with subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            try:
                process.wait(chance.uniform(0.2, 1.1) * usual)
            except subprocess.TimeoutExpired:
                process.kill()
                row.count("killed")
            ids = saved_ids(process.stdout.read()) if name == "log" else []
        acknowledged += ids
        row.count("acknowledged", len(ids))
        row.tries += 1
        row.check(not (said := holds(home, acknowledged)), said)
        done = child(home, "log", "pain", "2")
        acknowledged += saved_ids(done.out)
        row.check(done.code == 0, f"cannot go on: {done.err}")
    return row


def _migrating(folder: Path, kills: int) -> Row:
    row, chance = Row("kill -9 while it does: migration"), random.Random(5)
    old = folder / "old"
    (old / "data").mkdir(parents=True, mode=0o700)
    with closing(sqlite3.connect(old / "data" / "journal.db")) as raw:
        raw.executescript(VERSION_1.read_text(encoding="utf-8"))
    (old / "data" / "journal.mark").write_text("00112233aabbccdd\n")
    with closing(sqlite3.connect(old / "data" / "journal.db")) as raw:
        ids = [str(name) for (name,) in raw.execute("SELECT id FROM event")]
    for number in range(kills):
        home = folder / str(number)
        shutil.copytree(old, home)
        with subprocess.Popen([*PYTHON, "history"], env=environment(home), stdout=subprocess.DEVNULL) as process:
            try:
                process.wait(chance.uniform(0.05, 0.3))
            except subprocess.TimeoutExpired:
                process.kill()
                row.count("killed")
        with closing(sqlite3.connect(home / "data" / "journal.db")) as raw:
            version = raw.execute("PRAGMA user_version").fetchone()[0]
        row.count(f"at version {version}")
        row.tries += 1
        row.check(not (said := holds(home, ids)), said)
        shutil.rmtree(home)
    return row
