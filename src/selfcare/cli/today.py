"""`selfcare today`: the agenda as text, as one line, or as JSON."""

from __future__ import annotations

import shutil
import sys
from argparse import ArgumentParser, Namespace

EXAMPLES = ("selfcare today", "selfcare today --line")


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="one JSON document")
    shape.add_argument("--line", action="store_true", help="one short line, for a prompt or a status bar")
    shape.add_argument("--linear", action="store_true", help="plain lines, one after the other")


def run(arguments: Namespace) -> int:
    """Print today."""
    from selfcare.cli.compose import environment
    from selfcare.core import agenda, today

    with environment() as env:
        now = agenda.read(env)
        if arguments.json:
            import json

            print(json.dumps(today.as_json(now), ensure_ascii=False, indent=2))
        elif arguments.line:
            print(today.as_line(now))
        elif arguments.linear:
            from selfcare import linear

            linear.today(env, sys.stdout)
        else:
            width = shutil.get_terminal_size((80, 24)).columns
            print("\n".join(today.as_text(now, width)))
        env.glance.refresh()
        for trouble in env.shelf.troubles():
            print(f"selfcare: {trouble}", file=sys.stderr)
    return 0
