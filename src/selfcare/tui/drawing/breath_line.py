"""The line of one breath: a length for each phase, heavy for in, light for out, dashed for holds, filled up to now.

And the bar, which takes the disc's place on small screens or by choice.
"""

from __future__ import annotations

from collections.abc import Sequence

from selfcare.core.breath import Phase
from selfcare.tui.drawing.circle import Glyphs
from selfcare.tui.drawing.strokes import Stripe, Stroke, merged

LONGEST = 40
_SIGNS = {"in": "━", "hold": "╌", "out": "─", "rest": "╌"}
_PLAIN = {"in": "=", "hold": ".", "out": "-", "rest": "."}


def lengths(seconds: Sequence[float], columns: int) -> list[int]:
    """So many columns shared out in proportion, at least one each: largest remainders first."""
    total = sum(seconds) or 1.0
    exact = [columns * part / total for part in seconds]
    whole = [max(1, int(part)) for part in exact]
    order = sorted(range(len(exact)), key=lambda at: int(exact[at]) - exact[at])
    for at in order * 2:
        if sum(whole) >= columns:
            break
        whole[at] += 1
    return whole


def breath_line(cycle: Sequence[Phase], phase: int, share: float, columns: int, glyphs: Glyphs = "full") -> Stripe:
    """The line of a cycle whose phase number `phase` (from 0) is `share` (0 to 1) done, `in` and `out` at its ends."""
    room = min(LONGEST, columns - 12)
    if room < len(cycle):
        return ()
    signs = _PLAIN if glyphs == "plain" else _SIGNS
    parts = [
        stroke
        for at, (one, length) in enumerate(zip(cycle, lengths([one.seconds for one in cycle], room), strict=True))
        for stroke in _phase(signs[one.kind] * length, at - phase, share)
    ]
    breathing_in = cycle[phase].kind in ("in", "hold")
    ends = ("text", "muted") if breathing_in else ("muted", "text")
    return merged([Stroke("in  ", ends[0]), *parts, Stroke(" out", ends[1])])


def _phase(signs: str, ahead: int, share: float) -> list[Stroke]:
    """A phase that is done, under way (`ahead` 0) or to come."""
    if ahead:
        return [Stroke(signs, "accent" if ahead < 0 else "still")]
    done = min(len(signs), int(share * len(signs) + 1e-9))
    return [Stroke(signs[:done], "accent"), Stroke(signs[done:], "accent-soft")]


def next_level(level: float, columns: int, *, rising: bool) -> float:
    """The next level at which the bar is drawn otherwise."""
    return (round(level * 2 * columns) + (0.5 if rising else -0.5)) / (2 * columns)


def bar(level: float, columns: int, glyphs: Glyphs = "full") -> Stripe:
    """A bar as full as the breath, in so many columns; half cells where the signs have them."""
    halves = round(max(0.0, min(1.0, level)) * 2 * columns)
    whole, half = divmod(halves, 2)
    if glyphs == "plain":
        return merged([Stroke("#" * whole, "accent"), Stroke("." * (columns - whole), "still")])
    body = "█" * whole + ("▌" if half else "")
    return merged([Stroke(body, "accent"), Stroke("─" * (columns - len(body)), "still")])
