"""Signs found in what a program wrote, when each came, and how late and how steady they were. Pure.

A recording is what came from the program with the time of each piece's arrival; a sign is whatever a reader of the
screen goes by: a phase's word, a digit.
"""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Sequence
from math import sqrt
from typing import NamedTuple

from benchmarks.grid import Grid
from benchmarks.terminal import COLUMNS, ROWS

Piece = tuple[float, bytes]
"""When it came, in seconds of `perf_counter`, and what came."""

Sign = Callable[[str], str]
"""What is shown, from the text of the screen; empty where nothing of the kind stands on it."""


class Onset(NamedTuple):
    """When a sign was first seen, and which."""

    at: float
    sign: str


class Course(NamedTuple):
    """Onsets against their plan: seconds late, each, and how the lateness grew."""

    late: Sequence[float]
    drift: float
    """Seconds late more, a second: the slope of the line through them all (least squares)."""
    doubt: float
    """One standard error of that slope."""


def onsets(pieces: Iterable[Piece], sign: Sign) -> list[Onset]:
    """Each time when another sign was shown. A screen counts once its frame is complete, and a gap is no sign."""
    grid, decoder = Grid(COLUMNS, ROWS), getincrementaldecoder("utf-8")("replace")
    found: list[Onset] = []
    for at, written in pieces:
        grid.feed(decoder.decode(written))
        if grid.in_frame:
            continue
        shown = sign(grid.text)
        if shown and (not found or found[-1].sign != shown):
            found.append(Onset(at, shown))
    return found


def course(seen: Sequence[float], planned: Sequence[float], begun: float | None = None) -> Course:
    """How onsets that were `seen` keep to what was `planned`, one for one.

    `begun` is when the plan's zero was. Where nobody knows, the earliest of all fixes it: then lateness is told against
    the best that the program did itself, and what is late every time is hidden.
    """
    behind = [at - due for at, due in zip(seen, planned, strict=True)]
    zero = min(behind, default=0.0) if begun is None else begun
    drift, doubt = slope(planned, behind)
    return Course([each - zero for each in behind], drift, doubt)


def waits(seen: Sequence[Onset], plan: Sequence[Onset], until: float) -> list[float | None]:
    """For each planned onset the seconds until its sign was seen; None where it never was while it was in force.

    For lines where pictures may be left out, so that onsets cannot be told one for one. The last one is in force
    `until` then. A sign that stood there already before its time is no onset.
    """
    ends = [*(following.at for following in plan[1:]), until][: len(plan)]
    return [_wait(seen, due, end) for due, end in zip(plan, ends, strict=True)]


def _wait(seen: Sequence[Onset], due: Onset, end: float) -> float | None:
    return next((each.at - due.at for each in seen if each.sign == due.sign and due.at <= each.at < end), None)


def slope(across: Sequence[float], up: Sequence[float]) -> tuple[float, float]:
    """The line through points by least squares: its slope, and one standard error of that. Nothing from one point."""
    count = len(across)
    if count < 2:
        return 0.0, 0.0
    middle, height = sum(across) / count, sum(up) / count
    spread = sum((x - middle) ** 2 for x in across)
    rise = sum((x - middle) * (y - height) for x, y in zip(across, up, strict=True)) / spread
    off = sum((y - height - rise * (x - middle)) ** 2 for x, y in zip(across, up, strict=True))
    return rise, sqrt(off / (count - 2) / spread) if count > 2 else 0.0
