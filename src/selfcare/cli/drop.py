"""`selfcare drop`: stop following a plan."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from selfcare.cli.streams import tell

EXAMPLES = ("selfcare drop acupuncture-prep", "selfcare drop daily-stress")


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("plan", metavar="PLAN", help="the id of a plan in use")


def run(arguments: Namespace) -> int:
    """Stop following it; what was recorded stays."""
    from selfcare.cli.compose import environment

    with environment() as env:
        env.shelf.drop(arguments.plan)
        env.glance.refresh()
        tell(f"no longer following {arguments.plan}; what was recorded stays")
    return 0
