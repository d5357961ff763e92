"""What is open, next, kept, slipped or missed, and why: a pure function of plans, appointments, records and now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from selfcare.core.ledger import Appointment, Entry, Mark, Run
from selfcare.core.plan import Action, Item, Routine
from selfcare.core.ports import Env, InUse
from selfcare.core.question import Value

State = Literal[
    "upcoming", "open", "done", "late", "missed", "kept", "slipped", "unasked", "skipped", "hidden", "cancelled"
]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing on the agenda: an item of a checklist, a routine or a log that falls due, for one occurrence."""

    plan: str
    path: str
    """`checklist.prep.caffeine`, `routine.morning`, `log.day`."""
    occurrence: str
    text: str
    short: str
    """For the prep clock, at most 18 characters ("no caffeine")."""
    kind: Literal["check", "avoid", "breathe", "meditate", "log", "read", "rest", "run"]
    state: State
    opens: datetime | None = None
    closes: datetime | None = None
    at: datetime | None = None
    answered: datetime | None = None
    """When it was ticked, kept, slipped or skipped."""
    until: datetime | None = None
    """When a snoozed line comes back."""
    why: str = ""
    strength: str = ""
    """The strongest evidence label of its sources, or empty."""
    note: str = ""
    optional: bool = False
    action: Action | None = None
    source: Item | Routine | None = None
    """What it was made from; None for a log that falls due by itself."""
    version: str = ""
    hash: str = ""
    """Of the plan: which words were shown."""


@dataclass(frozen=True, slots=True)
class Change:
    """The next thing that changes."""

    at: datetime
    line: Line
    change: Literal["opens", "closes", "due"]


@dataclass(frozen=True, slots=True)
class Agenda:
    """Today, worked out for `now`."""

    now: datetime
    appointments: tuple[Appointment, ...]
    """Standing ones that matter now, soonest first: those to come, and past ones whose aftercare is open."""
    lines: tuple[Line, ...]
    """In the order they are shown: open by when they close, then to come by when they open, then what is past or done.
    None of them is hidden or cancelled."""
    next: Change | None
    to_ask: tuple[Line, ...]
    """Avoid-items whose windows have closed and that nobody has asked about yet."""
    unshown: tuple[Line, ...] = ()
    """Lines whose condition is not met, or whose appointment was cancelled."""
    runs: tuple[Run, ...] = ()
    """Walks to go on with, the newest first."""


def agenda(
    in_use: Sequence[InUse],
    appointments: Sequence[Appointment],
    marks: Sequence[Mark],
    entries: Sequence[Entry],
    now: datetime,
    *,
    cautions: Mapping[str, Value] | None = None,
    runs: Sequence[Run] = (),
) -> Agenda:
    """The agenda at `now` (aware, in the person's zone). Records come in order; those that do not matter do no harm."""
    raise NotImplementedError


def read(env: Env) -> Agenda:
    """The agenda now. Asks the journal for what can still matter, never for its whole history."""
    raise NotImplementedError
