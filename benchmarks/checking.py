"""Row 9: checking a plan of 150 lines, warm, against reading the same text with the bare libraries.

Measured in a child of its own: what it imports would weigh on the figures of the programs that the harness starts.
"""

from __future__ import annotations

import json
import subprocess
import sys
import timeit
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benchmarks.figures import Figure, ratio
from benchmarks.processes import MeasureError, environment

LINES = 150
HEAD = """selfcare = 1

[plan]
id = "measured"
title = "Measured"
version = "1.0.0"
language = "en"
author = "the benchmark"
reviewer = "its test"
reviewed = 2026-11-23
licence = "MIT"
audience = "adults 18+"
region = "any"
"""
ITEM = """
[checklist.days.item-{number}]
check = "Sit down for a minute, and look out of the window, {number}"
{window}
why = "It is good to be at rest before."
"""


def measure(root: Path, pairs: int) -> Figure:
    """The one row."""
    command = (sys.executable, "-m", "benchmarks.checking", str(pairs))
    done = subprocess.run(
        command, env=environment(root), cwd=Path(__file__).parent.parent, capture_output=True, text=True
    )
    if done.returncode:
        raise MeasureError(f"checking a plan ended with {done.returncode}: {done.stderr[-300:]}")
    return ratio("9", f"checking {LINES} lines, warm / tomllib + pydantic", json.loads(done.stdout), 2.5)


def plan_text() -> str:
    """A plan of so many lines, with nothing wrong in it."""
    head = HEAD + '\n[checklist.days]\ntitle = "Days"\n'
    items = (LINES - head.count("\n")) // ITEM.count("\n")
    windows = [f'from = "{n}h before"' if n <= items // 2 else f'until = "{n}h after"' for n in range(1, items + 1)]
    return head + "".join(ITEM.format(number=n, window=window) for n, window in enumerate(windows, 1))


def _measure(pairs: int) -> list[tuple[float, float]]:
    from pydantic import BaseModel

    from selfcare.planfile import check_text

    class Item(BaseModel):
        check: str
        why: str

    class Flat(BaseModel):
        selfcare: int
        plan: dict[str, str | date]
        checklist: dict[str, dict[str, str | Item]]

    text = plan_text()

    def ours() -> None:
        if check_text(text).problems:
            raise SystemExit(f"the plan that is measured has problems: {check_text(text).problems}")

    def floor() -> None:
        Flat.model_validate(tomllib.loads(text))

    ours()
    floor()
    return [(_least(ours), _least(floor)) for _ in range(pairs)]


def _least(work: Callable[[], None]) -> float:
    """Seconds of the quickest of a few calls: what disturbs can only add."""
    return min(timeit.repeat(work, number=1, repeat=5))


if __name__ == "__main__":
    print(json.dumps(_measure(int(sys.argv[1]))))
