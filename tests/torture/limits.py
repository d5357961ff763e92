"""A disk that is full, a folder that may only be read, too few handles, too little memory: a sentence, and old rows."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.cli.shell import child, environment
from tests.torture.row import PYTHON, Row, holds, is_sentence, saved_ids

MIB = 1024**2


def rows(folder: Path, scale: float) -> Iterator[Row]:
    def limit(kind: int, most: int) -> Callable[[], None]:
        return lambda: resource.setrlimit(kind, (most, most))

    sizes = range(0, round(150_000 * min(1.0, scale)), 1500)
    yield _under(folder / "size", "files may not grow", [limit(resource.RLIMIT_FSIZE, size) for size in sizes])
    yield _under(folder / "handles", "few handles", [limit(resource.RLIMIT_NOFILE, most) for most in range(3, 24)])
    memory = [limit(resource.RLIMIT_AS, most * MIB) for most in range(8, 120, 4)]
    yield _under(folder / "memory", "little memory", memory)
    if os.geteuid():
        yield _read_only(folder / "folder")


def _under(home: Path, name: str, limits: list[Callable[[], None]]) -> Row:
    row = Row(f"limits: {name}")
    acknowledged = saved_ids(child(home, "log", "pain", "1").out)
    for limit in limits:
        done = subprocess.run(
            [*PYTHON, "log", "pain", "3", "--note", "x" * 1000],
            env=environment(home), preexec_fn=limit, capture_output=True, text=True, errors="replace", check=False,
        )  # fmt: skip
        ids = saved_ids(done.stdout)
        acknowledged += ids
        row.tries += 1
        row.count("saved" if ids else "told" if done.returncode == 3 else "did not even start")
        if done.returncode in (0, 3):
            row.check(bool(ids) or done.returncode == 3, "well ended, and nothing was said to be saved")
            row.check(is_sentence(done.stderr), done.stderr)
    row.check(not (said := holds(home, acknowledged)), said)
    return row


def _read_only(home: Path) -> Row:
    row = Row("limits: a folder that may only be read", 1)
    acknowledged = saved_ids(child(home, "log", "pain", "1").out)
    (home / "data").chmod(0o500)
    done = child(home, "log", "pain", "3")
    row.check(done.code == 3 and is_sentence(done.err), done.err)
    (home / "data").chmod(0o700)
    row.check(not (said := holds(home, acknowledged)), said)
    return row
