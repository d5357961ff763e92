"""The shape of a plan's file: which keys its tables have, of which types, told apart by their kind words.

The models are built by pydantic from `known.TABLES`. They check and describe; nobody reads values from them. Imported
only when a text has to be checked: a closure that is known to be good skips this stage.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from types import GenericAlias
from typing import Annotated, Any, Literal, NamedTuple, Union

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Strict,
    StrictBool,
    StrictStr,
    Tag,
    ValidationError,
    create_model,
)

from selfcare.core.grammar import quoted
from selfcare.planfile.document import Data, Document, Location, at
from selfcare.planfile.known import (
    ROOT_KEYS,
    SHARED,
    SINGLE,
    STRENGTHS,
    TABLES,
    TYPES,
    Key,
    Table,
    keys_of,
    kinds_in,
)
from selfcare.planfile.problem import Label, Problem, Problems
from selfcare.planfile.suggest import listed, nearest

Kind = Literal["plan", "library", "translation"]

StrictInt = Annotated[int, Strict()]
StrictNumber = Annotated[float, Field(strict=True, allow_inf_nan=False)]
StrictDate = Annotated[date, Strict()]
StrictDateTime = Annotated[datetime, Strict()]
Texts = list[StrictStr]
Answer = StrictBool | StrictNumber | StrictStr | Texts

_TYPES: Mapping[str, Any] = {
    "lines": Texts,
    "names": Texts,
    "paths": Texts,
    "durations": Texts,
    "moments": Texts,
    "phases": Texts,
    "cues": Texts,
    "bells": Texts,
    "remind": StrictBool | StrictStr,
    "flag": StrictBool,
    "whole": StrictInt,
    "format": StrictInt,
    "number": StrictNumber,
    "date": StrictDate,
    "labels": dict[str, StrictStr],
    "options": Texts | dict[str, StrictStr],
    "answer": Answer,
    "answers": dict[str, Answer],
    "instant": StrictDateTime | StrictStr,
    "local": StrictDateTime | StrictStr,
}
"""What a key of each type is in TOML; a text if it is not here."""

TAG = "\0"
"""Begins the tags of kinds and of members, so that they can be dropped from a location."""
OPEN = "extra_forbidden"


def _one_of(words: tuple[str, ...]) -> Any:
    return Literal.__getitem__(words)


def _either(*types: Any) -> Any:
    return Union.__getitem__(types)


def _tagged(kind: Any, tag: str) -> Any:
    return Annotated[kind, Tag(f"{TAG}{tag}")]


def _list_of(entry: Any) -> Any:
    return GenericAlias(list, (entry,))


def _dict_of(value: Any) -> Any:
    return GenericAlias(dict, (str, value))


def _type(key: Key) -> Any:
    """What a key is in TOML."""
    if key.type == "word":
        return _one_of(key.choices)
    if key.type == "strengths":
        return _one_of(STRENGTHS) | _list_of(_one_of(STRENGTHS))
    if key.type == "steps":
        return _list_of(_kinded("step"))
    if key.type == "scripted":
        return _list_of(_kinded("answer"))
    if key.type in ("ramp", "expected"):
        return _model("ramp" if key.type == "ramp" else "expect")
    if key.name == "next":
        return StrictStr
    return _TYPES.get(key.type, StrictStr)


@cache
def _model(name: str, kind: str = "") -> type[BaseModel]:
    """The model of a table, for one kind word if it has several."""
    table = TABLES[name]
    keys = keys_of(table, kind).values()
    fields: dict[str, Any] = {f"key_{index}": _field(key, table) for index, key in enumerate(keys)}
    base = _open_model(table) if table.member else _Closed
    return create_model(f"{name}_{kind}".strip("_"), __base__=base, **fields)


class _Closed(BaseModel):
    """A table that has its keys and no others."""

    model_config = ConfigDict(extra="forbid", strict=True)


def _open_model(table: Table) -> type[BaseModel]:
    """A table whose sub-tables are members."""
    namespace = {
        "__annotations__": {"__pydantic_extra__": _dict_of(_kinded(table.member))},
        "__module__": __name__,
        "model_config": ConfigDict(extra="allow", strict=True),
    }
    return type(f"open_{table.name}", (BaseModel,), namespace)


def _field(key: Key, table: Table) -> tuple[Any, Any]:
    kind: Any = _type(key)
    if table.member:
        member = _tagged(_kinded(table.member), "member")
        attribute = _tagged(kind, "attribute")
        kind = Annotated[_either(attribute, member), Discriminator(_attribute_or_member)]
    return kind, Field(default=... if key.required else None, alias=key.name, description=key.says)


def _attribute_or_member(value: Any) -> str:
    return f"{TAG}member" if isinstance(value, dict) else f"{TAG}attribute"


@cache
def _kinded(name: str) -> Any:
    """The models of a table that is told apart by its kind word."""
    table = TABLES[name]
    if not table.kinds:
        return _model(name)

    def tag(value: Any) -> str | None:
        found = kinds_in(table, value) if isinstance(value, dict) else []
        return f"{TAG}{found[0]}" if len(found) == 1 else None

    models = tuple(_tagged(_model(name, kind), kind) for kind in table.kinds)
    return Annotated[_either(*models), Discriminator(tag)]


@cache
def root_model(kind: Kind) -> type[BaseModel]:
    """The model of a whole file."""
    fields: dict[str, Any] = {}
    for index, name in enumerate(families(kind)):
        table: Any = StrictInt
        if name in SINGLE:
            table = _model(name)
        elif name == "test":
            table = _list_of(_model("test"))
        elif name != "selfcare":
            table = _dict_of(_kinded(name))
        required = name in (kind, "selfcare")
        fields[f"key_{index}"] = (table, Field(default=... if required else None, alias=name))
    return create_model(kind, __base__=_Closed, **fields)


def families(kind: Kind) -> tuple[str, ...]:
    """The keys at the top of a file."""
    if kind == "library":
        return ("selfcare", "library", *SHARED)
    return tuple("translation" if key.name == "plan" and kind == "translation" else key.name for key in ROOT_KEYS)


def check(document: Document, problems: Problems, kind: Kind = "plan", *, lenient: bool = False) -> None:
    """Report what is wrong with the shape of a document.

    `lenient`: a plan that is to be run may be for a newer selfcare, so keys nobody knows are warnings where nothing is
    put at risk.
    """
    try:
        root_model(kind).model_validate(document.data)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        for fault in faults:
            if problems.is_full():
                break
            _Fault(document, problems, kind, lenient).report(fault["type"], fault["loc"])


class _Spot(NamedTuple):
    """A table that a location leads to."""

    table: Table
    location: Location
    data: Data
    kind: str
    """Its kind word, if it has one."""


class _Fault:
    """Words one fault that the models found."""

    def __init__(self, document: Document, problems: Problems, kind: Kind, lenient: bool) -> None:
        self.document = document
        self.problems = problems
        self.kind = kind
        self.lenient = lenient

    def report(self, type: str, written: tuple[str | int, ...]) -> None:
        location = _real(self.document.data, written)
        if location == ("selfcare",):
            return  # worded by `check_format`
        spots = self.trail(location)
        inner = spots[-1]
        rest = location[len(inner.location) :]
        if type.startswith("union_tag") or type == "model_type":
            self.not_a_kind(spots, rest)
        elif type == "missing":
            self.missing(inner, str(written[-1]))
        elif type == "extra_forbidden":
            self.unknown(self.trail(location[:-1]), str(location[-1]))
        else:
            self.wrong_type(inner, rest, location)

    def add(self, code: str, location: Location, message: str, *, key: bool = True, **more: Any) -> None:
        places = self.document.places
        whole = key and not more.get("replacement") and isinstance(at(self.document.data, location), dict)
        place = places.header(location) if whole else places.key(location) if key else places.value(location)
        if more.get("replacement") and not more.get("hint"):
            more["hint"] = f"did you mean `{more['replacement']}`?" if key else f"write {more['replacement']}"
        severity = more.pop("severity", "error")
        self.problems.add(Problem(code, severity, place, message, **more))

    # where it is

    def trail(self, location: Location) -> list[_Spot]:
        """The tables on the way to a location, the root first."""
        root = TABLES["root"]
        spots = [_Spot(root, (), self.document.data, "")]
        if not location or location[0] not in families(self.kind) or location[0] not in TABLES:
            return spots
        family = str(location[0])
        depth = 1 if family in SINGLE else 2
        table: Table | None = TABLES[family]
        while table is not None and len(location) >= depth:
            data = at(self.document.data, location[:depth])
            if not isinstance(data, dict):
                break
            kinds = kinds_in(table, data)
            spots.append(_Spot(table, location[:depth], data, kinds[0] if len(kinds) == 1 else ""))
            table, depth = _below(table, location, depth)
        return spots

    # what it is

    def not_a_kind(self, spots: list[_Spot], rest: Location) -> None:
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
        where = _called(inner)
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
            self.add("kind", inner.location, message, help=f"it needs one of {listed(inner.table.kinds)}")

    def near_kind(self, spot: _Spot) -> tuple[str, str] | None:
        """A key that is nearly a kind word, and that word."""
        known = {key for kind in spot.table.kinds for key in keys_of(spot.table, kind)}
        for name in spot.data:
            word = _KINDS_MEANT.get(name, "") if name not in known else ""
            if name not in known and (near := word if word in spot.table.kinds else nearest(name, spot.table.kinds)):
                return name, near
        return None

    def missing(self, spot: _Spot, name: str) -> None:
        if name == "selfcare" or self.document.places.has_gap(spot.location):
            return
        if not spot.location:
            table = TABLES[name]
            self.add("missing", (), f"there is no {table.header}", help=f"add {table.header} with {_first_keys(table)}")
            return
        keys = keys_of(spot.table, spot.kind)
        meant = [one for one in spot.data if one not in keys and (_MEANT.get(one) == name or nearest(one, [name]))]
        if not meant:
            self.add("missing", spot.location, f"{_called(spot)} has no `{name}`", help=_how_to_add(spot, keys[name]))

    def unknown(self, spots: list[_Spot], name: str) -> None:
        """A key that its table does not have."""
        inner = spots[-1]
        keys = keys_of(inner.table, inner.kind) if inner.location else dict.fromkeys(families(self.kind))
        here = (*inner.location, name)
        if self.stray(spots, name):
            return
        near = _MEANT.get(name, "") if _MEANT.get(name, "") in keys else nearest(name, keys)
        severity = self.severity(inner, near)
        called = _called(inner) if inner.location else "the top of a file"
        message = f"{called} has no key {quoted(name)}"
        if not inner.location and isinstance(inner.data.get(name), dict):
            message = f"there is no table {quoted(name)} in this language"
        help = "" if near else f"it has {listed(keys)}"
        self.add("unknown-key", here, message, replacement=near or None, help=help, severity=severity)

    def severity(self, spot: _Spot, near: str) -> str:
        """At run time a key nobody knows is a warning, unless it may change what is said to be safe or when."""
        risky = spot.table.name in ("alert", "warning") or near in ("if", "at", "from", "until", "anchor")
        return "warning" if self.lenient and not risky else "error"

    def stray(self, spots: list[_Spot], name: str) -> bool:
        """Whether it was reported as a key of another kind, of a table above, or of one beside it."""
        inner = spots[-1]
        severity = self.severity(inner, name)
        here = (*inner.location, name)
        what = _called(inner)
        below = _header_text(inner)
        if others := [kind for kind, keys in inner.table.kinds.items() if any(key.name == name for key in keys)]:
            if inner.kind:
                message = f"`{name}` does not belong to {what}"
                help = f"it goes with {listed(f'`{kind}`' for kind in others)}"
                self.add("wrong-table", here, message, help=help, severity=severity)
            return True
        for above in reversed(spots[1:-1]):
            if name in keys_of(above.table, above.kind):
                message = f"`{name}` does not belong to {what}"
                hint = f"this line stands below {below}"
                help = f"move it under {_header_text(above)}"
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

    def wrong_type(self, spot: _Spot, rest: Location, location: Location) -> None:
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
            self.add("value", location, message, key=False, **_mend(key, value))

    def example(self, spot: _Spot, rest: Location) -> str:
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

_KINDS_MEANT = {"do": "check", "task": "check", "tick": "check", "dont": "avoid", "not": "avoid", "stop": "avoid",
"breath": "breathe", "sit": "meditate", "sitting": "meditate", "ask": "log", "show": "read", "say": "read", "wait":
"rest", "pause": "rest", "routine": "run", "rating": "scale", "range": "scale", "select": "choice", "yesno": "yes-no",
"bool": "yes-no"}  # fmt: skip


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


def _real(data: Any, written: tuple[str | int, ...]) -> Location:
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


def _called(spot: _Spot) -> str:
    """A table in a sentence: "an `avoid` item", "[log.stress]"."""
    if spot.kind:
        article = "an" if spot.kind[0] in "aeiou" else "a"
        return f"{article} `{spot.kind}` {spot.table.name}"
    return _header_text(spot)


def _header_text(spot: _Spot) -> str:
    """The header of a table as it stands in the file."""
    names = [str(part) for part in spot.location if isinstance(part, str)]
    text = quoted(".".join(names))[1:-1]
    return f"[[{text}]]" if spot.location and isinstance(spot.location[-1], int) else f"[{text}]"


def _how_to_add(spot: _Spot, key: Key) -> str:
    """What to write for a key that is missing."""
    if key.type == "steps":
        return f"add [[{_header_text(spot)[1:-1]}.steps]]"
    if key.choices:
        return f'add {key.name} = "…", one of {listed(key.choices)}'
    if key.type in _TYPES:
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
            return {"help": f"write {key.name} = {quoted(value)[1:-1]}, without quotes"}
        if key.type in _TYPES and _TYPES[key.type] is Texts:
            return {"help": f'put it in brackets: {key.name} = ["…"]'}
    if isinstance(value, bool | int | float) and key.type not in _TYPES:
        shown = str(value).lower()
        return {"help": f'write it in quotes: {key.name} = "{shown}"'}
    return {}
