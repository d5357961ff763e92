"""The faces of a walk, each with a person who goes through to the end: on screen, in plain lines, with eyes closed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import StringIO

from textual.events import Key

from selfcare import linear, planfile
from selfcare.core.frozen import replace
from selfcare.core.plan import Checklist, Plan, Routine
from selfcare.core.question import Answerable, Body, Choice, Number, Scale, Simple, Text
from selfcare.core.script import Tone
from selfcare.core.start import Walk
from selfcare.tui.app import Selfcare
from selfcare.tui.screens.run import Run
from selfcare.tui.stages.asking import Asking
from selfcare.tui.stages.stage import Stage
from selfcare.tui.stages.timed import Timed
from tests.linear.hearing import Person
from tests.tui.fakes import FakeClock, FakeSound, World

WHAT_TO_TYPE = {
    "Numbers with": "1",
    "A number": "1",
    "Places": "1",
    "A place": "1",
    "In your own": "words",
    "y for yes": "y",
    "A time": "07:15",
    "A date": "2026-12-01",
    "How long": "30m",
}
"""By how the prompt begins. A span of numbers is answered with its first, everything else with enter."""

SIGNS = {"colon": ":", "minus": "-"}
"""Keys that are called otherwise than what they type."""

PATIENCE = 30.0
"""Seconds after which an app that does not answer counts as hung."""

MOST_TURNS = 600
"""Keys and waits after which a walk counts as one that does not end."""


def plan(name: str) -> Plan:
    closure = planfile.closure_of_shipped(name)
    return planfile.load(closure.files, closure.root)


def unconditional(plan: Plan) -> Plan:
    """The same plan where everything is always shown."""
    return replace(
        plan,
        routines={
            name: replace(routine, condition=None, steps=tuple(replace(step, condition=None) for step in routine.steps))
            for name, routine in plan.routines.items()
        },
        checklists={
            name: replace(
                checklist, items={key: replace(item, condition=None) for key, item in checklist.items.items()}
            )
            for name, checklist in plan.checklists.items()
        },
        logs={
            name: replace(log, fields={key: replace(field, condition=None) for key, field in log.fields.items()})
            for name, log in plan.logs.items()
        },
    )


def courses() -> Iterator[tuple[str, str]]:
    for shipped in planfile.shipped():
        of = plan(shipped.id)
        for name in (*of.routines, *of.checklists):
            yield shipped.id, name


def course_of(of: Plan, name: str) -> Routine | Checklist:
    return of.routines.get(name) or of.checklists[name]


@dataclass
class Listening(FakeSound):
    """Keeps when each tone was played."""

    clock: FakeClock = field(default_factory=FakeClock)
    heard: list[tuple[float, Tone]] = field(default_factory=list)

    def play(self, tone: Tone) -> None:
        super().play(tone)
        self.heard.append((self.clock.monotonic() - 1000.0, tone))


def world_of_practice() -> World:
    """An empty world with all that is built in, on a clock that stands still."""
    world = World()
    world.sound = Listening(clock=world.clock)
    world.shelf.breaths, world.shelf.sits = planfile.built_in_patterns(), planfile.built_in_sittings()
    world.preferences.words |= {"motion": "reduced", "sound": "bells"}
    return world


# Plain lines


class Willing(Person):
    """Reads the prompt and does what it says."""

    def __init__(self, clock: FakeClock, out: StringIO) -> None:
        super().__init__(clock, [], out=out)

    def line(self) -> str:
        prompt = self.out.getvalue().rpartition("\n")[2]
        if prompt[:1].isdecimal():
            return prompt.split()[0]
        return next((typed for begins, typed in WHAT_TO_TYPE.items() if prompt.startswith(begins)), "")


def in_lines(start: Walk, world: World | None = None) -> tuple[World, str]:
    """The world afterwards, and all that was said."""
    world, out = world or world_of_practice(), StringIO()
    assert linear.run(world.env, start, StringIO(), out, ear=Willing(world.clock, out)) == 0
    return world, out.getvalue()


def in_lines_with_eyes_closed(start: Walk) -> World:
    return in_lines(replace(start, eyes_closed=True))[0]


# The screen


def answer(kind: Answerable) -> list[str]:
    """The keys that answer a question."""
    match kind:
        case Scale():
            return ["1", "enter"]
        case Text(lines=lines):
            return ["w", "tab" if lines > 1 else "enter"]
        case Choice() | Body():
            return ["1", "enter"]
        case Number():
            return ["1", "enter"]
        case Simple(kind=simple):
            typed = {"yes-no": "y", "time": "07:15", "date": "2026-12-01", "duration": "30m"}[simple]
            names = {sign: name for name, sign in SIGNS.items()}
            return [*(names.get(each, each) for each in typed), "enter"]


def seeing(stage: Stage, times: int) -> list[str]:
    """What somebody does who sees the screen: answer what is asked, go on with what is read."""
    return answer(stage.field.kind) if isinstance(stage, Asking) else ["enter"]


def blind(stage: Stage, times: int) -> list[str]:
    """What somebody does whose eyes are closed: any key; where the same call comes again, a number first."""
    return ["1"] if times % 2 else ["x"]


async def settled(app: Selfcare) -> None:
    """Whatever was posted has been worked off: by the app, by the box in focus, and by the screen after both."""
    for pump in (app, app.focused or app.screen, app.screen, app.screen):
        done = asyncio.Event()
        if pump.call_later(done.set):
            await asyncio.wait_for(done.wait(), PATIENCE)


async def on_screen(start: Walk, keys: Callable[[Stage, int], list[str]]) -> World:
    """The world after somebody went through a walk until the app was left."""
    world = world_of_practice()
    app = Selfcare(world.env, start)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        before: Stage | None = None
        times = 0
        for _ in range(MOST_TURNS):
            run = app.screen
            assert isinstance(run, Run)
            stage = run.stage
            if isinstance(stage, Timed):
                _let_pass(world.clock, run, stage)
            else:
                world.clock.advance(2.0)
                run.tick()
                times = times + 1 if stage is before else 0
                for key in keys(stage, times):
                    app.post_message(Key(key, {**SIGNS, "enter": "\r", "tab": "\t"}.get(key, key)))
                    await settled(app)
                before = stage
            await settled(app)
            if app.return_code is not None:
                return world
    raise AssertionError("the walk does not end")


def _let_pass(clock: FakeClock, run: Run, stage: Timed) -> None:
    """The loop looks whenever it asked to, until the time is over."""
    ends = stage.script.total
    while run.stage is stage:
        due = run.sounding.deadline(stage.deadline(clock.monotonic(), moving=False))
        assert due is not None, "it waits and nobody knows"
        clock.advance(max(1e-6, due - clock.monotonic()))  # as a real clock, which never stands
        run.tick()
        if stage.elapsed(clock.monotonic()) >= ends:
            return


def seen(start: Walk) -> World:
    return asyncio.run(on_screen(start, seeing))


def seen_with_eyes_closed(start: Walk) -> World:
    return asyncio.run(on_screen(replace(start, eyes_closed=True), blind))


FACES: dict[str, Callable[[Walk], World]] = {
    "screen": seen,
    "lines": lambda start: in_lines(start)[0],
    "eyes closed": seen_with_eyes_closed,
    "lines, eyes closed": in_lines_with_eyes_closed,
}
