"""`selfcare undo`: take back the last thing that was recorded on this device."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from selfcare.cli.streams import tell

if TYPE_CHECKING:
    from selfcare.core.event import Event

EXAMPLES = ("selfcare undo", "selfcare history --last 1d")

TOLD = {
    "entry.recorded": "the entry in {}",
    "entry.corrected": "the correction in {}",
    "episode.ended": "the end of the episode in {}",
    "item.ticked": "the tick at {}",
    "item.kept": "the answer about {}",
    "item.slipped": "the answer about {}",
    "item.skipped": "the skip of {}",
    "item.snoozed": "the putting off of {}",
    "session.recorded": "the practice {}",
    "run.started": "the start of {}",
    "run.paused": "the pause of {}",
    "run.finished": "the end of {}",
    "run.left": "the end of {}",
    "step.done": "the step {}",
    "step.skipped": "the skip of {}",
    "appointment.made": "the appointment",
    "appointment.moved": "the move of the appointment",
    "appointment.cancelled": "the cancelling of the appointment",
    "appointment.done": "the end of the appointment",
    "plan.used": "the start of the plan {}",
    "plan.dropped": "the end of the plan {}",
    "breath.kept": "the keeping of the pattern {}",
    "breath.dropped": "the dropping of the pattern {}",
    "setting.changed": "the choice of {}",
    "removed": "the removal from {}",
}
"""How an event reads when it is taken back; its place stands in the braces."""


def configure(parser: ArgumentParser) -> None:
    """No words."""


def run(arguments: Namespace) -> int:
    """Append the event that takes the last one back."""
    from selfcare.cli.compose import environment
    from selfcare.core import acts
    from selfcare.errors import NotFoundError

    with environment() as env:
        last = env.journal.last()
        if last is None:
            raise NotFoundError("there is nothing to take back")
        env.journal.append(acts.undo(last, acts.stamp(env)))
        env.glance.refresh()
        tell(f"took back {told(last)}")
    return 0


def told(event: Event) -> str:
    """`the entry in pain`, `the start of the plan daily-stress`."""
    place = event.plan if event.kind.startswith("plan.") else event.path.rpartition(".")[2]
    return TOLD.get(event.kind, "the last act").format(place).rstrip()
