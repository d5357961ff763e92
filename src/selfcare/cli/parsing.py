"""The parser every command uses: argparse with our sentences, and help that ends with examples."""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter

from selfcare.core.text import plain
from selfcare.errors import UsageError

TYPE_CHECKING = False  # `typing` would cost a quick entry two milliseconds
if TYPE_CHECKING:
    from typing import NoReturn

WIDTH = 92
"""Columns of help, at most; a narrower terminal wraps it."""


class Formatter(RawDescriptionHelpFormatter):
    """Knows its width, since asking the terminal for it imports half of the compression modules at every argument."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=WIDTH)


class Parser(ArgumentParser):
    """Raises `UsageError` instead of leaving the program."""

    def error(self, message: str) -> NoReturn:
        """One sentence, and where to read on."""
        raise UsageError(f"{plain(message)}; '{self.prog} --help' shows what goes here")


def parser(command: str, sentence: str, examples: tuple[str, ...]) -> Parser:
    """The parser of `selfcare COMMAND`."""
    return Parser(
        prog=f"selfcare {command}",
        description=sentence[:1].upper() + sentence[1:] + ".",
        epilog="examples:\n" + "\n".join(f"  {example}" for example in examples),
        formatter_class=Formatter,
        allow_abbrev=False,
    )
