"""Row 14: breathing over a line of 9,600 baud, which carries 960 bytes a second.

Bytes arrive when the line has carried them. Between the program and the line stands the terminal's own buffer (some
thousand bytes on Linux), as it does in front of a modem: a program that fills it is seconds ahead of what is seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from time import perf_counter

from benchmarks.figures import Figure, percentile
from benchmarks.onsets import Piece, waits
from benchmarks.practice import OVER, Practice, breathe, home, kept, plan
from benchmarks.progress import tell
from benchmarks.slow import Bucket
from benchmarks.terminal import Terminal, foremost

RATE = 960.0
"""Bytes a second."""
LATEST = 1.0
"""Seconds."""
HELD = 14.0
"""Seconds that a practice may wait for its first picture on such a line; its clock begins after that."""
A_BREAK = 0.25
"""Seconds without a byte: the line has nothing left to carry."""


def measure(root: Path, seconds: float) -> list[Figure]:
    """The face with reduced motion, and the full one, which has to notice; side by side, each on a line of its own."""
    tell("14  breathing over a slow line", HELD + seconds + OVER)
    envs = [home(root, f"slow-{motion}", motion) for motion in ("reduced", "full")]
    with Terminal(breathe(seconds), envs[0]) as reduced, Terminal(breathe(seconds), envs[1]) as full:
        with ThreadPoolExecutor(2) as pool:
            recordings = list(pool.map(lambda terminal: _over_the_line(terminal, seconds), (reduced, full)))
        for terminal in (reduced, full):
            terminal.leave()
    return [
        *_reduced(kept(envs[0], recordings[0]), seconds),
        *_full(kept(envs[1], recordings[1]), recordings[1], seconds),
    ]


def _reduced(done: Practice, seconds: float) -> list[Figure]:
    return [
        _on_time("onset over 960 bytes a second, motion reduced", done, seconds, done.seen[0].at),
        Figure("14", "first words over that line, after the beginning", _seconds(done.first), "", "", "", None),
    ]


def _full(done: Practice, pieces: Sequence[Piece], seconds: float) -> list[Figure]:
    calm = calm_from(pieces, after=done.seen[0].at)
    took = f"never in {seconds:g} s" if calm is None else _seconds(calm - (done.begun or done.seen[0].at))
    what = "until full motion writes no more than the line carries"
    return [
        Figure("14", what, took, "", "", "", None if calm else False),
        _on_time("onset from then on", done, seconds, calm or float("inf")),
    ]


def calm_from(pieces: Sequence[Piece], after: float) -> float | None:
    """When the line first had a break after `after`; None where it is busy to the end."""
    times = [at for at, _ in pieces if at >= after]
    return next((at for at, following in pairwise(times) if following - at >= A_BREAK), None)


def _over_the_line(terminal: Terminal, seconds: float) -> list[Piece]:
    with foremost():
        terminal.rest_slowly(HELD + seconds + OVER, Bucket(RATE, perf_counter()))
    return terminal.recording()


def _on_time(what: str, done: Practice, seconds: float, since: float) -> Figure:
    """How late what was due since then was, as far as it was seen at all."""
    begun = done.begun or done.seen[0].at
    due = [each for each in plan(seconds, begun) if each.at > max(since, begun)]  # the first words stood there before
    found = waits(done.seen, due, begun + seconds)
    late = [wait for wait in found if wait is not None]
    if not late:
        return Figure("14", what, f"none of {len(due)} seen, {done.outcome}", "", "", f"<= {LATEST:g} s", False)
    told = " / ".join(f"{part * 1000:.0f}" for part in (percentile(late, 0.5), percentile(late, 0.99), max(late)))
    is_met = len(late) == len(due) and max(late) <= LATEST
    what = f"{what}, p50 / p99 / max of {len(late)} seen of {len(due)}"
    return Figure("14", what, f"{told} ms, {done.outcome}", "", "", f"<= {LATEST:g} s", is_met)


def _seconds(value: float | None) -> str:
    return "" if value is None else f"{value:.1f} s"
