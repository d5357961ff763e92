"""FHIR R4, as far as the export goes: the shapes by fhir.resources, and every invariant that can hold or fail here.

The models of R4B are those of R4 for these four resources. What the models do not know (types of answers against the
questionnaire, references, the invariants) is checked here, from https://hl7.org/fhir/R4/.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree

from fhir.resources.R4B.bundle import Bundle

Element = dict[str, Any]

ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
CODE = re.compile(r"[^\s]+(\s[^\s]+)*")
INSTANT = re.compile(
    r"([0-9]([0-9]([0-9][1-9]|[1-9]0)|[1-9]00)|[1-9]000)-(0[1-9]|1[0-2])-(0[1-9]|[1-2][0-9]|3[0-1])"
    r"T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?(Z|(\+|-)((0[0-9]|1[0-3]):[0-5][0-9]|14:00))"
)
TYPES = {
    "integer": "valueInteger",
    "decimal": "valueDecimal",
    "quantity": "valueQuantity",
    "choice": "valueCoding",
    "open-choice": "valueCoding",
    "string": "valueString",
    "text": "valueString",
    "boolean": "valueBoolean",
    "time": "valueTime",
    "date": "valueDate",
}


def read(lines: Iterable[str]) -> Element:
    """A file, with everything checked that can be."""
    text = "".join(lines)
    bundle: Element = json.loads(text, parse_constant=_refuse)
    again = Bundle.model_validate(bundle).model_dump_json()
    # the models write a whole decimal by its shortest digits, which is the same number as a float alone
    assert json.loads(again, parse_int=float) == json.loads(text, parse_int=float), "the models read something else"
    for place, value in _everything(bundle):
        _element(place, value)
    _bundle(bundle)
    return bundle


def resources(bundle: Element, kind: str) -> list[Element]:
    """Those of one kind, in order."""
    found = [entry["resource"] for entry in bundle.get("entry", [])]
    return [resource for resource in found if resource["resourceType"] == kind]


def _refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is not JSON")


def _everything(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    yield place, value
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _everything(member, name)
    elif isinstance(value, list):
        for member in value:
            yield from _everything(member, place)


def _element(place: str, value: Any) -> None:
    """ele-1, ext-1, and the primitive types."""
    assert value not in (None, "", [], {}), f"{place} is empty"
    if isinstance(value, str):
        assert value.strip(), f"{place} is blank"
        assert not any(ord(character) < 32 and character not in "\t\r\n" for character in value), place
        assert not re.search("[\ud800-\udfff\ufffe\uffff]", value), place
        if place in ("code", "status", "type", "language"):
            assert CODE.fullmatch(value), f"{place}: {value!r}"
        if place in ("authored", "issued", "effectiveDateTime", "timestamp"):
            assert INSTANT.fullmatch(value), f"{place}: {value!r}"
        if place in ("system", "url", "reference") and "/" not in value:
            assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value), f"{place}: {value!r}"
    if place == "valueInteger":
        assert isinstance(value, int)
        assert abs(value) < 2**31
    if place == "extension" and isinstance(value, dict):
        assert ("extension" in value) != any(name.startswith("value") for name in value)


def _bundle(bundle: Element) -> None:
    """bdl-1 to bdl-12, and that everything that is named is there."""
    assert (bundle["resourceType"], bundle["type"]) == ("Bundle", "transaction")
    assert not {"total", "signature", "link"} & set(bundle)
    entries: list[Element] = bundle.get("entry", [])
    urls = [entry["fullUrl"] for entry in entries]
    assert len(set(urls)) == len(urls), "bdl-7"
    for entry in entries:
        assert set(entry) == {"fullUrl", "resource", "request"}, "bdl-2, bdl-3, bdl-4"
        resource = entry["resource"]
        assert ID.fullmatch(resource["id"])
        assert entry["fullUrl"] == f"urn:uuid:{resource['id']}", "bdl-8"
        assert entry["request"] == {"method": "PUT", "url": f"{resource['resourceType']}/{resource['id']}"}
        _resource(resource)
    forms = {f"{each['url']}|{each['version']}": each for each in resources(bundle, "Questionnaire")}
    assert len(forms) == len(resources(bundle, "Questionnaire"))
    for response in resources(bundle, "QuestionnaireResponse"):
        if name := response.get("questionnaire"):
            _answers(forms[name], response)
    for observation in resources(bundle, "Observation"):
        for reference in observation["derivedFrom"]:
            assert reference["reference"] in urls


def _resource(resource: Element) -> None:
    """dom-2 to dom-6, txt-1, txt-2, and what is about nobody."""
    assert not {"contained", "subject", "author", "source", "performer"} & set(resource)
    assert resource["text"]["status"] == "generated"
    root = ElementTree.fromstring(resource["text"]["div"])
    assert root.tag == "{http://www.w3.org/1999/xhtml}div"
    assert {each.tag.partition("}")[2] for each in root.iter()} <= {"div", "p", "ul", "li"}
    assert all(not each.attrib for each in root.iter())
    assert "".join(root.itertext()).strip()
    if resource["resourceType"] == "Questionnaire":
        _questionnaire(resource)
    if resource["resourceType"] == "Observation":
        _observation(resource)


def _questionnaire(form: Element) -> None:
    """que-0 to que-13."""
    assert re.fullmatch(r"[A-Z]([A-Za-z0-9_]){0,254}", form["name"])
    assert form["status"] in ("draft", "active", "retired", "unknown")
    links = [item["linkId"] for item in _items(form)]
    assert len(set(links)) == len(links), "que-2"
    for item in _items(form):
        assert item["type"] in {*TYPES, "display"}
        if item["type"] == "display":
            assert not {"item", "code", "required", "repeats", "initial", "readOnly"} & set(item), "que-1, 3, 6, 8, 9"
            assert item["text"]
        if "answerOption" in item:
            assert item["type"] in ("choice", "open-choice"), "que-5"
            options = [(each["valueCoding"]["system"], each["valueCoding"]["code"]) for each in item["answerOption"]]
            assert len(set(options)) == len(options)
        assert not {"answerValueSet", "initial", "enableWhen", "maxLength"} & set(item), "que-4, 7, 10 to 13"


def _items(whole: Element) -> Iterator[Element]:
    for item in whole.get("item", []):
        yield item
        yield from _items(item)


def _answers(form: Element, response: Element) -> None:
    """qrs-1, and each answer against its question: its type, its options, how many, and none missing."""
    assert response["status"] in ("completed", "amended")
    asked = {item["linkId"]: item for item in form["item"]}
    answered = {item["linkId"]: item for item in response.get("item", [])}
    assert len(answered) == len(response.get("item", []))
    for link, item in answered.items():
        question = asked[link]
        assert "item" not in item
        assert item.get("text", question.get("text")) == question.get("text")
        assert len(item["answer"]) == 1 or question.get("repeats")
        for answer in item["answer"]:
            [(kind, value)] = answer.items()
            if kind == "valueString" and question["type"] == "open-choice":
                continue
            assert kind == TYPES[question["type"]], (question["type"], answer)
            if kind == "valueCoding":
                bare = {name: value[name] for name in value}
                options = [
                    {name: option["valueCoding"][name] for name in option["valueCoding"] if name != "extension"}
                    for option in question["answerOption"]
                ]
                assert bare in options
    assert not [link for link, item in asked.items() if item.get("required") and link not in answered]


def _observation(observation: Element) -> None:
    """obs-3, obs-6, obs-7: one value, and no components, ranges or reasons for absence."""
    assert observation["status"] in ("final", "amended")
    assert not {"component", "dataAbsentReason", "referenceRange"} & set(observation)
    [value] = [name for name in observation if name.startswith("value")]
    assert value in {
        *("valueInteger", "valueQuantity", "valueCodeableConcept", "valueString"),
        *("valueBoolean", "valueTime", "valueDateTime"),
    }
    assert observation["category"][0]["coding"][0]["code"] == "survey"
    assert observation["code"]["coding"]
