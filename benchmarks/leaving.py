"""Row 21: a journal of 100,000 entries written out as JSON lines, and taken in by an empty one: seconds, and memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import rmtree
from statistics import median
from time import perf_counter

from benchmarks.figures import Figure, within
from benchmarks.processes import Command, MeasureError, environment, selfcare
from benchmarks.progress import tell

ENTRIES = 100_000
OUT, IN = 5.0, 10.0
"""Seconds."""
MEMORY = 60.0 * 1024
"""KiB."""
EACH = 10.0
"""Seconds that one round takes or so, for who waits."""


def measure(root: Path, rounds: int) -> list[Figure]:
    """The medians of some rounds; of each of the two the memory at its most."""
    tell("21  a journal leaves and comes back", EACH * rounds)
    file, other = str(root / "leaving.jsonl"), root / "arriving"
    here, there = environment(root / "leaving"), environment(other)
    filling = (sys.executable, "-m", "benchmarks.journals", str(root / "leaving" / "data"), str(ENTRIES))
    done = subprocess.run(filling, env=here, cwd=Path(__file__).parent.parent, capture_output=True, text=True)
    if done.returncode:
        raise MeasureError(f"a journal could not be filled: {done.stderr[-300:]}")
    out, into = [], []
    for _ in range(rounds):
        out.append(_run(selfcare("export", "-o", file, "--force"), here))
        rmtree(other, ignore_errors=True)
        into.append(_run(selfcare("import", file), there))
    return [
        within("21", f"export of {ENTRIES:,} entries as JSON lines", median(each[0] for each in out), OUT, "s"),
        within("21", "its peak memory", max(each[1] for each in out), MEMORY, "KiB"),
        within("21", "import of them into an empty journal", median(each[0] for each in into), IN, "s"),
        within("21", "its peak memory", max(each[1] for each in into), MEMORY, "KiB"),
    ]


def _run(command: Command, env: Mapping[str, str]) -> tuple[float, float]:
    """Seconds to the end, and KiB at the most (Linux). Raises `MeasureError` unless it ends well."""
    silent = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
    begun = perf_counter()
    child = os.posix_spawn(command[0], command, env, file_actions=silent)
    _, status, used = os.wait4(child, 0)
    if code := os.waitstatus_to_exitcode(status):
        raise MeasureError(f"{' '.join(command)} ended with {code}")
    return perf_counter() - begun, float(used.ru_maxrss)
