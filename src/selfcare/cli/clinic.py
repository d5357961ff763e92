"""What was answered, for a clinic: the journal's entries with their questions as they were put, as FHIR R4.

Called by `export --format fhir`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from selfcare import planfile
from selfcare.core import ledger
from selfcare.planfile import leaving
from selfcare.share.fhir import bundle
from selfcare.share.fhir.asked import Asked

if TYPE_CHECKING:
    from selfcare.core.ledger import Entry
    from selfcare.core.ports import Env
    from selfcare.core.question import Log
    from selfcare.journal.store import Store


def lines(env: Env, journal: Store) -> Iterator[str]:
    """The file's lines, made while they are read."""
    entries = (entry for month in journal.by_month(ledger.ENTRY_KINDS) for entry in ledger.entries(month))
    return bundle.lines(entries, _questions(env), env.clock.now())


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
