"""The generated part of the page about the library: each plan, what it asks, a day of it, and what is known."""

from __future__ import annotations

from collections.abc import Iterator

from selfcare import planfile
from selfcare.core import flags, offered
from selfcare.core.plan import Plan
from selfcare.planfile import library


def plans() -> Iterator[str]:
    """Every plan of the library, by its id."""
    for name in library.plans():
        closure = planfile.closure_of_shipped(name)
        yield from _plan(planfile.load(closure.files, closure.root))


def _plan(plan: Plan) -> Iterator[str]:
    found = offered.offer(plan)
    yield f"## {plan.title}\n"
    yield f"`{plan.id}`, version {plan.version}. {plan.summary}\n"
    yield f"By {plan.author}. {_reviewed(plan)}\n"
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


def _reviewed(plan: Plan) -> str:
    return (
        f"Reviewed {plan.reviewed.isoformat()} by {plan.reviewer}." if plan.reviewed else "Not reviewed by anyone yet."
    )


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
        sure = ", ".join(filter(None, [*card.strength, card.direction, f"certainty {card.certainty}"]))
        yield f"* **{card.title}** ({sure}) {card.text}"
    yield ""


def _signs(plan: Plan) -> Iterator[str]:
    for heading, texts in flags.signs([plan]):
        yield f"{heading}:\n"
        yield from (f"* {text}" for text in texts)
        yield ""
