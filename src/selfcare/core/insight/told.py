"""One scale over some days, in sentences: what History and `selfcare history` print under a chart.

The words say higher and lower, never better or worse, and never why.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from selfcare.core import trend
from selfcare.core.insight import bands, levels, pairs
from selfcare.core.insight.change import Change, change, why_none
from selfcare.core.insight.levels import Level
from selfcare.core.insight.pairs import Pair
from selfcare.core.question import Field, show
from selfcare.core.trend import DayMedian


def sentences(
    name: str,
    field: Field,
    days: Sequence[DayMedian],
    today: date,
    *,
    first_visit: date | None = None,
    span: int = levels.WEEK,
    opens: date = date.min,
) -> list[str]:
    """What can be said of a scale. `days` are all there are, in order; `span` is the days of the baseline; answers
    before `opens` belong to an earlier start. Without a single answer there is nothing to say.
    """
    of_course = [each for each in days if each.day >= opens]
    before, now = levels.baseline(of_course, first_visit, span), levels.present(days, today)
    said = [_level(name, days, today, before)]
    found = change(field, before, now)
    if found is not None:
        said += [_change(found), *([bands.PAIN_SOURCE] if found.band else [])]
    elif days and before is not None:
        lately = trend.summary(days, today)
        said.append(f"no change is told: {why_none(before, now, lately.days, lately.of)}")
    return [*filter(None, said)]


def around(name: str, field: Field, what: str, found: Sequence[Pair]) -> list[str]:
    """`stress around 12 practices: 6 before, 4 after (medians)`; nothing where whole pairs are too few. `what` is as
    `practices`, `visits`."""
    middle = pairs.together(found)
    if middle is None:
        return []
    before, after = show(field, middle.before), show(field, middle.after)
    return [f"{name} around {middle.n} {what}: {before} before, {after} after (medians)"]


def _level(name: str, days: Sequence[DayMedian], today: date, before: Level | None) -> str:
    """`pain, 7-day median 4 (6 of 7 days), 6 at the start`."""
    week = trend.told(trend.summary(days, today))
    if not week:
        return f"{name}, last answered {(today - days[-1].day).days} days ago" if days else ""
    start = f", {_start(before)}" if before and before.last <= today - timedelta(days=7) else ""
    return f"{name}, {week}{start}"


def _start(before: Level) -> str:
    which = "at the start" if before.how == "week" else "on the first three days"
    return f"{trend.shown(before.value)} {which}"


def _change(found: Change) -> str:
    """`2 lower than at the start (33 %): clear change`."""
    points = round(found.points, 2)
    if not points:
        return "the same as at the start"
    percent = f" ({abs(found.percent):.0f} %)" if found.percent is not None else ""
    which = "lower" if points < 0 else "higher"
    return f"{trend.shown(abs(points))} {which} than at the start{percent}" + (f": {found.band}" if found.band else "")
