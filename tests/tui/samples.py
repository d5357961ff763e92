"""The plan of the pictures: Thursday 3 December, 10:42, acupuncture at 14:30."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from selfcare import planfile
from selfcare.core import acts, own
from selfcare.core.breath import Pattern, Phase
from selfcare.core.event import Event
from selfcare.core.frozen import replace
from selfcare.core.plan import (
    Ask,
    Avoid,
    Breathe,
    Check,
    Checklist,
    Follow,
    Item,
    Occasion,
    Plan,
    Routine,
    Setting,
    Step,
    Warning,  # noqa: A004
)
from selfcare.core.question import Field, Log, Scale
from selfcare.core.sitting import Sitting
from selfcare.core.when import Offset, Span, Window
from tests.tui.fakes import MORNING, World


def before(hours: float, until: float = 0.0) -> Window:
    """From so many hours before the appointment until so many hours before it."""
    opens = Offset(Span(seconds=hours * 3600), "before")
    closes = Offset(Span(seconds=until * 3600), "before")
    return Window(opens=opens, closes=closes if until else None)


EXHALE = Pattern("long-exhale", "Slow breathing", (Phase("in", 4), Phase("out", 6)), seconds=300)

RATE = Log(
    "rate",
    "Pain and stress",
    {
        "pain": Field(
            "pain", "How strong is your pain right now?", Scale(labels={0: "no pain", 10: "worst you can imagine"})
        ),
        "stress": Field("stress", "How tense are you?", Scale(labels={0: "calm", 10: "very tense"})),
    },
)

PREP = Plan(
    "acupuncture-prep",
    "Getting ready for an acupuncture visit",
    version="1.0.0",
    author="the selfcare authors",
    summary="What to do, and what to leave out, before a visit.",
    appointment=Occasion("Acupuncture", Span(seconds=3000)),
    shown_warnings=("chest", "infect", "crisis"),
    cautions=("Keep taking your prescribed medicines as normal.",),
    warnings={
        "chest": Warning("chest", "Chest pain, or hard to breathe, after needles. Call for help now.", "emergency"),
        "infect": Warning("infect", "A needle spot that gets more red, hot or swollen, or a fever.", "today"),
        "crisis": Warning("crisis", "Thoughts of ending your life or hurting yourself.", "emergency"),
    },
    settings={
        "caffeine": Setting(
            "caffeine", "duration", "Stop caffeine this long before the visit", 7200.0, 7200.0, low=3600.0, high=14400.0
        )
    },
    checklists={
        "prep": Checklist(
            "prep",
            "Before the visit",
            {
                "medicines": Item(
                    "medicines",
                    Check("Write down your medicines, herbs and supplements"),
                    before(24, 2),
                    short="your medicine list",
                    why="Some raise the risk of bleeding, or mix badly.",
                    evidence=("custom",),
                ),
                "alcohol": Item("alcohol", Avoid("Alcohol"), before(12), short="alcohol"),
                "light-meal": Item(
                    "light-meal", Check("Eat a light meal or snack"), before(2, 1), short="a light meal"
                ),
                "caffeine": Item("caffeine", Avoid("Coffee or tea"), before(2), short="coffee or tea"),
                "rate": Item("rate", Ask("rate"), before(1), short="rate pain, stress"),
                "arrive": Item("arrive", Follow("arrive"), before(0.25), short="arrive"),
                "way-home": Item("way-home", Check("Plan an unhurried way home"), before(24, 2), short="your way home"),
            },
        )
    },
    routines={
        "arrive": Routine(
            "arrive",
            "Arrive calmly",
            (Step("1", Check("Phone on silent")), Step("2", Breathe("long-exhale", seconds=180))),
        )
    },
    patterns={"long-exhale": EXHALE},
    logs={"rate": RATE},
)

DAILY = Plan(
    "daily-stress",
    "Ten calm minutes a day",
    author="the selfcare authors",
    summary="Slow breathing, a sitting, one number a day.",
    routines={"calm": Routine("calm", "Ten calm minutes", (Step("1", Breathe("long-exhale")),))},
    patterns={"long-exhale": EXHALE},
    logs={"rate": RATE},
)


def long(plan: Plan) -> Plan:
    """The plan with nineteen things to do; the later a number, the later it closes."""
    tasks = [
        Item(f"task-{at}", Check(f"Do task {at}"), before(24, 3.5 - at / 6), short=f"task {at}") for at in range(1, 20)
    ]
    return replace(
        plan, checklists={"prep": Checklist("prep", "Before the visit", {task.name: task for task in tasks})}
    )


def fill(world: World) -> World:
    """The library and the practices, nothing in use."""
    world.shelf.library += [PREP, DAILY]
    world.shelf.breaths["long-exhale"] = EXHALE
    world.shelf.sits["breath"] = Sitting("breath", "Breath awareness", 300)
    return world


def appointment(world: World, starts: datetime) -> Event:
    """An appointment that was made."""
    event = acts.make_appointment(starts, acts.stamp(world.env))
    world.journal.append(event)
    return event


def of_the_pictures(world: World) -> World:
    """The prep plan in use, the appointment at 14:30, the way home planned at 09:10."""
    from selfcare.core.agenda import read

    fill(world).shelf.used.append(PREP)
    appointment(world, MORNING.replace(hour=14, minute=30))
    line = next(line for line in read(world.env).lines if line.path.endswith("way-home"))
    world.clock.instant = MORNING - timedelta(minutes=92)
    world.journal.append(acts.tick(line, acts.stamp(world.env)))
    world.clock.instant = MORNING
    return world


def with_signs(world: World) -> World:
    """Two warning signs of the plan in use stay in sight."""
    of_the_pictures(world)
    texts = (
        "Chest pain, hard to breathe, a new dry cough, or sharp pain in the shoulder after needles. Call for help now.",
        "Numb between the legs or around the back passage. Go to an emergency department now.",
    )
    signs = {name: Warning(name, say, "emergency", pinned=True) for name, say in zip("ab", texts, strict=True)}
    world.shelf.used[0] = replace(world.shelf.used[0], warnings=signs, shown_warnings=tuple(signs))
    return world


def with_entries(world: World) -> World:
    """A week of ratings, one of them with a note."""
    of_the_pictures(world)
    now = world.clock.instant
    for days, pain, stress in ((6, 6, 5), (5, 5, 5), (3, 6, 4), (3, 4, 4), (1, 5, 3), (0, 4, 3)):
        world.clock.instant = now - timedelta(days=days, minutes=30 * days)
        note = "after waking" if days == 0 else ""
        world.journal.append(
            acts.record_entry("rate", {"pain": pain, "stress": stress}, acts.stamp(world.env), plan=PREP, note=note)
        )
    world.clock.instant = now
    return world


MONTH = (
    "655 6 865 655 . 6 675 685 765 56 867 65 . . 654 54 653 65 643 764 5 643 . . 634 45 4 432 43 4",
    "long drive",
)
"""Pain, day by day: the answers of each, oldest day first; and what is noted on every seventh of them."""


def with_a_month(world: World) -> World:
    """Thirty days of pain, by the question whose bands are known, two visits behind, and a practice now and then."""
    of_the_pictures(world)
    pain = Field("level", "How strong is your pain right now?", Scale(), code="loinc:72514-3")
    world.shelf.built_in["pain"] = Log("pain", "Pain", {"level": pain})
    now = world.clock.instant
    days, note = MONTH[0].split(), MONTH[1]
    for number, answers in enumerate(days):
        for hour, answer in enumerate(answers.replace(".", "")):
            world.clock.instant = now - timedelta(days=len(days) - 1 - number, hours=2 - hour)
            stamp = acts.stamp(world.env)
            world.journal.append(
                acts.record_entry("pain", {"level": int(answer)}, stamp, note=note if number % 7 == 1 else "")
            )
        if number % 8 == 2:
            world.journal.append(
                acts.record_session("breath.long-exhale", world.clock.instant, 300.0, acts.stamp(world.env))
            )
    world.clock.instant = now
    for back in (25, 11):
        appointment(world, now - timedelta(days=back))
    return world


def practised(world: World) -> World:
    """Everything of the library, a pattern of one's own, three practices this week, a caution, and a rating wished."""
    of_the_pictures(world).shelf.breaths.clear()
    world.shelf.sits.clear()
    world.shelf.breaths.update(planfile.built_in_patterns())
    world.shelf.sits.update(planfile.built_in_sittings())
    world.shelf.built_in.update(
        {name: log for name, log in planfile.built_in_logs().items() if name in ("pain", "stress")}
    )
    evening = own.pattern(own.read("in 4s, hold 2s, out 6s"), "evening")
    world.shelf.keep_pattern(evening)
    world.shelf.said["panic"] = False
    world.preferences.words["rate"] = "stress"
    now = world.clock.instant
    for days, path, planned in ((3, "sitting.breath", 900.0), (2, "breath.even", 420.0), (1, "breath.4-7-8", 114.0)):
        world.clock.instant = now - timedelta(days=days)
        session = acts.record_session(path, world.clock.instant, planned, acts.stamp(world.env), planned=planned)
        world.journal.append(session)
    world.clock.instant = now
    return world


def careful(world: World) -> World:
    """The same person, who has said that breath can make them panic."""
    practised(world).shelf.said["panic"] = True
    return world


def with_practices(world: World) -> World:
    """The week of ratings, and three practices: one stopped early, one a year ago."""
    with_entries(world)
    now = world.clock.instant
    done: list[tuple[int, str, float, Literal["done", "stopped"]]] = [
        (365, "breath.long-exhale", 300.0, "done"),
        (2, "breath.long-exhale", 130.0, "stopped"),
        (0, "sitting.breath", 300.0, "done"),
    ]
    for days, path, seconds, outcome in done:
        world.clock.instant = now - timedelta(days=days)
        stamp = acts.stamp(world.env)
        world.journal.append(acts.record_session(path, world.clock.instant, seconds, stamp, outcome=outcome))
    world.clock.instant = now
    return world
