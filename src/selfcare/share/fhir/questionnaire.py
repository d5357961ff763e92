"""A log as a FHIR Questionnaire."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from hashlib import sha256

from selfcare.core.body import regions
from selfcare.core.event import Json
from selfcare.core.question import Body, Choice, Field, Number, Scale
from selfcare.share import uuids
from selfcare.share.fhir import answers
from selfcare.share.fhir.asked import LOINC, LOINC_NOTICE, Asked, link, own_system
from selfcare.share.fhir.elements import UCUM, UCUM_SYSTEM, Element, narrative, said, some

CORE = "http://hl7.org/fhir/StructureDefinition"
NOTE = "note"
"""What the note of an entry is called; no question can be, since theirs are paths."""

_LONGEST_NAME = 254


def questionnaire(asked: Asked) -> Element:
    """The resource. Its version is the plan's own word and a digest of the questions: a plan that is published anew
    with the same questions gives the same resource, and one whose questions changed under the same word does not.
    """
    log = asked.log
    items: list[Json] = [*(_item(asked, question) for question in log.fields.values()), _note(log.title)]
    digest = sha256(json.dumps([asked.language, items]).encode()).hexdigest()[:12]
    url = f"urn:uuid:{uuids.of('questionnaire', asked.plan, log.name)}"
    version = f"{said(asked.version) or 'built-in'}+{digest}"
    title = ": ".join(filter(None, (said(asked.title), said(log.title))))
    asks = [said(question.ask) if asked.wording else question.name for question in log.fields.values()]
    return {
        "resourceType": "Questionnaire",
        "id": uuids.of(url, version),
        **some(language=said(asked.language)),
        "text": narrative(title or log.name, asks),
        "url": url,
        "version": version,
        "name": _name(asked.plan, log.name),
        **some(title=title),
        "status": asked.status,
        "subjectType": ["Patient"],
        **some(publisher=said(asked.author)),
        **some(description=said(log.summary) if asked.wording else None, copyright=_rights(asked)),
        "item": items,
    }


def reference(resource: Element) -> str:
    """What a response names it by."""
    return f"{resource['url']}|{resource['version']}"


def _item(asked: Asked, question: Field) -> Element:
    path = link(asked.log.name, question.name)
    code = [some(system=LOINC, code=asked.codes[question.name])] if question.name in asked.codes else []
    return {
        **some(extension=list(_extensions(question))),
        "linkId": path,
        "code": [*code, some(system=own_system(asked.plan), code=path)],
        **some(text=said(question.ask) if asked.wording else None),
        "type": answers.type_of(question),
        # what is asked only under a condition is not required of an answer without it
        **some(required=(question.required and question.condition is None) or None),
        **some(repeats=(isinstance(question.kind, Choice | Body) and question.kind.many) or None),
        **some(answerOption=[_option(asked, question, name) for name in _options(question)]),
        **some(item=list(_told(asked, question, path))),
    }


def _options(question: Field) -> list[str]:
    match question.kind:
        case Choice(options=options):
            return list(options)
        case Body(regions=name):
            return list(regions(name))
        case _:
            return []


def _option(asked: Asked, question: Field, name: str) -> Json:
    coding = answers.coding(asked, question, name)
    scores = answers.points(name) if asked.log.score else None
    if scores is not None:
        scored: Json = {"url": f"{CORE}/ordinalValue", "valueDecimal": scores}
        coding = {"extension": [scored], **coding}
    return {"valueCoding": coding}


def _extensions(question: Field) -> Iterator[Json]:
    """Limits, unit, and that a scale is drawn as a slider."""
    kind = question.kind
    if isinstance(kind, Scale):
        control: Json = {"system": "http://hl7.org/fhir/questionnaire-item-control", "code": "slider"}
        yield {"url": f"{CORE}/questionnaire-itemControl", "valueCodeableConcept": {"coding": [control]}}
        if answers.type_of(question) == "integer":
            yield {"url": f"{CORE}/questionnaire-sliderStepValue", "valueInteger": int(kind.step)}
    if isinstance(kind, Scale | Number) and answers.type_of(question) != "quantity":
        for url, limit in (("minValue", kind.low), ("maxValue", kind.high)):
            if value := answers.bound(question, limit):
                yield {"url": f"{CORE}/{url}", **value}
    if answers.type_of(question) == "quantity":
        unit = said(kind.unit) if isinstance(kind, Number) else "s"
        coded = some(system=UCUM_SYSTEM, code=UCUM[unit]) if unit in UCUM else {}
        yield {"url": f"{CORE}/questionnaire-unit", "valueCoding": {**coded, "display": unit}}


def _told(asked: Asked, question: Field, path: str) -> Iterator[Json]:
    """Words beside the question: what the ends of its scale mean, and its help."""
    if not asked.wording:
        return
    if isinstance(question.kind, Scale) and (ends := said(answers.ends(question.kind))):
        yield {"linkId": f"{path}.ends", "text": ends, "type": "display"}
    if told := said(question.help):
        yield {"linkId": f"{path}.help", "text": told, "type": "display"}


def _note(title: str) -> Json:
    return {"linkId": NOTE, "text": "Note", "type": "text"} if title else {"linkId": NOTE, "type": "text"}


def _rights(asked: Asked) -> str:
    """The credit line of whoever wrote the questions, and LOINC's where its codes stand."""
    return "\n\n".join(filter(None, (said(asked.log.permission), LOINC_NOTICE if asked.codes else "")))


def _name(*words: str) -> str:
    """A name for programs: `DailyStressPain` (que-0)."""
    parts = re.findall("[A-Za-z0-9]+", " ".join(words))
    joined = "".join(part[:1].upper() + part[1:] for part in parts)
    return (joined if joined[:1].isalpha() else f"Log{joined}")[:_LONGEST_NAME]
