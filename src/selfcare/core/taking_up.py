"""Where a walk stands when a face takes it up. Both faces ask before they show the first thing."""

from __future__ import annotations

from collections.abc import Sequence

from selfcare.core import interrupted, ledger, trail, walk, when
from selfcare.core.frozen import replace
from selfcare.core.ledger import APPOINTMENT_KINDS, ENTRY_KINDS, EPISODE_KINDS
from selfcare.core.mark import Mark
from selfcare.core.ports import Env
from selfcare.core.start import Walk
from selfcare.core.walk import Begun, State
from selfcare.core.when import Span

LOOKS_BACK = Span(days=400)
"""How far back entries are asked for, which questions are added to or asked because of."""


def taken_up(env: Env, start: Walk) -> State:
    """The walk: ready to begin, where an open run stood, or at the question that corrects an entry.

    A rehearsal begins without the answers of the day. Of a practice that a process left behind without a word, the mark
    says where it stood.
    """
    journal, now = env.journal, env.clock.now()
    recorded = ledger.entries(journal.events((*ENTRY_KINDS, *EPISODE_KINDS), since=when.earlier(now, LOOKS_BACK)))
    said = env.shelf.cautions()
    ready = walk.begin(start.plan, start.course, now, occurrence=start.occurrence, entries=recorded, cautions=said)
    if any(log.per == "visit" for log in start.plan.logs.values()):
        ready = replace(ready, visits=ledger.appointments(journal.events(APPOINTMENT_KINDS)))
    if start.corrects:
        return walk.correct(ready, start.corrects, start.asking)
    if start.left:
        return walk.step(walk.step(ready, Begun()), interrupted.rested(start.left))
    if not start.run:
        return ready if start.speed != 1.0 else trail.with_draft(ready, journal.drafts())
    told = journal.events(trail.RESUME_KINDS, plan=start.plan.id)
    state = trail.resume(ready, start.run, told, journal.drafts().get(trail.draft_key(start.run), ""))
    return _as_marked(state, env.marks.left())


def _as_marked(state: State, left: Sequence[Mark]) -> State:
    """The step in hand as far as its mark says it came. A mark is let go of when a place is saved, so it is later."""
    stop = walk.current(state)
    for mark in left:
        if stop and (mark.run, mark.stop) == (state.run, stop.path) and mark.elapsed >= interrupted.LEAST:
            return walk.step(state, interrupted.rested(mark))
    return state
