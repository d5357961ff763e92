"""Which names exist in a plan and in the library files beside it, what uses them, and which nobody uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from selfcare.core.grammar import quoted
from selfcare.planfile.compile.reading import Mark, Reading
from selfcare.planfile.compile.table import Table
from selfcare.planfile.document import Document, tables
from selfcare.planfile.known import SHARED
from selfcare.planfile.problem import Label
from selfcare.planfile.suggest import listed, nearest

FAMILIES = ("setting", "checklist", "routine", "alert", "report", *SHARED)

CALLED: Mapping[str, str] = {
    "setting": "setting",
    "checklist": "checklist",
    "routine": "routine",
    "alert": "alert",
    "report": "report",
    "breath": "breathing pattern",
    "sitting": "sitting",
    "log": "log",
    "warning": "warning",
    "card": "card",
    "evidence": "evidence",
}

_OF_ONES_OWN: Mapping[str, str] = {
    "breath": 'one of your own is a table, [breath.NAME] with cycle = ["in 4s", "out 6s"]',
    "sitting": "one of your own is a table, [sitting.NAME] with `for` and `cues`",
}
"""How an author makes what the library does not have."""

RESERVED = frozenset(["and", "or", "not", "in", "yes", "no", "count", "days", "mean", "min", "max", "sum"])
"""Words of the condition grammar: fields, logs and settings cannot have them as names."""

SHADOWED = frozenset({"log"})
"""Families in which a plan's own name goes before a built-in one: every second plan asks about `pain` or `stress`."""


class Names:
    """The tables of every family by name: the plan's own, then those of library files."""

    def __init__(self, reading: Reading, plan: Document) -> None:
        self.reading = reading
        self.plan = plan
        self._found: dict[str, dict[str, tuple[Document, dict[str, Any]]]] = {family: {} for family in FAMILIES}
        for family in FAMILIES:
            for name, data in tables(plan.data, family).items():
                self._found[family][name] = (plan, data)
        self._instruments: dict[str, tuple[Document, dict[str, Any]]] = {}
        self._own = {family: tuple(members) for family, members in self._found.items()}
        self.used = reading.used

    def add_library(self, library: Document, *, built_in: bool) -> None:
        """Add the tables of a library file. A name that is taken already is reported where the plan takes it."""
        for name, data in tables(library.data, "log").items():
            self._instruments.setdefault(name, (library, data))
        for family in SHARED:
            for name, data in tables(library.data, family).items():
                taken = self._found[family].setdefault(name, (library, data))
                if taken[0] is not library and not (built_in and family in SHADOWED):
                    self._report_taken(family, name, taken[0], library)

    def _report_taken(self, family: str, name: str, first: Document, second: Document) -> None:
        place = first.places.header((family, name))
        self.reading.report(
            "duplicate",
            place,
            f"{quoted(name)} is already a {CALLED[family]} of the library",
            help="give yours another name, or leave it out and use the library's",
            labels=[Label(second.places.header((family, name)), "the library's")],
        )

    def own(self, family: str) -> tuple[str, ...]:
        """The names of a family in the plan itself, in its order."""
        return self._own[family]

    def known(self, family: str) -> Iterable[str]:
        """Every name of a family."""
        return self._found[family]

    def table(self, family: str, name: str) -> Table | None:
        """The table of a name, without counting as use."""
        found = self._found.get(family, {}).get(name)
        return Table(self.reading, found[0], (family, name), found[1]) if found else None

    def use(self, family: str, name: str, place: Mark) -> Table | None:
        """The table of a name that something refers to at `place`; a name that does not exist is reported."""
        self.used.add((family, name))
        if found := self.table(family, name):
            return found
        self.report_unknown(CALLED[family], name, self.known(family), place, own=_OF_ONES_OWN.get(family, ""))
        return None

    def instrument(self, name: str, place: Mark) -> Table | None:
        """The log of a library file whose questions a log of the plan takes over."""
        if found := self._instruments.get(name):
            return Table(self.reading, found[0], ("log", name), found[1])
        self.report_unknown("instrument", name, self._instruments, place)
        return None

    def use_source(self, name: str, place: Mark) -> None:
        """A name of evidence or of a card."""
        family = "card" if name in self._found["card"] and name not in self._found["evidence"] else "evidence"
        self.use(family, name, place)

    def report_unknown(self, called: str, name: str, known: Iterable[str], place: Mark, *, own: str = "") -> None:
        """There is no such name; did you mean another? `own`: how one is made that the library does not have."""
        candidates = list(known)
        near = nearest(name, candidates)
        help = "" if near else f"there is {listed(candidates)}" if candidates else f"this plan has no {called} yet"
        help = "; ".join(filter(None, (help, own if help else "")))
        self.reading.report(
            "unknown-name", place, f"there is no {called} {quoted(name)}", replacement=near or None, help=help
        )
