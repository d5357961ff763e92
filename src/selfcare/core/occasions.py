"""What a plan's checklists are counted from: appointments, and entries of a log. Called by `agenda` and `roster`.

An anchor matters from two weeks before it to two weeks after it, counted in local days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo

from selfcare.core import when
from selfcare.core.frozen import frozen, replace
from selfcare.core.judge import after
from selfcare.core.ledger import Appointment, Entry, Mark
from selfcare.core.line import Line
from selfcare.core.plan import Checklist, Occasion, Plan
from selfcare.core.ports import InUse
from selfcare.core.question import Log, Value
from selfcare.core.when import Anchor, Span

MATTERS = timedelta(days=14)
"""How long before and after its anchor a checklist is on the agenda."""


@frozen
class Records:
    """What the agenda is worked out from, besides the plans."""

    appointments: Sequence[Appointment]
    marks: Mapping[tuple[str, str], Sequence[Mark]]
    """By plan and path."""
    logs: Mapping[tuple[str, str], Sequence[Entry]]
    """Entries by plan and log."""
    entries: Sequence[Entry]
    cautions: Mapping[str, Value]
    now: datetime

    @classmethod
    def of(
        cls,
        appointments: Sequence[Appointment],
        marks: Sequence[Mark],
        entries: Sequence[Entry],
        cautions: Mapping[str, Value],
        now: datetime,
    ) -> Records:
        """Records in order, put where each line finds its own."""
        logs: dict[tuple[str, str], list[Entry]] = {}
        for entry in entries:
            logs.setdefault((entry.plan, entry.log), []).append(entry)
        return cls(appointments, by_path(marks), logs, entries, cautions, now)

    def said(self, plan: str, path: str) -> Sequence[Mark]:
        """What was said about an item or a routine, for whatever occasion."""
        return self.marks.get((plan, path), ())

    def entries_of(self, plan: str, log: Log) -> list[Entry]:
        """Entries of a log, under its name or its earlier one."""
        return [entry for name in log.names for entry in self.logs.get((plan, name), ())]

    @property
    def zone(self) -> tzinfo:
        """The person's."""
        return self.now.tzinfo or UTC

    @property
    def appointment_ids(self) -> frozenset[str]:
        """What records that belong to a visit are kept under."""
        return frozenset(appointment.id for appointment in self.appointments)

    @property
    def today(self) -> date:
        """The person's local day."""
        return self.now.date()

    def day(self, instant: datetime) -> date:
        """The local day of an instant, where the person is now."""
        return instant.astimezone(self.zone).date()

    def is_of_today(self, mark: Mark) -> bool:
        """Whether it belongs to today: by the day it is kept under, else by the day it is about."""
        is_of_a_day = len(mark.occurrence) == len("2026-12-03")
        return (mark.occurrence if is_of_a_day else self.day(mark.about).isoformat()) == self.today.isoformat()


@frozen
class Counted:
    """One anchor of a checklist."""

    id: str
    """What records of it are kept under: the appointment's id, or the one the entry was first recorded under."""
    anchor: Anchor
    known: datetime
    """Since when it can be acted on: a window that was over by then was never anybody's to keep."""
    moved: datetime | None = None
    is_next: bool = True
    """The soonest that is not over before today; its lines are shown from afar."""
    is_cancelled: bool = False


def by_path(marks: Iterable[Mark]) -> dict[tuple[str, str], list[Mark]]:
    """Marks by plan and path, each list in their order."""
    found: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks:
        found.setdefault((mark.plan, mark.path), []).append(mark)
    return found


def serves(appointment: Appointment, plan: Plan) -> bool:
    """Whether the plan's checklists are counted from this appointment."""
    if appointment.plan:
        return appointment.plan == plan.id
    return has_visits(plan)


def has_visits(plan: Plan) -> bool:
    """Whether it has something to do or to leave out around an appointment."""
    return any(checklist.anchor == "appointment" for checklist in plan.checklists.values())


def ends(appointment: Appointment, plan: Plan | None = None) -> datetime:
    """When it is over: by its own length, else by what the plan says."""
    usual = plan.appointment if plan else Occasion()
    return when.later(appointment.starts, usual.lasts if appointment.lasts is None else Span(seconds=appointment.lasts))


def matter(
    in_use: Sequence[InUse], appointments: Sequence[Appointment], shown: Sequence[Line], now: datetime
) -> tuple[Appointment, ...]:
    """Appointments to come, and past ones that still have something to do; with titles and lengths filled in."""
    waiting = {line.occurrence for line in shown if line.state in ("open", "upcoming")}
    found = []
    for appointment in appointments:
        plan = next((used.plan for used in in_use if serves(appointment, used.plan)), None)
        over = ends(appointment, plan)
        is_to_come = appointment.status == "standing" and after(over, now)
        if is_to_come or (appointment.status != "cancelled" and appointment.id in waiting):
            usual = plan.appointment if plan else Occasion()
            lasts = when.elapsed(appointment.starts, over)
            found.append(replace(appointment, title=appointment.title or usual.title, lasts=lasts))
    return tuple(sorted(found, key=lambda each: (each.starts.timestamp(), each.id)))


def counted(used: InUse, checklist: Checklist, records: Records) -> Iterator[Counted]:
    """The anchors of a checklist that matter today."""
    if checklist.anchor == "appointment":
        yield from visits(used, records)
        return
    log = used.plan.logs.get(checklist.anchor.removeprefix("log."))
    for entry in records.entries_of(used.plan.id, log) if log else ():
        if _matters((occasion := of_entry(entry)).anchor, records):
            yield occasion


def visits(used: InUse, records: Records) -> Iterator[Counted]:
    """The appointments of a plan that matter today."""
    next_is_found = False
    for appointment in records.appointments:
        if not serves(appointment, used.plan):
            continue
        anchor = Anchor(appointment.starts, ends(appointment, used.plan))
        is_to_come = appointment.status != "cancelled" and records.day(anchor.ends) >= records.today
        if _matters(anchor, records):
            yield visit(used, appointment, anchor, is_next=is_to_come and not next_is_found)
        next_is_found = next_is_found or is_to_come


def every_visit(used: InUse, appointments: Iterable[Appointment], *, is_next: bool) -> Iterator[Counted]:
    """All appointments of a plan among these, however far away."""
    for appointment in appointments:
        if serves(appointment, used.plan):
            anchor = Anchor(appointment.starts, ends(appointment, used.plan))
            yield visit(used, appointment, anchor, is_next=is_next)


def visit(used: InUse, appointment: Appointment, anchor: Anchor, *, is_next: bool) -> Counted:
    """An appointment as the anchor of the checklists that it serves."""
    acted = [instant for instant in (used.since, appointment.made, appointment.moved) if instant]
    known = max(acted, key=datetime.timestamp)
    return Counted(appointment.id, anchor, known, appointment.moved, is_next, appointment.status == "cancelled")


def of_entry(entry: Entry) -> Counted:
    """An entry of a log as the anchor of the checklists that are counted from it."""
    return Counted(entry.origin, Anchor(entry.about, entry.about), entry.about)


def _matters(anchor: Anchor, records: Records) -> bool:
    return records.day(anchor.starts) - MATTERS <= records.today <= records.day(anchor.ends) + MATTERS
