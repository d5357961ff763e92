"""Text from outside is shown as written, or visibly replaced; nothing in it is obeyed, and nothing falls over."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from selfcare.core import acts
from selfcare.core.frozen import replace
from selfcare.core.plan import Action, Avoid, Check, Plan, Warning  # noqa: A004
from selfcare.core.text import plain
from tests.tui import samples
from tests.tui.fakes import MORNING, World
from tests.tui.open import app_of, opened
from tests.tui.screens import screen_text

MARKUP = [
    "[/]",
    "[/nope]",
    "[ID] card",
    "Dose [mg]",
    "[x] done",
    "[50%] off",
    "[@click=app.quit]x[/]",
    "[link=javascript:1]z[/]",
    "a [/ b",
    "a [b",
    "\\[b]",
    "{x} $y %s",
    "[b]x[/i]",
    "$role-care",
    "[$primary]p[/]",
    "深呼吸 👩‍⚕️",
]

ESCAPES = [
    "\x1b]52;c;aGk=\x07",
    "\x1b]0;title\x07",
    "\x1b[6n",
    "\x1b[2J",
    "\x1bc",
    "\x1bP+q\x1b\\",
    "\x9b31m",
    "\x9d0;t\x9c",
    "a\x00b",
    "a\x7fb",
    "a\x08\x08b",
    "a\rb",
    "\u202eabc",
    "\u2066abc",
    "a\u200bb",
    "\ufeffa",
    "\U000e0041\U000e0042",
]

PLACES = ["2", "3", "4", "5", "1", "R", "q", "question_mark", "q"]


def hostile_plan(text: str) -> Plan:
    """A plan whose every string is `text`."""
    prep = samples.PREP.checklists["prep"]
    items = {
        name: replace(item, short=text[:18], why=text, note=text, action=_said(item.action, text))
        for name, item in prep.items.items()
    }
    return replace(
        samples.PREP,
        title=text,
        author=text,
        summary=text,
        version=text,
        cautions=(text,),
        appointment=replace(samples.PREP.appointment, title=text),
        checklists={"prep": replace(prep, title=text, items=items)},
        routines={name: replace(each, title=text) for name, each in samples.PREP.routines.items()},
        settings={name: replace(each, ask=text) for name, each in samples.PREP.settings.items()},
        warnings={"chest": Warning("chest", text, "emergency")},
        logs={name: replace(each, title=text) for name, each in samples.PREP.logs.items()},
    )


def _said(action: Action, text: str) -> Action:
    return replace(action, words=text) if isinstance(action, Check | Avoid) else action


def hostile_world(world: World, text: str) -> World:
    world.shelf.used.append(hostile_plan(text))
    world.shelf.broken.append(text)
    world.shelf.breaths["x"] = replace(samples.EXHALE, title=text)
    starts = MORNING.replace(hour=14, minute=30)
    world.journal.append(acts.make_appointment(starts, acts.stamp(world.env), title=text, practitioner=text))
    entry = acts.record_entry("rate", {"pain": 4, "word": text}, acts.stamp(world.env), plan=samples.PREP, note=text)
    world.journal.append(entry)
    return world


async def visit(pilot: Pilot[None]) -> list[str]:
    """Every place, card and sheet; the text of each."""
    seen = [screen_text(pilot.app)]
    for key in [*PLACES, "4", "enter", "q", "1", "enter", "escape", "n", "escape", "a", "escape", "l", "escape"]:
        await pilot.press(key)
        await pilot.pause()
        seen.append(screen_text(pilot.app))
    return seen


@pytest.mark.parametrize("text", MARKUP)
async def test_markup_is_shown_as_written(text: str, world: World) -> None:
    async with opened(hostile_world(world, text), (120, 40)) as pilot:
        seen = await visit(pilot)
        assert app_of(pilot).is_running
    assert sum(plain(text)[:10] in page for page in seen) >= 6


@pytest.mark.parametrize("text", ESCAPES, ids=ascii)
async def test_what_a_terminal_could_act_on_is_replaced(text: str, world: World) -> None:
    async with opened(hostile_world(world, text), (120, 40)) as pilot:
        seen = await visit(pilot)
    assert any("\ufffd" in page for page in seen)
    assert not any(character in page for page in seen for character in "\x1b\x9b\x00\x7f\u202e\u200b")


async def test_a_click_on_an_action_in_a_plan_does_nothing(world: World) -> None:
    hostile_world(world, "[@click=app.quit]click here[/]")
    async with opened(world, (120, 40)) as pilot:
        rows = screen_text(pilot.app).splitlines()
        for y, row in enumerate(rows):
            if "click here" in row:
                await pilot.click(offset=(row.index("click here"), y))
        await pilot.pause()
        assert pilot.app.is_running


async def test_the_palette_shows_plan_names_as_written(world: World) -> None:
    hostile_world(world, "[/nope] [ID] calm")
    async with opened(world, (100, 30)) as pilot:
        await pilot.press("ctrl+p", *"calm")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "[/nope] [ID] calm" in screen_text(pilot.app)


async def test_a_very_long_text_is_cut_or_wrapped(world: World) -> None:
    hostile_world(world, "word " * 5000)
    async with opened(world) as pilot:
        await visit(pilot)
        assert pilot.app.is_running
