"""The rows of Today's list, from the agenda: offers first, then what is open, to come and past, last what is kept by
doing nothing.
"""

from __future__ import annotations

from selfcare.core import words
from selfcare.core.agenda import Agenda
from selfcare.core.ledger import Run
from selfcare.core.line import Line
from selfcare.core.occasions import ends
from selfcare.core.ports import Env, Listed
from selfcare.core.words import Hours
from selfcare.tui.glyphs import Glyphs
from selfcare.tui.screens.today_rows import Entry, Group

PREP, AFTERCARE = "acupuncture-prep", "aftercare"
"""Whoever prepared for a visit with the first is offered the second after it."""

GROUPS: dict[str, Group] = {"open": "open", "upcoming": "to come"}
"""By state; everything else is past."""

PAST = {"slipped": "didn't happen", "skipped": "left out", "missed": "not marked", "unasked": "not asked yet"}
"""The word that goes with the mark."""


def entries(env: Env, agenda: Agenda, glyphs: Glyphs, hours: Hours, *, narrow: bool) -> list[Entry]:
    """The list. Avoid-items to come are on the clock, and in the list only where the clock is one line."""
    found = _offers(env, agenda, glyphs)
    asked = {id(line) for line in agenda.to_ask}
    kept: list[Entry] = []
    for line in agenda.lines:
        if line.kind == "avoid" and line.state == "open":
            kept.append(_keeping(line, agenda, glyphs, hours, narrow=narrow))
        elif id(line) not in asked and (line.kind != "avoid" or line.state != "upcoming" or narrow):
            found.append(_entry(line, agenda, glyphs, hours, narrow=narrow))
    return found + kept


def _offers(env: Env, agenda: Agenda, glyphs: Glyphs) -> list[Entry]:
    found: list[Entry] = []
    if agenda.runs and (title := _title(env, agenda.runs[0])):
        found.append(Entry("first", glyphs.open, f"Go on with “{title}”", "begun", does="go on"))
    if agenda.to_ask:
        names = ", ".join(line.short for line in agenda.to_ask)
        found.append(Entry("first", glyphs.open, f"How did it go: {names}", "one question", does="ask"))
    if plan := aftercare(env, agenda):
        found.append(Entry("first", glyphs.open, f"Follow “{plan.title}”", "after your visit", does="follow"))
    return found


def aftercare(env: Env, agenda: Agenda) -> Listed | None:
    """The plan to follow now that a visit is over, as long as that visit matters to the plan that led up to it."""
    now, used = agenda.now.timestamp(), [used.plan.id for used in env.shelf.in_use()]
    is_over = any(ends(each).timestamp() <= now for each in agenda.appointments)
    if not is_over or PREP not in used or AFTERCARE in used:
        return None
    return next((plan for plan in env.shelf.listed() if plan.id == AFTERCARE), None)


def _title(env: Env, run: Run) -> str:
    from selfcare.tui.walks import of_run

    walk = of_run(env, run)
    return walk.course.title if walk else ""


def _keeping(line: Line, agenda: Agenda, glyphs: Glyphs, hours: Hours, *, narrow: bool) -> Entry:
    text = f"Keeping: {line.short}"
    return Entry("keeping", glyphs.open, text, words.times(line, agenda.now, hours, brief=narrow), line)


def _entry(line: Line, agenda: Agenda, glyphs: Glyphs, hours: Hours, *, narrow: bool) -> Entry:
    marks = {"open": glyphs.open, "upcoming": glyphs.to_come, "unasked": glyphs.to_come, "missed": glyphs.slipped}
    marks |= {"slipped": glyphs.slipped, "skipped": glyphs.skipped}
    text = words.capital(line.short) if narrow or line.kind == "avoid" else words.capital(line.text)
    right = words.times(line, agenda.now, hours, brief=narrow)
    if line.state in PAST:
        right = PAST[line.state]
    return Entry(GROUPS.get(line.state, "past"), marks.get(line.state, glyphs.done), text, right, line)
