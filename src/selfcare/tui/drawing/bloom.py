"""The ring of a sitting, and the bell as light around it that comes in a second and goes in eight."""

from __future__ import annotations

from functools import lru_cache
from math import exp, hypot

from selfcare.tui.drawing.circle import Glyphs, ring
from selfcare.tui.drawing.disc import Shades
from selfcare.tui.drawing.strokes import Rgb, Stripe, Stroke, merged, mix

RISES, FADES = 1.0, 8.0
"""Seconds of a bloom."""
OUTSIDE, INSIDE = 4.6, 2.2
"""Pixels over which the light falls off."""
BRIGHTEST = 0.17
"""The most accent there is on the ground."""
STEPS = 24
"""Light is drawn in so many steps, so that a fading bloom repaints only what changes."""
REACH = 8
"""Pixels outside the ring that light can reach."""


def strength(since_bell: float) -> float:
    """How bright the bloom is, 0 to 1, so many seconds after a bell."""
    if since_bell < 0 or since_bell >= RISES + FADES:
        return 0.0
    if since_bell < RISES:
        return since_bell / RISES
    left = 1 - (since_bell - RISES) / FADES
    return left * left


def step_of(light: float) -> int:
    """The step in which so much light (0 to 1) is drawn."""
    return round(light * STEPS)


def ring_height(columns: int, rows: int) -> int:
    """Rows of the box around the ring and its light, an odd number: the ring is about half as high as the screen."""
    return min(rows, round(min(rows / 2, columns / 2 - 3)) + REACH) | 1


def ring_size(height: int) -> float:
    """Radius of the ring in a box of so many rows, in pixels; under 3 there is no room for one."""
    return height - REACH + 0.25


def bloom(height: int, size: float, light: float, shades: Shades, glyphs: Glyphs = "full") -> tuple[Stripe, ...]:
    """The ring of `size` pixels of radius amid `height` rows by twice as many columns, lit by `light` (0 to 1)."""
    return _bloom(height, size, step_of(light) if shades.depth == "full" else 0, shades, glyphs)


@lru_cache(maxsize=64)
def _bloom(height: int, size: float, step: int, shades: Shades, glyphs: Glyphs) -> tuple[Stripe, ...]:
    signs = ring(height, size, glyphs)
    return tuple(_row(y, height, size, step, signs[y], shades) for y in range(height))


def _row(y: int, height: int, size: float, step: int, signs: str, shades: Shades) -> Stripe:
    row: list[Stroke] = []
    for x in range(2 * height):
        upper, lower = (_lit(x, 2 * y + half, height, size, step) for half in (0, 1))
        if signs[x] != " ":
            row.append(Stroke(signs[x], shades.ring, _shade((upper + lower) / 2, shades) or ""))
        elif upper == lower == 0:
            row.append(Stroke(" "))
        else:
            row.append(Stroke("▀", _shade(upper, shades) or shades.ground, _shade(lower, shades) or ""))
    return merged(row)


def _lit(x: int, y: int, middle: int, size: float, step: int) -> float:
    """Light on a pixel in steps of the brightest."""
    away = hypot(x + 0.5 - middle, y + 0.5 - middle) - size
    return round(step * exp(-((away / (OUTSIDE if away > 0 else INSIDE)) ** 2)))


def _shade(light: float, shades: Shades) -> Rgb | None:
    return mix(shades.ground, shades.centre, BRIGHTEST * light / STEPS) if light else None
