"""Which table of the language a location of a file leads to, and how such a table is called."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from selfcare.core.grammar import quoted
from selfcare.planfile.document import Data, at
from selfcare.planfile.known import SINGLE, TABLES, Table, kinds_in
from selfcare.planfile.problem import Location

TAG = "\0"
"""Begins the tags of kinds and of members in the locations of the models, so that they can be dropped."""


class Spot(NamedTuple):
    """A table that a location leads to."""

    table: Table
    location: Location
    data: Data
    kind: str
    """Its kind word, if it has one."""


def trail(data: Data, location: Location, families: Collection[str]) -> list[Spot]:
    """The tables on the way to a location, the root first."""
    root = TABLES["root"]
    spots = [Spot(root, (), data, "")]
    if not location or location[0] not in families or location[0] not in TABLES:
        return spots
    family = str(location[0])
    depth = 1 if family in SINGLE else 2
    table: Table | None = TABLES[family]
    while table is not None and len(location) >= depth:
        inside = at(data, location[:depth])
        if not isinstance(inside, dict):
            break
        kinds = kinds_in(table, inside)
        spots.append(Spot(table, location[:depth], inside, kinds[0] if len(kinds) == 1 else ""))
        table, depth = _below(table, location, depth)
    return spots


def _below(table: Table, location: Location, depth: int) -> tuple[Table | None, int]:
    """The table that the location goes on to, and how deep it stands."""
    if len(location) <= depth:
        return None, depth
    if table.member:
        return TABLES[table.member], depth + 1
    key = location[depth]
    if table.name == "routine" and key == "steps":
        return TABLES["step"], depth + 2
    if table.name == "test" and key == "answers":
        return TABLES["answer"], depth + 2
    inside = {("breath", "ramp"): "ramp", ("test", "expect"): "expect"}.get((table.name, str(key)))
    return (TABLES[inside], depth + 1) if inside else (None, depth)


def real(data: Any, written: tuple[str | int, ...]) -> Location:
    """A location of pydantic without what it adds: the tags of kinds, and the types it tried."""
    found: list[str | int] = []
    for part in written:
        exists = (isinstance(data, dict) and part in data) or (
            isinstance(data, list) and isinstance(part, int) and part < len(data)
        )
        if exists:
            found.append(part)
            data = data[part]
        elif isinstance(part, str) and part.startswith(TAG):
            continue
        else:
            break
    return tuple(found)


def called(spot: Spot) -> str:
    """A table in a sentence: "an `avoid` item", "[log.stress]"."""
    if spot.kind:
        article = "an" if spot.kind[0] in "aeiou" else "a"
        return f"{article} `{spot.kind}` {spot.table.name}"
    return header_text(spot)


def header_text(spot: Spot) -> str:
    """The header of a table as it stands in the file."""
    names = [str(part) for part in spot.location if isinstance(part, str)]
    text = quoted(".".join(names))[1:-1]
    return f"[[{text}]]" if spot.location and isinstance(spot.location[-1], int) else f"[{text}]"
