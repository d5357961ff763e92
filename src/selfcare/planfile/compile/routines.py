"""`[routine.NAME]`, its steps in order, and routines that would run each other for ever."""

from __future__ import annotations

from collections.abc import Mapping

from selfcare.core.grammar import clock, quoted, repeat
from selfcare.core.plan import Follow, Routine, Step
from selfcare.planfile.compile.actions import action
from selfcare.planfile.compile.conditions import Conditions
from selfcare.planfile.compile.names import Names
from selfcare.planfile.compile.questions import Questions
from selfcare.planfile.compile.shared import sources, title
from selfcare.planfile.compile.table import Table
from selfcare.planfile.compile.windows import remind
from selfcare.planfile.problem import Label


def routine(table: Table, names: Names, questions: Questions, conditions: Conditions) -> Routine:
    """A routine of the plan."""
    if table.data.get("steps") == [] and table.is_whole("steps"):
        table.reading.report(
            "missing",
            table.key_place("steps"),
            "this routine has no steps",
            help=f"add [[routine.{table.name[:40]}.steps]]",
        )
    return Routine(
        name=table.name,
        title=title(table),
        steps=_steps(table, names, conditions),
        summary=table.words("summary"),
        every=table.value("every", repeat),
        at=table.line("at") if table.value("at", clock) else "",
        condition=conditions.read(table, "if"),
        remind=remind(table),
        rate=_rate(table, names, questions),
    )


def _steps(table: Table, names: Names, conditions: Conditions) -> tuple[Step, ...]:
    found: list[Step] = []
    ids: dict[str, int] = {}
    for index, inside in table.tables("steps"):
        what = action(inside, names, "step")
        step = Step(
            name=_step_name(table, inside, index, ids),
            action=what or Follow(""),
            title=inside.words("title"),
            note=inside.words("note"),
            why=inside.words("why"),
            condition=conditions.read(inside, "if"),
            optional=inside.flag("optional"),
            evidence=sources(inside, names),
        )
        if what is not None:
            found.append(step)
    return tuple(found)


def _step_name(table: Table, step: Table, index: int, ids: dict[str, int]) -> str:
    """Its `id`, else its 1-based place. Two steps of one name are reported."""
    if not isinstance(name := step.data.get("id"), str):
        return str(index + 1)
    if not step.is_name(name, step.place("id")):
        return str(index + 1)
    if name in ids:
        label = Label(table.place("steps", ids[name], "id").found, "the first")
        message = f"another step is called {quoted(name)} too"
        help = "give it an id of its own; without one, its place in the list is its name"
        table.reading.report("duplicate", step.place("id"), message, labels=[label], help=help)
    ids.setdefault(name, index)
    return name


def _rate(table: Table, names: Names, questions: Questions) -> str:
    """The path of a scale."""
    path = table.line("rate")
    if not path:
        return ""
    family, _, rest = path.partition(".")
    log, _, field = rest.partition(".")
    place = table.place("rate")
    if family != "log" or not field:
        scale = questions.first_scale(names.own("log"))
        table.reading.report("value", place, f"{quoted(path)} is not a scale", help=f"write a path such as {scale}")
        return ""
    if names.use("log", log, table.place("rate", start=len("log."), length=len(log))) is None:
        return ""
    if field not in questions.fields(log):
        at = table.place("rate", start=len(f"log.{log}."), length=len(field))
        names.report_unknown(f"question in the log {quoted(log)} called", field, questions.fields(log), at)
    elif not questions.is_scale(log, field):
        table.reading.report(
            "value", place, f"{quoted(path)} is not a scale", help="only a scale is asked before and after"
        )
    return path


def check_circles(routines: Mapping[str, Routine], family: Table) -> None:
    """Report routines that run each other, at the step that closes the circle."""
    finished: set[str] = set()

    def follow(name: str, trail: tuple[str, ...]) -> None:
        for target, index in _runs(routines, name, family):
            path = (*trail, name)
            if target in path:
                _report_circle(family, name, index, (*path[path.index(target) :], target))
            elif target not in finished and len(path) < len(routines) + 1:
                follow(target, path)
        finished.add(name)

    for name in routines:
        if name not in finished:
            follow(name, ())


def _runs(routines: Mapping[str, Routine], name: str, family: Table) -> list[tuple[str, int]]:
    """The routines that a routine runs, with the positions of the steps."""
    table = family.table(name)
    if table is None or name not in routines:
        return []
    steps = ((inside.data.get("run"), index) for index, inside in table.tables("steps"))
    return [(target, index) for target, index in steps if isinstance(target, str) and target in routines]


def _report_circle(family: Table, name: str, index: int, circle: tuple[str, ...]) -> None:
    if len(circle) == 2:
        message = f"the routine {quoted(name)} runs itself, so it would never end"
    else:
        message = f"these routines run each other, so they would never end: {' → '.join(circle)}"
    family.reading.report("circle", family.place(name, "steps", index, "run"), message)
