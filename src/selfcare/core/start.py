"""What a face opens with: a walk through a routine or a checklist; and which walks a plan offers now.

The command line and the screens make these and hand them to a face.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from selfcare.core.agenda import Agenda
from selfcare.core.frozen import frozen, replace
from selfcare.core.ledger import Entry, Run
from selfcare.core.line import Line
from selfcare.core.plan import Action, Ask, Avoid, Check, Checklist, Follow, Plan, Routine, Step
from selfcare.errors import NotFoundError

if TYPE_CHECKING:
    from selfcare.core.mark import Mark
    from selfcare.core.ports import Shelf


@frozen
class Walk:
    """One walk. A single pattern or sitting is a routine of one step in a plan of its own."""

    plan: Plan
    course: Routine | Checklist
    occurrence: str = ""
    """What it belongs to: an appointment's id or a local day; empty: a walk for its own sake."""
    run: str = ""
    """The id of an open run to go on with."""
    speed: float = 1.0
    """Other than 1: a rehearsal, nothing is recorded."""
    quiet: bool = False
    eyes_closed: bool = False
    words: str = ""
    """What plain lines say while time passes; empty: the preference `lines`."""
    corrects: Entry | None = None
    """An entry to be corrected: its log asks `asking` again, and keeps the other answers."""
    asking: str = ""
    episode: Entry | None = None
    """An open episode that is to be asked about; None: the latest of its log, if there is one."""
    shape: str = ""
    """The breathing shape of this walk; empty: the preference."""
    left: Mark | None = None
    """The practice by itself that was interrupted, to go on with."""


def alone(plan: Plan, action: Action, title: str, occurrence: str = "") -> Walk:
    """One practice or one log by itself: a routine of one step, that no plan has."""
    return Walk(plan, Routine("practice", title, (Step("1", action, title=title),)), occurrence)


def named(plan: Plan, name: str, agenda: Agenda) -> Walk:
    """The routine or checklist called `name`, for today's occurrence where it has one. Raises `NotFoundError`."""
    course = plan.routines.get(name) or plan.checklists.get(name)
    if course is None:
        known = [*plan.routines, *plan.checklists]
        near = get_close_matches(name, known, n=1)
        advice = f"did you mean '{near[0]}'?" if near else f"it has: {', '.join(known)}"
        raise NotFoundError(f"'{plan.id}' has no routine '{name}'; {advice}")
    if isinstance(course, Checklist):
        return next((walk for walk in _open_checklists(plan, agenda) if walk.course.name == name), Walk(plan, course))
    return Walk(plan, course, _occurrence(agenda, plan, f"routine.{name}"))


def offered(plan: Plan, agenda: Agenda) -> list[Walk]:
    """What to walk through where nothing was named: the items that are open; else the only routine; else those that are
    due; else every routine, to choose from."""
    if checklists := _open_checklists(plan, agenda):
        return checklists[:1]
    routines = list(plan.routines.values())
    due = [each for each in routines if _is_open(agenda, plan, f"routine.{each.name}")]
    return [
        Walk(plan, each, _occurrence(agenda, plan, f"routine.{each.name}"))
        for each in (due if due and len(routines) > 1 else routines)
    ]


def of_line(plan: Plan, line: Line) -> Walk | None:
    """What a line of the agenda starts; None for one that is ticked or kept. An item is walked through alone, with the
    routine it runs in its place: the end of the walk is what ticks it."""
    kind, _, rest = line.path.partition(".")
    if kind == "routine":
        return Walk(plan, plan.routines[rest], line.occurrence)
    if kind == "log":
        return alone(plan, Ask(rest), plan.logs[rest].title, line.occurrence)
    if isinstance(line.action, Check | Avoid | None):
        return None
    name, item = rest.split(".")
    return Walk(plan, narrowed(plan, plan.checklists[name], [item]), line.occurrence)


def gone_on(plans: Mapping[str, Plan], run: Run) -> Walk | None:
    """The walk to go on with; None when its plan is not among `plans` (by id) or has lost that part."""
    plan = plans.get(run.plan)
    kind, _, name = run.path.partition(".")
    course = plan and (plan.routines.get(name) if kind == "routine" else plan.checklists.get(name))
    if plan and isinstance(course, Checklist) and run.items:
        course = narrowed(plan, course, run.items)
    return Walk(plan, course, run.occurrence, run=run.id) if plan and course else None


def open_again(shelf: Shelf, run: Run) -> Walk | None:
    """The walk to go on with, whether its plan is followed or was only walked through; None where that cannot be."""
    used = {used.plan.id: used.plan for used in shelf.in_use()}
    if run.plan not in used and (plan := shelf.walked(run)):
        used = {run.plan: plan}
    return gone_on(used, run)


def narrowed(plan: Plan, checklist: Checklist, names: Iterable[str]) -> Checklist:
    """The checklist with those of its items; a single one that runs a routine is called as the routine is."""
    kept = _only(checklist, (name for name in names if name in checklist.items))
    actions = [item.action for item in kept.items.values()]
    if len(actions) == 1 and isinstance(actions[0], Follow):
        return replace(kept, title=plan.routines[actions[0].routine].title)
    return kept


def _open_checklists(plan: Plan, agenda: Agenda) -> list[Walk]:
    """Checklists with something to do now, holding just those items: open ones, and avoid-items to be asked about."""
    to_do: dict[tuple[str, str], list[str]] = {}
    for line in agenda.lines:
        for own in _of(plan, line):
            if own.path.startswith("checklist.") and _is_to_do(line):
                _, name, item = own.path.split(".")
                to_do.setdefault((name, line.occurrence), []).append(item)
    return [Walk(plan, _only(plan.checklists[name], items), occurrence) for (name, occurrence), items in to_do.items()]


def _of(plan: Plan, line: Line) -> list[Line]:
    """The line, if it is of this plan; of one in which several plans meet, the part that this plan has in it."""
    return [own for own in line.also or (line,) if own.plan == plan.id and own.kind == line.kind]


def _only(checklist: Checklist, names: Iterable[str]) -> Checklist:
    return replace(checklist, items={name: checklist.items[name] for name in names})


def _is_to_do(line: Line) -> bool:
    return line.to_ask or (line.state == "open" and line.kind != "avoid")


def _line(agenda: Agenda, plan: Plan, path: str) -> Line | None:
    """The line of a routine, also where it is another plan's as well."""
    return next((line for line in agenda.lines if any(own.path == path for own in _of(plan, line))), None)


def _is_open(agenda: Agenda, plan: Plan, path: str) -> bool:
    line = _line(agenda, plan, path)
    return line is not None and line.state == "open"


def _occurrence(agenda: Agenda, plan: Plan, path: str) -> str:
    line = _line(agenda, plan, path)
    return line.occurrence if line else ""
