"""`selfcare undo`: take back the last thing that was recorded on this device."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

EXAMPLES = ("selfcare undo", "selfcare history --last 1d")

TOLD = {
    "entry.recorded": "the entry",
    "entry.corrected": "the correction",
    "item.ticked": "the tick",
    "item.kept": "the answer",
    "item.slipped": "the note that it didn't happen",
    "item.skipped": "the skip",
    "item.snoozed": "the snooze",
    "session.recorded": "the practice",
    "appointment.made": "the appointment",
    "appointment.moved": "the move of the appointment",
    "appointment.cancelled": "the cancelling",
    "appointment.done": "the end of the appointment",
    "plan.used": "the start of the plan",
    "plan.dropped": "the end of the plan",
    "setting.changed": "the choice",
    "removed": "the removal",
}
"""How an event reads when it is taken back."""


def configure(parser: ArgumentParser) -> None:
    """No words."""


def run(arguments: Namespace) -> int:
    """Append the event that takes the last one back."""
    from selfcare.cli.compose import environment
    from selfcare.core import acts
    from selfcare.core.text import plain
    from selfcare.errors import NotFoundError

    with environment() as env:
        last = env.journal.last()
        if last is None:
            raise NotFoundError("there is nothing to take back")
        env.journal.append(acts.undo(last, acts.stamp(env)))
        env.glance.refresh()
        about = f" {plain(last.path)}" if last.path else ""
        print(f"took back {TOLD.get(last.kind, 'the last act')}{about}")
    return 0
