"""Checklists and routines: what is to do, to leave out and to practise, and when."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from selfcare.core.breath import DEFAULT_SECONDS
from selfcare.core.difference.said import (
    Change,
    Section,
    compared,
    contrast,
    is_called,
    quoted,
    renamed,
    was,
    words_change,
)
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
from selfcare.core.spelled import is_before, length, listed, moment, rhythm
from selfcare.core.spelled import window as spelled
from selfcare.core.when import Moment, Span, Window

SECTION: Section = "to do and to leave out"


def checklists(old: Plan, new: Plan) -> Iterator[Change]:
    """Every checklist and its items."""

    def added(name: str, checklist: Checklist) -> Iterator[Change]:
        for item in checklist.items.values():
            yield from _new_item(new, f"checklist.{name}", item.name, item)

    def removed(name: str, checklist: Checklist) -> Iterator[Change]:
        for item in checklist.items.values():
            yield from _gone_item(old, f"checklist.{name}", item.name, item)

    def changed(name: str, before: Checklist, now: Checklist) -> Iterator[Change]:
        path = f"checklist.{name}"
        if before.title != now.title:
            yield Change(SECTION, path, f"{quoted(before.title)} is called {quoted(now.title)}")
        if before.anchor != now.anchor:
            counted = {"appointment": "the appointment"}
            names = [counted.get(each.anchor, f"each entry of {each.anchor}") for each in (now, before)]
            yield Change(SECTION, path, f"{quoted(now.title)} counts from {was(*names)}")
        if before.condition != now.condition:
            yield Change(SECTION, path, f"{quoted(now.title)} is shown on another condition")
        moved = renamed(before.items, now.items, lambda item: item.action)
        for earlier, name in moved.items():
            label = _label(new, now.items[name])
            yield Change(SECTION, f"{path}.{name}", f"{label}: its name is {was(name, earlier)}")
        yield from compared(
            {moved.get(name, name): item for name, item in before.items.items()},
            now.items,
            partial(_new_item, new, path),
            partial(_gone_item, old, path),
            partial(_changed_item, old, new, path),
        )

    yield from compared(old.checklists, new.checklists, added, removed, changed)


def _label(plan: Plan, item: Item) -> str:
    return item.short or _called(plan, item.action)


def _new_item(plan: Plan, path: str, name: str, item: Item) -> Iterator[Change]:
    lead = "new, to leave out" if isinstance(item.action, Avoid) else "new"
    when = f", {spelled(item.window)}" if item.window else ""
    yield Change(SECTION, f"{path}.{name}", f"{lead}: {_called(plan, item.action)}{when}")


def _gone_item(plan: Plan, path: str, name: str, item: Item) -> Iterator[Change]:
    lead = "no longer to leave out" if isinstance(item.action, Avoid) else "no longer asked for"
    yield Change(SECTION, f"{path}.{name}", f"{lead}: {_called(plan, item.action)}")


def _changed_item(old: Plan, new: Plan, path: str, name: str, before: Item, now: Item) -> Iterator[Change]:
    label = _label(new, now)
    sentences = (
        *_window_change(before, now),
        *_action_change(old, new, before.action, now.action),
        *words_change("the reason", before.why, now.why),
        *words_change("the note", before.note, now.note),
        *_other_changes(before, now),
        *contrast("", _reminds(before.remind), _reminds(now.remind)),
    )
    yield from is_called(SECTION, f"{path}.{name}", label, sentences)


def _window_change(before: Item, now: Item) -> Iterator[str]:
    if before.window == now.window:
        return
    if isinstance(now.action, Avoid) and (moments := [_stops(each.window) for each in (now, before)])[0] and moments[1]:
        yield f"stop {was(moment(moments[0]), moment(moments[1]))}"
    else:
        yield was(spelled(now.window), spelled(before.window))


def _stops(window: Window | None) -> Moment | None:
    """From when something is left out, where that is all the window says."""
    only = window.opens if window and window.closes is None else None
    return only if only and is_before(only) else None


def _action_change(old: Plan, new: Plan, before: Action, now: Action) -> Iterator[str]:
    """How what is done differs; a practice that is only longer or shorter says so."""
    if type(before) is not type(now):
        yield was(f"{_kind(now)}, {_called(new, now)}", f"{_kind(before)}, {_called(old, before)}")
        return
    match before, now:
        case ((Check() | Avoid() | Read()), (Check() | Avoid() | Read())):
            yield from words_change("the words", before.words, now.words)
        case _:
            yield from contrast("", _called(old, before), _called(new, now))
    if isinstance(before, Breathe | Rest) and isinstance(now, Breathe | Rest):
        yield from words_change("said meanwhile", before.say, now.say)
    if isinstance(before, Meditate) and isinstance(now, Meditate) and before.bells != now.bells:
        yield "other bells ring"


def _kind(action: Action) -> str:
    match action:
        case Check():
            return "something to do"
        case Avoid():
            return "something to leave out"
        case Ask():
            return "questions to answer"
        case Read():
            return "something to read"
        case Breathe():
            return "paced breathing"
        case Meditate():
            return "a sitting"
        case Rest():
            return "a rest"
        case Follow():
            return "a routine"


def _called(plan: Plan, action: Action) -> str:
    """What an action is, with its length where it has one of its own."""
    match action:
        case Check(words) | Avoid(words) | Read(words):
            return quoted(words)
        case Breathe(pattern, seconds, rounds):
            own = plan.patterns[pattern]
            rounds, seconds = (rounds, seconds) if rounds or seconds else (own.rounds, own.seconds)
            return f"{own.title}, {f'{rounds} rounds' if rounds else length(seconds or DEFAULT_SECONDS)}"
        case Meditate(sitting, seconds):
            return f"{plan.sittings[sitting].title}, {length(seconds or plan.sittings[sitting].seconds)}"
        case Ask(log):
            return f"the questions of {quoted(plan.logs[log].title)}"
        case Rest(seconds):
            return f"a rest of {length(seconds)}"
        case Follow(routine):
            return f"the routine {quoted(plan.routines[routine].title)}"


def _other_changes(before: Item | Step, now: Item | Step) -> Iterator[str]:
    if before.optional != now.optional:
        yield "it may be left out without a word" if now.optional else "it is no longer optional"
    if before.condition != now.condition:
        yield "it comes up on another condition" if now.condition else "it comes up always"
    if before.evidence != now.evidence:
        yield f"it rests on {was(listed(now.evidence), listed(before.evidence))}"


def _reminds(remind: Span | bool) -> str:
    if isinstance(remind, Span):
        return f"reminds {length(remind)} ahead"
    return "reminds" if remind else "no reminder"


def routines(old: Plan, new: Plan) -> Iterator[Change]:
    """Every routine and its steps."""

    def added(name: str, routine: Routine) -> Iterator[Change]:
        yield Change(
            SECTION, f"routine.{name}", f"new routine: {quoted(routine.title)}, {rhythm(routine.every, routine.at)}"
        )

    def removed(name: str, routine: Routine) -> Iterator[Change]:
        yield Change(SECTION, f"routine.{name}", f"no longer a routine: {quoted(routine.title)}")

    def changed(name: str, before: Routine, now: Routine) -> Iterator[Change]:
        yield from _changed_routine(old, new, f"routine.{name}", before, now)

    yield from compared(old.routines, new.routines, added, removed, changed)


def _changed_routine(old: Plan, new: Plan, path: str, before: Routine, now: Routine) -> Iterator[Change]:
    label = quoted(now.title)
    sentences = [
        *words_change("the title", before.title, now.title),
        *contrast("", rhythm(before.every, before.at), rhythm(now.every, now.at)),
        *contrast("", _reminds(before.remind), _reminds(now.remind)),
        *contrast("asked before and after:", before.rate or "nothing", now.rate or "nothing"),
    ]
    if before.condition != now.condition:
        sentences.append("it comes up on another condition")
    yield from is_called(SECTION, path, label, sentences)
    first, second = ({step.name: step for step in each.steps} for each in (before, now))
    yield from compared(
        first,
        second,
        lambda name, step: iter((Change(SECTION, f"{path}.{name}", f"{label}, new step: {_step(new, step)}"),)),
        lambda name, step: iter((Change(SECTION, f"{path}.{name}", f"{label}, no longer: {_step(old, step)}"),)),
        lambda name, one, two: _changed_step(old, new, f"{path}.{name}", label, one, two),
    )
    if [name for name in first if name in second] != [name for name in second if name in first]:
        yield Change(SECTION, path, f"{label}: the steps come in another order")


def _changed_step(old: Plan, new: Plan, path: str, label: str, before: Step, now: Step) -> Iterator[Change]:
    sentences = (
        *words_change("the title", before.title, now.title),
        *_action_change(old, new, before.action, now.action),
        *words_change("the reason", before.why, now.why),
        *words_change("the note", before.note, now.note),
        *_other_changes(before, now),
    )
    yield from is_called(SECTION, path, f"{label}, {_step(new, now)}", sentences)


def _step(plan: Plan, step: Step) -> str:
    return quoted(step.title) if step.title else _called(plan, step.action)
