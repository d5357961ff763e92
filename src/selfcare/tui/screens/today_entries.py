"""The rows of Today's list, from the agenda: offers first, then what is open, to come and past, last what is kept by
doing nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from selfcare.core import words
from selfcare.core.agenda import Agenda
from selfcare.core.ledger import Run
from selfcare.core.line import Line
from selfcare.core.occasions import ends
from selfcare.core.ports import Env, Listed
from selfcare.core.words import Hours
from selfcare.tui.glyphs import Glyphs
from selfcare.tui.screens.today_rows import Entry, Group

GROUPS: dict[str, Group] = {"open": "open", "upcoming": "to come"}
"""By state; everything else is past."""

PAST = {"slipped": "didn't happen", "skipped": "left out", "missed": "not marked", "unasked": "not asked yet"}
"""The word that goes with the mark."""

TO_DO = ("open", "upcoming", "missed")
"""States of a row whose walk can still be gone on with."""

Titles = dict[tuple[str, str, str], str]
"""By the row that a walk was begun from: what the walk is called."""


def entries(
    env: Env, agenda: Agenda, glyphs: Glyphs, hours: Hours, *, narrow: bool, put_away: Collection[str] = ()
) -> list[Entry]:
    """The list. Avoid-items to come are on the clock, and in the list only where the clock is one line.

    A row whose walk was begun goes on; that of the latest walk stands first. `put_away`: the appointments after which
    nothing is to be offered any more.
    """
    begun = _begun(env, agenda)
    found = [*_offers(env, agenda, glyphs, begun, put_away), *_episodes(agenda, glyphs, hours)]
    asked = {id(line) for line in agenda.to_ask}
    kept: list[Entry] = []
    for line in agenda.lines:
        if identity(line) in begun and line.state in TO_DO:
            _go_on(found, _entry(line, agenda, glyphs, hours, narrow=narrow)._replace(does="go on"), begun)
        elif line.kind == "avoid" and line.state == "open":
            kept.append(_keeping(line, agenda, glyphs, hours, narrow=narrow))
        elif id(line) not in asked and (line.kind != "avoid" or line.state != "upcoming" or narrow):
            found.append(_entry(line, agenda, glyphs, hours, narrow=narrow))
    return found + kept


def stands_for(run: Run) -> tuple[str, str, str]:
    """The row that a walk was begun from: of a single item of a checklist its own."""
    return run.plan, ".".join((run.path, *run.items)) if len(run.items) == 1 else run.path, run.occurrence


def identity(line: Line) -> tuple[str, str, str]:
    """What tells a row from all others, today and on another day."""
    return line.plan, line.path, line.occurrence


def _begun(env: Env, agenda: Agenda) -> Titles:
    """The walks that can be gone on with, the latest first."""
    from selfcare.tui.walks import of_run

    found: Titles = {}
    for run in agenda.runs:
        if walk := of_run(env, run):
            found.setdefault(stands_for(run), walk.course.title)
    return found


def _go_on(found: list[Entry], row: Entry, begun: Titles) -> None:
    """A row whose walk was begun. That of the latest is the offer at the top, and stands there alone."""
    if row.line and found and found[0].does == "go on" and identity(row.line) == next(iter(begun)):
        right = found[0].right if row.line.state == "missed" else row.right
        found[0] = found[0]._replace(line=row.line, right=right)
    else:
        found.append(row)


def _offers(env: Env, agenda: Agenda, glyphs: Glyphs, begun: Titles, put_away: Collection[str]) -> list[Entry]:
    found: list[Entry] = []
    if title := next(iter(begun.values()), ""):
        is_elsewhere = any(mark.run == agenda.runs[0].id for mark in env.marks.living())
        right = "in another window" if is_elsewhere else "begun"
        found.append(Entry("first", glyphs.open, f"Go on with “{title}”", right, does="go on"))
    if env.marks.left():
        found += _interrupted(env, agenda, glyphs)
    if agenda.to_ask:
        names = ", ".join(line.short for line in agenda.to_ask)
        found.append(Entry("first", glyphs.open, f"How did it go: {names}", "one question", does="ask"))
    if plan := aftercare(env, agenda, put_away):
        found.append(Entry("first", glyphs.open, f"Follow “{plan.title}”", "after your visit", does="follow"))
    if agenda.disputes or agenda.burdens:
        found += _of_several(agenda, glyphs)
    return found


def _episodes(agenda: Agenda, glyphs: Glyphs, hours: Hours) -> Iterator[Entry]:
    """A row for each that goes on."""
    if not agenda.episodes:
        return
    from selfcare.core.today import since

    for each in agenda.episodes:
        text, right = since(each, agenda.now, hours), "how is it now?"
        yield Entry("first", glyphs.open, text, right, does="episode", episode=each)


def _of_several(agenda: Agenda, glyphs: Glyphs) -> Iterator[Entry]:
    """What the plans differ about, and where together they ask too much."""
    from selfcare.core.several import told

    for headline, texts in told(agenda.disputes, agenda.titles):
        yield Entry("first", glyphs.open, headline, "see both", does="tell", tells="\n\n".join(texts))
    for burden in agenda.burdens:
        yield Entry("first", glyphs.open, "A lot at once", "see why", does="tell", tells=burden)


def _interrupted(env: Env, agenda: Agenda, glyphs: Glyphs) -> list[Entry]:
    """The practice that was interrupted last. What it takes is imported for it alone: there is seldom one."""
    from selfcare.core.interrupted import offered_beside, place

    return [
        Entry(
            "first",
            glyphs.open,
            f"Go on with “{left.title}” at {place(left.elapsed)}",
            "interrupted",
            does="resume",
            left=left,
        )
        for left in offered_beside(env, agenda.runs)[:1]
    ]


def visits_over(agenda: Agenda) -> set[str]:
    """The ids of the appointments that are over and still matter to a plan."""
    now = agenda.now.timestamp()
    return {each.id for each in agenda.appointments if ends(each).timestamp() <= now}


def aftercare(env: Env, agenda: Agenda, put_away: Collection[str] = ()) -> Listed | None:
    """The plan to follow now that a visit is over, as long as that visit matters to a plan that it goes with."""
    if not visits_over(agenda).difference(put_away):
        return None
    from selfcare.core import offered

    if not any(offered.AFTERCARE in offered.companions(used.plan) for used in env.shelf.in_use()):
        return None
    return next((plan for plan in env.shelf.listed() if plan.id == offered.AFTERCARE and not plan.in_use), None)


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
