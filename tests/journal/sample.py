"""Events and clocks that the journal's tests share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from selfcare.core.event import Event, Json
from selfcare.core.ports import Journal
from selfcare.core.question import Field, Log, Scale
from selfcare.journal.store import Store, open_store

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 12, 3, 12, tzinfo=BERLIN)


STRESS = Log("stress", "Stress", {"level": Field("level", "Now?", Scale())})
"""What the sample's entries answer."""


def at(minutes: float) -> datetime:
    """So many minutes after noon."""
    return (NOON.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(BERLIN)


def opened(directory: Path, now: datetime = NOON) -> Store:
    return open_store(directory, now=lambda: now)


def event(
    store: Journal,
    kind: str = "entry.recorded",
    minutes: float = 0,
    *,
    path: str = "log.stress",
    plan: str = "daily-stress",
    meant: datetime | None = None,
    supersedes: str = "",
    values: Mapping[str, Json] | None = None,
) -> Event:
    return Event(
        id=store.new_id(),
        device=store.device,
        kind=kind,
        answered=at(minutes),
        plan=plan,
        path=path,
        meant=meant,
        values=({"level": 4} if kind.startswith("entry.") else {}) if values is None else values,
        supersedes=supersedes,
    )


def saved(store: Store, kind: str = "entry.recorded", minutes: float = 0, supersedes: str = "") -> Event:
    """An event that was appended."""
    one = event(store, kind, minutes, supersedes=supersedes)
    store.append(one)
    return one
