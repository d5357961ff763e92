"""Words said below: at every size, for a few seconds, and over nothing that counts."""

from __future__ import annotations

import pytest
from tests.tui.fakes import World
from tests.tui.run.plans import BREATHE, CHECK, PAIN_STEP, READ, SIT, Person, walk, walking
from tests.tui.screens import SIZES

from selfcare.core.plan import Action


def rows(person: Person) -> list[str]:
    """Every row of the screen."""
    seen = person.sees().splitlines()
    return [*seen, *([""] * (person.app.size.height - len(seen)))]


@pytest.mark.parametrize("size", SIZES)
async def test_what_a_key_did_is_said_at_every_size_and_goes_by_itself(world: World, size: tuple[int, int]) -> None:
    async with walking(world, walk(BREATHE, READ), size) as person:
        for key, words in (
            ("plus", "pace 9.5 s a breath"),
            ("minus", "pace 10 s a breath"),
            ("s", "bells and the breath"),
        ):
            before = rows(person)
            await person.presses(key)
            assert rows(person)[-1].strip() == words
            assert [row for row in rows(person)[-6:-1] if row] == [row for row in before[-6:-1] if row]
            assert "Stop if dizzy" in person.sees()
            assert "space pause" in person.sees()
        await person.waits(7)
        assert "bells" not in person.sees()
        assert "space pause" in person.sees()


async def test_a_pace_at_its_bound_says_so(world: World) -> None:
    async with walking(world, walk(BREATHE, READ), (40, 20)) as person:
        await person.presses(*["plus"] * 12)
        assert "as fast as this goes" in person.sees()
        await person.presses(*["minus"] * 20)
        assert "as slow as this goes" in person.sees()


async def test_it_is_said_also_where_the_words_are_hidden(world: World) -> None:
    async with walking(world, walk(BREATHE, READ)) as person:
        await person.presses("h", "plus")
        assert "pace 9.5 s a breath" in person.sees()
        await person.waits(7)
        assert "pace" not in person.sees()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("step", [BREATHE, SIT, CHECK, PAIN_STEP])
@pytest.mark.parametrize("keys", [(), ("e",)])
async def test_ctrl_c_names_the_key_that_leaves_and_covers_nothing(
    world: World, size: tuple[int, int], step: Action, keys: tuple[str, ...]
) -> None:
    async with walking(world, walk(step, READ), size) as person:
        await person.presses(*keys, *(["enter"] if step is SIT else []))
        before = rows(person)
        await person.presses("ctrl+c")
        after = rows(person)
        assert "ctrl+q leaves selfcare" in person.sees()
        assert "Do you want to quit" not in person.sees()
        assert before[:-1] == after[:-1]
        assert person.app.is_running


async def test_where_time_is_not_shown_the_words_go_as_well(world: World) -> None:
    async with walking(world, walk(CHECK, READ)) as person:
        await person.presses("ctrl+c")
        await person.waits(7)
        assert "ctrl+q" not in person.sees()
        assert "next  something to read" in person.sees()


@pytest.mark.parametrize("keys", [(), ("4",)])
async def test_the_digits_of_a_scale_are_named_on_the_smallest_screen(world: World, keys: tuple[str, ...]) -> None:
    async with walking(world, walk(PAIN_STEP, READ), (40, 20)) as person:
        await person.presses(*keys)
        assert "0-9 or t" in person.sees()
        assert ("enter save" in person.sees()) == bool(keys)


@pytest.mark.parametrize("rows", [4, 8, 11])
async def test_on_the_lowest_screens_the_keys_give_way_to_it(world: World, rows: int) -> None:
    async with walking(world, walk(BREATHE, READ), (40, rows)) as person:
        await person.presses("plus")
        assert "pace 9.5 s a breath" in person.sees()
        await person.waits(7)
        assert "space pause" in person.sees()
