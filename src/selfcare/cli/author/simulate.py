"""`selfcare plan simulate`: the whole course of a plan as a timeline, without waiting."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime, tzinfo

    from selfcare.core.hours import Hours
    from selfcare.core.plan import Plan, ScriptedAnswer
    from selfcare.core.question import Value
    from selfcare.core.simulation.happening import Timeline
    from selfcare.core.simulation.persona import Persona
    from selfcare.core.simulation.setup import Setup
    from selfcare.planfile.closure import Closure

EXAMPLES = (
    'selfcare plan simulate acupuncture-prep --appointment "2026-12-03 14:30" --width 60',
    "selfcare plan simulate aftercare --persona night-shift --format html",
)
MOST_VISITS = 60
MOST_DAYS = 400


def configure(parser: ArgumentParser) -> None:
    """The words of this act."""
    add = parser.add_argument
    add("file", metavar="FILE", nargs="?", help="a plan's file, or the id of a plan of the library")
    add(
        "--appointment",
        metavar="TIME",
        action="append",
        default=[],
        help='when it is, as "2026-12-03 14:30"; again for each further one (a week from today at 14:30)',
    )
    add("--visits", metavar="N", type=int, help="so many appointments, as far apart as [course] says (else 7d)")
    add("--zone", metavar="ZONE", help="where the person lives, as Europe/Paris (here)")
    add("--set", metavar="NAME=VALUE", action="append", default=[], help="choose a setting of the plan, or a caution")
    add("--answers", metavar="FILE", type=Path, help="what is answered, and when: [[answers]], as in a [[test]]")
    add("--persona", metavar="NAME", default="steady", help="who lives through it; `--persona list` tells of them")
    add("--from", dest="start", metavar="DAY", help="when the plan is taken up (when the first thing opens)")
    add("--days", metavar="N", type=int, help="for so many days (until the last thing closes)")
    add(
        "--format", choices=["text", "json", "html"], default="text", help="text, one JSON document, or a page to print"
    )
    add("--width", metavar="N", type=int, help="columns of the text, from 40 to 120 (those of the terminal)")
    add("-o", "--output", metavar="FILE", type=Path, help="write to a file")
    add("--force", action="store_true", help="replace the file if there is one")


def run(arguments: Namespace) -> int:
    """Play the plan through and print what happens; 1 when the plan or the answers have errors."""
    from selfcare.cli.streams import tell
    from selfcare.core.simulation.course import simulate
    from selfcare.core.simulation.persona import PERSONAS
    from selfcare.errors import UsageError

    if arguments.persona == "list":
        room = max(map(len, PERSONAS))
        tell(*(f"{each.name.ljust(room)}  {each.sentence}" for each in PERSONAS.values()))
        return 0
    if arguments.file is None:
        raise UsageError("FILE is missing; name a plan's file, or a plan of the library such as acupuncture-prep")
    _check_numbers(arguments)
    closure = _closure(arguments.file)
    plan, cautions = _plan(closure, arguments.set)
    answers = _answers(arguments.answers, closure)
    if answers is None:
        return 1
    setup, note = _setup(plan, cautions, answers, arguments)
    timeline = simulate(setup)
    lines = _lines(timeline, arguments, note)
    if arguments.output is not None:
        from selfcare.share import outfile

        outfile.write(arguments.output, lines, force=arguments.force)
    else:
        sys.stdout.writelines(lines)
    return 0


def _check_numbers(arguments: Namespace) -> None:
    from selfcare.errors import UsageError

    for name, given, least, most in (
        ("--visits", arguments.visits, 1, MOST_VISITS),
        ("--days", arguments.days, 1, MOST_DAYS),
        ("--width", arguments.width, 40, 120),
    ):
        if given is not None and not least <= given <= most:
            raise UsageError(f"{name} goes from {least} to {most}")
    if len(arguments.appointment) > MOST_VISITS:
        raise UsageError(f"a course has at most {MOST_VISITS} appointments")
    if len(arguments.appointment) > 1 and arguments.visits is not None:
        raise UsageError("--visits counts from one appointment; leave it out, or give one --appointment")


def _closure(name: str) -> Closure:
    from selfcare import planfile
    from selfcare.cli.shelf import is_path

    return planfile.closure_of_file(Path(name)) if is_path(name) else planfile.closure_of_shipped(name)


def _plan(closure: Closure, given: Sequence[str]) -> tuple[Plan, Mapping[str, Value]]:
    """The plan with what was chosen, and what was said about oneself. Raises `PlanError`, `UsageError`."""
    from selfcare import planfile

    plan = planfile.load(closure.files, closure.root)
    if not given:
        return plan, {}
    choices, cautions = planfile.split_settings(dict(_choice(plan, pair) for pair in given))
    return (planfile.load(closure.files, closure.root, choices) if choices else plan), cautions


def _choice(plan: Plan, pair: str) -> tuple[str, Value]:
    """`caffeine=4h`, `pregnant=yes`. Raises `UsageError`."""
    from selfcare.core.cautions import TEXTS
    from selfcare.core.question import listed, nearest
    from selfcare.core.text import plain
    from selfcare.errors import UsageError
    from selfcare.planfile import choices

    name, sign, value = (part.strip() for part in plain(pair).partition("="))
    if not sign:
        raise UsageError("--set takes NAME=VALUE, such as --set caffeine=4h")
    if name in plan.settings:
        return name, choices.accept(plan.settings[name], value)
    if name in TEXTS:
        if value not in ("yes", "no"):
            raise UsageError(f"{name} takes yes or no")
        return name, value == "yes"
    if name == "region":
        return name, value
    known = [*plan.settings, *TEXTS, "region"]
    near = nearest(name, known)
    raise UsageError(
        f"'{plan.id}' has no setting of that name; it has {listed(known)}" + (f"; did you mean {near}?" if near else "")
    )


def _answers(path: Path | None, closure: Closure) -> Sequence[ScriptedAnswer] | None:
    """The scripted answers; None if they have errors, which are told."""
    if path is None:
        return ()
    from selfcare import planfile

    given, problems, texts = planfile.answers(path, closure)
    if any(problem.severity == "error" for problem in problems):
        sys.stdout.write(planfile.as_text(problems, texts))
        return None
    return given


def _setup(
    plan: Plan, cautions: Mapping[str, Value], answers: Sequence[ScriptedAnswer], arguments: Namespace
) -> tuple[Setup, str]:
    """What is to be played, and what was taken for granted."""
    from selfcare.core.simulation.setup import USUAL_TIME, Setup, bounds

    who = _persona(arguments.persona)
    now = _now(arguments.zone)
    visits, note = _visits(plan, arguments, now)
    visits, near = _on_a_change(who, visits, now)
    if note and who.change in ("forward", "back"):
        note = f"no --appointment was given: {USUAL_TIME:%H:%M} on the day of the change is taken"
    starts, ends = bounds(plan, visits, near, arguments.days, answers)
    if arguments.start is not None:
        starts = _start(arguments.start, now)
        ends = bounds(plan, (), starts, arguments.days)[1] if arguments.days or not visits else ends
    return Setup(plan, starts, ends, visits, who, cautions, tuple(answers)), note


def _persona(name: str) -> Persona:
    from selfcare.core.question import nearest
    from selfcare.core.simulation.persona import PERSONAS
    from selfcare.core.text import plain
    from selfcare.errors import NotFoundError

    if name not in PERSONAS:
        near = nearest(name, PERSONAS)
        advice = f"did you mean '{near}'?" if near else "`--persona list` tells of them"
        raise NotFoundError(f"there is no persona '{plain(name[:40])}'; {advice}")
    return PERSONAS[name]


def _now(zone: str | None) -> datetime:
    from selfcare.cli.clock import system_clock, zone_of
    from selfcare.cli.compose import preference
    from selfcare.core.grammar import quoted
    from selfcare.errors import UsageError

    now = system_clock(preference("zone")).now()
    if zone is None:
        return now
    found: tzinfo | None = zone_of(zone)
    if found is None:
        raise UsageError(f"{quoted(zone)} is not a time zone; write a name such as Europe/Paris or UTC")
    return now.astimezone(found)


def _visits(plan: Plan, arguments: Namespace, now: datetime) -> tuple[tuple[datetime, ...], str]:
    """When the appointments are, and what was taken for granted."""
    from datetime import UTC, timedelta

    from selfcare.core import typed, when, words
    from selfcare.core.simulation.setup import USUAL_AHEAD, USUAL_TIME, series, waits_for

    if len(arguments.appointment) > 1:
        given = [typed.instant(text, now) for text in arguments.appointment]
        return tuple(sorted(given, key=when.utc)), ""
    if arguments.appointment:
        return series(plan, typed.instant(arguments.appointment[0], now), arguments.visits), ""
    if not waits_for(plan) and arguments.visits is None:
        return (), ""
    first = when.local(now.date() + timedelta(days=USUAL_AHEAD), USUAL_TIME, now.tzinfo or UTC)
    shown = f"{words.day(first.date())} {words.clock_time(first, _hours())}"
    return series(plan, first, arguments.visits), f"no --appointment was given: {shown} is taken, a week from today"


def _on_a_change(who: Persona, visits: tuple[datetime, ...], now: datetime) -> tuple[tuple[datetime, ...], datetime]:
    """The appointments with the first on a day on which the clocks change, if that is who lives through it."""
    from datetime import UTC, timedelta

    from selfcare.core import when
    from selfcare.core.simulation.setup import change_day
    from selfcare.errors import UsageError

    if who.change not in ("forward", "back"):
        return visits, now
    first = visits[0] if visits else now
    found = change_day(first, forward=who.change == "forward")
    if found is None:
        raise UsageError(
            f"the clocks of {first.tzinfo} never go {who.change}; name a zone, such as --zone Europe/Paris"
        )
    if not visits:
        return (), found - timedelta(days=2)
    away = found.date() - first.date()
    moved = (when.local(each.date() + away, each.time(), each.tzinfo or UTC) for each in visits)
    return tuple(moved), now


def _start(text: str, now: datetime) -> datetime:
    """The beginning of a day. Raises `UsageError`."""
    from datetime import UTC, time

    from selfcare.core import typed, when
    from selfcare.core.grammar import quoted
    from selfcare.errors import UsageError

    try:
        found = typed.instant(text if ":" in text else f"{text} 12:00", now)
    except UsageError:
        raise UsageError(f"{quoted(text)} is not a day; write 2026-12-01, today or fri after --from") from None
    return when.local(found.date(), time(), now.tzinfo or UTC)


def _lines(timeline: Timeline, arguments: Namespace, note: str) -> Iterable[str]:
    if arguments.format == "json":
        import json

        from selfcare.share.timeline_json import as_json

        return [json.dumps(as_json(timeline), indent=2) + "\n"]
    if arguments.format == "html":
        from selfcare.share.timeline_html import as_html

        return as_html(timeline, hours=_hours(), note=note)
    from selfcare.share.timeline_text import as_text

    return [f"{line}\n" for line in as_text(timeline, arguments.width or _columns(), hours=_hours(), note=note)]


def _columns() -> int:
    import shutil

    return shutil.get_terminal_size((80, 24)).columns


def _hours() -> Hours:
    """How times are written here."""
    from selfcare.cli.places import places
    from selfcare.cli.preferences import FilePreferences

    return FilePreferences(places().preferences).hours
