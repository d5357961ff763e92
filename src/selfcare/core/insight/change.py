"""What became of a scale between the start and now: the difference, its share of the start, its band and direction."""

from __future__ import annotations

from typing import Literal

from selfcare.core.frozen import frozen
from selfcare.core.insight import bands
from selfcare.core.insight.levels import Level
from selfcare.core.question import Field, Scale

SHARE_FROM = 3.0
"""The least start of which a percentage is told: of a small number every change is a large part."""


@frozen
class Change:
    """From one level to another."""

    points: float
    """`now` less `before`: negative is lower."""
    percent: float | None
    """In percent of the start; None where the start is under 3."""
    band: bands.Band | Literal[""]
    """Empty where nobody agreed on one."""
    towards: Literal["better", "worse", "same"]
    """By the scale's own direction."""


def change(field: Field, before: Level | None, now: Level | None) -> Change | None:
    """The change of a scale; None where a level is missing, or both are of the same days."""
    if before is None or now is None or now.first <= before.last:
        return None
    points = now.value - before.value
    return Change(
        points=points,
        percent=100 * points / before.value if before.value >= SHARE_FROM else None,
        band=bands.of_pain(before.value, now.value) if bands.is_pain(field) else "",
        towards=_towards(field, points),
    )


def why_none(before: Level | None, now: Level | None, days: int, of: int) -> str:
    """Why there is no change to tell, in a clause; empty where there is one. `days` of the last `of` have an answer."""
    if before is None:
        return "too few days with an answer for a start"
    if now is None:
        return f"too few days with an answer for a change ({days} of the last {of})"
    return "the start and now are the same days" if now.first <= before.last else ""


def _towards(field: Field, points: float) -> Literal["better", "worse", "same"]:
    if not points:
        return "same"
    low_is_better = not isinstance(field.kind, Scale) or field.kind.better == "low"
    return "better" if (points < 0) == low_is_better else "worse"
