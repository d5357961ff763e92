"""Answers that an author wrote down: when each is given, and giving it as a person would.

For `examples` and `course`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from selfcare.core import acts, question, when, words
from selfcare.core.acts import Stamp
from selfcare.core.event import Event
from selfcare.core.frozen import frozen
from selfcare.core.grammar import GrammarError, moment, quoted
from selfcare.core.line import Line
from selfcare.core.plan import Ask, ScriptedAnswer
from selfcare.core.question import Value
from selfcare.core.simulation.world import World
from selfcare.core.when import Anchor, DayTime, Moment, Offset, Span
from selfcare.errors import UsageError


@frozen
class Due:
    """A scripted answer at its instant. `number` is its place among the answers, from 0."""

    at: datetime
    number: int
    answer: ScriptedAnswer
    target: datetime | None = None
    """Where a `move` goes."""


@frozen
class Refused:
    """Why an answer could not be given, and which key says what is wrong."""

    number: int
    key: str
    reason: str
    help: str = ""


def timetable(
    answers: Sequence[ScriptedAnswer], first: datetime | None, lasts: Span, zone: tzinfo
) -> tuple[list[Due], list[Refused], Anchor | None]:
    """When each answer is given, in order; what has no time; and what moments count from once all were given.

    A moment counts from the appointment as it stands after the answers above it.
    """
    anchor = _anchor(first, lasts)
    due: list[Due] = []
    refused: list[Refused] = []
    for number, answer in enumerate(answers):
        at, target = instant(answer.at, anchor, zone), None
        if answer.act == "move":
            target = instant(written(answer.path), anchor, zone)
            if target is not None:
                anchor = _anchor(target, lasts)
        if at is None or (answer.act == "move" and (target is None or first is None)):
            key = "move" if answer.act == "move" and at is not None else "at"
            refused.append(Refused(number, key, NO_APPOINTMENT, WRITE_ONE))
        else:
            due.append(Due(at, number, answer, target))
    return sorted(due, key=lambda each: (each.at.timestamp(), each.number)), refused, anchor


NO_APPOINTMENT = "there is no appointment that this could count from"
WRITE_ONE = "give the test an `appointment`, or write a date and time such as 2026-12-03T14:30:00"


def instant(at: Moment | datetime | None, anchor: Anchor | None, zone: tzinfo) -> datetime | None:
    """When that is; None for a moment around no appointment."""
    if isinstance(at, datetime):
        return when.local(at.date(), at.time(), zone) if at.tzinfo is None else at
    return when.resolve(at, anchor) if at is not None and anchor is not None else None


def written(text: str) -> Moment | datetime | None:
    """A local date and time or a moment, as `move` keeps it."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        found = moment(text)
    except GrammarError:
        return None
    return found if isinstance(found, Offset | DayTime) else None


def give(world: World, due: Due) -> tuple[Sequence[Event], Refused | None]:
    """The events of one answer, not yet recorded; or why nobody could give it then."""
    answer, stamp = due.answer, world.stamp(due.at)
    if answer.act == "move":
        standing = world.coming(due.at)
        if standing is None or due.target is None:
            return (), Refused(due.number, "move", NO_APPOINTMENT, WRITE_ONE)
        return (acts.move(standing, due.target, stamp),), None
    if answer.act == "log":
        return _logged(world, due)
    lines = world.agenda(due.at).lines
    line = _meant([line for line in lines if line.path == answer.path])
    if line is None:
        return (), Refused(due.number, answer.act, *_not_there(world, due))
    return (_said(answer.act, line, stamp),), None


def _said(act: str, line: Line, stamp: Stamp) -> Event:
    match act:
        case "slip":
            return acts.slip(line, stamp)
        case "skip":
            return acts.skip(line, stamp)
        case _:
            return acts.keep(line, stamp) if line.kind == "avoid" else acts.tick(line, stamp)


def window(world: World, path: str, now: datetime) -> str:
    """When an item is open, in words: `its window is Thu 3 Dec 12:30 to 13:30`; empty for what has none."""
    agenda = world.agenda(now)
    line = _meant([line for line in (*agenda.lines, *agenda.unshown) if line.path == path])
    return _told(line) if line else _around(world, path, now)


def _told(line: Line) -> str:
    if line.opens is None or line.closes is None:
        return ""
    return _between(line.opens, line.closes, line.at)


def _around(world: World, path: str, now: datetime) -> str:
    """The window of an item that is not on the agenda, around the appointment that is next or was last."""
    kind, _, rest = path.partition(".")
    name, _, item = rest.partition(".")
    checklist = world.plan.checklists.get(name) if kind == "checklist" else None
    visit = world.coming(now)
    if checklist is None or visit is None or item not in checklist.items or checklist.anchor != "appointment":
        return ""
    meant = checklist.items[item].window
    if meant is None:
        return ""
    found = when.interval(meant, Anchor(visit.starts, when.later(visit.starts, world.plan.appointment.lasts)))
    return _between(found.opens, found.closes, found.at)


def _between(opens: datetime, closes: datetime, at: datetime | None) -> str:
    day, end = words.day(opens.date()), words.clock_time(closes)
    if opens.date() != closes.date():
        end = f"{words.day(closes.date())} {end}"
    if at is not None:
        return f"it is at {day} {words.clock_time(at)}, and may be done until {end}"
    return f"its window is {day} {words.clock_time(opens)} to {end}"


def _logged(world: World, due: Due) -> tuple[Sequence[Event], Refused | None]:
    plan, answer = world.plan, due.answer
    log = plan.logs.get(answer.path)
    if log is None:
        return (), Refused(due.number, "log", f"there is no log {quoted(answer.path)}")
    values: dict[str, Value] = {}
    for name, given in answer.values.items():
        field = log.fields.get(name)
        if field is None:
            return (), Refused(due.number, f"values.{name}", f"{log.name} has no question of that name")
        try:
            values[name] = question.read(field, given) if isinstance(given, str) else question.accept(field, given)
        except UsageError as error:
            return (), Refused(due.number, f"values.{name}", str(error))
    made = acts.record_entry(log.name, values, world.stamp(due.at), plan=plan, occurrence=_occurrence(world, due))
    return (made,), None


def _occurrence(world: World, due: Due) -> str:
    """What an entry belongs to: the line that asks for it, else the visit, for a log of each visit."""
    asks = [
        line
        for line in world.agenda(due.at).lines
        if isinstance(line.action, Ask) and line.action.log == due.answer.path
    ]
    if (line := _meant(asks)) is not None:
        return line.occurrence
    visit = world.coming(due.at) if world.plan.logs[due.answer.path].per == "visit" else None
    return visit.id if visit else ""


def _meant(lines: Sequence[Line]) -> Line | None:
    """Of several occasions the one that is open, or asked about; else the first."""
    return next((line for line in lines if line.state == "open" or line.to_ask), lines[0] if lines else None)


def _not_there(world: World, due: Due) -> tuple[str, str]:
    path = due.answer.path
    shown = f"{words.day(due.at.date())} {words.clock_time(due.at)}"
    if path.startswith("routine.") and path.count(".") > 1:
        return f"{path} is a step of a routine, which nobody can answer by itself", "name the routine"
    if path.startswith("checklist.") and path.count(".") == 1:
        return f"{path} is a whole checklist", "name one of its items"
    hidden = any(line.path == path for line in world.agenda(due.at).unshown)
    if hidden:
        return f"{path} is not for that day, so nobody can answer it", "its `if` is not met, or the window is empty"
    return f"{path} is not on the agenda at {shown}", window(world, path, due.at)


def _anchor(starts: datetime | None, lasts: Span) -> Anchor | None:
    return Anchor(starts, when.later(starts, lasts)) if starts else None
