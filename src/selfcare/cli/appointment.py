"""`selfcare appointment`: the anchor of everything."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selfcare.core.ledger import Appointment
    from selfcare.core.ports import Env

EXAMPLES = (
    'selfcare appointment add "tomorrow 14:30" --plan acupuncture-prep',
    "selfcare appointment list",
)
LISTED_BEFORE = timedelta(days=14)
"""`list` shows past appointments for as long as something about them may still be open."""


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    from selfcare.cli.parsing import Parser

    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT", parser_class=Parser)
    add = acts.add_parser("add", help="make an appointment")
    add.add_argument("time", metavar="TIME", help='"2026-12-03 14:30", "14:30", "tomorrow 2:30 pm", "fri 14:30"')
    add.add_argument("--plan", metavar="PLAN", help="for this plan only")
    add.add_argument("--with", dest="practitioner", metavar="NAME", default="", help="whom you will see")
    add.add_argument("--lasts", metavar="LENGTH", help="how long it lasts, as 50m; otherwise as the plan says")
    add.add_argument("--series", action="store_true", help="several, one after the other")
    add.add_argument("--every", metavar="SPAN", default="7d", help="with --series: how far apart (7d)")
    add.add_argument("--count", metavar="N", type=int, help="with --series: how many (as the plan says, else 6)")
    acts.add_parser("list", help="those that stand, and those just past")
    move = acts.add_parser("move", help="give it another time")
    move.add_argument("time", metavar="TIME", help="the new time")
    for name, sentence in (("cancel", "it will not take place"), ("done", "it took place")):
        acts.add_parser(name, help=sentence)
    for name in ("move", "cancel", "done"):
        acts.choices[name].add_argument(
            "appointment",
            metavar="APPOINTMENT",
            nargs="?",
            help="the ending of its id; otherwise the next one",
        )


def run(arguments: Namespace) -> int:
    """Carry out one act."""
    from selfcare.cli.compose import environment

    with environment() as env:
        if arguments.act == "add":
            _add(env, arguments)
        elif arguments.act == "list":
            _list(env)
        else:
            _change(env, arguments)
        env.glance.refresh()
    return 0


def _add(env: Env, arguments: Namespace) -> None:
    from selfcare.core import acts, typed
    from selfcare.core.text import plain

    now = env.clock.now()
    starts = typed.instant(arguments.time, now)
    if starts <= now:
        _refuse_past(starts)
    lasts = typed.seconds(arguments.lasts) if arguments.lasts else None
    plan = env.shelf.open(arguments.plan) if arguments.plan else None
    if plan is not None and plan.id not in {used.plan.id for used in env.shelf.in_use()}:
        env.shelf.use(arguments.plan)
    times = _series(arguments, starts, plan.course.visits if plan and plan.course else None)
    course = env.journal.new_id() if arguments.series else ""
    made = [
        acts.make_appointment(
            time,
            acts.stamp(env),
            lasts=lasts,
            practitioner=plain(arguments.practitioner),
            plan=plan.id if plan else "",
            course=course,
            number=number if course else None,
        )
        for number, time in enumerate(times, 1)
    ]
    env.journal.append(*made)
    for event, time in zip(made, times, strict=True):
        print(f"saved {event.id}  {_shown(env, time)}")
    if not any(used.plan.checklists for used in env.shelf.in_use()):
        print("no plan in use has a checklist for it; `selfcare use acupuncture-prep` takes one up")


def _series(arguments: Namespace, first: datetime, visits: int | None) -> Sequence[datetime]:
    """The visits' times: the same clock time where the span is in days. Raises `UsageError`."""
    from selfcare.core import grammar, when
    from selfcare.errors import UsageError

    if not arguments.series:
        return (first,)
    count = arguments.count if arguments.count is not None else visits or 6
    if not 1 <= count <= 60:
        raise UsageError("a series has 1 to 60 visits; give --count a number in that range")
    try:
        apart = grammar.span(arguments.every)
    except grammar.GrammarError as error:
        raise UsageError(f"--every: {error}; write 7d or 3d") from None
    if not (apart.days or apart.seconds):
        raise UsageError("--every: visits need some time between them; write 7d or 3d")
    times = [first]
    while len(times) < count:
        times.append(when.later(times[-1], apart))
    return times


def _list(env: Env) -> None:
    shown = [one for one in _appointments(env) if one.starts > env.clock.now() - LISTED_BEFORE]
    if not shown:
        print('no appointments; `selfcare appointment add "tomorrow 14:30"` makes one')
    for one in shown:
        status = "" if one.status == "standing" else f"  {one.status}"
        who = f"  with {one.practitioner}" if one.practitioner else ""
        print(f"{one.id[-8:]}  {_shown(env, one.starts)}{who}{status}")


def _change(env: Env, arguments: Namespace) -> None:
    from selfcare.core import acts, typed

    appointment = _find(env, arguments.appointment)
    if arguments.act == "move":
        now = env.clock.now()
        starts = typed.instant(arguments.time, now)
        if starts <= now:
            _refuse_past(starts)
        event = acts.move(appointment, starts, acts.stamp(env))
        told = f"moved to {_shown(env, starts)}"
    elif arguments.act == "cancel":
        event = acts.cancel(appointment, acts.stamp(env))
        told = f"cancelled: {_shown(env, appointment.starts)}"
    else:
        event = acts.finish(appointment, acts.stamp(env))
        told = f"done: {_shown(env, appointment.starts)}"
    env.journal.append(event)
    print(f"saved {event.id}  {told}")


def _find(env: Env, ending: str | None) -> Appointment:
    """The appointment whose id ends so; without an ending the next one, or the one just past."""
    from selfcare.errors import NotFoundError

    standing = [one for one in _appointments(env) if one.status == "standing"]
    if ending:
        found = [one for one in standing if one.id.endswith(ending)]
        if len(found) != 1:
            raise NotFoundError(f"no single appointment ends in '{ending}'; `selfcare appointment list` shows them")
        return found[0]
    now = env.clock.now()
    ahead = [one for one in standing if one.starts >= now] or standing[-1:]
    if not ahead:
        raise NotFoundError('there is no appointment; `selfcare appointment add "tomorrow 14:30"` makes one')
    return ahead[0]


def _appointments(env: Env) -> Sequence[Appointment]:
    from selfcare.core import ledger

    return ledger.appointments(env.journal.events(ledger.APPOINTMENT_KINDS))


def _shown(env: Env, time: datetime) -> str:
    from selfcare.core import words

    return f"{words.day(time.date())} {words.clock_time(time)}"


def _refuse_past(starts: datetime) -> None:
    from selfcare.errors import UsageError

    raise UsageError(f"{starts:%Y-%m-%d %H:%M} is in the past; an appointment needs a time to come")
