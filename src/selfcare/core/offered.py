"""A plan as the library offers it: what it asks of a day, how such a day goes, and what goes with it.

Worked out from the agenda of made-up days, so that it says what the app would show. Called by the library in the app,
by `selfcare plans` and by the page that is generated from all plans.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from selfcare.core import agenda as agendas
from selfcare.core import burden
from selfcare.core.agenda import Agenda
from selfcare.core.frozen import frozen
from selfcare.core.ledger import Appointment
from selfcare.core.line import Line
from selfcare.core.occasions import ends, has_visits
from selfcare.core.plan import Action, Ask, Avoid, Card, Follow, Plan
from selfcare.core.ports import InUse
from selfcare.core.spelled import counted, listed
from selfcare.core.words import short_day

WEEK = 7
MONDAY = date(2027, 1, 4)
"""The first of the days that are made up, long after the plan was taken up."""
SINCE = datetime(2026, 12, 1, tzinfo=UTC)
VISIT_AT = time(14, 30)
AFTERCARE = "aftercare"
PREP = "acupuncture-prep"
"""Plans of the library that go with others."""
NAMED = 6
"""So many things that several plans ask are named; more are counted."""


@frozen
class Load:
    """What is asked: minutes of practice, questions, and things to do or to leave out. Of an ordinary day the mean."""

    minutes: float
    questions: float
    things: float


@frozen
class Row:
    """One line of a day: `12:30`, `until 14:30`; and what it is about."""

    when: str
    words: str
    kind: str


@frozen
class Offer:
    """What can be said of a plan before it is followed."""

    ordinary: Load
    visit: Load | None
    """Of the day of a visit; None where it counts from none."""
    day: tuple[Row, ...]
    """The day of a visit, else an ordinary day."""
    cards: tuple[Card, ...]
    """What is known, in the plan's order."""


def offer(plan: Plan) -> Offer:
    """Work it out: eight made-up days, a few milliseconds."""
    week = [list(_lines(plan, MONDAY + timedelta(days=number), ())) for number in range(WEEK)]
    visited = list(_lines(plan, MONDAY, (_visit(plan),))) if has_visits(plan) else []
    return Offer(
        ordinary=_mean([_load(plan, lines) for lines in week]),
        visit=_load(plan, visited) if visited else None,
        day=tuple(_rows(visited or max(week, key=len))),
        cards=tuple(plan.cards.values()),
    )


def reviewed(plan: Plan, today: date | None = None) -> str:
    """`reviewed 2026-11-29 by a clinic`; on a screen, which knows of `today`, `reviewed 29 Nov` without who did."""
    if not plan.reviewed:
        return "not reviewed by anyone yet"
    if today is not None:
        return f"reviewed {short_day(plan.reviewed, today)}"
    return f"reviewed {plan.reviewed.isoformat()}{f' by {plan.reviewer}' if plan.reviewer else ''}"


def companions(plan: Plan) -> tuple[str, ...]:
    """The ids of plans of the library that go with it: care after a visit, and getting ready where it has none."""
    if "acupuncture" not in plan.tags or plan.id == AFTERCARE:
        return ()
    return (AFTERCARE,) if has_visits(plan) or plan.id == PREP else (PREP, AFTERCARE)


def merged(plans: Sequence[Plan]) -> list[str]:
    """How these plans go together on the day of a visit, in sentences."""
    days = _looks(plans, MONDAY, (_visit(plans[0]),))
    shared = list(dict.fromkeys(line.short for day in days for line in day.lines if line.also))
    if len(shared) > NAMED:
        shared[NAMED:] = [f"{len(shared) - NAMED} more"]
    topics = dict.fromkeys(each.topic for day in days for each in day.disputes)
    said = [f"What several of them ask stands in one row: {listed(shared)}."] if shared else []
    said += [f"They differ about {topic}: both are shown, with the question to ask." for topic in topics]
    said += dict.fromkeys(burden for day in days for burden in day.burdens)
    return said or ["Nothing in them is asked twice."]


def amounts(load: Load) -> str:
    """`10 min and 3 questions`; what there is none of is left out."""
    parts = [
        f"{round(load.minutes)} min" if round(load.minutes) else "",
        counted(round(load.questions), "question") if round(load.questions) else "",
        counted(round(load.things), "thing") if round(load.things) else "",
    ]
    return listed([part for part in parts if part])


def _visit(plan: Plan) -> Appointment:
    starts = datetime.combine(MONDAY, VISIT_AT, UTC)
    return Appointment("visit", starts, None, title=plan.appointment.title, made=SINCE)


def _looks(plans: Sequence[Plan], day: date, visits: Sequence[Appointment]) -> list[Agenda]:
    """The agenda when a day begins, and when the visit of that day is over: what is for afterwards comes up then."""
    used = [InUse(plan, SINCE) for plan in plans]
    over = [ends(visit, plans[0]) for visit in visits]
    return [agendas.agenda(used, visits, (), (), now) for now in (datetime.combine(day, time(), UTC), *over)]


def _lines(plan: Plan, day: date, visits: Sequence[Appointment]) -> Iterator[Line]:
    """The lines that begin on a day, each once."""
    seen: set[tuple[str, str]] = set()
    for found in _looks([plan], day, visits):
        for line in found.lines:
            if line.opens and line.opens.date() == day and (line.path, line.occurrence) not in seen:
                seen.add((line.path, line.occurrence))
                yield line


def _load(plan: Plan, lines: Sequence[Line]) -> Load:
    return Load(
        minutes=sum(burden.seconds(plan, line.action) for line in lines if line.action) / 60,
        questions=sum(_questions(plan, line.action) for line in lines if line.action),
        things=sum(line.kind in ("check", "avoid") for line in lines),
    )


def _questions(plan: Plan, action: Action) -> int:
    """How many questions are asked whatever is answered."""
    match action:
        case Ask(name) if name in plan.logs:
            return sum(field.condition is None for field in plan.logs[name].fields.values())
        case Follow(name) if name in plan.routines:
            routine = plan.routines[name]
            inside = sum(_questions(plan, step.action) for step in burden.walked(plan, name))
            return inside + 2 * bool(routine.rate)
        case _:
            return 0


def _mean(loads: Sequence[Load]) -> Load:
    return Load(
        sum(load.minutes for load in loads) / len(loads),
        sum(load.questions for load in loads) / len(loads),
        sum(load.things for load in loads) / len(loads),
    )


def _rows(lines: Sequence[Line]) -> Iterator[Row]:
    for line in sorted(lines, key=lambda line: (line.opens or SINCE, line.closes or SINCE)):
        opens = f"{line.opens:%H:%M}" if line.opens else ""
        words = f"leave out: {line.text}" if isinstance(line.action, Avoid) else line.text
        yield Row(opens if opens != "00:00" else "all day", words, line.kind)
