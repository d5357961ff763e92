"""The page for the practitioner in the app: gone through, chosen from, added to, and written where nothing is yet."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest

from selfcare.core.event import Event
from selfcare.core.report.asked import KEY
from selfcare.core.report.gather import KINDS
from selfcare.errors import UsageError
from selfcare.tui.screens.report import starts
from tests.tui import samples
from tests.tui.fakes import World
from tests.tui.open import opened
from tests.tui.screens import screen_text


@pytest.fixture
def page(world: World) -> World:
    return samples.with_entries(world)


async def test_history_opens_it_and_it_is_gone_through_page_by_page(page: World) -> None:
    async with opened(page) as pilot:
        await pilot.press("3", "r")
        first = screen_text(pilot.app)
        assert "SELFCARE REPORT" in first
        await pilot.press("space")
        second = screen_text(pilot.app)
        assert "SELFCARE REPORT" not in second
        await pilot.press("pageup")
        assert screen_text(pilot.app) == first
        await pilot.press(*["pagedown"] * 9)
        assert "This page cannot say" in screen_text(pilot.app)
        await pilot.press("q")
        assert "History" in screen_text(pilot.app)


@pytest.mark.parametrize("size", [(80, 24), (40, 20)])
async def test_it_says_which_page_that_is_and_how_to_go(page: World, size: tuple[int, int]) -> None:
    async with opened(page, size) as pilot:
        await pilot.press("3", "r")
        seen = []
        while True:
            shown = screen_text(pilot.app)
            seen.append(shown.splitlines())
            assert "q back" in shown and "? help" in shown
            if "space more" not in shown:
                break
            await pilot.press("space")
        count = len(seen)
        assert count > 1
        for number, rows in enumerate(seen, 1):
            assert f"{number} of {count}" in rows[1]
            assert rows[3].strip(), f"page {number} opens with an empty row"
        last = screen_text(pilot.app)
        await pilot.press("space")
        assert screen_text(pilot.app) == last


def test_no_page_opens_with_an_empty_row_and_none_is_empty() -> None:
    told = ["a", "b", "", "c", "d", "", "", "e", "", ""]
    assert starts(told, 2) == [0, 3, 7]
    assert starts(told, 20) == [0]
    assert starts([], 1) == [0]


async def test_a_part_is_left_out_and_put_back(page: World) -> None:
    async with opened(page, (120, 60)) as pilot:
        await pilot.press("3", "r")
        assert "MEDICINES" in screen_text(pilot.app)
        await pilot.press("b", "5")
        shown = screen_text(pilot.app)
        assert "MEDICINES" not in shown
        assert "The patient chose to leave out: medicines." in shown
        await pilot.press("b", "5")
        assert "MEDICINES" in screen_text(pilot.app)


@pytest.mark.parametrize("key", ["5", "escape"])
async def test_coming_back_from_a_choice_the_journal_is_read_once(
    page: World, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    read: list[object] = []
    events = page.journal.events

    def counted(kinds: Collection[str], **how: Any) -> list[Event]:
        if tuple(kinds) == KINDS:
            read.append(kinds)
        return events(kinds, **how)

    async with opened(page, (120, 60)) as pilot:
        await pilot.press("3", "r", "b")
        await pilot.pause()
        monkeypatch.setattr(page.journal, "events", counted)
        await pilot.press(key)
        await pilot.pause()
        assert ("MEDICINES" in screen_text(pilot.app)) == (key == "escape")
        assert len(read) == 1


async def test_questions_are_typed_changed_and_removed(page: World) -> None:
    async with opened(page, (120, 60)) as pilot:
        await pilot.press("3", "r", "a", *"swim?", "enter")
        await pilot.pause()
        assert "1  swim?" in screen_text(pilot.app)
        assert "swim?" in page.journal.kept[KEY]
        await pilot.press("a", "2", *"dive?", "enter")
        await pilot.pause()
        assert "2  dive?" in screen_text(pilot.app)
        await pilot.press("a", "1", *["backspace"] * 5, "enter")
        await pilot.pause()
        assert "1  dive?" in screen_text(pilot.app)
        await pilot.press("m", *"sleep", "enter")
        await pilot.pause()
        assert "matters most today: sleep" in screen_text(pilot.app)
        await pilot.press("l", *"R.K.", "enter")
        await pilot.pause()
        assert "label: R.K." in screen_text(pilot.app)


async def test_it_is_written_to_the_file_that_was_named(page: World) -> None:
    async with opened(page) as pilot:
        await pilot.press("3", "r", "w")
        assert "report-2026-12-03.html" in screen_text(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert list(page.papers.written) == ["report-2026-12-03.html"]
        assert "wrote /home/somebody/report-2026-12-03.html" in screen_text(pilot.app)


async def test_a_file_that_is_there_stays_and_that_is_said(page: World) -> None:
    page.papers.fault = UsageError("page.html is there already; give another name")
    async with opened(page) as pilot:
        await pilot.press("3", "r", "w", "enter")
        await pilot.pause()
        assert "is there already" in screen_text(pilot.app)
        assert not page.papers.written
        await pilot.press("enter")
        assert "SELFCARE REPORT" in screen_text(pilot.app)
        await pilot.press("w", "escape")
        assert not page.papers.written


async def test_the_arrows_choose_the_time_it_is_about(page: World) -> None:
    async with opened(page) as pilot:
        await pilot.press("3", "r")
        assert "as the plan says" in screen_text(pilot.app)
        await pilot.press("right", "right")
        shown = screen_text(pilot.app)
        assert "28 days" in shown
        assert "6 Nov to 3 Dec 2026" in shown
        await pilot.press(*["right"] * 9)
        assert "all" in screen_text(pilot.app).splitlines()[1]
        await pilot.press(*["left"] * 9)
        assert "as the plan says" in screen_text(pilot.app)


@pytest.mark.parametrize("size", [(80, 24), (40, 20), (20, 8), (8, 4), (1, 1)])
async def test_it_can_be_shown_at_any_size(page: World, size: tuple[int, int]) -> None:
    async with opened(page, size) as pilot:
        await pilot.press("3", "r", "space", "b", "escape", "w", "escape")
        assert pilot.app.is_running
