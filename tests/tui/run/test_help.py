"""Help in a run: the keys of the stage that was in hand, and no command that does nothing there."""

from __future__ import annotations

import re

import pytest
from tests.tui.fakes import World
from tests.tui.run.plans import BREATHE, CHECK, EVERYTHING, PAIN, PAIN_STEP, READ, REST, SIT, Person, walk, walking

from selfcare.core.plan import Action, Ask, Breathe
from selfcare.core.question import Field
from selfcare.tui.stages.asking import About, Asking
from selfcare.tui.stages.own_keys import own_keys

EVERYTHING_STEP = Ask("everything")
BREATH = ("faster", "slower", "hide words")


async def helped(person: Person) -> str:
    """What help says, gone through to its end."""
    await person.presses("f1")
    seen = person.sees()
    while "↓↑ more" in person.sees():
        await person.presses("down")
        seen += person.sees()
    await person.presses("escape")
    return seen


@pytest.mark.parametrize("size", [(80, 24), (40, 20)])
@pytest.mark.parametrize(
    ("action", "said", "unsaid"),
    [
        (BREATHE, ("pause", "sound", *BREATH), ("time left", "another time")),
        (SIT, ("pause", "time left"), BREATH),
        (REST, ("pause", "sound"), (*BREATH, "time left")),
        (Breathe("box"), ("gentler",), (*BREATH, "pause")),
        (READ, ("go on",), (*BREATH, "pause", "sound")),
        (CHECK, ("done", "leave this out"), (*BREATH, "pause")),
        (PAIN_STEP, ("0-9", "ten", "← →", "home end", "alt+1", "leave this out"), (*BREATH, "pause", "1 alt+1")),
        (EVERYTHING_STEP, ("mark", "move", "enter", "one back"), (*BREATH, "pause")),
    ],
)
async def test_help_names_the_keys_of_the_stage_and_no_others(
    world: World, size: tuple[int, int], action: Action, said: tuple[str, ...], unsaid: tuple[str, ...]
) -> None:
    async with walking(world, walk(action), size) as person:
        if action == SIT:
            await person.presses("enter")  # the safety line is read
        shown = await helped(person)
        for words in said:
            assert words in shown, words
        for words in unsaid:
            assert not re.search(rf"  {words}(  |$)", shown, re.MULTILINE), words


async def test_in_a_box_letters_are_typed_and_help_names_no_command_by_a_letter(world: World) -> None:
    async with walking(world, walk(EVERYTHING_STEP)) as person:
        while not (isinstance(person.run.stage, Asking) and person.run.stage.field.name == "slept"):
            await person.presses("enter")
        shown = await helped(person)
        assert "What you type is the answer." in shown
        assert "f1" in shown and "? f1" not in shown
        assert "ctrl+n" in shown and "n ctrl+n" not in shown
        assert "eyes closed" not in shown


async def test_with_eyes_closed_help_says_that_any_key_goes_on(world: World) -> None:
    async with walking(world, walk(READ)) as person:
        await person.presses("e")
        assert "any key     go on" in await helped(person)
    async with walking(World(), walk(PAIN_STEP)) as person:
        await person.presses("e")
        shown = await helped(person)
        assert "0-9" in shown and "eyes closed" in shown and "leave this out" in shown
        assert "alt+1" in shown and "1 alt+1" not in shown


@pytest.mark.parametrize("field", [*PAIN.fields.values(), *EVERYTHING.fields.values()], ids=lambda field: field.name)
def test_the_stage_takes_every_key_that_help_says_is_its_own(field: Field) -> None:
    stage = Asking(field, About("A log"))
    told = own_keys(stage)
    assert told
    for name in (name for each in told for name in each.names if not (stage.editor() and name == "enter")):
        assert stage.press(name) is not False, name
