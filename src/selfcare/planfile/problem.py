"""A problem of a plan: a stable code, a place, one sentence, and where possible the exact replacement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one line of one file. Lines and columns count from 1, columns and `length` in characters."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 1


@dataclass(frozen=True, slots=True)
class Label:
    """A second place that belongs to a problem ("begins here")."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
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


@dataclass(slots=True)
class Problems:
    """Collects problems: one reader, which records and reads on."""

    found: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        """Record one; the same code at the same place is recorded once."""
        if not any(old.code == problem.code and old.place == problem.place for old in self.found):
            self.found.append(problem)

    @property
    def errors(self) -> list[Problem]:
        """Those that keep a plan from being used."""
        return [problem for problem in self.found if problem.severity == "error"]
