"""An entry as a FHIR QuestionnaireResponse and, for what lies on a scale, as Observations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from selfcare.core.event import Json
from selfcare.core.form import answer
from selfcare.core.ledger import Entry
from selfcare.core.question import Field, Scale, Value, show
from selfcare.share import uuids
from selfcare.share.fhir import answers
from selfcare.share.fhir.asked import LOINC, Asked, link, own_system
from selfcare.share.fhir.elements import Element, instant, narrative, said, some
from selfcare.share.fhir.questionnaire import NOTE

_CATEGORY: Json = [
    {
        "coding": [
            {
                "system": "http://terminology.hl7.org/CodeSystem/observation-category",
                "code": "survey",
                "display": "Survey",
            }
        ]
    }
]

Answered = dict[str, list[Element]]
"""Each answered question by its name, with its answers as FHIR has them."""


def fitting(asked: Asked, entry: Entry) -> Answered | None:
    """The answers of an entry, if each is an answer to a question of the log and none is missing that has to be there.

    None otherwise: such an entry (from elsewhere, or of a damaged plan) leaves too, but names no questionnaire.
    """
    fields = asked.log.fields
    known = {name for field in fields.values() for name in (field.name, field.was) if name}
    if not set(entry.values) <= known:
        return None
    found: Answered = {}
    for field in fields.values():
        given = answer(field, entry.values)
        if given is None:
            if field.required and field.condition is None:
                return None
            continue
        values = answers.values(asked, field, given)
        if values is None:
            return None
        found[field.name] = values
    return found


def response(entry: Entry, asked: Asked, answered: Answered, questionnaire: str) -> Element:
    """The answers to a questionnaire, which is named by its canonical reference."""
    fields = asked.log.fields
    rows = [f"{_ask(asked, fields[name])}: {_shown(asked, fields[name], entry.values)}" for name in answered]
    items: list[Json] = [_item(asked, fields[name], values) for name, values in answered.items()]
    return _response(entry, said(asked.log.title), items, rows, questionnaire)


def bare_response(entry: Entry) -> Element:
    """The answers where nobody knows any more how they were asked for: by their names and what they are."""
    given = {name: answers.own_type(value) for name, value in entry.values.items()}
    items: list[Json] = [
        {"linkId": said(link(entry.log, name)), "answer": list[Json](values)}
        for name, values in given.items()
        if values
    ]
    rows = [f"{name}: {_listed(value)}" for name, value in entry.values.items()]
    return _response(entry, entry.log, items, rows, "")


def _response(entry: Entry, title: str, items: list[Json], rows: list[str], questionnaire: str) -> Element:
    if note := said(entry.note):
        items = [*items, {"linkId": NOTE, "answer": [{"valueString": note}]}]
        rows = [*rows, note]
    return {
        "resourceType": "QuestionnaireResponse",
        "id": uuids.kept(entry.origin),
        "text": narrative(title, rows),
        **some(questionnaire=questionnaire),
        "status": "amended" if entry.supersedes else "completed",
        "authored": instant(entry.answered),
        **some(item=items),
    }


def _item(asked: Asked, field: Field, values: list[Element]) -> Json:
    text = said(field.ask) if asked.wording else None
    return {"linkId": link(asked.log.name, field.name), **some(text=text), "answer": list[Json](values)}


def observations(entry: Entry, asked: Asked, answered: Answered) -> Iterator[Element]:
    """One for each number on a scale, and for any other answer whose question has a verified code."""
    for name, values in answered.items():
        field = asked.log.fields[name]
        if (isinstance(field.kind, Scale) or name in asked.codes) and len(values) == 1:
            yield _observation(entry, asked, field, values[0])


def _observation(entry: Entry, asked: Asked, field: Field, value: Element) -> Element:
    path = link(asked.log.name, field.name)
    coded = [some(system=LOINC, code=asked.codes[field.name])] if field.name in asked.codes else []
    codes: list[Json] = [*coded, some(system=own_system(asked.plan), code=path)]
    record = uuids.kept(entry.origin)
    return {
        "resourceType": "Observation",
        "id": uuids.of("observation", record, path),
        "text": narrative(f"{_ask(asked, field)}: {_shown(asked, field, entry.values)}", ()),
        "status": "amended" if entry.supersedes else "final",
        "category": _CATEGORY,
        "code": {"coding": codes, **some(text=said(field.ask) if asked.wording else None)},
        "effectiveDateTime": instant(entry.about),
        "issued": instant(entry.answered),
        **_measured(value),
        "derivedFrom": [{"reference": f"urn:uuid:{record}", "type": "QuestionnaireResponse"}],
    }


def _measured(value: Element) -> Element:
    """An answer as the value of an observation, which has no decimals and no bare codings."""
    match value:
        case {"valueDecimal": number}:
            return {"valueQuantity": {"value": number}}
        case {"valueCoding": coding}:
            return {"valueCodeableConcept": {"coding": [coding]}}
        case {"valueDate": day}:
            return {"valueDateTime": day}
        case _:
            return value


def _ask(asked: Asked, field: Field) -> str:
    return field.ask if asked.wording else field.name


def _shown(asked: Asked, field: Field, given: Mapping[str, Value]) -> str:
    """An answer in words; where words may not leave, options by their codes."""
    value = answer(field, given)
    if value is None:
        return ""
    if asked.wording or isinstance(value, bool | int | float):
        return show(field, value)
    found = answers.values(asked, field, value) or []
    return ", ".join(_bare(one) for one in found)


def _bare(value: Element) -> str:
    match value:
        case {"valueCoding": {"code": str(code)}}:
            return code
        case _:
            return ", ".join(map(str, value.values()))


def _listed(value: Value) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)
