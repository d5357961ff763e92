"""A journal of each released version: brought up to date by one of eight that start at once, with all its rows."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from selfcare.journal import migrate
from tests.cli.shell import environment
from tests.torture.row import PYTHON, Row, holds, is_sentence

RELEASED = sorted((Path(__file__).parents[1] / "journal").glob("version-*.sql"))
ROUNDS, AT_ONCE = 12, 8


def rows(folder: Path, scale: float) -> Iterator[Row]:
    for file in RELEASED:
        row = Row(f"{AT_ONCE} start at once on a journal of {file.stem}")
        for number in range(round(ROUNDS * scale)):
            home = folder / f"{file.stem}-{number}"
            ids = _begun(home, file)
            command = [*PYTHON, "log", "pain", "3"]
            starts = [
                subprocess.Popen(
                    command, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
                )
                for _ in range(AT_ONCE)
            ]
            for start in starts:
                out, err = start.communicate()
                row.check(start.returncode == 0 and is_sentence(err), err)
                ids += [line.split()[1] for line in out.splitlines() if line.startswith("saved ")]
            row.tries += 1
            row.check(len(ids) >= AT_ONCE, "not everybody was served")
            row.check(not (said := holds(home, ids)), said)
            with closing(sqlite3.connect(home / "data" / "journal.db")) as raw:
                row.check(raw.execute("PRAGMA user_version").fetchone() == (len(migrate.STEPS),), "an old version")
        yield row


def _begun(home: Path, file: Path) -> list[str]:
    (home / "data").mkdir(parents=True, mode=0o700)
    with closing(sqlite3.connect(home / "data" / "journal.db")) as raw:
        raw.executescript(file.read_text(encoding="utf-8"))
        ids = [str(name) for (name,) in raw.execute("SELECT id FROM event")]
    (home / "data" / "journal.mark").write_text("00112233aabbccdd\n")
    return ids
