"""One log by itself: an open episode, another time, what was answered before, scores, red flags, and drafts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.tui.fakes import World
from tests.tui.open import opened
from tests.tui.run.plans import walking
from tests.tui.screens import SIZES, Golden, screen_text

from selfcare import planfile
from selfcare.core import acts, ledger
from selfcare.core.condition import parse
from selfcare.core.event import Event
from selfcare.core.plan import Alert, Plan
from selfcare.core.plan import Warning as RedFlag
from selfcare.core.question import Answerable, Body, Choice, Field, Log, Number, Scale, Simple, Text, Value
from selfcare.core.start import Walk
from selfcare.tui import walks
from selfcare.tui.stages.asking import About, Asking

ATTACK = Log(
    "attack",
    "Headache",
    {
        "worst": Field(
            "worst", "How bad is it at its worst?", Scale(labels={0: "no pain", 10: "worst"}), required=True
        ),
        "taken": Field("taken", "What did you take?", Text()),
    },
    per="episode",
)
DAY = Log("day", "Your day", {"mood": Field("mood", "How was the day?", Scale())}, per="day")
GAD = planfile.built_in_logs()["gad-7"]
PLAN = Plan(
    "diary",
    "Diary",
    hash="abc",
    logs={"attack": ATTACK, "day": DAY, "gad-7": GAD},
    alerts={
        "bad": Alert("bad", parse("log.attack.worst >= 9"), "Tell them first.", level="tell"),
        "worst": Alert("worst", parse("log.attack.worst >= 9"), warning="thunder", level="urgent"),
    },
    warnings={"thunder": RedFlag("thunder", "A sudden headache, the worst of your life.", "emergency")},
)


def of(name: str) -> Walk:
    return walks.ask(PLAN.logs[name], PLAN)


def with_attack(world: World, hours: float = 2) -> World:
    began = world.clock.instant - timedelta(hours=hours)
    event = acts.record_entry("attack", {"worst": 4}, acts.stamp(world.env), plan=PLAN, meant=began)
    world.journal.append(event)
    world.shelf.used = [PLAN]
    return world


def newest(world: World) -> Event:
    return list(world.journal.rows.values())[-1]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("name", "log", "keys"),
    [
        ("going-on", "attack", ()),
        ("questionnaire", "gad-7", ()),
        ("score", "gad-7", ("3", "enter") * 7),
        ("red-flag", "attack", ("n", "9", "enter", "enter")),
        ("another-time", "attack", ("n", "w", *"yesterday", "space", *"21:00", "enter", "5")),
    ],
)
async def test_a_log_looks_as_it_was_looked_at(
    world: World, golden: Golden, size: tuple[int, int], name: str, log: str, keys: tuple[str, ...]
) -> None:
    async with walking(with_attack(world), of(log), size) as person:
        await person.presses(*keys)
        golden.check(person.app, f"run-{name}")


@pytest.mark.parametrize("size", SIZES)
async def test_an_open_episode_is_a_row_of_today(world: World, golden: Golden, size: tuple[int, int]) -> None:
    async with opened(with_attack(world), size) as pilot:
        golden.check(pilot.app, "today-episode")


async def test_the_row_of_an_episode_asks_how_it_is(world: World) -> None:
    async with opened(with_attack(world)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        shown = screen_text(pilot.app)
        assert "Headache since 08:42" in shown
        assert "another one (n)" in shown
        await pilot.press("q")
        await pilot.pause()
        assert "how is it now?" in screen_text(pilot.app)


async def test_enter_adds_to_the_episode(world: World) -> None:
    async with walking(with_attack(world), of("attack")) as person:
        await person.presses("enter", "7", "enter", *"pill", "enter")
    event = newest(world)
    assert (event.kind, dict(event.values)) == ("entry.corrected", {"worst": 7, "taken": "pill"})
    assert event.about == world.clock.instant - timedelta(hours=2)


async def test_an_episode_is_over_when_that_is_said_and_may_be_added_to(world: World) -> None:
    async with walking(with_attack(world), of("attack")) as person:
        await person.presses("o", *["backspace"] * 3, *"9:30", "enter")
        assert world.journal.kinds == ["entry.recorded", "episode.ended"]
        assert "over at 09:30" in person.sees()
        await person.presses("8", "enter", "enter")
    ended, more = list(world.journal.rows.values())[1:]
    assert (ended.about.hour, ended.about.minute, ended.occurrence) == (9, 30, more.supersedes)
    assert dict(more.values) == {"worst": 8}


async def test_an_end_before_the_beginning_is_refused_and_escape_asks_again(world: World) -> None:
    async with walking(with_attack(world), of("attack")) as person:
        await person.presses("o", *["backspace"] * 3, *"7:00", "enter")
        assert "it began on 2026-12-03 at 08:42" in person.sees()
        await person.presses("escape")
        assert "another one (n)" in person.sees()
        assert world.journal.kinds == ["entry.recorded"]


async def test_another_episode_is_an_entry_of_its_own(world: World) -> None:
    async with walking(with_attack(world), of("attack")) as person:
        await person.presses("n", "3", "enter", "enter")
    assert world.journal.kinds == ["entry.recorded", "entry.recorded"]


async def test_an_episode_can_be_gone_through_by_mouse_alone(world: World) -> None:
    async with walking(with_attack(world), of("attack")) as person:
        rows = person.sees().splitlines()
        y = next(at for at, row in enumerate(rows) if "it is over" in row and "another one" in row and "(o)" not in row)
        await person.pilot.click(offset=(rows[y].index("it is over"), y))
        await person.pilot.pause()
        assert "When was it over?" in person.sees()


async def test_a_log_may_be_about_an_earlier_time(world: World) -> None:
    async with walking(world, of("attack")) as person:
        await person.presses("w", *"8:15", "enter")
        assert "Headache, 08:15" in person.sees()
        await person.presses("6", "enter", "enter")
    assert (newest(world).about.hour, newest(world).about.minute) == (8, 15)


async def test_the_time_can_be_said_while_words_are_typed(world: World) -> None:
    async with walking(world, of("attack")) as person:
        await person.presses("6", "enter", *"two", "ctrl+t", *"8:15", "enter", "enter")
    assert (newest(world).about.hour, dict(newest(world).values)) == (8, {"worst": 6, "taken": "two"})


async def test_a_time_to_come_is_refused(world: World) -> None:
    async with walking(world, of("attack")) as person:
        await person.presses("w", *"tomorrow", "space", *"8:15", "enter")
        assert "is still to come" in person.sees()


async def test_a_day_is_shown_as_it_stands_and_added_to(world: World) -> None:
    world.journal.append(acts.record_entry("day", {"mood": 4}, acts.stamp(world.env), plan=PLAN))
    async with walking(world, of("day")) as person:
        assert "enter save" in person.sees()
        await person.presses("w", *"yesterday", "space", *"21:00", "enter")
        assert "enter leave out" in person.sees()
        await person.presses("w", "enter")
        assert "enter save" in person.sees()
        await person.presses("7", "enter")
    assert [event.kind for event in world.journal.events()] == ["entry.corrected"]
    assert dict(newest(world).values) == {"mood": 7}


async def test_a_red_flag_comes_first_with_whom_to_call_and_the_card_one_key_away(world: World) -> None:
    world.shelf.said["region"] = "uk"
    async with walking(world, of("attack")) as person:
        await person.presses("9", "enter", "enter")
        shown = person.sees()
        assert "Get emergency help now" in shown
        assert "emergency: 999" in shown
        assert "R get help" in shown
        await person.presses("R")
        assert "Samaritans 116 123" in person.sees()
        await person.presses("q", "enter")
        assert "Please tell your practitioner" in person.sees()


KINDS: dict[str, tuple[Answerable, tuple[str, ...], Value | None]] = {
    "scale": (Scale(), ("7",), 7),
    "long scale": (Scale(0, 100), ("4", "2"), 42),
    "one": (Choice({"a": "First", "b": "Second"}), ("2",), "b"),
    "several": (Choice({"a": "First", "b": "Second"}, many=True), ("1", "2"), ("a", "b")),
    "own words": (Choice({"a": "First"}, other=True), ("2", *"mine"), "other: mine"),
    "places": (Body("hands"), ("space", "down", "space"), ("right-thumb", "right-fingers")),
    "yes or no": (Simple("yes-no"), ("n",), False),
    "number": (Number("h"), tuple("7.5"), 7.5),
    "time": (Simple("time"), tuple("07:1"), None),
    "date": (Simple("date"), tuple("2026-12-01"), "2026-12-01"),
    "duration": (Simple("duration"), tuple("1h30m"), 5400.0),
    "text": (Text(), tuple("two words"), "two words"),
    "lines": (Text(lines=3), ("o", "enter", "t"), "o\nt"),
}


@pytest.mark.parametrize("kind", KINDS)
async def test_a_crash_loses_nothing_that_was_looked_at(world: World, kind: str) -> None:
    """The draft of the last look is all that a killed process leaves."""
    asks, keys, value = KINDS[kind]
    log = Log("one", "One", {"it": Field("it", "What?", asks)})
    start = walks.ask(log)
    async with walking(world, start) as person:
        await person.presses(*("space" if key == " " else key for key in keys))
        person.run.keep_drafts()
        await person.pilot.pause()
        await person.app.workers.wait_for_complete()
        left = dict(world.journal.kept)
    again = World()
    again.journal.kept.update(left)
    async with walking(again, start) as person:
        assert "kept from before" in person.sees()
        await person.presses("tab")
    events = list(again.journal.rows.values())
    assert [dict(event.values)["it"] for event in events] == ([_json(value)] if value is not None else [])


def _json(value: Value | None) -> object:
    return list(value) if isinstance(value, tuple) else value


def test_what_was_not_touched_is_no_draft() -> None:
    for kind, given in ((Scale(), 4), (Choice({"a": "First"}), "a"), (Text(), "x"), (Simple("yes-no"), True)):
        stage = Asking(Field("it", "What?", kind), About("One"), given)
        assert stage.half_given() == ""
        assert stage.pad.kept() != ""


def test_answers_that_are_numbers_keep_their_own_digits() -> None:
    stage = Asking(next(iter(GAD.fields.values())), About("Worry"))
    stage.press("0")
    assert stage.pad.value() == "0"
    assert stage.press("4") is False


async def test_history_says_how_long_an_episode_took_and_what_a_score_was(world: World) -> None:
    with_attack(world)
    attack = ledger.entries(world.journal.events(ledger.ENTRY_KINDS))[0]
    scored = acts.record_entry("gad-7", dict.fromkeys(GAD.fields, "2"), acts.stamp(world.env), plan=PLAN)
    world.journal.append(acts.end_episode(attack, acts.stamp(world.env)), scored)
    async with opened(world, (120, 40)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        shown = [screen_text(pilot.app)]
        await pilot.press("tab")
        await pilot.pause()
        shown.append(screen_text(pilot.app))
    assert any("lasted 2 h" in each for each in shown)
    assert any("score 14" in each for each in shown)
