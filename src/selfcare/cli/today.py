"""`selfcare today`: the agenda as text, as one line, or as JSON."""

from __future__ import annotations

import shutil
import sys
from argparse import ArgumentParser, Namespace

from selfcare.cli.streams import say, tell, tell_json
from selfcare.cli.terminal import is_plain_terminal

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
    from selfcare.core import agenda, interrupted, today

    with environment() as env:
        if arguments.json:
            tell_json(today.as_json(agenda.read(env)))
        elif arguments.line:
            tell(today.as_line(agenda.read(env), hours=env.preferences.hours))
        elif arguments.linear or is_plain_terminal():
            from selfcare import linear

            linear.today(env, sys.stdout)
        else:
            width, now = shutil.get_terminal_size((80, 24)).columns, agenda.read(env)
            tell(*today.as_text(now, width, hours=env.preferences.hours))
            left = [
                interrupted.sentence(mark, now.now, env.preferences.hours)
                for mark in interrupted.offered_beside(env, now.runs)
            ]
            for sentence in [*interrupted.unlisted(env, now.runs), *left]:
                tell("", sentence)
        env.glance.refresh()
        for trouble in env.shelf.troubles():
            say(trouble)
    return 0
