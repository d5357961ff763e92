"""The one way in and out: finds the command, runs it, turns every error into a sentence and an exit code."""

from __future__ import annotations

import sys
from errno import EIO
from importlib import import_module

from selfcare.cli.streams import let_go, prepare, say
from selfcare.cli.table import COMMANDS, Command
from selfcare.errors import SelfcareError, StorageError, UsageError, reason

TYPE_CHECKING = False  # `typing` would cost a quick entry two milliseconds
if TYPE_CHECKING:
    from collections.abc import Callable

INTERRUPTED = 130
"""128 + SIGINT."""
BROKEN_PIPE = 141
"""128 + SIGPIPE: whoever read our output has left."""
HUNG_UP = 129
"""128 + SIGHUP: the terminal went away, also where nobody sends that."""
BUG = 70
STDOUT = 1
"""The file handle."""


def main(words: list[str]) -> int:
    """Run `selfcare WORDS…`; returns the exit code. Nothing is raised."""
    prepare()
    code = carried_out(lambda: dispatch(words))
    return carried_out(flush) or code


def carried_out(act: Callable[[], int]) -> int:
    """The exit code of `act`, whatever happens in it; of what went wrong a sentence is said."""
    try:
        return act()
    except SelfcareError as error:
        say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        let_go(STDOUT)
        return BROKEN_PIPE
    except OSError as error:
        let_go(STDOUT)
        if error.errno == EIO and not error.filename:
            return HUNG_UP
        say(f"{error.filename or 'what goes in or out'} cannot be used ({reason(error)}); what was saved stays saved")
        return StorageError.exit_code
    except SystemExit as leaving:  # argparse, after --help
        return leaving.code if isinstance(leaving.code, int) else 0
    except Exception as error:
        return report_bug(error)


def flush() -> int:
    """Hand over what was printed while a failure can still be told."""
    sys.stdout.flush()
    return 0


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
    code: int = module.run(reads.read(words))
    return code


def find(name: str) -> Command:
    """The command called `name`. Raises `UsageError` with the nearest one."""
    for command in COMMANDS:
        if command.name == name:
            return command
    from difflib import get_close_matches

    near = get_close_matches(name, [command.name for command in COMMANDS], n=1)
    advice = f"did you mean 'selfcare {near[0]}'?" if near else "'selfcare --help' lists them"
    raise UsageError(f"there is no command '{name}'; {advice}")


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
        "It reminds and records. It does not diagnose or treat.",
        "Practitioners who write a plan for others begin with 'selfcare plan new'.",
        "",
        "examples:",
        "  selfcare use acupuncture-prep",
        '  selfcare appointment add "tomorrow 14:30"',
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


def report_bug(error: Exception) -> int:
    """Write where it happened, without any values, to a file under the state directory, and say so."""
    from selfcare.cli.crash import write_crash

    place = write_crash(error)
    kept = f"; where it happened is in {place}" if place else ""
    say(f"something went wrong inside selfcare ({type(error).__name__}){kept}. What was saved is safe")
    return BUG
