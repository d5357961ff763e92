"""What a log takes on the command line: its questions by name, and what each may be answered with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from selfcare.core.question import Body, Choice, Field, Number, Scale, Simple, plain_number

if TYPE_CHECKING:
    from selfcare.core.question import Log

FORMS = {"yes-no": "yes or no", "time": "07:15", "date": "2026-12-03", "duration": "90s, 30m, 1h30m"}
PER = {
    "entry": "Each entry stands by itself.",
    "day": "One entry a day: what you add the same day goes into it.",
    "visit": "One entry a visit: what you add for the same visit goes into it.",
    "episode": "One entry from the beginning to the end: what you add goes into the open one, --ended now ends it, "
    "--at TIME begins another.",
}
MOST = 12
"""Answers that are named; of more the first, and how many there are."""


def briefly(log: Log) -> str:
    """`level=0…10, word=…`, in one line."""
    return ", ".join(f"{name}=…" for name in log.fields)


def takes(log: Log) -> list[str]:
    """A page: the title, how often, each question with its answers, and an example that works."""
    return [
        f"{log.title}. {log.summary}".rstrip(),
        PER[log.per],
        "",
        *(line for field in log.fields.values() for line in _about(field)),
        "",
        "Several answers are written with commas between.",
        f"example: {example(log)}",
        *([log.permission] if log.permission else []),
    ]


def example(log: Log) -> str:
    """A command line that this log takes."""
    needed = [field for field in log.fields.values() if field.required] or list(log.fields.values())[:1]
    return " ".join(["selfcare log", log.name, *(f"{field.name}={_example(field)}" for field in needed)])


def answers(field: Field) -> Mapping[str, str]:
    """The answers that can be listed, by what is typed: their words, or none."""
    from selfcare.core.body import regions

    match field.kind:
        case Choice(options=options, other=other):
            return {**options, **({"other:": "your own words"} if other else {})}
        case Body(regions=name):
            return regions(name)
        case Simple(kind="yes-no"):
            return {"yes": "", "no": ""}
        case Scale(low=low, high=high, step=step, labels=labels) if (high - low) / step <= 20:
            count = round((high - low) / step) + 1
            numbers = [low + step * index for index in range(count)]
            return {plain_number(number): (labels or {}).get(number, "") for number in numbers}
        case _:
            return {}


def _about(field: Field) -> Iterator[str]:
    yield f"  {field.name}={_form(field)}{'  (needed)' if field.required else ''}"
    yield f"      {field.ask}"


def _form(field: Field) -> str:
    match field.kind:
        case Scale(low=low, high=high):
            return f"{plain_number(low)}…{plain_number(high)}"
        case Number(unit=unit, low=low, high=high):
            reach = f"{'' if low is None else plain_number(low)}…{'' if high is None else plain_number(high)}"
            return f"{'a number' if reach == '…' else reach} {unit}".rstrip()
        case Choice(many=many) | Body(many=many):
            listed = ["other:…" if name == "other:" else name for name in answers(field)]
            more = f", and {len(listed) - MOST} more" if len(listed) > MOST else ""
            return f"{', '.join(listed[:MOST])}{more}{' (several)' if many else ''}"
        case Simple(kind=kind):
            return FORMS[kind]
        case _:
            return "your own words"


def _example(field: Field) -> str:
    match field.kind:
        case Number(low=low):
            return plain_number(low or 0)
        case Simple(kind=kind):
            return FORMS[kind].partition(",")[0].partition(" ")[0]
        case _:
            listed = [name for name in answers(field) if name != "other:"]
            return listed[len(listed) // 2] if listed else "words"
