"""A plan with a step of every kind, and a person who walks through it on a clock that moves when it is told to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from tests.tui.fakes import World
from tests.tui.screens import screen_text
from textual.pilot import Pilot

from selfcare.core import plan as plans
from selfcare.core.breath import Pattern, Phase
from selfcare.core.condition import Compare, Constant, Path
from selfcare.core.plan import (
    Action,
    Alert,
    Ask,
    Breathe,
    Check,
    Follow,
    Meditate,
    Plan,
    Read,
    Rest,
    Routine,
    Step,
)
from selfcare.core.question import Body, Choice, Field, Log, Number, Scale, Simple, Text
from selfcare.core.sitting import Bell, Cue, Sitting
from selfcare.core.start import Walk
from selfcare.tui.app import Selfcare
from selfcare.tui.screens.run import Run

SLOW = Pattern("long-exhale", "Slow breathing", (Phase("in", 4), Phase("out", 6)), seconds=180)
BOX = Pattern(
    "box",
    "Box breathing",
    (Phase("in", 4), Phase("hold", 4), Phase("out", 4), Phase("rest", 4)),
    seconds=64,
    unsafe_for=("pregnant", "heart", "lung", "seizure", "panic", "eye"),
)
BREATH = Sitting("breath", "Breath awareness", 90, (Cue(0, "Feel one breath"),), (Bell("start"), Bell("end")))
PAIN = Log(
    "pain",
    "Pain",
    {
        "level": Field(
            "level",
            "How strong is your pain right now?",
            Scale(labels={0: "no pain", 10: "worst you can imagine"}),
            help="Neck and shoulders",
            required=True,
        ),
        "way": Field("way", "How much did it get in your way?", Scale(labels={0: "not at all", 10: "completely"})),
    },
)
EVERYTHING = Log(
    "everything",
    "Everything",
    {
        "place": Field("place", "Where is it?", Body()),
        "what": Field(
            "what",
            "What comes with it?",
            Choice({"nausea": "Nausea or vomiting", "light": "Light bothers me"}, many=True, other=True),
        ),
        "quality": Field(
            "quality", "What does it feel like?", Choice({"pulsing": "Pulsing", "pressing": "Pressing, like a band"})
        ),
        "took": Field("took", "Did you take something?", Simple("yes-no")),
        "dose": Field("dose", "What and how much?", Text(), condition=Compare(Path("took"), "==", (Constant(True),))),
        "slept": Field("slept", "Hours slept last night", Number("h", 0, 24, 0.5)),
        "note": Field("note", "What is on your mind?", Text(lines=3)),
    },
)


def plan(*actions: Action, **more: object) -> Plan:
    """A plan with one routine of these steps."""
    steps = tuple(Step(str(at), action, why="It is easier to settle.") for at, action in enumerate(actions, 1))
    inner = Routine("inner", "Inner", (Step("1", Check("Sit down")), Step("2", Check("Feet on the floor"))))
    return Plan(
        "calm",
        "Calm",
        routines={"arrive": Routine("arrive", "Arrive calmly", steps, rate=str(more.get("rate", ""))), "inner": inner},
        patterns={"long-exhale": SLOW, "box": BOX},
        sittings={"breath": BREATH},
        logs={"pain": PAIN, "everything": EVERYTHING},
        alerts={
            "strong": Alert("strong", Compare(Path("log.pain.level"), ">=", (Constant(8.0),)), warning="chest"),
            "some": Alert(
                "some", Compare(Path("log.pain.level"), ">=", (Constant(7.0),)), say="Tell them first.", level="tell"
            ),
        },
        warnings={"chest": plans.Warning("chest", "Chest pain that does not go away: call for help.", "emergency")},
    )


CHECK = Check("Phone on silent, toilet visited")
BREATHE = Breathe("long-exhale", 180.0)
SIT = Meditate("breath")
REST = Rest(20, "Look around: name five things you can see.")
READ = Read("In one sentence: what would you like help with today?")
FOLLOW = Follow("inner")
PAIN_STEP = Ask("pain")
EVERY_KIND = (CHECK, BREATHE, SIT, REST, READ, FOLLOW, PAIN_STEP)


@dataclass
class Person:
    """Somebody at the keyboard."""

    world: World
    app: Selfcare
    pilot: Pilot[None]

    @property
    def run(self) -> Run:
        assert isinstance(self.app.screen, Run)
        return self.app.screen

    def sees(self) -> str:
        return screen_text(self.app)

    async def presses(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def waits(self, seconds: float, step: float = 1.0) -> None:
        """The clock moves, and the screen is asked again after each step."""
        while seconds > 1e-9:
            part = min(step, seconds)
            seconds -= part
            self.world.clock.advance(part)
            screen = self.app.screen
            if isinstance(screen, Run):
                screen.tick()
            await self.pilot.pause()


def walk(*actions: Action, rate: str = "", run: str = "", speed: float = 1.0) -> Walk:
    made = plan(*actions, rate=rate)
    return Walk(made, made.routines["arrive"], run=run, speed=speed)


@asynccontextmanager
async def walking(world: World, start: Walk, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Person]:
    """The app in a run, ticked by hand."""
    app = Selfcare(world.env, start)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        await pilot.pause()
        yield Person(world, app, pilot)
