"""`selfcare plan handout`: a plan on paper, with the clock times of an appointment."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

EXAMPLES = (
    'selfcare plan handout acupuncture-prep --appointment "tomorrow 14:30" -o visit.html',
    "selfcare plan handout --format text acupuncture-prep",
)


def configure(parser: ArgumentParser) -> None:
    """The words of this act."""
    from selfcare.core.regions import REGIONS

    parser.add_argument("plan", metavar="PLAN", help="a plan's file, or the id of a plan of the library")
    parser.add_argument("--appointment", metavar="TIME", help='clock times for this one, as "2026-12-03 14:30"')
    parser.add_argument(
        "--region",
        choices=list(REGIONS),
        type=str.casefold,
        help="whose emergency numbers (default: of the plan's region, else of the one chosen in Settings)",
    )
    parser.add_argument(
        "--format", choices=["html", "text"], help="a page to print, or plain text (what -o says; text on a terminal)"
    )
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="write to a file that only you can read")
    parser.add_argument("--force", action="store_true", help="replace the file if there is one")


def run(arguments: Namespace) -> int:
    """Print or write the page."""
    from selfcare.cli.author.versions import as_written
    from selfcare.cli.compose import environment
    from selfcare.cli.export import as_bytes_of_the_format
    from selfcare.cli.streams import say
    from selfcare.core import regions, typed
    from selfcare.core.handout import handout
    from selfcare.share import handout_html, handout_text, outfile

    plan = as_written(arguments.plan)
    with environment() as env:
        now = env.clock.now()
        starts = None if arguments.appointment is None else typed.instant(arguments.appointment, now)
        region = regions.known(arguments.region or "", plan.region, regions.of(env.shelf.cautions()))
        page = handout(plan, starts, hours=env.preferences.hours, region=region)
    as_html = _format(arguments) == "html"
    pieces = handout_html.html(page) if as_html else (f"{line}\n" for line in handout_text.lines(page))
    if arguments.output:
        outfile.write(arguments.output, pieces, force=arguments.force)
        say(f"wrote {arguments.output}" + ("; open it in a browser to print it" if as_html else ""))
    else:
        as_bytes_of_the_format(sys.stdout).writelines(pieces)
    for sentence in _beside(starts, now, region):
        say(sentence)
    return 0


def _beside(starts: datetime | None, now: datetime, region: str) -> Iterator[str]:
    """What its maker should know before it is printed."""
    from selfcare.core import when
    from selfcare.core.regions import REGIONS

    if starts and when.utc(starts) < when.utc(now):
        yield f"{starts:%Y-%m-%d %H:%M} is in the past; the page is for that day all the same"
    if not region:
        first, *others = REGIONS
        yield f"the page names no emergency number; --region {first} puts them there, or {', '.join(others)}"


def _format(arguments: Namespace) -> str:
    """What was asked for; else what the file's name says; else text for a reader and HTML for a program."""
    if arguments.format:
        return str(arguments.format)
    if arguments.output:
        return "text" if arguments.output.suffix.casefold() in (".txt", ".md", "") else "html"
    return "text" if sys.stdout.isatty() else "html"
