"""Where an answer goes: into an entry of its own, or into the one that stands for this day, visit or episode.

A log of each day has one entry a day, one of each visit one a visit, one of each episode one from its beginning to its
end. What is answered again is added to that entry: a question that is answered again has the new answer, the others
keep theirs. Walks and the command line ask here before they record anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from selfcare.core.form import asked, renamed
from selfcare.core.judge import after
from selfcare.core.ledger import Appointment, Entry, is_open
from selfcare.core.occasions import MATTERS, ends, serves
from selfcare.core.plan import Plan
from selfcare.core.question import Log, Value
from selfcare.core.scope import belongs
from selfcare.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from selfcare.core.condition import Scope


def open_episodes(plan: str, log: Log, entries: Iterable[Entry], now: datetime) -> list[Entry]:
    """Those of this log (of the plan with that id) that nobody ended, in the order they began."""
    found = (entry for entry in _of(plan, log, entries) if log.per == "episode" and is_open(entry, now))
    return sorted(found, key=_began)


def standing(
    plan: str, log: Log, entries: Iterable[Entry], about: datetime, visit: str = "", episode: Entry | None = None
) -> Entry | None:
    """The entry that answers about `about` are added to; None: they make one of their own.

    Of a log of each visit `visit` names the appointment. An episode is gone on with only where it is `episode`, since
    another may have begun.
    """
    match log.per:
        case "day":
            mine = [entry for entry in _of(plan, log, entries) if entry.about.date() == about.date()]
        case "visit":
            mine = [entry for entry in _of(plan, log, entries) if visit and entry.occurrence == visit]
        case "episode":
            return episode
        case _:
            return None
    return max(mine, key=_began, default=None)


def visit(plan: Plan, appointments: Sequence[Appointment], about: datetime) -> str:
    """The id of the visit that answers about this instant belong to: the nearest, at most two weeks away; or empty."""
    near = {
        each.id: away
        for each in appointments
        if each.status != "cancelled" and serves(each, plan) and (away := _away(each, plan, about)) <= MATTERS
    }
    return min(near, key=lambda name: near[name], default="")


def added(log: Log, before: Entry, given: Mapping[str, Value | None], scope: Scope | None = None) -> dict[str, Value]:
    """All the answers of an entry after `given` was added. None takes an answer away; so does a condition that is no
    longer met."""
    answers: dict[str, Value | None] = {**renamed(log, before.values), **given}
    shown = {field.name for field in asked(log, answers, scope)}
    return {
        name: answer
        for name, answer in answers.items()
        if answer is not None and (name in shown or name not in log.fields)
    }


def check_end(entry: Entry, ended: datetime) -> datetime:
    """When an episode was over. Raises `UsageError` for a time before it began."""
    if after(entry.about, ended):
        raise UsageError(f"it began on {entry.about:%Y-%m-%d} at {entry.about:%H:%M}; write a later time")
    return ended


def _of(plan: str, log: Log, entries: Iterable[Entry]) -> Iterable[Entry]:
    return (entry for entry in entries if entry.plan == plan and belongs(entry, log))


def _began(entry: Entry) -> tuple[float, str]:
    return entry.about.timestamp(), entry.origin


def _away(appointment: Appointment, plan: Plan, about: datetime) -> timedelta:
    starts, over, here = (each.timestamp() for each in (appointment.starts, ends(appointment, plan), about))
    return timedelta(seconds=max(starts - here, here - over, 0.0))
