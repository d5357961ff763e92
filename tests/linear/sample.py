"""A plan with every kind of step and question, and walks through it."""

from __future__ import annotations

from selfcare.core.breath import Pattern, Phase
from selfcare.core.condition import parse
from selfcare.core.frozen import replace
from selfcare.core.plan import (
    Action,
    Alert,
    Ask,
    Avoid,
    Breathe,
    Check,
    Checklist,
    Item,
    Meditate,
    Plan,
    Read,
    Rest,
    Routine,
    Step,
)
from selfcare.core.plan import (
    Warning as RedFlag,
)
from selfcare.core.question import Answerable, Body, Choice, Field, Log, Number, Scale, Simple, Text
from selfcare.core.sitting import Bell, Cue, Sitting
from selfcare.core.start import Walk

PATTERNS = {
    "box": Pattern(
        "box", "Box", (Phase("in", 4), Phase("hold", 4), Phase("out", 4), Phase("rest", 4)), 32, unsafe_for=("heart",)
    ),
    "long-exhale": Pattern("long-exhale", "Longer out-breath", (Phase("in", 4), Phase("out", 6)), 30),
    "natural": Pattern("natural", "Natural breath", (), 150),
}
SITTINGS = {
    "silence": Sitting("silence", "Silence", 120),
    "cued": Sitting(
        "cued",
        "With words",
        60,
        (Cue(20, "Feel your hands."),),
        (Bell("start"), Bell("half"), Bell("end")),
        ("Eyes may be open.",),
    ),
}
MOOD = Log(
    "mood",
    "Mood",
    {
        "level": Field(
            "level", "How are you?", Scale(labels={0: "bad", 10: "good"}), required=True, help="As it is now."
        ),
        "places": Field("places", "Where?", Choice({"home": "At home", "work": "At work"}, many=True, other=True)),
        "why": Field("why", "What is it?", Text(), condition=parse("level <= 3")),
        "more": Field("more", "Tell more", Text(lines=4), condition=parse("level <= 1")),
    },
    summary="Two questions.",
)
RED = Alert("low", parse("log.mood.level <= 2"), warning="sad", level="info")
TELL = Alert("told", parse("log.mood.level <= 4"), "Tell your practitioner about it.", level="tell")
WARNINGS = {
    "sad": RedFlag("sad", "You feel very low. Talk to somebody today.", "today"),
    "crisis": RedFlag("crisis", "Thoughts of ending it.", "emergency"),
}


def plan(*actions: Action, rate: str = "") -> Plan:
    """A plan whose routine `steps` does these things."""
    steps = tuple(Step(str(number), action) for number, action in enumerate(actions, 1))
    return Plan(
        "sample",
        "Sample",
        hash="abc",
        routines={"steps": Routine("steps", "All of it", steps, rate=rate)},
        patterns=PATTERNS,
        sittings=SITTINGS,
        logs={"mood": MOOD},
        alerts={"told": TELL, "low": RED},
        warnings=WARNINGS,
        shown_warnings=("sad", "crisis"),
    )


def walk(*actions: Action, rate: str = "") -> Walk:
    """The walk through those steps."""
    of = plan(*actions, rate=rate)
    return Walk(of, of.routines["steps"], "2026-12-03")


def checklist() -> Walk:
    """A walk through a checklist with something to leave out."""
    prep = Checklist(
        "prep",
        "Before",
        {
            "caffeine": Item("caffeine", Avoid("Coffee"), why="It keeps you awake."),
            "meal": Item("meal", Check("Eat something"), optional=True, note="A little is enough."),
        },
    )
    return Walk(replace(plan(), checklists={"prep": prep}), prep, "visit-1")


def asking(kind: Answerable, *, required: bool = False, ask: str = "What?") -> Walk:
    """A walk of one question in a log of its own, as `selfcare log` makes it."""
    log = Log("one", "One", {"it": Field("it", ask, kind, required=required)})
    return alone(Plan("", "One", logs={"one": log}), Ask("one"))


def alone(of: Plan, action: Action) -> Walk:
    """A single practice or log, as the command line makes it."""
    return Walk(of, Routine("practice", of.title, (Step("1", action, title=of.title),)))


EVERY_ACTION: tuple[Action, ...] = (
    Check("Sit down"),
    Read("Some words."),
    Rest(70, "Let go."),
    Breathe("long-exhale", rounds=2, say="Softly."),
    Meditate("cued"),
    Ask("mood"),
)
EVERY_KIND: dict[str, tuple[Answerable, str, object]] = {
    "scale": (Scale(), "7", 7),
    "half steps": (Scale(0, 1, 0.5), "0,5", 0.5),
    "choice by number": (Choice({"a": "First", "b": "Second"}), "2", "b"),
    "choice by words": (Choice({"a": "First", "b": "Second"}), "first", "a"),
    "choice of numbers": (Choice({"0": "Never", "1": "Often"}), "1", "1"),
    "several": (Choice({"a": "First", "b": "Second", "c": "Third"}, many=True), "3, 1", ["a", "c"]),
    "several with blanks": (Choice({"a": "First", "b": "Second", "c": "Third"}, many=True), "3 1", ["a", "c"]),
    "own words": (Choice({"a": "First"}, other=True), "other: mine", "other: mine"),
    "number": (Number("h", 0, 24, 0.5), "7.5 h", 7.5),
    "open number": (Number("h"), "7", 7),
    "bare number": (Number(), "7", 7),
    "text": (Text(), "calm", "calm"),
    "a letter": (Text(), "q.", "q"),
    "places": (Body("body"), "lower back, left knee", ["lower-back", "left-knee"]),
    "places by number": (Body("hands"), "1", ["right-thumb"]),
    "one place": (Body("back", many=False), "tailbone", "tailbone"),
    "yes or no": (Simple("yes-no"), "y", True),
    "time": (Simple("time"), "07:15", "07:15"),
    "date": (Simple("date"), "2026-12-01", "2026-12-01"),
    "duration": (Simple("duration"), "1h30m", 5400.0),
}
"""A question of the kind, what is typed, and what is kept."""
