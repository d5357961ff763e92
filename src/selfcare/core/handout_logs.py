"""Logs on paper: when each is asked for, and room for so many sets of answers. Called by `handout`; the pages that
`share` makes of it ask here what there is room for.
"""

from __future__ import annotations

from selfcare.core.frozen import frozen
from selfcare.core.plan import Action, Ask, Checklist, Follow, Plan
from selfcare.core.question import Choice, Field, Log, Scale
from selfcare.core.spelled import length, moment, rhythm

SHEET = "For more answers take a sheet of your own."
ROOM = 4
"""Sets of answers to one log, at most."""
OPTIONS = 5
"""Boxes to tick that there is room for more than once."""
ANY_TIME = "any time before"
PER = {"entry": "whenever you like", "day": "each day", "visit": "at each visit", "episode": "each time it happens"}


@frozen
class Asked:
    """A log, with room for its answers."""

    path: str
    title: str
    when: str
    fields: tuple[Field, ...]
    times: tuple[str, ...]
    """When there is room for: one set of answers each. A single one needs no name, and is empty."""
    more: bool
    """Whether it is asked more often than there is room for."""


def asked(plan: Plan, log: Log) -> Asked:
    """A log of the plan."""
    once, repeats = _times(plan, log), _repeats(plan, log)
    fields = tuple(log.fields.values())
    times = tuple(once[:ROOM]) if len(once) > 1 else ("",)
    more = bool(repeats) or len(once) > ROOM or (len(once) > 1 and any(map(_is_long, fields)))
    return Asked(f"log.{log.name}", log.title, ", ".join([*once, *repeats]) or PER[log.per], fields, times, more)


def _is_long(field: Field) -> bool:
    """Whether its boxes take too much room to be there more than once."""
    return isinstance(field.kind, Choice) and len(field.kind.options) > OPTIONS


def rooms(asked: Asked, field: Field) -> tuple[str, ...]:
    """The times at which there is room for an answer to a question."""
    return ("",) if _is_long(field) else asked.times


def _times(plan: Plan, log: Log) -> list[str]:
    """When the items around an appointment ask for it: `1 h before`."""
    around = [each for each in plan.checklists.values() if each.anchor == "appointment"]
    items = [item for checklist in around for item in checklist.items.values() if _asks(plan, item.action, log)]
    opens = [(item.window.at or item.window.opens) if item.window else None for item in items]
    return list(dict.fromkeys(moment(each) if each else ANY_TIME for each in opens))


def _repeats(plan: Plan, log: Log) -> list[str]:
    """The rhythms in which it is asked for."""
    own = [rhythm(log.every, log.at)] if log.every or log.at else []
    own += [PER[log.per]] if log.per == "episode" else []
    own += [
        counted_from(plan, each)
        for each in plan.checklists.values()
        if each.anchor != "appointment" and any(_asks(plan, item.action, log) for item in each.items.values())
    ]
    asking = [each for each in plan.routines.values() if any(_asks(plan, step.action, log) for step in each.steps)]
    told = [of_course(plan, each.name) or (rhythm(each.every, each.at) if each.every else "") for each in asking]
    return list(dict.fromkeys(filter(None, [*own, *told])))


def _asks(plan: Plan, action: Action, log: Log) -> bool:
    """Whether it asks for a log, itself or in the routine that it begins."""
    if isinstance(action, Follow):
        return any(step.action == Ask(log.name) for step in plan.routines[action.routine].steps)
    return action == Ask(log.name)


def counted_from(plan: Plan, checklist: Checklist) -> str:
    """`after each entry of Headache`; empty for a checklist around an appointment."""
    log = plan.logs.get(checklist.anchor.removeprefix("log."))
    return f"after each entry of {log.title}" if log else ""


def of_course(plan: Plan, routine: str) -> str:
    """When the course of visits asks for a routine; empty if it does not."""
    course = plan.course
    if course is None:
        return ""
    told = [f"after visit {course.review_after}"] if course.review == routine else []
    told += [f"{length(wait)} after the last visit" for wait in course.checks if course.check == routine]
    return " and ".join(told)


def ends(field: Field) -> str:
    """The words of a scale, as `0 none, 10 worst`; empty without any."""
    labels = getattr(field.kind, "labels", None) or {}
    return ", ".join(f"{number:g} {label}" for number, label in sorted(labels.items()))


def circled(scale: Scale) -> list[float]:
    """The numbers of a scale to circle: every step of it, or tenths of the whole where the steps do not fit a line."""
    step = scale.step if (scale.high - scale.low) / scale.step <= 20 else (scale.high - scale.low) / 10
    return [scale.low + step * number for number in range(round((scale.high - scale.low) / step) + 1)]
