"""A run with eyes closed: any key goes on, sound leads, and the screen stays dark and still."""

from __future__ import annotations

import pytest
from tests.tui.fakes import World
from tests.tui.run.plans import BREATHE, CHECK, PAIN_STEP, READ, REST, SIT, Person, walk, walking
from tests.tui.screens import SIZES, Golden

from selfcare.core.frozen import replace
from selfcare.core.plan import Action, Ask, Avoid, Breathe, Checklist, Item
from selfcare.core.script import Tone
from selfcare.core.start import Walk
from selfcare.tui.paint import Canvas
from selfcare.tui.screens.run import Run
from selfcare.tui.theme import DARK

BOX_STEP = Breathe("box")


def closed(*actions: Action) -> Walk:
    return replace(walk(*actions), eyes_closed=True)


def kinds(world: World) -> list[str]:
    return [tone.kind for tone in world.sound.tones]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("name", "action", "keys", "seconds"),
    [
        ("breathe", BREATHE, (), 2),
        ("paused", BREATHE, ("space",), 0),
        ("check", CHECK, (), 0),
        ("cautions", BOX_STEP, (), 0),
        ("scale", PAIN_STEP, (), 0),
        ("several", Ask("everything"), ("x",), 0),
    ],
)
async def test_what_is_seen_with_eyes_closed(
    world: World,
    golden: Golden,
    size: tuple[int, int],
    name: str,
    action: Action,
    keys: tuple[str, ...],
    seconds: float,
) -> None:
    async with walking(world, closed(action, READ), size) as person:
        await person.presses(*keys)
        await person.waits(seconds)
        golden.check(person.app, f"closed-{name}")


async def test_nothing_is_painted_while_time_runs(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async with walking(world, closed(BREATHE, READ)) as person:
        await person.waits(1)
        painted: list[object] = []
        monkeypatch.setattr(Canvas, "refresh", lambda self, *regions, **more: painted.append(regions))
        await person.waits(150)
        assert painted == []
        person.app.animation_level = "full"
        assert not person.run.is_moving  # or it would look thirty times a second
    assert kinds(world)[:4] == ["in", "out", "in", "out"]


async def test_what_waits_calls_once_a_moment_after_and_any_key_goes_on(world: World) -> None:
    async with walking(world, closed(CHECK, READ, BREATHE)) as person:
        await person.waits(1)
        assert world.sound.tones == []
        await person.waits(60)
        assert kinds(world) == ["ask"]
        await person.presses("z")
        await person.waits(2)
        await person.presses("9")  # elsewhere a place of the app or nothing; here any key
        assert isinstance(person.app.screen, Run)
        await person.waits(3)
        assert kinds(world) == ["ask", "ask", "in"]
    assert world.journal.kinds.count("step.done") == 2


async def test_a_digit_that_opens_a_place_elsewhere_goes_on(world: World) -> None:
    async with walking(world, closed(CHECK, READ)) as person:
        await person.presses("1")
        assert world.journal.kinds[-1] == "step.done" and isinstance(person.app.screen, Run)


async def test_stray_keys_do_nothing_while_time_runs_and_space_pauses(world: World) -> None:
    async with walking(world, closed(BREATHE, READ)) as person:
        await person.waits(3)
        await person.presses("n", "enter", "h", "s", "plus", "x")
        await person.waits(3)
        assert kinds(world) == ["in", "out"] and world.sound.hushed == 0
        await person.presses("space")
        assert world.sound.hushed == 1 and "paused" in person.sees()
        await person.waits(4)
        assert kinds(world) == ["in", "out", "ask"]
        await person.presses("m")
        await person.waits(5)
        assert kinds(world) == ["in", "out", "ask", "begin", "in"]
    assert world.journal.kinds == ["run.started", "run.paused"] or "step.done" not in world.journal.kinds


async def test_one_key_answers_a_scale_and_any_other_leaves_out_what_may_be_left_out(world: World) -> None:
    async with walking(world, closed(PAIN_STEP)) as person:
        await person.presses("x")
        assert "How strong" in person.sees() and "needed before the rest" in person.sees()
        await person.presses("t")
        assert "get in your way" in person.sees()
        await person.presses("x")
    assert world.journal.events(("entry.recorded",))[0].values == {"level": 10}


async def test_every_other_question_takes_a_number_or_any_key(world: World) -> None:
    async with walking(world, closed(Ask("everything"))) as person:
        await person.presses("x", "1", "2", "x", "2", "y", "x", "x", "x")
    assert world.journal.events(("entry.recorded",))[0].values == {
        "what": ["nausea", "light"],
        "quality": "pressing",
        "took": True,
    }


async def test_something_to_leave_out_was_left_out_unless_n_says_no(world: World) -> None:
    items = {name: Item(name, Avoid(name)) for name in ("coffee", "tea")}
    start = Walk(walk(READ).plan, Checklist("prep", "Before", items), "visit", eyes_closed=True)
    async with walking(world, start) as person:
        await person.presses("x", "n")
    assert [event.path for event in world.journal.events(("item.slipped",))] == ["checklist.prep.tea"]


async def test_cautions_are_not_sent_away_by_a_key_pressed_before_they_called(world: World) -> None:
    async with walking(world, closed(CHECK, BOX_STEP)) as person:
        await person.presses("x", "x", "x")
        assert "gentler" in person.sees()
        await person.waits(2)
        assert kinds(world) == ["ask"]
        await person.presses("x")
        await person.waits(1)
        assert kinds(world) == ["ask", "in"]


async def test_e_opens_the_picture_and_closes_it_again(world: World) -> None:
    world.preferences.words["sound"] = "bells"
    async with walking(world, walk(BREATHE, READ)) as person:
        await person.waits(3)
        assert "Breathe in" in person.sees() and world.sound.tones == []
        await person.presses("e")
        assert "Eyes closed" in person.sees() and "Breathe in" not in person.sees()
        await person.waits(3)
        assert kinds(world) == ["out"]
        assert Tone("ask") in world.sound.prepared and Tone("in", 4) in world.sound.prepared
        await person.presses("e")
        assert "Breathe out" in person.sees()
        await person.waits(5)
        assert kinds(world) == ["out"]


async def test_s_goes_through_the_ways_of_hearing_one_after_the_other(world: World) -> None:
    world.preferences.words["sound"] = "on"
    async with walking(world, walk(BREATHE, READ)) as person:
        await person.waits(1)
        await person.presses("s")
        assert "sound off" in person.sees()
        await person.waits(4)
        await person.presses("s")
        assert "bells alone" in person.sees()
        await person.presses("s")
        assert "bells and the breath" in person.sees()
        await person.waits(6)
    assert kinds(world) == ["in", "in"]


async def test_a_step_after_a_timed_one_begins_when_its_end_was_heard(world: World) -> None:
    async with walking(world, closed(REST, BREATHE)) as person:
        await person.waits(20)
        assert kinds(world) == ["begin", "count", "count", "count", "end"]
        await person.waits(1)
        assert kinds(world)[-1] == "end"
        await person.waits(1, step=0.5)
        assert kinds(world)[-1] == "in"


async def test_warning_signs_are_in_reach_and_hush(world: World) -> None:
    async with walking(world, closed(SIT, READ)) as person:
        await person.waits(2)
        await person.presses("x")
        await person.waits(4)
        await person.presses("R")
        assert not isinstance(person.app.screen, Run)
        assert world.sound.hushed == 1


async def test_what_is_left_early_is_hushed_and_what_is_over_rings_on(world: World) -> None:
    async with walking(world, walk(REST, BREATHE)) as person:
        await person.waits(21)
        assert world.sound.hushed == 0
        await person.presses("n")
        assert world.sound.hushed == 1


async def test_it_says_so_where_it_was_to_be_quiet(world: World) -> None:
    async with walking(world, replace(closed(BREATHE), quiet=True)) as person:
        await person.waits(5)
        assert "the sound is off" in person.sees() and world.sound.tones == []


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_the_screen_is_dark_in_every_theme_while_time_runs_and_as_ever_where_it_waits(
    world: World, theme: str
) -> None:
    world.preferences.words["theme"] = theme
    async with walking(world, closed(BREATHE, READ)) as person:
        await person.waits(2)
        assert grounds(person) == {DARK["ground"]}
        await person.presses("e")
        await person.waits(1)
        own = person.app.ink.palette["ground"]
        assert grounds(person) == {own}
        await person.presses("n", "e")
        assert "what would you like help with" in " ".join(person.sees().split())
        assert grounds(person) == {own}


def grounds(person: Person) -> set[str]:
    """The colours that words and empty cells stand on."""
    strips = [person.run.live.render_line(y) for y in range(person.app.size.height)]
    styles = [segment.style for strip in strips for segment in strip if "▀" not in segment.text]
    return {style.bgcolor.name for style in styles if style and style.bgcolor}
