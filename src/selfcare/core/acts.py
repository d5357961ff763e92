"""What a person does, as the event that records it. Pure: ids and the time come in as a `Stamp`.

The shells append what they get here; nobody else spells an event out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from selfcare.core.event import Event, Json
from selfcare.core.frozen import frozen, replace

TYPE_CHECKING = False  # what only types need would cost a quick entry more than everything else here
if TYPE_CHECKING:
    from typing import Literal, Protocol

    from selfcare.core.agenda import Line
    from selfcare.core.breath import Pattern
    from selfcare.core.ledger import Appointment, Entry, Run
    from selfcare.core.plan import Plan
    from selfcare.core.ports import Env
    from selfcare.core.question import Value

    class Author(Protocol):
        """Whose words were answered: a plan, or just what names it."""

        @property
        def id(self) -> str:
            """Of the plan."""

        @property
        def version(self) -> str:
            """Its own version word."""

        @property
        def hash(self) -> str:
            """Of its closure."""


@frozen
class Stamp:
    """A fresh id, this device and the instant: what every new event needs. Use each once."""

    id: str
    device: str
    now: datetime


def stamp(env: Env) -> Stamp:
    """The stamp for one event, now."""
    return Stamp(env.journal.new_id(), env.journal.device, env.clock.now())


def tick(line: Line, stamp: Stamp, meant: datetime | None = None, note: str = "") -> Event:
    """It was done; `meant` where that was not now."""
    return _said("item.ticked", line, stamp, meant, note)


def slip(line: Line, stamp: Stamp, meant: datetime | None = None, note: str = "") -> Event:
    """It didn't happen, or what was to be left out was not; `meant` is when, `note` the person's word."""
    return _said("item.slipped", line, stamp, meant, note)


def keep(line: Line, stamp: Stamp) -> Event:
    """An avoid-item was kept: the answer to the question at the end of its window."""
    return _said("item.kept", line, stamp)


def skip(line: Line, stamp: Stamp, note: str = "") -> Event:
    """Left out on purpose, or asked about and not answered."""
    return _said("item.skipped", line, stamp, None, note)


def snooze(line: Line, until: datetime, stamp: Stamp) -> Event:
    """Put off; `until` lies inside the line's window."""
    return replace(_said("item.snoozed", line, stamp), values={"until": until.isoformat()})


def record_entry(
    log: str,
    values: Mapping[str, Value],
    stamp: Stamp,
    *,
    plan: Author | None = None,
    occurrence: str = "",
    meant: datetime | None = None,
    shown: datetime | None = None,
    note: str = "",
) -> Event:
    """A filled-in log. Without a plan, one of the built-in logs."""
    return replace(
        _event("entry.recorded", stamp, plan),
        path=f"log.{log}",
        occurrence=occurrence,
        meant=meant,
        shown=shown,
        values=_json(values),
        note=note,
    )


def correct(
    entry: Entry, values: Mapping[str, Value], stamp: Stamp, *, meant: datetime | None = None, note: str | None = None
) -> Event:
    """The whole entry anew. It supersedes the first record, so that of two corrections the later one stands.

    An entry of the day goes with its time to another day.
    """
    is_of_its_day = entry.occurrence == entry.about.date().isoformat()
    return replace(
        _of_entry("entry.corrected", entry, stamp),
        occurrence=meant.date().isoformat() if meant and is_of_its_day else entry.occurrence,
        meant=meant or entry.about,
        values=_json(values),
        note=entry.note if note is None else note,
        supersedes=entry.origin,
    )


def end_episode(entry: Entry, stamp: Stamp, *, meant: datetime | None = None) -> Event:
    """The episode that this entry opened is over; `meant` is when, where that is not now."""
    return replace(_of_entry("episode.ended", entry, stamp), occurrence=entry.origin, meant=meant)


def remove(entry: Entry, stamp: Stamp) -> Event:
    """The entry no longer counts. It stays in the journal and comes back with `undo`."""
    return replace(_of_entry("removed", entry, stamp), occurrence=entry.occurrence, supersedes=entry.id)


def undo(event: Event, stamp: Stamp) -> Event:
    """Take one act back."""
    return replace(
        event,
        id=stamp.id,
        device=stamp.device,
        kind="undone",
        answered=stamp.now,
        meant=None,
        shown=None,
        values={},
        note="",
        supersedes=event.id,
    )


def make_appointment(
    starts: datetime,
    stamp: Stamp,
    *,
    lasts: float | None = None,
    title: str = "",
    practitioner: str = "",
    plan: str = "",
    course: str = "",
    number: int | None = None,
) -> Event:
    """A new appointment; the event's id names it. `starts` is aware, in a `ZoneInfo`; `lasts` is in seconds."""
    return replace(
        _event("appointment.made", stamp),
        plan=plan,
        values={
            **_place(starts, lasts),
            "title": title,
            "with": practitioner,
            "course": course,
            "number": number,
        },
    )


def move(appointment: Appointment, starts: datetime, stamp: Stamp, lasts: float | None = None) -> Event:
    """Another time; without `lasts` it keeps its length."""
    moved: dict[str, Json] = {"appointment": appointment.id, **_place(starts, lasts)}
    return replace(_event("appointment.moved", stamp), plan=appointment.plan, values=moved)


def cancel(appointment: Appointment, stamp: Stamp) -> Event:
    """It will not take place."""
    return _about("appointment.cancelled", appointment, stamp)


def finish(appointment: Appointment, stamp: Stamp) -> Event:
    """It took place."""
    return _about("appointment.done", appointment, stamp)


def keep_plan(plan: Plan, files: Mapping[str, str], root: str, stamp: Stamp) -> Event:
    """A plan's closure for the journal: file names to texts, `root` the plan's own file."""
    kept: dict[str, Json] = {"hash": plan.hash, "files": dict(files), "root": root}
    return replace(_event("plan.kept", stamp, plan), values=kept)


def use_plan(plan: Plan, stamp: Stamp) -> Event:
    """Follow a plan, or a newer version of it."""
    used: dict[str, Json] = {
        "hash": plan.hash,
        "version": plan.version,
        "title": plan.title,
        "author": plan.author,
    }
    return replace(_event("plan.used", stamp, plan), values=used)


def drop_plan(plan: str, stamp: Stamp) -> Event:
    """Stop following the plan with this id."""
    return replace(_event("plan.dropped", stamp), plan=plan)


def choose(plan: str, setting: str, value: Value, stamp: Stamp) -> Event:
    """Choose a setting; with an empty plan id a caution or the region."""
    return replace(_event("setting.changed", stamp), plan=plan, path=setting, values=_json({"value": value}))


def record_session(
    path: str,
    started: datetime,
    seconds: float,
    stamp: Stamp,
    *,
    planned: float | None = None,
    outcome: Literal["done", "stopped"] = "done",
    receipt: Mapping[str, Json] | None = None,
    plan: Plan | None = None,
    occurrence: str = "",
) -> Event:
    """A practice (`breath.box`, `sitting.breath`): so many seconds of those that were planned."""
    values: dict[str, Json] = {
        "seconds": round(seconds, 3),
        "planned": planned,
        "outcome": outcome,
        "started": started.isoformat(),
        "receipt": dict(receipt or {}),
    }
    return replace(_event("session.recorded", stamp, plan), path=path, occurrence=occurrence, values=values)


def keep_pattern(own: Pattern, stamp: Stamp) -> Event:
    """A breathing pattern of one's own under its name; it takes the place of an earlier one of that name."""
    from selfcare.core.own import values

    return replace(_event("breath.kept", stamp), path=f"breath.{own.name}", values=values(own))


def drop_pattern(name: str, stamp: Stamp) -> Event:
    """A pattern of one's own is not to be offered any more. What was breathed by it stays."""
    return replace(_event("breath.dropped", stamp), path=f"breath.{name}")


def start_run(path: str, stamp: Stamp, plan: Plan | None = None, occurrence: str = "") -> Event:
    """A walk through `routine.NAME` or `checklist.NAME` begins; the event's id names the run."""
    return replace(_event("run.started", stamp, plan), path=path, occurrence=occurrence)


def do_step(run: Run, step: str, seconds: float, stamp: Stamp, *, skipped: bool = False) -> Event:
    """A step of a walk is behind: `step` is its path, `routine.morning.2`."""
    return _of_run("step.skipped" if skipped else "step.done", run, stamp, step, {"seconds": seconds})


def pause_run(run: Run, step: str, elapsed: float, stamp: Stamp, practice: Mapping[str, Json] | None = None) -> Event:
    """A walk rests so many seconds into a step; of a practice under way also `started`, `pauses`, `gaps`, `path`."""
    return _of_run("run.paused", run, stamp, step, {"elapsed": elapsed, **(practice or {})})


def finish_run(run: Run, stamp: Stamp) -> Event:
    """A walk came to its end."""
    return _of_run("run.finished", run, stamp, run.path)


def leave_run(run: Run, stamp: Stamp) -> Event:
    """A walk is not to be gone on with."""
    return _of_run("run.left", run, stamp, run.path)


def _event(kind: str, stamp: Stamp, plan: Author | None = None) -> Event:
    return Event(
        id=stamp.id,
        device=stamp.device,
        kind=kind,
        answered=stamp.now,
        plan=plan.id if plan else "",
        version=plan.version if plan else "",
        hash=plan.hash if plan else "",
    )


def _of_entry(kind: str, entry: Entry, stamp: Stamp) -> Event:
    return Event(
        id=stamp.id,
        device=stamp.device,
        kind=kind,
        answered=stamp.now,
        plan=entry.plan,
        version=entry.version,
        hash=entry.hash,
        path=f"log.{entry.log}",
    )


def _said(kind: str, line: Line, stamp: Stamp, meant: datetime | None = None, note: str = "") -> Event:
    return Event(
        id=stamp.id,
        device=stamp.device,
        kind=kind,
        answered=stamp.now,
        plan=line.plan,
        version=line.version,
        hash=line.hash,
        path=line.path,
        occurrence=line.occurrence,
        meant=meant,
        note=note,
    )


def _of_run(kind: str, run: Run, stamp: Stamp, path: str, values: Mapping[str, Json] | None = None) -> Event:
    return Event(
        id=stamp.id,
        device=stamp.device,
        kind=kind,
        answered=stamp.now,
        plan=run.plan,
        version=run.version,
        hash=run.hash,
        path=path,
        occurrence=run.occurrence,
        values={"run": run.id, **(values or {})},
    )


def _about(kind: str, appointment: Appointment, stamp: Stamp) -> Event:
    return replace(_event(kind, stamp), plan=appointment.plan, values={"appointment": appointment.id})


def _place(starts: datetime, lasts: float | None) -> dict[str, Json]:
    local = starts.replace(tzinfo=None).isoformat(timespec="minutes")
    return {"local": local, "zone": str(starts.tzinfo), "lasts": lasts}


def _json(values: Mapping[str, Value]) -> dict[str, Json]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
