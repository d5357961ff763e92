"""The app around the screens: places, cards, sizes, saving, leaving."""

from __future__ import annotations

import re

import pytest
from textual.command import CommandPalette
from textual.events import Resize
from textual.geometry import Size
from textual.widgets import Input

from selfcare.core.commands import COMMANDS, PLACES, command
from selfcare.errors import StorageError
from selfcare.tui.screens.page import Page
from tests.tui import samples
from tests.tui.fakes import World
from tests.tui.open import app_of, opened
from tests.tui.screens import screen_text


async def test_each_place_has_its_key_and_back_goes_to_today(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        for place in PLACES[1:]:
            await pilot.press(command(place).key.split(",")[0])
            await pilot.pause()
            assert app_of(pilot).current_mode == place
            await pilot.press("q")
            assert app_of(pilot).current_mode == "today"


async def test_alt_and_a_digit_reach_a_place_while_something_is_typed(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        await pilot.press("n", "alt+3")
        await pilot.pause()
        assert app_of(pilot).current_mode == "history"


async def test_the_crisis_card_is_one_key_away_on_every_screen(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        for keys in ([], ["2"], ["3"], ["4"], ["4", "enter"], ["5"], ["question_mark"], ["1", "a"]):
            await pilot.press(*keys, "R")
            await pilot.pause()
            assert "crisis line" in " ".join(screen_text(pilot.app).split()), keys
            await pilot.press("q", "escape", "1")


@pytest.mark.parametrize("keys", [[], ["2"], ["3"], ["4"], ["5"], ["question_mark"], ["R"], ["a"], ["ctrl+p"]])
async def test_ctrl_c_names_the_key_that_leaves_and_covers_nothing(world: World, keys: list[str]) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        before = screen_text(pilot.app).splitlines()
        pilot.app.simulate_key("ctrl+c")
        await pilot.pause()
        await pilot.pause()
        after = screen_text(pilot.app).splitlines()
        assert after[: len(before)] == before
        assert "ctrl+q leaves selfcare" in after[-1]
        assert pilot.app.is_running


async def test_the_numbers_of_a_region_are_on_the_card(world: World) -> None:
    samples.of_the_pictures(world).shelf.said["region"] = "us"
    async with opened(world) as pilot:
        await pilot.press("R")
        shown = screen_text(pilot.app)
        assert "emergency: 911" in shown
        assert "crisis line: 988" in shown


async def test_every_command_of_the_table_has_its_action() -> None:
    from selfcare.tui.app import Selfcare
    from selfcare.tui.screens import history, plans, practice, run, settings, today

    screens = {
        "app": Selfcare,
        "today": today.Today,
        "practice": practice.Practice,
        "history": history.History,
        "plans": plans.Plans,
        "settings": settings.Settings,
        "run": run.Run,
    }
    for each in COMMANDS:
        for where in each.where:
            if where in screens:
                assert hasattr(screens[where], f"action_{each.id.replace('-', '_')}"), (each.id, where)


async def test_another_key_can_be_given_to_a_command(world: World) -> None:
    world.preferences.words["keys"] = "tick=x"
    async with opened(samples.of_the_pictures(world)) as pilot:
        assert "x done" in screen_text(pilot.app)
        await pilot.press("space")
        assert "item.ticked" not in world.journal.kinds[2:]
        await pilot.press("x")
        await pilot.pause()
        assert world.journal.kinds[-1] == "item.ticked"


@pytest.mark.parametrize(
    "size", [(1, 1), (2, 4), (20, 5), (40, 10), (60, 24), (109, 24), (110, 24), (240, 60), (300, 200)]
)
async def test_every_screen_stands_every_size(size: tuple[int, int], world: World) -> None:
    async with opened(samples.of_the_pictures(world), size) as pilot:
        for key in [
            "2",
            "3",
            "4",
            "enter",
            "q",
            "5",
            "1",
            "R",
            "q",
            "question_mark",
            "q",
            "n",
            "escape",
            "a",
            "escape",
            "j",
            "j",
        ]:
            await pilot.press(key)
            await pilot.pause()
        assert pilot.app.is_running


async def test_a_storm_of_resizes_leaves_the_screen_right(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        calm = screen_text(pilot.app)
        for step in range(200):
            size = Size(1 + step * 7 % 150, 1 + step * 5 % 50)
            pilot.app.post_message(Resize(size, size))
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert screen_text(pilot.app) == calm


async def test_a_save_that_failed_stays_in_sight_until_it_succeeds(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        world.journal.fault = StorageError("the disk is full; make room and try again")
        before = list(world.journal.kinds)
        await pilot.press("space")
        await pilot.pause()
        assert "not saved yet: the disk is full; make room and try again" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert "not saved yet" in screen_text(pilot.app)
        assert world.journal.kinds == before
        world.journal.fault = None
        await pilot.press("enter")
        await pilot.pause()
        assert "not saved" not in screen_text(pilot.app)
        assert world.journal.kinds == [*before, "item.ticked"]


async def test_what_could_not_be_saved_is_saved_with_the_next(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        world.journal.fault = StorageError("the disk is full")
        await pilot.press("space", "escape")
        world.journal.fault = None
        await pilot.press("j", "space")
        await pilot.pause()
        assert world.journal.kinds[-2:] == ["item.ticked", "item.ticked"]


async def test_leaving_with_something_unsaved_says_so_once(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        world.journal.fault = StorageError("the disk is full")
        await pilot.press("space", "escape", "ctrl+q")
        await pilot.pause()
        assert "not saved yet" in screen_text(pilot.app)
        assert pilot.app.is_running
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert pilot.app.return_code == StorageError.exit_code


async def test_what_is_half_done_is_kept_when_the_app_is_told_to_end(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        page = pilot.app.screen
        assert isinstance(page, Page)
        page.drafts = lambda: {"run:1": "half a word"}  # type: ignore[method-assign]
        app_of(pilot).end(143)
        await pilot.pause()
        await pilot.pause()
        assert world.journal.kept == {"run:1": "half a word"}
        assert pilot.app.return_code == 143


async def test_the_minute_changes_the_picture_and_nothing_between_does(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        world.clock.advance(60)
        await pilot.pause()
        assert "1 h 48 min" in screen_text(pilot.app)
        app_of(pilot).on_minute()
        await pilot.pause()
        assert "1 h 47 min" in screen_text(pilot.app)
        assert "10:43" in screen_text(pilot.app)


async def test_the_picture_of_today_is_handed_to_the_next_start(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        await app_of(pilot).action_quit()
        app_of(pilot).finish()
        shown = screen_text(pilot.app).rstrip("\n").split("\n")
    picture = [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in world.glance.picture]
    assert picture[: len(shown)] == shown


async def test_a_typed_line_has_an_end(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        await pilot.press("n")
        assert pilot.app.screen.query_one(Input).max_length == 500


async def test_without_colour_the_current_place_is_in_reverse(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(samples.of_the_pictures(world)) as pilot:
        assert "╌╌╌" in screen_text(pilot.app)
        strips = pilot.app.screen.query_one("Canvas").render_lines(pilot.app.screen.region)
        styles = [segment.style for strip in strips for segment in strip if segment.style]
        assert all(style.color is None or style.color.is_default for style in styles)
        assert any(style.reverse for style in styles)


async def test_a_command_can_be_looked_for_again_before_the_last_search_is_gone(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        app = app_of(pilot)
        app.action_palette()
        await pilot.pause()
        leaving = app.pop_screen()
        app.action_palette()
        await leaving
        await pilot.pause()
        assert isinstance(app.screen, CommandPalette)
