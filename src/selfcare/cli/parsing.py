"""The parser every command uses: argparse with our sentences, and help that ends with examples."""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import NoReturn

from selfcare.core.text import plain
from selfcare.errors import UsageError


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
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
