"""What goes into a calendar: appointments, and what the plans in use remind of, once or again and again.

The agenda knows two weeks; a calendar takes everything that is to come, as it looks from now. What hangs on an answer
that nobody has given yet is not in it. Called by `selfcare export --format ics`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal

from selfcare.core import agenda, ledger, occasions, repeat, roster, words
from selfcare.core.condition import Condition, evaluate, names
from selfcare.core.frozen import frozen, replace
from selfcare.core.ledger import Appointment, Entry, Mark
from selfcare.core.line import Line
from selfcare.core.occasions import MATTERS, Counted, Records
from selfcare.core.plan import Checklist, Item, Occasion, Plan, Routine
from selfcare.core.ports import Env, InUse
from selfcare.core.question import Log, Value
from selfcare.core.repeat import Repeat
from selfcare.core.scope import SettingsScope
from selfcare.core.when import Span

NINE = Span(seconds=9 * 3600)
"""When a day is reminded of that has no hour: what calendars do themselves, and nobody is woken at midnight."""


HOUR = Span(seconds=3600)
"""How long before an appointment its alarm rings. Calendars give those they are brought none of their own."""


@frozen
class Alarm:
    """So long before the start or the end, or after it."""

    span: Span = Span()
    of: Literal["start", "end"] = "start"
    side: Literal["before", "after"] = "before"


@frozen
class Planned:
    """One event of a calendar, or a series of them."""

    plan: str
    path: str
    """As on the agenda, `checklist.prep.caffeine`; empty for an appointment."""
    occurrence: str
    """The appointment's id, or that of the entry it is counted from; empty for a series."""
    title: str
    starts: datetime | date
    """Aware, once at that instant; without a zone, at that time of day wherever the person is; a date, all of the day.
    Of a series: the first."""
    ends: datetime | None = None
    """None: it has no length, or it is a day."""
    rule: str = ""
    """An RRULE; empty for what comes once."""
    alarms: tuple[Alarm, ...] = ()
    """None for what was answered, is past or is cancelled."""
    is_cancelled: bool = False
    """It may stand in a calendar from earlier and has to go."""


def read(env: Env) -> tuple[Planned, ...]:
    """What a calendar should hold, as things stand in the journal."""
    now, journal, in_use = env.clock.now(), env.journal, env.shelf.in_use()
    answers = journal.events((*ledger.MARK_KINDS, *ledger.ENTRY_KINDS), since=agenda.since(in_use, now))
    return planned(
        in_use,
        ledger.appointments(journal.events(ledger.APPOINTMENT_KINDS)),
        ledger.marks(answers),
        ledger.entries(answers),
        now,
        env.shelf.cautions(),
    )


def planned(
    in_use: Sequence[InUse],
    appointments: Sequence[Appointment],
    marks: Sequence[Mark],
    entries: Sequence[Entry],
    now: datetime,
    cautions: Mapping[str, Value],
) -> tuple[Planned, ...]:
    """Appointments from two weeks ago on, then for each plan what it reminds of around them, then its series."""
    since = now.timestamp() - MATTERS.total_seconds()
    coming = [one for one in appointments if one.starts.timestamp() >= since]
    records = Records.of(coming, marks, entries, cautions, now)
    found = [_appointment(in_use, one) for one in coming]
    for used in in_use:
        for checklist in used.plan.checklists.values():
            found += _reminded(used, checklist, records)
        found += _series(used, records)
    return tuple(_once(found))


def _once(found: Iterable[Planned]) -> Iterable[Planned]:
    """What several plans say of one thing at one time, as the first says it; silent as soon as it was answered for one.

    What has to go has to go for each: a calendar may hold both from earlier.
    """
    kept: dict[tuple[object, ...], Planned] = {}
    for one in found:
        of_plan = one.plan if one.is_cancelled else ""
        mark = (one.path, one.occurrence, one.title, one.starts, one.ends, one.rule, of_plan)
        same = kept.get(mark)
        kept[mark] = one if same is None else replace(same, alarms=same.alarms if one.alarms else ())
    return kept.values()


def _appointment(in_use: Sequence[InUse], appointment: Appointment) -> Planned:
    plan = next((used.plan for used in in_use if occasions.serves(appointment, used.plan)), None)
    usual = plan.appointment if plan else Occasion()
    return Planned(
        plan="",
        path="",
        occurrence=appointment.id,
        title=appointment.title or usual.title,
        starts=appointment.starts,
        ends=occasions.ends(appointment, plan),
        alarms=(Alarm(HOUR),) if appointment.status == "standing" else (),
        is_cancelled=appointment.status == "cancelled",
    )


def _reminded(used: InUse, checklist: Checklist, records: Records) -> Iterator[Planned]:
    if not any(item.remind for item in checklist.items.values()):
        return
    for occasion in _anchors(used, checklist, records):
        for line in roster.of_checklist(used.plan, checklist, occasion, records, ahead=True):
            if isinstance(line.source, Item) and line.source.remind:
                yield from _item(line, line.source, occasion)


def _anchors(used: InUse, checklist: Checklist, records: Records) -> Iterator[Counted]:
    """Every appointment that is handed in, however far away; of a log, the entries that still matter."""
    if checklist.anchor != "appointment":
        return occasions.counted(used, checklist, records)
    return occasions.every_visit(used, records.appointments, is_next=True)


def _item(line: Line, item: Item, occasion: Counted) -> Iterator[Planned]:
    """One item around one anchor. Where a move left it no time, it has to go from a calendar that has it."""
    is_cancelled = line.state == "cancelled" or (line.state == "hidden" and occasion.moved is not None)
    starts = line.until or line.at or line.opens
    if starts is None or (line.state == "hidden" and not is_cancelled):
        return
    ends = None if line.at else line.closes
    has_length = ends is not None and ends.timestamp() > starts.timestamp()
    yield Planned(
        plan=line.plan,
        path=line.path,
        occurrence=line.occurrence,
        title=_title(line, item),
        starts=starts,
        ends=ends if has_length else None,
        alarms=_alarms(bool(line.until) or item.remind, has_length) if line.state in ("upcoming", "open") else (),
        is_cancelled=is_cancelled,
    )


def _title(line: Line, item: Item) -> str:
    """The author's short words, else what the item says; why and whose plan it is are nobody's business."""
    short = f"no {item.short}" if line.kind == "avoid" else item.short
    return words.capital(short if item.short else words.row(line))


def _alarms(remind: Span | bool, has_end: bool) -> tuple[Alarm, ...]:
    """As the app reminds (`reminders`): what has a moment so long ahead of it; a window as it opens, and ahead of its
    end."""
    if not isinstance(remind, Span):
        return (Alarm(),) if remind else ()
    return (Alarm(), Alarm(remind, "end")) if has_end else (Alarm(remind),)


def _series(used: InUse, records: Records) -> Iterator[Planned]:
    plan = used.plan
    for routine in plan.routines.values():
        if routine.remind and (routine.every or routine.at) and _is_settled(routine.condition, plan, records):
            yield _repeated(used, routine, f"routine.{routine.name}", records)
    for log in plan.logs.values():
        falls_due = log.every or log.at or log.per == "day"
        if log.remind and falls_due and _is_settled(log.condition, plan, records):
            yield _repeated(used, log, f"log.{log.name}", records)


def _repeated(used: InUse, source: Routine | Log, path: str, records: Records) -> Planned:
    """At a time of day it is that time wherever the person is, across changes of clocks too."""
    every = source.every or Repeat()
    counted_from = records.day(used.since)
    first = _first(every, counted_from)
    ahead = source.remind if isinstance(source.remind, Span) else None
    of_day = Alarm(ahead, "end") if ahead else Alarm(NINE, side="after")
    return Planned(
        plan=used.plan.id,
        path=path,
        occurrence="",
        title=words.capital(source.title),
        starts=datetime.combine(first, time.fromisoformat(source.at)) if source.at else first,
        rule=repeat.rrule(every, counted_from),
        alarms=(Alarm(ahead or Span()) if source.at else of_day,),
    )


def _first(every: Repeat, counted_from: date) -> date:
    """The first day on which it occurs: in the first round of weeks, or the day itself."""
    round_of_weeks = counted_from + timedelta(weeks=every.every)
    return next(iter(repeat.days(every, counted_from, counted_from, round_of_weeks)), counted_from)


def _is_settled(condition: Condition | None, plan: Plan, records: Records) -> bool:
    """Whether a series is on whatever is answered: its condition asks for settings alone, and they meet it."""
    if condition is None:
        return True
    is_of_settings = all(path.name.startswith("setting.") for path in names(condition))
    return is_of_settings and evaluate(condition, SettingsScope(plan, records.cautions)) is True
