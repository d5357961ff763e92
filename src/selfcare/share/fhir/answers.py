"""From kinds of questions to FHIR types, and from answers to `value[x]`."""

from __future__ import annotations

from math import isfinite
from typing import Literal

from selfcare.core.body import regions
from selfcare.core.event import Json
from selfcare.core.question import Body, Choice, Field, Number, Scale, Simple, Text, Value, accept, plain_number
from selfcare.errors import UsageError
from selfcare.share.fhir.asked import Asked, option_system, region_system
from selfcare.share.fhir.elements import Element, quantity, said, some

Type = Literal["integer", "decimal", "quantity", "choice", "open-choice", "string", "text", "boolean", "time", "date"]

_LARGEST = 2**31 - 1
"""The largest integer of FHIR."""

_OTHER = "other:"


def type_of(question: Field) -> Type:
    """The type of a questionnaire's item for a question."""
    match question.kind:
        case Scale(low=low, high=high, step=step):
            return "integer" if all(map(_is_whole, (low, high, step))) else "decimal"
        case Number(unit=unit) if said(unit):
            return "quantity"
        case Number(low=low, high=high, step=step):
            bounds = [bound for bound in (low, high) if bound is not None]
            return "integer" if step and all(map(_is_whole, (step, *bounds))) else "decimal"
        case Choice(other=other):
            return "open-choice" if other else "choice"
        case Body():
            return "choice"
        case Text(lines=lines):
            return "text" if lines > 1 else "string"
        case Simple(kind="yes-no"):
            return "boolean"
        case Simple(kind="duration"):
            return "quantity"
        case Simple(kind="time"):
            return "time"
        case Simple():
            return "date"


def values(asked: Asked, question: Field, given: Value) -> list[Element] | None:
    """Each answer as `{"valueInteger": 4}` and the like; None for what is no answer to this question."""
    try:
        answer = accept(question, given)
    except UsageError:
        return None
    match question.kind:
        case Choice() | Body():
            chosen = answer if isinstance(answer, tuple) else (answer,)
            found = [_chosen(asked, question, str(name)) for name in chosen]
            return None if not all(found) else found
        case _:
            one = _single(question, answer)
            return [one] if one else None


def own_type(given: Value) -> list[Element]:
    """An answer by what it is, where nobody knows any more how the question was put."""
    if isinstance(given, bool):
        return [{"valueBoolean": given}]
    if isinstance(given, int | float):
        return [{"valueDecimal": given}] if isfinite(given) else []
    words = given if isinstance(given, tuple) else (given,)
    return [{"valueString": text} for word in words if (text := said(word))]


def coding(asked: Asked, question: Field, name: str) -> Element:
    """An option of a choice, or a place on the body. Where words may not leave, an option made of words has a number.

    Options written as a list are named by their words; those of a table have names of their own, such as the points
    they score.
    """
    if isinstance(question.kind, Body):
        places = regions(question.kind.regions)
        return some(system=region_system(question.kind.regions), code=name, display=places.get(name))
    options = question.kind.options if isinstance(question.kind, Choice) else {}
    system = option_system(asked, question)
    if asked.wording:
        return some(system=system, code=name, display=said(options.get(name, "")))
    is_neutral = name.isdecimal()
    return some(system=system, code=name if is_neutral else f"option-{list(options).index(name) + 1}")


def _chosen(asked: Asked, question: Field, name: str) -> Element:
    """Empty for words of one's own that say nothing."""
    options = question.kind.options if isinstance(question.kind, Choice) else {}
    if name.startswith(_OTHER) and name not in options:
        return some(valueString=said(name.removeprefix(_OTHER)))
    return {"valueCoding": coding(asked, question, name)}


def _single(question: Field, answer: Value) -> Element:
    """Empty for a number that FHIR has no integer for, and for words that say nothing."""
    match type_of(question), answer:
        case "boolean", bool():
            return {"valueBoolean": answer}
        case "integer", int():
            return {"valueInteger": answer} if abs(answer) <= _LARGEST else {}
        case "decimal", (int() | float()):
            return {"valueDecimal": answer}
        case "quantity", (int() | float()):
            unit = question.kind.unit if isinstance(question.kind, Number) else "s"
            return {"valueQuantity": quantity(_exact(answer), unit)}
        case "time", str():
            return {"valueTime": f"{answer}:00"}
        case "date", str():
            return {"valueDate": answer}
        case "string" | "text", str():
            return some(valueString=said(answer))
        case _:
            return {}


def _exact(number: float) -> int | float:
    """A whole number without an empty decimal."""
    return int(number) if number == int(number) else number


def bound(question: Field, limit: float | None) -> Element:
    """The limit of a number as the extension for it has it; empty where there is none."""
    if limit is None:
        return {}
    if type_of(question) == "integer":
        return {"valueInteger": int(limit)}
    return {"valueDecimal": _exact(limit)}


def ends(scale: Scale) -> str:
    """What the numbers of a scale mean: `0: no pain; 10: worst pain you can imagine`."""
    told = sorted((scale.labels or {}).items())
    return "; ".join(f"{plain_number(number)}: {words}" for number, words in told)


def points(name: str) -> Json:
    """What an option scores, where its name is a number."""
    return int(name) if name.isdecimal() and len(name) < len(str(_LARGEST)) else None


def _is_whole(number: float) -> bool:
    return isfinite(number) and number == int(number) and abs(number) <= _LARGEST
