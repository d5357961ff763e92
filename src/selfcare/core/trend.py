"""One measure over days: medians with their range and count, and the last week in a number. Says nothing about causes.

History draws the days and words the summary; a day without an answer is missing, not nought.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from statistics import median

from selfcare.core.form import number
from selfcare.core.frozen import frozen
from selfcare.core.known import paths
from selfcare.core.ledger import Entry
from selfcare.core.question import Field, Log, plain_number
from selfcare.core.scope import belongs


@frozen
class DayMedian:
    """The answers of one local day."""

    day: date
    median: float
    low: float
    high: float
    n: int


@frozen
class Summary:
    """The median of day medians over the last days, and on how many of them there was an answer."""

    median: float | None
    """None without a single answer."""
    days: int
    """Days with an answer."""
    of: int
    """Days looked at, today included."""


def day_medians(entries: Iterable[Entry], log: Log, field: Field) -> tuple[DayMedian, ...]:
    """Days with an answer to `field`, oldest first: the local days entries are about, in the zone they were made in.

    Entries of other logs are passed over.
    """
    answers = ((entry.about.date(), number(field, entry.values)) for entry in entries if belongs(entry, log))
    return tuple(of_numbers((day, given) for day, given in answers if given is not None))


def of_numbers(numbers: Iterable[tuple[date, float]]) -> list[DayMedian]:
    """The days of numbers, in order."""
    days: dict[date, list[float]] = {}
    for day, given in numbers:
        days.setdefault(day, []).append(given)
    return [
        DayMedian(day, median(figures), min(figures), max(figures), len(figures))
        for day, figures in sorted(days.items())
    ]


def names(log: Log, field: Field) -> list[tuple[str, str]]:
    """The paths and names that answers to a question were recorded under: its own, and earlier ones (`was`)."""
    return [(path, name) for path in paths(log) for name in (field.name, field.was) if name]


SAY_NOTHING = frozenset(("level", "quality", "score", "rating", "value", "now"))
"""Names of questions that mean something only beside their log's: the sleep's quality."""


def called(log: Log, field: Field) -> str:
    """A measure in few words: by its log where that asks nothing else, or where its own name says nothing."""
    from selfcare.core.words import small  # brings in the agenda, which the journal can do without

    is_said_by_its_log = len(log.fields) == 1 or field.name in SAY_NOTHING
    return small(log.title) if is_said_by_its_log else field.name.replace("-", " ")


def shown(value: float) -> str:
    """A median in a sentence: hours and minutes come out of seconds with more decimals than anybody answered."""
    return plain_number(round(value, 2) + 0)


def told(week: Summary) -> str:
    """`7-day median 4 (6 of 7 days)`; empty without a single answer."""
    return "" if week.median is None else f"{week.of}-day median {shown(week.median)} ({week.days} of {week.of} days)"


def summary(days: Iterable[DayMedian], today: date, last: int = 7) -> Summary:
    """The last `last` days, today included. Each day counts once, however often it was asked."""
    recent = [each.median for each in days if today - timedelta(days=last) < each.day <= today]
    return Summary(median(recent) if recent else None, len(recent), last)
