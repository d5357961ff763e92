"""The app around the screens."""

from __future__ import annotations

from selfcare.core.plan import Plan
from selfcare.tui.app import Selfcare
from tests.tui.fakes import World
from tests.tui.screens import screen_text


async def test_the_app_opens_at_today(world: World) -> None:
    world.shelf.used.append(Plan("calm", "Calm"))
    app = Selfcare(world.env)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "1 Today" in screen_text(app)
        await pilot.press("R")
        assert "Call your crisis line" in " ".join(screen_text(app).split())
        await pilot.press("q", "question_mark")
        assert "Mark the row as done." in screen_text(app)
