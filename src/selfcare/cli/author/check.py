"""`selfcare plan check`: what is wrong with plan files, where, and what to write instead."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

EXAMPLES = ("selfcare plan check acupuncture-prep", "selfcare plan check --format json acupuncture-prep")


def configure(parser: ArgumentParser) -> None:
    """The words of this act."""
    parser.add_argument("files", metavar="FILE", nargs="+", help="a plan's file, or the id of a plan of the library")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="text for people, json for editors")


def run(arguments: Namespace) -> int:
    """Check; 1 when a plan has errors."""
    from selfcare import planfile
    from selfcare.cli.clock import system_clock
    from selfcare.cli.shelf import is_path

    today = system_clock().now().date()
    checked = [
        planfile.check(name, today=today) if is_path(name) else planfile.check_shipped(name, today=today)
        for name in arguments.files
    ]
    problems = [problem for one in checked for problem in one.problems]
    if arguments.format == "json":
        sys.stdout.write(planfile.as_json(problems))
    else:
        texts = {name: text for one in checked for name, text in one.texts.items()}
        sys.stdout.write(planfile.as_text(problems, texts))
    return int(any(problem.severity == "error" for problem in problems))
