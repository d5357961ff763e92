"""`selfcare plans`: the library and what is in use; of one plan what it asks of a day, and where it comes from."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from selfcare.cli.streams import tell, tell_json

if TYPE_CHECKING:
    from selfcare.core.plan import Plan

EXAMPLES = ("selfcare plans", "selfcare plans acupuncture-prep")
WIDTH = 78
"""Columns of a text, at most."""


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("plan", metavar="PLAN", nargs="?", help="one plan: what it asks of a day, and what is known")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(arguments: Namespace) -> int:
    """List plans, or tell of one."""
    from selfcare.cli.compose import environment
    from selfcare.core.frozen import fields

    with environment() as env:
        if arguments.plan is not None:
            plan = env.shelf.open(arguments.plan)
            if arguments.json:
                tell_json(_as_json(plan))
            else:
                tell(*_told(plan))
            return 0
        listed = env.shelf.listed()
        if arguments.json:
            tell_json({"format": 1, "plans": [fields(one) for one in listed]})
            return 0
        width = max((len(one.id) for one in listed), default=0)
        for one in listed:
            mark = "in use" if one.in_use else one.origin
            tell(f"{one.id:<{width}}  {mark:<7}  {one.title}")
    return 0


def _told(plan: Plan) -> Iterator[str]:
    """The page of a plan in plain lines."""
    from selfcare.core import offered
    from selfcare.core.columns import wrapped

    found = offered.offer(plan)
    yield plan.title
    yield f"by {plan.author or 'nobody who is named'}, version {plan.version}"
    yield from wrapped(offered.reviewed(plan), WIDTH)
    yield from ("", *wrapped(plan.summary, WIDTH)) if plan.summary else ()
    yield from ("", f"an ordinary day  {offered.amounts(found.ordinary)}")
    if found.visit:
        yield f"a visit day      {offered.amounts(found.visit)}"
    yield from ("", "the day of a visit:" if found.visit else "a day:")
    for row in found.day:
        first, *rest = wrapped(row.words, WIDTH - 11)
        yield f"  {row.when:<7}  {first}"
        yield from (f"           {line}" for line in rest)
    for card in found.cards:
        yield from ("", f"{card.title} ({', '.join(card.strength)}{_sure(card.direction, card.certainty)})")
        yield from (f"  {line}" for line in wrapped(card.text, WIDTH - 2))
        for name in card.evidence:
            if name in plan.evidence:
                yield from (f"    {line}" for line in wrapped(plan.evidence[name].cite, WIDTH - 4))
    if others := offered.companions(plan):
        yield from ("", f"goes with: {', '.join(others)}")


def _sure(direction: str, certainty: str) -> str:
    return "".join(
        filter(None, [f"; {direction}" if direction else "", f"; certainty {certainty}" if certainty else ""])
    )


def _as_json(plan: Plan) -> dict[str, object]:
    """`plans PLAN --json`, format 1."""
    from selfcare.core import offered
    from selfcare.core.frozen import fields

    found = offered.offer(plan)
    return {
        "format": 1,
        "id": plan.id,
        "title": plan.title,
        "version": plan.version,
        "author": plan.author,
        "reviewer": plan.reviewer,
        "reviewed": plan.reviewed.isoformat() if plan.reviewed else None,
        "ordinary": fields(found.ordinary),
        "visit": fields(found.visit) if found.visit else None,
        "day": [fields(row) for row in found.day],
        "cards": [
            {
                "title": card.title,
                "text": card.text,
                "strength": list(card.strength),
                "direction": card.direction,
                "certainty": card.certainty,
                "sources": [plan.evidence[name].cite for name in card.evidence if name in plan.evidence],
            }
            for card in found.cards
        ],
        "with": list(offered.companions(plan)),
    }
