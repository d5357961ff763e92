"""The small pieces that resources are made of: strings, instants, quantities, narrative, an entry of the Bundle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from html import escape

from selfcare.core.event import Json
from selfcare.core.text import plain

Element = dict[str, Json]

_FARTHEST = timedelta(hours=14)
"""The largest offset that a FHIR instant may have."""

_NO_CHARACTERS = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}
"""What no XML document may hold, and so no narrative."""

UCUM_SYSTEM = "http://unitsofmeasure.org"
UCUM: Mapping[str, str] = {
    "s": "s",
    "min": "min",
    "h": "h",
    "hours": "h",
    "d": "d",
    "days": "d",
    "weeks": "wk",
    "mm": "mm",
    "cm": "cm",
    "km": "km",
    "mg": "mg",
    "g": "g",
    "kg": "kg",
    "ml": "mL",
    "mL": "mL",
    "l": "L",
    "L": "L",
    "%": "%",
    "°C": "Cel",
    "°F": "[degF]",
    "bpm": "/min",
    "mmHg": "mm[Hg]",
    "kcal": "kcal",
}
"""Units whose meaning is certain, as https://ucum.org writes them. `m` is not: some write it for minutes."""


def said(text: str) -> str:
    """Words as a FHIR string holds them; empty where the element has to be left out, since no string may be empty."""
    return plain(text, multiline=True).translate(_NO_CHARACTERS).strip()


def some(**members: Json) -> Element:
    """An element of the members that say something; FHIR has neither null nor empty lists and strings."""
    return {name: value for name, value in members.items() if value not in (None, "", [], {})}


def instant(moment: datetime) -> str:
    """With the offset it had, in seconds (what is finer is of no use in a chart); far offsets of old zones as UTC."""
    offset = moment.utcoffset() or timedelta()
    odd = offset % timedelta(minutes=1) or abs(offset) > _FARTHEST
    written = (moment.astimezone(UTC) if odd else moment).isoformat(timespec="seconds")
    return written.replace("+00:00", "Z")


def quantity(number: float, unit: str) -> Element:
    """A number with its unit, coded by UCUM where that is certain."""
    unit = said(unit)
    coded = some(system=UCUM_SYSTEM, code=UCUM[unit]) if unit in UCUM else {}
    return {"value": number, **some(unit=unit), **coded}


def narrative(heading: str, rows: Iterable[str]) -> Element:
    """What people read where a program shows no more of the resource."""
    listed = "".join(f"<li>{_words(row)}</li>" for row in rows)
    inside = f"<p>{_words(heading)}</p>" + (f"<ul>{listed}</ul>" if listed else "")
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{inside}</div>'}


def _words(text: str) -> str:
    return escape(said(text)) or "–"


def put(resource: Element) -> Element:
    """The entry of a transaction that puts a resource where it belongs, whether it is there or not."""
    return {
        "fullUrl": f"urn:uuid:{resource['id']}",
        "resource": resource,
        "request": {"method": "PUT", "url": f"{resource['resourceType']}/{resource['id']}"},
    }
