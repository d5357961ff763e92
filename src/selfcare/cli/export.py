"""`selfcare export`: everything that was recorded, as JSON lines."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from selfcare.cli.streams import say, tell

EXAMPLES = ("selfcare export", "selfcare export --format jsonl -o my-journal.jsonl")


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("--format", choices=["jsonl"], default="jsonl", help="one event a line, nothing left out")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="write to a file that only you can read")
    parser.add_argument("--force", action="store_true", help="replace the file if there is one")


def run(arguments: Namespace) -> int:
    """Write everything out."""
    from selfcare.cli.compose import open_journal
    from selfcare.share import jsonl, outfile

    with open_journal() as (journal, _):
        lines = jsonl.lines(journal.everything())
        if arguments.output:
            outfile.write(arguments.output, lines, force=arguments.force)
            say(f"wrote {arguments.output}")
        elif sys.stdout.isatty():
            for line in lines:
                tell(line.rstrip("\n"))
        else:
            as_bytes_of_the_format(sys.stdout).writelines(lines)
    return 0


def as_bytes_of_the_format(stream: TextIO) -> TextIO:
    """A stream that is read by a program gets UTF-8, whatever the locale: nothing may be lost on the way."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="strict", newline="\n")
    return stream
