"""`selfcare backup`: a copy of the journal, checked throughout and durable before it is said to be one."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from selfcare.cli.streams import say, tell
from selfcare.core.spelled import counted

EXAMPLES = ("selfcare backup", "selfcare backup my-copy.db")


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument(
        "file", metavar="FILE", type=Path, nargs="?", help="where to; otherwise among the copies that selfcare keeps"
    )
    parser.add_argument("--force", action="store_true", help="replace the file if there is one")


def run(arguments: Namespace) -> int:
    """Make it, and say where it is and how large."""
    from selfcare.cli.clock import system_clock
    from selfcare.cli.compose import preference
    from selfcare.cli.places import places
    from selfcare.journal.backup import on_demand
    from selfcare.share import outfile

    today = system_clock(preference("zone")).now().date()
    path = arguments.file
    if path is None:
        made, events = on_demand(places().data, today)
        path = Path(made)
    else:
        with outfile.beside(path, force=arguments.force) as temporary:
            _, events = on_demand(places().data, today, os.fspath(temporary))
    tell(f"copied {counted(events, 'event')} to {path} ({size(path.stat().st_size)})")
    if arguments.file is not None:
        say("selfcare does not keep track of this one: `selfcare forget` cannot reach it")
    return 0


def size(octets: int) -> str:
    """`40 KiB`, `1.2 MiB`, `31 GiB`."""
    if octets < 1 << 20:
        return f"{octets / 1024:.0f} KiB"
    return f"{octets / (1 << 20):.1f} MiB" if octets < 10 << 30 else f"{octets >> 30} GiB"
