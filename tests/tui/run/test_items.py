"""From a row of Today through its walk and back: what was gone through is done, and only that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from tests.tui.fakes import World
from tests.tui.open import app_of, opened
from tests.tui.run.plans import Person

from selfcare import planfile
from selfcare.core import acts
from selfcare.core.agenda import read
from selfcare.core.frozen import replace
from selfcare.core.line import Line
from selfcare.core.plan import Breathe, Checklist, Item, Meditate, Plan
from selfcare.tui.screens.run import Run
from selfcare.tui.screens.today import Today
from selfcare.tui.stages.asking import Asking
from selfcare.tui.stages.pads import BodyPad, ChoicePad, ScalePad
from selfcare.tui.stages.stage import Stage
from selfcare.tui.stages.timed import Timed

SHIPPED = planfile.load(planfile.closure_of_shipped("acupuncture-prep").files)
PRACTICES = {
    "breath": Item("breath", Breathe("long-exhale", seconds=60)),
    "sitting": Item("sitting", Meditate("silence", seconds=60)),
}
VISIT = "checklist.prep"


def prepared(world: World, plan: Plan = SHIPPED, hours: float = 0.2) -> World:
    """The plan in use, and a visit in so many hours."""
    world.shelf.used.append(plan)
    world.journal.append(acts.make_appointment(world.clock.now() + timedelta(hours=hours), acts.stamp(world.env)))
    return world


def line(world: World, path: str) -> Line:
    return next(each for each in read(world.env).lines if each.path == path)


async def starts(person: Person, path: str) -> None:
    """Go to the row, and press enter."""
    today = person.app.screen
    assert isinstance(today, Today)
    while (at := today.line()) is None or at.path != path:
        before = at
        await person.presses("down")
        assert today.line() is not before, f"{path} is not on Today"
    await person.presses("enter")
    assert isinstance(person.app.screen, Run)


def answer(stage: Stage) -> Sequence[str]:
    """Keys that put this stage behind."""
    match stage:
        case Asking(pad=ScalePad()):
            return ("4", "enter")
        case Asking(pad=ChoicePad() | BodyPad()):
            return ("1", "enter")
        case Asking():
            return ("x", "enter")
        case _:
            return ("enter",)


async def walks(person: Person) -> None:
    """To the end, and back on Today."""
    for _ in range(400):
        screen = person.app.screen
        if not isinstance(screen, Run):
            return
        if isinstance(screen.stage, Timed):
            await person.waits(5)
        else:
            await person.presses(*answer(screen.stage))
    raise AssertionError("it does not end")


@pytest.mark.parametrize("item", ["settle", "scores", "safety-list", "goal"])
async def test_an_item_that_was_gone_through_is_done(world: World, item: str) -> None:
    path = f"{VISIT}.{item}"
    async with opened(prepared(world, hours=0.2 if item in ("settle", "scores") else 20), (80, 40)) as pilot:
        person = Person(world, app_of(pilot), pilot)
        assert line(world, path).state == "open"
        await starts(person, path)
        await walks(person)
        assert isinstance(app_of(pilot).screen, Today)
    assert line(world, path).state == "done"
    assert [event.path for event in world.journal.events(("item.ticked",))] == [path]


@pytest.mark.parametrize("item", PRACTICES)
async def test_a_practice_on_the_list_is_done_by_practising(world: World, item: str) -> None:
    listed = replace(SHIPPED, checklists={"prep": Checklist("prep", "Before the visit", PRACTICES)})
    async with opened(prepared(world, listed)) as pilot:
        person = Person(world, app_of(pilot), pilot)
        await starts(person, f"{VISIT}.{item}")
        await walks(person)
    assert line(world, f"{VISIT}.{item}").state == "done"
    assert len(world.journal.events(("session.recorded",))) == 1


async def test_the_same_scores_before_and_after_a_visit_are_two_things(world: World) -> None:
    async with opened(prepared(world), (80, 40)) as pilot:
        person = Person(world, app_of(pilot), pilot)
        await starts(person, f"{VISIT}.scores")
        await walks(person)
    world.clock.advance(3 * 3600)
    assert line(world, "checklist.after.scores").state != "done"


async def test_an_item_that_was_left_half_way_is_open_and_gone_on_with(world: World) -> None:
    async with opened(prepared(world), (80, 40)) as pilot:
        person = Person(world, app_of(pilot), pilot)
        await starts(person, f"{VISIT}.settle")
        assert "Longer out-breath" in person.sees()
        await person.waits(42)
        await person.presses("q")
        assert line(world, f"{VISIT}.settle").state == "open"
        assert "Go on with" in person.sees()
        await person.presses(*["up"] * 30, "enter")
        await walks(person)
    assert line(world, f"{VISIT}.settle").state == "done"
