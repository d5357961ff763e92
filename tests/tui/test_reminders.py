"""Reminders: each falls due once, says what and until when, and keeps quiet about what was answered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from selfcare.core.agenda import read
from selfcare.core.frozen import replace
from selfcare.core.line import Line
from selfcare.core.reminders import due
from selfcare.core.when import Span
from tests.tui import samples
from tests.tui.fakes import MORNING, World
from tests.tui.open import app_of, opened
from tests.tui.screens import screen_text

MINUTE = timedelta(minutes=1)
PATIENCE = 100
"""Looks at the screen before a toast counts as never shown: a toast is laid out a few turns after it is raised."""


def reminding(world: World, remind: Span | bool) -> World:
    """The world of the pictures, whose light meal reminds."""
    prep = samples.PREP.checklists["prep"]
    meal = replace(prep.items["light-meal"], remind=remind)
    plan = replace(samples.PREP, checklists={"prep": replace(prep, items={**prep.items, "light-meal": meal})})
    world.shelf.used.append(plan)
    samples.appointment(world, MORNING.replace(hour=14, minute=30))
    return world


def lines(world: World) -> tuple[Line, ...]:
    return read(world.env).lines


def test_a_reminder_falls_due_once_as_it_opens() -> None:
    world = reminding(World(), True)
    noon = MORNING.replace(hour=12, minute=30)
    assert due(lines(world), noon - MINUTE, noon) == ["A light meal, from now, until 13:30"]
    assert due(lines(world), noon, noon + MINUTE) == []
    assert due(lines(world), noon - 2 * MINUTE, noon - MINUTE) == []


def test_so_long_ahead_of_the_end_it_says_until_when() -> None:
    world = reminding(World(), Span(seconds=600))
    end = MORNING.replace(hour=13, minute=20)
    assert due(lines(world), end - MINUTE, end) == ["A light meal, only until 13:30"]


def test_what_does_not_remind_keeps_quiet() -> None:
    world = reminding(World(), False)
    assert due(lines(world), MORNING, MORNING + timedelta(hours=4)) == []


async def test_today_says_it_in_its_own_place_and_rings(world: World) -> None:
    async with opened(reminding(world, True)) as pilot:
        world.clock.instant = MORNING.replace(hour=12, minute=30)
        app_of(pilot).on_minute()
        await pilot.pause()
        assert "A light meal, from now, until 13:30" in screen_text(pilot.app)
        assert world.sound.bells == 1


async def test_with_the_sound_off_it_does_not_ring(world: World) -> None:
    world.preferences.words["sound"] = "off"
    async with opened(reminding(world, True)) as pilot:
        world.clock.instant = MORNING.replace(hour=12, minute=30)
        app_of(pilot).on_minute()
        await pilot.pause()
        assert "A light meal, from now, until 13:30" in screen_text(pilot.app)
        assert world.sound.bells == 0


async def test_elsewhere_it_is_a_toast(world: World) -> None:
    async with opened(reminding(world, True)) as pilot:
        await pilot.press("3")
        world.clock.instant = MORNING.replace(hour=12, minute=30)
        app_of(pilot).on_minute()
        for _ in range(PATIENCE):
            await pilot.pause()
            if "A light meal, from now" in screen_text(pilot.app):
                break
        else:
            pytest.fail("the toast never showed")
