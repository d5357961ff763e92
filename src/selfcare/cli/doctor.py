"""`selfcare doctor`: where everything is, whether the journal is sound, what this terminal can do. Changes nothing."""

from __future__ import annotations

import os
import shutil
import sys
from argparse import ArgumentParser, Namespace

EXAMPLES = ("selfcare doctor", "selfcare doctor --verify")


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("--verify", action="store_true", help="read every page and every event of the journal")


def run(arguments: Namespace) -> int:
    """Print the facts; 3 if something is wrong."""
    from selfcare.cli.main import versions
    from selfcare.cli.places import places, state
    from selfcare.journal.integrity import examine

    here = places()
    health = examine(here.data, verify=arguments.verify)
    size = "none yet" if health.bytes is None else f"{health.bytes / 1024:.0f} KiB, {health.events or 0} events"
    facts = {
        "version": versions(),
        "journal": health.file,
        "size": size,
        "for": _readers(health.mode),
        "copies": f"{health.copies}, the last of {health.last_copy}" if health.last_copy else "none yet",
        "settings": here.preferences,
        "state": state(),
        "cache": here.cache,
        **_terminal(),
    }
    width = max(len(name) for name in facts)
    for name, fact in facts.items():
        print(f"{name:<{width}}  {fact}")
    for finding in health.findings:
        print(f"selfcare: {finding}", file=sys.stderr)
    depth = "every page and event was read" if arguments.verify else "--verify reads every page and event"
    print(f"{'sound':<{width}}  " + ("no, see above" if health.findings else f"yes; {depth}"))
    return 3 if health.findings else 0


def _readers(mode: int | None) -> str:
    if mode is None:
        return "nobody yet"
    return "you alone" if not mode & 0o077 else f"others too (mode {mode:o})"


def _terminal() -> dict[str, str]:
    """What the faces go by."""
    from selfcare.cli.terminal import is_full_screen

    size = shutil.get_terminal_size((0, 0))
    return {
        "terminal": f"TERM={os.environ.get('TERM', '')}, {size.columns}x{size.lines}, {sys.stdout.encoding}",
        "face": "full screen" if is_full_screen() else "plain lines",
        "colours": "none (NO_COLOR)"
        if os.environ.get("NO_COLOR")
        else os.environ.get("COLORTERM") or "as the terminal says",
        "bell": "the terminal's own",
    }


def _colours() -> str:
    if os.environ.get("NO_COLOR"):
        return "none (NO_COLOR)"
    return os.environ.get("COLORTERM") or "as the terminal says"
