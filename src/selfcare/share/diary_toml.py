"""A diary as TOML, by day and in the words of the questions: for reading. Called by `export`.

It is not made to be read in again: JSON lines are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from selfcare.core.diary import Answer, Line
from selfcare.core.record import zone_word
from selfcare.core.text import plain

ABOUT = """\
# What was recorded, by day, as corrected. For reading: `selfcare import` takes JSON lines (--format jsonl).
"""

Dumps = Callable[[Mapping[str, object]], str]
"""Key and value pairs, without tables among them, as TOML."""


def lines(diary: Iterable[Line], dumps: Dumps) -> Iterator[str]:
    """The file in pieces, made a line of the diary at a time."""
    yield ABOUT
    day: date | None = None
    for line in diary:
        if line.about.date() != day:
            day = line.about.date()
            yield f"\n[[day]]\n{dumps({'date': day})}"
        yield f"\n[[day.{line.kind}]]\n{dumps(_head(line))}"
        if line.answers:
            yield f"\n[day.{line.kind}.answers]\n{dumps(_answers(line.answers))}"


def _head(line: Line) -> dict[str, object]:
    found = {
        "time": line.about.time().replace(microsecond=0, tzinfo=None),
        "zone": zone_word(line.about),
        "what": line.title,
        "note": line.note,
        "plan": line.plan,
        "version": line.version,
        "id": line.id,
    }
    return {name: _harmless(value) for name, value in found.items() if value != ""}


def _answers(answers: tuple[Answer, ...]) -> dict[str, object]:
    """By the words of the question, with its name if another has the same; several answers to one are a list."""
    said: dict[str, list[object]] = {}
    wordings: dict[str, str] = {}
    for answer in answers:
        name = plain(answer.asked or answer.field)
        if wordings.setdefault(name, answer.field) != answer.field:
            name = f"{name} ({plain(answer.field)})"
        said.setdefault(name, []).append(_said(answer))
    return {name: values[0] if len(values) == 1 else values for name, values in said.items()}


def _said(answer: Answer) -> object:
    """A bare number as a number, everything else in words."""
    is_bare = isinstance(answer.value, int | float) and not isinstance(answer.value, bool) and not answer.unit
    return answer.value if is_bare else _harmless(answer.said)


def _harmless(value: object) -> object:
    return plain(value, multiline=True) if isinstance(value, str) else value
