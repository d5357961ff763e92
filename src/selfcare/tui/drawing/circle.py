"""A circle one dot thick: braille dots, half blocks, or one sign per cell where a font has neither."""

from __future__ import annotations

from functools import lru_cache
from math import sqrt
from typing import Literal

Glyphs = Literal["full", "blocks", "plain"]
"""The sets of signs. `blocks`: no braille. `plain`: a Linux console, or no UTF-8."""

BRAILLE = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Bits of a braille cell, by dot row, then dot column."""


@lru_cache(maxsize=64)
def ring(height: int, radius: float, glyphs: Glyphs = "full") -> tuple[str, ...]:
    """The circle around the middle of `height` rows by twice as many columns, one string a row.

    `radius` in square pixels, two to a cell.
    """
    if glyphs == "plain":
        return _signs(height, _points(height, radius))
    if glyphs == "blocks":
        return _halves(height, _points(height, radius))
    return _dots(height, _points(2 * height, 2 * radius))


def _points(middle: int, radius: float) -> frozenset[tuple[int, int]]:
    """Points (x, y) of the grid on the circle around (middle, middle): eight arcs, each one point thick."""
    arc: set[tuple[float, float]] = set()
    across = 0.5
    while True:
        down = round(sqrt(max(0.0, radius * radius - across * across)) - 0.5) + 0.5
        if across > down:
            break
        arc |= {(across, down), (down, across)}
        across += 1
    return frozenset(
        (int(middle + sideways * x), int(middle + upright * y))
        for x, y in arc
        for sideways in (-1, 1)
        for upright in (-1, 1)
    )


def _dots(height: int, points: frozenset[tuple[int, int]]) -> tuple[str, ...]:
    cells = [[0] * (2 * height) for _ in range(height)]
    for x, y in points:
        if 0 <= x < 4 * height and 0 <= y < 4 * height:
            cells[y // 4][x // 2] |= BRAILLE[y % 4][x % 2]
    return tuple("".join(chr(0x2800 + bits) if bits else " " for bits in row) for row in cells)


def _halves(height: int, points: frozenset[tuple[int, int]]) -> tuple[str, ...]:
    sign = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
    return tuple(
        "".join(sign[(x, 2 * y) in points, (x, 2 * y + 1) in points] for x in range(2 * height)) for y in range(height)
    )


def _signs(height: int, points: frozenset[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(
        "".join("·" if {(x, 2 * y), (x, 2 * y + 1)} & points else " " for x in range(2 * height)) for y in range(height)
    )
