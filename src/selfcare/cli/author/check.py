"""`selfcare plan check`: what is wrong with plan files, where, and what to write instead."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from selfcare.errors import UsageError

if TYPE_CHECKING:
    from selfcare.cli.author.files import Meant
    from selfcare.planfile.tally import Tally

EXAMPLES = (
    "selfcare plan check acupuncture-prep",
    "selfcare plan check --format json acupuncture-prep",
)
FORMATS = ("text", "json", "github")
MANY = 20
"""Files: with fewer nobody waits."""


def configure(parser: ArgumentParser) -> None:
    """The words of this act."""
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="a plan's file, a folder, a pattern such as '*.toml', - for what is typed, or the id of a plan",
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="text", help="text for people, json for editors, github for workflows"
    )
    parser.add_argument("--strict", action="store_true", help="as for a plan that is published; a warning fails too")
    parser.add_argument("--fix", action="store_true", help="write what can be replaced exactly into the file")
    parser.add_argument(
        "--dry-run", action="store_true", help="with --fix: say what it would change, and change nothing"
    )
    parser.add_argument(
        "--diff", action="store_true", help="show what --fix would change as a diff, and change nothing"
    )


def run(arguments: Namespace) -> int:
    """Check; 1 when a plan has errors."""
    from selfcare.cli.author import files

    if arguments.dry_run and not (arguments.fix or arguments.diff):
        raise UsageError("--dry-run goes with --fix")
    named = list(files.meant(arguments.files))
    troubles = []
    if arguments.fix or arguments.diff:
        from selfcare.cli.author.fixing import fix

        troubles = fix(named, arguments)
    many = any(files.is_search(word) for word in arguments.files)
    counted, codes = _checked(named, strict=arguments.strict, many=many)
    if counted is not None:
        _show(counted, arguments.format)
        failing = ("error", "warning") if arguments.strict else ("error",)
        codes.append(int(any(counted.counts[severity] for severity in failing)))
    return max(codes + troubles)


def _checked(named: Sequence[Meant], *, strict: bool, many: bool) -> tuple[Tally | None, list[int]]:
    """What was found, nothing if no file could be read; and the exit codes of those that could not."""
    from selfcare.cli.author.many import Task, outcomes
    from selfcare.cli.clock import system_clock
    from selfcare.cli.progress import Progress
    from selfcare.cli.streams import say
    from selfcare.planfile.tally import Tally

    today = system_clock().now().date()
    counted, codes, done = Tally(), [], 0
    with Progress(len(named) if len(named) >= MANY else 0) as progress:
        for found in outcomes([Task(one, strict, today) for one in named]):
            if found.trouble:
                progress.clear()
                say(found.trouble)
                codes.append(found.code)
            else:
                done += 1
                counted.add(found.problems, found.texts or {}, found.waived)
            progress.step()
    counted.of = done if many else 0
    return (counted if done else None), codes


def _show(counted: Tally, form: str) -> None:
    from selfcare.planfile import github, report

    write = {"text": report.text_of, "json": report.json_of, "github": github.as_commands}[form]
    sys.stdout.write(write(counted))
