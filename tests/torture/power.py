"""The power goes at any instant of what writes: whatever the disk kept can be read, with all that was acknowledged.

The system calls of a run are recorded, `disk` makes of them what may be left, and each of those states has to open, to
hold the events of an acknowledged moment or a later one, byte for byte, and to have nothing wrong with it.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import NamedTuple

from selfcare.errors import StorageError
from selfcare.journal.integrity import examine
from selfcare.journal.store import open_store
from tests.torture import disk, strace
from tests.torture.journals import strangers, write_old
from tests.torture.row import Row, copied, raw_rows, saved_ids

LONG = "log pain 3 --note " + "é" * 3900
"""Longer than a page."""


class Scene(NamedTuple):
    """Commands whose power is cut."""

    name: str
    commands: tuple[str, ...]
    prepare: Callable[[Path], object] = lambda home: None
    """What was there before; it had reached the disk."""
    is_refused: bool = False
    """Whether the journal of before cannot be used: then it may be refused until the first command is done."""


def _logged(home: Path, *more: str) -> None:
    strace.acts(home, *(f"log stress {level}" for level in range(4)), *more)


def _cut_short(home: Path) -> None:
    """In the midst of a commit: the next opening takes it back."""
    _logged(home)
    strace.run(
        home, ["-m", "selfcare", "log", "stress", "9"], inject="ftruncate:signal=KILL:when=1", work=home.parent.parent
    )
    assert (home / "data" / "journal.db-journal").stat().st_size


def _with_copy(home: Path) -> None:
    _logged(home, f"backup {home / 'kept.db'}", "log pain 1")


def _with_plan(home: Path) -> None:
    _logged(home, "use daily-stress", "log stress 4", "log stress 5", "log pain 3")


def _spoiled(home: Path) -> None:
    """Half a journal, whose last write was cut short as well, and a copy."""
    _with_copy(home)
    shutil.move(home, home.with_name("aside"))
    _cut_short(home)
    shutil.copy(home.with_name("aside") / "kept.db", home)
    shutil.rmtree(home.with_name("aside"))
    file = home / "data" / "journal.db"
    content = bytearray(file.read_bytes())
    content[100:] = bytes(len(content) - 100)
    file.write_bytes(content)


SCENES = (
    Scene("the first entries", ("log stress 4", "log pain 3", LONG)),
    Scene(
        "log", ("log stress 4", "use acupuncture-prep", LONG, "appointment add 'today 14:30'", "log pain 2"), _logged
    ),
    Scene("undo", ("undo", "log stress 1", "undo", "undo"), _logged),
    Scene("recovery", ("log stress 2",), _cut_short),
    Scene("migration", ("history", "log stress 2"), write_old),
    Scene("backup", ("backup", "log pain 2", "backup"), _logged),
    Scene("import", ("import {home}/other.jsonl", "log pain 2"), strangers),
    Scene("forget", ("forget daily-stress --yes", "log pain 2"), _with_plan),
    Scene("restore", ("restore {home}/kept.db --yes", "log pain 2"), _with_copy),
    Scene("restore over damage", ("restore {home}/kept.db --yes", "log pain 2"), _spoiled, is_refused=True),
)


def rows(folder: Path, scale: float) -> Iterator[Row]:
    """Cut the power of every scene. `scale` is of no account: every state is tried once."""
    for scene in SCENES:
        row = Row(f"power cut during: {scene.name}")
        if strace.is_there():
            _cut(scene, folder / scene.name.replace(" ", "-"), row)
        else:
            row.wrong.append(strace.MISSING)
        yield row


def _cut(scene: Scene, work: Path, row: Row) -> None:
    top, kept = work / "top", work / "rows"
    top.mkdir(parents=True)
    kept.mkdir()
    home = top / "home"
    scene.prepare(home)
    before = disk.tree(top)
    first: list[str] = []
    if (home / "data").exists() and not scene.is_refused:
        copied(home, work / "look")
        open_store(work / "look" / "data")._let_go()  # takes back what was cut short, brings up what is old
        first = [repr(line) for line in raw_rows(work / "look" / "data" / "journal.db")]
    commands = [command.replace("{home}", str(home)) for command in scene.commands]
    ran = strace.run(home, ["-m", "tests.torture.acts", str(kept), *commands], work=work)
    assert ran.code == 0, ran.err
    assert "done 0" in ran.out and "done 1" not in ran.out, ran.err
    moments = [
        first,
        *((kept / f"{number + 1}.rows").read_text("utf-8").splitlines() for number in range(len(commands))),
    ]
    judge = Judge(row, work / "left", moments, scene.is_refused)
    for said, there in disk.states(disk.Recording(str(top), before).follow(ran.calls), Random(11)):
        judge.look(said, there)
    row.count("moments of the disk", judge.moments)
    shutil.rmtree(work)


class Judge:
    """Opens what was left, once for each state and what had been promised by then."""

    def __init__(self, row: Row, folder: Path, moments: Sequence[list[str]], is_refused: bool) -> None:
        self.moments = 0
        self._row, self._folder, self._rows, self._is_refused = row, folder, moments, is_refused
        self._seen: set[tuple[bytes, int]] = set()
        self._sound: set[bytes] = set()

    def look(self, said: list[str], there: disk.Tree) -> None:
        """Open one state, unless the same one was opened with the same promises."""
        self.moments += 1
        done = sum(line.startswith("done ") for line in said)
        kept = {path: content for path, content in there.items() if path == "home" or path.startswith("home/data")}
        mark = sha256(repr(sorted(kept.items())).encode()).digest()
        if (mark, len(said)) in self._seen:
            return
        self._seen.add((mark, len(said)))
        self._row.tries += 1
        last = max((number for number, line in enumerate(said, 1) if line.startswith("done ")), default=0)
        saved = saved_ids("".join(f"{line}\n" for line in said[last:]))
        if found := self._what_is_wrong(kept, done, saved):
            self._row.wrong.append(f"after {done} commands: {found}")

    def _what_is_wrong(self, kept: disk.Tree, done: int, saved: list[str]) -> str:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir()
        disk.put(kept, self._folder)
        data = self._folder / "home" / "data"
        try:
            open_store(data)._let_go()
        except StorageError as error:
            return "" if self._is_refused and not done else f"refused: {error}"
        there = [repr(line) for line in raw_rows(data / "journal.db")]
        if not any(_is_between(there, *pair) for pair in self._spans(done)):
            return f"{len(there)} events, which are those of no moment since"
        if any(not any(name in line for line in there) for name in saved):
            return "an entry that was said to be saved is lost"
        return "; ".join(examine(data, verify=True).findings) or self._copies(data / "copies")

    def _spans(self, done: int) -> Iterator[tuple[list[str], list[str]]]:
        left = self._rows[done:]
        yield from zip(left, [*left[1:], left[-1]], strict=True)

    def _copies(self, folder: Path) -> str:
        """A copy is whole or has no name. What was damaged before is kept as it was."""
        for file in folder.glob("journal-*.db"):
            mark = sha256(file.read_bytes()).digest()
            if mark in self._sound or (self._is_refused and "before-restore" in file.name):
                continue
            answer = None
            with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection, suppress(sqlite3.Error):
                answer = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if answer != ("ok",):
                return f"the copy {file.name} is not whole"
            self._sound.add(mark)
        return ""


def _is_between(there: list[str], before: list[str], after: list[str]) -> bool:
    """Whether these are the events of one moment or of the other, or those of the way to it where some were added."""
    if there in (before, after):
        return True
    return there[: len(before)] == before and there == after[: len(there)]
