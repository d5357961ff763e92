"""What was written down, by the time it speaks of, newest first; read page by page: in memory is what was seen.

A filter by log and words to search for narrow it down in the journal. Called by `screens.history`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from selfcare.core import ledger
from selfcare.core.event import Event, place
from selfcare.core.ledger import Entry, Session
from selfcare.core.ports import Journal
from selfcare.core.question import Choice, Field, Simple, show

PAGE = 60
"""Events that are read at once: more than any screen holds."""


class Listing:
    """The newest entries or practices of some paths; no paths: all of them."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._kinds: tuple[str, ...] = ()
        self._paths: tuple[str, ...] = ()
        self._search = ""
        self._events: list[Event] = []
        self.rows: list[Entry | Session] = []
        self.is_whole = True
        """Whether the oldest one has been read."""

    def open(self, kinds: tuple[str, ...], paths: tuple[str, ...] = (), search: str = "") -> None:
        """List these, as far down as was read before if they are the same."""
        is_same = (kinds, paths, search) == (self._kinds, self._paths, self._search)
        count = max(PAGE, len(self._events)) if is_same else PAGE
        self._kinds, self._paths, self._search = kinds, paths, search
        self._events, self.rows = [], []
        self._read(count)

    def reach(self, index: int) -> None:
        """Read on until that row is there, or all are."""
        while index >= len(self.rows) and not self.is_whole:
            self._read(PAGE)

    def _read(self, count: int) -> None:
        before = self._events[-1] if self._events else None
        found: list[Event] = []
        for path in self._paths or (None,):
            found += self._journal.events(
                self._kinds, path=path, newest=count, before=before, search=self._search, by="about"
            )
        found = sorted(found, key=lambda event: place(event, "about"), reverse=True)[:count]
        self.is_whole = len(found) < count
        self._events += found
        entries = {entry.id: entry for entry in ledger.entries([*found, *self._ends(found)])}
        for event in found:
            self.rows += [entries[event.id]] if event.id in entries else ledger.sessions([event])

    def _ends(self, found: Sequence[Event]) -> list[Event]:
        """When episodes were over, since the earliest of these began. They hold no words to search for, and are asked
        for by their kind alone: along the path of a log, every entry that is no episode would be gone through."""
        if not found:
            return []
        since = min((event.about for event in found), key=lambda about: about.timestamp())
        return self._journal.events(ledger.EPISODE_KINDS, since=since)


def counted(rows: Sequence[Entry | Session], fields: Mapping[str, Field], most: int = PAGE) -> str:
    """How often each option was chosen in the newest entries: `of the last 12: woke yes 5, no 7`. Empty without any."""
    entries = [row for row in rows[:most] if isinstance(row, Entry)]
    told = []
    for name, field in fields.items():
        if not isinstance(field.kind, Choice) and field.kind != Simple("yes-no"):
            continue
        given = [entry.values[name] for entry in entries if name in entry.values]
        chosen = Counter(
            show(field, each) for value in given for each in (value if isinstance(value, tuple) else (value,))
        )
        if chosen:
            told.append(f"{name} " + ", ".join(f"{words} {count}" for words, count in chosen.most_common()))
    return f"of the last {len(entries)}: {'; '.join(told)}" if told else ""
