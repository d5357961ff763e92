"""The `[[test]]` tables of a new plan: what happens at moments that matter, as the app itself would have it.

Expectations are read from the agenda, so that they are true when the plan is written; after that they tell the author
when a change does something that was not meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from selfcare.core import when
from selfcare.core.agenda import Agenda, agenda
from selfcare.core.grammar import moment, show_span
from selfcare.core.ledger import Appointment, Mark, MarkKind
from selfcare.core.plan import Avoid, Check, Item, Plan, Routine
from selfcare.core.ports import InUse
from selfcare.core.text import plain
from selfcare.core.when import Anchor, Moment, Offset, Span
from selfcare.planfile.start.page import Heading, Part, Table, Value
from selfcare.planfile.start.settled import length

if TYPE_CHECKING:
    from pathlib import Path

    from selfcare.planfile.closure import Closure

VISIT = datetime(2026, 12, 3, 14, 30)
MARKS: Mapping[str, MarkKind] = {"slip": "slipped", "skip": "skipped", "tick": "ticked"}
SHOWN: Mapping[str, str] = {"slip": "slipped", "skip": "skipped", "tick": "open"}
"""The word of `expect` that tells what came of an act."""
NOTES = (
    "What you mean, as examples: at this moment, this is open, and that comes next. `selfcare plan test` plays them,",
    "and tells you when a change does something that you did not mean. Any date will do.",
)


class Scene(NamedTuple):
    """One example: when it is, and what was answered until then."""

    name: str
    now: str | datetime
    act: tuple[str, str | datetime, str] | None = None
    """`slip`, `skip` or `tick`, when, and what."""
    settings: Mapping[str, str] = {}


def tests(text: str, folder: Path | None = None) -> list[Part]:
    """The tables, two or more; none if the text is no plan (something an author typed cannot stand in one)."""
    from selfcare import planfile

    checked = planfile.check_text(text, folder=folder)
    if checked.closure is None or checked.plan is None:
        return []
    scenes = [*_around_visit(checked.plan), *_by_day(checked.plan)]
    return [Heading("what the author means", NOTES), *(_table(scene, checked.closure) for scene in scenes)]


# what is played


def _around_visit(plan: Plan) -> Iterator[Scene]:
    if not any(checklist.anchor == "appointment" for checklist in plan.checklists.values()):
        return
    told = _telling(plan)
    if told is not None:
        path, item, hours = told
        own = _own_hours(plan) if item.name == "caffeine" else {}  # so that the example outlives another default
        yield Scene(f"Shortly before its hours begin, '{_called(item)}' comes next", _earlier(hours), None, own)
        act = "slip" if isinstance(item.action, Avoid) else "tick"
        name = f"Slips with '{_called(item)}' are noted" if act == "slip" else "What is done is not asked again"
        yield Scene(name, "1m before", (act, _amid(hours), path))
    other = _other_hours(plan)
    if other:
        yield Scene(
            f"With {other} for caffeine, it comes next that much earlier",
            _earlier(length(other)),
            None,
            {"caffeine": other},
        )
    yield Scene("Right after the visit", "5m after")
    if told is None:
        yield Scene("Three hours after the visit", "3h after")


def _telling(plan: Plan) -> tuple[str, Item, float] | None:
    """The item that an example is best about, its path and its hours: something to leave out, caffeine first."""
    found = [
        (f"checklist.{checklist.name}.{item.name}", item, hours)
        for checklist in plan.checklists.values()
        if checklist.anchor == "appointment" and checklist.condition is None
        for item in checklist.items.values()
        if isinstance(item.action, Avoid | Check) and (hours := _hours(item)) and item.condition is None
    ]
    found.sort(key=lambda one: (one[1].about != "caffeine", not isinstance(one[1].action, Avoid)))
    return found[0] if found else None


def _called(item: Item) -> str:
    return plain(item.short or item.name)


def _hours(item: Item) -> float:
    """How long before an appointment an item begins, in seconds; 0 if it does not, or ends before."""
    opens = item.window.opens if item.window else None
    if not isinstance(opens, Offset) or opens.side != "before":
        return 0.0
    return opens.span.length


def _other_hours(plan: Plan) -> str:
    setting = plan.settings.get("caffeine")
    if setting is None or setting.kind != "duration":
        return ""
    return "4h" if setting.value != "4h" else "3h"


def _own_hours(plan: Plan) -> dict[str, str]:
    setting = plan.settings.get("caffeine")
    return {"caffeine": str(setting.value)} if setting is not None and setting.kind == "duration" else {}


def _by_day(plan: Plan) -> Iterator[Scene]:
    routine = next((one for one in plan.routines.values() if one.every and one.at and one.condition is None), None)
    if routine is None:
        return
    at = _first_day(routine)
    later = min(at + timedelta(minutes=5), at.replace(hour=23, minute=59))
    yield Scene("When it is time to practise", later)
    yield Scene("A day may be skipped, and no more is said", later, ("skip", at, f"routine.{routine.name}"))


def _first_day(routine: Routine) -> datetime:
    days = routine.every.days if routine.every else ()
    week = [VISIT + timedelta(days=number) for number in range(7)]
    hour, minute = map(int, routine.at.split(":"))
    return next((day for day in week if day.weekday() in days), VISIT).replace(hour=hour, minute=minute)


def _earlier(seconds: float) -> str:
    return f"{show_span(Span(seconds=seconds + 900))} before"


def _amid(seconds: float) -> str:
    return f"{show_span(Span(seconds=max(120, seconds // 120 * 60)))} before"


# how it comes out


def _table(scene: Scene, closure: Closure) -> Table:
    from selfcare import planfile

    plan = planfile.load(closure.files, closure.root, dict(scene.settings))
    keys: dict[str, Value] = {"name": scene.name}
    keys |= {"appointment": VISIT} if isinstance(scene.now, str) else {}
    keys["now"] = scene.now
    keys |= {"settings": dict(scene.settings)} if scene.settings else {}
    if scene.act:
        act, at, path = scene.act
        keys["answers"] = [{"at": at, act: path}]
    keys["expect"] = _expected(scene, _seen(scene, plan))
    return Table("test", keys, entry=True)


def _expected(scene: Scene, seen: Agenda) -> dict[str, Value]:
    def paths(state: str) -> list[str]:
        return list(dict.fromkeys(line.path for line in seen.lines if line.state == state))

    if scene.act:
        state = SHOWN[scene.act[0]]
        return {state: paths(state)}
    coming: dict[str, Value] = {"next": seen.next.line.path} if seen.next else {}
    if coming and isinstance(scene.now, str):
        return coming  # no list of all that is open: it would have to change with every item that is left out
    return {"open": paths("open"), **coming}


def _seen(scene: Scene, plan: Plan) -> Agenda:
    """What Today shows, of a plan that was taken up thirty days before."""
    now = _instant(scene.now, plan)
    taken_up = now - timedelta(days=30)
    starts = VISIT.replace(tzinfo=UTC)
    visits = [Appointment("visit", starts, None, made=taken_up)] if isinstance(scene.now, str) else []
    marks = []
    if scene.act:
        act, at, path = scene.act
        instant = _instant(at, plan)
        occurrence = "visit" if path.startswith("checklist.") else instant.date().isoformat()
        marks = [Mark("1", MARKS[act], plan.id, path, occurrence, instant, instant)]
    return agenda([InUse(plan, taken_up)], visits, tuple(marks), (), now)


def _instant(at: str | datetime, plan: Plan) -> datetime:
    if isinstance(at, datetime):
        return at.replace(tzinfo=UTC)
    starts = VISIT.replace(tzinfo=UTC)
    wanted: Moment = moment(at)  # type: ignore[assignment]
    return when.resolve(wanted, Anchor(starts, when.later(starts, plan.appointment.lasts)))
