"""Rows 16 and 17: checking a folder of 1,000 plans in one command, and how its memory grows with their number.

The plans are the shipped ones under other names. Each figure is of a whole command, from its start to its last line.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.figures import Figure, ratio, within
from benchmarks.processes import MeasureError, environment, selfcare
from benchmarks.progress import tell
from selfcare.planfile import library

PLANS = 1000
FEW = 100
LIMIT = 4.0
"""Seconds."""
FLAT = 1.25
"""Times the memory of a tenth of the plans."""


def measure(root: Path, runs: int) -> list[Figure]:
    """The time with every processor and with one, and the memory."""
    tell(f"16, 17  checking {PLANS:,} plans", runs * 10.0)
    many, few = written(root / "many", PLANS), written(root / "few", FEW)
    checked(root, few)
    seconds, alone, memory = [], [], []
    for _ in range(runs):
        took, most = checked(root, many)
        seconds.append(took)
        memory.append((float(most), float(checked(root, few)[1])))
        with one_processor():
            alone.append(checked(root, many)[0])
    return [
        within("16", f"checking {PLANS:,} plans in one command", median(seconds), LIMIT, "s"),
        Figure("16", "the same with one processor", f"{median(alone) * 1000:.1f} ms", "", "", "", None),
        ratio("17", f"its peak memory, {PLANS:,} plans / {FEW} plans", memory, FLAT, "KiB"),
    ]


def written(folder: Path, count: int) -> Path:
    """A folder of so many plans."""
    folder.mkdir()
    shipped = [(name, library.text(f"{name}.toml") or "") for name in library.plans()]
    for number in range(count):
        name, text = shipped[number % len(shipped)]
        other = re.sub(r'(?m)^(id\s*=\s*"[^"]+)"', rf'\1-{number}"', text, count=1)
        (folder / f"{name}-{number:04}.toml").write_text(other, encoding="utf-8")
    return folder


def checked(root: Path, folder: Path) -> tuple[float, int]:
    """Seconds that the command took, and KiB that the largest of its processes had at most.

    Raises `MeasureError` if it found something.
    """
    command = selfcare("plan", "check", str(folder))
    actions = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1)]
    began = perf_counter()
    child = os.posix_spawn(command[0], command, environment(root), file_actions=actions)
    _, status, used = os.wait4(child, 0)
    took = perf_counter() - began
    if code := os.waitstatus_to_exitcode(status):
        raise MeasureError(f"checking {folder.name} ended with {code}")
    return took, used.ru_maxrss // (1024 if sys.platform == "darwin" else 1)


@contextmanager
def one_processor() -> Iterator[None]:
    """What is started here has one of them, where the system lets us choose."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    all_of_them = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(all_of_them)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_of_them)
