"""Somebody who records things, for tests of the page: events by the acts of the app, one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from selfcare.core import acts, ledger
from selfcare.core.acts import Stamp
from selfcare.core.event import Event
from selfcare.core.frozen import replace
from selfcare.core.plan import Plan
from selfcare.core.question import Field, Log, Scale, Value
from selfcare.core.report.compose import compose
from selfcare.core.report.page import Choices, Page

PARIS = ZoneInfo("Europe/Paris")
START = date(2026, 5, 7)

PAIN = Field(
    "pain", "How strong was your pain today?", Scale(labels={0: "no pain"}), code="loinc:72514-3", recall="24h"
)
SLEEP = Field("sleep", "How well did you sleep?", Scale(better="high"))
DAY = Log("day", "The day", {"pain": PAIN, "sleep": SLEEP}, per="day")
NOW_PAIN = Log("pain", "Pain", {"level": replace(PAIN, name="level", recall="now")})
BUILT_IN = {"pain": NOW_PAIN}


def plan(*logs: Log, name: str = "back", **more: object) -> Plan:
    given: dict[str, object] = {"title": "Back pain", "logs": {log.name: log for log in logs or (DAY,)}, **more}
    return Plan(name, **given)  # type: ignore[arg-type]


class Person:
    """Records things about days counted from 0. `days` counts the days of the page's range by default."""

    def __init__(self, *plans: Plan, since: int = 0) -> None:
        self.plans = plans
        self.events: list[Event] = []
        for each in plans:
            self.add(acts.use_plan(each, self.stamp(self.at(since, "07:00"))))

    @staticmethod
    def at(day: int, clock: str = "20:00") -> datetime:
        return datetime.combine(START + timedelta(days=day), time.fromisoformat(clock), PARIS)

    def stamp(self, now: datetime) -> Stamp:
        return Stamp(f"{len(self.events):032}", "here", now)

    def add(self, event: Event) -> Event:
        self.events.append(event)
        return event

    def log(
        self,
        name: str,
        day: int,
        clock: str = "20:00",
        note: str = "",
        occurrence: str = "",
        by: Plan | None = None,
        values: Mapping[str, Value] | None = None,
        **more: Value,
    ) -> Event:
        asker = by or next((each for each in self.plans if name in each.logs), None)
        spelled = {key.replace("_", "-"): value for key, value in {**(values or {}), **more}.items()}
        stamp = self.stamp(self.at(day, clock))
        return self.add(acts.record_entry(name, spelled, stamp, plan=asker, occurrence=occurrence, note=note))

    def daily(self, values: Sequence[Value | None], first: int = 0, field: str = "pain", log: str = "day") -> None:
        for number, value in enumerate(values, first):
            if value is not None:
                self.log(log, number, values={field: value})

    def visit(self, day: int, clock: str = "14:30", status: str = "done", number: int | None = None) -> str:
        made = self.add(acts.make_appointment(self.at(day, clock), self.stamp(self.at(0, "08:00")), number=number))
        visit = next(each for each in ledger.appointments(self.events) if each.id == made.id)
        if status == "done":
            self.add(acts.finish(visit, self.stamp(self.at(day, "16:00"))))
        elif status == "cancelled":
            self.add(acts.cancel(visit, self.stamp(self.at(day, "09:00"))))
        return made.id

    def move(self, visit: str, day: int, clock: str, now: datetime) -> None:
        standing = next(each for each in ledger.appointments(self.events) if each.id == visit)
        self.add(acts.move(standing, self.at(day, clock), self.stamp(now)))

    def mark(self, kind: str, path: str, occurrence: str, day: int, clock: str, note: str = "") -> None:
        stamp = self.stamp(self.at(day, clock))
        self.add(
            Event(
                stamp.id, stamp.device, kind, stamp.now, self.plans[0].id, path=path, occurrence=occurrence, note=note
            )
        )

    def page(self, day: int, clock: str = "21:00", logs: Mapping[str, Log] = BUILT_IN, **choices: object) -> Page:
        chosen = Choices(**choices)  # type: ignore[arg-type]
        return compose(self.plans, self.events, self.at(day, clock), chosen, logs=logs)
