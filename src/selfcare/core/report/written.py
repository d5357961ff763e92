"""What the person wrote: goals, notes, questions, in their own words. For `compose`."""

from __future__ import annotations

from collections.abc import Iterator

from selfcare.core.form import answer
from selfcare.core.frozen import replace
from selfcare.core.ledger import Entry
from selfcare.core.question import Field, Scale, Text, show
from selfcare.core.report import medicines, scores
from selfcare.core.report.attention import needed_care, side_effects
from selfcare.core.report.material import GOAL, Filled, Material
from selfcare.core.report.page import MOST_NOTES, MOST_QUESTIONS, Choices, Goal, Words
from selfcare.core.report.span import Days
from selfcare.core.text import plain


def goals(material: Material, days: Days) -> tuple[Goal, ...]:
    """What the person wants to do again, as they last put it, and how hard it is."""
    found = []
    for filled in _goal_logs(material):
        words = [text for _, text in _texts(filled, _goal_field(filled), days)]
        hard = next((field for field in filled.log.fields.values() if isinstance(field.kind, Scale)), None)
        made = scores.score(material, filled, hard, days) if hard else None
        if words:
            found.append(Goal(words[-1], made and replace(made, name=hard.name.replace("-", " ") if hard else "")))
    return tuple(found)


def notes(material: Material, days: Days) -> tuple[tuple[Words, ...], int]:
    """The last notes of the range, oldest first, and how many more there are."""
    found = sorted(_noted(material, days), key=lambda each: each.day)
    return tuple(found[-MOST_NOTES:]), max(0, len(found) - MOST_NOTES)


def questions(material: Material, days: Days, choices: Choices) -> tuple[str, ...]:
    """Those typed for the page, then those of the last entry of the log about goals."""
    asked = [plain(each).strip() for each in choices.questions]
    for filled in _goal_logs(material):
        entries = [entry for entry in filled.entries if entry.about.date() in days]
        if entries:
            asked += [text for field in _question_fields(filled) if (text := _text(field, entries[-1]))]
    return tuple(dict.fromkeys(filter(None, asked)))[:MOST_QUESTIONS]


def _goal_logs(material: Material) -> Iterator[Filled]:
    return (filled for filled in material.logs if filled.log.name == GOAL and filled.is_on_page)


def _goal_field(filled: Filled) -> Field | None:
    return next((field for field in filled.log.fields.values() if isinstance(field.kind, Text)), None)


def _question_fields(filled: Filled) -> list[Field]:
    return [field for field in filled.log.fields.values() if isinstance(field.kind, Text)][1:]


def _texts(filled: Filled, field: Field | None, days: Days) -> Iterator[tuple[Entry, str]]:
    """What was written to a question up to the end of the range, oldest first."""
    for entry in filled.entries if field else ():
        if field and entry.about.date() <= days.last and (text := _text(field, entry)):
            yield entry, text


def _text(field: Field, entry: Entry) -> str:
    given = answer(field, entry.values)
    return "" if given is None else plain(show(field, given)).strip()


def _is_of_medicines(filled: Filled, field: Field) -> bool:
    return medicines.is_about(field) or medicines.is_written(filled.log, field)


def _noted(material: Material, days: Days) -> Iterator[Words]:
    for filled in material.logs:
        if not filled.is_on_page:
            continue
        asked = [] if filled.log.name == GOAL else filled.log.fields.values()
        own = [field for field in asked if isinstance(field.kind, Text) and not _is_of_medicines(filled, field)]
        for entry in filled.entries:
            if entry.about.date() not in days:
                continue
            effects = "" if needed_care(filled.log, entry) else side_effects(filled.log, entry)
            for text in (effects, *(_text(field, entry) for field in own), plain(entry.note).strip()):
                if text:
                    yield Words(entry.about.date(), text, filled.log.title)
