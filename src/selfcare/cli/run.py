"""`selfcare run`: walk through a checklist or routine, and save what was answered."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING

from selfcare.errors import UsageError

if TYPE_CHECKING:
    from selfcare.core.agenda import Agenda
    from selfcare.core.plan import Plan
    from selfcare.core.ports import Env
    from selfcare.core.start import Walk

EXAMPLES = ("selfcare run daily-stress begin --linear", "selfcare run acupuncture-prep arrive-calm --speed 20 --linear")


def configure(parser: ArgumentParser) -> None:
    """The words of this command."""
    from selfcare.cli.practice import add_faces

    parser.add_argument("plan", metavar="PLAN", nargs="?", help="a plan in use, of the library, or a file")
    parser.add_argument("routine", metavar="ROUTINE", nargs="?", help="its routine; otherwise what is open or due")
    parser.add_argument(
        "--speed", metavar="N", type=float, default=1.0, help="a rehearsal, N times as fast; saves nothing"
    )
    add_faces(parser)


def run(arguments: Namespace) -> int:
    """Walk."""
    from selfcare.cli.compose import environment
    from selfcare.cli.practice import open_walk
    from selfcare.core.frozen import replace

    if not 0.1 <= arguments.speed <= 100:
        raise UsageError("--speed takes a number from 0.1 to 100")
    with environment() as env:
        walk = replace(
            _left_open(env, arguments) or _chosen(env, arguments.plan, arguments.routine),
            speed=arguments.speed,
            quiet=arguments.quiet,
            eyes_closed=arguments.eyes_closed,
        )
        if arguments.speed == 1.0:
            env.shelf.keep(walk.plan)
        return open_walk(env, walk, arguments)


def _left_open(env: Env, arguments: Namespace) -> Walk | None:
    """The walk to go on with, where plain lines have to offer it: on the full screen Today does, unless nothing
    else can be meant."""
    from selfcare.cli.practice import is_linear

    if arguments.speed != 1.0:
        return None
    if not is_linear(arguments):
        return None if arguments.plan is not None or env.shelf.in_use() else _only_one_left(env)
    from selfcare import linear

    plan = env.shelf.open(arguments.plan) if arguments.plan is not None else None
    return linear.offer(env, sys.stdin, sys.stdout, plan, arguments.routine or "")


def _only_one_left(env: Env) -> Walk | None:
    """The latest walk that can be gone on with, of a plan that is not followed."""
    from selfcare.core import agenda
    from selfcare.core.start import open_again

    return next(filter(None, (open_again(env.shelf, run) for run in agenda.read(env).runs)), None)


def _chosen(env: Env, name: str | None, routine: str | None) -> Walk:
    """The walk that was named, else what is open or due. Raises `NotFoundError`, `UsageError`."""
    from selfcare.core.start import named, offered

    plan = env.shelf.open(name) if name is not None else _plan_in_use(env)
    if routine is not None:
        if _lacks_appointment(env, plan, [routine]):
            _ask_for_appointment(env, plan)
        return named(plan, routine, _agenda(env, plan))
    walks = offered(plan, _agenda(env, plan))
    if not any(walk.course.name in plan.checklists for walk in walks) and _lacks_appointment(
        env, plan, plan.checklists
    ):
        _ask_for_appointment(env, plan)
        walks = offered(plan, _agenda(env, plan))
    if not walks:
        raise UsageError(f"nothing of '{plan.id}' is open now; `selfcare today` shows when that changes")
    if len(walks) == 1:
        return walks[0]
    from selfcare.cli.asking import which

    by_name = {walk.course.name: walk for walk in walks}
    return by_name[which("which one?", {name: walk.course.title for name, walk in by_name.items()})]


def _plan_in_use(env: Env) -> Plan:
    """The plan in use that comes first on the agenda."""
    from selfcare.core import agenda

    used = {each.plan.id: each.plan for each in env.shelf.in_use()}
    if not used:
        raise UsageError("no plan is in use; name one: selfcare run acupuncture-prep")
    first = next((line.plan for line in agenda.read(env).lines if line.state == "open"), None)
    return used[first] if first else next(iter(used.values()))


def _agenda(env: Env, plan: Plan) -> Agenda:
    """Today of this plan, whether it is in use or not."""
    from selfcare.core import agenda
    from selfcare.core.ports import InUse

    used = next((each for each in env.shelf.in_use() if each.plan.id == plan.id), None)
    return agenda.read(env, [used or InUse(plan, env.clock.now())])


def _lacks_appointment(env: Env, plan: Plan, names: Iterable[str]) -> bool:
    """Whether one of these is a checklist for an appointment, and there is none."""
    found = [plan.checklists[name] for name in names if name in plan.checklists]
    return any(checklist.anchor == "appointment" for checklist in found) and all(
        appointment.status == "cancelled" for appointment in _agenda(env, plan).appointments
    )


def _ask_for_appointment(env: Env, plan: Plan) -> None:
    """An appointment checklist needs its appointment. Raises `UsageError` where nobody can be asked."""
    from selfcare.cli.appointment import to_come
    from selfcare.cli.streams import ask, tell
    from selfcare.cli.terminal import is_terminal
    from selfcare.core import acts

    if not is_terminal():
        raise UsageError(
            f"'{plan.id}' needs an appointment; "
            f'`selfcare appointment add "tomorrow 14:30" --plan {plan.id}` makes one'
            + (f"; without one there is: {', '.join(plan.routines)}" if plan.routines else "")
        )
    while True:
        answer = ask("When is your appointment? (tomorrow 14:30)")
        try:
            starts = to_come(answer, env.clock.now())
        except UsageError as error:
            tell(str(error))
            continue
        env.journal.append(acts.make_appointment(starts, acts.stamp(env), plan=plan.id))
        return
