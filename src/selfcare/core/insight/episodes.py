"""Days with an attack, in a span before a course of visits and in the last one. For the page and for History.

A day without an attack is a day without a record: it counts as free of one only while the plan that asks is followed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from selfcare.core.frozen import frozen
from selfcare.core.ledger import Entry
from selfcare.core.plan import Plan
from selfcare.core.question import Log

SPAN = 28
"""Days. Headache days are counted per 28 days (International Headache Society, guidelines for controlled trials)."""
TAG = "headache"
"""In a plan with this tag, an episode is a headache."""


@frozen
class Count:
    """Days with an attack in a whole span."""

    value: float
    n: int
    """Days of the span."""
    first: date
    last: date
    how: str = ""


def counts_headaches(plan: Plan, log: Log) -> bool:
    """Whether the days of a log are headache days: one of episodes, in a plan about headache."""
    return log.per == "episode" and TAG in plan.tags


def days(entry: Entry) -> Iterator[date]:
    """The local days of an episode: up to the one on which it ended, if somebody said so and it was within a span."""
    opens = entry.about.date()
    closes = entry.ended.astimezone(entry.about.tzinfo).date() if entry.ended else opens
    for number in range(min(max(0, (closes - opens).days), SPAN) + 1):
        yield opens + timedelta(days=number)


def levels(
    attacks: Collection[date], since: date, last: date, first_visit: date | None = None
) -> tuple[Count | None, Count | None]:
    """Days with an attack in the span before the first visit, and in the last span. `since` is the day the plan was
    taken up: a span that began before it is not known. Without a visit, or where the span before it is not known, the
    first span of the plan stands in. None, where a span is not over or would overlap the other.
    """
    now = _count(attacks, last - timedelta(days=SPAN - 1)) if last - timedelta(days=SPAN - 1) >= since else None
    opens = first_visit - timedelta(days=SPAN) if first_visit else since
    how = "" if first_visit and opens >= since else f"first {SPAN} days"
    before = _count(attacks, max(opens, since), how)
    return (None if now is None or before.last >= now.first else before), now


def _count(attacks: Collection[date], opens: date, how: str = "") -> Count:
    closes = opens + timedelta(days=SPAN - 1)
    return Count(sum(opens <= day <= closes for day in attacks), SPAN, opens, closes, how)
