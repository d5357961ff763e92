"""`selfcare restore`: put a copy in the place of the journal, after showing what that changes and asking."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from selfcare.cli.backup import size
from selfcare.cli.streams import say, tell
from selfcare.core.spelled import counted

if TYPE_CHECKING:
    from datetime import datetime

    from selfcare.journal.restore import Change, Extent, Ready

EXAMPLES = ("selfcare restore", "selfcare restore 2026-12-03 --yes")


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    parser.add_argument(
        "file", metavar="COPY", nargs="?", help="a day or a name from the list, or a file; otherwise the list is shown"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(arguments: Namespace) -> int:
    """List the copies, or restore one; 1 when it was not wanted."""
    from selfcare.cli.asking import agreed
    from selfcare.cli.clock import system_clock
    from selfcare.cli.compose import preference
    from selfcare.cli.places import places
    from selfcare.journal import restore

    directory, now = places().data, system_clock(preference("zone")).now()
    if arguments.file is None:
        return _list(directory, now)
    file = _found(directory, arguments.file)
    with restore.ready(directory, file) as ready:
        change = restore.change(directory, ready)
        _tell(file, ready, change, now)
        if not agreed("Put the copy in the place of the journal?", yes=arguments.yes):
            return 1
        kept = restore.put(directory, ready, now)
    tell(f"restored {counted(ready.extent.events, 'event')}")
    if kept:
        back = f"; `selfcare restore {Path(kept).name}` goes back to it" if change else ""
        say(f"the journal of before is kept as {kept}{back}")
    return 0


def _list(directory: str, now: datetime) -> int:
    """Every copy in a line, the newest first."""
    from selfcare.journal.backup import every_copy
    from selfcare.journal.place import Place

    copies = every_copy(Place(directory))
    if not copies:
        say("there are no copies yet; `selfcare backup` makes one")
    width = max((len(each.name) for each in copies), default=0)
    for each in copies:
        tell(f"{each.day}  {each.name:<{width}}  {size(each.bytes):>8}  {_going(each.path, now)}")
    return 0


def _going(path: str, now: datetime) -> str:
    from selfcare.errors import StorageError
    from selfcare.journal.restore import extent

    try:
        return _far(extent(path), now)
    except StorageError:
        return "cannot be read"


def _far(extent: Extent, now: datetime) -> str:
    """`140 events, the newest entry Thu 3 Dec 10:42 (pain)`."""
    from selfcare.core import words

    events = counted(extent.events, "event")
    if extent.newest is None:
        return events
    about = extent.newest.about.astimezone(now.tzinfo)
    name = extent.newest.path.rpartition(".")[2]
    return f"{events}, the newest entry {words.day(about.date(), now.date())} {words.clock_time(about)} ({name})"


def _found(directory: str, name: str) -> str:
    """The file meant: one that is there, else a copy of that name or day."""
    from selfcare.journal.backup import every_copy
    from selfcare.journal.place import Place

    if Path(name).exists():
        return name
    for each in every_copy(Place(directory)):
        if name in (each.name, each.day.isoformat() if each.why == "day" else ""):
            return each.path
    return name


def _tell(file: str, ready: Ready, change: Change | None, now: datetime) -> None:
    """What is there, and what would come and go."""
    from selfcare.cli.places import places
    from selfcare.journal.place import Place

    tell(f"the copy     {_far(ready.extent, now)}; {file}")
    if change is not None:
        tell(
            f"the journal  {_far(change.here, now)}",
            f"comes back   {counted(change.comes, 'event')} that only the copy holds",
            f"goes         {counted(change.goes, 'event')} that only the journal holds",
            "The journal of now is kept among the copies.",
        )
    elif Place(places().data).is_begun:
        tell(
            "the journal  cannot be read, so what it holds is not known",
            "What there is of it is kept among the copies.",
        )
    else:
        tell("the journal  none yet")
