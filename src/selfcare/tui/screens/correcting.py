"""Correcting an entry from History: what is to be changed, then its question as it was asked, its note or its time."""

from __future__ import annotations

from collections.abc import Mapping

from selfcare.core import acts, question, words
from selfcare.core.ledger import Entry
from selfcare.core.question import Field
from selfcare.core.text import plain
from selfcare.core.typed import past_instant
from selfcare.tui import walks
from selfcare.tui.layout import frame
from selfcare.tui.screens.page import Page
from selfcare.tui.screens.sheet import Ask, Pick
from selfcare.tui.text import fit

NOTE, TIME = "note", "time"
NONE = "none"
ANSWER = "answer."
"""Before the name of a question, which may be any word."""


async def change(page: Page[None], entry: Entry, fields: Mapping[str, Field]) -> None:
    """Ask what is to be changed, and have it changed."""

    async def chosen(what: str) -> None:
        if what == NOTE:
            await _ask_note(page, entry)
        elif what == TIME:
            await _ask_time(page, entry)
        elif walk := walks.correct(page.env, entry, what.removeprefix(ANSWER)):
            await page.shell.start_walk(walk)

    def given(what: str | None) -> None:
        if what is not None:
            page.app.call_next(chosen, what)

    await page.app.push_screen(Pick(page.env, "What would you like to change?", _options(page, entry, fields)), given)


def _options(page: Page[None], entry: Entry, fields: Mapping[str, Field]) -> dict[str, str]:
    room = frame(page.size).width - 5
    answers = {
        ANSWER + name: (field.ask, question.show(field, entry.values[name]) if name in entry.values else "")
        for name, field in fields.items()
    }
    when = words.moment(entry.about, page.env.clock.now(), page.shell.hours)
    told = {**answers, NOTE: ("The note", entry.note), TIME: ("When it was", when)}
    return {what: _told(ask, fit(shown or NONE, room // 2), room) for what, (ask, shown) in told.items()}


def _told(ask: str, shown: str, room: int) -> str:
    return f"{fit(ask, room - len(shown))}  {shown}"


async def _ask_note(page: Page[None], entry: Entry) -> None:
    async def noted(typed: str | None) -> None:
        if typed is not None:
            await page.shell.save(acts.correct(entry, entry.values, acts.stamp(page.env), note=plain(typed).strip()))

    await page.app.push_screen(Ask(page.env, "The note", "empty: none", initial=entry.note), noted)


async def _ask_time(page: Page[None], entry: Entry) -> None:
    now = page.env.clock.now()

    async def timed(typed: str | None) -> None:
        if typed is not None:
            meant = past_instant(typed, now)
            await page.shell.save(acts.correct(entry, entry.values, acts.stamp(page.env), meant=meant))

    hint = "a time such as 9:15, yesterday 21:00 or 2026-12-03 14:30"
    sheet = Ask(page.env, "When was it?", hint, check=lambda typed: past_instant(typed, now))
    await page.app.push_screen(sheet, timed)
