"""Answers before and after something: a practice, an appointment. Side by side, and nothing more is made of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from statistics import median

from selfcare.core.event import Event
from selfcare.core.form import number
from selfcare.core.frozen import frozen, replace
from selfcare.core.ledger import Appointment, Entry, Session
from selfcare.core.occasions import ends
from selfcare.core.plan import Plan, Routine
from selfcare.core.question import Field, Log
from selfcare.core.scope import belongs
from selfcare.core.stops import AFTER, BEFORE
from selfcare.core.when import Span, later

AROUND_PRACTICE = timedelta(minutes=15)
"""A rating belongs to a practice if it was made so shortly before it began or after it ended."""
AROUND_VISIT = timedelta(days=1)
"""An answer belongs to a visit if it is about the day before it, or the day after."""
LEAST = 3
"""Pairs from which a middle is told: fewer are shown one by one."""


@frozen
class Pair:
    """The last answer before something and the first after it; None where there is none near enough."""

    before: float | None
    after: float | None


@frozen
class Pairs:
    """What the whole pairs come to."""

    n: int
    before: float
    after: float
    """Medians."""


Readings = Sequence[tuple[datetime, float]]
"""The instants that answers are about, and the answers, in order."""


def readings(entries: Iterable[Entry], log: Log, field: Field) -> Readings:
    """The numbers that were answered to a question, by the instant they are about."""
    found = [
        (entry.about, float(given))
        for entry in entries
        if belongs(entry, log) and (given := number(field, entry.values)) is not None
    ]
    return sorted(found, key=_instant)


def around(given: Readings, starts: datetime, ends: datetime, within: timedelta) -> Pair:
    """The last answer in the time before `starts`, and the first in the time after `ends`."""
    opens, closes, near = starts.timestamp(), ends.timestamp(), within.total_seconds()
    behind, first = bisect_right(given, opens, key=_instant), bisect_left(given, closes, key=_instant)
    before = [value for at, value in given[max(0, behind - 1) : behind] if at.timestamp() >= opens - near]
    after = [value for at, value in given[first : first + 1] if at.timestamp() <= closes + near]
    return Pair(next(iter(before), None), next(iter(after), None))


def of_practice(given: Readings, sessions: Iterable[Session]) -> list[Pair]:
    """One for each practice that was rated on at least one side."""
    found = [
        around(given, each.started, later(each.started, Span(seconds=each.seconds)), AROUND_PRACTICE)
        for each in sessions
    ]
    return [pair for pair in found if pair != Pair(None, None)]


def of_visit(given: Readings, visit: Appointment, plan: Plan | None = None) -> Pair:
    """The answers nearest to one visit, before it began and after it ended."""
    return around(given, visit.starts, ends(visit, plan), AROUND_VISIT)


def together(pairs: Iterable[Pair]) -> Pairs | None:
    """The medians of the whole pairs; None where they are too few."""
    whole = [(pair.before, pair.after) for pair in pairs if pair.before is not None and pair.after is not None]
    if len(whole) < LEAST:
        return None
    return Pairs(len(whole), median(before for before, _ in whole), median(after for _, after in whole))


def of_walks(
    steps: Iterable[Event], recorded: Iterable[Entry], plan: Plan, routine: Routine
) -> list[tuple[date, Pair]]:
    """The ratings before and after each walk through a routine, by its local day, from the steps of runs
    (`step.done`) and the entries they left. Unlike `of_practice` it knows which answers belong together.
    """
    log = plan.logs.get(routine.rate.removeprefix("log.").partition(".")[0])
    field = log.fields.get(routine.rate.rpartition(".")[2]) if log else None
    if log is None or field is None:
        return []
    answers = {entry.origin: number(field, entry.values) for entry in recorded if belongs(entry, log)}
    found: dict[str, tuple[date, Pair]] = {}
    for step in steps:
        when, run = step.path.rpartition(".")[2], str(step.values.get("run"))
        if (
            step.kind != "step.done"
            or step.plan != plan.id
            or step.path not in (f"routine.{routine.name}.{BEFORE}", f"routine.{routine.name}.{AFTER}")
        ):
            continue
        given = answers.get(str(step.values.get("entry")))
        value = None if given is None else float(given)
        day, pair = found.get(run, (step.day, Pair(None, None)))
        found[run] = (day, replace(pair, before=value) if when == BEFORE else replace(pair, after=value))
    return list(found.values())


def _instant(reading: tuple[datetime, float]) -> float:
    return reading[0].timestamp()
