"""Every system call of a write fails once, with each error: saved and there, or said not to be; old rows stay."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.cli.shell import child, environment
from tests.torture.row import Row, holds, is_sentence, saved_ids

CALLS = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "openat", "fcntl", "pread64", "newfstatat", "rename")
ERRORS = ("ENOSPC", "EIO", "EMFILE", "EACCES", "EROFS", "EDQUOT")
COMMAND = [sys.executable, "-m", "selfcare", "log", "pain", "3", "--note", "after lunch"]
TOLD = 3


def rows(folder: Path, scale: float) -> Iterator[Row]:
    row, home = Row("each system call of a write fails"), folder / "home"
    tool = shutil.which("strace")
    if tool is None:
        row.wrong.append("this row needs strace, which is not there")
        yield row
        return
    acknowledged = saved_ids(child(home, "log", "pain", "1").out)
    for call in CALLS:
        for number in range(1, _calls(tool, home, call) + 1, max(1, round(1 / scale))):
            for error in ERRORS:
                acknowledged += _injected(row, tool, home, f"{call}:error={error}:when={number}")
    row.check(not (said := holds(home, acknowledged)), said)
    yield row


def _traced(tool: str, home: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Only calls that are about the journal's own files count, and only those are traced."""
    data = home / "data"
    paths = [str(data / name) for name in ("journal.db", "journal.db-journal", "journal.mark")]
    only = [word for path in (*paths, str(data)) for word in ("-P", path)]
    return subprocess.run(
        [tool, "-f", "-q", "-o", str(home.with_name("trace")), *only, *more, *COMMAND],
        env=environment(home), capture_output=True, text=True, check=False,
    )  # fmt: skip


def _calls(tool: str, home: Path, call: str) -> int:
    """How many such calls there are when nothing fails."""
    _traced(tool, home, "-e", f"trace={call}")
    return len(re.findall(rf"\b{call}\(", home.with_name("trace").read_text(encoding="latin-1")))


def _injected(row: Row, tool: str, home: Path, fault: str) -> list[str]:
    done = _traced(tool, home, "-e", f"inject={fault}")
    ids = saved_ids(done.stdout)
    row.tries += 1
    row.count("saved all the same" if ids else "told")
    row.check(bool(ids) or done.returncode == TOLD, f"{fault}: ended with {done.returncode}: {done.stderr[-200:]}")
    row.check(is_sentence(done.stderr), f"{fault}: {done.stderr[-200:]}")
    if said := holds(home, ids):
        row.wrong.append(f"{fault}: {said}")
    return ids
