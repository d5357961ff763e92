"""`selfcare export`: everything that was recorded, in the format that is asked for."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from selfcare.cli.streams import say, tell

if TYPE_CHECKING:
    from selfcare.core.ports import Env
    from selfcare.journal.store import Store

EXAMPLES = ("selfcare export -o my-journal.jsonl", "selfcare export --format ics -o selfcare.ics --force")


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument(
        "--format",
        choices=list(FORMATS),
        default="jsonl",
        help="jsonl: one event a line, nothing left out; ics: appointments and reminders for a calendar; "
        "fhir: answers for a clinic's programs, FHIR R4",
    )
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="write to a file that only you can read")
    parser.add_argument("--force", action="store_true", help="replace the file if there is one")
    parser.add_argument("--discreet", action="store_true", help="ics: titles that do not say what it is about")


def run(arguments: Namespace) -> int:
    """Write everything out."""
    from selfcare.cli.compose import whole_environment
    from selfcare.errors import UsageError
    from selfcare.share import outfile

    if arguments.discreet and arguments.format != "ics":
        raise UsageError("--discreet is for calendars; add --format ics")
    with whole_environment() as (env, journal):
        lines = FORMATS[arguments.format](env, journal, arguments)
        if arguments.output:
            outfile.write(arguments.output, lines, force=arguments.force)
            say(f"wrote {arguments.output}")
        elif sys.stdout.isatty():
            for line in lines:
                tell(line.rstrip("\r\n"))
        else:
            as_bytes_of_the_format(sys.stdout).writelines(lines)
    return 0


def _jsonl(env: Env, journal: Store, arguments: Namespace) -> Iterable[str]:
    from selfcare.share import jsonl

    return jsonl.lines(journal.everything())


def _ics(env: Env, journal: Store, arguments: Namespace) -> Iterable[str]:
    from selfcare import __version__
    from selfcare.core import planned
    from selfcare.share import calendar

    found, now = planned.read(env), env.clock.now()
    if not found:
        say("there is no appointment, and no plan in use reminds of anything")
    return calendar.lines(found, now, journal.sequence, version=__version__, discreet=arguments.discreet)


def _fhir(env: Env, journal: Store, arguments: Namespace) -> Iterable[str]:
    from selfcare.cli import clinic

    return clinic.lines(env, journal)


FORMATS: dict[str, Callable[[Env, Store, Namespace], Iterable[str]]] = {
    "jsonl": _jsonl,
    "ics": _ics,
    "fhir": _fhir,
}
"""What writes each format: its lines, each with its own line end."""


def as_bytes_of_the_format(stream: TextIO) -> TextIO:
    """A stream that is read by a program gets UTF-8, whatever the locale: nothing may be lost on the way."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="strict", newline="\n")
    return stream
