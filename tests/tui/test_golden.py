"""Every place at three sizes, as it was looked at and kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from selfcare.errors import StorageError
from tests.tui import samples
from tests.tui.fakes import World
from tests.tui.open import opened
from tests.tui.screens import SIZES, Golden


def unsaved(world: World) -> World:
    """A disk that takes nothing more."""
    samples.of_the_pictures(world).journal.fault = StorageError("the disk is full")
    return world


def after_the_visit(world: World) -> World:
    """What was to be left out is asked about, once and together."""
    samples.of_the_pictures(world).clock.instant += timedelta(hours=4)
    return world


SCREENS: dict[str, tuple[Callable[[World], World], list[str]]] = {
    "first-run": (samples.fill, []),
    "first-run-when": (samples.fill, ["1"]),
    "first-run-authors": (samples.fill, ["3"]),
    "today": (samples.of_the_pictures, []),
    "today-signs": (samples.with_signs, []),
    "today-second-row": (samples.of_the_pictures, ["j"]),
    "today-slip": (samples.of_the_pictures, ["n"]),
    "today-appointment": (samples.of_the_pictures, ["a"]),
    "today-log": (samples.of_the_pictures, ["l"]),
    "today-unsaved": (unsaved, ["space"]),
    "today-left-out": (after_the_visit, ["enter"]),
    "practice": (samples.of_the_pictures, ["2"]),
    "practice-lately": (samples.practised, ["2", "right"]),
    "practice-careful": (samples.careful, ["2", *["down"] * 16]),
    "practice-length": (samples.practised, ["2", "j", "l"]),
    "history": (samples.with_entries, ["3"]),
    "history-chart": (samples.with_a_month, ["3"]),
    "history-week": (samples.with_a_month, ["3", "left"]),
    "history-year": (samples.with_a_month, ["3", "right", "right"]),
    "history-calendar": (samples.with_a_month, ["3", "w", "j"]),
    "history-entries": (samples.with_a_month, ["3", "t"]),
    "history-correct": (samples.with_entries, ["3", "t", "e"]),
    "history-practice": (samples.with_practices, ["3", "tab"]),
    "history-empty": (samples.of_the_pictures, ["3"]),
    "report": (samples.with_entries, ["3", "r"]),
    "report-choose": (samples.with_entries, ["3", "r", "b"]),
    "plans": (samples.of_the_pictures, ["4"]),
    "plan": (samples.of_the_pictures, ["4", "enter"]),
    "settings": (samples.of_the_pictures, ["5"]),
    "settings-cautions": (samples.of_the_pictures, ["5", *["up"] * 30, *["down"] * 13]),
    "help": (samples.of_the_pictures, ["question_mark"]),
    "warnings": (samples.of_the_pictures, ["R"]),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_chart_without_colour_looks_as_it_was_kept(
    size: tuple[int, int], world: World, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(samples.with_a_month(world), size) as pilot:
        await pilot.press("3")
        await pilot.pause()
        golden.check(pilot.app, "history-no-colour")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_looks_as_it_was_kept(name: str, size: tuple[int, int], world: World, golden: Golden) -> None:
    prepare, keys = SCREENS[name]
    async with opened(prepare(world), size) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        golden.check(pilot.app, name)
