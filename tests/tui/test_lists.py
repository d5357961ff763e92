"""Lists longer than the screen: what is in sight, and that more follows."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from selfcare.tui.screens.listpage import Sight, in_sight
from tests.tui import samples
from tests.tui.fakes import World
from tests.tui.open import opened
from tests.tui.screens import screen_text


def sight(heights: Sequence[int], at: int, top: int, room: int) -> Sight:
    return in_sight(heights, at, top, room, [True] * len(heights))


def test_the_last_row_says_how_many_items_follow_where_some_do() -> None:
    assert sight([1] * 10, 0, 0, 10) == Sight(0, 10)
    assert sight([1] * 10, 0, 0, 6) == Sight(0, 5, 5)
    assert sight([1] * 10, 5, 0, 6) == Sight(1, 6, 4)
    assert sight([1] * 10, 9, 0, 6) == Sight(4, 10)
    assert in_sight([1, 1, 1, 1], 1, 0, 3, [True, True, True, False]) == Sight(0, 2, 1)


def test_an_item_that_needs_every_row_has_them() -> None:
    assert sight([4, 1, 1], 0, 0, 4) == Sight(0, 3)
    assert sight([], 0, 0, -1) == Sight(0, 0)


@given(st.lists(st.integers(1, 5), max_size=20), st.data())
def test_what_is_in_focus_is_in_sight_and_nothing_is_both_shown_and_counted(
    heights: list[int], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, max(0, len(heights) - 1)))
    room = data.draw(st.integers(-1, 30))
    seen = sight(heights, at, data.draw(st.integers(0, 20)), room)
    if heights and heights[at] <= room:
        assert seen.top <= at < seen.end
        assert sum(heights[seen.top : at + 1]) <= room - bool(seen.more)
    if seen.more:
        assert seen.end + seen.more == len(heights)
        assert sum(heights[seen.top : seen.end]) < room


async def test_practice_counts_what_follows_and_today_does_not(world: World) -> None:
    async with opened(samples.practised(world), (80, 24)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        assert " more below" in screen_text(pilot.app)
    world.shelf.used[:] = [samples.long(samples.PREP)]
    async with opened(world, (80, 24)) as pilot:
        rows = screen_text(pilot.app).splitlines()
        assert "     more below" in rows
