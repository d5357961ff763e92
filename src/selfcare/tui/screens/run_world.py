"""What a run takes from around it: what the person said, what an answer raises, the colours and signs in use."""

from __future__ import annotations

from datetime import datetime

from selfcare.core import alerts, ledger, practices, regions
from selfcare.core.breath import Pattern
from selfcare.core.event import Event, Json
from selfcare.core.plan import Breathe
from selfcare.core.ports import Env
from selfcare.core.start import Walk
from selfcare.core.stops import Stop
from selfcare.core.walk import State
from selfcare.tui.drawing.circle import Glyphs as Signs
from selfcare.tui.drawing.disc import Shades
from selfcare.tui.drawing.strokes import mix, rgb
from selfcare.tui.glyphs import PLAIN, Glyphs
from selfcare.tui.screens.run_logs import scored
from selfcare.tui.stages.breathing import Breathing
from selfcare.tui.stages.cards import Raised
from selfcare.tui.stages.choose import Means
from selfcare.tui.stages.stage import Stage
from selfcare.tui.stages.timed import Timed
from selfcare.tui.theme import Ink


def means(env: Env, start: Walk) -> Means:
    """What the stages of a walk are made with."""
    sat = env.journal.events(("session.recorded",), newest=200)
    return Means(
        said=env.shelf.cautions(),
        patterns={**start.plan.patterns, **env.shelf.patterns()},
        shape=start.shape or env.preferences.get("shape"),
        speed=start.speed,
        knows_sittings=any(event.path.startswith("sitting.") for event in sat),
        hours=env.preferences.hours,
        asks=start.left is None,
    )


def raised_by(recorded: Event, state: State, now: datetime) -> list[Stage]:
    """Cards for the alerts of an entry, red flags first; then its score."""
    entry = ledger.entries([recorded])[0]
    held = alerts.raised(state.plan, entry, state.entries, now, state.cautions)
    region = regions.of(state.cautions)
    return [*(Raised(state.plan, alert, region) for alert in held), *scored(state, entry)]


def receipt(stage: Stage) -> dict[str, Json]:
    """How a practice kept its time; nothing of a stage that time does not drive."""
    return practices.receipt(stage.late, len(stage.script.signs), stage.watch) if isinstance(stage, Timed) else {}


def breathed_instead(stage: Stage, stop: Stop | None) -> Pattern | None:
    """The gentler pattern that is breathed in place of the plan's, if it is."""
    if stop is None or not isinstance(stop.action, Breathe) or not isinstance(stage, Breathing):
        return None
    return stage.written if stage.written.name != stop.action.pattern else None


def shades(ink: Ink) -> Shades:
    """The colours that drawings are mixed from, in the theme of now."""
    ground, accent, soft = (rgb(ink.palette[role]) for role in ("ground", "accent", "accent-soft"))
    if ink.dark:
        return Shades(ground, accent, mix(accent, soft, 0.34), "still", ink.depth)
    return Shades(ground, mix(soft, ground, 0.125), soft, "still", ink.depth)


def signs(glyphs: Glyphs, preferred: str) -> Signs:
    """The set of signs for rings and shapes."""
    return "plain" if glyphs is PLAIN else "blocks" if preferred == "blocks" else "full"
