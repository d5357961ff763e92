"""What keeps a person safe on the way: cautions before holds, warning signs and the standing caution a key away."""

from __future__ import annotations

import pytest
from tests.tui.fakes import MORNING, World
from tests.tui.run.plans import BREATHE, EVERY_KIND, READ, SLOW, plan, walk, walking

from selfcare import planfile
from selfcare.core import cautions
from selfcare.core import walk as walk_through
from selfcare.core.breath import Phase, Ramp
from selfcare.core.frozen import replace
from selfcare.core.plan import Action, Ask, Breathe
from selfcare.core.question import Value
from selfcare.core.start import Walk
from selfcare.core.walk import Begun
from selfcare.tui.stages.asking import Asking
from selfcare.tui.stages.breathing import Breathing
from selfcare.tui.stages.cards import Cautions, Instead
from selfcare.tui.stages.choose import Means, gentler, stages
from selfcare.tui.stages.stage import Stage

BOX_STEP = Breathe("box")
PATTERNS = planfile.built_in_patterns()


def flagged(*actions: Action) -> Walk:
    """A walk through a plan that nobody follows and that shows a warning sign."""
    made = replace(plan(*actions), shown_warnings=("chest",))
    return Walk(made, made.routines["arrive"])


@pytest.mark.parametrize("action", EVERY_KIND, ids=lambda action: type(action).__name__)
async def test_warning_signs_of_the_plan_are_a_key_away_at_every_step(world: World, action: Action) -> None:
    async with walking(world, flagged(action, READ), (40, 20)) as person:
        await person.presses("R")
        assert "Warning signs" in person.sees()
        assert "Chest pain that does not go away" in " ".join(person.sees().split())
        await person.presses("q")
        assert "Warning signs" not in person.sees()


async def test_in_a_box_to_type_in_alt_brings_them_and_the_letter_is_a_letter(world: World) -> None:
    async with walking(world, flagged(Ask("everything"))) as person:
        await person.presses("enter", "enter", "enter", "n", "enter", "enter", "R")
        assert "What is on your mind?" in person.sees()
        await person.presses("alt+r")
        assert "Chest pain that does not go away" in " ".join(person.sees().split())
        await person.presses("q")
        assert isinstance(person.run.stage, Asking)
        assert person.run.stage.half_given() == "R"


async def test_a_breath_that_comes_to_holds_later_has_the_cautions_before_it(world: World) -> None:
    start = walk(BREATHE, READ)
    slowly = replace(
        SLOW,
        cycle=(*SLOW.cycle, Phase("rest", 0)),
        ramp=Ramp((*SLOW.cycle, Phase("rest", 2)), 60),
    )
    made = replace(start.plan, patterns={**start.plan.patterns, "long-exhale": slowly})
    async with walking(world, Walk(made, made.routines["arrive"])) as person:
        assert isinstance(person.run.stage, Cautions)


async def test_the_cautions_stand_before_holds_that_are_gone_on_with(world: World) -> None:
    async with walking(world, walk(BOX_STEP, READ)) as person:
        await person.presses("enter", "enter")
        await person.waits(5)
        assert isinstance(person.run.stage, Breathing)
        await person.presses("q")
    [started] = world.journal.events(("run.started",))
    made = plan(BOX_STEP, READ)
    world.shelf.used = [made]
    async with walking(world, Walk(made, made.routines["arrive"], run=started.id)) as person:
        await person.presses("enter")  # go on at 0:05
        assert isinstance(person.run.stage, Cautions)
        await person.presses("enter", "enter")
        assert isinstance(person.run.stage, Breathing)
        assert person.run.stage.elapsed(world.clock.monotonic()) == pytest.approx(5, abs=1)


@pytest.mark.parametrize("size", [(80, 24), (40, 20)])
@pytest.mark.parametrize("keys", [(), ("h",)], ids=["shown", "hidden"])
async def test_when_to_stop_is_a_key_away_while_breathing(
    world: World, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with walking(world, walk(Breathe("long-exhale", 180.0, say="Slowly now."), READ), size) as person:
        await person.presses(*keys, "question_mark")
        assert "Stop if you feel dizzy, tingly or short of breath." in " ".join(person.sees().split())
        assert "pause" in person.sees() or "Stop the clock" in person.sees()


def first_stage(name: str, said: dict[str, Value]) -> Stage:
    """What a step of this pattern of the library begins with."""
    made = replace(plan(Breathe(name)), patterns=PATTERNS)
    state = walk_through.step(walk_through.begin(made, made.routines["arrive"], MORNING), Begun())
    return stages(state, Means(said, PATTERNS))[0]


@pytest.mark.parametrize("name", PATTERNS)
def test_a_step_begins_with_the_gentler_one_or_the_cautions_where_either_is_due(name: str) -> None:
    pattern = PATTERNS[name]
    for tag in cautions.TEXTS:
        expected = Instead if tag in pattern.unsafe_for else Cautions if cautions.has_holds(pattern) else Breathing
        assert isinstance(first_stage(name, {tag: True}), expected), tag
    assert isinstance(first_stage(name, {}), Cautions if cautions.has_holds(pattern) else Breathing)


async def test_help_says_nothing_of_breath_where_nobody_breathes(world: World) -> None:
    async with walking(world, walk(READ, BREATHE)) as person:
        await person.presses("question_mark")
        assert "dizzy" not in person.sees()


@pytest.mark.parametrize("said", [{}, {"heart": True}], ids=["asked for", "said in Settings"])
def test_something_gentler_lasts_as_long_as_the_rounds_that_were_asked_for(said: dict[str, Value]) -> None:
    made = replace(plan(Breathe("4-7-8", rounds=3)), patterns=PATTERNS)
    state = walk_through.step(walk_through.begin(made, made.routines["arrive"], MORNING), Begun())
    means = Means(said, PATTERNS)
    stage = stages(state, means)[-1] if said else gentler(state, means)
    assert isinstance(stage, Breathing)
    assert stage.title != PATTERNS["4-7-8"].title
    assert stage.script.total == pytest.approx(3 * 19, abs=5)
