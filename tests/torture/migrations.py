"""A journal of each released version: brought up to date by one of eight that start at once, with all its rows; and
ended by force at each call that changes a file. A step that fails and a newer journal are ordinary tests.
"""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from selfcare.journal import migrate
from tests.cli.shell import environment
from tests.torture import strace
from tests.torture.journals import released, write_old
from tests.torture.row import PYTHON, Row, copied, holds, is_sentence, raw_rows

ROUNDS, AT_ONCE = 12, 8


def rows(folder: Path, scale: float) -> Iterator[Row]:
    for file in released():
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
            row.check(_version(home) == len(migrate.STEPS), "an old version")
        yield row
        yield _killed_at_each_call(file, folder / f"{file.stem}-killed", scale)


def _killed_at_each_call(file: Path, work: Path, scale: float) -> Row:
    """Old or new, never between; with a copy of before wherever it is new; and the next start brings it up to date."""
    row = Row(f"killed at each call, {file.stem}")
    if not strace.is_there():
        row.wrong.append(strace.MISSING)
        return row
    first, home, command = work / "first", work / "home", ["-m", "selfcare", "history"]
    ids = _begun(first, file)
    expected = raw_rows(first / "data" / "journal.db")
    clean = strace.run(copied(first, home), command, work=work)
    calls = [call for call in clean.calls if any(f"{home}/data" in strace.path_of(word) for word in call.arguments[:2])]
    for call in calls[:: max(1, round(1 / scale))]:
        copied(first, home)
        strace.run(home, command, inject=f"{call.name}:signal=KILL:when={call.number}", work=work)
        version = _version(home)
        row.tries += 1
        row.count(f"at version {version}")
        there = list((home / "data" / "copies").glob("journal-before-version-*.db"))
        row.check(version == _version(first) or bool(there), "a new version without a copy of the old one")
        row.check(all(raw_rows(one) == expected for one in there), "the copy of before is not whole")
        row.check(not (said := holds(home, ids)), said)
        row.check(raw_rows(home / "data" / "journal.db") == expected, "an event is not as it was")
        row.check(_version(home) == len(migrate.STEPS), "the next start did not bring it up to date")
    return row


def _version(home: Path) -> int:
    with closing(sqlite3.connect(home / "data" / "journal.db")) as raw:
        return int(raw.execute("PRAGMA user_version").fetchone()[0])


def _begun(home: Path, file: Path) -> list[str]:
    write_old(home, file)
    return [str(row[1]) for row in raw_rows(home / "data" / "journal.db")]
