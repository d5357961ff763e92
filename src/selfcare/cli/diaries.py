"""The journal as a diary, a month at a time: what stands, with the questions of then. Called by `export`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from heapq import merge
from typing import TYPE_CHECKING

from selfcare.core import diary, ledger
from selfcare.core.diary import Line

if TYPE_CHECKING:
    from selfcare.core.ledger import Entry
    from selfcare.core.ports import Env
    from selfcare.core.question import Log
    from selfcare.journal.store import Store


def lines(env: Env, journal: Store) -> Iterator[Line]:
    """Everything that stands, by what it is about."""
    asked = _questions(env)
    recorded = (line for month in journal.by_month(diary.KINDS) for line in diary.lines(month, asked))
    visits = diary.visits(journal.events(ledger.APPOINTMENT_KINDS))
    return merge(recorded, visits, key=diary.order)


def _questions(env: Env) -> Callable[[Entry], Log | None]:
    """The log of an entry, as it was asked then; else as it is asked now."""
    from selfcare.cli.logs import known_logs

    now = {name: log for name, (_, log) in known_logs(env).items()}
    known: dict[tuple[str, str], Log | None] = {}

    def asked(entry: Entry) -> Log | None:
        key = entry.hash, entry.log
        if key not in known:
            kept = env.shelf.version(entry.hash) if entry.hash else None
            known[key] = kept.logs.get(entry.log) if kept else now.get(entry.log)
        return known[key]

    return asked
