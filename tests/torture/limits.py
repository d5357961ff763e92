"""A disk that is full, a folder that may only be read, too few handles, too little memory: a sentence, and old rows."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
    yield _read_only(folder / "folder")
    yield _full(folder / "full")
    yield _mounted_read_only(folder / "mounted")


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
    """Whoever may do anything gives up writing where it is not allowed, first."""
    row = Row("limits: a folder that may only be read")
    acknowledged = saved_ids(child(home, "log", "pain", "1").out)
    bound = [] if os.geteuid() else ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
    if bound and not shutil.which(bound[0]):
        row.count("could not be tried: root may write everywhere, and there is no setpriv")
        return row
    for path in (home / "data").glob("journal.*"):
        path.chmod(0o400)
    (home / "data").chmod(0o500)
    for command, code in (("log pain 3", 3), ("undo", 3), ("history", 0), ("export", 0), ("today", 0)):
        done = subprocess.run(
            [*bound, *PYTHON, *command.split()], env=environment(home), capture_output=True, text=True, check=False
        )
        row.tries += 1
        row.check(done.returncode == code, f"{command} ended with {done.returncode}: {done.stderr[-300:]}")
        row.check(is_sentence(done.stderr), done.stderr[-300:])
    (home / "data").chmod(0o700)
    row.check(not (said := holds(home, acknowledged)), said)
    return row


@contextmanager
def _mounted(place: Path, options: str) -> Iterator[bool]:
    """A disk in memory; False where this account may not mount one."""
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    is_there = not os.geteuid() and subprocess.run(command, capture_output=True, check=False).returncode == 0
    try:
        yield is_there
    finally:
        if is_there:
            subprocess.run(["umount", str(place)], check=True)


def _full(place: Path) -> Row:
    """Until nothing fits any more, and then a few times more."""
    row, acknowledged = Row("limits: a disk that fills up"), list[str]()
    with _mounted(place, "size=700k") as is_there:
        while is_there and row.notes.get("told", 0) < 12 and row.tries < 1000:
            done = child(place, "log", "pain", "3", "--note", "x" * 3900)
            ids = saved_ids(done.out)
            acknowledged += ids
            row.tries += 1
            row.count("saved" if ids else "told")
            row.check(bool(ids) or done.code == 3, f"ended with {done.code}")
            row.check(is_sentence(done.err), done.err[-300:])
        if is_there:
            row.check(not (said := holds(place, acknowledged)), said)
        else:
            row.count("could not be tried: this account may not mount a disk")
    return row


def _mounted_read_only(place: Path) -> Row:
    """What was recorded can be read there, and what cannot be saved is told."""
    row = Row("limits: a disk that may only be read")
    with _mounted(place, "size=4m") as is_there:
        if not is_there:
            row.count("could not be tried: this account may not mount a disk")
            return row
        acknowledged = saved_ids(child(place, "log", "pain", "1").out)
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        for words, code in (
            (["log", "pain", "3"], 3),
            (["undo"], 3),
            (["history"], 0),
            (["export"], 0),
            (["today"], 0),
        ):
            done = child(place, *words)
            row.tries += 1
            row.check(done.code == code, f"{words[0]} ended with {done.code}: {done.err[-200:]}")
            row.check(is_sentence(done.err), done.err[-300:])
        row.check(acknowledged[0] in child(place, "export").out, "the old entry cannot be read")
    return row
