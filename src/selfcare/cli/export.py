"""`selfcare export`: everything that was recorded, in the format that is asked for."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from selfcare.cli.streams import say, tell
from selfcare.errors import UsageError

if TYPE_CHECKING:
    from selfcare.core.ports import Env
    from selfcare.journal.store import Store

Lock = Callable[[Iterable[str], BinaryIO], None]
"""Writes lines to a file, encrypted."""

EXAMPLES = ("selfcare export -o my-journal.jsonl", "selfcare export --format ics -o selfcare.ics --force")


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument(
        "--format",
        choices=list(FORMATS),
        default="jsonl",
        help="jsonl: one event a line, nothing left out, for `selfcare import`; csv: one value a row; "
        "toml: by day, for reading; ics: appointments and reminders for a calendar; "
        "fhir: answers for a clinic's programs, FHIR R4",
    )
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="write to a file that only you can read")
    parser.add_argument("--force", action="store_true", help="replace the file if there is one")
    parser.add_argument("--encrypt", action="store_true", help="lock it with a passphrase, as an age file")
    parser.add_argument("--passphrase-file", metavar="FILE", type=Path, help="--encrypt: its first line, unasked")
    parser.add_argument(
        "--recipient", metavar="KEY", action="append", default=[], help="--encrypt: for whoever has that key instead"
    )
    parser.add_argument("--discreet", action="store_true", help="ics: titles that do not say what it is about")


def run(arguments: Namespace) -> int:
    """Write everything out."""
    from selfcare.cli.compose import whole_environment
    from selfcare.cli.progress import Progress
    from selfcare.share import outfile

    if arguments.discreet and arguments.format != "ics":
        raise UsageError("--discreet is for calendars; add --format ics")
    if arguments.output:
        outfile.refuse(arguments.output, force=arguments.force)
    lock = _lock(arguments) if arguments.encrypt else None
    if lock is None and (arguments.recipient or arguments.passphrase_file):
        raise UsageError("a passphrase or a recipient is for an encrypted file; add --encrypt")
    with whole_environment() as (env, journal):
        if arguments.format != "jsonl":  # which is checked line by line
            journal.refuse_damage()
        lines = FORMATS[arguments.format](env, journal, arguments)
        if not arguments.output and not lock and sys.stdout.isatty():
            for line in lines:
                tell(line.rstrip("\r\n"))
            return 0
        with Progress(journal.sequence if arguments.format == "jsonl" else None) as progress:
            _write(arguments, progress.over(lines), lock)
    if arguments.output:
        say(f"wrote {arguments.output}")
    return 0


def _write(arguments: Namespace, lines: Iterable[str], lock: Lock | None) -> None:
    """To the file that was named, or to whoever reads our output; encrypted if there is a lock."""
    from selfcare.share import outfile

    if arguments.output and lock:
        outfile.pour(arguments.output, lambda file: lock(lines, file), force=arguments.force)
    elif arguments.output:
        outfile.write(arguments.output, lines, force=arguments.force)
    elif lock:
        lock(lines, sys.stdout.buffer)
    else:
        as_bytes_of_the_format(sys.stdout).writelines(lines)


def _lock(arguments: Namespace) -> Lock:
    """What encrypts; a passphrase is asked for before anything is read or written."""
    from selfcare.cli import passphrases
    from selfcare.share import age

    if arguments.recipient and arguments.passphrase_file:
        raise UsageError("a file is opened by a passphrase or by a key, not by both; leave one of them out")
    if not arguments.output and sys.stdout.isatty():
        raise UsageError("an encrypted file is not for reading; give it a name with -o FILE")
    age.check(arguments.recipient)
    if arguments.recipient:
        return lambda lines, file: age.lock_for(lines, file, arguments.recipient)
    passphrase = passphrases.new_passphrase(arguments.passphrase_file)
    return lambda lines, file: age.lock_with_passphrase(lines, file, passphrase)


def _jsonl(env: Env, journal: Store, arguments: Namespace) -> Iterable[str]:
    from selfcare.share import jsonl

    return jsonl.lines(journal.everything())


def _csv(env: Env, journal: Store, arguments: Namespace) -> Iterable[str]:
    from selfcare.cli import diaries
    from selfcare.share import diary_csv

    return diary_csv.lines(diaries.lines(env, journal), for_spreadsheet=arguments.output is not None)


def _toml(env: Env, journal: Store, arguments: Namespace) -> Iterable[str]:
    from selfcare.cli import diaries
    from selfcare.planfile import pairs
    from selfcare.share import diary_toml

    return diary_toml.lines(diaries.lines(env, journal), pairs.dumps)


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
    "csv": _csv,
    "toml": _toml,
    "ics": _ics,
    "fhir": _fhir,
}
"""What writes each format: its lines, each with its own line end."""


def as_bytes_of_the_format(stream: TextIO) -> TextIO:
    """A stream that is read by a program gets UTF-8, whatever the locale: nothing may be lost on the way."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="strict", newline="\n")
    return stream
