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

EXAMPLES = ("selfcare export", "selfcare export --format jsonl -o my-journal.jsonl")


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument(
        "--format",
        choices=list(FORMATS),
        default="jsonl",
        help="jsonl: one event a line, nothing left out",
    )
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="write to a file that only you can read")
    parser.add_argument("--force", action="store_true", help="replace the file if there is one")


def run(arguments: Namespace) -> int:
    """Write everything out."""
    from selfcare.cli.compose import whole_environment
    from selfcare.share import outfile

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


FORMATS: dict[str, Callable[[Env, Store, Namespace], Iterable[str]]] = {"jsonl": _jsonl}
"""What writes each format: its lines, each with its own line end."""


def as_bytes_of_the_format(stream: TextIO) -> TextIO:
    """A stream that is read by a program gets UTF-8, whatever the locale: nothing may be lost on the way."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="strict", newline="\n")
    return stream
