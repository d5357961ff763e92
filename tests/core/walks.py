"""A plan to walk through in tests, and stamps in order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from selfcare.core.acts import Stamp
from selfcare.core.breath import Pattern, Phase
from selfcare.core.condition import parse
from selfcare.core.plan import (
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
from selfcare.core.question import Choice, Field, Log, Scale, Text
from selfcare.core.sitting import Sitting
from selfcare.core.walk import State, begin

NOW = datetime(2026, 12, 3, 21, 30, tzinfo=ZoneInfo("Europe/Berlin"))

STRESS = Log(
    "stress",
    "Stress check",
    {
        "level": Field("level", "How stressed?", Scale(), required=True),
        "places": Field("places", "Where?", Choice({"home": "At home", "work": "At work"}, many=True)),
        "why": Field("why", "What is it?", Text(), condition=parse("level >= 7")),
    },
)
EVENING = Routine(
    "evening",
    "Evening",
    (
        Step("1", Ask("stress")),
        Step("words", Read("Today was a lot."), condition=parse("log.stress.level >= 7")),
        Step("3", Follow("ease"), condition=parse("log.stress.level >= 5"), optional=True),
        Step("4", Breathe("long", rounds=3), title="Breathe"),
        Step("5", Meditate("silence", seconds=60)),
        Step("6", Ask("stress"), condition=parse("days(log.stress, 7d) >= 3")),
    ),
    rate="log.stress.level",
)
EASE = Routine("ease", "Ease", (Step("1", Check("Dim the light")), Step("2", Rest(30))))
PREP = Checklist(
    "prep",
    "Before",
    {
        "caffeine": Item("caffeine", Avoid("Coffee")),
        "meal": Item("meal", Check("Eat a light meal"), why="So that you are steady."),
        "rate": Item("rate", Ask("stress")),
        "ease": Item("ease", Follow("ease"), condition=parse("log.stress.level >= 5")),
    },
)
PLAN = Plan(
    "calm",
    "Calm",
    hash="abc",
    version="2",
    routines={"evening": EVENING, "ease": EASE},
    checklists={"prep": PREP},
    logs={"stress": STRESS},
    patterns={"long": Pattern("long", "Longer out", (Phase("in", 4), Phase("out", 6)))},
    sittings={"silence": Sitting("silence", "Silence")},
)


def evening() -> State:
    return begin(PLAN, EVENING, NOW, occurrence="2026-12-03")


def prep() -> State:
    return begin(PLAN, PREP, NOW, occurrence="appointment-1")


def stamps() -> Callable[[], Stamp]:
    """Ids in order, one second apart."""
    count = 0

    def stamp() -> Stamp:
        nonlocal count
        count += 1
        return Stamp(f"id-{count:04}", "device", NOW + timedelta(seconds=count))

    return stamp
