"""Entries that were typed or handed in, as the events that record them: where each belongs, and what it adds to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from selfcare.core import acts, filing, form, known, ledger, when
from selfcare.core.event import Event
from selfcare.core.frozen import replace
from selfcare.core.ledger import Entry
from selfcare.core.plan import Plan
from selfcare.core.question import Log, Value
from selfcare.core.typed import up_to_now
from selfcare.core.when import Span
from selfcare.errors import UsageError

if TYPE_CHECKING:
    from selfcare.core.ports import Env

AROUND = Span(days=62)
"""How far from what is answered an entry may be that it is added to: an episode lasts a month, a visit two weeks."""


class Given(NamedTuple):
    """What somebody gave of one entry."""

    values: Mapping[str, Value]
    note: str = ""
    at: str = ""
    """When it was, as typed; of an episode when it began. Empty: now, or what stands."""
    ended: str = ""
    """When an episode was over, as typed; `now` is a word for it."""


class Filed(NamedTuple):
    """What records it."""

    events: tuple[Event, ...]
    entry: Event
    """The entry as it is now, among `events` unless nothing of it was new."""
    adds_to: Entry | None = None
    """The entry that stood before."""
    ended: datetime | None = None


def file(env: Env, plan: Plan | None, log: Log, given: Given, others: Sequence[Event] = ()) -> Filed:
    """The events of one entry. `others` are about to be saved before it. Raises `UsageError`."""
    stamp = acts.stamp(env)
    meant = up_to_now(given.at, stamp.now) if given.at else None
    ended = up_to_now(given.ended, stamp.now) if given.ended else None
    if given.ended:
        refuse_end(log)
    visit = _visit(env, plan, log, meant or stamp.now)
    before = None if log.per == "entry" else _standing(env, plan, log, meant, visit, stamp.now, others)
    if ended is not None and before is None and not given.values:
        raise UsageError(
            f"no episode of '{log.name}' is open; `selfcare edit ENTRY --ended TIME` changes an earlier end"
        )
    answers = filing.added(log, before, given.values) if before else dict(given.values)
    form.refuse_missing(log, answers)
    if before is None:
        entry = acts.record_entry(log.name, answers, stamp, plan=plan, occurrence=visit, meant=meant, note=given.note)
        recorded = [entry]
    else:
        entry = _correction(before, answers, stamp, plan, meant, given.note)
        recorded = [entry] if given.values or given.note or meant else []
    if ended is not None:
        recorded.append(end(env, entry, ended))
    if not recorded:
        raise UsageError(f"nothing to save for '{log.name}'; write FIELD=ANSWER")
    return Filed(tuple(recorded), entry, before, ended)


def refuse_end(log: Log) -> None:
    """Raises `UsageError` for a log whose entries have no end."""
    if log.per != "episode":
        raise UsageError(f"'{log.name}' is no log of episodes, so nothing of it can end; leave --ended out")


def end(env: Env, entry: Event, over: datetime) -> Event:
    """That the episode which `entry` records was over then. Raises `UsageError` for a time before it began."""
    opened = ledger.entries([entry])[0]
    return acts.end_episode(opened, acts.stamp(env), meant=filing.check_end(opened, over))


def _standing(
    env: Env, plan: Plan | None, log: Log, meant: datetime | None, visit: str, now: datetime, others: Sequence[Event]
) -> Entry | None:
    """The entry that is added to. One that says when it began is another episode than the one that is open."""
    kinds = (*ledger.ENTRY_KINDS, *ledger.EPISODE_KINDS)
    paths = known.paths(log)
    since, until = when.earlier(meant or now, AROUND), when.later(meant, AROUND) if meant else None
    found = [event for path in paths for event in env.journal.events(kinds, path=path, since=since, until=until)]
    found += (event for event in others if event.path in paths)
    entries = {entry.origin: entry for entry in ledger.entries(found)}.values()
    name = plan.id if plan else ""
    open_ones = [] if meant else filing.open_episodes(name, log, entries, now)
    return filing.standing(name, log, entries, meant or now, visit, open_ones[-1] if open_ones else None)


def _visit(env: Env, plan: Plan | None, log: Log, about: datetime) -> str:
    if plan is None or log.per != "visit":
        return ""
    return filing.visit(plan, ledger.appointments(env.journal.events(ledger.APPOINTMENT_KINDS)), about)


def _correction(
    before: Entry,
    answers: Mapping[str, Value],
    stamp: acts.Stamp,
    plan: Plan | None,
    meant: datetime | None,
    note: str,
) -> Event:
    """The entry with what was added, read from now on with the words of the plan as it is."""
    both = "\n".join(filter(None, [before.note, note]))
    event = acts.correct(before, answers, stamp, meant=meant, note=both)
    return replace(event, version=plan.version, hash=plan.hash) if plan else event


def told(env: Env, log: Log, filed: Filed) -> list[str]:
    """What is said beside `saved`: what it was added to, that it has ended, and its score."""
    from selfcare.core import scoring, words

    now, hours = env.clock.now(), env.preferences.hours
    entry, before = ledger.entries([filed.entry])[0], filed.adds_to
    began = f"'{log.name}' since {words.moment(entry.about, now, hours)}"
    said = ""
    if filed.ended:
        said = f"{began} is over, at {words.moment(filed.ended, now, hours)}"
    elif log.per == "episode":
        lead = f"added to {began}" if before else f"{began} is open"
        said = f"{lead}; `selfcare log {log.name} --ended now` says that it is over"
    elif before:
        said = f"added to the entry of this {log.per}; `selfcare undo` takes it back"
    score = scoring.told(log, entry.values) if filed.entry in filed.events else ""
    return [part for part in (said, score) if part]


def as_json(log: Log, filed: Filed) -> dict[str, object]:
    """What was saved, as `log --json` says it. Members after `values` are there only where there is something."""
    from selfcare.core import scoring

    entry = ledger.entries([filed.entry])[0]
    more = {
        "added-to": filed.adds_to.origin if filed.adds_to else None,
        "ended": filed.ended.isoformat() if filed.ended else None,
        "score": scoring.score(log, entry.values),
    }
    return {
        "format": 1,
        "saved": filed.events[0].id,
        "path": filed.entry.path,
        "values": dict(filed.entry.values),
        **{name: value for name, value in more.items() if value is not None},
    }
