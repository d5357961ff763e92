"""A `[[test]]` table of a plan, played on the agenda: what stands at its `now`, by the words of `expect`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from selfcare import planfile
from selfcare.core import alerts, when
from selfcare.core.agenda import Agenda, agenda
from selfcare.core.grammar import moment
from selfcare.core.ledger import Appointment, Entry, Mark, MarkKind
from selfcare.core.plan import Plan, PlanTest, ScriptedAnswer
from selfcare.core.ports import InUse
from selfcare.core.question import Value
from selfcare.core.when import Anchor, DayTime, Moment, Offset

SHIPPED = ("acupuncture-prep", "aftercare", "daily-stress")
MARKS: dict[str, MarkKind] = {"tick": "ticked", "slip": "slipped", "skip": "skipped"}
VISIT = "visit"


def checked(name: str) -> Plan:
    """A shipped plan as its author sees it, with its tests."""
    plan = planfile.check_shipped(name).plan
    assert plan is not None
    return plan


def chosen(name: str, **choices: Value) -> Plan:
    """A shipped plan as somebody follows it."""
    closure = planfile.closure_of_shipped(name)
    return planfile.load(closure.files, closure.root, choices)


def look(plan: Plan, now: str | datetime, starts: datetime | None = None, **said: Value) -> Agenda:
    """The agenda of one plan; `now` may be a moment such as `3h before`."""
    wanted = moment(now) if isinstance(now, str) else now
    assert isinstance(wanted, Offset | DayTime | datetime)
    return _agenda(plan, starts, _at(wanted, plan, starts), [], [], said)


def met(name: str, test: PlanTest) -> dict[str, tuple[set[str], set[str]]]:
    """For each word of `expect`: what was expected, and what is."""
    plan = chosen(name, **test.settings)
    zone = ZoneInfo(test.zone)
    starts = test.appointment.replace(tzinfo=zone) if test.appointment else None
    now = _at(test.now, plan, starts, zone)
    said = [(answer, _at(answer.at, plan, starts, zone)) for answer in test.answers]
    entries = [_entry(plan, answer, at, starts) for answer, at in said if answer.act == "log"]
    marks = [_mark(plan, answer, at) for answer, at in said if answer.act in MARKS]
    seen = _agenda(plan, starts, now, marks, entries, test.settings)
    raised = [alert for entry in entries for alert in alerts.raised(plan, entry, entries, now)]
    found: dict[str, set[str]] = {
        **{state: {line.path for line in seen.lines if line.state == state} for state in ("open", "kept", "slipped")},
        "skipped": {line.path for line in seen.lines if line.state == "skipped"},
        "next": {seen.next.line.path} if seen.next else set(),
        "alerts": {f"alert.{alert.name}" for alert in raised},
        "shown": {f"warning.{alert.warning}" for alert in raised if alert.warning},
    }
    return {word: (set(wanted), found[word]) for word, wanted in test.expect.items()}


def _agenda(
    plan: Plan,
    starts: datetime | None,
    now: datetime,
    marks: Iterable[Mark],
    entries: Iterable[Entry],
    said: Mapping[str, Value],
) -> Agenda:
    long_ago = now - timedelta(days=30)
    visits = [Appointment(VISIT, starts, None, made=long_ago)] if starts else []
    return agenda([InUse(plan, long_ago)], visits, tuple(marks), tuple(entries), now, cautions=said)


def _at(at: Moment | datetime | None, plan: Plan, starts: datetime | None, zone: ZoneInfo | None = None) -> datetime:
    if isinstance(at, datetime):
        return at if at.tzinfo else at.replace(tzinfo=zone)
    assert at is not None and starts is not None
    return when.resolve(at, Anchor(starts, when.later(starts, plan.appointment.lasts)))


def _mark(plan: Plan, answer: ScriptedAnswer, at: datetime) -> Mark:
    occurrence = VISIT if answer.path.startswith("checklist.") else at.date().isoformat()
    return Mark(f"{at.timestamp():020}", MARKS[answer.act], plan.id, answer.path, occurrence, at, at)


def _entry(plan: Plan, answer: ScriptedAnswer, at: datetime, starts: datetime | None) -> Entry:
    occurrence = VISIT if starts else ""
    return Entry(
        f"{at.timestamp():020}",
        plan.id,
        plan.version,
        plan.hash,
        answer.path,
        at,
        at,
        answer.values,
        occurrence=occurrence,
    )
