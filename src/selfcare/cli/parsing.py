"""The parser every command uses: argparse with our sentences, and help that ends with examples."""

from __future__ import annotations

from argparse import ArgumentParser, RawDescriptionHelpFormatter

from selfcare.errors import UsageError

TYPE_CHECKING = False  # `typing` would cost a quick entry two milliseconds
if TYPE_CHECKING:
    from argparse import Namespace, _SubParsersAction
    from typing import NoReturn

WIDTH = 92
"""Columns of help, at most; a narrower terminal wraps it."""
MISSING = "the following arguments are required: "
"""How argparse begins a sentence about a word that was not given."""


class Formatter(RawDescriptionHelpFormatter):
    """Knows its width, since asking the terminal for it imports half of the compression modules at every argument."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=WIDTH)


class Parser(ArgumentParser):
    """Raises `UsageError` instead of leaving the program."""

    def error(self, message: str) -> NoReturn:
        """One sentence, and where to read on."""
        message = _plainly(message)
        raise UsageError(f"{message}; '{self.prog} --help' shows what goes here")

    def read(self, words: list[str]) -> Namespace:
        """The words as they were meant. Options may stand among other words: `log pain --note "after lunch" 5`."""
        return self.parse_args(words) if self._subparsers else self.parse_intermixed_args(words)


def _plainly(message: str) -> str:
    """A sentence of argparse in our words; one that is not known stays as it is."""
    import re

    if message.startswith(MISSING):
        return f"{message.removeprefix(MISSING)} is missing"
    if match := re.fullmatch("argument (.+): expected (?:one|at least one) argument", message):
        return f"{match[1]} is followed by a word or a number"
    if match := re.fullmatch("argument (.+): invalid int value: (.+)", message):
        return f"{match[1]} takes a whole number and not {match[2]}"
    if match := re.fullmatch(r"argument (.+): invalid choice: .+ \(choose from (.+)\)", message):
        return f"{match[1]} takes one of {match[2].replace(chr(39), '')}"
    return message


def parser(command: str, sentence: str, examples: tuple[str, ...]) -> Parser:
    """The parser of `selfcare COMMAND`."""
    return Parser(
        prog=f"selfcare {command}",
        description=sentence[:1].upper() + sentence[1:] + ".",
        epilog="examples:\n" + "\n".join(f"  {example}" for example in examples),
        formatter_class=Formatter,
        allow_abbrev=False,
    )


def acts_of(reads: ArgumentParser) -> _SubParsersAction[Parser]:
    """Room for the acts of a command: `selfcare appointment ACT`."""
    return reads.add_subparsers(dest="act", required=True, metavar="ACT", parser_class=Parser)


def acts_in(reads: ArgumentParser) -> dict[str, ArgumentParser]:
    """The parsers of a command's acts by their words; none for a command without acts."""
    return {
        name: act
        for action in reads._actions
        if isinstance(action.choices, dict)
        for name, act in action.choices.items()
    }


def add_act(acts: _SubParsersAction[Parser], name: str, sentence: str, examples: tuple[str, ...]) -> Parser:
    """The parser of one act."""
    return acts.add_parser(
        name,
        help=sentence,
        description=sentence[:1].upper() + sentence[1:] + ".",
        epilog="examples:\n" + "\n".join(f"  {example}" for example in examples),
        formatter_class=Formatter,
        allow_abbrev=False,
    )
