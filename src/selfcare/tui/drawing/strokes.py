"""Drawings as stripes of strokes: text with an ink, a ground and a target. Pure; every stage of a run draws with them.

An ink is a role of the palette ("muted", "accent") or a colour that was mixed from roles; `painted` turns stripes into
what the terminal shows. A stroke with a target can be clicked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from selfcare.tui.text import fit, wrap

Rgb = tuple[int, int, int]
Ink = str | Rgb
"""A role, or a mixed colour. Empty: the page's own."""


class Stroke(NamedTuple):
    """Some cells of one row."""

    text: str
    ink: Ink = "text"
    ground: Ink = ""
    bold: bool = False
    target: str = ""
    """What a click on it means; empty: nothing."""


Stripe = tuple[Stroke, ...]
BLANK: Stripe = ()


def mix(ground: Rgb, ink: Rgb, share: float) -> Rgb:
    """`share` (0 to 1) of `ink` on `ground`."""
    red, green, blue = (round(below + (above - below) * share) for below, above in zip(ground, ink, strict=True))
    return red, green, blue


def rgb(colour: str) -> Rgb:
    """`#12181a` as three numbers."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def cells(row: Iterable[Stroke]) -> int:
    """How many columns a row takes."""
    return sum(cell_len(stroke.text) for stroke in row)


def indent(row: Stripe, columns: int) -> Stripe:
    """`row`, so many columns further right."""
    return (Stroke(" " * columns), *row) if columns > 0 and row else row


def centred(row: Stripe, columns: int) -> Stripe:
    """`row` in the middle of so many columns; the odd cell goes to the right."""
    return indent(row, (columns - cells(row)) // 2)


def apart(left: Stripe, right: Stripe, columns: int) -> Stripe:
    """`left` flush left and `right` flush right; where both do not fit, `left` is cut, then `right` goes."""
    room = columns - cells(right) - 2
    if right and room < 8 and cells(left) > room:
        return fitted(left, columns)
    left = fitted(left, room if right else columns)
    gap = columns - cells(left) - cells(right)
    return (*left, Stroke(" " * gap), *right) if right else left


def fitted(row: Stripe, columns: int) -> Stripe:
    """As much of `row` as so many columns hold."""
    taken: list[Stroke] = []
    for stroke in row:
        width = cell_len(stroke.text)
        if width > columns:
            return (*taken, stroke._replace(text=fit(stroke.text, columns))) if columns > 0 else tuple(taken)
        taken.append(stroke)
        columns -= width
    return tuple(taken)


def crop(row: Stripe, start: int, end: int) -> Stripe:
    """The columns `start` to `end` of a row of single-width text; shorter rows end early."""
    kept: list[Stroke] = []
    at = 0
    for stroke in row:
        part = stroke.text[max(0, start - at) : max(0, end - at)]
        if part:
            kept.append(stroke._replace(text=part))
        at += len(stroke.text)
    return tuple(kept)


def merged(row: Sequence[Stroke]) -> Stripe:
    """Neighbours that look alike and mean the same become one."""
    out: list[Stroke] = []
    for stroke in row:
        if out and out[-1][1:] == stroke[1:]:
            out[-1] = out[-1]._replace(text=out[-1].text + stroke.text)
        else:
            out.append(stroke)
    return tuple(out)


def paragraph(text: str, columns: int, ink: Ink = "text", *, bold: bool = False) -> list[Stripe]:
    """Wrapped text as rows of one ink."""
    return [(Stroke(line, ink, bold=bold),) if line else BLANK for line in wrap(text, columns)]


def as_text(rows: Iterable[Stripe]) -> str:
    """The rows without their colours, as tests and people read them."""
    return "\n".join("".join(stroke.text for stroke in row).rstrip() for row in rows) + "\n"
