"""The plan language as a JSON Schema, draft-07, for editors (taplo, tombi). Printed by `selfcare plan schema`.

Made of `known.TABLES`. The kinds of a table stand side by side in one object and nothing is an alternative of objects,
so that one mistake gives one message; what only the checker can tell (two kind words, names, conditions) is left to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from selfcare.planfile.compile.table import LOOSE_NAME, NAME
from selfcare.planfile.known import (
    LANGUAGE,
    LISTS,
    ROOT_KEYS,
    SHARED,
    SINGLE,
    STRENGTHS,
    TABLES,
    TEXTS,
    Key,
    Table,
)

Schema = dict[str, Any]

SETTING = r"\{[a-z][a-z0-9-]*\}"
"""A setting may stand in place of a time or within it."""
SPAN = r"([0-9]+w)?([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+(\.[0-9]{1,3})?s)?"
CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]"
PATTERNS: Mapping[str, str] = {
    "duration": rf"^(?=.){SPAN}$|{SETTING}",
    "clock": rf"^{CLOCK}$|{SETTING}",
    "moment": rf"^(start|end|(same day|[1-9][0-9]*d (before|after)) at {CLOCK}|(?=.){SPAN} (before|after))$|{SETTING}",
    "name": f"^{LOOSE_NAME.pattern}$",
}
"""What a text of these types looks like; the checker says more exactly what is wrong with another."""
UNKNOWN: Schema = {"const": "there is no such key in this table"}
"""For keys nobody knows: taplo repeats what is said of a table at each part of it, and this is said of the key."""
WHOLE = ("library", "translation", "test")
"""Tables that stand in one file only. A plan that extends another and a translation hold parts of all others."""
EACH: Mapping[str, str] = {"durations": "duration", "moments": "moment"}


def schema() -> Schema:
    """The whole schema: of plans, library files and translations alike."""
    root: Schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"selfcare plan language, version {LANGUAGE}",
        "type": "object",
        "additionalProperties": UNKNOWN,
        "properties": dict(_root()),
        "definitions": {name: _table(table) for name, table in TABLES.items() if name != "root"},
    }
    return root


def as_json() -> str:
    """The schema as it is written to a file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _root() -> Iterator[tuple[str, Schema]]:
    """The tables of a file. The texts of a translation look like the tables they replace, with less in them."""
    for key in ROOT_KEYS:
        if key.name == "selfcare":
            yield key.name, {"const": LANGUAGE, "description": key.says}
        elif key.name == "test":
            yield key.name, {"type": "array", "items": _to("test"), "description": key.says}
        elif key.name in SINGLE:
            yield key.name, _to(key.name)
        else:
            yield key.name, _named(key)
    for name in ("library", "translation"):
        yield name, _to(name)


def _named(key: Key) -> Schema:
    """A family: tables by name."""
    name = LOOSE_NAME if key.name in SHARED else NAME
    return {
        "type": "object",
        "description": key.says,
        "propertyNames": {"pattern": f"^{name.pattern}$"},
        "additionalProperties": _to(key.name),
    }


def _table(table: Table) -> Schema:
    """One kind of table. Its kinds are flattened; of a table that has members every other key is one."""
    own = {key.name: _key(key) for key in table.keys}
    of_kinds: dict[str, list[Key]] = {}
    for keys in table.kinds.values():
        for key in keys:
            of_kinds.setdefault(key.name, []).append(key)
    found: Schema = {
        "type": "object",
        "description": table.says,
        "properties": own | {name: _merged(keys) for name, keys in of_kinds.items()},
        "additionalProperties": _to(table.member) if table.member else UNKNOWN,
    }
    if table.name in WHOLE:
        found["required"] = [key.name for key in table.keys if key.required]
    return found


def _merged(keys: Sequence[Key]) -> Schema:
    """One key that several kinds have, as the types of all of them."""
    found = [_key(key) for key in keys]
    first, *others = found
    if all({**one, "description": ""} == {**first, "description": ""} for one in others):
        return first
    types = sorted({kind for one in found for kind in _types(one)})
    return {"type": types if len(types) > 1 else types[0], "description": first["description"]}


def _types(one: Schema) -> list[str]:
    kind = one.get("type", "string")
    return [kind] if isinstance(kind, str) else list(kind)


def _key(key: Key) -> Schema:
    """What one key takes."""
    default = f" Otherwise {key.default}." if key.default else ""
    return {**_type(key), "description": key.says + default}


def _type(key: Key) -> Schema:
    match key.type:
        case "word":
            return {"type": "string", "enum": list(key.choices)}
        case "strengths":
            words = "|".join(STRENGTHS)
            return {"type": ["string", "array"], "pattern": f"^({words})$", "items": {"enum": list(STRENGTHS)}}
        case "flag":
            return {"type": "boolean"}
        case "whole":
            return {"type": "integer"}
        case "number":
            return {"type": "number"}
        case "date":
            return {"type": "string", "format": "date"}
        case "remind":
            return {"type": ["boolean", "string"]}
        case "options":
            return {"type": ["array", "object"], "items": _TEXT, "additionalProperties": _TEXT}
        case "labels":
            return {"type": "object", "additionalProperties": _TEXT}
        case "answers":
            return {"type": "object", "additionalProperties": True}
        case "instant" | "local":
            return {}  # a date with a time has no type in JSON, and each editor takes another one for it
        case "steps" | "scripted":
            return {"type": "array", "items": _to("step" if key.type == "steps" else "answer")}
        case "ramp" | "expected":
            return _to("ramp" if key.type == "ramp" else "expect")
        case kind if kind in LISTS:
            return {"type": "array", "items": _text(EACH.get(kind, ""))}
        case kind:
            return _text(kind if kind in TEXTS else "")


_TEXT: Schema = {"type": "string"}


def _text(kind: str) -> Schema:
    pattern = PATTERNS.get(kind)
    return _TEXT if pattern is None else {**_TEXT, "pattern": pattern}


def _to(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}
