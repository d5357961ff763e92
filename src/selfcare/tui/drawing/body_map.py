"""The places of the body as words where they lie: the person's right, the middle, the person's left, head first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from selfcare.tui.drawing.circle import Glyphs
from selfcare.tui.drawing.strokes import Stripe, Stroke, merged
from selfcare.tui.text import fit

Grid = tuple[tuple[str, str, str], ...]
"""Rows of right, middle, left: names of regions, empty where nothing lies."""


def grid(regions: Mapping[str, str]) -> Grid:
    """Where the regions lie. Sides come in pairs; what is in the middle stands above or between them, in its order."""
    names = list(regions)
    pairs = [name.removeprefix("right-") for name in names if name.startswith("right-")]
    middle = [name for name in names if not name.startswith(("right-", "left-"))]
    first = next((at for at, name in enumerate(names) if name.startswith("right-")), len(names))
    above = [name for name in middle if names.index(name) < first]
    between = middle[len(above) :]
    rows = [("", name, "") for name in above]
    for at in range(max(len(pairs), len(between))):
        right = f"right-{pairs[at]}" if at < len(pairs) else ""
        left = f"left-{pairs[at]}" if at < len(pairs) else ""
        rows.append((right, between[at] if at < len(between) else "", left))
    return tuple(rows)


def neighbour(places: Grid, here: str, direction: str) -> str:
    """The region that lies there; where nothing does, the nearest that way, else the same again."""
    if not any(here in row for row in places) or not here:
        return next(name for row in places for name in row if name)
    y = next(at for at, row in enumerate(places) if here in row)
    x = places[y].index(here)
    if direction in ("left", "right"):
        step = -1 if direction == "left" else 1
        reach = range(x + step, -1 if step < 0 else 3, step)
        return next((places[y][column] for column in reach if places[y][column]), here)
    step = -1 if direction == "up" else 1
    rows = range(y + step, -1 if step < 0 else len(places), step)
    straight = next((places[row][x] for row in rows if places[row][x]), "")
    nearest = next((name for row in rows for name in (places[row][1], *places[row]) if name), "")
    return straight or nearest or here


def map_rows(
    regions: Mapping[str, str], focus: str, chosen: Collection[str], columns: int, rows: int, *, glyphs: Glyphs = "full"
) -> list[Stripe]:
    """The map, scrolled so that the focused place is in sight. A click on a place has the target `option:NAME`."""
    places = grid(regions)
    side = columns * 3 // 10
    widths = (side, columns - 2 * side, side)
    head: Stripe = (
        Stroke("  your right".ljust(side), "muted"),
        Stroke(" " * widths[1]),
        Stroke("  your left", "muted"),
    )
    has_sides = any(row[0] for row in places)
    lines = [_line(regions, row, focus, chosen, widths, glyphs) for row in places]
    room = max(1, rows - (1 if has_sides else 0))
    at = next((index for index, row in enumerate(places) if focus and focus in row), 0)
    start = min(max(0, at - room + 2), max(0, len(lines) - room)) if len(lines) > room else 0
    seen = lines[start : start + room]
    if start + room < len(lines) and room > 2:
        seen[-1] = (Stroke("  more below", "muted"),)
    return [head, *seen] if has_sides else seen


def _line(
    regions: Mapping[str, str],
    row: Sequence[str],
    focus: str,
    chosen: Collection[str],
    widths: Sequence[int],
    glyphs: Glyphs,
) -> Stripe:
    strokes: list[Stroke] = []
    for name, width in zip(row, widths, strict=True):
        strokes += (
            _place(regions, name, name == focus, name in chosen, width, glyphs) if name else [Stroke(" " * width)]
        )
    return merged(strokes)


def _place(
    regions: Mapping[str, str], name: str, focused: bool, chosen: bool, width: int, glyphs: Glyphs
) -> list[Stroke]:
    plain = glyphs == "plain"
    words = regions[name].removeprefix("right ").removeprefix("left ")
    mark = ("x" if plain else "✓") if chosen else ("o" if plain else "○")
    bar = (">" if plain else "▎") if focused else " "
    ground, target = "raised" if focused else "", f"option:{name}"
    text = fit(words, width - 5)
    return [
        Stroke(f"{bar} ", "accent", ground, target=target),
        Stroke(f"{mark} ", "accent" if chosen else "muted", ground, chosen, target),
        Stroke(text.ljust(width - 5), "bright" if focused or chosen else "text", ground, focused or chosen, target),
        Stroke(" "),
    ]
