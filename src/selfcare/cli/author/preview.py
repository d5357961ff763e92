"""`selfcare plan preview`: the app on a plan while it is written, with what is wrong beside it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from selfcare.errors import UsageError

if TYPE_CHECKING:
    from selfcare.cli.clock import SystemClock
    from selfcare.planfile.stages import Checked

EXAMPLES = (
    "selfcare plan preview my-plan.toml",
    'selfcare plan preview my-plan.toml --appointment "fri 14:30" --zone Europe/Vienna',
)


def configure(parser: ArgumentParser) -> None:
    """The words of this act."""
    parser.add_argument("file", metavar="FILE", help="a plan's file, or the id of a plan of the library")
    parser.add_argument("--appointment", metavar="TIME", help='when the visit is, as "fri 14:30" (default: in 4 hours)')
    parser.add_argument("--zone", metavar="ZONE", help="where it takes place, as Europe/Vienna")
    parser.add_argument("--language", metavar="TAG", default="", help="show a translation, as fr or fr-CA")
    parser.add_argument("--linear", action="store_true", help="not possible here: it says what is")


def run(arguments: Namespace) -> int:
    """Open the preview; returns its exit code."""
    from selfcare.cli.terminal import is_full_screen

    if arguments.linear or not is_full_screen():
        raise UsageError(
            "the preview needs a whole terminal to paint on; "
            "`selfcare plan check` and `selfcare plan simulate` say the same in lines"
        )
    return _open(arguments)


def _open(arguments: Namespace) -> int:
    from selfcare.cli.author.pretend import TravellingClock, world
    from selfcare.cli.author.source import FileSource, ShippedSource
    from selfcare.cli.shelf import is_path
    from selfcare.core import when
    from selfcare.core.preview import LEAD, Stretch
    from selfcare.tui.preview import show

    system = _clock(arguments.zone)
    stretch = Stretch.around(appointment(arguments.appointment, system.now()))
    clock = TravellingClock(when.earlier(stretch.appointment, LEAD), system.monotonic)
    env, shelf = world(clock, stretch, arguments.language)
    shelf.always_visits = arguments.appointment is not None

    def take(checked: Checked) -> None:
        if checked.closure is not None and checked.plan is not None:
            shelf.take(checked.closure, checked.plan)

    zone = system.now().tzinfo
    source = (
        FileSource(Path(arguments.file), zone, take)
        if is_path(arguments.file)
        else ShippedSource(arguments.file, zone, take)
    )
    return show(env, clock, source, stretch)


def _clock(zone: str | None) -> SystemClock:
    from selfcare.cli.clock import SystemClock, system_clock, zone_of

    named = zone_of(zone or "")
    if zone is not None and named is None:
        raise UsageError(f"there is no zone '{zone}'; write one as Europe/Vienna or America/Los_Angeles")
    here = system_clock(zone or "")
    return here if named is None else SystemClock(named, here.now().astimezone(named))


def appointment(typed: str | None, now: datetime) -> datetime:
    """When the visit is: as typed, else in four hours, at the quarter of an hour before that. Raises `UsageError`."""
    if typed is not None:
        from selfcare.core.typed import instant

        return instant(typed, now)
    from selfcare.core import when
    from selfcare.core.preview import LEAD

    later = when.later(now, LEAD)
    return later.replace(minute=later.minute // 15 * 15, second=0, microsecond=0)
