"""What a walk leaves in the journal, and the way back: `advance` says what to save, `resume` rebuilds where it stood.

A face calls `advance`, appends the events, and takes the new state once they are saved; if saving failed it still holds
the old one. Between saves it keeps `draft`, so that a killed walk loses no answer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Literal

from selfcare.core import acts, answering, breath, filing, sitting, walk
from selfcare.core.acts import Stamp
from selfcare.core.event import Event, Json
from selfcare.core.frozen import replace
from selfcare.core.ledger import ENTRY_KINDS, Run, in_order, value
from selfcare.core.plan import Avoid, Breathe, Meditate
from selfcare.core.question import Value
from selfcare.core.scope import Answers
from selfcare.core.stops import Stop, lay_out
from selfcare.core.walk import Begun, Outcome, Paused, Slipped, State, StepDone, StepSkipped
from selfcare.core.when import Span, earlier

STEP_KINDS = ("step.done", "step.skipped")
RESUME_KINDS = ("run.started", "run.paused", *STEP_KINDS, *ENTRY_KINDS)
"""What to ask the journal for before `resume`."""

SIGNS = 10_000
"""Signs of a practice that rests whose lateness is kept: a breath of many hours."""

_WHEN = ""
"""Where a draft keeps the time that its answers are about; no stop has an empty path."""

Stamps = Callable[[], Stamp]
"""Gives a fresh stamp at each call."""


def advance(state: State, event: walk.Event, stamp: Stamps) -> tuple[State, tuple[Event, ...]]:
    """The state after `event`, and what is to be saved with it, all or none.

    What is no routine or checklist of its plan (a single practice, one log) leaves its sessions and entries and no run.
    """
    if isinstance(event, Begun) and state.status == "ready":
        return _begun(state, event, stamp)
    if isinstance(event, Begun) and state.status == "finished" and state.run:
        return state, (acts.finish_run(_run(state), stamp()),)  # its plan lost the steps that were left
    stop, after = walk.current(state), walk.step(state, event)
    if stop is None:
        return after, ()
    after, saved = _entries(after, stop, event, stamp)
    if isinstance(event, StepDone | StepSkipped):
        saved += _practice(state, stop, event, stamp)
    if isinstance(event, StepDone | StepSkipped | Slipped):
        saved += [*_item(state, after, stop, event, stamp), *_step(after, stop, stamp)]
    if state.run:
        saved += _course(after, stop, event, stamp)
    return after, tuple(saved)


def draft(state: State) -> tuple[str, str]:
    """Key and text of the answers that are not saved yet, for `Journal.save_draft`; without any the text is empty."""
    unsaved: dict[str, Answers] = {
        stop.path: state.given[stop.path] for stop in state.stops if _is_unsaved(state, stop)
    }
    if unsaved and state.meant:
        unsaved[_WHEN] = {"meant": state.meant.isoformat()}
    key = draft_key(state.run) if state.run else _day_key(state)
    return key, json.dumps(unsaved) if unsaved and state.status == "going" else ""


def draft_key(run: str) -> str:
    """The key under which the answers of a run are drafted."""
    return f"run.{run}"


def with_draft(ready: State, drafts: Mapping[str, str]) -> State:
    """A walk that is no run (one log asked by itself) with the answers it was left with earlier today, if there are."""
    given, meant = _drafted(drafts.get(_day_key(ready), ""), ready)
    return replace(ready, given=given, meant=meant)


def resume(ready: State, run: str, events: Iterable[Event], draft: str = "") -> State:
    """The walk with the id `run` where it stood, from a walk just begun, live events (`RESUME_KINDS`) and its draft.

    Steps that the plan no longer has are passed over. Entries of this run may be among those `ready` was begun with.
    """
    told = in_order(events)
    recorded = {event.supersedes or event.id: event for event in told if event.kind in ENTRY_KINDS}
    behind = {
        event.path: _outcome(event, recorded)
        for event in told
        if event.kind in STEP_KINDS and event.values.get("run") == run
    }
    mine = {outcome.entry for outcome in behind.values()}
    saved = {path: outcome.saved for path, outcome in behind.items() if outcome.entry}
    given, meant = _drafted(draft, ready)
    rebuilt = replace(
        ready,
        stops=_stops_begun_with(ready, run, told),
        entries=tuple(entry for entry in ready.entries if entry.origin not in mine),
        outcomes=behind,
        given={**saved, **given},
        meant=meant,
    )
    return walk.step(state := walk.step(rebuilt, Begun(run)), _rested(state, told))


def _day_key(state: State) -> str:
    return f"once.{state.now.date()}.{state.plan.id}.{'.'.join(filter(None, map(walk.log_at, state.stops)))}"


def _is_run(state: State) -> bool:
    """Whether it is a part of its plan, that can be found again by its path."""
    kind, _, name = state.path.partition(".")
    if kind == "checklist":
        return name in state.plan.checklists
    routine = state.plan.routines.get(name)
    return routine is not None and lay_out(state.plan, routine) == state.stops


def _begun(state: State, event: Begun, stamp: Stamps) -> tuple[State, tuple[Event, ...]]:
    if event.run or not _is_run(state):
        return walk.step(state, event), ()
    started = acts.start_run(state.path, stamp(), state.plan, state.occurrence)
    after = walk.step(state, Begun(started.id))
    stops: list[Json] = [stop.path for stop in state.stops]
    saved = [replace(started, values={"stops": stops})]
    if after.status == "finished":
        saved.append(acts.finish_run(_run(after), stamp()))
    return after, tuple(saved)


def _stops_begun_with(ready: State, run: str, told: Iterable[Event]) -> tuple[Stop, ...]:
    """Of a checklist the items that were open then; of a routine all its steps, also those it has gained since."""
    begun_with = next((event.values.get("stops") for event in told if event.id == run), None)
    if not ready.path.startswith("checklist.") or not isinstance(begun_with, list):
        return ready.stops
    return tuple(stop for stop in ready.stops if stop.path in begun_with)


def _rested(state: State, told: list[Event]) -> Paused:
    """How the stop in hand rests, if the last word of the run was that it does; else it is to begin."""
    last = next((event for event in reversed(told) if event.values.get("run") == state.run), None)
    stop = walk.current(state)
    if not last or not stop or last.kind != "run.paused" or last.path != stop.path:
        return Paused()
    return Paused(
        _number(last, "elapsed"),
        _instant(last.values.get("started")),
        round(_number(last, "pauses")),
        round(_number(last, "gaps")),
        str(last.values.get("path") or ""),
        _lateness(last.values.get("late_ms")),
    )


def _lateness(written: Json) -> tuple[float, ...]:
    """Seconds, from milliseconds; what is no number is passed over."""
    given = written if isinstance(written, list) else []
    return tuple(each / 1000 for each in given if isinstance(each, int | float) and each >= 0)


def _instant(written: Json | Value) -> datetime | None:
    """An aware instant, if it is one."""
    try:
        found = datetime.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None


def _outcome(event: Event, recorded: Mapping[str, Event]) -> Outcome:
    origin = event.values.get("entry")
    entry = recorded.get(origin) if isinstance(origin, str) else None
    saved = (
        {name: answer for name, given in entry.values.items() if (answer := value(given)) is not None} if entry else {}
    )
    kind: Literal["done", "skipped"] = "done" if event.kind == "step.done" else "skipped"
    return Outcome(kind, _number(event, "seconds"), origin if entry and isinstance(origin, str) else "", saved)


def _drafted(text: str, ready: State) -> tuple[dict[str, Answers], datetime | None]:
    """The answers of a draft, and the time they are about; a draft that cannot be read holds none."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}, None
    given: dict[str, Answers] = {
        path: {name: None if answer is None else value(answer) for name, answer in answers.items()}
        for path, answers in (found.items() if isinstance(found, dict) else ())
        if isinstance(answers, dict)
    }
    meant = _instant(given.pop(_WHEN, {}).get("meant"))
    return given, meant.astimezone(ready.now.tzinfo) if meant else None


def _values(state: State, index: int) -> dict[str, Value]:
    """The answers at a stop that go into its entry: to questions that are asked now, left-out ones not."""
    given = state.given.get(state.stops[index].path, {})
    if standing := answering.standing_at(state, index):
        log = state.plan.logs[walk.log_at(state.stops[index])]
        return filing.added(log, standing, given, walk.scope(state, index))
    asked = given if state.corrects else (field.name for field in walk.questions_at(state, index))
    return {name: answer for name in asked if (answer := given.get(name)) is not None}


def _is_unsaved(state: State, stop: Stop) -> bool:
    """Whether a stop has answers that its entry lacks, hidden ones too; of one not behind, also questions left out."""
    given, outcome = state.given.get(stop.path, {}), state.outcomes.get(stop.path)
    if outcome is None:
        return bool(given)
    return any(outcome.saved.get(name) != answer for name, answer in given.items())


def _entries(state: State, in_hand: Stop, event: walk.Event, stamp: Stamps) -> tuple[State, list[Event]]:
    """Entries for the logs that are behind, new or corrected; at the end of the walk for every answer given in it.

    A step that was behind without an answer is told again, with its entry; that of the stop in hand is told anyway.
    """
    is_over = state.status in ("finished", "left")
    stepped = in_hand.path if isinstance(event, StepDone | StepSkipped) else ""
    saved: list[Event] = []
    for index, stop in enumerate(state.stops):
        outcome = state.outcomes.get(stop.path)
        if (index == state.at or outcome is None) and not is_over:
            continue
        values = _values(state, index)
        if stop.path in state.given and values != _recorded(state, index):
            entry = _entry(state, index, values, event, stamp)
            noted = replace(outcome or Outcome("skipped"), entry=entry.supersedes or entry.id, saved=values)
            state = replace(state, outcomes={**state.outcomes, stop.path: noted})
            saved.append(entry)
            if outcome and not outcome.entry and stop.path != stepped:
                saved += _step(state, stop, stamp)
    return state, saved


def _recorded(state: State, index: int) -> dict[str, Value | None]:
    """What the journal holds of the entry that the answers at a stop belong to."""
    outcome, before = state.outcomes.get(state.stops[index].path), state.corrects or answering.standing_at(state, index)
    if outcome and outcome.entry:
        return dict(outcome.saved)
    return dict(before.values) if before else {}


def _entry(state: State, index: int, values: Mapping[str, Value], event: walk.Event, stamp: Stamps) -> Event:
    if state.corrects:
        return acts.correct(state.corrects, values, stamp())
    if before := answering.standing_at(state, index):
        now_asked = {"version": state.plan.version, "hash": state.plan.hash}
        return replace(acts.correct(before, values, stamp(), meant=state.meant), **now_asked)
    stop, note = state.stops[index], event.note if isinstance(event, StepDone | StepSkipped) else ""
    outcome, occurrence = state.outcomes.get(stop.path), answering.visit_at(state, index) or state.occurrence
    if state.meant and occurrence == state.now.date().isoformat():
        occurrence = state.meant.date().isoformat()
    entry = acts.record_entry(
        walk.log_at(stop), values, stamp(), plan=state.plan, occurrence=occurrence, meant=state.meant, note=note
    )
    if outcome and outcome.entry:
        return replace(entry, kind="entry.corrected", supersedes=outcome.entry)
    return entry


def _practice(state: State, stop: Stop, event: StepDone | StepSkipped, stamp: Stamps) -> list[Event]:
    """The session, if there was at least a second of it: of the pattern that was breathed, with its own length."""
    action, plan = stop.action, state.plan
    if event.seconds < 1 or not isinstance(action, Breathe | Meditate):
        return []
    if isinstance(action, Breathe):
        own, seconds, rounds = plan.patterns[action.pattern], action.seconds, action.rounds
        if event.instead:
            seconds, rounds = breath.asked_seconds(own, seconds=seconds, rounds=rounds), None
        path = f"breath.{(event.instead or own).name}"
        planned = breath.total_seconds(event.instead or own, seconds=seconds, rounds=rounds)
    else:
        path = f"sitting.{action.sitting}"
        planned = sitting.total_seconds(plan.sittings[action.sitting], action.seconds)
    fresh = stamp()
    session = acts.record_session(
        path,
        event.started or earlier(fresh.now, Span(seconds=event.seconds)),
        event.seconds,
        fresh,
        planned=planned,
        outcome="done" if isinstance(event, StepDone) and not event.is_short else "stopped",
        receipt=event.receipt,
        plan=plan if plan.id else None,
        occurrence=state.occurrence,
    )
    return [session]


def _item(
    before: State, after: State, stop: Stop, event: StepDone | StepSkipped | Slipped, stamp: Stamps
) -> list[Event]:
    """What was said about the checklist item, once all of it is behind and where that is news.

    An item that was passed over stays open on the agenda; an avoid-item was asked about, so that is an answer.
    """
    said = _said(after, stop)
    if not said or said == _said(before, stop):
        return []
    fresh = stamp()
    return [
        Event(
            id=fresh.id,
            device=fresh.device,
            kind=said,
            answered=fresh.now,
            plan=after.plan.id,
            version=after.plan.version,
            hash=after.plan.hash,
            path=stop.item,
            occurrence=after.occurrence,
            meant=event.meant if isinstance(event, Slipped) else None,
            note=event.note,
        )
    ]


def _said(state: State, stop: Stop) -> str:
    """The kind of event that its outcomes come to; empty while it is open, and outside checklists."""
    parts = [index for index, each in enumerate(state.stops) if stop.item and each.item == stop.item]
    shown = [state.outcomes.get(state.stops[index].path) for index in parts if walk.is_shown(state, index)]
    kinds = {outcome.kind if outcome else "" for outcome in shown}
    if not kinds or "" in kinds:
        return ""
    if isinstance(stop.action, Avoid):
        return {"done": "item.kept", "slipped": "item.slipped", "skipped": "item.skipped"}[kinds.pop()]
    return "item.ticked" if "done" in kinds else ""


def _step(state: State, stop: Stop, stamp: Stamps) -> list[Event]:
    """That the step is behind, with the entry its answers are in."""
    if not state.run:
        return []
    outcome = state.outcomes[stop.path]
    done = acts.do_step(_run(state), stop.path, outcome.seconds, stamp(), skipped=outcome.kind == "skipped")
    return [replace(done, values={**done.values, "entry": outcome.entry}) if outcome.entry else done]


def _course(state: State, stop: Stop, event: walk.Event, stamp: Stamps) -> list[Event]:
    """That the walk rests, is over or was left."""
    if isinstance(event, Paused):
        return [acts.pause_run(_run(state), stop.path, event.elapsed, stamp(), _practised(event))]
    if state.status == "left":
        return [acts.leave_run(_run(state), stamp())]
    return [acts.finish_run(_run(state), stamp())] if state.status == "finished" else []


def _practised(event: Paused) -> dict[str, Json]:
    """What is known of the practice that rests; nothing where none was under way."""
    if event.started is None:
        return {}
    late: list[Json] = [round(seconds * 1000, 1) for seconds in event.late[:SIGNS]]
    told: dict[str, Json] = {
        "started": event.started.isoformat(),
        "pauses": event.pauses,
        "gaps": event.gaps,
        "path": event.path,
    }
    return {**told, "late_ms": late} if late else told


def _run(state: State) -> Run:
    plan = state.plan
    return Run(state.run, plan.id, plan.version, plan.hash, state.path, state.occurrence, state.now)


def _number(event: Event, name: str) -> float:
    given = event.values.get(name)
    return float(given) if isinstance(given, int | float) else 0.0
