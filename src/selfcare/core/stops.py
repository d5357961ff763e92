"""A routine or a checklist laid out as the stops of a walk, one after the other, with the routines it runs in place.

`walk` goes through them. A stop's path is its name in the journal: `routine.morning.2`, `checklist.prep.caffeine`;
inside a routine that is run it is longer by that routine's step: `routine.morning.3.1`.
"""

from __future__ import annotations

from collections.abc import Iterator

from selfcare.core.condition import Condition
from selfcare.core.frozen import frozen, replace
from selfcare.core.plan import (
    Action,
    Ask,
    Avoid,
    Breathe,
    Check,
    Checklist,
    Follow,
    Item,
    Meditate,
    Plan,
    Read,
    Rest,
    Routine,
    Step,
)

BEFORE, AFTER = "rate-before", "rate-after"
"""Names of the stops that ask the rating of a routine."""


@frozen
class Stop:
    """One thing at a time."""

    path: str
    action: Action
    """Never `Follow`: that routine's own steps stand in its place."""
    title: str = ""
    note: str = ""
    why: str = ""
    optional: bool = False
    evidence: tuple[str, ...] = ()
    field: str = ""
    """The one question a rating asks of its log; empty: the whole log."""
    item: str = ""
    """The path of the checklist item it belongs to, or empty."""
    conditions: tuple[Condition, ...] = ()
    """Of the step and of the steps and routines around it; answered by what was said in this run."""
    item_conditions: tuple[Condition, ...] = ()
    """Of the checklist item; answered by today as well."""


def lay_out(plan: Plan, course: Routine | Checklist) -> tuple[Stop, ...]:
    """All stops of a walk, also those whose conditions may turn out not to be met."""
    if isinstance(course, Routine):
        return tuple(_routine(plan, course, f"routine.{course.name}", ()))
    return tuple(stop for item in course.items.values() for stop in _item(plan, course, item))


def in_few_words(plan: Plan, stop: Stop) -> str:
    """What a stop is called, as it stands beside `next`. A rating has the title of what it rates, which is not it."""
    if isinstance(stop.action, Ask) and stop.field:
        return plan.logs[stop.action.log].fields[stop.field].ask
    if stop.title:
        return stop.title
    match stop.action:
        case Check(words=words) | Avoid(words=words):
            return words
        case Breathe(pattern=pattern):
            return plan.patterns[pattern].title
        case Meditate(sitting=sitting):
            return plan.sittings[sitting].title
        case Ask(log=log):
            return plan.logs[log].title
        case Rest(say=say):
            return say or "rest"
        case Read():
            return "something to read"
        case Follow():
            return ""


def _item(plan: Plan, checklist: Checklist, item: Item) -> Iterator[Stop]:
    path = f"checklist.{checklist.name}.{item.name}"
    stop = Stop(path, item.action, "", item.note, item.why, item.optional, item.evidence)
    for each in _unfolded(plan, stop, ()):
        yield replace(each, item=path, item_conditions=_some(item.condition))


def _routine(plan: Plan, routine: Routine, path: str, running: tuple[str, ...]) -> Iterator[Stop]:
    rating = _rating(plan, routine, path)
    yield from rating[:1]
    for step in routine.steps:
        yield from _unfolded(plan, _stop(step, path), (*running, routine.name))
    yield from rating[1:]


def _stop(step: Step, path: str) -> Stop:
    return Stop(
        f"{path}.{step.name}",
        step.action,
        step.title,
        step.note,
        step.why,
        step.optional,
        step.evidence,
        conditions=_some(step.condition),
    )


def _unfolded(plan: Plan, stop: Stop, running: tuple[str, ...]) -> Iterator[Stop]:
    """The stop itself, or the stops of the routine it runs. One that already runs is not run again."""
    if not isinstance(stop.action, Follow):
        yield stop
    elif (routine := plan.routines.get(stop.action.routine)) and routine.name not in running:
        around = stop.conditions + _some(routine.condition)
        for each in _routine(plan, routine, stop.path, running):
            yield replace(each, conditions=around + each.conditions, optional=each.optional or stop.optional)


def _rating(plan: Plan, routine: Routine, path: str) -> list[Stop]:
    """The same question twice, before and after."""
    log, _, field = routine.rate.removeprefix("log.").partition(".")
    if log not in plan.logs or field not in plan.logs[log].fields:
        return []
    return [Stop(f"{path}.{name}", Ask(log), routine.title, field=field) for name in (BEFORE, AFTER)]


def _some(condition: Condition | None) -> tuple[Condition, ...]:
    return () if condition is None else (condition,)
