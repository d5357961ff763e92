"""A journal that is written nowhere: what is tried in a preview ends with it.

It shows what had happened by the clock it is given, which may go back: then what came later is not there yet.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime

from selfcare.core import ledger, trend
from selfcare.core.canonical import canonical
from selfcare.core.event import NOT_ACTS, Event, Order, place
from selfcare.core.liveness import Link, ended
from selfcare.core.question import Field, Log
from selfcare.core.trend import DayMedian
from selfcare.errors import NotFoundError
from selfcare.journal.ids import IdMaker


class Views:
    """What is asked of events that are all in memory; `_standing` gives those that stand, in order."""

    def _standing(self) -> list[Event]:
        raise NotImplementedError

    def events(
        self,
        kinds: Collection[str] = (),
        *,
        plan: str | None = None,
        path: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        newest: int | None = None,
        before: Event | None = None,
        search: str = "",
        by: Order = "answered",
    ) -> list[Event]:
        """Live events in order; see the port for the bounds."""
        words = search.casefold().split()
        found = [
            event
            for event in self._standing()
            if event.kind not in ("removed", "undone")
            and (not kinds or event.kind in kinds)
            and (plan is None or event.plan == plan)
            and (path is None or event.path == path)
            and (since is None or event.about.timestamp() >= since.timestamp())
            and (until is None or event.about.timestamp() < until.timestamp())
            and (before is None or place(event, by) < place(before, by))
            and (not words or all(word in _said(event) for word in words))
        ]
        found.sort(key=lambda event: place(event, by))
        return found if newest is None else found[max(0, len(found) - newest) :]

    def days(
        self,
        log: Log,
        field: Field,
        *,
        since: date | None = None,
        until: date | None = None,
        first: int | None = None,
    ) -> list[DayMedian]:
        """Days with a number, in order; see the port."""
        return [
            day
            for day in trend.day_medians(ledger.entries(self.events(ledger.ENTRY_KINDS)), log, field)
            if (since is None or day.day >= since) and (until is None or day.day <= until)
        ][:first]

    def logs(self) -> tuple[str, ...]:
        """The logs with entries, the latest answered first; see the port."""
        entries = ledger.entries(self.events(ledger.ENTRY_KINDS))
        return tuple(dict.fromkeys(entry.log for entry in reversed(entries)))


def _said(event: Event) -> str:
    return f"{event.note} {canonical(event.values)}".casefold()


class MemoryJournal(Views):
    """Implements `ports.Journal`. `now` gives an aware datetime."""

    device = "preview"

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._ids = IdMaker()
        self._given: tuple[Event, ...] = ()
        self._rows: dict[str, Event] = {}
        self._drafts: dict[str, str] = {}
        self._writes = 0

    def give(self, events: Iterable[Event]) -> None:
        """What is there without anybody's act, in place of what was given before. It cannot be undone."""
        self._given = tuple(events)
        self._writes += 1

    @property
    def sequence(self) -> int:
        """Grows with every write."""
        return self._writes

    def new_id(self) -> str:
        """Greater than every id before it, also after the clock went back."""
        return self._ids.after(int(self._now().timestamp() * 1000), max(self._rows, default=""))

    def append(self, *events: Event) -> None:
        """Keep them until the end."""
        self._rows |= {event.id: event for event in events if event.id not in self._rows}
        self._writes += 1

    def _standing(self) -> list[Event]:
        now = self._now().timestamp()
        known = [event for event in (*self._given, *self._rows.values()) if event.answered.timestamp() <= now]
        over = ended(Link(event.id, event.kind, event.supersedes) for event in known)
        return ledger.in_order(event for event in known if event.id not in over)

    def find(self, ending: str) -> Event:
        """The live event whose id ends so. Raises `NotFoundError`."""
        for event in self.events():
            if event.id.endswith(ending):
                return event
        raise NotFoundError(f"no entry's id ends in {ending}")

    def last(self) -> Event | None:
        """The last act of the person; what was given is none."""
        given = {event.id for event in self._given}
        acts = (event for event in self._standing() if event.kind not in NOT_ACTS and event.id not in given)
        return max(acts, key=lambda event: event.id, default=None)

    def closure(self, hash: str) -> Mapping[str, str]:
        """The files of a kept plan version, the root first. Raises `NotFoundError`."""
        for event in (*self._given, *self._rows.values()):
            files = event.values.get("files")
            if event.kind == "plan.kept" and event.values.get("hash") == hash and isinstance(files, dict):
                root = event.values.get("root")
                return {name: str(files[name]) for name in sorted(files, key=lambda name: (name != root, name))}
        raise NotFoundError("that version of the plan was not kept")

    def tidy(self) -> None:
        """There is no copy of the day."""

    def save_draft(self, key: str, text: str) -> None:
        """Keep a half-typed answer; an empty text drops it."""
        self._drafts[key] = text
        if not text:
            del self._drafts[key]

    def drafts(self) -> Mapping[str, str]:
        """Half-typed answers, by key."""
        return dict(self._drafts)
