"""`selfcare import`: what another device, or this one before, wrote out as JSON lines; all of it or nothing."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from selfcare.cli.streams import tell
from selfcare.errors import StorageError, UsageError, reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.share.jsonl import Source

EXAMPLES = ("selfcare import my-journal.jsonl", "selfcare import my-journal.jsonl --passphrase-file my-passphrase.txt")

LARGEST_LOCKED = 1024**3
"""Bytes of an encrypted file: it is opened in memory."""


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("file", metavar="FILE", help="what `selfcare export` wrote, encrypted or not; - reads it here")
    parser.add_argument("--passphrase-file", metavar="FILE", type=Path, help="its first line opens an encrypted file")
    parser.add_argument("--identity", metavar="FILE", type=Path, help="a key that opens an encrypted file")


def run(arguments: Namespace) -> int:
    """Take in what is new."""
    from selfcare.cli.compose import open_journal
    from selfcare.cli.progress import Progress
    from selfcare.share import jsonl

    name = "what was handed over" if arguments.file == "-" else arguments.file
    with _source(arguments.file) as file, Progress(None) as progress:
        source = _readable(file, arguments, name)
        with open_journal() as (journal, _):
            merged = journal.merge(progress.over(jsonl.events(source, name)))
    tell(f"{merged.new} new, {merged.known} here already")
    return 0


@contextmanager
def _source(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        if sys.stdin.isatty():
            raise UsageError("nothing is handed over; give the name of a file")
        yield sys.stdin.buffer
        return
    with ExitStack() as held:
        with _told(name):
            file = held.enter_context(Path(name).open("rb"))
        yield file


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Say of the file that it cannot be read. Only around reading: what else goes wrong is no fault of the file."""
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"{name} cannot be read ({reason(error)}); give the name of a file that selfcare wrote"
        ) from None


def _readable(file: BinaryIO, arguments: Namespace, name: str) -> Source:
    """The file to read lines from, opened if it is encrypted."""
    from selfcare.share import age, jsonl

    with _told(name):
        first = file.readline(jsonl.LONGEST)
        if not age.is_locked(first):
            return _Begun(name, first, file)
        locked = first + file.read(LARGEST_LOCKED)
    if len(locked) >= LARGEST_LOCKED:
        raise StorageError(f"{name} is too large to be opened; export it anew without --encrypt")
    from selfcare.cli import passphrases

    if arguments.identity:
        return BytesIO(age.open_with_key(locked, passphrases.read_small(arguments.identity)))
    return BytesIO(age.open_with_passphrase(locked, passphrases.passphrase(arguments.passphrase_file)))


class _Begun:
    """A file whose first line was looked at."""

    def __init__(self, name: str, first: bytes, file: BinaryIO) -> None:
        self._name = name
        self._first = first
        self._file = file

    def readline(self, size: int, /) -> bytes:
        """The next line, or so much of it; nothing at the end."""
        first, self._first = self._first, b""
        with _told(self._name):
            return first or self._file.readline(size)
