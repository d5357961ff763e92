"""What happened, as rows that never change. The journal stores events and nothing else; `ledger` turns them into views.

| kind | path | values |
|---|---|---|
| `entry.recorded` | `log.stress` | `{field: answer}` |
| `entry.corrected` (supersedes) | as before | all the answers again |
| `episode.ended` | `log.attack` | `{}`; `occurrence` is the entry that opened it, `meant` when it was over |
| `item.ticked`, `.kept`, `.slipped`, `.skipped` | `checklist.prep.caffeine` | `{}`; when it happened is `meant` |
| `item.snoozed` | likewise | `{"until": ISO instant}` |
| `run.started` (its id names the run) | `routine.morning`, `checklist.prep` | `{"stops": paths it began with}` |
| `step.done`, `step.skipped` | `routine.morning.2` | `{"run": id, "seconds": elapsed, "entry": id, of a log}` |
| `run.paused` | the step | `{"run": id, "elapsed": seconds into the step}`, see below |
| `run.finished`, `run.left` | the routine | `{"run": id}` |
| `session.recorded` | `breath.box`, `sitting.breath` | `{"seconds", "planned", "outcome", "started": ISO, "receipt"}` |
| `breath.kept` | `breath.evening` | `{"cycle": ["in 4s", …], "title", "seconds", "rounds"}`: a pattern of one's own |
| `breath.dropped` | likewise | `{}` |
| `appointment.made` (its id names it) | empty | `{"local", "zone", "lasts", "title", "with", "course", "number"}` |
| `appointment.moved` | empty | `{"appointment": id, "local", "zone", "lasts"}` |
| `appointment.cancelled`, `appointment.done` | empty | `{"appointment": id}` |
| `plan.kept` | empty | `{"hash", "files": {name: text}, "root": name}`: a closure, once per version |
| `plan.used` | empty | `{"hash", "version", "title", "author"}` |
| `plan.dropped` | empty | `{}` |
| `setting.changed` | the setting's name | `{"value": …}`; without a plan: a caution (`pregnant` …) or the `region` |
| `removed`, `undone` (supersede) | as the event they end | `{}` |

A practice that rests with its run keeps `started`, `pauses` and `gaps` as its session would, and the `path` of that
session. `outcome` is "done" or "stopped"; `local` is as `2026-12-03T14:30`, `lasts` in seconds or null.

A log of each day, visit or episode has one entry for it: what is answered again is a correction of that entry, with the
other answers as they were (`filing`). An episode is open until an `episode.ended` names its entry; an entry that was
corrected before or after that, on whichever device, has ended all the same, and `undone` opens it again.

An event is live until an event that was not itself undone supersedes it; of two corrections of one event the greater id
wins (`liveness`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from selfcare.core.frozen import field, frozen

Json = bool | int | float | str | None | list["Json"] | dict[str, "Json"]

Order = Literal["answered", "about"]
"""What lists of events go by: when they were written down, or the time that they speak of."""


def place(event: Event, by: Order) -> tuple[float, str]:
    """Where an event stands among others: the same on every device."""
    return (event.about if by == "about" else event.answered).timestamp(), event.id


NOT_ACTS = ("plan.kept", "undone", "run.started", "run.paused", "step.done", "step.skipped")
"""Kinds that `undo` passes over: what nobody would call an act. A finished walk is one, since it ticks its routine."""


@frozen
class Event:
    """One row. Datetimes are aware, in the zone (a `ZoneInfo`) the person was in."""

    id: str
    """UUIDv7, made before the write, so that a retry changes nothing."""
    device: str
    kind: str
    answered: datetime
    plan: str = ""
    version: str = ""
    """The plan's own version word."""
    hash: str = ""
    """The plan's closure."""
    path: str = ""
    occurrence: str = ""
    """What an item or a routine belongs to: an appointment's id, a local day `2026-12-03`, or an anchor entry's id."""
    meant: datetime | None = None
    """The moment the answer is about, where that is not `answered`."""
    shown: datetime | None = None
    values: Mapping[str, Json] = field(default_factory=dict)
    note: str = ""
    supersedes: str = ""

    @property
    def about(self) -> datetime:
        """The instant the event speaks of: `meant`, else `answered`."""
        return self.meant or self.answered

    @property
    def day(self) -> date:
        """The local day the event speaks of."""
        return self.about.date()
