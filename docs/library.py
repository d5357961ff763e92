"""The generated part of the page about the library: each plan, what it asks, a day of it, and what is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from tomllib import loads
from typing import Any

from selfcare import planfile
from selfcare.core import flags, offered
from selfcare.core.plan import Plan
from selfcare.core.words import capital
from selfcare.planfile import library


def plans() -> Iterator[str]:
    """Every plan of the library, by its id."""
    for name in library.plans():
        closure = planfile.closure_of_shipped(name)
        yield from _plan(planfile.load(closure.files, closure.root))


def evidence() -> Iterator[str]:
    """Every card of the library and of its plans, with its sources."""
    for name in library.libraries():
        yield from _cards(f"library/{name}", loads(library.text(f"library/{name}.toml") or ""))
    for name in library.plans():
        yield from _cards(name, loads(library.text(f"{name}.toml") or ""))


def _cards(name: str, data: dict[str, Any]) -> Iterator[str]:
    cards, sources = data.get("card", {}), data.get("evidence", {})
    if cards:
        yield f"## {name}\n"
    for card in cards.values():
        strength = card["strength"] if isinstance(card["strength"], list) else [card["strength"]]
        sure = _sure(strength, card.get("direction", ""), card.get("certainty", "none"))
        yield f"### {card['title']}\n"
        yield f"{card['text']}\n"
        yield f"{capital(sure)}. Looked up {card['checked']}.\n"
        for each in card.get("evidence", ()):
            yield f"* {_source(sources[each]) if each in sources else _elsewhere(each)}"
        yield ""


def _sure(strength: Iterable[str], direction: str, certainty: str) -> str:
    """`guideline, for, certainty low`."""
    return ", ".join(filter(None, [*strength, direction, f"certainty {certainty}"]))


def _elsewhere(name: str) -> str:
    """The library file that has a source; a source that none has ends the build."""
    for library_file in library.libraries():
        if name in loads(library.text(f"library/{library_file}.toml") or "").get("evidence", {}):
            return f"`{name}`: see library/{library_file}"
    raise LookupError(f"no file of the library has the source '{name}'")


def _source(source: dict[str, Any]) -> str:
    ids = [f"{word.upper()} {source[word]}" for word in ("doi", "pmid") if word in source]
    ids += [source["url"]] if "url" in source else []
    return " ".join(filter(None, [source["cite"], source.get("says", ""), *ids]))


def _plan(plan: Plan) -> Iterator[str]:
    found = offered.offer(plan)
    yield f"## {plan.title}\n"
    yield f"`{plan.id}`, version {plan.version}. {plan.summary}\n"
    yield f"By {plan.author}. {capital(offered.reviewed(plan))}.\n"
    yield f"* An ordinary day: {offered.amounts(found.ordinary)}."
    if found.visit:
        yield f"* The day of a visit: {offered.amounts(found.visit)}."
    if others := offered.companions(plan):
        yield f"* Goes with {', '.join(f'`{each}`' for each in others)}."
    yield ""
    yield f"{'The day of a visit at 14:30' if found.visit else 'A day'}:\n"
    yield "| from | what |"
    yield "|---|---|"
    for row in found.day:
        yield f"| {row.when} | {row.words} |"
    yield ""
    yield from _asked(plan)
    yield from _known(plan)
    yield from _signs(plan)


def _asked(plan: Plan) -> Iterator[str]:
    if plan.settings:
        yield "What may be changed:\n"
        yield from (f"* {setting.ask}" for setting in plan.settings.values())
        yield ""
    if plan.logs:
        yield f"Written down: {', '.join(log.title for log in plan.logs.values())}.\n"


def _known(plan: Plan) -> Iterator[str]:
    if not plan.cards:
        return
    yield "What is known:\n"
    for card in plan.cards.values():
        sure = _sure(card.strength, card.direction, card.certainty)
        yield f"* **{card.title}** ({sure}) {card.text}"
    yield ""


def _signs(plan: Plan) -> Iterator[str]:
    for heading, texts in flags.signs([plan]):
        yield f"{heading}:\n"
        yield from (f"* {text}" for text in texts)
        yield ""
