"""Views of events: pure functions from live events to what stands. The journal hands in live events only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from selfcare.core.event import Json
from selfcare.core.question import Value


@dataclass(frozen=True, slots=True)
class Appointment:
    """One appointment as it stands now, after moves."""

    id: str
    starts: datetime
    """Aware, in its own zone; from the local time and zone it was given in."""
    lasts: float | None
    """Seconds; None: what the plan says."""
    title: str = ""
    practitioner: str = ""
    plan: str = ""
    """Empty: it serves every plan in use that has an appointment checklist."""
    course: str = ""
    number: int | None = None
    status: Literal["standing", "cancelled", "done"] = "standing"
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One filled-in log."""

    id: str
    plan: str
    version: str
    hash: str
    log: str
    """The log's name, without `log.`."""
    about: datetime
    answered: datetime
    values: Mapping[str, Value]
    note: str = ""
    occurrence: str = ""
    supersedes: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person said about one item or routine of one occurrence."""

    id: str
    kind: Literal["ticked", "kept", "slipped", "skipped", "snoozed"]
    plan: str
    path: str
    occurrence: str
    about: datetime
    answered: datetime
    note: str = ""
    until: datetime | None = None
    """For `snoozed`."""


@dataclass(frozen=True, slots=True)
class Session:
    """A practice: breathing or a sitting, alone or as a step."""

    id: str
    plan: str
    path: str
    started: datetime
    seconds: float
    outcome: Literal["done", "stopped"]
    receipt: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class PlanUse:
    """A plan that is followed: which closure, and since when."""

    id: str
    hash: str
    version: str
    title: str
    author: str
    since: datetime
