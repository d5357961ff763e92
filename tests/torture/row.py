"""What came of one row, and what its checks share."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from selfcare.core.ledger import ENTRY_KINDS
from selfcare.errors import SelfcareError
from selfcare.journal.integrity import examine
from selfcare.journal.store import open_store

PYTHON = [sys.executable, "-m", "selfcare"]


@dataclass
class Row:
    """So many tries of something, and what was wrong with them."""

    name: str
    tries: int = 0
    notes: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def count(self, what: str, by: int = 1) -> None:
        self.notes[what] = self.notes.get(what, 0) + by

    def check(self, holds: bool, otherwise: str) -> None:
        """One thing that has to hold in one try."""
        if not holds:
            self.wrong.append(otherwise)

    def told(self) -> str:
        notes = ", ".join(f"{count:,} {what}" for what, count in self.notes.items())
        verdict = f"{len(self.wrong)} WRONG: {self.wrong[0]}" if self.wrong else "accepted"
        return f"{self.name:<44}{self.tries:7,} tries   {notes}   {verdict}"


def raw_rows(file: str | os.PathLike[str]) -> list[tuple[object, ...]]:
    """Every event exactly as it is stored, in the order of writing, read without the program's own code."""
    with closing(sqlite3.connect(f"file:{os.fspath(file)}?mode=ro", uri=True)) as connection:
        return connection.execute("SELECT * FROM event ORDER BY seq").fetchall()


def copied(source: Path, target: Path) -> Path:
    """The same folder anew, in the place of whatever was there."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, symlinks=True)
    return target


def saved_ids(printed: str) -> list[str]:
    """The ids that were said to be saved, of whole lines."""
    return [
        line.split()[1] for line in printed.splitlines(keepends=True) if line.startswith("saved ") and line[-1:] == "\n"
    ]


def holds(home: Path, ids: list[str]) -> str:
    """Empty if the journal of a home is whole and holds these entries; else what is wrong."""
    health = examine(home / "data", verify=True)
    if health.findings:
        return f"not whole: {health.findings[0]}"
    try:
        with open_store(home / "data") as journal:
            there = {event.id for event in journal.everything()}
    except SelfcareError as error:
        return f"cannot be opened: {error}"
    lost = [name for name in ids if name not in there]
    return f"lost {len(lost)} of {len(ids)}: {lost[0]}" if lost else ""


def live(home: Path) -> list[str]:
    """The ids of the entries that stand."""
    with open_store(home / "data") as journal:
        return [event.id for event in journal.events(ENTRY_KINDS)]


def is_sentence(stderr: str) -> bool:
    """Whether a command ended with words for a person."""
    return "Traceback" not in stderr and all(line.startswith("selfcare: ") for line in stderr.splitlines())


def answers(export: str) -> list[object]:
    """The lines of an export, read."""
    return [json.loads(line) for line in export.splitlines()]
