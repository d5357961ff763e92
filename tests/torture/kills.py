"""`kill -9` at any instant of everything that writes: what was said to be saved is there, and the journal is whole.

Most victims are forked from this process, which has everything imported, so that the kill falls into the work and not
into the start of the interpreter. The walk runs in a terminal of its own, as a person sees it.
"""

from __future__ import annotations

import os
import shlex
import signal
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from selfcare.cli.main import main
from selfcare.journal import backup
from selfcare.journal.integrity import examine
from selfcare.journal.place import Place
from selfcare.journal.store import open_store
from tests.cli.shell import environment
from tests.journal.sample import NOON, event, opened
from tests.terminal.child import Child
from tests.terminal.sample import STOPS, answer, begin, follow, give, stop_at
from tests.torture.journals import strangers, write_old, write_rich
from tests.torture.row import Row, copied, holds, raw_rows

EACH, WALKS = 50, 40
"""Kills of each kind, and of walks."""
LONGEST = 0.05
"""Seconds until the kill, at most."""
ID, PLAN = 1, 4
"""Where they stand in a row."""

Say = Callable[[str], None]


class Kind(NamedTuple):
    """Something that writes: what was there before, and what is done again and again until the kill."""

    prepare: Callable[[Path], object]
    act: Callable[[Path, Say], None]
    """Says the id of each event that is saved."""
    is_fresh: bool = False
    """Whether each victim begins with what was there at first."""
    goes: str = ""
    """A plan whose entries go all together or not at all."""


def _log(home: Path, say: Say) -> None:
    with opened(home / "data") as store:
        while True:
            one = event(store)
            store.append(one)
            say(one.id)
            store.save_draft("note", one.id)


def _copy(home: Path, say: Say) -> None:
    while True:
        for day in range(30):
            backup.copy_of_day(Place(home / "data"), NOON.date() + timedelta(days=day))


def _migrate(home: Path, say: Say) -> None:
    opened(home / "data").close()


def _command(words: str) -> Callable[[Path, Say], None]:
    def act(home: Path, say: Say) -> None:
        os.environ.update(environment(home))
        while True:
            main(shlex.split(words.replace("{home}", str(home))))

    return act


def _rich(home: Path) -> None:
    write_rich(home / "data")
    backup.on_demand(home / "data", NOON.date())


def _with_other_plan(home: Path) -> None:
    """Entries of a second plan among the others, in the journal and in its copies."""
    write_rich(home / "data")
    with opened(home / "data") as store:
        store.append(*(event(store, minutes=minute, plan="river") for minute in range(40)))
    for day in range(3):
        backup.copy_of_day(Place(home / "data"), NOON.date() + timedelta(days=day))


KINDS = {
    "log": Kind(_rich, _log),
    "undo": Kind(_rich, _command("undo"), is_fresh=True),
    "copy": Kind(_rich, _copy),
    "backup": Kind(_rich, _command("backup {home}/mine.db --force")),
    "restore": Kind(_rich, _command(f"restore {NOON.date()} --yes")),
    "migration": Kind(write_old, _migrate, is_fresh=True),
    "import": Kind(strangers, _command("import {home}/other.jsonl"), is_fresh=True),
    "export": Kind(_rich, _command("export --force -o {home}/out.jsonl")),
    "forget": Kind(_with_other_plan, _command("forget river --backups --yes"), is_fresh=True, goes="river"),
}


def rows(folder: Path, scale: float) -> Iterator[Row]:
    for name, kind in KINDS.items():
        yield _killed(name, kind, folder / name, round(EACH * scale))
    yield _walks(folder / "walks", round(WALKS * scale))


def _killed(name: str, kind: Kind, work: Path, kills: int) -> Row:
    row, chance = Row(f"kill -9 while it does: {name}"), Random(name)
    first, home = work / "first", work / "home"
    kind.prepare(first)
    stored = raw_rows(first / "data" / "journal.db")
    expected = [str(line[ID]) for line in stored if not kind.goes or line[PLAN] != kind.goes]
    moments = {len(expected), len(stored)}
    copied(first, home)
    for _ in range(kills):
        if kind.is_fresh:
            copied(first, home)
        saved = _victim(kind.act, home, chance.random() * LONGEST)
        expected += saved
        row.tries += 1
        row.count("acknowledged", len(saved))
        row.check(not (said := holds(home, expected)), said)
        if kind.goes:
            left = len(raw_rows(home / "data" / "journal.db"))
            row.check(left in moments, "half of a plan is gone")
            row.count("forgotten", left == len(expected))
        _look_at_what_was_made(row, home, len(expected) if name == "export" else 0)
    return row


def _look_at_what_was_made(row: Row, home: Path, exported: int) -> None:
    """A file with a name of ours is whole."""
    for file in (*(home / "data" / "copies").glob("journal-*.db"), *home.glob("mine.db")):
        row.check(bool(raw_rows(file)), f"{file.name} is not whole")
    out = home / "out.jsonl"
    if out.exists():
        row.check(len(out.read_text(encoding="utf-8").splitlines()) == exported + 1, "half an export has its name")


def _victim(act: Callable[[Path, Say], None], home: Path, seconds: float) -> list[str]:
    """Begin the act in a process of its own, end it by force after so long; gives what it said was saved."""
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        try:
            for stream in (1, 2):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
            os.write(writes, b"begun\n")
            act(home, lambda name: _say(writes, name))
        finally:
            os._exit(0)
    os.close(writes)
    with os.fdopen(reads) as pipe:
        assert pipe.readline() == "begun\n"
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return [line.strip() for line in pipe if line.endswith("\n")]


def _say(handle: int, words: str) -> None:
    os.write(handle, f"{words}\n".encode())


def _walks(work: Path, kills: int) -> Row:
    """Kill a walk again and again; when it is through, begin another."""
    row, chance = Row("kill -9 in a terminal: a walk"), Random(5)
    while row.tries < kills:
        home = work / str(row.notes.get("walks", 0))
        home.mkdir(parents=True)
        row.count("walks")
        follow(home)
        at = 0
        while at < len(STOPS) and row.tries < kills and not _is_finished(home):
            at = _killed_once(home, at, row, chance)
    return row


def _killed_once(home: Path, at: int, row: Row, chance: Random) -> int:
    """Go on with the walk, answer a little, be killed; gives how many stops were acknowledged."""
    with Child(home) as app:
        found = stop_at(begin(app))
        now = len(STOPS) if found is None else found
        row.check(now in (at, at + 1), f"{at} answers were acknowledged, it goes on at {now}")
        if now == len(STOPS):
            return now
        if now < len(STOPS) - 1 and chance.randrange(2):
            answer(app, now)
            now += 1
        before, amount = len(app.wire), chance.choice([0, 1, 200, 1500, 4000])
        give(app, now)
        while len(app.wire) < before + amount and app.read(0.2):
            pass
        app.kill()
    row.tries += 1
    findings = examine(home / "data", verify=True).findings
    row.check(not findings, "; ".join(findings))
    return now


def _is_finished(home: Path) -> bool:
    with open_store(home / "data") as store:
        return bool(store.events(("run.finished",)))
