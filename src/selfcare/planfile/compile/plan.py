"""From plain TOML data to a `Plan`: the only decoder of plans.

Names, settings, conditions and windows are resolved here, each part by a module of its own, and what is wrong is
reported with its place. Types, missing keys and keys nobody knows are for `shape`; here they read as absent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from selfcare.core import plan as plans
from selfcare.core.breath import Pattern
from selfcare.core.plan import Plan, PlanTest, Setting
from selfcare.core.question import Log, Value
from selfcare.core.sitting import Sitting
from selfcare.planfile.compile.checklists import checklist
from selfcare.planfile.compile.conditions import Conditions
from selfcare.planfile.compile.header import (
    alert,
    appointment,
    course,
    language,
    plan_id,
    shown_warnings,
    some_time,
)
from selfcare.planfile.compile.logs import log
from selfcare.planfile.compile.names import CALLED, RESERVED, Names
from selfcare.planfile.compile.questions import Questions
from selfcare.planfile.compile.reading import Reading
from selfcare.planfile.compile.reports import Parts, report
from selfcare.planfile.compile.routines import check_circles, routine
from selfcare.planfile.compile.settings import settings
from selfcare.planfile.compile.shared import card, evidence, pattern, sitting, warning
from selfcare.planfile.compile.table import LOOSE_NAME, NAME, Table
from selfcare.planfile.document import Document
from selfcare.planfile.known import SHARED
from selfcare.planfile.problem import Problems

T = TypeVar("T")

RESERVING = frozenset({"log", "setting"})
"""Families whose names stand bare in conditions."""


class Library(NamedTuple):
    """A library file that is at hand. `built_in`: without being named in `uses`."""

    document: Document
    built_in: bool


def compile_plan(
    document: Document,
    libraries: Sequence[Library],
    choices: Mapping[str, Value],
    problems: Problems,
    *,
    file: str,
    hash: str = "",
    for_author: bool = True,
) -> Plan | None:
    """The plan, or None if it has errors; otherwise as `understood`."""
    reading = Reading(problems)
    plan = understood(document, libraries, choices, reading, file=file, hash=hash, for_author=for_author)
    return None if problems.errors else plan


def understood(
    document: Document,
    libraries: Sequence[Library],
    choices: Mapping[str, Value],
    reading: Reading,
    *,
    file: str,
    hash: str = "",
    for_author: bool = True,
) -> Plan:
    """What is understood of a plan. `choices`: what the person set; `file`: its name, for the id.

    `for_author`: `[[test]]` is read, and names that nothing uses are reported; who follows the plan needs neither.

    All problems of meaning are recorded in `reading`; a plan that has some, or whose shape was not checked, may compile
    to less than it says.
    """
    root = Table(reading, document, (), document.data)
    names = Names(reading, document)
    for library in libraries:
        names.add_library(library.document, built_in=library.built_in)
    plan = _plan(root, names, choices, file, hash, for_author=for_author)
    if for_author:
        _check_unused(root, names)
    return plan


def _plan(root: Table, names: Names, choices: Mapping[str, Value], file: str, hash: str, *, for_author: bool) -> Plan:
    header = root.table("plan") or Table(root.reading, root.document, ("plan",), {})
    chosen = settings(root, choices)
    questions = Questions(names)
    conditions = Conditions(names, questions, chosen)
    occasion = appointment(root.table("appointment"))
    checklists = _family(root, "checklist", lambda table: checklist(table, names, conditions, occasion.lasts))
    routines = _family(root, "routine", lambda table: routine(table, names, questions, conditions))
    if family := root.table("routine"):
        check_circles(routines, family)
    alerts = _family(root, "alert", lambda table: alert(table, names, conditions))
    reports = _family(root, "report", lambda table: report(table, Parts(names, questions)))
    shown = shown_warnings(header, names)
    examples = _examples(root, names, questions, chosen) if for_author else ()
    _check_names(root)
    shared = Shared(names)
    return Plan(
        id=plan_id(header, file),
        title=header.words("title"),
        hash=hash,
        version=header.line("version", "1"),
        language=language(header),
        status=header.word("status", ("active", "draft", "retired"), "active"),
        summary=header.words("summary"),
        author=header.line("author"),
        reviewer=header.line("reviewer"),
        reviewed=header.day("reviewed"),
        review_by=header.day("review-by"),
        licence=header.line("licence"),
        contact=header.line("contact"),
        audience=header.words("audience"),
        region=header.line("region", "any"),
        tags=header.lines("tags"),
        cautions=header.lines("cautions"),
        not_for=header.lines("not-for"),
        lasts=header.value("lasts", some_time),
        shown_warnings=shown,
        self_harm_review=header.words("self-harm-review"),
        appointment=occasion,
        course=course(root.table("course"), names),
        settings=chosen,
        checklists=checklists,
        routines=routines,
        patterns=shared.all("breath", pattern),
        sittings=shared.all("sitting", sitting),
        logs=shared.all("log", lambda table: log(table, questions, conditions)),
        alerts=alerts,
        warnings=shared.all("warning", warning),
        cards=shared.all("card", lambda table: card(table, names)),
        evidence=shared.all("evidence", evidence),
        reports=reports,
        tests=examples,
    )


def _examples(root: Table, names: Names, questions: Questions, chosen: Mapping[str, Setting]) -> tuple[PlanTest, ...]:
    from selfcare.planfile.compile.examples import Example, tests

    return tests(root, Example(root, names, questions, chosen))


def _family(root: Table, family: str, build: Callable[[Table], T | None]) -> dict[str, T]:
    """The members of a family of the plan itself, by name."""
    inside = root.table(family)
    members = inside.members() if inside else ()
    built = ((table.name, build(table)) for table in members if table.check_name())
    return {name: value for name, value in built if value is not None}


def _check_names(root: Table) -> None:
    """The names of the tables that a library file may hold too; of the others where they are read."""
    for family in SHARED:
        pattern = LOOSE_NAME if family in ("breath", "evidence", "card") else NAME
        inside = root.table(family)
        for table in inside.members() if inside else ():
            table.check_name(pattern, reserved=RESERVED if family in RESERVING else frozenset())


class Shared:
    """The tables that a library file may hold too: the plan's own, and of the library what is named."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def all(self, family: str, build: Callable[[Table], T]) -> dict[str, T]:
        """The members of a family by name, own ones first."""
        own = self.names.own(family)
        named = [name for name in self.names.known(family) if name not in own and (family, name) in self.names.used]
        tables = ((name, self.names.table(family, name)) for name in (*own, *named))
        return {name: build(table) for name, table in tables if table is not None}


UNUSED = ("setting", "breath", "sitting", "warning", "card", "evidence")
"""Families that are there to be named; routines and logs can be run and filled in by themselves."""


def _check_unused(root: Table, names: Names) -> None:
    own = root.document.places.key(()).file
    for family in UNUSED:
        for name in names.own(family):
            if (family, name) not in names.used:
                place = root.document.places.header((family, name))
                if place.file != own:
                    continue  # of a plan that is extended: its author's affair
                message = f"nothing uses this {CALLED[family]}"
                root.reading.report(
                    "unused", place, message, severity="warning", help="name it somewhere, or take it out"
                )


def understood_library(document: Document, reading: Reading) -> Plan:
    """What is understood of a library file that is read by itself: its tables, as if a plan had them all."""
    root = Table(reading, document, (), document.data)
    names = Names(reading, document)
    questions = Questions(names)
    conditions = Conditions(names, questions, {})
    header = root.table("library") or Table(reading, document, ("library",), {})
    header.line("licence")
    _check_names(root)
    shared = Shared(names)
    return Plan(
        id=plan_id(None, document.name),
        title=header.words("title"),
        version=header.line("version", "1"),
        patterns=shared.all("breath", pattern),
        sittings=shared.all("sitting", sitting),
        logs=shared.all("log", lambda table: log(table, questions, conditions)),
        warnings=shared.all("warning", warning),
        cards=shared.all("card", lambda table: card(table, names)),
        evidence=shared.all("evidence", evidence),
    )


def library_patterns(document: Document) -> dict[str, Pattern]:
    """The breathing patterns of a library file that is known to be good."""
    return Shared(Names(Reading(Problems()), document)).all("breath", pattern)


def library_sittings(document: Document) -> dict[str, Sitting]:
    """The sittings of a library file that is known to be good."""
    return Shared(Names(Reading(Problems()), document)).all("sitting", sitting)


def library_logs(document: Document) -> dict[str, Log]:
    """The logs of a library file that is known to be good."""
    names = Names(Reading(Problems()), document)
    questions = Questions(names)
    return Shared(names).all("log", lambda table: log(table, questions, Conditions(names, questions, {})))


def library_warnings(document: Document) -> dict[str, plans.Warning]:
    """The red-flag cards of a library file that is known to be good."""
    return Shared(Names(Reading(Problems()), document)).all("warning", warning)
