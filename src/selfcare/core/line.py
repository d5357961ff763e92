"""One line of the agenda, as everything from the prep clock to `today --json` reads it. Re-exported by `agenda`."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from selfcare.core.frozen import frozen
from selfcare.core.plan import Action, Item, Routine
from selfcare.core.question import Log

State = Literal[
    "upcoming", "open", "done", "late", "missed", "kept", "slipped", "unasked", "skipped", "hidden", "cancelled"
]
Kind = Literal["check", "avoid", "breathe", "meditate", "log", "read", "rest", "run"]


@frozen
class Line:
    """One thing on the agenda: an item of a checklist, a routine or a log that falls due, for one occurrence."""

    plan: str
    path: str
    """`checklist.prep.caffeine`, `routine.morning`, `log.day`."""
    occurrence: str
    """The appointment's id, the local day `2026-12-03`, or the id the anchor entry was first recorded under."""
    text: str
    short: str
    """For the prep clock, at most 18 characters ("no caffeine")."""
    kind: Kind
    state: State
    opens: datetime | None = None
    closes: datetime | None = None
    at: datetime | None = None
    answered: datetime | None = None
    """When it was ticked, kept, slipped or skipped: the moment that was meant."""
    until: datetime | None = None
    """When a snoozed line comes back."""
    why: str = ""
    strength: str = ""
    """The strongest evidence label of its sources, or empty."""
    note: str = ""
    """The author's note, then the person's own word."""
    optional: bool = False
    action: Action | None = None
    source: Item | Routine | Log | None = None
    """What it was made from."""
    version: str = ""
    hash: str = ""
    """Of the plan: which words were shown."""
    to_ask: bool = False
    """An avoid-item that is to be asked about now."""
    also: tuple[Line, ...] = ()
    """Of a line in which several plans meet: what each of them says, as it would stand alone."""
