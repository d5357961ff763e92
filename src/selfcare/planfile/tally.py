"""Counts the problems of one check or of thousands, and keeps the gravest, to be shown. Written out by `report`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from selfcare.core.spelled import counted
from selfcare.core.text import plain
from selfcare.planfile.problem import LIMIT, Problem

RANK = {"error": 0, "warning": 1, "note": 2}
"""The gravest first."""


class Tally:
    """The problems of one file or of thousands: the gravest `LIMIT` are kept to be shown, the others counted."""

    def __init__(self) -> None:
        self.shown: list[Problem] = []
        self.texts: dict[str, str] = {}
        """Of the files that those speak of."""
        self.counts: dict[str, int] = dict.fromkeys(RANK, 0)
        self.files: set[str] = set()
        """Those with problems."""
        self.waived = 0
        self.of = 0
        """How many files were looked at, where nobody named them one by one."""
        self._seen: set[int] = set()

    def add(self, problems: Iterable[Problem], texts: Mapping[str, str], waived: int = 0) -> None:
        """Count the problems of a check; what an earlier one told already is left out."""
        self.waived += waived
        for problem in problems:
            mark = hash((problem.code, problem.place, problem.message))
            if mark in self._seen:
                continue
            self._seen.add(mark)
            self.counts[problem.severity] += 1
            self.files.add(problem.place.file)
            self.shown.append(problem)
        self.shown = sorted(self.shown, key=lambda problem: RANK[problem.severity])[:LIMIT]
        spoken = {label.place.file for problem in self.shown for label in problem.labels}
        spoken |= {problem.place.file for problem in self.shown}
        self.texts = {name: text for name, text in {**self.texts, **texts}.items() if name in spoken}

    @property
    def left_out(self) -> int:
        """How many are counted, but not shown."""
        return sum(self.counts.values()) - len(self.shown)

    def in_order(self) -> list[Problem]:
        """Those that are shown, in the order of the files."""
        places = [(problem.place.file, problem.place.line, problem.place.column) for problem in self.shown]
        return [self.shown[index] for index in sorted(range(len(places)), key=places.__getitem__)]

    def summary(self) -> str:
        """Such as "2 errors, 1 warning in my-plan.toml; 2 waived", and "no errors, 1 note in my-plan.toml"."""
        told = [counted(count, name) for name, count in self.counts.items() if count]
        if told and not self.counts["error"] and not self.counts["warning"]:
            told.insert(0, "no errors")
        waived = f"; {self.waived} waived" if self.waived else ""
        return (", ".join(told) or "no problems") + self._where() + waived

    def _where(self) -> str:
        if len(self.files) == 1:
            return f" in {plain(next(iter(self.files)))}"
        if not self.files:
            return f" in {counted(self.of, 'file')}" if self.of else ""
        of = f" of {self.of}" if self.of > len(self.files) else ""
        return f" in {len(self.files)}{of} files"


def tally(problems: Iterable[Problem], texts: Mapping[str, str] | None = None, waived: int = 0) -> Tally:
    """The tally of one check."""
    whole = Tally()
    whole.add(problems, texts or {}, waived)
    return whole
