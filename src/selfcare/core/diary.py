"""What stands of a journal, as lines for those who read it elsewhere: entries, practices, items and visits.

Called by exports for spreadsheets and for reading. A corrected entry is there once, as corrected; a removed one is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Literal

from selfcare.core import ledger
from selfcare.core.event import Event
from selfcare.core.frozen import frozen
from selfcare.core.ledger import Appointment, Entry, Mark, Session
from selfcare.core.question import Field, Log, Number, Scale, Simple, Value, plain_number, show

KINDS = (*ledger.ENTRY_KINDS, *ledger.SESSION_KINDS, *ledger.MARK_KINDS)
"""What to ask the journal for, for `lines`. Visits are told by `visits`."""


@frozen
class Answer:
    """One value of a line."""

    field: str
    value: bool | int | float | str
    said: str
    """As the person would say it."""
    asked: str = ""
    """The question's words; empty where nobody knows them any more."""
    unit: str = ""
    scale: str = ""
    """`0 to 10`: from the least to the most that could be answered."""


@frozen
class Line:
    """One thing that was recorded."""

    kind: Literal["entry", "practice", "item", "visit"]
    about: datetime
    """When it was, in the zone of then."""
    id: str
    path: str
    """The log's name; of practices and items their path; of visits empty."""
    title: str
    answers: tuple[Answer, ...]
    plan: str = ""
    version: str = ""
    note: str = ""


def lines(events: Iterable[Event], asked: Callable[[Entry], Log | None]) -> list[Line]:
    """Entries, practices and items of these live events, by what they are about. `asked` knows the log of then."""
    held = list(events)
    found = [
        *(_entry(each, asked(each)) for each in ledger.entries(held)),
        *(_practice(each) for each in ledger.sessions(held)),
        *(_item(each) for each in ledger.marks(held)),
    ]
    return sorted(found, key=order)


def visits(events: Iterable[Event]) -> list[Line]:
    """Appointments as they stand, by when they start."""
    return [_visit(each) for each in ledger.appointments(events)]


def order(line: Line) -> tuple[float, str]:
    """Lines come by the instant that they are about."""
    return line.about.timestamp(), line.id


def _entry(entry: Entry, log: Log | None) -> Line:
    fields = log.fields if log else {}
    answers = tuple(
        answer for name, value in entry.values.items() for answer in _answers(name, value, fields.get(name))
    )
    title = log.title if log else entry.log
    return Line("entry", entry.about, entry.id, entry.log, title, answers, entry.plan, entry.version, entry.note)


def _answers(name: str, value: Value, field: Field | None) -> Iterator[Answer]:
    """One for each value: of several places or choices each by itself."""
    for each in value if isinstance(value, tuple) else (value,):
        yield Answer(
            name,
            each,
            said=show(field, each) if field else _plainly(each),
            asked=field.ask if field else "",
            unit=_unit(field),
            scale=_scale(field),
        )


def _plainly(value: bool | int | float | str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else plain_number(value)


def _unit(field: Field | None) -> str:
    match field and field.kind:
        case Number(unit=unit):
            return unit
        case Simple(kind="duration"):
            return "s"
    return ""


def _scale(field: Field | None) -> str:
    match field and field.kind:
        case Scale(low=low, high=high):
            return f"{plain_number(low)} to {plain_number(high)}"
    return ""


def _practice(session: Session) -> Line:
    lasted = Answer("lasted", session.seconds, f"{plain_number(session.seconds)} s", unit="s")
    answers = (lasted, Answer("outcome", session.outcome, session.outcome))
    return Line("practice", session.started, session.id, session.path, session.path, answers, session.plan)


def _item(mark: Mark) -> Line:
    said = Answer("said", mark.kind, mark.kind)
    return Line("item", mark.about, mark.id, mark.path, mark.path, (said,), mark.plan, note=mark.note)


def _visit(appointment: Appointment) -> Line:
    answers = [Answer("status", appointment.status, appointment.status)]
    if appointment.lasts is not None:
        answers.append(Answer("lasts", appointment.lasts, f"{plain_number(appointment.lasts)} s", unit="s"))
    if appointment.practitioner:
        answers.append(Answer("with", appointment.practitioner, appointment.practitioner))
    title = appointment.title or "visit"
    return Line("visit", appointment.starts, appointment.id, "", title, tuple(answers), appointment.plan)
