"""The preview of a plan: what a save changes, what stays, and the hours to walk. Files and clock are the tests' own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from selfcare import planfile
from selfcare.cli.author.pretend import OneShelf, TravellingClock, world
from selfcare.cli.author.source import FileSource
from selfcare.core.agenda import read
from selfcare.core.preview import DOUBTFUL, STILL, Reading, Stretch
from selfcare.tui.preview import Preview
from selfcare.tui.preview_side import Side
from tests.tui.fakes import MORNING
from tests.tui.screens import SIZES, Golden, screen_text

VISIT = MORNING.replace(hour=14, minute=30)
SAVED = datetime(2026, 12, 3, 18, 2, tzinfo=MORNING.tzinfo)

PLAN = """selfcare = 1

[plan]
title   = "Before the visit"
version = "1"

[appointment]
title = "Acupuncture"

[checklist.prep.coffee]
avoid = "Coffee and cola"
from  = "2h before"
why   = "It can make you tense."

[checklist.prep.meal]
check = "A light meal"
from  = "3h before"
until = "1h before"

[checklist.prep.rest]
check = "Rest a while"
from  = "1h after"
until = "3h after"
"""
BROKEN = PLAN.replace("avoid =", "avodi =")


@dataclass
class Disk:
    """A file that is in memory: `FileSource` reads it from a folder of the test, but is told when it changed."""

    source: FileSource
    path: Path
    name: str = "my-plan.toml"
    version: int = 0
    empty: bool = False
    gone: bool = False
    taken: list[str] = field(default_factory=list)

    def stamp(self) -> object:
        return None if self.gone else self.version

    def is_empty(self) -> bool:
        return self.empty

    def read(self) -> Reading:
        reading = self.source.read()
        return Reading(reading.findings, SAVED + timedelta(minutes=self.version), reading.title, reading.nothing)

    def take(self) -> None:
        self.source.take()

    def save(self, text: str) -> None:
        self.path.write_text(text, encoding="utf-8")
        self.version += 1


@dataclass
class Desk:
    """The preview on a disk."""

    disk: Disk
    clock: TravellingClock
    shelf: OneShelf
    app: Preview
    pilot: Pilot[None]

    async def save(self, text: str) -> str:
        """Save, and let the file be looked at; the screen."""
        self.disk.save(text)
        return await self.look()

    async def look(self, times: int = STILL) -> str:
        """The screen after so many looks."""
        for _ in range(times):
            await self.app.look()
        await self.pilot.pause()
        return screen_text(self.app)

    @property
    def states(self) -> dict[str, str]:
        return {line.path: line.state for line in read(self.app.env).lines}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Diagnostics name the file as it was named, whatever the folder of the test is called."""
    monkeypatch.chdir(tmp_path)


@asynccontextmanager
async def preview(folder: Path, text: str = PLAN, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Desk]:
    """A preview four hours before a visit; nothing looks at the file but the test."""
    path = folder / "my-plan.toml"
    path.write_text(text, encoding="utf-8")
    stretch = Stretch.around(VISIT)
    clock = TravellingClock(VISIT - timedelta(hours=4), lambda: 0.0)
    env, shelf = world(clock, stretch)
    env.preferences.set("theme", "dark")
    env.preferences.set("glyphs", "full")
    env.preferences.set("hours", "24")

    def take(checked: object) -> None:
        assert hasattr(checked, "closure")
        assert hasattr(checked, "plan")
        shelf.take(checked.closure, checked.plan)

    disk = Disk(FileSource(Path(path.name), MORNING.tzinfo, take), path)
    app = Preview(env, clock, disk, stretch, is_watching=False)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        yield Desk(disk, clock, shelf, app, pilot)
    app.saver.finish()


async def test_a_save_changes_the_plan_and_its_problems(tmp_path: Path) -> None:
    async with preview(tmp_path) as desk:
        assert "A light meal" in screen_text(desk.app)
        assert "no problems" in screen_text(desk.app)
        shown = await desk.save(PLAN.replace("A light meal", "A bowl of soup"))
        assert "A bowl of soup" in shown
        assert "A light meal" not in shown
        assert "saved at 18:03:00" in shown


async def test_a_broken_save_leaves_the_last_good_version_and_says_so(tmp_path: Path) -> None:
    async with preview(tmp_path) as desk:
        shown = await desk.save(BROKEN.replace("A light meal", "Something else"))
        assert "A light meal" in shown
        assert "Something else" not in shown
        assert "shown: the version saved at 18:02:00" in shown
        count = desk.app.reading.count("error")
        assert count
        assert f"{count} error" in shown
        assert desk.app.reading.findings[0].message[:12] in shown
        shown = await desk.save(PLAN.replace("A light meal", "Something else"))
        assert "Something else" in shown
        assert "no problems" in shown


async def test_the_words_are_those_of_plan_check(tmp_path: Path) -> None:
    async with preview(tmp_path) as desk:
        await desk.save(BROKEN)
        checked = planfile.check("my-plan.toml")
        said = planfile.as_text(checked.problems, checked.texts)
        assert all(finding.whole in said for finding in desk.app.reading.findings)
        await desk.pilot.press("f6", "enter")
        await desk.pilot.pause()
        assert "avodi = " in screen_text(desk.app)
        assert "^^^^^" in screen_text(desk.app)
        await desk.pilot.press("enter")
        await desk.pilot.pause()
        assert "^^^^^" not in screen_text(desk.app)


async def test_a_file_is_read_once_whoever_writes_it_is_done(tmp_path: Path) -> None:
    async with preview(tmp_path) as desk:
        desk.disk.save("")
        desk.disk.empty = True
        assert "no problems" in await desk.look(DOUBTFUL - 1)
        desk.disk.empty = False
        desk.disk.save(PLAN.replace("A light meal", "Soup"))
        assert "Soup" not in await desk.look(1)
        shown = await desk.look(1)
        assert "Soup" in shown
        assert "no problems" in shown


async def test_a_file_that_is_gone_is_told_and_one_that_comes_back_is_shown(tmp_path: Path) -> None:
    async with preview(tmp_path) as desk:
        desk.disk.gone = True
        assert "gone" not in await desk.look(DOUBTFUL - 1)
        shown = await desk.look(1)
        assert "file is gone since" in shown
        assert "A light meal" in shown
        desk.disk.gone = False
        assert "gone" not in await desk.save(PLAN)


async def test_a_reading_of_what_was_written_again_meanwhile_is_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with preview(tmp_path) as desk:
        desk.disk.save(PLAN.replace("A light meal", "Half a word"))
        whole = desk.disk.read

        def slow() -> Reading:
            reading = whole()
            desk.disk.version += 1
            return reading

        monkeypatch.setattr(desk.disk, "read", slow)
        assert "Half a word" not in await desk.look()
        monkeypatch.setattr(desk.disk, "read", whole)
        assert "Half a word" in await desk.look()


async def test_what_is_wrong_from_the_start_opens_once_it_is_right(tmp_path: Path) -> None:
    async with preview(tmp_path, BROKEN) as desk:
        shown = screen_text(desk.app)
        assert "There is no plan to show yet" in shown
        assert "A light meal" in await desk.save(PLAN)


async def test_focus_place_and_answers_outlive_a_save(tmp_path: Path) -> None:
    async with preview(tmp_path) as desk:
        await desk.pilot.press("right_curly_bracket", "space", "f6")
        await desk.pilot.pause()
        assert desk.states["checklist.prep.meal"] == "done"
        await desk.save(BROKEN)
        assert isinstance(desk.app.focused, Side)
        await desk.save(PLAN.replace("A light meal", "Soup"))
        assert isinstance(desk.app.focused, Side)
        assert desk.states["checklist.prep.meal"] == "done"


async def test_the_hours_open_and_close_a_step_to_the_second(tmp_path: Path) -> None:
    async with preview(tmp_path) as desk:
        meal = "checklist.prep.meal"
        assert desk.states[meal] == "upcoming"
        await desk.pilot.press("right_curly_bracket")
        assert desk.clock.now() == VISIT - timedelta(hours=3)
        assert desk.states[meal] == "open"
        desk.app.travel(VISIT - timedelta(hours=3, seconds=1))
        assert desk.states[meal] == "upcoming"
        desk.app.travel(VISIT - timedelta(hours=1, seconds=1))
        assert desk.states[meal] == "open"
        desk.app.travel(VISIT - timedelta(hours=1))
        assert desk.states[meal] == "missed"
        await desk.pilot.press("left_curly_bracket")
        assert desk.clock.now() == VISIT - timedelta(hours=2)
        await desk.pilot.press("right_square_bracket")
        assert desk.clock.now() == VISIT - timedelta(hours=1, minutes=45)
        await desk.pilot.press("left_square_bracket", "left_square_bracket")
        assert desk.clock.now() == VISIT - timedelta(hours=2, minutes=15)
        await desk.pilot.press("f7")
        assert desk.clock.now() == VISIT
        await desk.pilot.press("f6", "end", "right")
        assert desk.clock.now() == VISIT + timedelta(days=3)
        await desk.pilot.press("home", "left")
        assert desk.clock.now() == VISIT - timedelta(days=3)


async def test_what_was_done_later_is_not_there_when_one_goes_back(tmp_path: Path) -> None:
    async with preview(tmp_path) as desk:
        await desk.pilot.press("right_curly_bracket", "space", "left_square_bracket")
        await desk.pilot.pause()
        assert desk.states["checklist.prep.meal"] == "upcoming"
        await desk.pilot.press("u")
        await desk.pilot.pause()
        assert desk.shelf.in_use(), "what the preview gave cannot be undone"
        await desk.pilot.press("right_square_bracket")
        assert desk.states["checklist.prep.meal"] == "done"


async def test_hostile_words_and_names_do_nothing(tmp_path: Path) -> None:
    text = PLAN.replace("A light meal", "[bold]x[/] \\u001b]0;gone\\u0007\\u202e")
    async with preview(tmp_path, text) as desk:
        desk.disk.name = "\x1b[31m\u202e.toml"
        shown = await desk.save(BROKEN + '\n"[red]\\u001b[2J" = 1\n')
        assert "[bold]x[/]" in shown
        await desk.pilot.press("f6", "enter", "down", "enter", "end")
        assert "\x1b" not in screen_text(desk.app)


async def test_the_mouse_walks_the_hours_and_opens_a_problem(tmp_path: Path) -> None:
    async with preview(tmp_path) as desk:
        await desk.save(BROKEN)
        side = desk.app.screen.query_one(Side)
        before = desk.clock.now()
        await desk.pilot.click(side, offset=(side.size.width - 3, side.size.height - 4))
        assert desk.clock.now() > before
        await desk.pilot.click(side, offset=(10, 5))
        await desk.pilot.pause()
        assert desk.app.is_whole


@pytest.mark.parametrize("size", [(1, 1), (8, 4), (40, 5), (100, 8), (60, 22), (300, 100)])
async def test_it_stands_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with preview(tmp_path, size=size) as desk:
        await desk.save(BROKEN)
        await desk.pilot.press("f6", "enter", "question_mark", "f6", "escape", "escape", "4", "1")
        await desk.pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", ["good", "broken", "problem", "help"])
async def test_it_looks_as_it_was_kept(name: str, size: tuple[int, int], tmp_path: Path, golden: Golden) -> None:
    async with preview(tmp_path, size=size) as desk:
        if name in ("broken", "problem"):
            await desk.save(BROKEN)
        keys = {"problem": ["f6", "enter"], "help": ["question_mark"]}.get(name, [])
        await desk.pilot.press(*keys)
        await desk.pilot.pause()
        golden.check(desk.app, f"preview-{name}")
