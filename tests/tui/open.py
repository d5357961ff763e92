"""Opening the app on a world, with everything on that a person would see."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from selfcare.core.start import Walk
from selfcare.tui.app import Selfcare
from tests.tui.fakes import World


@asynccontextmanager
async def opened(
    world: World, size: tuple[int, int] = (80, 24), start: Walk | None = None
) -> AsyncIterator[Pilot[None]]:
    """The app at Today (or a walk), painted once.

    Toasts and tooltips are shown: hidden ones would hide their crashes.
    """
    app = Selfcare(world.env, start)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        yield pilot
    app.saver.finish()


def app_of(pilot: Pilot[None]) -> Selfcare:
    """The app, with its own type."""
    assert isinstance(pilot.app, Selfcare)
    return pilot.app
