"""A problem of a plan: a stable code, a place, one sentence, and where possible the exact replacement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from selfcare.core.frozen import frozen

Severity = Literal["error", "warning", "note"]

Location = tuple[str | int, ...]
"""A path into the TOML data: `("checklist", "prep", "meal", "at")`, `("routine", "arrive", "steps", 2, "breathe")`."""

LIMIT = 50
"""How many problems of one severity are kept, and how many are shown: more help nobody."""


@frozen
class Place:
    """A stretch of one line of one file. Lines and columns count from 1, columns and `length` in characters.

    A length of 0 is a place between two characters: something is missing there.
    """

    file: str
    line: int = 1
    column: int = 1
    length: int = 1


@frozen
class Label:
    """A second place that belongs to a problem ("begins here")."""

    place: Place
    text: str


@frozen
class Problem:
    """One diagnostic. `message` stands alone; `hint` stands at the caret; `help` says what to do next."""

    code: str
    severity: Severity
    place: Place
    message: str
    hint: str = ""
    help: str = ""
    replacement: str | None = None
    """What to put in place of the marked stretch."""
    labels: tuple[Label, ...] = ()


class Problems:
    """Collects problems: one reader, which records and reads on."""

    def __init__(self) -> None:
        self.found: list[Problem] = []
        self.left_out = 0
        """How many more there were than are kept."""
        self.waives: Callable[[Problem], bool] | None = None
        """Whether the author of the file has read a problem and keeps it. Errors are not asked about."""
        self.waived = 0
        """How many were not kept for that."""
        self._seen: set[tuple[str, Place]] = set()
        self._kept: dict[str, int] = {}

    def add(self, problem: Problem) -> None:
        """Record one; the same code at the same place is recorded once, and at most `LIMIT` of one severity."""
        mark = (problem.code, problem.place)
        if mark in self._seen:
            return
        if self.waives is not None and problem.severity != "error" and self.waives(problem):
            self._seen.add(mark)
            self.waived += 1
            return
        if self.is_full(problem.severity):
            self.left_out += 1
            return
        self._seen.add(mark)
        self._kept[problem.severity] = self._kept.get(problem.severity, 0) + 1
        self.found.append(problem)

    def is_full(self, severity: Severity = "error") -> bool:
        """Whether another one would not be kept: then a dear search for a suggestion is in vain."""
        return self._kept.get(severity, 0) >= LIMIT

    @property
    def errors(self) -> list[Problem]:
        """Those that keep a plan from being used."""
        return [problem for problem in self.found if problem.severity == "error"]
