"""The breathing disc: square pixels, two to a cell, edges mixed with the ground, inside a ring: the full breath.

Pure maths of pixels. `stages.breathing` asks for the rows at a breath's level; everything is cached, because a breath
repeats itself.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from math import hypot
from typing import Literal, NamedTuple

from selfcare.tui.drawing.circle import Glyphs, ring
from selfcare.tui.drawing.strokes import Ink, Rgb, Stripe, Stroke, centred, merged, mix

Depth = Literal["full", "sixteen", "none"]
"""How many colours may be relied on."""

SMALLEST = 4.0
"""Radius at the end of the breath out, in pixels."""
CLEARANCE = 2.6
"""Pixels between the fullest disc and the ring."""
STEPS_A_PIXEL = 5
"""The radius moves in fifths of a pixel: finer cannot be seen, coarser can."""
NONE, ALL = 0.14, 0.94
"""Coverage below counts as none, above as all: it takes the lonely pixels off the four poles."""
SHADES_INSIDE = 6
"""Steps of the gradient, the same for both pixels of a cell: few, so that a frame is few bytes."""


FLAT_EDGES = 3
"""Steps of an edge where the disc has one colour: such a one changes as a whole, and is to be few bytes."""


class Shades(NamedTuple):
    """The colours the disc is mixed from: the page, the disc's centre and its rim, the ring."""

    ground: Rgb
    centre: Rgb
    rim: Rgb
    ring: Ink
    depth: Depth = "full"


def shape_height(columns: int, rows: int) -> int:
    """Rows of the shape: the screen's less eleven, at most 19, at least 7. 0: too small, the bar takes its place."""
    if rows < 20:
        return 0
    height = max(7, min(19, rows - 11, (columns - 4) // 2))
    return height if 2 * height <= columns else 0


def radius(height: int, level: float) -> float:
    """The disc's radius in pixels at a breath's level, 0 to 1, to the step that is drawn."""
    smallest, largest = _sizes(height)
    wished = smallest + (largest - smallest) * max(0.0, min(1.0, level))
    return round(wished * STEPS_A_PIXEL) / STEPS_A_PIXEL


def next_level(height: int, level: float, *, rising: bool) -> float:
    """The next level at which the shape is drawn otherwise; it may be one that a breath never comes to."""
    smallest, largest = _sizes(height)
    step = radius(height, level) * STEPS_A_PIXEL + (0.5 if rising else -0.5)
    return (step / STEPS_A_PIXEL - smallest) / (largest - smallest)


def _sizes(height: int) -> tuple[float, float]:
    """The radius at the end of the breath out and at that of the breath in."""
    largest = ring_radius(height) - CLEARANCE
    return min(SMALLEST, largest / 2), largest


def ring_radius(height: int) -> float:
    """The ring's radius in pixels in a shape of so many rows."""
    return height - 1.2


def disc(height: int, level: float, shades: Shades, glyphs: Glyphs = "full", columns: int = 0) -> tuple[Stripe, ...]:
    """The shape at a breath's level: `height` rows of twice as many columns, in the middle of `columns`.

    The same picture is the same object.
    """
    return _disc(height, radius(height, level), shades, glyphs, columns)


@lru_cache(maxsize=512)
def _disc(height: int, size: float, shades: Shades, glyphs: Glyphs, columns: int) -> tuple[Stripe, ...]:
    around = ring(height, ring_radius(height), glyphs)
    rows = (_row(y, height, size, around[y], shades, glyphs) for y in range(height))
    return tuple(centred(row, columns) for row in rows)


def _row(y: int, height: int, size: float, around: str, shades: Shades, glyphs: Glyphs) -> Stripe:
    """A row: its right half from the centre outwards, and the same to the left."""
    upper, lower = (_coverage(height, _down(2 * y + half, height), size) for half in (0, 1))
    bodies = _bodies(height, y, shades)
    if shades.rim == shades.centre:
        upper, lower = (tuple(round(share * FLAT_EDGES) / FLAT_EDGES for share in part) for part in (upper, lower))
    right = [
        _cell(above, below, body, shades, glyphs) if above or below else None
        for above, below, body in zip(upper, lower, bodies, strict=True)
    ]
    both = (*right[::-1], *right)
    return merged([stroke or _around(sign, shades) for stroke, sign in zip(both, around, strict=True)])


@lru_cache(maxsize=4096)
def _coverage(height: int, y: int, size: float) -> tuple[float, ...]:
    """How much of each pixel of a row is covered, from the centre to the right; `y` pixels under the centre."""
    return tuple(_covered(x, y, size) for x in range(height))


def _covered(x: int, y: int, size: float) -> float:
    """How much of the pixel whose corner is (x, y) from the centre the disc covers: 16 samples."""
    share = bisect_right(_samples(x, y), size) / 16
    return 0.0 if share < NONE else 1.0 if share > ALL else share


@lru_cache(maxsize=1024)
def _samples(x: int, y: int) -> tuple[float, ...]:
    """How far from the centre the samples of a pixel are, the nearest first."""
    places = (0.125, 0.375, 0.625, 0.875)
    return tuple(sorted(hypot(x + across, y + down) for across in places for down in places))


def _down(y: int, height: int) -> int:
    return y - height if y >= height else height - 1 - y


@lru_cache(maxsize=256)
def _bodies(height: int, y: int, shades: Shades) -> tuple[Rgb, ...]:
    """The colours inside along a row, from the centre to the right. They stay while the disc grows over them."""
    largest = radius(height, 1.0)
    return tuple(_body(hypot(x + 0.5, 2 * y + 1 - height) / largest, shades) for x in range(height))


def _body(outward: float, shades: Shades) -> Rgb:
    """The colour inside, so far from the centre (1: the full breath's rim)."""
    return mix(shades.centre, shades.rim, round(min(1.0, outward) * SHADES_INSIDE) / SHADES_INSIDE)


@lru_cache(maxsize=1024)
def _around(sign: str, shades: Shades) -> Stroke:
    return Stroke(sign, shades.ring if sign != " " else "text")


def _pixel(share: float, body: Rgb, shades: Shades) -> Rgb | None:
    """A pixel of which the disc covers this share; None: the page shows through."""
    if shades.depth != "full":
        return body if share >= 0.5 else None
    return mix(shades.ground, body, share) if share else None


@lru_cache(maxsize=4096)
def _cell(above: float, below: float, body: Rgb, shades: Shades, glyphs: Glyphs) -> Stroke | None:
    """A cell of which the disc covers these shares of its pixels; None: the page, or the ring, shows through."""
    upper, lower = _pixel(above, body, shades), _pixel(below, body, shades)
    if not upper and not lower:
        return None
    if glyphs == "plain":
        return Stroke("#", "accent") if upper else Stroke(" ")
    if shades.depth != "full":
        return Stroke("█" if upper and lower else "▀" if upper else "▄", "accent")
    if upper == lower:
        return Stroke("█", upper or "")
    if lower is None:
        return Stroke("▀", upper or "")
    if upper is None:
        return Stroke("▄", lower)
    return Stroke("▀", upper, lower)
