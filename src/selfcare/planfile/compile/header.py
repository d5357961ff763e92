"""`[plan]`, `[appointment]`, `[course]`, `[alert.NAME]` and `[report.NAME]`."""

from __future__ import annotations

import re
from typing import NamedTuple

from selfcare.core.grammar import GrammarError, days_span, quoted, span
from selfcare.core.plan import Alert, AlertLevel, Course, Occasion, Report
from selfcare.core.when import Span
from selfcare.planfile.compile.conditions import Conditions
from selfcare.planfile.compile.names import Names
from selfcare.planfile.compile.questions import Questions
from selfcare.planfile.compile.shared import sources
from selfcare.planfile.compile.table import NAME, Table, slug
from selfcare.planfile.suggest import listed, nearest

ALERT_LEVELS: tuple[AlertLevel, ...] = ("info", "tell", "urgent")
MOST_VISITS = 200
SINCE_LAST = "since last appointment"
IN_WORDS = {
    "daily": "1d",
    "weekly": "7d",
    "every week": "7d",
    "fortnightly": "14d",
    "monthly": "4w",
    "every month": "4w",
}
"""Lengths of days as people say them."""
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""A language as BCP 47 writes it: en, fr-CA."""


def some_time(text: str) -> Span:
    """A duration that is longer than nothing. Raises `GrammarError`."""
    length = span(text)
    if not length.days and not length.seconds:
        raise GrammarError(f"{quoted(text)} is no time at all", 0, len(text))
    return length


def days(text: str) -> Span:
    """A duration of whole days. Raises `GrammarError`."""
    try:
        return days_span(text)
    except GrammarError as error:
        if error.suggestion:
            raise error from None
        meant = IN_WORDS.get(text.strip().lower(), "")
        write = "" if meant else "; write 7d or 4w"
        raise GrammarError(f"{quoted(text)} is not a number of days{write}", 0, len(text), meant) from None


def plan_id(header: Table | None, file: str) -> str:
    """`[plan] id`, else the file's stem as a slug."""
    name = header.data.get("id") if header else None
    if header and isinstance(name, str) and header.is_name(name, header.place("id")):
        return name
    stem = slug(file.rsplit("/", 1)[-1].removesuffix(".toml"))
    return stem if NAME.fullmatch(stem) else f"plan-{stem}"[:40].rstrip("-")


def language(table: Table) -> str:
    """The language of a plan or a translation."""
    tag = table.line("language", "en")
    if not LANGUAGE_TAG.fullmatch(tag):
        message = f"{quoted(tag)} is not a language"
        table.reading.report(
            "value", table.place("language"), message, help="write its short code, such as en, fr or pt-BR"
        )
        return "en"
    return tag


def shown_warnings(header: Table, names: Names) -> tuple[str, ...]:
    """`[plan] warnings`."""
    found: list[str] = []
    for index, name in header.entries("warnings"):
        if isinstance(name, str) and names.use("warning", name, header.place("warnings", index)) and name not in found:
            found.append(name)
    return tuple(found)


def appointment(table: Table | None) -> Occasion:
    """What an appointment of this plan is."""
    if table is None:
        return Occasion()
    usual = Occasion()
    return Occasion(table.words("title") or usual.title, table.value("lasts", some_time) or usual.lasts)


def course(table: Table | None) -> Course | None:
    """A series of visits."""
    if table is None:
        return None
    usual = Course()
    visits = table.whole("visits", 1, MOST_VISITS)
    review_after = table.whole("review-after", 1, MOST_VISITS)
    if visits and review_after and review_after > visits:
        message = f"the review would come after visit {review_after}, and there are {visits}"
        table.reading.report("never", table.place("review-after"), message)
    return Course(
        visits=visits,
        every=table.value("every", days) or usual.every,
        baseline=table.value("baseline", days) or usual.baseline,
        review_after=review_after,
        checks=table.values("checks", days),
    )


def alert(table: Table, names: Names, conditions: Conditions) -> Alert | None:
    """An alert; None without a condition that is understood."""
    condition = conditions.read(table, "if")
    warning = table.line("warning")
    if warning:
        names.use("warning", warning, table.place("warning"))
    said = "say" in table.data, "warning" in table.data
    if said == (True, True):
        message = "an alert has `say` or `warning`, not both"
        table.reading.report("value", table.key_place("warning"), message, help="leave one of them out")
    elif said == (False, False) and table.is_whole():
        message = "this alert says nothing"
        table.reading.report(
            "missing", table.key_place(), message, help='add say = "…", or the name of a card: warning = "…"'
        )
    say, evidence = table.words("say"), sources(table, names)
    if condition is None:
        return None
    return Alert(table.name, condition, say, warning, table.word("level", ALERT_LEVELS, "info"), evidence)


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
