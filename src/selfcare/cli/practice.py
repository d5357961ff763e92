"""What `breathe` and `meditate` share: a practice is a walk of one step in a plan of its own."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from selfcare.errors import UsageError

if TYPE_CHECKING:
    from selfcare.core.ports import Env
    from selfcare.core.start import Walk


def add_faces(parser: ArgumentParser) -> None:
    """The options of every timed walk."""
    parser.add_argument("--linear", action="store_true", help="plain lines, nothing repainted")
    parser.add_argument("--words", choices=("phase", "second", "sparse"), help="what plain lines say while you breathe")
    parser.add_argument("--eyes-closed", action="store_true", help="guided by sound; any key goes on")
    parser.add_argument("--quiet", action="store_true", help="no sound")


def add_rating(parser: ArgumentParser) -> None:
    """The rating of a practice."""
    parser.add_argument("--rate", metavar="LOG", help="a number before and after: stress or pain")


def rating(env: Env, word: str | None) -> str:
    """`stress.level` for what was asked to be rated, or empty. Raises `NotFoundError`, `UsageError`."""
    if not word:
        return ""
    from selfcare.core.rating import named

    return named(word, env.shelf.logs())


def begin(env: Env, walk: Walk, rate: str, arguments: Namespace, *, shape: str = "") -> int:
    """A practice by itself, on the face that was asked for."""
    from selfcare.core.frozen import replace

    if rate:
        from selfcare.core.rating import rated

        walk = rated(walk, rate, env.shelf.logs())
    if is_linear(arguments):  # on the full screen a card asks
        from selfcare import linear

        walk = linear.left_over(env, sys.stdin, sys.stdout) or walk
    walk = replace(walk, quiet=arguments.quiet, eyes_closed=arguments.eyes_closed, shape=shape)
    return open_walk(env, walk, arguments)


def given(arguments: Namespace, *names: str) -> list[str]:
    """Those of these arguments that were given, as they are written."""
    written = {"pattern": "PATTERN", "sitting": "SITTING", "length": "--for"}
    said = (name for name in names if getattr(arguments, name) not in (None, False))
    return [written.get(name) or f"--{name.replace('_', '-')}" for name in said]


def refuse_beside(option: str, said: Sequence[str], allowed: Sequence[str] = ()) -> None:
    """Raises `UsageError` if `option` was given with others than the allowed."""
    others = [each for each in said if each not in (option, *allowed)]
    if option in said and others:
        raise UsageError(f"{option} does not go with {others[0]}; leave one of them out")


def refuse_faces(arguments: Namespace) -> None:
    """Faces that cannot both be meant."""
    if arguments.eyes_closed and arguments.quiet:
        raise UsageError("with eyes closed the sound is the guide; leave out --quiet or --eyes-closed")


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
