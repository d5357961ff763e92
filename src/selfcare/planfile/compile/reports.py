"""`[report.NAME]`: the page for the practitioner, and the parts of the plan that it speaks about."""

from __future__ import annotations

from typing import NamedTuple

from selfcare.core.grammar import GrammarError, quoted
from selfcare.core.plan import Report
from selfcare.core.when import Span
from selfcare.planfile.compile.header import days
from selfcare.planfile.compile.names import Names
from selfcare.planfile.compile.questions import Questions
from selfcare.planfile.compile.table import Table
from selfcare.planfile.suggest import listed, nearest

SINCE_LAST = "since last appointment"


class Parts(NamedTuple):
    """What a report may speak about: the members of each family by name."""

    names: Names
    questions: Questions


def report(table: Table, parts: Parts) -> Report:
    """The page for the practitioner."""
    return Report(
        name=table.name,
        title=table.words("title"),
        covers=_covers(table),
        include=_include(table, parts),
        charts=_charts(table, parts),
        questions=table.lines("questions"),
        note=table.words("note"),
    )


def _covers(table: Table) -> Span | None:
    return None if table.data.get("covers") == SINCE_LAST else table.value("covers", _days_or_since)


def _days_or_since(text: str) -> Span:
    try:
        return days(text)
    except GrammarError as error:
        if nearest(text, (SINCE_LAST,)):
            raise GrammarError(f"{quoted(text)} is not a time", 0, len(text), SINCE_LAST) from None
        if not error.suggestion:
            raise GrammarError(f"{quoted(text)} is not a time; write 28d, or {SINCE_LAST}", 0, len(text)) from None
        raise error from None


INCLUDABLE = ("checklist", "log", "routine", "card")


def _include(table: Table, parts: Parts) -> tuple[str, ...]:
    found: list[str] = []
    for index, path in table.entries("include"):
        if not isinstance(path, str):
            continue
        family, _, name = path.partition(".")
        if family in INCLUDABLE and name:
            start = len(family) + 1
            parts.names.use(family, name, table.place("include", index, start=start, length=len(name)))
            found.append(path)
        else:
            _report_path(table, ("include", index), path, parts, INCLUDABLE)
    return tuple(found)


def _report_path(
    table: Table, where: tuple[str | int, ...], path: str, parts: Parts, families: tuple[str, ...]
) -> None:
    known = [f"{family}.{name}" for family in families for name in parts.names.own(family)]
    near = next((one for one in known if one.endswith(f".{path}")), "") or nearest(path, known)
    help = "" if near else f"there is {listed(known)}" if known else "it names parts of this plan, such as log.stress"
    message = f"there is nothing called {quoted(path)} in this plan"
    table.reading.report("unknown-name", table.place(*where), message, replacement=near or None, help=help)


def _charts(table: Table, parts: Parts) -> tuple[str, ...]:
    found: list[str] = []
    for index, path in table.entries("charts"):
        if not isinstance(path, str):
            continue
        family, _, rest = path.partition(".")
        log, _, field = rest.partition(".")
        place = table.place("charts", index)
        if family != "log" or not field:
            message = f"{quoted(path)} is not a number that can be drawn"
            example = parts.questions.first_scale(parts.names.own("log"))
            table.reading.report("value", place, message, help=f"write a path such as {example}")
        elif parts.names.use("log", log, table.place("charts", index, start=len("log."), length=len(log))) is not None:
            _check_chart(table, index, path, parts.questions, parts.names)
            found.append(path)
    return tuple(found)


def _check_chart(table: Table, index: int, path: str, questions: Questions, names: Names) -> None:
    _, log, field = path.split(".", 2)
    place = table.place("charts", index, start=len(f"log.{log}."), length=len(field))
    if field not in questions.fields(log):
        names.report_unknown(f"question in the log {quoted(log)} called", field, questions.fields(log), place)
    elif not questions.is_number(log, field):
        help = "scales, numbers and durations can be drawn"
        table.reading.report("value", place, f"the answers of {quoted(path)} are not numbers", help=help)
