"""`NAME.fr.toml`: a plan's own tables again, with texts only. Laid over the plan's data before anything is compiled.

`lay_over` is for reading a plan in another language; `check_translation` tells authors what does not fit, what is old
and what is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from selfcare.core.grammar import quoted
from selfcare.planfile.compile.table import slug
from selfcare.planfile.document import Data, Document, at
from selfcare.planfile.known import SINGLE, TABLES, TRANSLATED, Key, Table, keys_of, kinds_in
from selfcare.planfile.problem import Location, Problem, Problems, Severity
from selfcare.planfile.suggest import nearest

HEADERS = ("selfcare", "translation")


class Pair(NamedTuple):
    """Something in a translation, and what it stands for in the plan."""

    written: Location
    """Where it stands in the translation."""
    meant: Location
    """Where it would stand in the plan."""
    fault: str = ""
    """`unknown` (nothing there), `kind` (no text there), `type` (no text here), `count` (lists differ)."""


def lay_over(document: Document, translation: Document) -> Document:
    """The document with the texts of a translation; what the translation does not have, or has wrong, stays."""
    data = _copied(document.data)
    for pair in pairs(document.data, translation.data):
        if not pair.fault:
            _put(data, pair.meant, at(translation.data, pair.written))
    return document._replace(data=data)


def _put(data: Data, where: Location, text: str) -> None:
    """Put a text in its place. A list of options becomes a table: their names stay those of the original wordings."""
    inside = at(data, where[:-1])
    if where[-2:-1] == ("options",) and isinstance(inside, list):
        named = {slug(option): option for option in inside if isinstance(option, str)}
        if len(named) == len(inside):
            inside = at(data, where[:-2])["options"] = named
    key = where[-1]
    if isinstance(inside, dict) and isinstance(key, int):
        key = list(inside)[key]
    inside[key] = text


def chosen(translations: Sequence[Document], language: str) -> Document | None:
    """The translation into a language: `fr-CA`, else `fr`."""
    by_language = {at(one.data, ("translation", "language")): one for one in translations}
    return by_language.get(language) or by_language.get(language.partition("-")[0])


def check_translation(document: Document, translation: Document, version: str, problems: Problems) -> None:
    """Report paths that do not exist, values that are not texts, texts of another version, and how much is done."""
    found = list(pairs(document.data, translation.data))
    for pair in found:
        if pair.fault:
            _report(document, translation, pair, problems)
    of = at(translation.data, ("translation", "version"))
    if isinstance(of, str) and of != version:
        message = f"these texts belong to version {quoted(of)}, and the plan is at {quoted(version)}"
        help = "look through them, then write the plan's version here"
        _add(problems, "language/stale", "warning", translation, ("translation", "version"), message, help)
    done, whole = sum(not pair.fault for pair in found), sum(1 for _ in texts(document.data))
    if done < whole:
        message = f"{done} of {whole} texts are translated; the others are shown as the plan has them"
        _add(problems, "language/coverage", "note", translation, ("translation",), message)


def pairs(plan: Data, translation: Data) -> Iterator[Pair]:
    """Everything that a translation says, beside what it stands for."""
    for family, value in translation.items():
        if family in HEADERS:
            continue
        own = plan.get(family)
        if not isinstance(value, dict) or not isinstance(own, dict) or family not in TABLES:
            yield Pair((family,), (family,), "unknown")
        elif family in SINGLE:
            yield from _table(TABLES[family], own, value, (family,), (family,))
        else:
            yield from _members(TABLES[family], own, value, (family,))


def _members(table: Table, plan: Data, translation: Data, where: Location) -> Iterator[Pair]:
    for name, value in translation.items():
        here = (*where, name)
        own = plan.get(name)
        if isinstance(value, dict) and isinstance(own, dict):
            yield from _table(table, own, value, here, here)
        else:
            yield Pair(here, here, "unknown")


def _table(table: Table, plan: Data, translation: Data, written: Location, meant: Location) -> Iterator[Pair]:
    known = _known(table.name, next(iter(kinds_in(table, plan)), ""))
    for name, value in translation.items():
        here, there = (*written, name), (*meant, name)
        key = known.get(name)
        if name not in plan:
            yield Pair(here, there, "unknown")
        elif table.member and isinstance(value, dict) and isinstance(plan[name], dict):
            yield from _table(TABLES[table.member], plan[name], value, here, there)
        elif key is not None and key.type == "steps":
            yield from _steps(plan[name], value, here, there)
        elif key is not None and key.name != "id":
            yield from _value(key, plan[name], value, here, there)


@cache
def _known(table: str, kind: str) -> dict[str, Key]:
    return keys_of(TABLES[table], kind)


def _steps(plan: Any, translation: Any, written: Location, meant: Location) -> Iterator[Pair]:
    """Steps are matched by id, then by position; `{}` may hold a place."""
    if not isinstance(plan, list) or not isinstance(translation, list):
        yield Pair(written, meant, "type")
        return
    named = ((index, step.get("id")) for index, step in enumerate(plan) if isinstance(step, dict))
    ids = {name: index for index, name in named if isinstance(name, str)}
    for index, value in enumerate(translation):
        name = value.get("id") if isinstance(value, dict) else None
        place = ids.get(name, index) if isinstance(name, str) else index
        if not isinstance(value, dict) or place >= len(plan) or not isinstance(plan[place], dict):
            yield Pair((*written, index), (*meant, index), "unknown")
        else:
            yield from _table(TABLES["step"], plan[place], value, (*written, index), (*meant, place))


def _value(key: Key, plan: Any, translation: Any, written: Location, meant: Location) -> Iterator[Pair]:
    if key.type not in TRANSLATED:
        yield Pair(written, meant, "kind")
    elif isinstance(plan, str):
        yield Pair(written, meant, "" if isinstance(translation, str) else "type")
    elif isinstance(plan, list):
        yield from _list(plan, translation, written, meant)
    elif isinstance(plan, dict) and isinstance(translation, dict):
        for name, value in translation.items():
            fault = "unknown" if name not in plan else "" if isinstance(value, str) else "type"
            yield Pair((*written, name), (*meant, name), fault)
    else:
        yield Pair(written, meant, "type")


def _list(plan: list[Any], translation: Any, written: Location, meant: Location) -> Iterator[Pair]:
    if not isinstance(translation, list):
        yield Pair(written, meant, "type")
    elif len(translation) != len(plan):
        yield Pair(written, meant, "count")
    else:
        for index, value in enumerate(translation):
            yield Pair((*written, index), (*meant, index), "" if isinstance(value, str) else "type")


def texts(plan: Data) -> Iterator[Location]:
    """Where every text stands that a translation may replace: what a translation of itself would say."""
    for pair in pairs(plan, {family: value for family, value in plan.items() if family not in (*HEADERS, "test")}):
        if not pair.fault:
            yield pair.meant


def _report(document: Document, translation: Document, pair: Pair, problems: Problems) -> None:
    path = ".".join(str(part + 1) if isinstance(part, int) else part for part in pair.meant)
    if pair.fault == "unknown":
        parent = at(document.data, pair.meant[:-1])
        near = (
            nearest(str(pair.meant[-1]), [key for key in parent if isinstance(key, str)])
            if isinstance(parent, dict)
            else ""
        )
        message = f"the plan has no {quoted(path)}"
        _add(problems, "unknown-key", "error", translation, pair.written, message, replacement=near, key=True)
    elif pair.fault == "kind":
        message = f"{quoted(path)} is not a text, so it cannot be translated"
        _add(problems, "value", "error", translation, pair.written, message, "take this line out", key=True)
    elif pair.fault == "count":
        message = f"{quoted(path)} has as many entries as in the plan: {len(at(document.data, pair.meant))}"
        _add(problems, "value", "error", translation, pair.written, message)
    else:
        _add(problems, "value", "error", translation, pair.written, f"{quoted(path)} takes a text, as in the plan")


def _add(
    problems: Problems,
    code: str,
    severity: Severity,
    document: Document,
    location: Location,
    message: str,
    help: str = "",
    *,
    replacement: str = "",
    key: bool = False,
) -> None:
    places = document.places
    place = places.key(location) if key else places.value(location)
    hint = f"did you mean '{replacement}'?" if replacement else ""
    problems.add(Problem(code, severity, place, message, hint, help, replacement or None))


def _copied(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _copied(value) for key, value in data.items()}
    return [_copied(value) for value in data] if isinstance(data, list) else data
