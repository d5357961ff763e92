"""The Practice screen: what is offered, how long, and what stands before it."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from selfcare.core.breath import Pattern, Phase
from selfcare.core.plan import Breathe, Meditate, Routine
from selfcare.core.start import Walk
from selfcare.errors import StorageError
from selfcare.tui.screens.run import Run
from selfcare.tui.stages.breathing import Breathing
from selfcare.tui.stages.cards import Cautions
from tests.tui import samples
from tests.tui.fakes import World
from tests.tui.open import opened
from tests.tui.screens import screen_text


def run_of(pilot: Pilot[None]) -> Run:
    assert isinstance(pilot.app.screen, Run)
    return pilot.app.screen


def action(walk: Walk) -> Breathe | Meditate:
    """What the only step does."""
    assert isinstance(walk.course, Routine)
    [step] = walk.course.steps
    assert isinstance(step.action, Breathe | Meditate)
    return step.action


def row(pilot: Pilot[None], words: str) -> str:
    """The row of the screen with these words."""
    return next((line for line in screen_text(pilot.app).splitlines() if words in line), "")


async def to(pilot: Pilot[None], title: str) -> None:
    """Practice, with this in focus."""
    await pilot.press("2")
    for _ in range(40):
        await pilot.pause()
        if row(pilot, f"▎   {title}"):
            return
        await pilot.press("j")
    raise AssertionError(title)


async def test_what_was_done_last_stands_on_top_with_its_length(world: World) -> None:
    async with opened(samples.practised(world)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        lines = screen_text(pilot.app).splitlines()
        at = next(index for index, line in enumerate(lines) if "Lately" in line)
        assert lines[at + 1].split() == ["▎", "4-7-8", "6", "rounds"]
        assert lines[at + 4].split() == ["Even", "breath", "7", "min"]


async def test_right_is_longer_and_the_chosen_length_is_started_and_offered_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Run, "SELF_TICKING", False)
    async with opened(samples.practised(world)) as pilot:
        await to(pilot, "Belly breathing")
        await pilot.press("right", "plus", "left")
        await pilot.pause()
        assert row(pilot, "Belly").endswith("4 min")
        world.preferences.words["rate"] = "off"
        await pilot.press("enter")
        await pilot.pause()
        assert action(run_of(pilot).walk) == Breathe("belly", seconds=240)
        for _ in range(5):
            world.clock.advance(1)
            run_of(pilot).tick()
        await pilot.press("q")
        await pilot.pause()
        await pilot.pause()
        assert row(pilot, "▎   Belly breathing").endswith("4 min")
    session = world.journal.events(("session.recorded",))[-1]
    assert (session.path, session.values["planned"]) == ("breath.belly", 238.0)
    async with opened(world) as pilot:
        await to(pilot, "Belly breathing")
        assert row(pilot, "Belly").endswith("4 min")


async def test_no_key_goes_past_the_longest_dose(world: World) -> None:
    async with opened(samples.practised(world)) as pilot:
        await to(pilot, "Box")
        await pilot.press(*["right"] * 20)
        await pilot.pause()
        assert row(pilot, "▎   Box").endswith("5 min")
        await to(pilot, "4-7-8, fast count")
        await pilot.press(*["right"] * 20, "enter")
        await pilot.pause()
        assert action(run_of(pilot).walk) == Breathe("4-7-8-gentle", rounds=8)


async def test_a_length_is_typed_and_one_too_long_is_refused(world: World) -> None:
    async with opened(samples.practised(world)) as pilot:
        await to(pilot, "Silence")
        await pilot.press("l", *"90", "enter")
        await pilot.pause()
        assert "this is for 30 s to 1 h at a time" in screen_text(pilot.app)
        await pilot.press(*["backspace"] * 2, *"25", "enter")
        await pilot.pause()
        assert row(pilot, "▎   Silence").endswith("25 min")
        await pilot.press("l", "enter")
        await pilot.pause()
        assert row(pilot, "▎   Silence").endswith("25 min")


async def test_a_click_on_the_slider_chooses_and_starts_nothing(world: World) -> None:
    async with opened(samples.practised(world)) as pilot:
        await to(pilot, "Even breath")
        lines = screen_text(pilot.app).splitlines()
        y = next(at for at, line in enumerate(lines) if "20 min" in line and "━" in line)
        await pilot.click(offset=(lines[y].index("30 s") + 5, y))
        await pilot.pause()
        assert row(pilot, "▎   Even breath").endswith("30 s")
        await pilot.click(offset=(lines[y].rindex("─"), y))
        await pilot.pause()
        assert row(pilot, "▎   Even breath").endswith("20 min")


async def test_ones_own_patterns_have_their_place(world: World) -> None:
    async with opened(samples.practised(world)) as pilot:
        await to(pilot, "Evening")
        assert "Yours" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert action(run_of(pilot).walk) == Breathe("evening")


async def test_what_a_caution_speaks_against_is_left_out_with_one_line(world: World) -> None:
    async with opened(samples.careful(world), (120, 40)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        seen = screen_text(pilot.app)
        assert "3 left out, as you said in Settings" in seen
        assert "Evening" not in seen
        assert "4-7-8, fast count" in seen
        assert not any(line.split()[:1] in (["4-7-8"], ["Box"]) for line in seen.splitlines())


async def test_the_rating_goes_from_nothing_to_stress_to_pain_and_is_remembered(world: World) -> None:
    world.preferences.words["rate"] = "off"
    samples.practised(world).preferences.words["rate"] = "off"
    async with opened(world) as pilot:
        await pilot.press("2", "r")
        await pilot.pause()
        assert "stress before and after" in screen_text(pilot.app)
        assert world.preferences.words["rate"] == "stress"
        await pilot.press("r")
        await pilot.pause()
        assert "pain before and after" in screen_text(pilot.app)
        await pilot.press("r")
        await pilot.pause()
        assert "before and after" not in screen_text(pilot.app)
        world.preferences.fault = StorageError("the settings could not be written")
        await pilot.press("r")
        await pilot.pause()
        assert "the settings could not be written" in screen_text(pilot.app)


async def test_two_keys_rate_a_practice_and_the_end_says_both(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Run, "SELF_TICKING", False)
    async with opened(samples.practised(world)) as pilot:
        await to(pilot, "Belly breathing")
        await pilot.press("enter")
        await pilot.pause()
        assert "How much stress do you feel right now?" in screen_text(pilot.app)
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(run_of(pilot).stage, Breathing)
        await pilot.press("n")
        await pilot.pause()
        await pilot.press("4")
        await pilot.pause()
        await pilot.pause()
        assert "Stress 10 before, 4 after" in screen_text(pilot.app)
    said = [event.values for event in world.journal.events(("entry.recorded",))]
    assert said == [{"level": 10}, {"level": 4}]


@pytest.mark.parametrize("title", ["Box", "Small box", "4-7-8", "4-7-8, fast count", "Evening"])
async def test_the_cautions_stand_before_every_pattern_with_holds(world: World, title: str) -> None:
    samples.practised(world).preferences.words["rate"] = "off"
    async with opened(world) as pilot:
        await to(pilot, title)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(run_of(pilot).stage, Cautions)
        assert "Press g for something gentler" in screen_text(pilot.app)


async def test_warning_signs_and_the_cautions_are_a_key_away_while_breathing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Run, "SELF_TICKING", False)
    samples.practised(world).preferences.words["rate"] = "off"
    async with opened(world, (40, 20)) as pilot:
        await pilot.press("2", "R")
        await pilot.pause()
        assert "Chest pain, or hard to breathe" in " ".join(screen_text(pilot.app).split())
        await pilot.press("q")
        await to(pilot, "Belly breathing")
        await pilot.press("enter")
        await pilot.pause()
        assert "Sit or lie down. Stop if dizzy." in screen_text(pilot.app)
        await pilot.press("h")
        await pilot.pause()
        assert "Stop if dizzy" not in screen_text(pilot.app)
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Stop if you feel dizzy, tingly or short of breath." in " ".join(screen_text(pilot.app).split())
        await pilot.press("q", "R")
        await pilot.pause()
        assert "Warning signs" in screen_text(pilot.app)


async def test_the_pace_stops_where_a_hold_would_grow_too_long(world: World) -> None:
    hold = Pattern("long", "Long", (Phase("in", 4), Phase("hold", 6.4), Phase("out", 6)))
    stage = Breathing(hold)
    for _ in range(20):
        stage.change_pace(True, 0.0)
    assert max(phase.seconds for phase in stage.frame.cycle) <= 7
    assert stage.pace == 1.05
    for _ in range(20):
        stage.change_pace(False, 0.0)
    assert stage.pace == 0.8
