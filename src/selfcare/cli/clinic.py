"""What was answered, for a clinic: the journal's entries with their questions as they were put, as FHIR R4.

Called by `export --format fhir`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from selfcare import planfile
from selfcare.core import ledger
from selfcare.planfile import leaving
from selfcare.share.fhir import bundle
from selfcare.share.fhir.asked import Asked

if TYPE_CHECKING:
    from selfcare.core.event import Event
    from selfcare.core.ledger import Entry
    from selfcare.core.ports import Env
    from selfcare.core.question import Log
    from selfcare.journal.store import Store

AT_ONCE = timedelta(days=90)
"""How much of a journal is held in memory."""


def lines(env: Env, journal: Store) -> Iterator[str]:
    """The file's lines, made while they are read."""
    return bundle.lines(_entries(journal, env.clock.now()), _questions(env), env.clock.now())


def _entries(journal: Store, now: datetime) -> Iterator[Entry]:
    """Every entry that stands, a stretch at a time, by what it is about."""
    first = next(iter(journal.everything()), None)
    if first is None:
        return
    since, until = None, min(first.answered, now, key=datetime.timestamp)
    while since is None or since.timestamp() < now.timestamp():
        yield from ledger.entries(_stretch(journal, since, until))
        since, until = until, until + AT_ONCE
    yield from ledger.entries(_stretch(journal, since, None))


def _stretch(journal: Store, since: datetime | None, until: datetime | None) -> list[Event]:
    return journal.events(ledger.ENTRY_KINDS, since=since, until=until)


def _questions(env: Env) -> Callable[[Entry], Asked | None]:
    """How the questions of an entry were put: by the version of the plan that was kept, else by the built-in log."""
    known: dict[tuple[str, str], Asked | None] = {}
    built_in = planfile.built_in_logs()

    def asked(entry: Entry) -> Asked | None:
        key = entry.hash, entry.log
        if key not in known:
            known[key] = _kept(env, entry) if entry.hash or entry.plan else _built_in(built_in.get(entry.log))
        return known[key]

    return asked


def _kept(env: Env, entry: Entry) -> Asked | None:
    plan = env.shelf.version(entry.hash) if entry.hash else None
    log = plan.logs.get(entry.log) if plan else None
    if plan is None or log is None:
        return None
    return Asked.by(plan, log, wording=leaving.wording_may_leave(log), codes=leaving.codes(log, plan.language))


def _built_in(log: Log | None) -> Asked | None:
    if log is None:
        return None
    return Asked(log, wording=leaving.wording_may_leave(log), codes=leaving.codes(log, "en"), language="en")
