"""What a person in a simulation does about a line, recorded as the app records it, and what is seen and heard by it."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import datetime

from selfcare.core import acts, cautions, flags, ledger, question, script, start, stops, trail, walk
from selfcare.core.body import regions
from selfcare.core.event import Event
from selfcare.core.ledger import Entry
from selfcare.core.line import Line
from selfcare.core.plan import Breathe, Meditate, Rest
from selfcare.core.question import Body, Choice, Field, Number, Scale, Simple, Text, Value
from selfcare.core.simulation.happening import Happening
from selfcare.core.simulation.world import World
from selfcare.core.walk import Answered, Begun, State, StepDone

WORDS = "words of their own"
"""What is answered where somebody would write."""
USUAL: dict[str, Value] = {"yes-no": False, "time": "07:00", "duration": 1800.0}
"""What is answered to the simple kinds of questions; to a date, today."""
UNHEARD = ("count",)
"""Tones that tell an author nothing about the plan: the count-down is the app's."""


def do(world: World, line: Line, now: datetime) -> list[Happening]:
    """It is done at once: ticked, left out, or walked through from its first step to its last."""
    going = start.of_line(world.plan, line)
    if going is None:
        stamp = world.stamp(now)
        world.append(acts.keep(line, stamp) if line.kind == "avoid" else acts.tick(line, stamp))
        return []
    return list(_walked(world, going, now))


def told(world: World, event: Event, now: datetime) -> Iterator[Happening]:
    """What an entry says, and what the plan says to it."""
    for entry in ledger.entries([event]):
        yield _answered(world, entry, now)
        for alert in world.raised(entry, now):
            heading, visit = flags.heading(world.plan, alert), world.visit(entry.occurrence)
            says = "" if alert.warning else alert.say
            yield Happening(now, "alerted", heading, f"alert.{alert.name}", visit, says=says, level=alert.level)
            if warning := world.plan.warnings.get(alert.warning):
                yield Happening(
                    now, "warned", heading, f"warning.{warning.name}", visit, says=warning.say, level=warning.level
                )


def sample(field: Field, now: datetime) -> Value:
    """An answer that anybody could give: the middle of a scale, the first of several, no for yes or no."""
    match field.kind:
        case Scale(low=low, high=high, step=step):
            return _whole(low + (high - low) / 2 // step * step)
        case Number(low=low, high=high, step=step):
            least = low if low is not None else min(0.0, high or 0.0)
            return _whole(least)
        case Choice(options=options, many=many):
            first = next(iter(options))
            return (first,) if many else first
        case Body(regions=name, many=many):
            place = next(iter(regions(name)))
            return (place,) if many else place
        case Text():
            return WORDS
        case Simple(kind="date"):
            return now.date().isoformat()
        case Simple(kind=kind):
            return USUAL[kind]


def _walked(world: World, going: start.Walk, now: datetime) -> Iterator[Happening]:
    state = walk.begin(
        going.plan,
        going.course,
        now,
        occurrence=going.occurrence,
        entries=tuple(world.entries),
        cautions=world.cautions,
    )
    state = yield from _step(world, state, Begun(), now)
    while (stop := walk.current(state)) is not None:
        if asked := walk.question(state):
            state = walk.step(state, Answered(asked.name, sample(asked, now)))
        elif isinstance(stop.action, Breathe | Meditate | Rest):
            sounded, done = _practised(world, stop, stop.action, now, world.visit(state.occurrence))
            yield sounded
            state = yield from _step(world, state, done, now)
        else:
            state = yield from _step(world, state, StepDone(), now)


def _step(world: World, state: State, event: walk.Event, now: datetime) -> Generator[Happening, None, State]:
    after, saved = trail.advance(state, event, lambda: world.stamp(now))
    world.append(*saved)
    for each in saved:
        yield from told(world, each, now)
    return after


def _practised(
    world: World, stop: stops.Stop, action: Breathe | Meditate | Rest, now: datetime, visit: int
) -> tuple[Happening, StepDone]:
    """A step that takes time, at its whole length. What was said about oneself gives a gentler breath its place."""
    plan, instead, says = world.plan, None, ""
    if isinstance(action, Breathe) and (tags := cautions.said_against(plan.patterns[action.pattern], world.cautions)):
        pattern = plan.patterns[action.pattern]
        instead = cautions.gentler(pattern, world.cautions, plan.patterns)
        says = cautions.instead(pattern, instead, tags)
    made = script.of_action(plan, action, instead)
    heard = script.HEARD["guided"].difference(UNHEARD)
    tones: dict[str, int] = {}
    for sounded in made.sounds:
        if sounded.tone.kind in heard:
            tones[sounded.tone.kind] = tones.get(sounded.tone.kind, 0) + 1
    text = instead.title if instead else stops.in_few_words(plan, stop)
    happening = Happening(now, "sounded", text, stop.path, visit, says=says, seconds=made.total, tones=tones)
    return happening, StepDone(seconds=made.total, started=now, instead=instead)


def _answered(world: World, entry: Entry, now: datetime) -> Happening:
    log = world.plan.logs.get(entry.log)
    fields = log.fields if log else {}
    says = "; ".join(
        f"{name} {question.show(fields[name], value)}" if name in fields else f"{name} {value}"
        for name, value in entry.values.items()
    )
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in entry.values.items()}
    visit = world.visit(entry.occurrence)
    title = log.title if log else entry.log
    return Happening(now, "answered", title, f"log.{entry.log}", visit, says=says, values=values)


def _whole(number: float) -> Value:
    return int(number) if number == int(number) else number
