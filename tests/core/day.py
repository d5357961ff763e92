"""The day of the pictures: an appointment at 14:30, and it is 10:42. Values for tests, made in one place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from selfcare.core import agenda as agendas
from selfcare.core.acts import Stamp
from selfcare.core.agenda import Agenda, Line
from selfcare.core.breath import Pattern
from selfcare.core.ledger import Appointment, Entry, Mark, MarkKind
from selfcare.core.plan import Action, Avoid, Card, Check, Checklist, Evidence, Item, Occasion, Plan, Routine
from selfcare.core.ports import InUse
from selfcare.core.question import Log, Value
from selfcare.core.when import Offset, Span, Window

PARIS = ZoneInfo("Europe/Paris")
DAY = date(2026, 12, 3)
SINCE = datetime(2026, 11, 1, tzinfo=PARIS)


def at(clock: str, day: date = DAY) -> datetime:
    """`at("10:42")`: that time on the day of the pictures."""
    return datetime.combine(day, time.fromisoformat(clock), PARIS)


NOW = at("10:42")


def before(minutes: float) -> Offset:
    return Offset(Span(seconds=minutes * 60), "before")


def after(minutes: float) -> Offset:
    return Offset(Span(seconds=minutes * 60), "after")


def window(opens: float, closes: float = 0) -> Window:
    """So many minutes before the appointment to so many minutes before it."""
    return Window(opens=before(opens), closes=before(closes))


def item(name: str, action: Action, when: Window | None = None, short: str = "", **more: object) -> Item:
    return Item(name, action, when, short=short, **more)  # type: ignore[arg-type]


def prep(
    *items: Item,
    checklists: Sequence[Checklist] = (),
    routines: Sequence[Routine] = (),
    logs: Sequence[Log] = (),
    patterns: Sequence[Pattern] = (),
    evidence: Sequence[Evidence] = (),
    cards: Sequence[Card] = (),
) -> Plan:
    """A plan with one checklist, `prep`, of these items, and what else it is given."""
    mine = [Checklist("prep", "Before", {each.name: each for each in items})] if items else []
    return Plan(
        "p",
        "Prep",
        hash="h",
        appointment=Occasion("Acupuncture", Span(seconds=3000)),
        checklists={each.name: each for each in (*mine, *checklists)},
        routines={each.name: each for each in routines},
        logs={each.name: each for each in logs},
        patterns={each.name: each for each in patterns},
        evidence={each.name: each for each in evidence},
        cards={each.name: each for each in cards},
    )


PICTURE = prep(
    item("ride", Check("Plan an unhurried way home"), window(1440)),
    item(
        "medicines",
        Check("Write down your medicines, herbs and supplements"),
        window(1440, 120),
        "your medicine list",
        why="Some raise the risk of bleeding, or mix badly.",
        evidence=("house", "book"),
    ),
    item("alcohol", Avoid("Alcohol"), window(720), "alcohol"),
    item("meal", Check("Eat a light meal or snack"), window(120, 60), "a light meal"),
    item("caffeine", Avoid("Coffee, tea and cola"), window(120), "coffee or tea"),
    item("rate", Check("Rate your pain and your stress"), window(60), "rate pain, stress"),
    item("arrive", Check("Arrive"), Window(at=before(15))),
    evidence=[Evidence("house", "House rule", "tradition"), Evidence("book", "A book", "consensus")],
)
"""The plan of the pictures."""


def visit(starts: datetime | None = None, **more: object) -> Appointment:
    given: dict[str, object] = {"id": "visit", "starts": starts or at("14:30"), "lasts": None, "made": SINCE, **more}
    return Appointment(**given)  # type: ignore[arg-type]


def mark(
    kind: MarkKind,
    path: str,
    about: datetime,
    *,
    answered: datetime | None = None,
    occurrence: str = "visit",
    until: datetime | None = None,
    note: str = "",
) -> Mark:
    said = answered or about
    return Mark(f"{said.timestamp():020}", kind, "p", path, occurrence, about, said, note, until)


def entry(log: str, about: datetime, occurrence: str = "", name: str = "entry", **values: Value) -> Entry:
    return Entry(name, "p", "1", "h", log, about, about, values, occurrence=occurrence)


def look(
    plan: Plan = PICTURE,
    *,
    now: datetime = NOW,
    visits: Sequence[Appointment] | None = None,
    marks: Sequence[Mark] = (),
    entries: Sequence[Entry] = (),
    since: datetime = SINCE,
    **cautions: bool,
) -> Agenda:
    """The agenda of one plan; without other visits, the one of the pictures."""
    standing = (visit(),) if visits is None else visits
    return agendas.agenda([InUse(plan, since)], standing, marks, entries, now, cautions=cautions)


def line(agenda: Agenda, name: str) -> Line:
    """The line with this last word in its path."""
    return next(each for each in (*agenda.lines, *agenda.unshown) if each.path.endswith(f".{name}"))


def states(agenda: Agenda) -> dict[str, str]:
    """Last words of paths, and how they stand, in order."""
    return {each.path.rpartition(".")[2]: each.state for each in agenda.lines}


def stamp(name: str = "id", now: datetime = NOW) -> Stamp:
    return Stamp(name, "here", now)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


DONE = mark("ticked", "checklist.prep.ride", at("09:10"))
"""In the pictures the way home is planned."""
