"""`[plan]`, `[appointment]`, `[course]` and `[alert.NAME]`."""

from __future__ import annotations

import re

from selfcare.core.grammar import GrammarError, days_span, quoted, span
from selfcare.core.plan import Alert, AlertLevel, Course, Occasion
from selfcare.core.when import Span
from selfcare.planfile.compile.conditions import Conditions
from selfcare.planfile.compile.names import Names
from selfcare.planfile.compile.shared import sources
from selfcare.planfile.compile.table import NAME, Table, slug

ALERT_LEVELS: tuple[AlertLevel, ...] = ("info", "tell", "urgent")
MOST_VISITS = 200
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


def course(table: Table | None, names: Names) -> Course | None:
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
        review=_walked(table, "review-with", "review-after", names),
        checks=table.values("checks", days),
        check=_walked(table, "check-with", "checks", names),
    )


def _walked(table: Table, key: str, when: str, names: Names) -> str:
    """The routine that a moment of a course walks through: neither makes sense without the other."""
    name = table.line(key)
    if name:
        names.use("routine", name, table.place(key))
    if (when in table.data) == (key in table.data) or not table.is_whole():
        return name
    if name:
        message, help = "nothing says when to walk through this", f"add {_WHEN[key]}"
    else:
        message, help = "nothing says what to walk through then", f'add {key} = "…", the name of a routine'
    table.reading.report("missing", table.key_place(key if name else when), message, help=help)
    return name


_WHEN = {
    "review-with": "review-after = 4, the number of a visit",
    "check-with": 'checks = ["4w"], how long after the last visit',
}


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
