"""What was answered about medicines: on how many days some was taken, what changed, what is new. For `compose`.

Which questions are about medicines is told by their own words and names, in English; nothing is made of the answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selfcare.core.condition import names
from selfcare.core.form import answer
from selfcare.core.question import Choice, Field, Log, Number, Simple, Text, Value, several, show
from selfcare.core.report.material import Filled, Material
from selfcare.core.report.page import Medicines, Words
from selfcare.core.report.span import Days
from selfcare.core.text import plain
from selfcare.core.words import small

_WORDS = re.compile(
    r"\b(?:medicines?|medications?|painkillers?|pain\s+relief|tablets?|pills?|triptans?|ibuprofen|paracetamol)\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(r"\bdid\s+you\s+take\b", re.IGNORECASE)
_NEW = re.compile(r"\b(?:new|start(?:ed)?|begun)\b", re.IGNORECASE)
_CHANGED = re.compile(r"\b(?:new|start(?:ed)?|begun|stop(?:ped)?|chang\w*)\b", re.IGNORECASE)
NONE = frozenset(("none", "no", "nothing"))
"""Options (and words) that say that there was none of it."""


def is_about(field: Field) -> bool:
    """Whether a question is about medicines."""
    said = f"{field.name.replace('-', ' ')} {field.ask}"
    return bool(_WORDS.search(said) or _TAKEN.search(said))


def is_written(log: Log, field: Field) -> bool:
    """Whether a question takes words about medicines: by its own words, or since it is asked because some changed."""
    if not isinstance(field.kind, Text) or _TAKEN.search(field.ask):
        return False
    asked_for = [path.name.rpartition(".")[2] for path in names(field.condition)] if field.condition else []
    because = [log.fields[name] for name in asked_for if name in log.fields]
    return is_about(field) or any(is_about(each) and _CHANGED.search(each.ask) for each in because)


def new(field: Field, given: Value) -> str:
    """What an answer says of a new medicine: the person's words, or the question they said yes to; empty otherwise."""
    if not is_about(field) or not _NEW.search(f"{field.name.replace('-', ' ')} {field.ask}"):
        return ""
    if isinstance(field.kind, Text):
        return plain(str(given)) if _is_some(field, given) else ""
    return field.ask.rstrip("?") if given is True else ""


def taken(material: Material, days: Days) -> tuple[Medicines, ...]:
    """For each question on whether some was taken: on how many local days it was, of how many with an answer."""
    found = []
    for filled, field in _asked(material):
        if not _says_whether(field):
            continue
        answered = {day for day, _ in _by_day(filled, field, days)}
        took = {day for day, given in _by_day(filled, field, days) if _is_some(field, given)}
        if answered:
            found.append(Medicines(_name(filled, field), len(took), len(answered)))
    return tuple(found)


def _says_whether(field: Field) -> bool:
    """Whether an answer says that some was taken: a time, a place or a scale does not, nor words on what changed."""
    is_asked = bool(_TAKEN.search(field.ask))
    match field.kind:
        case Text():
            return is_asked
        case Choice() | Number() | Simple("yes-no"):
            return is_asked or not _CHANGED.search(field.ask)
        case _:
            return False


def _name(filled: Filled, field: Field) -> str:
    """Its own name where that speaks of medicines, else that of its log: `medicines, headache`."""
    name = field.name.replace("-", " ")
    return name if _WORDS.search(name) else f"medicines, {small(filled.log.title)}"


def changes(material: Material, days: Days) -> tuple[Words, ...]:
    """What the person wrote about them, oldest first."""
    found = [
        Words(entry.about.date(), plain(show(field, given)), filled.log.title)
        for filled in material.logs
        if filled.is_on_page
        for field in filled.log.fields.values()
        if is_written(filled.log, field)
        for entry in filled.entries
        if entry.about.date() in days and (given := answer(field, entry.values)) is not None
    ]
    return tuple(sorted(found, key=lambda each: each.day))


def _asked(material: Material) -> Iterator[tuple[Filled, Field]]:
    return (
        (filled, field)
        for filled in material.logs
        if filled.is_on_page
        for field in filled.log.fields.values()
        if is_about(field)
    )


def _by_day(filled: Filled, field: Field, days: Days) -> Iterator[tuple[object, Value]]:
    for entry in filled.entries:
        given = answer(field, entry.values)
        if entry.about.date() in days and given is not None:
            yield entry.about.date(), given


def _is_some(field: Field, given: Value) -> bool:
    match field.kind:
        case Choice():
            return any(each not in NONE for each in several(given))
        case Number():
            return isinstance(given, int | float) and given > 0
        case Text():
            return str(given).strip().casefold() not in NONE
        case _:
            return given is True
