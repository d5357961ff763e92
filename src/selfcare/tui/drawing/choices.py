"""A list to choose from: one row has the focus bar, marks say what is chosen; long words wrap, a long list scrolls."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from selfcare.tui.drawing.circle import Glyphs
from selfcare.tui.drawing.strokes import Stripe, Stroke, cells
from selfcare.tui.text import wrap


class Option(NamedTuple):
    """One thing to choose."""

    name: str
    words: str
    key: str = ""
    """The digit that chooses it; empty: its place in the list."""


def choice_rows(
    options: Sequence[Option],
    focus: int,
    chosen: Collection[str],
    columns: int,
    rows: int,
    *,
    many: bool = False,
    glyphs: Glyphs = "full",
) -> list[Stripe]:
    """The list with row number `focus` in view. A click on an option has the target `option:NAME`."""
    blocks = [
        _block(at, option, at == focus, option.name in chosen, columns, many, glyphs)
        for at, option in enumerate(options)
    ]
    return _in_view(blocks, max(0, focus), max(1, rows))


def _block(
    at: int, option: Option, focused: bool, chosen: bool, columns: int, many: bool, glyphs: Glyphs
) -> list[Stripe]:
    bar = (">" if glyphs == "plain" else "▎") if focused else " "
    ground = "raised" if focused else ""
    target = f"option:{option.name}"
    mark = _mark(option.key or (str(at + 1) if at < 9 else " "), chosen, many, glyphs)
    strokes: list[Stripe] = []
    for line, words in enumerate(wrap(option.words, columns - 6) or [""]):
        lead = Stroke(f"{bar} ", "accent", ground, target=target)
        sign = Stroke(f"{mark if line == 0 else ' '}  ", "accent" if chosen else "muted", ground, chosen, target)
        text = Stroke(words, "bright" if focused or chosen else "text", ground, focused or chosen, target)
        rest = columns - cells((lead, sign, text))
        strokes.append((lead, sign, text, Stroke(" " * max(0, rest), "text", ground, target=target)))
    return strokes


def _mark(key: str, chosen: bool, many: bool, glyphs: Glyphs) -> str:
    plain = glyphs == "plain"
    if many:
        return ("x" if plain else "✓") if chosen else ("o" if plain else "○")
    if chosen:
        return "*" if plain else "●"
    return key


def _in_view(blocks: Sequence[list[Stripe]], focus: int, rows: int) -> list[Stripe]:
    """So many rows of the list, with the focused block inside; `more` stands where something is left out below."""
    every = [stripe for block in blocks for stripe in block]
    if len(every) <= rows:
        return every
    before = sum(len(block) for block in blocks[:focus])
    size = len(blocks[focus]) if blocks else 0
    start = min(max(0, before + size - rows + 1), before, len(every) - rows)
    seen = every[start : start + rows]
    if start + rows < len(every) and rows > size:
        seen[-1] = (Stroke("  more below", "muted"),)
    return seen
