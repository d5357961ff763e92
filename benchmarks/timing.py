"""Rows 10, 11, 12 and 15: how late the onsets of a breath are on screen, and how steady, alone and under load.

Twenty onsets a minute are few: of forty in two minutes the latest is also what 99 of 100 stay below.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from math import inf
from pathlib import Path

from benchmarks import peers
from benchmarks.figures import Figure, drift, lateness, percentile
from benchmarks.practice import Practice, home, planned, practise
from benchmarks.progress import tell

LIMITS = (12.0, 35.0)
"""Milliseconds: 99 of 100, and all."""
LOADED = (50.0, inf)
DRIFT = 0.2
"""Milliseconds a minute."""
HONEST = 10.0
"""Milliseconds between what selfcare says of its own lateness and what was seen: its clock is read before it paints."""
BUSY = "while True: pass"


def on_time(root: Path, seconds: float) -> list[Figure]:
    """Row 10: the moving shape, undisturbed."""
    done = _practice(root, seconds)
    zero = "its own beginning" if done.begun else "its earliest"
    late = lateness(
        "10", f"onset on screen, p50 / p99 / max of {len(done.course.late)}, from {zero}", done.course.late, LIMITS
    )
    first = "" if done.first is None else f"{done.first * 1000:.1f} ms"
    return [
        late,
        lateness("10", "the same from its earliest, as others are told", done.from_earliest.late, (inf, inf)),
        Figure("10", "first picture of the practice after its beginning", first, "", "", "", None),
    ]


def steady(root: Path, seconds: float) -> list[Figure]:
    """Row 11: does it drift?"""
    done = _practice(root, seconds)
    return [drift("11", f"drift over {seconds / 60:g} min, {len(done.course.late)} onsets", *done.course[1:], DRIFT)]


def others(root: Path, seconds: float, *, at_once: bool) -> list[Figure]:
    """Rows 10 and 11 of other people's timers, each told from its own earliest onset."""
    if not seconds:
        return []
    tell(f"10  installing and running {len(peers.PEERS)} other timers", seconds * (1 if at_once else len(peers.PEERS)))
    found: list[Figure] = []
    for name, course, trouble in peers.measure(root, seconds, at_once=at_once):
        if course is None:
            found.append(Figure("10", name, "", trouble, "", "", None))
            continue
        beside = ", all at once" if at_once else ""
        found.append(
            lateness("10", f"{name}, p50 / p99 / max of {len(course.late)}, from its earliest{beside}", course.late)
        )
        found.append(drift("11", f"{name}, drift over {seconds / 60:g} min", *course[1:]))
    return found


def loaded(root: Path, seconds: float) -> list[Figure]:
    """Row 12: every processor has something better to do."""
    tell("12  a practice with every processor busy", seconds)
    with busy():
        done = practise(home(root, "loaded"), seconds)
    count = len(done.course.late)
    return [
        lateness("12", f"onset on screen under load, p50 / p99 / max of {count}", done.course.late, LOADED),
        drift("12", "drift under load", *done.course[1:], DRIFT),
        _nothing_lost(done, seconds),
        _honest("12", done),
    ]


def receipts(root: Path, seconds: float) -> list[Figure]:
    """Row 15: is what it says of itself what was seen?"""
    return [_honest("15", _practice(root, seconds))]


@contextmanager
def busy() -> Iterator[None]:
    """A process on each processor that does nothing but keep it busy."""
    hogs = [subprocess.Popen((sys.executable, "-c", BUSY)) for _ in os.sched_getaffinity(0)]
    for hog, processor in zip(hogs, sorted(os.sched_getaffinity(0)), strict=True):
        os.sched_setaffinity(hog.pid, {processor})
    try:
        yield
    finally:
        for hog in hogs:
            hog.kill()
            hog.wait()


@cache
def _practice(root: Path, seconds: float) -> Practice:
    """One practice of this length serves every row that asks for one."""
    tell("10, 11, 15  a practice", seconds)
    return practise(home(root, f"timing-{seconds:g}"), seconds)


def _nothing_lost(done: Practice, seconds: float) -> Figure:
    expected = len(planned(seconds))
    cues = done.receipt.get("n", done.receipt.get("cues", 0))
    told = f"{len(done.seen)} seen, {cues:g} kept, {done.outcome}"
    # the first picture of all may count as a cue or not
    is_met = len(done.seen) == expected and cues >= expected - 1 and done.outcome == "done"
    return Figure("12", "onsets seen and in the journal", told, f"{expected} planned", "", "all", is_met)


def _honest(row: str, done: Practice) -> Figure:
    """What the receipt says of the latest 1 of 100 against what was seen of them."""
    name = next((name for name in ("p99_ms", "worst_ms", "max_ms") if name in done.receipt), "")
    seen = percentile(done.course.late, 0.99) * 1000
    what = f"its receipt's {name or 'figures'} beside what was seen"
    if not name:
        return Figure(row, what, "none", f"{seen:.1f} ms", "", "", None)
    said = done.receipt[name]
    apart = f"{seen - said:+.1f} ms"
    return Figure(row, what, f"{said:.1f} ms", f"{seen:.1f} ms", apart, f"<= {HONEST:g} ms", abs(seen - said) <= HONEST)
