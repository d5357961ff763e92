"""The rows `Store.events` reads: SQL that names its index, so that its cost follows the question, not the journal."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from selfcare.core.event import Event, Order
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


class Bounds:
    """The order of the rows, and what narrows them down besides kinds and path."""

    def __init__(
        self,
        by: Order,
        plan: str | None,
        since: datetime | None,
        until: datetime | None,
        before: Event | None,
        search: str,
    ) -> None:
        self.by = by
        self.is_about = since is not None or until is not None
        """Whether they bound what events are about, and not when they were answered."""
        self.terms: list[str] = []
        self.values: list[object] = []
        for term, value in (
            ("+plan = ?", plan),
            ("about >= ?", since and microseconds(since)),
            ("about < ?", until and microseconds(until)),
        ):
            if value is not None:
                self._add(term, value)
        if before is not None:
            instant = microseconds(before.about if by == "about" else before.answered)
            self._add(f"{by} <= ? AND ({by}, id) < (?, ?)", instant, instant, before.id)
        for word in search.split():
            like = "%" + "".join(f"\\{sign}" if sign in "\\%_" else sign for sign in word) + "%"
            self._add("(note LIKE ? ESCAPE '\\' OR answers LIKE ? ESCAPE '\\')", like, like)

    def _add(self, term: str, *values: object) -> None:
        self.terms.append(term)
        self.values.extend(values)


def select(kinds: Collection[str], path: str | None, given: Bounds, newest: int | None) -> tuple[str, list[object]]:
    """SQL and its parameters. With `newest` the rows come newest first."""
    is_by_about = given.is_about or given.by == "about"
    if path is None and newest is not None and not given.is_about and kinds:
        return _newest_of_each(sorted(set(kinds)), given, newest)
    column = "path" if path is not None else "kind" if kinds or is_by_about else ""
    index = "_".join(filter(None, ("event", column, "about" if is_by_about else "answered")))
    terms, values = [STANDS, *given.terms], list(given.values)
    if path is not None:
        terms.append("path = ?")
        values.append(path)
    if kinds:
        terms.append(f"{'+' * (path is not None)}kind IN ({_marks(kinds)})")
        values.extend(sorted(set(kinds)))
    elif column == "kind":
        terms.append(f"kind IN ({_KINDS_THERE})")
    order = _order(given.by, newest)
    if newest is not None:
        values.append(newest)
    return f"SELECT {STORED} FROM event INDEXED BY {index} WHERE {' AND '.join(terms)} {order}", values


def _newest_of_each(kinds: list[str], given: Bounds, newest: int) -> tuple[str, list[object]]:
    """The newest of each kind by its index, then the newest of those: rare kinds cost no walk past common ones."""
    terms, order = " AND ".join([STANDS, "kind = ?", *given.terms]), _order(given.by, newest)
    arm = f"SELECT seq FROM (SELECT seq FROM event INDEXED BY event_kind_{given.by} WHERE {terms} {order})"
    arms = " UNION ALL ".join([arm] * len(kinds))
    values = [value for kind in kinds for value in (kind, *given.values, newest)]
    return f"SELECT {STORED} FROM event WHERE seq IN ({arms}) {order}", [*values, newest]


def _order(by: Order, newest: int | None) -> str:
    return f"ORDER BY {by}, id" if newest is None else f"ORDER BY {by} DESC, id DESC LIMIT ?"


def _marks(values: Collection[str]) -> str:
    return ", ".join("?" * len(set(values)))
