"""The shape of a plan's file: which keys its tables have, of which types, told apart by their kind words.

The models are built by pydantic from `known.TABLES`. They check and describe; nobody reads values from them. Imported
only when a text has to be checked: a plan that is kept compiled needs no text.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from types import GenericAlias
from typing import Annotated, Any, Literal, Union

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

from selfcare.planfile.document import Document
from selfcare.planfile.known import (
    LISTS,
    ROOT_KEYS,
    SHARED,
    SINGLE,
    STRENGTHS,
    TABLES,
    TEXTS,
    Key,
    Table,
    keys_of,
    kinds_in,
)
from selfcare.planfile.problem import Problems
from selfcare.planfile.shape.faults import Fault
from selfcare.planfile.shape.spots import TAG

Kind = Literal["plan", "library", "translation"]

StrictInt = Annotated[int, Strict()]
StrictNumber = Annotated[float, Field(strict=True, allow_inf_nan=False)]
StrictDate = Annotated[date, Strict()]
StrictDateTime = Annotated[datetime, Strict()]
Texts = list[StrictStr]
Answer = StrictBool | StrictNumber | StrictStr | Texts

_TYPES: Mapping[str, Any] = {
    **dict.fromkeys(TEXTS, StrictStr),
    **dict.fromkeys(LISTS, Texts),
    "remind": StrictBool | StrictStr,
    "flag": StrictBool,
    "whole": StrictInt,
    "format": StrictInt,
    "number": StrictNumber,
    "date": StrictDate,
    "labels": dict[str, StrictStr],
    "options": Texts | dict[str, StrictStr],
    "answers": dict[str, Answer],
    "instant": StrictDateTime | StrictStr,
    "local": StrictDateTime | StrictStr,
}
"""What a key of each type is in TOML."""


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
    return _TYPES[key.type]


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
        found = Fault(document, problems, families(kind), lenient=lenient)
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        for fault in faults:
            if problems.is_full():
                break
            found.report(fault["type"], fault["loc"])
