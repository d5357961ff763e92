"""What a simulation tells: the days of a course, and what happens on them, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal

from selfcare.core.event import Event
from selfcare.core.frozen import field, frozen
from selfcare.core.line import Line
from selfcare.core.plan import Plan

What = Literal[
    "opens", "missed", "asked", "done", "late", "kept", "slipped", "skipped", "hidden",
    "answered", "sounded", "reminded", "warned", "alerted",
    "begins", "ends", "moved", "cancelled", "refused",
]  # fmt: skip
"""A closed list; `WORDS` says what each is.

Documented for programs: `simulate --format json` prints these words."""

WORDS: dict[What, str] = {
    "opens": "an item opens, until `until`",
    "missed": "its time has passed, and nobody did it",
    "asked": "the person is asked whether it was left out",
    "done": "it is done",
    "late": "it is done after its time",
    "kept": "it was left out",
    "slipped": "it was not left out, or did not happen",
    "skipped": "it is passed over on purpose",
    "hidden": "it was open and is no longer for this day",
    "answered": "a log is filled in: `values`",
    "sounded": "a step that takes time: `seconds`, and how many tones of each kind",
    "reminded": "a reminder",
    "warned": "a warning card is shown, by the clock or by an answer",
    "alerted": "an alert says something about an answer",
    "begins": "the appointment begins",
    "ends": "the appointment ends",
    "moved": "the appointment is moved, to `until`",
    "cancelled": "the appointment is cancelled",
    "refused": "a scripted answer that nobody could give then",
}
"""Each kind of happening in a sentence."""


@frozen
class Happening:
    """One thing that happens at one instant."""

    at: datetime
    what: What
    text: str
    path: str = ""
    """Of the item, routine, log, alert or warning; empty for what happens to an appointment."""
    visit: int = 0
    """Which appointment it belongs to, from 1; 0 for none."""
    kind: str = ""
    """Of the line: check, avoid, breathe …"""
    until: datetime | None = None
    says: str = ""
    """More words: what an alert says by itself, the words of a card, answers as they read."""
    level: str = ""
    """Of a warning or an alert."""
    values: Mapping[str, object] = field(default_factory=dict)
    seconds: float = 0.0
    tones: Mapping[str, int] = field(default_factory=dict)
    """How often each kind of tone is heard by somebody who is guided through with closed eyes."""


@frozen
class Day:
    """A local day."""

    date: date
    visits: tuple[datetime, ...]
    """Appointments that stand on it, when the day is over."""
    open: tuple[Line, ...]
    """What is still open from before as it begins."""
    happenings: tuple[Happening, ...]


@frozen
class Timeline:
    """A course from its first day to its last."""

    plan: Plan
    zone: str
    persona: str
    starts: datetime
    ends: datetime
    days: Sequence[Day]
    events: Sequence[Event]
    """Everything that was recorded on the way, as the journal would keep it."""
