"""What `breathe` and `meditate` share: a practice is a walk of one step in a plan of its own."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selfcare.core.plan import Plan, Step
    from selfcare.core.ports import Env
    from selfcare.core.start import Walk


def add_faces(parser: ArgumentParser) -> None:
    """The options of every timed walk."""
    parser.add_argument("--linear", action="store_true", help="plain lines, nothing repainted")
    parser.add_argument("--words", choices=("phase", "second", "sparse"), help="what plain lines say while you breathe")
    parser.add_argument("--eyes-closed", action="store_true", help="guided by sound; any key goes on")
    parser.add_argument("--quiet", action="store_true", help="no sound")


def walk_step(env: Env, plan: Plan, step: Step, arguments: Namespace) -> int:
    """Walk through one step on the face that was asked for."""
    from selfcare.core.plan import Routine
    from selfcare.core.start import Walk

    routine = Routine(name="practice", title=step.title, steps=(step,))
    return open_walk(env, Walk(plan, routine, quiet=arguments.quiet, eyes_closed=arguments.eyes_closed), arguments)


def open_walk(env: Env, walk: Walk, arguments: Namespace) -> int:
    """The full screen where there is one, plain lines otherwise."""
    if is_linear(arguments):
        from selfcare import linear
        from selfcare.core.frozen import replace

        return linear.run(env, replace(walk, words=arguments.words or ""), sys.stdin, sys.stdout)
    from selfcare import tui

    return tui.run(env, walk)


def is_linear(arguments: Namespace) -> bool:
    """Whether plain lines were asked for, or are all there is."""
    from selfcare.cli.terminal import is_full_screen

    return arguments.linear or not is_full_screen()


def chosen(name: str, names: Iterable[str], what: str) -> str:
    """`name` if it is one of `names`. Raises `NotFoundError` with the nearest one."""
    from difflib import get_close_matches

    from selfcare.errors import NotFoundError

    known = list(names)
    if name in known:
        return name
    near = get_close_matches(name, known, n=1)
    advice = f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(known)}"
    raise NotFoundError(f"there is no {what} '{name}'; {advice}")
