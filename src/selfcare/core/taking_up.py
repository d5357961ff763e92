"""Where a walk stands when a face takes it up. Both faces ask before they show the first thing."""

from __future__ import annotations

from datetime import timedelta

from selfcare.core import ledger, trail, walk
from selfcare.core.ledger import ENTRY_KINDS
from selfcare.core.ports import Env
from selfcare.core.start import Walk
from selfcare.core.walk import State

LOOK_BACK = timedelta(days=366)
"""How far conditions on the last days can reach."""


def taken_up(env: Env, start: Walk) -> State:
    """The walk: ready to begin, where an open run stood, or at the question that corrects an entry.

    A rehearsal begins without the answers of the day.
    """
    journal, now = env.journal, env.clock.now()
    recorded = ledger.entries(journal.events(ENTRY_KINDS, since=now - LOOK_BACK))
    said = env.shelf.cautions()
    ready = walk.begin(start.plan, start.course, now, occurrence=start.occurrence, entries=recorded, cautions=said)
    if start.corrects:
        return walk.correct(ready, start.corrects, start.asking)
    if not start.run:
        return ready if start.speed != 1.0 else trail.with_draft(ready, journal.drafts())
    told = journal.events(trail.RESUME_KINDS, plan=start.plan.id)
    return trail.resume(ready, start.run, told, journal.drafts().get(trail.draft_key(start.run), ""))
