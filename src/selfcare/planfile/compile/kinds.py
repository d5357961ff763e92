"""What the parts of a condition come to (a number with bounds, one of some words …), and what fits together."""

from __future__ import annotations

from typing import Literal, NamedTuple, assert_never

from selfcare.core import body
from selfcare.core.condition import Constant
from selfcare.core.grammar import GrammarError, clock, quoted
from selfcare.core.plan import Setting
from selfcare.core.question import Answerable, Body, Choice, Number, Scale, Simple, Text
from selfcare.planfile.choices import order
from selfcare.planfile.suggest import listed

Sort = Literal["number", "word", "text", "yes-no", "time", "date", "log"]


class Kind(NamedTuple):
    """What a part of a condition comes to."""

    sort: Sort
    called: str = ""
    """How a message names it."""
    low: float | None = None
    high: float | None = None
    step: float | None = None
    options: tuple[str, ...] = ()
    """What may be answered; empty: any words."""


def writings(value: bool | float | str) -> list[str]:
    """How a constant may have been written."""
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, str):
        return [f"'{value}'", f'"{value}"', value]
    return [as_written(value), str(value)]


def as_written(value: float) -> str:
    """A number as an author writes it."""
    return f"{value:g}"


def kind_of_answer(kind: Answerable, called: str) -> Kind:
    """What the answers to a question come to."""
    match kind:
        case Scale(low, high, step):
            return Kind("number", called, low, high, step)
        case Number(_, low, high, step):
            return Kind("number", called, low, high)
        case Choice(options, _, other):
            return Kind("text" if other else "word", called, options=tuple(options))
        case Text():
            return Kind("text", called)
        case Body(regions):
            return Kind("word", called, options=tuple(body.MAPS.get(regions, ())))
        case Simple("yes-no"):
            return Kind("yes-no", called)
        case Simple("duration"):
            return Kind("number", called, 0)
        case Simple("time"):
            return Kind("time", called)
        case Simple():
            return Kind("date", called)
        case _:
            assert_never(kind)


def constant_of(setting: Setting) -> bool | float | str:
    """The value in force as conditions compare it: a duration in seconds."""
    value = setting.value
    if setting.kind == "duration":
        return order("duration", value)
    return value if isinstance(value, bool | int | float | str) else ""


def kind_of_setting(setting: Setting, called: str) -> Kind:
    """What the value of a setting comes to."""
    match setting.kind:
        case "duration" | "number":
            low, high = (None if value is None else order(setting.kind, value) for value in (setting.low, setting.high))
            return Kind("number", called, low, high)
        case "choice":
            return Kind("word", called, options=tuple(setting.options))
        case "time":
            return Kind("time", called)
        case "text":
            return Kind("text", called)
        case "yes-no":
            return Kind("yes-no", called)
        case _:
            assert_never(setting.kind)


def comparable(left: Sort, right: Sort) -> bool:
    """Whether two values that are looked up may be compared."""
    words = ("word", "text", "time", "date")
    return left == right or (left in words and right in words)


def fits(sort: Sort, value: bool | float | str) -> bool:
    """Whether a constant is of the sort of what it is compared with."""
    if isinstance(value, bool):
        return sort == "yes-no"
    if isinstance(value, str):
        if sort == "time":
            try:
                clock(value)
            except GrammarError:
                return False
        return sort in ("word", "text", "time", "date")
    return sort == "number"


def misfit(kind: Kind, constant: Constant) -> str:
    """The sentence for a constant of another sort."""
    value = constant.value
    given = "yes or no" if isinstance(value, bool) else "a word" if isinstance(value, str) else "a number"
    wanted = {
        "number": "a number",
        "word": "one of its answers",
        "text": "words",
        "yes-no": "yes or no",
        "time": "a time of day",
        "date": "a date",
        "log": "a log",
    }[kind.sort]
    return f"{kind.called} is {wanted}, and this is {given}"


def fitting(kind: Kind, constant: Constant) -> str:
    """The exact words for a yes or no in quotes, and for an answer whose name is a number."""
    value = constant.value
    if kind.sort == "yes-no" and value in ("yes", "no", "true", "false"):
        return "yes" if value in ("yes", "true") else "no"
    if (
        kind.sort == "word"
        and isinstance(value, int | float)
        and (word := "yes" if value is True else "no" if value is False else as_written(value)) in kind.options
    ):
        return f"'{word}'"
    return ""


def offered(kind: Kind) -> str:
    """What may be written instead, as help."""
    if kind.options:
        return "its answers are " + listed(quoted(option) for option in kind.options)
    return "write yes or no, without quotes" if kind.sort == "yes-no" else ""
