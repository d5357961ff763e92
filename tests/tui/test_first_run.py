"""From a fresh install to the first useful rule on screen."""

from __future__ import annotations

import pytest

from selfcare.core import ledger
from selfcare.core.frozen import replace
from selfcare.core.mark import Mark
from selfcare.errors import NotFoundError
from tests.tui import samples
from tests.tui.fakes import MORNING, World
from tests.tui.open import opened
from tests.tui.run.plans import BREATHE, CHECK, READ, SLOW, walk, walking
from tests.tui.screens import screen_text


async def test_a_time_is_all_it_takes_to_see_the_clock(world: World) -> None:
    async with opened(samples.fill(world)) as pilot:
        await pilot.press("1", *"14:30", "enter")
        await pilot.pause()
        await pilot.pause()
        assert "Last coffee or tea in 1 h 48 min" in screen_text(pilot.app)
        assert "◆ 14:30" in screen_text(pilot.app)
        assert world.journal.kinds == ["appointment.made"]


@pytest.mark.parametrize("typed", ["tomorrow-ish", "25:00", "14", ""])
async def test_a_time_that_is_none_is_asked_for_again(typed: str, world: World) -> None:
    async with opened(samples.fill(world)) as pilot:
        await pilot.press("1", *typed, "enter")
        await pilot.pause()
        assert "When is your appointment?" in screen_text(pilot.app)
        assert world.journal.kinds == []


async def test_a_daily_routine_is_taken_into_use(world: World) -> None:
    async with opened(samples.fill(world)) as pilot:
        await pilot.press("j", "enter")
        await pilot.pause()
        await pilot.pause()
        assert [plan.id for plan in world.shelf.used] == ["daily-stress"]
        assert "1 Today" in screen_text(pilot.app)


async def test_somebody_who_writes_plans_is_shown_how_to_begin(world: World) -> None:
    async with opened(samples.fill(world)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert 'avoid = "Coffee, tea, cola and energy drinks"' in screen_text(pilot.app)
        await pilot.press(*["j"] * 20)
        await pilot.pause()
        assert "selfcare plan check my-plan.toml" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert "I have an appointment" in screen_text(pilot.app)


async def test_a_choice_can_be_clicked(world: World) -> None:
    async with opened(samples.fill(world)) as pilot:
        await pilot.click(offset=(20, 9))
        await pilot.pause()
        assert "When is your appointment?" in screen_text(pilot.app)


async def test_a_library_without_the_plan_says_so(world: World) -> None:
    async with opened(world) as pilot:
        await pilot.press("2")
        await pilot.pause()
        await pilot.pause()
        with pytest.raises(NotFoundError):
            world.shelf.open("daily-stress")
        assert "there is no plan" in screen_text(pilot.app)


@pytest.mark.parametrize("is_known", [True, False])
async def test_who_walked_through_a_plan_without_following_it_comes_to_what_was_left(
    world: World, is_known: bool
) -> None:
    start = walk(CHECK, READ)
    async with walking(world, start) as person:
        await person.presses("enter", "q")
    world.shelf.used, world.shelf.kept = [], [start.plan] if is_known else []
    async with opened(world) as pilot:
        assert ("Go on with “Arrive calmly”" in screen_text(pilot.app)) == is_known
        if is_known:
            await pilot.press("enter")
            await pilot.pause()
            await pilot.pause()
            assert "what would you like help with" in " ".join(screen_text(pilot.app).split())


async def test_what_was_left_of_a_walk_that_cannot_be_opened_any_more_can_be_counted_or_let_go(world: World) -> None:
    start = walk(BREATHE, READ)
    async with walking(world, start) as person:
        await person.waits(70)
        assert world.marks.held is not None
        mark, rows = replace(world.marks.held), dict(world.journal.rows)
        person.app.exit()
    world.journal.rows, world.marks.held, world.marks.kept = rows, None, [mark]
    world.shelf.used = world.shelf.kept = []
    world.shelf.breaths = {"long-exhale": SLOW}
    async with opened(world) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        seen = screen_text(pilot.app)
        assert "count what was done" in seen and "let it go" in seen and "go on at" not in seen
        await pilot.press("1")
        await pilot.pause()
        await pilot.pause()
    (session,) = ledger.sessions(world.journal.rows.values())
    assert (session.seconds, session.path) == (70, "breath.long-exhale")


async def test_who_only_practised_and_was_interrupted_comes_to_what_was_left(world: World) -> None:
    world.marks.kept = [Mark("Box", MORNING, "breath.box", 120, elapsed=70)]
    async with opened(world) as pilot:
        assert "Go on with “Box” at 1:10" in screen_text(pilot.app)
