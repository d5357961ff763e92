"""Going through a routine or a checklist, one thing at a time: pure, so that a walk can be taken up anywhere.

A face begins a walk, shows `current`, and tells what happened: `state = step(state, StepDone())`. States never change;
answers are never dropped, whatever happens next. What has to be saved is worked out by `trail`, which also rebuilds a
state from the journal.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from selfcare.core.breath import Pattern
from selfcare.core.event import Json
from selfcare.core.form import asked, renamed
from selfcare.core.frozen import field, frozen, replace
from selfcare.core.ledger import Appointment, Entry
from selfcare.core.plan import Ask, Checklist, Plan, Routine
from selfcare.core.question import Field, Log, Value
from selfcare.core.scope import Answers, ItemScope, RunScope
from selfcare.core.stops import Stop, lay_out


@frozen
class Outcome:
    """How a stop went."""

    kind: Literal["done", "skipped", "slipped"]
    seconds: float = 0.0
    entry: str = ""
    """The id under which its answers were first recorded."""
    saved: Answers = field(default_factory=dict)
    """The answers as they were recorded."""
    instead: Pattern | None = None
    """What was breathed in place of the plan's pattern."""


@frozen
class Paused:
    """The stop in hand rests `elapsed` seconds into it. Also when somebody goes away: the place is kept."""

    elapsed: float = 0.0
    started: datetime | None = None
    """When its practice began, where it was under way."""
    pauses: int = 0
    gaps: int = 0
    """How often time was made to stand, and how often it was lost, up to now and with this."""
    path: str = ""
    """The name its session is kept under (`breath.box`), which need not be that of the plan's pattern."""
    late: tuple[float, ...] = ()
    """How many seconds after its moment each sign came that is behind."""


@frozen
class State:
    """Where a walk stands. Made by `begin` or `trail.resume`, changed by `step` alone."""

    plan: Plan
    path: str
    """`routine.morning`, `checklist.prep`."""
    title: str
    stops: tuple[Stop, ...]
    now: datetime
    """When it began: which day is today."""
    occurrence: str = ""
    entries: tuple[Entry, ...] = ()
    """What was recorded before it, for conditions on the last days and of items."""
    cautions: Mapping[str, Value] = field(default_factory=dict)
    run: str = ""
    """The id of its `run.started`; empty for a walk that is not recorded as a run."""
    status: Literal["ready", "going", "finished", "left"] = "ready"
    at: int = 0
    """The stop in hand; after the end `len(stops)`."""
    elapsed: float = 0.0
    """Seconds into the stop in hand when it was paused."""
    rested: Paused = Paused()
    """What else is known of that."""
    asking: str = ""
    """The question that was gone back to; empty: the first one without an answer."""
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    """By the stop's path."""
    given: Mapping[str, Answers] = field(default_factory=dict)
    """Answers by the stop's path; None for a question left out. They stay, even of a step that is skipped."""
    corrects: Entry | None = None
    """The entry that a single log corrects: what is saved takes its place, about the same time."""
    meant: datetime | None = None
    """When that was, what a single log asks about; None: now."""
    episode: Entry | None = None
    """The open episode that the answers of a single log are added to."""
    visits: tuple[Appointment, ...] = ()
    """Where its plan has a log of each visit: the appointments that the answers may belong to."""


@frozen
class Begun:
    """The walk was begun, or gone on with. `run` names it."""

    run: str = ""


@frozen
class Answered:
    """A question of the log in hand was answered, or left out (None)."""

    field: str
    value: Value | None


@frozen
class StepDone:
    """The stop in hand is behind; of an avoid-item: it was kept. `seconds` were practised, pauses left out."""

    seconds: float = 0.0
    note: str = ""
    receipt: Mapping[str, Json] = field(default_factory=dict)
    """Figures about the timing of a practice."""
    started: datetime | None = None
    """When the practice began, where it was paused in between."""
    instead: Pattern | None = None
    """What was breathed in place of the plan's pattern."""
    is_short: bool = False
    """Whether the practice was interrupted and is counted as far as it came: its session was stopped."""


@frozen
class StepSkipped:
    """The stop in hand was passed over, perhaps after some `seconds` of it. Its answers so far count."""

    seconds: float = 0.0
    note: str = ""
    receipt: Mapping[str, Json] = field(default_factory=dict)
    started: datetime | None = None
    instead: Pattern | None = None


@frozen
class Slipped:
    """The avoid-item in hand was not kept; `meant` is when that was."""

    note: str = ""
    meant: datetime | None = None


@frozen
class Dated:
    """What a single log asks about was at another time than now; None: it was now after all."""

    meant: datetime | None


@frozen
class WentBack:
    """To the question or the stop before."""


@frozen
class WentOn:
    """Over a stop that is behind already, to the next one."""


@frozen
class Left:
    """Left for good: nobody is offered to go on."""


Event = Begun | Answered | Dated | StepDone | StepSkipped | Slipped | WentBack | WentOn | Paused | Left


def begin(
    plan: Plan,
    course: Routine | Checklist,
    now: datetime,
    *,
    occurrence: str = "",
    entries: tuple[Entry, ...] = (),
    cautions: Mapping[str, Value] | None = None,
) -> State:
    """A walk that is ready. A checklist may hold just the items that are open. `now` is aware, in the person's zone."""
    kind = "routine" if isinstance(course, Routine) else "checklist"
    return State(
        plan=plan,
        path=f"{kind}.{course.name}",
        title=course.title,
        stops=lay_out(plan, course),
        now=now,
        occurrence=occurrence,
        entries=entries,
        cautions=cautions or {},
    )


def correct(ready: State, entry: Entry, asking: str) -> State:
    """A walk of one log with the answers of an entry: one question is asked again, and those it newly leads to."""
    path, log = ready.stops[0].path, ready.plan.logs[log_at(ready.stops[0])]
    given: dict[str, Value | None] = {**renamed(log, entry.values)}
    before = replace(ready, given={path: given})
    left_out = {field.name: None for field in questions_at(before, 0) if field.name not in given}
    return replace(before, given={path: {**given, **left_out}}, corrects=entry, asking=asking, status="going")


def step(state: State, event: Event) -> State:
    """The state after `event`. What cannot happen in a state changes nothing."""
    if isinstance(event, Begun) and state.status == "ready":
        return _at(replace(state, run=event.run, status="going"), _next_open(state, 0))
    stop = current(state)
    if stop is None:
        return state
    match event:
        case Answered():
            return _answered(state, stop, event)
        case StepDone(seconds=seconds, instead=instead):
            return _settled(state, stop, Outcome("done", seconds, instead=instead))
        case StepSkipped(seconds=seconds, instead=instead):
            return _settled(state, stop, Outcome("skipped", seconds, instead=instead))
        case Slipped():
            return _settled(state, stop, Outcome("slipped"))
        case WentBack():
            return _back(state)
        case WentOn():
            return _on(state)
        case Paused(elapsed=elapsed):
            return replace(state, elapsed=elapsed, rested=event)
        case Left():
            return replace(state, status="left")
        case Dated(meant=meant):
            return replace(state, meant=meant) if is_one_log(state) else state
        case Begun():
            return state


def current(state: State) -> Stop | None:
    """The stop in hand; None before the beginning and after the end."""
    return state.stops[state.at] if state.status == "going" else None


def following(state: State) -> Stop | None:
    """The stop that comes next, as far as is known now."""
    if current(state) is None:
        return None
    after = _next_open(state, state.at + 1)
    return state.stops[after] if after < len(state.stops) else None


def progress(state: State) -> tuple[int, int]:
    """The stop in hand and how many there are: "3 of 7". Stops whose conditions are not met as yet do not count."""
    shown = [index for index in range(len(state.stops)) if is_shown(state, index)]
    return sum(1 for index in shown if index <= state.at), len(shown)


def log(state: State) -> Log | None:
    """The log in hand."""
    stop = current(state)
    return state.plan.logs.get(log_at(stop)) if stop else None


def log_at(stop: Stop) -> str:
    """The name of the log a stop asks, or empty."""
    return stop.action.log if isinstance(stop.action, Ask) else ""


def questions(state: State) -> tuple[Field, ...]:
    """The questions of the log in hand, given its answers so far; of a rating its one question."""
    return questions_at(state, state.at) if current(state) else ()


def questions_at(state: State, index: int) -> tuple[Field, ...]:
    """The same for any stop; none where it is no log."""
    stop = state.stops[index]
    asking = state.plan.logs.get(log_at(stop))
    if asking is None:
        return ()
    if stop.field:
        return (asking.fields[stop.field],)
    return asked(asking, state.given.get(stop.path, {}), scope(state, index))


def question(state: State) -> Field | None:
    """The question in hand; None once every question is answered or left out, and outside logs."""
    fields = questions(state)
    if state.asking:
        return next((each for each in fields if each.name == state.asking), None)
    return next((each for each in fields if each.name not in answers(state)), None)


def answers(state: State) -> Answers:
    """The answers to the log in hand so far."""
    stop = current(state)
    return state.given.get(stop.path, {}) if stop else {}


def is_one_log(state: State) -> bool:
    """Whether it is one log by itself, whose time can be chosen."""
    return len(state.stops) == 1 and bool(log_at(state.stops[0])) and not state.stops[0].field


def is_shown(state: State, index: int) -> bool:
    """Whether the conditions of a stop are met by what was answered at the stops before it."""
    stop = state.stops[index]
    if not stop.conditions and not stop.item_conditions:
        return True
    from selfcare.core.condition import evaluate

    in_run = scope(state, index)
    today = ItemScope(state.plan, state.entries, state.now, state.cautions, state.occurrence)
    return all(evaluate(each, in_run) is True for each in stop.conditions) and all(
        evaluate(each, in_run.around(today)) is True for each in stop.item_conditions
    )


def scope(state: State, index: int) -> RunScope:
    """What was answered before a stop; of two answers to one question the later."""
    given: dict[str, Answers] = {}
    for stop in state.stops[:index]:
        if isinstance(stop.action, Ask) and stop.path in state.given:
            given[stop.action.log] = {**given.get(stop.action.log, {}), **state.given[stop.path]}
    return RunScope(state.plan, given, state.entries, state.now, state.cautions)


def _answered(state: State, stop: Stop, event: Answered) -> State:
    asking = log(state)
    if asking is None or event.field not in asking.fields:
        return state
    given = {**state.given, stop.path: {**answers(state), event.field: event.value}}
    return replace(state, given=given, asking="")


def _settled(state: State, stop: Stop, outcome: Outcome) -> State:
    before = state.outcomes.get(stop.path)
    kept = replace(outcome, entry=before.entry, saved=before.saved) if before else outcome
    settled = replace(state, outcomes={**state.outcomes, stop.path: kept})
    later = _next_open(settled, state.at + 1)
    return _at(settled, later if later < len(state.stops) else _next_open(settled, 0))


def _back(state: State) -> State:
    """To the question before, else to the stop before and there to its last question."""
    names, in_hand = [each.name for each in questions(state)], question(state)
    before = names[: names.index(in_hand.name)] if in_hand else names
    if before:
        return replace(state, asking=before[-1])
    earlier = next((index for index in range(state.at - 1, -1, -1) if is_shown(state, index)), None)
    if earlier is None:
        return state
    there = _at(state, earlier)
    return replace(there, asking=next((each.name for each in reversed(questions(there))), ""))


def _on(state: State) -> State:
    if not _is_settled(state, state.at):
        return state
    later = (index for index in range(state.at + 1, len(state.stops)) if is_shown(state, index))
    return _at(state, next(later, _next_open(state, 0)))


def _at(state: State, index: int) -> State:
    status: Literal["going", "finished"] = "going" if index < len(state.stops) else "finished"
    return replace(state, at=index, elapsed=0.0, rested=Paused(), asking="", status=status)


def _next_open(state: State, start: int) -> int:
    """The first stop from `start` on that is shown and not behind; `len(stops)` if there is none."""
    open_stops = (i for i in range(start, len(state.stops)) if not _is_settled(state, i) and is_shown(state, i))
    return next(open_stops, len(state.stops))


def _is_settled(state: State, index: int) -> bool:
    return state.stops[index].path in state.outcomes
