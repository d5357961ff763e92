"""Days with something (a practice) and days without it: their medians, how many they are, and what chance would do.

Days near each other are alike and nobody dealt them out at random, so that this says what went together and no more.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from statistics import median

from selfcare.core import trend
from selfcare.core.frozen import frozen
from selfcare.core.insight import shuffled
from selfcare.core.trend import DayMedian

LEAST_EACH = 5
"""Days that either group needs: 5 against 5 can be dealt in 252 ways, fewer in so few that nothing stands out."""
ROUGH = "Days near each other are alike, so this is a rough guide. It cannot say what caused what."
"""Said wherever two groups of days are compared."""


@frozen
class Compared:
    """Two groups of days."""

    with_it: float
    without: float
    """Medians of day medians."""
    n_with: int
    n_without: int
    chance: float
    """The part of all ways to deal these days that parts them as far (`shuffled.share`)."""


def compared(days: Sequence[DayMedian], practised: Collection[date]) -> Compared | None:
    """Days on which something was done against those without, of the last days that can be counted out; None where
    either group is too small. `days` come in order.
    """
    lately = days[-shuffled.MOST :]
    one = [each.median for each in lately if each.day in practised]
    other = [each.median for each in lately if each.day not in practised]
    if min(len(one), len(other)) < LEAST_EACH:
        return None
    return Compared(median(one), median(other), len(one), len(other), shuffled.share(one, other))


def told(found: Compared, what: str, name: str) -> list[str]:
    """Sentences: `what` is as `practice`, `name` the scale's, as `pain`."""
    one, other = trend.shown(found.with_it), trend.shown(found.without)
    first = f"{name} on {found.n_with} days with {what}: median {one}; on {found.n_without} days without: {other}"
    if found.with_it == found.without:
        return [first, f"{what} and {name} did not go together on these days. {ROUGH}"]
    which = "lower" if found.with_it < found.without else "higher"
    often = shuffled.told(found.chance)
    return [
        first,
        f"{which} {name} went together with {what}; shuffled days would differ as much {often}. {ROUGH}",
    ]
