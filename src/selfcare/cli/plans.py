"""`selfcare plans`: the library, and what is in use."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from selfcare.cli.streams import tell, tell_json

EXAMPLES = ("selfcare plans", "selfcare plans --json")


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(arguments: Namespace) -> int:
    """List plans."""
    from selfcare.cli.compose import environment

    with environment() as env:
        listed = env.shelf.listed()
        if arguments.json:
            from selfcare.core.frozen import fields

            tell_json({"format": 1, "plans": [fields(one) for one in listed]})
            return 0
        width = max((len(one.id) for one in listed), default=0)
        for one in listed:
            mark = "in use" if one.in_use else one.origin
            tell(f"{one.id:<{width}}  {mark:<7}  {one.title}")
    return 0
