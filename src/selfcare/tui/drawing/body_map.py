"""The places of the body as words where they lie: the person's right, the middle, the person's left, head first; where
there is room, on the outline of somebody seen from the front.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from selfcare.tui.drawing.circle import Glyphs
from selfcare.tui.drawing.strokes import Stripe, Stroke, merged
from selfcare.tui.text import fit

Grid = tuple[tuple[str, str, str], ...]
"""Rows of right, middle, left: names of regions, empty where nothing lies."""

WHOLE = {"head", "neck", "right-shoulder", "pelvis", "right-foot"}
"""Places of a map of the whole body."""
BROAD, SLIM = 26, 20
"""Columns of the trunk and of the head, with their outline."""
WALLS = {"head": ("│", "│", SLIM), "neck": ("╭──╯", "╰──╮", BROAD), "trunk": ("│", "│", BROAD)}
"""What stands left and right of a place on that part, and how broad the part is."""
LEG = (BROAD - 4) // 2
"""Columns of one leg, within its outline."""
OUTLINE = {
    "crown": f"╭{'─' * (SLIM - 2)}╮",
    "legs": f"│{' ' * LEG}│" * 2,
    "feet": f"╰{'─' * LEG}╯" * 2,
}
"""Of what has no place in the middle."""
PLAIN = str.maketrans("│╭╮╰╯─", "|....-")


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
    places, ink = grid(regions), _Ink(regions, focus, chosen, glyphs == "plain")
    side = columns * 3 // 10
    middle = columns - 2 * side
    parts = _parts(places) if middle >= BROAD else [""] * len(places)
    lines = [
        merged([*ink.place(right, side), *ink.middle(between, middle, part), *ink.place(left, side)])
        for (right, between, left), part in zip(places, parts, strict=True)
    ]
    has_sides = any(right for right, _, _ in places)
    room = max(1, rows - (1 if has_sides else 0))
    at = next((index for index, row in enumerate(places) if focus and focus in row), 0)
    start = min(max(0, at - room + 2), max(0, len(lines) - room)) if len(lines) > room else 0
    seen = lines[start : start + room]
    if start + room < len(lines) and room > 2:
        seen[-1] = (Stroke("  more below", "muted"),)
    if not has_sides:
        return seen
    crown = ink.outline("crown", middle) if parts[0] == "head" and not start else [Stroke(" " * middle)]
    head = [Stroke("  your right".ljust(side), "muted"), *crown, Stroke("  your left", "muted")]
    return [merged(head), *seen]


def _parts(places: Grid) -> list[str]:
    """What of somebody each row lies on: head, neck, trunk, legs, feet. Nothing where the places are not those of a
    whole body."""
    if not WHOLE.issubset(name for row in places for name in row):
        return [""] * len(places)
    shoulders = next(at for at, row in enumerate(places) if row[0])
    hips = sum(bool(between) for _, between, _ in places)
    legs = ["legs"] * (len(places) - hips - 1)
    return [*["head"] * (shoulders - 1), "neck", *["trunk"] * (hips - shoulders), *legs, "feet"]


class _Ink(NamedTuple):
    """Draws parts of a row."""

    regions: Mapping[str, str]
    focus: str
    chosen: Collection[str]
    is_plain: bool

    def middle(self, name: str, columns: int, part: str) -> list[Stroke]:
        """What lies between the sides: a place within the outline of that part, or the outline alone."""
        if part not in WALLS:
            return self.outline(part, columns) if part else self.place(name, columns)
        left, right, broad = WALLS[part]
        indent = (columns - broad) // 2
        within = self.place(name, broad - len(left) - len(right))
        return [
            Stroke(" " * indent + self._sign(left), "still"),
            *within,
            Stroke(self._sign(right).ljust(columns - indent - broad + len(right)), "still"),
        ]

    def outline(self, part: str, columns: int) -> list[Stroke]:
        """A line of it that has no place."""
        line = self._sign(OUTLINE[part])
        return [Stroke(f"{' ' * ((columns - len(line)) // 2)}{line}".ljust(columns), "still")]

    def place(self, name: str, columns: int) -> list[Stroke]:
        """A place with its mark; nothing where none lies."""
        if not name:
            return [Stroke(" " * columns)]
        focused, chosen = name == self.focus, name in self.chosen
        words = self.regions[name].removeprefix("right ").removeprefix("left ")
        mark = ("x" if self.is_plain else "✓") if chosen else ("o" if self.is_plain else "○")
        bar = (">" if self.is_plain else "▎") if focused else " "
        ground, target = "raised" if focused else "", f"option:{name}"
        text = fit(words, columns - 5).ljust(columns - 5)
        return [
            Stroke(f"{bar} ", "accent", ground, target=target),
            Stroke(f"{mark} ", "accent" if chosen else "muted", ground, chosen, target),
            Stroke(text, "bright" if focused or chosen else "text", ground, focused or chosen, target),
            Stroke(" "),
        ]

    def _sign(self, line: str) -> str:
        return line.translate(PLAIN) if self.is_plain else line
