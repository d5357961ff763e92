"""The rows `Store.events` reads: SQL that names its index, so that its cost follows the question, not the journal."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from selfcare.core.record import microseconds
from selfcare.journal.rows import STORED
from selfcare.journal.standing import STANDS

_KINDS_THERE = """
WITH RECURSIVE there (kind) AS (
    SELECT min(kind) FROM event
    UNION ALL SELECT (SELECT min(kind) FROM event WHERE kind > there.kind) FROM there WHERE there.kind IS NOT NULL
)
SELECT kind FROM there WHERE kind IS NOT NULL
"""
"""Hops from kind to kind along an index; a handful of steps in a journal of any size."""


def select(
    kinds: Collection[str],
    plan: str | None,
    path: str | None,
    since: datetime | None,
    until: datetime | None,
    newest: int | None,
) -> tuple[str, list[object]]:
    """SQL and its parameters. With `newest` the rows come newest first."""
    bounds, bound_values = _bounds(plan, since, until)
    is_bounded = since is not None or until is not None
    if path is None and newest is not None and not is_bounded and kinds:
        return _newest_of_each(sorted(set(kinds)), bounds, bound_values, newest)
    column = "path" if path is not None else "kind" if kinds or is_bounded else ""
    index = "_".join(filter(None, ("event", column, "about" if is_bounded else "answered")))
    terms, values = [STANDS, *bounds], list(bound_values)
    if path is not None:
        terms.append("path = ?")
        values.append(path)
    if kinds:
        terms.append(f"{'+' * (path is not None)}kind IN ({_marks(kinds)})")
        values.extend(sorted(set(kinds)))
    elif column == "kind":
        terms.append(f"kind IN ({_KINDS_THERE})")
    order = _order(newest)
    if newest is not None:
        values.append(newest)
    return f"SELECT {STORED} FROM event INDEXED BY {index} WHERE {' AND '.join(terms)} {order}", values


def _bounds(plan: str | None, since: datetime | None, until: datetime | None) -> tuple[list[str], list[object]]:
    terms: list[str] = []
    values: list[object] = []
    for term, value in (
        ("+plan = ?", plan),
        ("about >= ?", since and microseconds(since)),
        ("about < ?", until and microseconds(until)),
    ):
        if value is not None:
            terms.append(term)
            values.append(value)
    return terms, values


def _newest_of_each(kinds: list[str], bounds: list[str], values: list[object], newest: int) -> tuple[str, list[object]]:
    """The newest of each kind by its index, then the newest of those: rare kinds cost no walk past common ones."""
    terms = " AND ".join([STANDS, "kind = ?", *bounds])
    arm = f"SELECT seq FROM (SELECT seq FROM event INDEXED BY event_kind_answered WHERE {terms} {_order(newest)})"
    arms = " UNION ALL ".join([arm] * len(kinds))
    given = [value for kind in kinds for value in (kind, *values, newest)]
    return f"SELECT {STORED} FROM event WHERE seq IN ({arms}) {_order(newest)}", [*given, newest]


def _order(newest: int | None) -> str:
    return "ORDER BY answered, id" if newest is None else "ORDER BY answered DESC, id DESC LIMIT ?"


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(set(values)))
