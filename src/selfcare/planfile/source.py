"""Where everything stands in a plan's text: headers, keys and values with their spans, and what is wrong with the syntax.

A tolerant scanner makes the map in one pass; `tomllib` alone decides what is TOML. Statements that are broken are blanked so that the
rest is still checked: `data` is what `tomllib` reads of the mended text, and the map is of the same text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from selfcare.planfile.problem import Place

Location = tuple[str | int, ...]
"""A path into the TOML data: `("checklist", "prep", "caffeine", "from")`, `("routine", "arrive", "steps", 2, "breathe")`."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of the text."""

    start: int
    end: int


@dataclass(slots=True)
class Source:
    """A plan's text, its data, and the map between them."""

    file: str
    """As the person named it, for diagnostics."""
    text: str
    data: dict[str, Any]
    """Plain TOML data of the mended text; empty if nothing could be read."""

    def key(self, location: Location) -> Place:
        """Where the key (or the header) of `location` stands; of its nearest parent that stands somewhere, if it does not."""
        raise NotImplementedError

    def value(self, location: Location, start: int = 0, length: int | None = None) -> Place:
        """Where the value stands. For a string, `start` and `length` count characters of the decoded value and point inside the
        quotes, through escapes; without them the whole literal, quotes left out for a one-line string."""
        raise NotImplementedError

    def header(self, location: Location) -> Place:
        """Where the header of the table `location` stands."""
        raise NotImplementedError
