"""A card with a choice: however many there are and however low the screen, each can be seen and taken."""

from __future__ import annotations

import pytest

from selfcare.tui.screens.sheet import Pick
from tests.tui import samples
from tests.tui.fakes import World
from tests.tui.open import opened
from tests.tui.screens import screen_text

OPTIONS = {f"word-{number}": f"Choice {number}." for number in range(1, 23)}
LOW = [(80, 24), (40, 20), (20, 5)]


@pytest.mark.parametrize("size", LOW)
async def test_the_option_in_focus_is_in_sight_all_the_way_down_and_up(world: World, size: tuple[int, int]) -> None:
    async with opened(samples.of_the_pictures(world), size) as pilot:
        pilot.app.push_screen(Pick(world.env, "Which one?", OPTIONS))
        await pilot.pause()
        for key, numbers in (("j", range(1, 23)), ("k", range(22, 0, -1))):
            for number in numbers:
                shown = screen_text(pilot.app)
                focused = next(row for row in shown.splitlines() if "▎" in row and "Choice" in row)
                assert f"Choice {number}." in focused
                assert "Which one?" in shown
                assert ("more below" in shown) == ("Choice 22." not in shown)
                await pilot.press(key)
                await pilot.pause()


@pytest.mark.parametrize("size", LOW)
async def test_the_last_of_many_is_taken_by_keyboard_and_by_mouse(world: World, size: tuple[int, int]) -> None:
    taken: list[str | None] = []
    async with opened(samples.of_the_pictures(world), size) as pilot:
        pilot.app.push_screen(Pick(world.env, "Which one?", OPTIONS), taken.append)
        await pilot.press(*["j"] * 25, "enter")
        await pilot.pause()
        pilot.app.push_screen(Pick(world.env, "Which one?", OPTIONS), taken.append)
        await pilot.pause()
        while "Choice 22." not in screen_text(pilot.app):
            await pilot.click(offset=place_of(screen_text(pilot.app), "more below"))
            await pilot.pause()
        await pilot.click(offset=place_of(screen_text(pilot.app), "Choice 22."))
        await pilot.pause()
    assert taken == ["word-22", "word-22"]


async def test_a_short_list_stands_whole_and_says_nothing_of_more(world: World) -> None:
    async with opened(samples.of_the_pictures(world)) as pilot:
        pilot.app.push_screen(Pick(world.env, "Which one?", dict(list(OPTIONS.items())[:9])))
        await pilot.pause()
        shown = screen_text(pilot.app)
        assert all(f"{number}  Choice {number}." in shown for number in range(1, 10))
        assert "more below" not in shown


HINT = "what needs attention and the small print always stay"


@pytest.mark.parametrize(("size", "count"), [((80, 24), 7), ((40, 20), 7), ((40, 20), 13)])
async def test_the_line_above_the_list_is_told_whole_where_there_is_room(
    world: World, size: tuple[int, int], count: int
) -> None:
    options = dict(list(OPTIONS.items())[:count])
    async with opened(samples.of_the_pictures(world), size) as pilot:
        pilot.app.push_screen(Pick(world.env, "Which one?", options, hint=HINT))
        await pilot.pause()
        shown = screen_text(pilot.app)
        assert HINT in " ".join(shown.split())
        assert all(f"Choice {number}." in shown for number in range(1, count + 1))
        assert "more below" not in shown


def place_of(shown: str, words: str) -> tuple[int, int]:
    """Where these words stand, as column and row."""
    y, row = next((y, row) for y, row in enumerate(shown.splitlines()) if words in row)
    return row.index(words), y


@pytest.mark.parametrize("terminal", [{}, {"NO_COLOR": "1"}, {"TERM": "linux", "COLORTERM": ""}])
async def test_the_page_behind_a_card_stays_in_sight(
    world: World, monkeypatch: pytest.MonkeyPatch, terminal: dict[str, str]
) -> None:
    for name, value in terminal.items():
        monkeypatch.setenv(name, value)
    async with opened(samples.of_the_pictures(world)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        before = screen_text(pilot.app).splitlines()
        await pilot.press("enter")
        await pilot.pause()
        assert "esc back" in screen_text(pilot.app)
        assert screen_text(pilot.app).splitlines()[:14] == before[:14]
