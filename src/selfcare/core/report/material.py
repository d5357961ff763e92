"""What a page is made from: plans, the logs they ask with all that was answered, visits and records. For `compose`.

A log of the library is one log, whoever asks it: what was answered under several plans, or under none, goes together.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from selfcare.core import courses, ledger, roster
from selfcare.core.condition import reach
from selfcare.core.event import Event
from selfcare.core.frozen import frozen, replace
from selfcare.core.insight.begun import Begun, begun
from selfcare.core.judge import after
from selfcare.core.ledger import Appointment, Entry, Mark, Session
from selfcare.core.occasions import MATTERS, Records, by_path, serves
from selfcare.core.plan import Plan, Report
from selfcare.core.ports import InUse
from selfcare.core.question import Log, Value
from selfcare.core.scope import belongs

if TYPE_CHECKING:
    from selfcare.core.report.span import Days

GOAL = "goal"
"""The log of this name asks what a person wants to do again: its first text is the goal, its scale how hard that is,
and what else it asks in words are questions for the practitioner."""


@frozen
class Filled:
    """A log, and what was answered to it, in the order of what that is about."""

    log: Log
    used: InUse | None
    """The plan that asks it; None for a built-in log that no plan asks."""
    entries: tuple[Entry, ...]
    is_on_page: bool = True
    """Whether its numbers, notes and counts are shown. What needs attention always is."""

    @property
    def plan(self) -> Plan | None:
        """The plan that asks it."""
        return self.used.plan if self.used else None


@frozen
class Material:
    """Everything there is to tell. All of it is in the order of time, whatever the range of the page."""

    used: tuple[InUse, ...]
    reports: Mapping[str, Report]
    """By plan: what its author wants on the page, where that is said."""
    logs: tuple[Filled, ...]
    appointments: tuple[Appointment, ...]
    """Those of these plans or of none; all of them where there is no plan. By when they start."""
    marks: Mapping[tuple[str, str], Sequence[Mark]]
    """By plan and path, grouped once: a page asks for them at every occasion."""
    sessions: tuple[Session, ...]
    entries: tuple[Entry, ...]
    events: tuple[Event, ...]
    cautions: Mapping[str, Value]
    looks_back: timedelta
    """How far back what is asked or alerted depends on answers."""
    now: datetime

    @property
    def zone(self) -> tzinfo:
        """The person's."""
        return self.now.tzinfo or ZoneInfo("UTC")

    def day(self, instant: datetime) -> date:
        """The local day of an instant, where the person is now."""
        return instant.astimezone(self.zone).date()

    def numbers(self) -> dict[str, int]:
        """The number of each visit by its id: its own, else its place in the course."""
        found = {visit.id: place for used in (*self.used, None) for place, visit in enumerate(self.course(used), 1)}
        return found | {visit.id: visit.number for visit in self.appointments if visit.number is not None}

    def course(self, used: InUse | None) -> list[Appointment]:
        """The visits that what this plan asks is measured from, in order."""
        plans = [each.plan for each in (*((used,) if used else ()), *self.used)]
        return courses.followed(plans, self.appointments)

    def begun(self, used: InUse | None) -> Begun:
        """Where what this plan asks is measured from."""
        return begun(used.plan if used else None, [each.plan for each in self.used], self.appointments, self.now)

    def visits_due(self, used: InUse | None, days: Days) -> list[Appointment]:
        """The visits on these days that what this plan asks at each visit was due at; of no plan's, all of them."""
        return [
            visit
            for visit in self.appointments
            if visit.status != "cancelled"
            and (used is None or serves(visit, used.plan))
            and self.day(visit.starts) in days
            and not after(visit.starts, self.now)
        ]

    def records(self, around: datetime) -> Records:
        """Records to judge by what belongs to an instant: those near it, which is as good as all of them."""
        near = Records.of(self.appointments, (), self.nearby(around), self.cautions, self.now)
        return replace(near, marks=self.marks)

    def nearby(self, around: datetime) -> Sequence[Entry]:
        """Entries of the days that a condition asked at this instant can look back on, and of the weeks after it."""
        return self._between(around - self.looks_back, around + 2 * MATTERS)

    def up_to(self, instant: datetime) -> Sequence[Entry]:
        """Entries that a condition asked at this instant can know of."""
        return self._between(instant - self.looks_back, instant)

    def _between(self, opens: datetime, closes: datetime) -> Sequence[Entry]:
        first = bisect_left(self.entries, opens.timestamp(), key=_instant)
        return self.entries[first : bisect_right(self.entries, closes.timestamp(), key=_instant)]


def gathered(plans: Sequence[Plan], events: Iterable[Event], now: datetime, built_in: Mapping[str, Log]) -> Material:
    """The material of a page about these plans and the built-in logs. `events` are all live ones, in any order."""
    told = tuple(ledger.in_order(events))
    since = {id: used.since for id, used in ledger.plans_in_use(told).items()}
    used = tuple(InUse(plan, since.get(plan.id) or _first_seen(plan, told, now)) for plan in plans)
    entries = tuple(sorted(ledger.entries(told), key=lambda entry: (_instant(entry), entry.id)))
    visits = ledger.appointments(told)
    reports = {plan.id: next(iter(plan.reports.values())) for plan in plans if plan.reports}
    return Material(
        used=used,
        reports=reports,
        logs=tuple(_filled(used, reports, entries, built_in)),
        appointments=tuple(
            visit for visit in visits if not visit.plan or any(visit.plan == plan.id for plan in plans) or not plans
        ),
        marks=by_path(ledger.marks(told)),
        sessions=ledger.sessions(told),
        entries=entries,
        events=told,
        cautions=ledger.choices(told).get("", {}),
        looks_back=_reach(plans) + 2 * MATTERS,
        now=now,
    )


def _reach(plans: Sequence[Plan]) -> timedelta:
    conditions = [each for plan in plans for each in roster.conditions(plan)]
    return timedelta(days=reach([*conditions, *(alert.condition for plan in plans for alert in plan.alerts.values())]))


def included(report: Report | None, path: str) -> bool:
    """Whether a part of a plan (`log.day`, `checklist.prep`) is to be on the page: all are, where nothing is named."""
    if report is None or not report.include:
        return True
    return path in report.include or any(chart.startswith(f"{path}.") for chart in report.charts)


def _filled(
    used: Sequence[InUse], reports: Mapping[str, Report], entries: Sequence[Entry], built_in: Mapping[str, Log]
) -> list[Filled]:
    found: list[Filled] = []
    by_log: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        by_log.setdefault((entry.plan, entry.log), []).append(entry)
    shared: set[str] = set()
    for each in used:
        for log in each.plan.logs.values():
            owners = {each.plan.id}
            if log == built_in.get(log.name):
                if log.name in shared:
                    continue
                shared.add(log.name)
                owners = {"", *(other.plan.id for other in used if other.plan.logs.get(log.name) == log)}
            asked_by = [other for other in used if other.plan.id in owners]
            shown = any(included(reports.get(other.plan.id), f"log.{log.name}") for other in asked_by)
            found.append(Filled(log, each, _of(log, owners, by_log), shown))
    alone = [log for name, log in built_in.items() if name not in shared]
    return found + [Filled(log, None, mine) for log in alone if (mine := _of(log, {""}, by_log))]


def _of(log: Log, plans: set[str], by_log: Mapping[tuple[str, str], Sequence[Entry]]) -> tuple[Entry, ...]:
    keys = [(plan, name) for plan in plans for name in log.names]
    found = [entry for key in keys for entry in by_log.get(key, ()) if belongs(entry, log)]
    return tuple(sorted(found, key=lambda entry: (_instant(entry), entry.id)))


def _first_seen(plan: Plan, told: Iterable[Event], now: datetime) -> datetime:
    """Since when a plan that is not followed has been heard of."""
    return next((event.about for event in told if event.plan == plan.id), now)


def _instant(entry: Entry) -> float:
    return entry.about.timestamp()
