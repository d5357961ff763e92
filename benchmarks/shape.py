"""Row 13: what the moving shape costs, beside the same picture drawn as anybody would, and with motion reduced."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from benchmarks.figures import Figure, Pairs, ratio, within
from benchmarks.practice import PHASES, breathe, has_begun, home
from benchmarks.processes import NAIVE, cpu_so_far, environment
from benchmarks.progress import tell
from benchmarks.terminal import Terminal, rest_all, textual_shows

CPU, BYTES = 0.35, 0.25
"""Of the naive one's."""
REDUCED_CPU, REDUCED_BYTES = 0.005, 500.0
"""Of a processor; a second."""
SETTLED = 3.0
"""Seconds after which a start is over."""
BREATH = sum(seconds for seconds, _ in PHASES)


class Cost(NamedTuple):
    """Of one program over one breath: of a processor; bytes and frames a second to the terminal."""

    cpu: float
    bytes: float
    frames: float


def measure(root: Path, breaths: int) -> list[Figure]:
    """All three side by side, over the same breaths."""
    tell("13  what the moving shape costs", SETTLED + BREATH * breaths)
    length = BREATH * (breaths + 4)
    naive = (*NAIVE, *(str(seconds) for seconds, _ in PHASES))
    with (
        Terminal(breathe(length), home(root, "moving-shape")) as full,
        Terminal(breathe(length), home(root, "still-shape", motion="reduced")) as reduced,
        Terminal(naive, environment()) as floor,
    ):
        for each in (full, reduced):
            each.until(has_begun)
        floor.until(textual_shows("Breathe"))
        everything = (full, floor, reduced)
        rest_all(everything, SETTLED)
        costs = [_breath(everything) for _ in range(breaths)]
    what = f"over {breaths} breaths of {BREATH:g} s"
    return [
        ratio("13", f"CPU of the moving shape / Static.update, {what}", _pairs(costs, 0), CPU, "share"),
        ratio("13", f"bytes of the moving shape / Static.update, {what}", _pairs(costs, 1), BYTES, "B/s"),
        _frames(costs),
        within("13", f"CPU with motion reduced, {what}", median(each[2].cpu for each in costs), REDUCED_CPU, "share"),
        within(
            "13", f"bytes with motion reduced, {what}", median(each[2].bytes for each in costs), REDUCED_BYTES, "B/s"
        ),
    ]


def _breath(terminals: Sequence[Terminal]) -> list[Cost]:
    """What each took for one breath."""
    before = [(cpu_so_far(each.process), each.written, each.frames) for each in terminals]
    began = perf_counter()
    rest_all(terminals, BREATH)
    took = perf_counter() - began
    return [
        Cost((cpu_so_far(each.process) - used) / took, (each.written - written) / took, (each.frames - shown) / took)
        for each, (used, written, shown) in zip(terminals, before, strict=True)
    ]


def _pairs(costs: Sequence[Sequence[Cost]], which: int) -> Pairs:
    return [(ours[which], floor[which]) for ours, floor, _ in costs]


def _frames(costs: Sequence[Sequence[Cost]]) -> Figure:
    """How often each drew, so that nobody saves by drawing less; a picture like the one before need not be drawn."""
    ours, floor = (f"{median(each[side].frames for each in costs):.1f}" for side in (0, 1))
    return Figure("13", "frames a second", ours, floor, "", "", None)
