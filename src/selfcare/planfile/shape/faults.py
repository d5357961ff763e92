"""Words what the models of `shape` found: the code, the place, one sentence, and what to write instead."""

from __future__ import annotations

import math
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from selfcare.core.grammar import quoted
from selfcare.planfile.document import Document, at
from selfcare.planfile.known import LISTS, TABLES, TEXTS, TYPES, Key, Table, keys_of, kinds_in
from selfcare.planfile.problem import Label, Location, Problem, Problems
from selfcare.planfile.shape.spots import Spot, called, header_text, real, trail
from selfcare.planfile.suggest import listed, nearest
from selfcare.planfile.toml.days import meant


class Fault:
    """Words one fault that the models found."""

    def __init__(self, document: Document, problems: Problems, families: Collection[str], *, lenient: bool) -> None:
        self.document = document
        self.problems = problems
        self.families = families
        """The keys at the top of such a file."""
        self.lenient = lenient

    def trail_to(self, location: Location) -> list[Spot]:
        """The tables on the way to a location, the root first."""
        return trail(self.document.data, location, self.families)

    def report(self, type: str, written: tuple[str | int, ...]) -> None:
        """Report one fault: pydantic's word for it, and its location."""
        location = real(self.document.data, written)
        if location == ("selfcare",):
            return  # worded by `check_format`
        spots = self.trail_to(location)
        inner = spots[-1]
        rest = location[len(inner.location) :]
        if type.startswith("union_tag") or type == "model_type":
            self.not_a_kind(spots, rest)
        elif type == "missing":
            self.missing(inner, str(written[-1]))
        elif type == "extra_forbidden":
            self.unknown(self.trail_to(location[:-1]), str(location[-1]))
        else:
            self.wrong_type(inner, rest, location)

    def add(self, code: str, location: Location, message: str, *, key: bool = True, **more: Any) -> None:
        """Record a problem at a key (or header), or at a value."""
        places = self.document.places
        whole = key and not more.get("replacement") and isinstance(at(self.document.data, location), dict)
        place = places.header(location) if whole else places.key(location) if key else places.value(location)
        if more.get("replacement") and not more.get("hint"):
            more["hint"] = f"did you mean `{more['replacement']}`?" if key else f"write {more['replacement']}"
        severity = more.pop("severity", "error")
        self.problems.add(Problem(code, severity, place, message, **more))

    def not_a_kind(self, spots: list[Spot], rest: Location) -> None:
        """A table without a kind word or with two; or no table where one is meant."""
        inner = spots[-1]
        if rest:
            if inner.table.member and len(rest) == 1 and not isinstance(inner.data.get(str(rest[0])), dict):
                self.unknown(spots, str(rest[0]))
            else:
                self.add(
                    "value",
                    (*inner.location, *rest),
                    f"`{rest[0]}` is a table",
                    key=False,
                    help=self.example(inner, rest),
                )
            return
        words = kinds_in(inner.table, inner.data)
        where = called(inner)
        if len(words) > 1:
            first, second = words[:2]
            label = Label(self.document.places.key((*inner.location, first)), "the first")
            message = f"{where} has two kind words, `{first}` and `{second}`; one word says what it is"
            help = f"keep one of them, or make it two {inner.table.name}s"
            self.add("kind", (*inner.location, second), message, labels=(label,), help=help)
            return
        if self.document.places.has_gap(inner.location):
            return
        message = f"nothing says what {where} is"
        near = self.near_kind(inner)
        if near:
            self.add("kind", (*inner.location, near[0]), message, replacement=near[1])
        else:
            key = self.only_stranger(inner)
            self.add("kind", (*inner.location, *key), message, help=f"it needs one of {listed(inner.table.kinds)}")

    def near_kind(self, spot: Spot) -> tuple[str, str] | None:
        """A key that is nearly a kind word, and that word."""
        known = {key for kind in spot.table.kinds for key in keys_of(spot.table, kind)}
        for name in spot.data:
            word = _KINDS_MEANT.get(name, "") if name not in known else ""
            if name not in known and (near := word if word in spot.table.kinds else nearest(name, spot.table.kinds)):
                return name, near
        return None

    def only_stranger(self, spot: Spot) -> tuple[str, ...]:
        """The one key that a table of this family never has: it stands where the kind word should. Empty: none."""
        known = {key for kind in spot.table.kinds for key in keys_of(spot.table, kind)}
        strange = [name for name, value in spot.data.items() if name not in known and isinstance(value, str)]
        return tuple(strange) if len(strange) == 1 else ()

    def missing(self, spot: Spot, name: str) -> None:
        """A required key, or a required table, that is not there."""
        if name == "selfcare" or self.document.places.has_gap(spot.location):
            return
        if not spot.location:
            table = TABLES[name]
            if nearest(name, (one for one in self.document.data if one not in self.families)):
                return
            self.add("missing", (), f"there is no {table.header}", help=f"add {table.header} with {_first_keys(table)}")
            return
        keys = keys_of(spot.table, spot.kind)
        near = [one for one in spot.data if one not in keys and (_MEANT.get(one) == name or nearest(one, [name]))]
        if not near:
            self.add("missing", spot.location, f"{called(spot)} has no `{name}`", help=_how_to_add(spot, keys[name]))

    def unknown(self, spots: list[Spot], name: str) -> None:
        """A key that its table does not have."""
        inner = spots[-1]
        keys = keys_of(inner.table, inner.kind) if inner.location else dict.fromkeys(self.families)
        here = (*inner.location, name)
        if self.stray(spots, name):
            return
        free = [key for key in keys if key not in inner.data]
        word = _MEANT.get(name, "") if inner.location else _TABLES_MEANT.get(name, "")
        near = word if word in (free if inner.location else keys) else nearest(name, free)
        severity = self.severity(inner, near)
        what = called(inner) if inner.location else "the top of a file"
        message = f"{what} has no key {quoted(name)}"
        if not inner.location and isinstance(inner.data.get(name), dict):
            message = f"there is no table {quoted(name)} in this language"
        help = "" if near else f"it has {listed(keys)}"
        self.add("unknown-key", here, message, replacement=near or None, help=help, severity=severity)

    def severity(self, spot: Spot, near: str) -> str:
        """At run time a key nobody knows is a warning, unless it may change what is said to be safe or when."""
        risky = spot.table.name in ("alert", "warning") or near in ("if", "at", "from", "until", "anchor")
        return "warning" if self.lenient and not risky else "error"

    def stray(self, spots: list[Spot], name: str) -> bool:
        """Whether it was reported as a key of another kind, of a table above, or of one beside it."""
        inner = spots[-1]
        severity = self.severity(inner, name)
        here = (*inner.location, name)
        what = called(inner)
        below = header_text(inner)
        if others := [kind for kind, keys in inner.table.kinds.items() if any(key.name == name for key in keys)]:
            if inner.kind:
                message = f"`{name}` does not belong to {what}"
                help = f"it goes with {listed(f'`{kind}`' for kind in others)}"
                word = self.document.places.key((*inner.location, inner.kind))
                labels = (Label(word, "this word says what it is"),)
                self.add("wrong-table", here, message, help=help, severity=severity, labels=labels)
            return True
        for above in reversed(spots[1:-1]):
            if name in keys_of(above.table, above.kind):
                message = f"`{name}` does not belong to {what}"
                hint = f"this line stands below {below}"
                help = f"move it under {header_text(above)}"
                self.add("wrong-table", here, message, hint=hint, help=help, severity=severity)
                return True
        if not inner.location and not isinstance(inner.data.get(name), dict) and name in keys_of(TABLES["plan"]):
            message = f"`{name}` does not belong at the top of the file"
            self.add("wrong-table", here, message, help="move it under [plan]", severity=severity)
            return True
        if inner.location and inner.table.name in ("plan", "appointment", "course"):
            for other in ("plan", "appointment", "course"):
                if other != inner.table.name and name in keys_of(TABLES[other]):
                    message = f"`{name}` does not belong to {below}"
                    self.add("wrong-table", here, message, help=f"move it under [{other}]", severity=severity)
                    return True
        return False

    def wrong_type(self, spot: Spot, rest: Location, location: Location) -> None:
        """A value that is of another type than its key takes."""
        if not rest:
            self.add("value", location, "this is a table", key=True)
            return
        name = str(rest[0])
        key = keys_of(spot.table, spot.kind).get(name)
        value = at(self.document.data, location)
        if key is None or (not spot.location and key.type == name):
            named = quoted(".".join(str(part) for part in location))[1:-1]
            self.add("value", location, f"`{named}` is a table", help=self.example(spot, rest))
        elif key.type == "strengths" and isinstance(value, list):
            for index, entry in enumerate(value):
                if entry not in key.choices:
                    self.wrong_type(spot, (*rest, index), (*location, index))
        elif key.type in ("word", "strengths") and isinstance(value, str):
            near = nearest(value, key.choices)
            message = f"{quoted(value)} is not a word for `{name}`"
            help = "" if near else f"write one of {listed(key.choices)}"
            self.add(
                "value",
                location,
                message,
                key=False,
                replacement=near or None,
                hint=f"did you mean '{near}'?" if near else "",
                help=help,
            )
        else:
            entry = len(rest) > 1 and isinstance(rest[1], int)
            takes = f"one of {listed(key.choices)}" if key.choices else TYPES.get(key.type, "a list of tables")
            what = f"entry {int(rest[1]) + 1} is" if entry else "this is"
            message = f"`{name}` takes {takes}, and {what} {toml_word(value)}"
            if key.type == "steps" and not entry:
                help = f"write its header in double brackets: [[{header_text(spot)[1:-1]}.{name}]]"
                self.add("value", location, message, help=help)
            else:
                self.add("value", location, message, key=False, **_mend(key, value))

    def example(self, spot: Spot, rest: Location) -> str:
        """How a table is begun."""
        table = TABLES.get(str(rest[0])) if not spot.location else TABLES.get(spot.table.member)
        return f"begin it with a header: {table.header}" if table else ""


_MEANT = {
    "name": "title",
    "description": "summary",
    "question": "ask",
    "reason": "why",
    "reminder": "remind",
    "license": "licence",
    "duration": "for",
    "length": "lasts",
    "start": "from",
    "end": "until",
    "before": "until",
    "after": "from",
    "when": "if",
    "time": "at",
    "minimum": "min",
    "maximum": "max",
    "lang": "language",
    "warnings": "cautions",
}
"""What authors write for a key that the letters alone do not lead to."""

_TABLES_MEANT = {
    "pattern": "breath",
    "patterns": "breath",
    "breathing": "breath",
    "meditation": "sitting",
    "question": "log",
    "questions": "log",
    "diary": "log",
    "red-flag": "warning",
    "source": "evidence",
}
"""What authors call a family of tables."""

_KINDS_MEANT = {"do": "check", "task": "check", "tick": "check", "dont": "avoid", "not": "avoid", "stop": "avoid",
"breath": "breathe", "sit": "meditate", "sitting": "meditate", "ask": "log", "show": "read", "say": "read", "wait":
"rest", "pause": "rest", "routine": "run", "rating": "scale", "range": "scale", "select": "choice", "yesno": "yes-no",
"bool": "yes-no"}  # fmt: skip


def _how_to_add(spot: Spot, key: Key) -> str:
    """What to write for a key that is missing."""
    if key.type == "steps":
        return f"add [[{header_text(spot)[1:-1]}.steps]]"
    if key.choices:
        return f'add {key.name} = "…", one of {listed(key.choices)}'
    if key.type not in TEXTS:
        return f"add `{key.name}`: {TYPES[key.type]}"
    return f'add {key.name} = "…"' + (f", {TYPES[key.type]}" if TYPES[key.type] != "text" else "")


def _first_keys(table: Table) -> str:
    required = [key.name for key in table.keys if key.required]
    return listed(f"{name} = …" for name in required)


def toml_word(value: object) -> str:
    """What a value is, in the words of TOML."""
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, float) and not math.isfinite(value):
        return "infinite" if value == value else "not a number"
    for type, word in (
        (str, "a text"),
        (int, "a whole number"),
        (float, "a number"),
        (datetime, "a date and time"),
        (date, "a date"),
        (dict, "a table"),
        (list, "a list"),
    ):
        if isinstance(value, type):
            return word
    return "a time"


def _mend(key: Key, value: object) -> dict[str, Any]:
    """What to write instead of a value of the wrong type."""
    if key.type == "labels" and isinstance(value, dict) and len(value) == 1:
        return {"help": 'a number with a point stands in quotes: "2.5" = "…"'}
    if isinstance(value, str):
        if key.type in ("flag", "remind") and value.lower() in ("yes", "on", "true", "no", "off", "false"):
            word = "true" if value.lower() in ("yes", "on", "true") else "false"
            return {"help": f"write {key.name} = {word}, without quotes"}
        if key.type in ("number", "whole", "date", "format"):
            return {"help": _how_in_figures(key, value)}
        if key.type in LISTS:
            return {"help": f"put it in brackets: {key.name} = {_several(value)}"}
    if isinstance(value, bool | int | float) and key.type in TEXTS:
        return {"help": _how_in_quotes(key, value)}
    return {}


def _how_in_figures(key: Key, value: str) -> str:
    """What to write for a number or a date in quotes: itself, if it is one."""
    written = value.strip()
    if key.type == "date":
        try:
            return f"write {key.name} = {date.fromisoformat(written)}, without quotes"
        except ValueError:
            return _how_as_date(key, written)
    number = written.replace(",", ".")
    if number.removeprefix("-").replace(".", "", 1).isdecimal():
        return f"write {key.name} = {number}, without quotes"
    return f"write it in figures, without quotes, such as {key.name} = 3"


def _how_as_date(key: Key, written: str) -> str:
    """What to write for a date in quotes that is not written as one, or that there is not."""
    day = meant(written)
    if day is not None and day.written:
        return f"write {key.name} = {day.written[:10]}, without quotes"
    if day is not None and day.help:
        return f"{day.message}; {day.help}, without quotes"
    return f"write year-month-day, without quotes, such as {key.name} = 2026-05-04"


def _several(value: str) -> str:
    """A text as a list of texts, if it is short enough to be shown."""
    if not value.strip() or len(value) > 60:
        return '["…"]'
    return "[" + ", ".join(f'"{part}"' for one in value.split(",") if (part := quoted(one.strip())[1:-1])) + "]"


def _how_in_quotes(key: Key, value: float) -> str:
    """What to write for a number where a text is meant; `rest = 10` most likely means minutes."""
    if key.type == "duration" and not isinstance(value, bool) and 0 < value < 1000:
        return f'write it in quotes, with its unit: {key.name} = "{value:g}m"'
    _, such_as, example = TYPES[key.type].rpartition("such as ")
    if such_as:
        return f'write it in quotes, such as {key.name} = "{example}"'
    return f'write it in quotes: {key.name} = "{str(value).lower()}"'
