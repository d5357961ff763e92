"""How much of what the plans ask for was done, and what went otherwise. No grades. For `compose`.

What nobody could do is taken out: cancelled visits, what a condition hid, what was optional and left out, days before
the plan was taken up. What is still open is not counted yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Literal

from selfcare.core import occasions, repeat, roster, trend, when
from selfcare.core.condition import Condition, evaluate
from selfcare.core.insight import adherence, pairs
from selfcare.core.line import Line
from selfcare.core.occasions import Counted
from selfcare.core.plan import Breathe, Checklist, Meditate, Plan, Routine
from selfcare.core.ports import InUse
from selfcare.core.question import Log
from selfcare.core.repeat import Repeat
from selfcare.core.report import scores
from selfcare.core.report.material import Filled, Material, included
from selfcare.core.report.page import Done, Slip
from selfcare.core.report.span import Days
from selfcare.core.scope import ItemScope
from selfcare.core.stops import lay_out
from selfcare.core.text import plain

ALONE = "practice on its own"
"""What was breathed or sat without a plan."""


def done(material: Material, days: Days) -> tuple[tuple[Done, ...], tuple[Slip, ...]]:
    """A line for each checklist, routine and log that was asked for or done in the range, and each slip in it."""
    lines = {
        (used.plan.id, checklist.name): list(_lines(material, used, checklist, days))
        for used in material.used
        for checklist in used.plan.checklists.values()
        if _is_shown(material, used.plan, f"checklist.{checklist.name}")
    }
    found = [
        *(each for used in material.used for each in _checklists(used.plan, lines)),
        *(each for used in material.used for each in _routines(material, used, days)),
        *_alone(material, days),
        *(each for filled in material.logs if (each := _log(material, filled, days))),
    ]
    return tuple(found), _slips(material, [line for each in lines.values() for line in each])


def _is_shown(material: Material, plan: Plan, path: str) -> bool:
    return included(material.reports.get(plan.id), path)


def _lines(material: Material, used: InUse, checklist: Checklist, days: Days) -> Iterator[Line]:
    """The items of a checklist for each of its occasions in the range."""
    for occasion in _occasions(material, used, checklist):
        if material.day(occasion.anchor.starts) in days:
            near = material.records(occasion.anchor.starts)
            yield from roster.as_it_stood(used.plan, checklist, occasion, near)


def _occasions(material: Material, used: InUse, checklist: Checklist) -> Iterator[Counted]:
    if checklist.anchor == "appointment":
        yield from occasions.every_visit(used, material.appointments, is_next=False)
        return
    name = checklist.anchor.removeprefix("log.")
    for filled in material.logs:
        if filled.used == used and filled.log.name == name:
            yield from map(occasions.of_entry, filled.entries)


def _checklists(plan: Plan, lines: dict[tuple[str, str], list[Line]]) -> Iterator[Done]:
    for checklist in plan.checklists.values():
        share = adherence.of_lines(lines.get((plan.id, checklist.name), ()))
        if share.of:
            yield Done("checklist", checklist.title, share.done, share.of, "items")


def _slips(material: Material, lines: list[Line]) -> tuple[Slip, ...]:
    """What was said not to have been left out, or not to have happened; oldest first."""
    numbers = material.numbers()
    found = [
        Slip(line.short.removeprefix("no "), line.answered, plain(line.note), numbers.get(line.occurrence))
        for line in lines
        if line.state == "slipped" and line.answered
    ]
    return tuple(sorted(found, key=lambda slip: slip.at.timestamp()))


def _routines(material: Material, used: InUse, days: Days) -> Iterator[Done]:
    for routine in used.plan.routines.values():
        path = f"routine.{routine.name}"
        if not _is_shown(material, used.plan, path):
            continue
        walked = [
            mark.about
            for mark in material.marks.get((used.plan.id, path), ())
            if mark.kind == "ticked" and mark.about.date() in days
        ]
        is_regular = routine.every is not None or bool(routine.at)
        share = _share(material, used, routine, {instant.date() for instant in walked}, days)
        if not walked and not (is_regular and share.of):
            continue
        rated = pairs.of_walks(material.events, material.entries, used.plan, routine)
        middle = pairs.together(pair for day, pair in rated if day in days)
        yield Done(
            "practice",
            routine.title,
            share.done if is_regular else len(walked),
            share.of if is_regular else None,
            "days" if repeat.is_daily(routine.every) and is_regular else "times",
            _seconds(material, used.plan, routine, days),
            rated=middle.n if middle else 0,
            before=middle.before if middle else None,
            after=middle.after if middle else None,
            scale=_rated_on(used.plan, routine) if middle else "",
        )


def _rated_on(plan: Plan, routine: Routine) -> str:
    """The name of the scale that a routine is rated on, before and after."""
    _, _, path = routine.rate.partition(".")
    log, _, field = path.partition(".")
    return trend.called(plan.logs[log], plan.logs[log].fields[field])


def _seconds(material: Material, plan: Plan, routine: Routine, days: Days) -> float | None:
    """How long was practised in the walks through a routine, also in those that were not finished."""
    practices = {stop.path for stop in lay_out(plan, routine) if isinstance(stop.action, Breathe | Meditate)}
    spent = [
        seconds
        for event in material.events
        if event.kind in ("step.done", "step.skipped") and event.plan == plan.id and event.path in practices
        if event.day in days and isinstance(seconds := event.values.get("seconds"), int | float)
    ]
    return sum(spent) if practices else None


def _alone(material: Material, days: Days) -> Iterator[Done]:
    mine = [each for each in material.sessions if not each.plan and material.day(each.started) in days]
    if mine:
        practised = {material.day(each.started) for each in mine}
        yield Done("practice", ALONE, len(practised), None, "days", sum(each.seconds for each in mine))


def _log(material: Material, filled: Filled, days: Days) -> Done | None:
    log, used = filled.log, filled.used
    answered = {entry.about.date() for entry in filled.entries if entry.about.date() in days}
    if not filled.is_on_page:
        return None
    if log.per == "visit" and used:
        past = material.visits_due(used, days)
        given = {entry.occurrence for entry in filled.entries}
        count = sum(visit.id in given for visit in past)
        return Done("log", log.title, count, len(past), "visits") if past else None
    if used and (log.every is not None or scores.is_daily(log)):
        share = _share(material, used, log, answered, days)
        per: Literal["days", "times"] = "days" if scores.is_daily(log) else "times"
        return Done("log", log.title, share.done, share.of, per) if share.of else None
    return Done("log", log.title, len(answered), None, "days") if answered else None


def _share(material: Material, used: InUse, source: Routine | Log, done: set[date], days: Days) -> adherence.Share:
    """Of the days it came round; today only once it is done."""
    last = days.last if days.last in done else days.last - timedelta(days=1)
    since, away = material.day(used.since), set()
    if source.condition is not None:
        away = {
            day
            for day in repeat.days(Repeat(), days.first, days.first, last)
            if day not in done and not _was_asked(material, used.plan, source.condition, day)
        }
    return adherence.of_days(done, source.every, since, days.first, last, away)


def _was_asked(material: Material, plan: Plan, condition: Condition, day: date) -> bool:
    """Whether a condition was met at the end of a day, by what had been said by then."""
    ended = when.local(day, time(23, 59), material.zone)
    known = material.up_to(ended)
    return evaluate(condition, ItemScope(plan, known, ended, material.cautions)) is True
