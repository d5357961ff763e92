"""The last step of a run ends by itself or is left out while the disk is slow: the run ends once, and the app stays."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from threading import Event as Gate

import pytest
from textual.pilot import Pilot

from selfcare.core.event import Event
from selfcare.core.frozen import replace
from selfcare.core.plan import Breathe
from selfcare.core.start import Walk, alone
from selfcare.tui.screens.practice import Practice
from selfcare.tui.screens.run import Run
from selfcare.tui.stages.cards import Ending
from selfcare.tui.stages.summary import ending
from tests.tui.fakes import FakeJournal, World
from tests.tui.open import app_of, opened
from tests.tui.run.plans import REST, SIT, SLOW, plan, walk
from tests.tui.screens import screen_text

SHORT_SIT = replace(SIT, seconds=20.0)
KINDS = {
    "breathe": walk(Breathe("long-exhale", 20.0)),
    "meditate": walk(SHORT_SIT),
    "rest": walk(REST),
    "breathe-alone": alone(replace(plan(), id=""), Breathe("long-exhale", 20.0), SLOW.title),
    "meditate-alone": alone(replace(plan(), id=""), SHORT_SIT, "Breath"),
}


@dataclass
class SlowJournal(FakeJournal):
    """Takes as long as it is told to."""

    gate: Gate = field(default_factory=Gate)

    def append(self, *events: Event) -> None:
        assert self.gate.wait(10)
        super().append(*events)


@pytest.fixture
def endings(monkeypatch: pytest.MonkeyPatch) -> list[Ending]:
    """Every last card that was made."""
    made: list[Ending] = []

    def noted(*about: object, **more: object) -> Ending:
        made.append(ending(*about, **more))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr("selfcare.tui.screens.run.ending", noted)
    return made


async def passes(world: World, pilot: Pilot[None], seconds: float) -> None:
    """The clock moves by tenths of a second; the screen ticks by itself, and is asked as well."""
    for _ in range(round(seconds * 10)):
        world.clock.advance(0.1)
        if isinstance(pilot.app.screen, Run):
            pilot.app.screen.tick()
        await yielded()


async def yielded() -> None:
    """The loop has gone round; waiting for the screen would be waiting for the save that holds it up."""
    for _ in range(5):
        await asyncio.sleep(0)


@pytest.mark.parametrize("end", ["ran out", "left out"])
@pytest.mark.parametrize("kind", KINDS)
async def test_a_run_whose_last_step_is_saved_slowly_ends_once_and_goes_back_where_it_began(
    world: World, endings: list[Ending], kind: str, end: str
) -> None:
    assert Run.SELF_TICKING
    world.journal = journal = SlowJournal()
    journal.gate.set()
    start: Walk = KINDS[kind]
    async with opened(world) as pilot:
        app = app_of(pilot)
        await app.go("practice")
        await app.start_walk(start)
        await pilot.pause()
        if kind.startswith("meditate"):
            await pilot.press("enter")  # the safety line of sittings
        await passes(world, pilot, 18.5)
        journal.gate.clear()
        if end == "left out":
            app.simulate_key("n")
            await yielded()
        await passes(world, pilot, 14)
        assert not endings
        journal.gate.set()
        for _ in range(20):
            await pilot.pause()
        assert len(endings) == 1
        assert "Done" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Practice)
        assert app.is_running
    assert len(set(journal.kinds)) == len(journal.kinds), journal.kinds
    assert {"session.recorded", "step.done", "step.skipped"} & set(journal.kinds)
