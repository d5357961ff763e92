"""A file of the plan language that has been read: its data, and where each part of it stands.

`Document` is what the compiler works on. Its places come from a map (`toml.source.Source`), from `Nowhere` when a
library file is read without a map, or from `Layers` when a plan extends another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from selfcare.planfile.known import LANGUAGE
from selfcare.planfile.problem import Location, Place, Problem, Problems
from selfcare.planfile.suggest import nearest

Data = dict[str, Any]
"""Plain TOML data."""


class Places(Protocol):
    """Answers where something stands."""

    def key(self, location: Location) -> Place:
        """Where a key or header stands, or its nearest parent."""

    def value(self, location: Location, start: int = 0, length: int | None = None) -> Place:
        """Where a value stands, or a stretch of its text."""

    def header(self, location: Location) -> Place:
        """Where the header of a table stands."""

    def has_gap(self, location: Location) -> bool:
        """Whether a broken statement was left out there, in which what is missing may have stood."""


class Document(NamedTuple):
    """One file, or a plan merged with those it extends."""

    name: str
    """Its name in the closure."""
    data: Data
    places: Places


class Nowhere(NamedTuple):
    """The places of a text that has no source map: the file is all that is known."""

    file: str

    def key(self, location: Location) -> Place:
        """The file."""
        return Place(self.file)

    def value(self, location: Location, start: int = 0, length: int | None = None) -> Place:
        """The file."""
        return Place(self.file)

    def header(self, location: Location) -> Place:
        """The file."""
        return Place(self.file)

    def has_gap(self, location: Location) -> bool:
        """Nothing is left out of a good text."""
        return False


class Layers(NamedTuple):
    """The places of a plan that extends others: a path belongs to the file, nearest first, that says most of it."""

    documents: Sequence[Document]

    def key(self, location: Location) -> Place:
        """Where a key or header stands in the file that speaks about it."""
        return self._speaker(location).key(location)

    def value(self, location: Location, start: int = 0, length: int | None = None) -> Place:
        """Where a value stands in the file that speaks about it."""
        return self._speaker(location).value(location, start, length)

    def header(self, location: Location) -> Place:
        """Where a header stands in the file that speaks about it."""
        return self._speaker(location).header(location)

    def has_gap(self, location: Location) -> bool:
        """Whether one of the files has a gap there."""
        return any(document.places.has_gap(location) for document in self.documents)

    def _speaker(self, location: Location) -> Places:
        return max(self.documents, key=lambda document: depth(document.data, location)).places


def _has(data: Any, part: str | int) -> bool:
    if isinstance(data, list):
        return isinstance(part, int) and 0 <= part < len(data)
    return isinstance(data, dict) and part in data


def depth(data: Any, location: Location) -> int:
    """How many steps of `location` exist in `data`."""
    for steps, part in enumerate(location):
        if _has(data, part):
            data = data[part]
        else:
            return steps
    return len(location)


def at(data: Any, location: Location) -> Any:
    """What stands at `location`, or None."""
    for part in location:
        if _has(data, part):
            data = data[part]
        else:
            return None
    return data


def tables(data: Mapping[str, Any], family: str) -> dict[str, Data]:
    """The tables of a family by name (`[log.NAME]`); what is not a table is left out."""
    members = data.get(family)
    if not isinstance(members, dict):
        return {}
    return {name: table for name, table in members.items() if isinstance(table, dict)}


def check_format(document: Document, problems: Problems) -> bool:
    """Whether the file says `selfcare = 1`; if not, that is reported. Of a newer language nothing else can be told."""
    number = document.data.get("selfcare")
    if number == LANGUAGE and isinstance(number, int) and not isinstance(number, bool):
        return True
    if "selfcare" not in document.data:
        if not document.places.has_gap(("selfcare",)) and not nearest("selfcare", document.data):
            message = "the file does not say that it is a plan"
            instead = [key for key, value in document.data.items() if value == LANGUAGE]
            place = document.places.key((instead[0],) if instead else ())
            problems.add(
                Problem("format", "error", place, message, help=f"write selfcare = {LANGUAGE} in its first line")
            )
        return True
    place = document.places.value(("selfcare",))
    if isinstance(number, int) and not isinstance(number, bool) and number > LANGUAGE:
        message = (
            f"this is version {min(number, 10**6)} of the plan language, and this selfcare reads version {LANGUAGE}"
        )
        problems.add(
            Problem(
                "format", "error", place, message, help="get a newer selfcare, or ask its author for an older version"
            )
        )
        return False
    message = f"`selfcare` is the number of the plan language: {LANGUAGE}"
    problems.add(
        Problem(
            "format",
            "error",
            place,
            message,
            hint=f"write {LANGUAGE}",
            replacement=None if isinstance(number, str) else str(LANGUAGE),
        )
    )
    return True
