"""What a chart and its sentences need of a journal: the days that are shown, and those that tell where it began.

Reads by question and day, never the whole journal: what it costs follows what is shown.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, time, timedelta

from selfcare.core import ledger, trend, when, words
from selfcare.core.chart import upright
from selfcare.core.chart.drawn import Chart
from selfcare.core.frozen import frozen, replace
from selfcare.core.insight import bands, compared, levels, shuffled, told
from selfcare.core.insight.begun import Begun, begun
from selfcare.core.insight.levels import Level
from selfcare.core.ledger import Appointment
from selfcare.core.plan import Plan
from selfcare.core.ports import Env
from selfcare.core.question import Field, Log, Number, Simple
from selfcare.core.trend import DayMedian, Summary

HOUR, MINUTE = 3600.0, 60.0
MARKED = 366
"""Days up to which practices are marked: over years they would be a line."""


@frozen
class Measure:
    """A question whose answers are numbers, with the log that asks it and the plan it comes from, if it is of one."""

    log: Log
    field: Field
    plan: Plan | None = None

    @property
    def title(self) -> str:
        """The log's title, or the question's name where several of the log are numbers."""
        if len(charted(self.log)) == 1:
            return self.log.title
        return words.capital(self.field.name.replace("-", " ").replace("_", " "))

    @property
    def name(self) -> str:
        """The title inside a sentence."""
        return words.small(self.title)


@frozen
class Past:
    """One measure over a range of days."""

    chart: Chart
    week: Summary
    sentences: Sequence[str]
    lately: Sequence[DayMedian]
    """The days that are compared with practice, and on which of them there was one."""
    practised: Collection[date]


def charted(log: Log) -> list[Field]:
    """The questions of a log whose answers are numbers."""
    return [field for field in log.fields.values() if upright.is_charted(field)]


def read(env: Env, measure: Measure, days: int | None) -> Past:
    """A measure over the last `days`, today included; None: from its first answer on."""
    journal, today = env.journal, env.clock.now().date()
    log, field = measure.log, measure.field
    opening = journal.days(log, field, first=levels.FIRST)
    begins = opening[0].day if opening else today
    first = min(begins, today) if days is None else today - timedelta(days=days - 1)
    since = min(first, today - timedelta(days=shuffled.MOST))
    whole = journal.days(log, field, since=since, until=today)
    appointments = ledger.appointments(journal.events(ledger.APPOINTMENT_KINDS))
    start = _begun(env, measure, appointments)
    apart = list(opening)
    if start.opens > date.min:
        apart += journal.days(log, field, since=start.opens, first=levels.FIRST)
    if start.visit is not None:
        apart += journal.days(log, field, since=start.visit - timedelta(days=start.span), until=start.visit)
    if opening and not whole:
        apart += journal.days(log, field, since=opening[-1].day, until=since)[-1:]
    known = sorted({each.day: each for each in (*apart, *whole)}.values(), key=lambda each: each.day)
    field, known = _in_units(field, known)
    whole = [each for each in known if each.day >= since]
    shown = [each for each in whole if each.day >= first]
    of_course = [each for each in known if each.day >= start.opens]
    level = levels.baseline(of_course, start.visit, start.span)
    lately = shown[-shuffled.MOST :] if (today - first).days < MARKED else []
    practised = practice_days(env, first) if (today - first).days < MARKED else frozenset[date]()
    return Past(
        chart=Chart(
            field,
            shown,
            first,
            today,
            [day for day in _days_of(appointments) if first <= day <= today],
            practised,
            _band(field, level, today),
            bands.least(field),
        ),
        week=trend.summary(whole, today),
        sentences=told.sentences(
            measure.name, field, known, today, first_visit=start.visit, span=start.span, opens=start.opens
        ),
        lately=lately,
        practised=practised,
    )


def _in_units(field: Field, days: list[DayMedian]) -> tuple[Field, list[DayMedian]]:
    """Durations, which are kept in seconds, as hours or minutes; everything else as it is."""
    if not isinstance(field.kind, Simple):
        return field, days
    unit, seconds = ("h", HOUR) if max((each.high for each in days), default=0) >= 2 * HOUR else ("min", MINUTE)
    told = [
        DayMedian(each.day, each.median / seconds, each.low / seconds, each.high / seconds, each.n) for each in days
    ]
    return replace(field, kind=Number(unit, low=0)), told


def with_practice(past: Past, name: str) -> list[str]:
    """What days with practice and days without have to say. Counting out all ways to deal them takes a while."""
    found = compared.compared(past.lately, past.practised) if past.practised else None
    return compared.told(found, "practice", name) if found else []


def practice_days(env: Env, first: date) -> frozenset[date]:
    """The local days since `first` on which something was practised."""
    opens = when.local(first, time(), env.clock.now().tzinfo or UTC)
    sessions = ledger.sessions(env.journal.events(ledger.SESSION_KINDS, since=opens))
    return frozenset(each.started.date() for each in sessions)


def visit_days(env: Env) -> list[date]:
    """The local days of appointments that were not cancelled, in order."""
    return _days_of(ledger.appointments(env.journal.events(ledger.APPOINTMENT_KINDS)))


def _days_of(appointments: Sequence[Appointment]) -> list[date]:
    return sorted({each.starts.date() for each in appointments if each.status != "cancelled"})


def _begun(env: Env, measure: Measure, appointments: Sequence[Appointment]) -> Begun:
    """Where the measure begins, by the visits of the plans in use and those of none; by all of them without a plan."""
    plans = [used.plan for used in env.shelf.in_use()]
    ids = {plan.id for plan in (*plans, measure.plan) if plan}
    mine = [one for one in appointments if not one.plan or one.plan in ids or not ids]
    return begun(measure.plan, plans, mine, env.clock.now())


def _band(field: Field, start: Level | None, today: date) -> tuple[float, float] | None:
    """Around the start by the least change people notice; None where nobody agreed on one, or nothing came after."""
    least = bands.least(field)
    if least is None or start is None or start.last >= today:
        return None
    return (start.value - least, start.value + least)
