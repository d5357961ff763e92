"""Rows 1, 2, 5 and 8: how soon something is seen, how soon Today takes keys, what it weighs, how soon it is left."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks import home
from benchmarks.figures import Figure, ratio
from benchmarks.processes import HELLO, environment, selfcare
from benchmarks.terminal import FRAME_ENDS, Terminal, textual_shows, words

DOWN = b"\x1b[B"
LAST_WORDS = "? help"
"""At the end of the last row of Today that says anything."""
CALM = 0.4
"""Seconds between the first key and the last."""
SETTLED = 3.0
"""Seconds after which everything is done that waits until nobody waits."""

_FOCUS = re.compile(r"▎ \S (.{12})")


class Visit(NamedTuple):
    """A program started, seen, given a key and left: seconds since its start, but for `left`; KiB."""

    first_seen: float
    took_a_key: float
    left: float
    peak: int


def measure(root: Path, pairs: int) -> list[Figure]:
    """The four rows."""
    env, bare = home.prepare(root, "starting"), environment()
    visit_today(env, SETTLED)  # leaves the last picture behind
    visits = [
        (visit_today(env), visit_hello(bare)) if number % 2 else (visit_hello(bare), visit_today(env))[::-1]
        for number in range(pairs)
    ]
    return [
        ratio("1", "first picture / a hello's first frame", [(a.first_seen, b.first_seen) for a, b in visits], 0.30),
        ratio("2", "Today takes keys / a hello takes keys", [(a.took_a_key, b.took_a_key) for a, b in visits], 1.15),
        ratio("5", "peak memory at Today / a hello", [(a.peak, b.peak) for a, b in visits], 1.3, "KiB"),
        ratio("8", "ctrl+q to the end / a hello", [(a.left, b.left) for a, b in visits], 1.0),
    ]


def visit_today(env: dict[str, str], calm: float = CALM) -> Visit:
    """Today, until the focus has moved down a row."""
    with Terminal(selfcare(), env) as terminal:
        first = terminal.until(lambda screen: home.TITLE in words(screen))
        complete = open_today(terminal)
        return _finish(
            terminal, first, lambda screen: focus(screen) not in ("", complete) and FRAME_ENDS in screen, calm
        )


def visit_hello(env: dict[str, str]) -> Visit:
    """The hello, until it has said which key was pressed."""
    with Terminal(HELLO, env) as terminal:
        first = terminal.until(textual_shows("hello"))
        return _finish(terminal, first, lambda screen: "pressed down" in words(screen) and FRAME_ENDS in screen)


def open_today(terminal: Terminal) -> str:
    """Wait until Today is complete; the row in focus."""
    terminal.until(textual_shows(LAST_WORDS))
    return focus(terminal.shown)


def focus(screen: bytes) -> str:
    """How the row begins that had the focus last; empty where none is shown."""
    found: list[str] = _FOCUS.findall(words(screen))
    return found[-1] if found else ""


def _finish(terminal: Terminal, first: float, took: Callable[[bytes], bool], calm: float = CALM) -> Visit:
    terminal.press(DOWN)
    ready = terminal.until(took)
    terminal.rest(calm)
    ended = terminal.leave()
    return Visit(first - terminal.started, ready - terminal.started, ended.took, ended.peak)
