"""One question of a log: how it is put, and how a typed line becomes an answer. What is allowed: `core.question`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from selfcare.core import question
from selfcare.core.body import regions
from selfcare.core.question import Body, Choice, Field, Number, Scale, Simple, Text, Value, plain_number
from selfcare.errors import UsageError

RECALLS = {"24h": "This is about the last 24 hours.", "7d": "This is about the last 7 days."}

AT_ONCE = 12
"""A longer list of places is read out only when it is asked for."""

OWN_WORDS = "Something else, in your own words"

SIMPLE = {
    "yes-no": "y for yes or n for no",
    "time": "A time, like 07:15",
    "date": "A date, like 2026-12-03",
    "duration": "How long, like 90s, 30m or 1h30m",
}


class Put(NamedTuple):
    """A question in words."""

    lines: tuple[str, ...]
    prompt: str
    """What can be typed, without an ending."""
    more: tuple[str, ...] = ()
    """What `?` adds."""


def put(field: Field) -> Put:
    """The question, its help, what its numbers mean, and what can be typed."""
    head = (field.ask, field.help, RECALLS.get(field.recall, ""))
    kind = field.kind
    match kind:
        case Scale():
            return Put((*head, _anchors(kind)), _span(kind.low, kind.high, kind.step, ""))
        case Number():
            return Put(head, _number(kind))
        case Choice(options=options, many=many, other=other):
            listed = {**numbered(options), **({str(len(options) + 1): OWN_WORDS} if other else {})}
            lines = [f"{number}: {options.get(name, name)}" for number, name in listed.items()]
            return Put((*head, *lines), "Numbers with commas between" if many else "A number")
        case Body(regions=known, many=many):
            places = regions(known)
            lines = [f"{number}: {places[name]}" for number, name in numbered(places).items()]
            prompt = "Places, with commas between" if many else "A place"
            if len(places) <= AT_ONCE:
                return Put((*head, *lines), prompt)
            return Put((*head, "Type ? for a list of the places."), prompt, tuple(lines))
        case Text(lines=1):
            return Put(head, "In your own words")
        case Text():
            return Put(head, "In your own words, an empty line ends")
        case Simple(kind=simple):
            return Put(head, SIMPLE[simple])


def numbered(options: Mapping[str, str]) -> dict[str, str]:
    """Number to option name. Options that are numbers themselves keep theirs: "0: not at all" is answered with 0."""
    if options and all(name.isdecimal() for name in options):
        return {name: name for name in options}
    return {str(number): name for number, name in enumerate(options, 1)}


def read(field: Field, typed: str) -> Value:
    """The answer that was typed: numbers of a list, names, or words. Raises `UsageError` with what is allowed."""
    return question.read(field, _spelled(field, typed))


def wants_own_words(field: Field, typed: str) -> bool:
    """Whether the number of "something else" was typed, alone or with others: the words are still to be asked for."""
    kind = field.kind
    return isinstance(kind, Choice) and kind.other and _own_number(kind) in _parts(typed, kind.many)


def with_own_words(field: Field, typed: str, words: str) -> str:
    """The same line with the words in place of the number."""
    if not isinstance(field.kind, Choice):
        return typed
    parts = _parts(typed, field.kind.many)
    others = [part for part in parts if part != _own_number(field.kind)]
    return ", ".join([*others, f"other: {words}"])


def shown(field: Field, value: Value) -> str:
    """The answer said back where numbers or places were typed; empty where what was typed is the answer."""
    return question.show(field, value) if isinstance(field.kind, Choice | Body) else ""


def _own_number(kind: Choice) -> str:
    return str(len(kind.options) + 1)


def _spelled(field: Field, typed: str) -> str:
    """Numbers as the names they stand for."""
    match field.kind:
        case Choice(options=options, many=many, other=other):
            head, own, words = typed.partition("other:") if other else (typed, "", "")
            return _named(field.name, numbered(options), _parts(head, many)) + own + words
        case Body(regions=known, many=many):
            return _named(field.name, numbered(regions(known)), _parts(typed, many))
        case Text() if len(typed) == 2 and typed.endswith("."):
            return typed.removesuffix(".")  # a letter that is a command everywhere
        case _:
            return typed


def _named(name: str, by_number: Mapping[str, str], parts: list[str]) -> str:
    for part in parts:
        if part.isdecimal() and part not in by_number:
            first, *_, last = by_number if len(by_number) > 1 else [*by_number, *by_number]
            raise UsageError(f"{name} takes a number from {first} to {last}")
    return "".join(f"{by_number.get(part, part)}, " for part in parts) if len(parts) > 1 else _first(by_number, parts)


def _first(by_number: Mapping[str, str], parts: list[str]) -> str:
    return by_number.get(parts[0], parts[0]) if parts else ""


def _parts(typed: str, many: bool) -> list[str]:
    """What was typed, at commas; numbers also at blanks."""
    if not many:
        return [typed.strip()]
    parts = [part.strip() for part in typed.split(",")]
    if len(parts) == 1 and all(word.isdecimal() for word in typed.split()):
        parts = typed.split()
    return [part for part in parts if part]


def _anchors(scale: Scale) -> str:
    return " ".join(f"{plain_number(at)} is {words.rstrip('.')}." for at, words in (scale.labels or {}).items())


def _number(kind: Number) -> str:
    if kind.low is not None and kind.high is not None:
        return _span(kind.low, kind.high, kind.step or 1, kind.unit)
    return f"A number, in {kind.unit}" if kind.unit else "A number"


def _span(low: float, high: float, step: float, unit: str) -> str:
    steps = f", in steps of {plain_number(step)}" if step != 1 else ""
    return f"{plain_number(low)} to {plain_number(high)} {unit}".rstrip() + steps
