"""Row 7: from a key to the screen that shows it, on Today and on a list of Textual's own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from random import Random

from benchmarks import home
from benchmarks.figures import Figure, delays
from benchmarks.processes import LISTING, environment, selfcare
from benchmarks.starting import CALM, DOWN, open_today
from benchmarks.terminal import Terminal, is_changed, textual_shows

UP, SPACE, UNDO = b"\x1b[A", b" ", b"u"
REACH = 12
"""Rows to go down before going up again; Today has more."""
LIMITS = (16.0, 50.0)
"""Milliseconds: the median, and 99 of 100."""
A_SESSION = 4 * 2 * REACH
"""Keys typed before the other program has its turn; they end where they began."""


def measure(root: Path, keys: int) -> list[Figure]:
    """Arrow keys; and a row ticked and taken back, each saved durably before it is shown."""
    env, bare = home.prepare(root, "moving"), environment()
    ours: list[float] = []
    floor: list[float] = []
    ticks: list[float] = []
    for done in range(0, keys, A_SESSION):
        some = min(A_SESSION, keys - done)
        with Terminal(selfcare(), env) as terminal:
            open_today(terminal)
            ours += _type(terminal, islice(_arrows(), some))
            ticks += _type(terminal, islice(cycle((SPACE, UNDO)), some // 2 * 2))
        with Terminal(LISTING, bare) as terminal:
            terminal.until(textual_shows("row 9"))
            floor += _type(terminal, islice(_arrows(), some))
    return [
        delays("7", f"arrow key to changed screen, p50 / p99 of {len(ours)}; floor: OptionList", ours, floor, LIMITS),
        delays("7", f"space or u to changed screen, saved, p50 / p99 of {len(ticks)}", ticks, (), LIMITS),
    ]


def _arrows() -> Iterator[bytes]:
    return cycle((*[DOWN] * REACH, *[UP] * REACH))


def _type(terminal: Terminal, keys: Iterator[bytes]) -> list[float]:
    """Type as a person does who is quick, never in step with the frames; seconds from each key to its frame."""
    pauses = Random(7)
    terminal.rest(CALM)
    taken = []
    for key in keys:
        typed = terminal.press(key)
        taken.append(terminal.until(is_changed) - typed)
        terminal.rest(pauses.uniform(0.03, 0.08))
    return taken
