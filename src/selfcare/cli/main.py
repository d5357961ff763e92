"""The one way in and out: finds the command, runs it, turns every error into a sentence and an exit code."""

from __future__ import annotations

import sys
from importlib import import_module

from selfcare.cli.table import COMMANDS, Command
from selfcare.errors import SelfcareError, UsageError

INTERRUPTED = 130
"""128 + SIGINT."""
BROKEN_PIPE = 141
"""128 + SIGPIPE: whoever read our output has left."""
BUG = 70


def main(words: list[str]) -> int:
    """Run `selfcare WORDS…`; returns the exit code. Nothing is raised."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = dispatch(words)
        sys.stdout.flush()
    except SelfcareError as error:
        say(str(error))
        code = error.exit_code
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = leave_quietly()
    except SystemExit as leaving:  # argparse, after --help
        code = leaving.code if isinstance(leaving.code, int) else 0
    except Exception as error:
        code = report_bug(error)
    return code


def dispatch(words: list[str]) -> int:
    """Find the command and run it."""
    if not words:
        return start_app()
    name, *rest = words
    if name in ("-h", "--help", "help"):
        sys.stdout.write(overview())
        return 0
    if name == "--version":
        sys.stdout.write(versions() + "\n")
        return 0
    return run(find(name), rest)


def run(command: Command, words: list[str]) -> int:
    """Parse the words of one command and carry it out; a command may have a short way that needs no parser."""
    module = import_module(f"selfcare.cli.{command.module}")
    if hasattr(module, "run_short") and module.run_short(words):
        return 0
    from selfcare.cli.parsing import parser

    reads = parser(command.name, command.sentence, module.EXAMPLES)
    module.configure(reads)
    code: int = module.run(reads.parse_args(words))
    return code


def find(name: str) -> Command:
    """The command called `name`. Raises `UsageError` with the nearest one."""
    for command in COMMANDS:
        if command.name == name:
            return command
    from difflib import get_close_matches

    from selfcare.core.text import plain

    near = get_close_matches(name, [command.name for command in COMMANDS], n=1)
    shown = plain(name)
    raise UsageError(
        f"there is no command '{shown}'; did you mean 'selfcare {near[0]}'?"
        if near
        else f"there is no command '{shown}'; 'selfcare --help' lists them"
    )


def start_app() -> int:
    """The app at Today; without a terminal, what `today` prints."""
    from selfcare.cli import app

    return app.start()


def overview() -> str:
    """What `selfcare --help` prints."""
    width = max(len(command.name) for command in COMMANDS)
    lines = [
        "usage: selfcare [COMMAND] [--help] [--version]",
        "",
        "Guided self-care and session preparation. Without a command the app opens at Today.",
        "",
        "commands:",
        *(f"  {command.name:<{width}}  {command.sentence}" for command in COMMANDS),
        "",
        "examples:",
        "  selfcare use acupuncture-prep",
        '  selfcare appointment add "tomorrow 14:30"',
        "",
        "It reminds and records. It does not diagnose or treat.",
    ]
    return "\n".join(lines) + "\n"


def versions() -> str:
    """Our version, and those of what we stand on."""
    import platform
    from importlib.metadata import version

    from selfcare import __version__
    from selfcare.journal import sqlite_version

    return (
        f"selfcare {__version__} (Python {platform.python_version()}, "
        f"Textual {version('textual')}, SQLite {sqlite_version()})"
    )


def say(sentence: str) -> None:
    """Talk goes to stderr, and never holds what a terminal would act on."""
    from selfcare.core.text import plain

    if sys.stderr is not None:
        sys.stderr.write(f"selfcare: {plain(sentence, multiline=True)}\n")


def leave_quietly() -> int:
    """Nobody reads standard output any more; close it so that the interpreter does not complain on its way out."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return BROKEN_PIPE


def report_bug(error: Exception) -> int:
    """Write where it happened, without any values, to a file under the state directory, and say so."""
    from selfcare.cli.crash import write_crash

    place = write_crash(error)
    kept = f"; where it happened is in {place}" if place else ""
    say(f"something went wrong inside selfcare ({type(error).__name__}){kept}. What was saved is safe")
    return BUG
