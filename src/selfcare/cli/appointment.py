"""`selfcare appointment`: the anchor of everything."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from selfcare.cli.streams import say, tell

if TYPE_CHECKING:
    from selfcare.core.event import Event
    from selfcare.core.ledger import Appointment
    from selfcare.core.plan import Course, Plan
    from selfcare.core.ports import Env

EXAMPLES = (
    'selfcare appointment add "tomorrow 14:30" --plan acupuncture-prep',
    "selfcare appointment list",
)
LISTED_BEFORE = timedelta(days=14)
"""`list` shows past appointments for as long as something about them may still be open."""
VISITS = 6
"""Visits of a series where neither `--count` nor the plan says."""


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    from selfcare.cli.parsing import acts_of, add_act

    acts = acts_of(parser)
    add = add_act(
        acts,
        "add",
        "make an appointment",
        (EXAMPLES[0], 'selfcare appointment add "fri 10:00" --lasts 45m --series --count 6'),
    )
    add.add_argument("time", metavar="TIME", help='"2026-12-03 14:30", "14:30", "tomorrow 2:30 pm", "fri 14:30"')
    add.add_argument("--plan", metavar="PLAN", help="for this plan only")
    add.add_argument("--with", dest="practitioner", metavar="NAME", default="", help="whom you will see")
    add.add_argument("--lasts", metavar="LENGTH", help="how long it lasts, as 50m; otherwise as the plan says")
    add.add_argument("--series", action="store_true", help="several, one after the other")
    add.add_argument("--every", metavar="SPAN", help="with --series: how far apart (as the plan says, else 7d)")
    add.add_argument(
        "--count", metavar="N", type=int, help=f"with --series: how many (as the plan says, else {VISITS})"
    )
    add_act(acts, "list", "show those that stand, and those just past", (EXAMPLES[1], "selfcare today"))
    for name, sentence, time, usual in (
        ("move", "give it another time", ' "fri 10:00"', "the next one"),
        ("cancel", "it will not take place", "", "the next one"),
        ("done", "it took place", "", "the one just past"),
    ):
        line = f"selfcare appointment {name}{time}"
        act = add_act(acts, name, sentence, (line, f"{line} 3fa9c2"))
        if time:
            act.add_argument("time", metavar="TIME", help="the new time")
        act.add_argument("appointment", metavar="APPOINTMENT", nargs="?", help=f"the ending of its id ({usual})")
        if name != "done":
            act.add_argument("--rest", action="store_true", help="and the visits of its series that come after it")


def run(arguments: Namespace) -> int:
    """Carry out one act."""
    from selfcare.cli.compose import environment

    with environment() as env:
        if arguments.act == "list":
            _list(env)
            return 0
        if arguments.act == "add":
            _add(env, arguments)
        else:
            _change(env, arguments)
        env.glance.refresh()
    return 0


def to_come(text: str, now: datetime) -> datetime:
    """The time that was typed for an appointment. Raises `UsageError`, for one that is past too."""
    from selfcare.core import typed
    from selfcare.errors import UsageError

    starts = typed.instant(text, now)
    if starts <= now:
        raise UsageError(f"{starts:%Y-%m-%d %H:%M} is in the past; an appointment needs a time to come")
    return starts


def _add(env: Env, arguments: Namespace) -> None:
    from selfcare.cli.times import length
    from selfcare.core import acts
    from selfcare.core.text import plain

    starts = to_come(arguments.time, env.clock.now())
    lasts = length("--lasts", arguments.lasts)
    plan = env.shelf.open(arguments.plan) if arguments.plan is not None else None
    times = _series(arguments, starts, plan.course if plan else None)
    if plan is not None:
        _follow(env, plan, arguments.plan)
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
        tell(f"saved {event.id}  {_shown(env, time)}")
    if not any(_waits_for_appointment(used.plan) for used in env.shelf.in_use()):
        say("no plan in use has a checklist for it; `selfcare use acupuncture-prep` takes one up")


def _follow(env: Env, plan: Plan, name: str) -> None:
    """An appointment for a plan needs the plan to be in use."""
    if plan.id not in {used.plan.id for used in env.shelf.in_use()}:
        env.shelf.use(name)
        say(f"following {plan.id}: {plan.title}")


def _waits_for_appointment(plan: Plan) -> bool:
    return any(checklist.anchor == "appointment" for checklist in plan.checklists.values())


def _series(arguments: Namespace, first: datetime, course: Course | None) -> Sequence[datetime]:
    """The visits' times: the same clock time where the span is in days. Raises `UsageError`."""
    from selfcare.core import grammar, series
    from selfcare.core.plan import Course
    from selfcare.errors import UsageError

    if not arguments.series:
        if arguments.count is not None or arguments.every is not None:
            raise UsageError("--every and --count belong to a series; add --series")
        return (first,)
    count = arguments.count if arguments.count is not None else (course and course.visits) or VISITS
    if not 1 <= count <= series.MOST:
        raise UsageError(f"a series has 1 to {series.MOST} visits; give --count a number in that range")
    try:
        apart = grammar.span(arguments.every) if arguments.every else (course or Course()).every
    except grammar.GrammarError:
        raise UsageError("--every takes how far apart visits are; write 7d or 3d") from None
    if not (apart.days or apart.seconds):
        raise UsageError("--every: visits need some time between them; write 7d or 3d")
    return series.times(first, apart, count)


def _list(env: Env) -> None:
    earliest = env.clock.now() - LISTED_BEFORE
    shown = sorted((one for one in _appointments(env) if one.starts > earliest), key=lambda one: one.starts)
    if not shown:
        say('no appointments; `selfcare appointment add "tomorrow 14:30"` makes one')
    for one in shown:
        status = "" if one.status == "standing" else f"  {one.status}"
        who = f"  with {one.practitioner}" if one.practitioner else ""
        tell(f"{one.id[-8:]}  {_shown(env, one.starts)}{who}{status}")


def _change(env: Env, arguments: Namespace) -> None:
    from selfcare.core import acts, series

    appointment = _find(env, arguments.appointment, has_begun=arguments.act == "done")
    done: list[tuple[Event, str]] = []
    if arguments.act == "move":
        starts = to_come(arguments.time, env.clock.now())
        others = _others(env, appointment) if arguments.rest else []
        moved = zip((appointment, *others), (starts, *series.along(appointment, starts, others)), strict=True)
        done = [(acts.move(one, time, acts.stamp(env)), f"moved to {_shown(env, time)}") for one, time in moved]
    elif arguments.act == "cancel":
        ended = (appointment, *(_others(env, appointment) if arguments.rest else ()))
        done = [(acts.cancel(one, acts.stamp(env)), f"cancelled: {_shown(env, one.starts)}") for one in ended]
    else:
        done = [(acts.finish(appointment, acts.stamp(env)), f"done: {_shown(env, appointment.starts)}")]
    env.journal.append(*(event for event, _ in done))
    tell(*(f"saved {event.id}  {told}" for event, told in done))


def _others(env: Env, appointment: Appointment) -> Sequence[Appointment]:
    """The rest of its series. Raises `UsageError` for one that belongs to none."""
    from selfcare.core import series
    from selfcare.errors import UsageError

    if not appointment.course:
        raise UsageError("this appointment belongs to no series; leave out --rest")
    return series.rest(appointment, _appointments(env))


def _find(env: Env, ending: str | None, *, has_begun: bool) -> Appointment:
    """The appointment whose id ends so. Without an ending the next one, else the one just past; with `has_begun` only
    that one."""
    from selfcare.errors import NotFoundError

    standing = sorted((one for one in _appointments(env) if one.status == "standing"), key=lambda one: one.starts)
    if ending is not None:
        found = [one for one in standing if ending and one.id.endswith(ending.lower())]
        if len(found) != 1:
            raise NotFoundError(f"no single appointment ends in '{ending}'; `selfcare appointment list` shows them")
        return found[0]
    if not standing:
        raise NotFoundError('there is no appointment; `selfcare appointment add "tomorrow 14:30"` makes one')
    now = env.clock.now()
    ahead = [one for one in standing if one.starts > now]
    behind = [one for one in standing if one.starts <= now]
    if ahead and not has_begun:
        return ahead[0]
    if not behind:
        raise NotFoundError("no appointment has begun yet; if one is over, add the ending of its id from the list")
    return behind[-1]


def _appointments(env: Env) -> Sequence[Appointment]:
    from selfcare.core import ledger

    return ledger.appointments(env.journal.events(ledger.APPOINTMENT_KINDS))


def _shown(env: Env, time: datetime) -> str:
    """By the clocks of where the person is now, as on Today."""
    from selfcare.cli.times import shown

    return shown(env, time.astimezone(env.clock.now().tzinfo))
