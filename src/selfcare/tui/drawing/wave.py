"""The breath as a wave: the level of one whole cycle over its seconds stands still across the width, and a point goes
along it.

What is behind is lit, what is ahead is not, so that from one picture to the next a few cells change. Holds are flat.
Pure; `stages.breathing` asks for the rows. The curve is drawn in braille dots, in half blocks where a font has none,
and in one sign a column where it has neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from math import cos, pi

from selfcare.core.breath import Phase, levels
from selfcare.tui.drawing.circle import BRAILLE, Glyphs
from selfcare.tui.drawing.strokes import Stripe, Stroke, centred, merged

WIDEST, NARROWEST = 64, 12
"""Columns of the wave."""
HIGHEST, LOWEST = 9, 3
"""Rows of it."""


def wave_size(columns: int, rows: int) -> tuple[int, int]:
    """Columns and rows of the wave in so much room; nothing where the bar has to take its place."""
    wide, high = min(WIDEST, columns - 4), min(HIGHEST, rows)
    return (wide, high) if wide >= NARROWEST and high >= LOWEST else (0, 0)


def column_at(progress: float, columns: int) -> int:
    """The column of the point, so far through the cycle (0 to 1)."""
    return max(0, min(columns - 1, int(progress * columns)))


def wave(
    cycle: Sequence[Phase], at: int, size: tuple[int, int], glyphs: Glyphs = "full", room: int = 0
) -> tuple[Stripe, ...]:
    """The wave of a cycle with the point in column `at`, in the middle of `room` columns."""
    return _wave(tuple(cycle), at, size, glyphs, room)


@lru_cache(maxsize=256)
def _wave(cycle: tuple[Phase, ...], at: int, size: tuple[int, int], glyphs: Glyphs, room: int) -> tuple[Stripe, ...]:
    columns, rows = size
    signs = _signs(cycle, columns, rows, glyphs)
    level = _levels(cycle, columns, 1)[at]
    top = min(rows - 1, int((1 - level) * rows))
    dot = "o" if glyphs == "plain" else "●"
    return tuple(centred(_row(signs[y], at, dot if y == top else ""), room) for y in range(rows))


def _row(signs: str, at: int, dot: str) -> Stripe:
    behind, here, ahead = signs[:at], signs[at], signs[at + 1 :]
    point = Stroke(dot, "accent", bold=True) if dot else Stroke(here, "accent")
    return merged([part for part in (Stroke(behind, "accent"), point, Stroke(ahead, "still")) if part.text])


@lru_cache(maxsize=16)
def _signs(cycle: tuple[Phase, ...], columns: int, rows: int, glyphs: Glyphs) -> tuple[str, ...]:
    across, down = {"full": (2, 4), "blocks": (1, 2), "plain": (1, 1)}[glyphs]
    points = _curve(_levels(cycle, columns, across), rows * down)
    return tuple("".join(_sign(_cell(points, x, y, across, down), glyphs) for x in range(columns)) for y in range(rows))


def _cell(points: frozenset[tuple[int, int]], x: int, y: int, across: int, down: int) -> frozenset[tuple[int, int]]:
    return frozenset(
        (right, under)
        for right in range(across)
        for under in range(down)
        if (x * across + right, y * down + under) in points
    )


def _sign(dots: frozenset[tuple[int, int]], glyphs: Glyphs) -> str:
    if not dots:
        return " "
    if glyphs == "full":
        return chr(0x2800 + sum(BRAILLE[under][right] for right, under in dots))
    if glyphs == "blocks":
        return "█" if len(dots) == 2 else "▀" if (0, 0) in dots else "▄"
    return "."


def _curve(heights: Sequence[float], rows: int) -> frozenset[tuple[int, int]]:
    """Dots of the curve, without gaps where it is steep."""
    drawn = [min(rows - 1, int((1 - height) * rows)) for height in heights]
    points: set[tuple[int, int]] = set()
    for x, y in enumerate(drawn):
        before = drawn[x - 1] if x else y
        step = 1 if y >= before else -1
        points |= {(x, each) for each in range(before + (step if before != y else 0), y + step, step)}
    return frozenset(points)


@lru_cache(maxsize=16)
def _levels(cycle: tuple[Phase, ...], columns: int, finer: int) -> tuple[float, ...]:
    """The level in the middle of each column (or of each `finer` part of one)."""
    ends = list(accumulate(phase.seconds for phase in cycle))
    count = columns * finer
    return tuple(_level(cycle, ends, (at + 0.5) / count * ends[-1]) for at in range(count))


def _level(cycle: tuple[Phase, ...], ends: Sequence[float], moment: float) -> float:
    index = next((at for at, end in enumerate(ends) if moment < end), len(ends) - 1)
    before, after = levels(cycle)[index]
    share = 1 - (ends[index] - moment) / cycle[index].seconds
    return before + (after - before) * (0.5 - 0.5 * cos(pi * share))
