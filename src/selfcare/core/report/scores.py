"""The scales of a page: where they stood, where they stand, and what became of them. For `compose`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from selfcare.core import repeat, scoring, trend
from selfcare.core.chart.bins import Bins
from selfcare.core.frozen import replace
from selfcare.core.insight import bands, episodes, levels
from selfcare.core.insight.change import SHARE_FROM, change, why_none
from selfcare.core.insight.levels import Level
from selfcare.core.question import Field, Log, Number, Scale, Simple
from selfcare.core.repeat import Repeat
from selfcare.core.report.material import GOAL, Filled, Material
from selfcare.core.report.page import NO_BAND, Figure, Reading, Score
from selfcare.core.report.span import Days
from selfcare.core.trend import DayMedian
from selfcare.core.words import small

TREND_FROM = 14
"""Days with an answer under which no course is drawn: with fewer, what looks like one is mostly chance."""


LAST = 1_000
"""The place of a scale that nobody wants drawn."""


def scores(material: Material, days: Days) -> tuple[Score, ...]:
    """Every scale that was ever answered, those the plan's author wants drawn first and in that order."""
    asked = [
        (filled, field)
        for filled in material.logs
        if filled.is_on_page and filled.log.name != GOAL
        for field in _asked(filled.log)
        if isinstance(field.kind, Scale) or _path(filled, field) in _charts(material, filled)
    ]
    asked.sort(key=lambda each: _place(material, *each))
    attacks = [made for filled in material.logs if (made := _headache_days(material, filled, days))]
    found = [(filled, made) for filled, field in asked if (made := score(material, filled, field, days))]
    names = [made.name for _, made in found]
    told = (
        replace(made, name=f"{made.name}, {title}")
        if names.count(made.name) > 1 and made.name != (title := small(filled.log.title))
        else made
        for filled, made in found
    )
    return (*attacks, *told)


def score(material: Material, filled: Filled, field: Field, days: Days) -> Score | None:
    """One scale (or another number); None where it was never answered."""
    medians = [each for each in _medians(filled, field) if each.day <= days.last]
    if not medians:
        return None
    begun = material.begun(filled.used)
    of_course = [each for each in medians if each.day >= begun.opens]
    before, now = levels.baseline(of_course, begun.visit, begun.span), levels.present(medians, days.last)
    changed = change(field, before, now)
    charts = _charts(material, filled)
    n, possible, per = _counted(material, filled, medians, days)
    drawn = _drawn(medians, before, days) if not charts or _path(filled, field) in charts else []
    is_scale, is_directed = isinstance(field.kind, Scale), _has_direction(filled.log, field)
    return Score(
        path=_path(filled, field),
        name=trend.called(filled.log, field) if field.name else small(filled.log.title),
        ask=field.ask,
        low=_ends(field, medians)[0],
        high=_ends(field, medians)[1],
        better=field.kind.better if isinstance(field.kind, Scale) and is_directed else "",
        n=n,
        possible=possible,
        per=per,
        baseline=_figure(before, begun.span),
        now=_figure(now, levels.WEEK),
        change=changed.points if changed else None,
        percent=changed.percent if changed and is_scale and _ends(field, medians)[0] == 0 else None,
        band=(changed.band or NO_BAND) if changed else "",
        towards=changed.towards if changed and is_directed else "",
        weeks=_weeks(drawn, _opens(before, days), days.last) if drawn else (),
        days=tuple(drawn),
        raw=() if changed else tuple(Reading(each.day, each.median) for each in medians if each.day in days),
        missing=_missing(before, now, medians, days),
        unit=_unit(field),
        labels=tuple((field.kind.labels or {}).items()) if isinstance(field.kind, Scale) else (),
        label=f"{levels.WEEK}-day median" if changed else "",
    )


def _headache_days(material: Material, filled: Filled, days: Days) -> Score | None:
    """Days with an attack, of a log of episodes in a plan about headache."""
    if filled.used is None or not filled.is_on_page or not episodes.counts_headaches(filled.used.plan, filled.log):
        return None
    since = material.day(filled.used.since)
    attacks = {day for entry in filled.entries for day in episodes.days(entry)}
    before, now = episodes.levels(attacks, since, days.last, material.begun(filled.used).visit)
    band, span = (bands.of_days(before.value, now.value) if before and now else ""), episodes.SPAN
    points = now.value - before.value if before and now else None
    opens = max(since, days.first)
    return Score(
        path=f"log.{filled.log.name}",
        name=f"days with {small(filled.log.title)}",
        ask="",
        low=0,
        high=span,
        better="low",
        n=sum(day in days and day >= opens for day in attacks),
        possible=max(0, (days.last - opens).days + 1),
        baseline=_of_span(before),
        now=_of_span(now),
        change=points,
        percent=100 * points / before.value if before and points is not None and before.value >= SHARE_FROM else None,
        band="" if points is None else band or NO_BAND,
        towards="" if points is None else "same" if not points else "better" if points < 0 else "worse",
        missing="" if points is not None else f"a change needs {span} days before and {span} days since",
        label=f"in {span} days",
    )


def _asked(log: Log) -> list[Field]:
    """The questions that stand on the page each by itself; those of a score are told in it."""
    alone = [field for field in log.fields.values() if not log.score or field.name not in log.scored]
    return [*([_scored(log)] if log.score else []), *alone]


def _scored(log: Log) -> Field:
    """The score of a log as if it were a question; its name is that of no question."""
    low, high = scoring.bounds(log)
    scales = [log.fields[name].kind for name in log.scored if name in log.fields]
    higher = [isinstance(each, Scale) and each.better == "high" for each in scales]
    better: Literal["low", "high"] = "high" if higher and all(higher) else "low"
    return Field("", log.summary or log.title, Scale(low, high, better=better))


def _has_direction(log: Log, field: Field) -> bool:
    """Whether it is known which end is the good one: not of numbers, nor of a score of options."""
    items = [field] if field.name else [log.fields[name] for name in log.scored if name in log.fields]
    directions = {each.kind.better if isinstance(each.kind, Scale) else "" for each in items}
    return len(directions) == 1 and "" not in directions


def pain(material: Material) -> list[tuple[Filled, Field]]:
    """The scales that ask for the strength of pain."""
    return [(filled, field) for filled in material.logs for field in filled.log.fields.values() if bands.is_pain(field)]


def is_daily(log: Log) -> bool:
    """Whether a log is meant to be filled in every day."""
    if log.every is not None:
        return repeat.is_daily(log.every)
    return log.per == "day" or bool(log.at)


def _counted(
    material: Material, filled: Filled, medians: Sequence[DayMedian], days: Days
) -> tuple[int, int, Literal["days", "entries", "visits"]]:
    """On how many days (or occasions) there is an answer, of how many there could be."""
    log, answered = filled.log, {each.day for each in medians if each.day in days}
    if log.per == "visit":
        ids = {visit.id for visit in material.visits_due(filled.used, days)}
        given = {entry.occurrence for entry in filled.entries if entry.occurrence in ids}
        return max(len(given), len(answered)), max(len(ids), len(answered)), "visits"
    if log.per == "episode":
        return len(answered), len(answered), "entries"
    since = material.day(filled.used.since) if filled.used else days.first
    began = min(since, medians[0].day)
    due = repeat.days(log.every or Repeat(), began, days.first, days.last)
    if days.last in due and days.last not in answered:
        due.remove(days.last)  # the day is not over
    if is_daily(log) or log.every is None:
        return len(answered), max(len(due), len(answered)), "days"
    return len(answered), max(len(due), len(answered)), "entries"


def _figure(level: Level | None, span: int) -> Figure | None:
    if level is None:
        return None
    how = f"first {level.n} entries" if level.how == "first days" else ""
    if not how and span != levels.WEEK:
        how = f"median of {span} days"
    return Figure(level.value, level.n, level.first, level.last, how)


def _of_span(count: episodes.Count | None) -> Figure | None:
    return Figure(count.value, count.n, count.first, count.last, count.how) if count else None


def _missing(before: Level | None, now: Level | None, medians: Sequence[DayMedian], days: Days) -> str:
    lately = trend.summary(medians, days.last)
    if before is not None and now is None:  # in few words: beside it stands how the start was made
        return f"too few days with an answer now ({lately.days} of the last {lately.of})"
    return why_none(before, now, lately.days, lately.of)


def _drawn(medians: Sequence[DayMedian], before: Level | None, days: Days) -> list[DayMedian]:
    """The days of a course; none where they are too few for one."""
    there = [each for each in medians if _opens(before, days) <= each.day <= days.last]
    return there if len(there) >= TREND_FROM else []


def _weeks(drawn: Sequence[DayMedian], first: date, last: date) -> tuple[float | None, ...]:
    """The median of each week, the last one ending with the range; a week without an answer is None."""
    return tuple(week.found.median if week.found else None for week in Bins(first, last, "week").filled(drawn))


def _opens(before: Level | None, days: Days) -> date:
    return min(before.first, days.first) if before else days.first


def _medians(filled: Filled, field: Field) -> list[DayMedian]:
    """The days of a number or of a score; a duration in minutes."""
    if not field.name:
        scored = ((entry.about.date(), scoring.score(filled.log, entry.values)) for entry in filled.entries)
        return trend.of_numbers((day, found) for day, found in scored if found is not None)
    found = trend.day_medians(filled.entries, filled.log, field)
    if field.kind != Simple("duration"):
        return list(found)
    return [replace(each, median=each.median / 60, low=each.low / 60, high=each.high / 60) for each in found]


def _unit(field: Field) -> str:
    if isinstance(field.kind, Number):
        return field.kind.unit
    return "min" if field.kind == Simple("duration") else ""


def _ends(field: Field, medians: Sequence[DayMedian]) -> tuple[float, float]:
    """The ends of a scale; of another number its bounds, else what was answered, from nought."""
    if isinstance(field.kind, Scale):
        return field.kind.low, field.kind.high
    low, high = (field.kind.low, field.kind.high) if isinstance(field.kind, Number) else (None, None)
    lowest, highest = min(each.low for each in medians), max(each.high for each in medians)
    return min(0.0, lowest) if low is None else low, highest if high is None else high


def _path(filled: Filled, field: Field) -> str:
    return f"log.{filled.log.name}" + (f".{field.name}" if field.name else "")


def _charts(material: Material, filled: Filled) -> tuple[str, ...]:
    """What is drawn of a plan: its author's choice, or nothing in particular."""
    report = material.reports.get(filled.plan.id) if filled.plan else None
    return report.charts if report else ()


def _place(material: Material, filled: Filled, field: Field) -> int:
    charts, path = _charts(material, filled), _path(filled, field)
    return charts.index(path) if path in charts else LAST
