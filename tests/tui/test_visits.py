"""Appointments on Today: one or a whole course, moved and cancelled alone or with the rest."""

from __future__ import annotations

from selfcare.core import ledger
from selfcare.core.frozen import replace
from selfcare.core.plan import Course
from selfcare.core.when import Span
from tests.tui import samples
from tests.tui.fakes import World
from tests.tui.open import opened
from tests.tui.screens import screen_text


def of_a_course(world: World) -> World:
    """A plan for a course of four visits, five days apart; none is made yet."""
    samples.fill(world)
    world.shelf.used.append(replace(samples.PREP, course=Course(visits=4, every=Span(5))))
    return world


def starts(world: World, status: str = "standing") -> list[str]:
    found = ledger.appointments(world.journal.events(ledger.APPOINTMENT_KINDS))
    return [f"{one.starts:%d %H:%M}" for one in found if one.status == status]


async def test_a_whole_course_is_added_at_once(world: World) -> None:
    async with opened(of_a_course(world)) as pilot:
        await pilot.press("a", *"14:30", "enter")
        await pilot.pause()
        assert "4 visits, one every 5 days" in screen_text(pilot.app)
        await pilot.press("2")
        await pilot.pause()
    assert starts(world) == ["03 14:30", "08 14:30", "13 14:30", "18 14:30"]
    made = ledger.appointments(world.journal.events(ledger.APPOINTMENT_KINDS))
    assert [one.number for one in made] == [1, 2, 3, 4]
    assert len({one.course for one in made}) == 1


async def test_one_visit_of_a_course_may_be_added_alone(world: World) -> None:
    async with opened(of_a_course(world)) as pilot:
        await pilot.press("a", *"14:30", "enter")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
    assert starts(world) == ["03 14:30"]


async def with_course(world: World, *keys: str) -> None:
    async with opened(of_a_course(world)) as pilot:
        for part in (("a", *"14:30", "enter"), ("2",), *((key,) for key in keys)):
            await pilot.press(*part)
            await pilot.pause()


async def test_the_rest_of_the_course_moves_along(world: World) -> None:
    await with_course(world, "a", "1", *"16:00", "enter", "2")
    assert starts(world) == ["03 16:00", "08 16:00", "13 16:00", "18 16:00"]


async def test_a_visit_moves_alone(world: World) -> None:
    await with_course(world, "a", "1", *"16:00", "enter", "1")
    assert starts(world) == ["03 16:00", "08 14:30", "13 14:30", "18 14:30"]


async def test_the_rest_of_the_course_is_cancelled_and_stays_in_the_journal(world: World) -> None:
    await with_course(world, "a", "2", "2")
    assert starts(world) == []
    assert len(starts(world, "cancelled")) == 4


async def test_in_the_middle_of_a_course_one_more_visit_is_one(world: World) -> None:
    await with_course(world, "a", "3", *"2026-12-30 10:00", "enter")
    assert starts(world)[-1] == "30 10:00"
    made = ledger.appointments(world.journal.events(ledger.APPOINTMENT_KINDS))
    assert made[-1].course == ""
