"""What a run takes from around it: where the walk stands, what the person said, the colours and signs in use."""

from __future__ import annotations

from datetime import datetime, timedelta

from selfcare.core import alerts, ledger, trail, walk
from selfcare.core.event import Event, Json
from selfcare.core.ledger import ENTRY_KINDS
from selfcare.core.ports import Env
from selfcare.core.start import Walk
from selfcare.core.walk import State
from selfcare.tui.drawing.circle import Glyphs as Signs
from selfcare.tui.drawing.disc import Shades
from selfcare.tui.drawing.strokes import mix, rgb
from selfcare.tui.glyphs import PLAIN, Glyphs
from selfcare.tui.stages.cards import Raised
from selfcare.tui.stages.choose import Means
from selfcare.tui.stages.stage import Stage
from selfcare.tui.stages.timed import Timed
from selfcare.tui.theme import Ink

LOOK_BACK = timedelta(days=366)
"""How far conditions on the last days can reach."""


def taken_up(env: Env, start: Walk) -> State:
    """The walk: ready to begin, or where an open run stood."""
    journal, now = env.journal, env.clock.now()
    recorded = ledger.entries(journal.events(ENTRY_KINDS, since=now - LOOK_BACK))
    said, drafts = env.shelf.cautions(), journal.drafts()
    ready = walk.begin(start.plan, start.course, now, occurrence=start.occurrence, entries=recorded, cautions=said)
    if not start.run:
        return trail.with_draft(ready, drafts)
    told = journal.events(trail.RESUME_KINDS, plan=start.plan.id)
    return trail.resume(ready, start.run, told, drafts.get(trail.draft_key(start.run), ""))


def means(env: Env, start: Walk) -> Means:
    """What the stages of a walk are made with."""
    sat = env.journal.events(("session.recorded",), newest=200)
    return Means(
        said=env.shelf.cautions(),
        patterns={**start.plan.patterns, **env.shelf.patterns()},
        shape=env.preferences.get("shape"),
        speed=start.speed,
        knows_sittings=any(event.path.startswith("sitting.") for event in sat),
    )


def raised_by(recorded: Event, state: State, now: datetime) -> list[Stage]:
    """Cards for the alerts of an entry, red flags first."""
    entry = ledger.entries([recorded])[0]
    held = alerts.raised(state.plan, entry, state.entries, now, state.cautions)
    return [Raised(state.plan, alert) for alert in held]


def receipt(stage: Stage) -> dict[str, Json]:
    """How late the signs of a practice came: measured, never promised."""
    if not isinstance(stage, Timed) or not stage.late:
        return {}
    worst, mean = max(stage.late), sum(stage.late) / len(stage.late)
    return {"cues": len(stage.late), "worst_ms": round(worst * 1000, 1), "mean_ms": round(mean * 1000, 1)}


def shades(ink: Ink) -> Shades:
    """The colours that drawings are mixed from, in the theme of now."""
    ground, accent, soft = (rgb(ink.palette[role]) for role in ("ground", "accent", "accent-soft"))
    if ink.dark:
        return Shades(ground, accent, mix(accent, soft, 0.34), "still", ink.depth)
    return Shades(ground, mix(soft, ground, 0.125), soft, "still", ink.depth)


def signs(glyphs: Glyphs, preferred: str) -> Signs:
    """The set of signs for rings and shapes."""
    return "plain" if glyphs is PLAIN else "blocks" if preferred == "blocks" else "full"
