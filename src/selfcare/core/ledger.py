"""Views of events: pure functions from live events to what stands. The journal hands in live events only.

Each view looks at the kinds it knows and passes over the rest, so any list of events will do, in any order: what came
later is told by the answered instant, then by the id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, tzinfo
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

from selfcare.core import when
from selfcare.core.event import Event, Json
from selfcare.core.frozen import frozen, replace
from selfcare.core.question import Value

MarkKind = Literal["ticked", "kept", "slipped", "skipped", "snoozed"]

_MARKS: dict[str, MarkKind] = {
    "item.ticked": "ticked",
    "item.kept": "kept",
    "item.slipped": "slipped",
    "item.skipped": "skipped",
    "item.snoozed": "snoozed",
    "run.finished": "ticked",
}

MARK_KINDS = tuple(_MARKS)
APPOINTMENT_KINDS = ("appointment.made", "appointment.moved", "appointment.cancelled", "appointment.done")
ENTRY_KINDS = ("entry.recorded", "entry.corrected")
EPISODE_KINDS = ("episode.ended",)
RUN_KINDS = ("run.started", "run.finished", "run.left")
SESSION_KINDS = ("session.recorded",)
PLAN_KINDS = ("plan.used", "plan.dropped")
CHOICE_KINDS = ("setting.changed",)
"""What to ask the journal for, for each view."""


@frozen
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
    made: datetime | None = None
    moved: datetime | None = None
    """When it was written down, and when it was last moved."""


@frozen
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
    ended: datetime | None = None
    """When the episode that it opened was over; known where `EPISODE_KINDS` were asked for as well."""

    @property
    def origin(self) -> str:
        """The id it was first recorded under. Corrections supersede that one, so it names the entry for good."""
        return self.supersedes or self.id


@frozen
class Mark:
    """What a person said about one item or routine of one occurrence. A finished run ticks its routine."""

    id: str
    kind: MarkKind
    plan: str
    path: str
    occurrence: str
    about: datetime
    answered: datetime
    note: str = ""
    until: datetime | None = None
    """For `snoozed`."""


@frozen
class Session:
    """A practice: breathing or a sitting, alone or as a step."""

    id: str
    plan: str
    path: str
    started: datetime
    seconds: float
    outcome: Literal["done", "stopped"]
    receipt: Mapping[str, Json]
    planned: float | None = None
    """How long it was meant to be, in seconds."""


@frozen
class PlanUse:
    """A plan that is followed: which closure, and since when."""

    id: str
    hash: str
    version: str
    title: str
    author: str
    since: datetime
    """When it was taken up; a newer version of it changes nothing about that."""


@frozen
class Run:
    """A walk that was begun and neither finished nor left."""

    id: str
    plan: str
    version: str
    hash: str
    path: str
    """`routine.morning`, `checklist.prep`."""
    occurrence: str
    started: datetime
    items: tuple[str, ...] = ()
    """Of a checklist: the names of the items it was begun with."""


LONGEST = timedelta(days=31)
"""An episode that nobody ended in so long is not asked about any more: when it was over is not known."""

Record = TypeVar("Record", Event, Entry, Mark)


def appointments(events: Iterable[Event]) -> tuple[Appointment, ...]:
    """All of them, cancelled ones too, by when they start. What has no readable time is passed over."""
    standing: dict[str, Appointment] = {}
    for event in in_order(events):
        starts, name = _starts(event), _word(event, "appointment")
        if event.kind == "appointment.made" and starts:
            standing[event.id] = _made(event, starts)
        elif event.kind == "appointment.moved" and starts and name in standing:
            standing[name] = _moved(standing[name], event, starts)
        elif event.kind == "appointment.cancelled" and name in standing:
            standing[name] = replace(standing[name], status="cancelled")
        elif event.kind == "appointment.done" and name in standing:
            standing[name] = replace(standing[name], status="done")
    return tuple(sorted(standing.values(), key=lambda each: (each.starts.timestamp(), each.id)))


def entries(events: Iterable[Event]) -> tuple[Entry, ...]:
    """Filled-in logs, by when they were answered; a corrected one once, as corrected.

    Of two ends of one episode the later word counts.
    """
    told = in_order(events)
    ended = {event.occurrence: event.about for event in told if event.kind in EPISODE_KINDS}
    return tuple(
        Entry(
            id=event.id,
            plan=event.plan,
            version=event.version,
            hash=event.hash,
            log=event.path.removeprefix("log."),
            about=event.about,
            answered=event.answered,
            values={name: answer for name, given in event.values.items() if (answer := value(given)) is not None},
            note=event.note,
            occurrence=event.occurrence,
            supersedes=event.supersedes,
            ended=ended.get(event.supersedes or event.id) if ended else None,
        )
        for event in told
        if event.kind in ENTRY_KINDS
    )


def is_open(entry: Entry, now: datetime) -> bool:
    """Whether the episode that it opened went on at `now`, as far as anybody has said by today."""
    here, began = now.timestamp(), entry.about.timestamp()
    is_over = entry.ended is not None and entry.ended.timestamp() <= here
    return not is_over and began <= here < began + LONGEST.total_seconds()


def marks(events: Iterable[Event]) -> tuple[Mark, ...]:
    """What was said about items and routines, by when it was answered."""
    return tuple(_mark(event) for event in in_order(events) if event.kind in MARK_KINDS)


def sessions(events: Iterable[Event]) -> tuple[Session, ...]:
    """Practices, by when they were recorded."""
    return tuple(_session(event) for event in in_order(events) if event.kind in SESSION_KINDS)


def plans_in_use(events: Iterable[Event]) -> dict[str, PlanUse]:
    """Plan id to what is followed, in the order the plans were taken up."""
    used: dict[str, PlanUse] = {}
    for event in in_order(events):
        if event.kind == "plan.dropped":
            used.pop(event.plan, None)
        elif event.kind == "plan.used":
            before = used.get(event.plan)
            used[event.plan] = PlanUse(
                id=event.plan,
                hash=_word(event, "hash"),
                version=_word(event, "version"),
                title=_word(event, "title"),
                author=_word(event, "author"),
                since=before.since if before else event.about,
            )
    return used


def choices(events: Iterable[Event]) -> dict[str, dict[str, Value]]:
    """Plan id to the settings chosen for it; under the empty id cautions and the region."""
    chosen: dict[str, dict[str, Value]] = {}
    for event in in_order(events):
        if event.kind in CHOICE_KINDS and (choice := value(event.values.get("value"))) is not None:
            chosen.setdefault(event.plan, {})[event.path] = choice
    return chosen


def open_runs(events: Iterable[Event]) -> tuple[Run, ...]:
    """Walks to go on with, the newest first."""
    runs: dict[str, Run] = {}
    for event in in_order(events):
        if event.kind == "run.started":
            runs[event.id] = Run(
                event.id,
                event.plan,
                event.version,
                event.hash,
                event.path,
                event.occurrence,
                event.answered,
                _begun_with(event),
            )
        elif event.kind in RUN_KINDS:
            runs.pop(_word(event, "run"), None)
    return tuple(reversed(runs.values()))


def _begun_with(started: Event) -> tuple[str, ...]:
    stops, inside = started.values.get("stops"), f"{started.path}."
    if not isinstance(stops, list) or not started.path.startswith("checklist."):
        return ()
    paths = [stop.removeprefix(inside) for stop in stops if isinstance(stop, str) and stop.startswith(inside)]
    return tuple(dict.fromkeys(path.partition(".")[0] for path in paths))


def in_order(records: Iterable[Record]) -> list[Record]:
    """By answered instant, then id: the same on every device."""
    return sorted(records, key=lambda record: (record.answered.timestamp(), record.id))


def value(given: Json) -> Value | None:
    """An answer as the journal keeps it, as a value; None for what is no answer."""
    if isinstance(given, list):
        return tuple(word for word in given if isinstance(word, str))
    return given if isinstance(given, bool | int | float | str) else None


def _made(event: Event, starts: datetime) -> Appointment:
    number = event.values.get("number")
    return Appointment(
        id=event.id,
        starts=starts,
        lasts=_seconds(event, "lasts"),
        title=_word(event, "title"),
        practitioner=_word(event, "with"),
        plan=event.plan,
        course=_word(event, "course"),
        number=number if isinstance(number, int) else None,
        made=event.answered,
    )


def _moved(appointment: Appointment, event: Event, starts: datetime) -> Appointment:
    """The latest word counts: one that is moved after it was cancelled stands again."""
    lasts = _seconds(event, "lasts")
    return replace(
        appointment,
        starts=starts,
        lasts=appointment.lasts if lasts is None else lasts,
        status="standing",
        moved=event.answered,
    )


def _starts(event: Event) -> datetime | None:
    local = _time(event, "local")
    return when.local(local.date(), local.time(), _zone(event)) if local else None


def _zone(event: Event) -> tzinfo:
    """The appointment's zone; where this machine has no data for it, the zone of the event."""
    try:
        return ZoneInfo(_word(event, "zone"))
    except (KeyError, ValueError, OSError):
        return event.answered.tzinfo or ZoneInfo("UTC")


def _mark(event: Event) -> Mark:
    return Mark(
        id=event.id,
        kind=_MARKS[event.kind],
        plan=event.plan,
        path=event.path,
        occurrence=event.occurrence,
        about=event.about,
        answered=event.answered,
        note=event.note,
        until=_instant(event, "until"),
    )


def _session(event: Event) -> Session:
    receipt = event.values.get("receipt")
    return Session(
        id=event.id,
        plan=event.plan,
        path=event.path,
        started=_begun_at(event) or event.about,
        seconds=_seconds(event, "seconds") or 0.0,
        outcome="done" if event.values.get("outcome") == "done" else "stopped",
        receipt=receipt if isinstance(receipt, dict) else {},
        planned=_seconds(event, "planned"),
    )


def _begun_at(event: Event) -> datetime | None:
    """When a practice began, with the offset of then: it may have been counted later, and in another zone."""
    given = _time(event, "started")
    here = _instant(event, "started")
    return here if given is None or here is None or here.utcoffset() == given.utcoffset() else given


def _time(event: Event, name: str) -> datetime | None:
    try:
        return datetime.fromisoformat(_word(event, name))
    except ValueError:
        return None


def _instant(event: Event, name: str) -> datetime | None:
    """An ISO instant, in the zone the person was in."""
    given = _time(event, name)
    return given.astimezone(event.answered.tzinfo) if given and given.tzinfo else None


def _word(event: Event, name: str) -> str:
    given = event.values.get(name)
    return given if isinstance(given, str) else ""


def _seconds(event: Event, name: str) -> float | None:
    given = event.values.get(name)
    return float(given) if isinstance(given, int | float) else None
