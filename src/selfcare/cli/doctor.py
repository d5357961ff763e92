"""`selfcare doctor`: where everything is, whether the journal is whole, what this terminal can do. Changes nothing."""

from __future__ import annotations

import os
import shutil
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from selfcare.cli.streams import say, tell
from selfcare.errors import StorageError

if TYPE_CHECKING:
    from datetime import date

    from selfcare.journal.integrity import Health

EXAMPLES = ("selfcare doctor", "selfcare doctor --verify")


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument("--verify", action="store_true", help="read every page and every event, of the copies too")
    parser.add_argument("--sound", action="store_true", help="let a breath and a bell be heard, and tell what played")


def run(arguments: Namespace) -> int:
    """Print the facts; 3 if something is wrong."""
    from selfcare.cli import listening
    from selfcare.cli.clock import system_clock
    from selfcare.cli.main import versions
    from selfcare.cli.marks import damaged
    from selfcare.cli.places import places, practices, state
    from selfcare.cli.preferences import FilePreferences
    from selfcare.core.spelled import counted
    from selfcare.journal.integrity import examine

    here = places()
    preference = FilePreferences(here.preferences).get
    today = system_clock(str(preference("zone"))).now().date()
    health = examine(here.data, verify=arguments.verify, today=today)
    findings = [*health.findings, *_about_settings(here.preferences)]
    events = counted(health.events or 0, "event")
    size = "none yet" if health.bytes is None else f"{health.bytes / 1024:.0f} KiB, {events}"
    depth = "every page and event was read" if arguments.verify else "--verify reads every page and event"
    facts = {
        "version": versions(),
        "journal": health.file,
        "size": size,
        "for": _readers(health.mode),
        "copies": _copies(health, today),
        "free": _free(here.data),
        "settings": here.preferences,
        "state": state(),
        "cache": here.cache,
        **_terminal(),
        "sound": listening.what_plays(preference),
        "health": "not whole, see below" if findings else f"whole; {depth}",
    }
    width = max(len(name) for name in facts)
    tell(*(f"{name:<{width}}  {fact}" for name, fact in facts.items()))
    for finding in findings:
        say(finding)
    for path in damaged(practices()):
        say(f"what was kept of a practice cannot be read; it was set aside as {path}, which can be removed")
    if arguments.sound:
        listening.listen(here.cache, preference)
    return StorageError.exit_code if findings else 0


def _about_settings(path: str) -> list[str]:
    """Why the preferences cannot be read, if so; the app does without them then."""
    from selfcare.planfile import config

    try:
        config.read(Path(path))
    except StorageError as error:
        return [str(error)]
    return []


def _copies(health: Health, today: date) -> str:
    """`3 (120 KiB), the last of 2026-12-03, today`."""
    from selfcare.cli.backup import size

    if not health.last_copy:
        return f"{health.copies}, none of a day yet" if health.copies else "none yet"
    days = (today - health.last_copy).days
    age = "today" if days <= 0 else "yesterday" if days == 1 else f"{days} days ago"
    return f"{health.copies} ({size(health.copies_bytes)}), the last of {health.last_copy}, {age}"


def _free(directory: str) -> str:
    """Room on the disk of the journal, or of where it will be."""
    from selfcare.cli.backup import size

    path = Path(directory)
    there = next((each for each in (path, *path.parents) if each.is_dir()), None)
    try:
        return f"{size(shutil.disk_usage(there).free)} on that disk" if there else "not known"
    except OSError:
        return "not known"


def _readers(mode: int | None) -> str:
    if mode is None:
        return "nobody yet"
    return "you alone" if not mode & 0o077 else f"others too (mode {mode:o})"


def _terminal() -> dict[str, str]:
    """What the faces go by."""
    from selfcare.cli.terminal import is_full_screen, is_terminal

    size = shutil.get_terminal_size()
    here = f"{os.environ.get('TERM') or 'TERM is not set'}, {size.columns}x{size.lines}" if is_terminal() else "none"
    return {
        "terminal": f"{here}, {sys.stdout.encoding}",
        "face": "full screen" if is_full_screen() else "plain lines",
        "colours": _colours(),
    }


def _colours() -> str:
    if os.environ.get("NO_COLOR"):
        return "none (NO_COLOR)"
    return os.environ.get("COLORTERM") or "as the terminal says"
