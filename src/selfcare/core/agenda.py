"""What is open, next, kept, slipped or missed, and why: a pure function of plans, appointments, records and now.

Which lines there are changes at local midnight only; how they stand changes at their own instants. `roster` makes the
lines, `judge` says how each stands, this module puts them in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from selfcare.core import ledger, occasions, roster, when
from selfcare.core.condition import Condition, reach
from selfcare.core.flags import pinned
from selfcare.core.frozen import field, frozen
from selfcare.core.ledger import Appointment, Entry, Mark, Run
from selfcare.core.line import Line, State
from selfcare.core.occasions import Records
from selfcare.core.ports import Env, InUse
from selfcare.core.question import Value
from selfcare.core.when import Span

if TYPE_CHECKING:
    from selfcare.core.several import Dispute

__all__ = ["Agenda", "Change", "Line", "State", "agenda", "changes", "read", "reader"]

LOOKS_BACK = Span(days=32)
"""How far back answers can matter where no condition reaches further: preparations for a visit two weeks ago."""

GOES_ON = Span(days=2)
"""How long Today offers to go on with a walk."""

_UNSHOWN = ("hidden", "cancelled")


@frozen
class Change:
    """The next thing that changes."""

    at: datetime
    line: Line
    change: Literal["opens", "closes", "due"]


@frozen
class Episode:
    """An attack, a flare: what a log of each episode was opened with, and nobody has ended."""

    entry: Entry
    title: str
    """Of its log."""


@frozen
class Agenda:
    """Today, worked out for `now`."""

    now: datetime
    appointments: tuple[Appointment, ...]
    """Standing ones that matter now, soonest first: those to come, and past ones whose aftercare is open.
    Titles and lengths are filled in from the plans."""
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
    episodes: tuple[Episode, ...] = ()
    """Those that go on, in the order they began."""
    disputes: tuple[Dispute, ...] = ()
    """Rules of different plans that cannot both be kept: both are among the lines, as they are."""
    burdens: tuple[str, ...] = ()
    """Where several plans together ask too much at once, in sentences."""
    signs: tuple[str, ...] = ()
    """Warning signs that stay in sight."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Of the plans in use, by id, where there are several."""


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
    records = Records.of(appointments, marks, entries, cautions or {}, now)
    found = [line for used in in_use for line in roster.lines(used, records)]
    together = _compared(in_use, found, records) if len(in_use) > 1 else Together(found)
    found = together.lines
    shown = tuple(sorted((line for line in found if line.state not in _UNSHOWN), key=_order))
    return Agenda(
        now=now,
        appointments=occasions.matter(in_use, appointments, shown, now),
        lines=shown,
        next=min(changes(shown, now), key=_urgency, default=None),
        to_ask=tuple(line for line in shown if line.to_ask),
        unshown=tuple(line for line in found if line.state in _UNSHOWN),
        runs=tuple(runs),
        episodes=tuple(_episodes(in_use, records)),
        disputes=together.disputes,
        burdens=together.burdens,
        signs=pinned(used.plan for used in in_use),
        titles=together.titles,
    )


def _episodes(in_use: Sequence[InUse], records: Records) -> list[Episode]:
    """The open ones of the plans that are followed."""
    logs = [(used.plan.id, log) for used in in_use for log in used.plan.logs.values() if log.per == "episode"]
    found = [
        Episode(entry, log.title)
        for plan, log in logs
        for entry in records.entries_of(plan, log)
        if ledger.is_open(entry, records.now)
    ]
    return sorted(found, key=lambda each: (each.entry.about.timestamp(), each.entry.id))


class Together(NamedTuple):
    """What the lines of all plans come to. Whoever follows one plan does not wait for a comparison."""

    lines: list[Line]
    disputes: tuple[Dispute, ...] = ()
    burdens: tuple[str, ...] = ()
    titles: Mapping[str, str] = {}


def _compared(in_use: Sequence[InUse], found: Sequence[Line], records: Records) -> Together:
    from selfcare.core.burden import too_much
    from selfcare.core.inherited import once
    from selfcare.core.several import met

    plans = {used.plan.id: used.plan for used in in_use}
    titles = {name: plan.title for name, plan in plans.items()}
    lines, disputes = met(once(found, plans), records, titles)
    return Together(lines, disputes, tuple(too_much(lines, plans, records.now)), titles)


def read(env: Env, plans: Sequence[InUse] | None = None) -> Agenda:
    """The agenda now, of the plans in use unless others are given."""
    return reader(env, plans)(env.clock.now())


def reader(env: Env, plans: Sequence[InUse] | None = None) -> Callable[[datetime], Agenda]:
    """The agenda at any instant from now on, from one look at the journal.

    Asks for what can still matter, never for the whole history.
    """
    now, journal = env.clock.now(), env.journal
    in_use = env.shelf.in_use() if plans is None else plans
    answers = journal.events(
        (*ledger.MARK_KINDS, *ledger.RUN_KINDS, *ledger.ENTRY_KINDS, *ledger.EPISODE_KINDS),
        since=since(in_use, now),
    )
    recently = when.earlier(now, GOES_ON).timestamp()
    appointments = ledger.appointments(journal.events(ledger.APPOINTMENT_KINDS))
    marks, entries, cautions = ledger.marks(answers), ledger.entries(answers), env.shelf.cautions()
    runs = [run for run in ledger.open_runs(answers) if run.started.timestamp() > recently]

    def at(instant: datetime) -> Agenda:
        return agenda(in_use, appointments, marks, entries, instant, cautions=cautions, runs=runs)

    return at


def since(in_use: Sequence[InUse], now: datetime) -> datetime:
    """From when on answers can matter to what these plans put on the agenda."""
    return when.earlier(now, looks_back(condition for used in in_use for condition in roster.conditions(used.plan)))


def looks_back(conditions: Iterable[Condition | None]) -> Span:
    """How far back entries can matter to these conditions, and a day more: entries were of other zones' days."""
    return Span(days=max(LOOKS_BACK.days, reach(conditions) + 1))


def changes(lines: Iterable[Line], now: datetime) -> list[Change]:
    """The next change of each line that still has one, after `now`."""
    return [change for line in lines if (change := _change(line, now))]


def _change(line: Line, now: datetime) -> Change | None:
    """A line that waits opens or falls due, one that is open closes; what was answered changes no more."""
    if line.state == "upcoming":
        comes = line.until or line.at or line.opens
        return Change(comes, line, "due" if comes == line.at else "opens") if comes else None
    if line.state == "open" and line.closes and line.closes.timestamp() > now.timestamp():
        return Change(line.closes, line, "closes")
    return None


def _urgency(change: Change) -> tuple[float, int]:
    """Sooner first. At one instant: the last moment for something, then what falls due, then what can be begun."""
    return change.at.timestamp(), _rank(change)


def _rank(change: Change) -> int:
    is_avoid = change.line.kind == "avoid"
    match change.change:
        case "opens":
            return 0 if is_avoid else 3
        case "closes":
            return 4 if is_avoid else 1
        case _:
            return 2


def _order(line: Line) -> tuple[int, float, float]:
    """Open by when it closes, to come by when it opens, what is to be asked about, then the rest by its answer.

    Sorting is stable: what is alike stays in the order of the plans.
    """
    opens = _timestamp(line.until or line.opens)
    closes = _timestamp(line.closes)
    match line.state:
        case "open":
            return 0, closes, opens
        case "upcoming":
            return 1, opens, closes
        case "unasked":
            return 2, closes, opens
        case _:
            return 3, _timestamp(line.answered or line.closes), opens


def _timestamp(instant: datetime | None) -> float:
    return instant.timestamp() if instant else 0.0
