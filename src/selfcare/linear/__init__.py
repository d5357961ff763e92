"""The plain-text face: one prompt at a time on standard input and output, nothing repainted."""

from __future__ import annotations

from errno import EIO
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from selfcare.core.plan import Plan
    from selfcare.core.ports import Env
    from selfcare.core.start import Walk
    from selfcare.linear.ear import Ear


def run(env: Env, walk: Walk, stdin: TextIO, stdout: TextIO, *, ear: Ear | None = None) -> int:
    """Go through a walk. Returns the exit code: 0, or 128 + n where a signal ended it; the place is kept either way.

    `ear` stands in for `stdin` in tests. Raises `StorageError` where the person left with something unsaved, and
    `BrokenPipeError` where nobody reads the output any more, another `OSError` where the terminal went away.
    """
    from selfcare.linear.ear import StreamEar, listening_to_signals
    from selfcare.linear.guide import Guide
    from selfcare.linear.lines import Voice

    voice, hears = Voice(stdout), ear or StreamEar(stdin)
    guide = Guide(env, walk, voice, hears)
    with listening_to_signals(hears):
        code = guide.go()
        if guide.has_saved:
            env.glance.refresh()
    voice.close()
    if isinstance(voice.lost, BrokenPipeError) or (voice.lost is not None and not code and voice.lost.errno == EIO):
        raise voice.lost
    return code


def today(env: Env, stdout: TextIO) -> None:
    """Today in the order it is best heard."""
    from selfcare.core import agenda, interrupted
    from selfcare.linear.day import spoken
    from selfcare.linear.going_on import open_walk
    from selfcare.linear.lines import Voice

    voice, now = Voice(stdout), agenda.read(env)
    left = open_walk(env, now.runs)
    practices = [
        interrupted.sentence(mark, now.now, env.preferences.hours) for mark in interrupted.offered_beside(env, now.runs)
    ]
    for text in spoken(now, env.preferences.hours, left[0].course.title if left else "", practices):
        if text:
            voice.say(text)
        else:
            voice.space()


def left_over(env: Env, stdin: TextIO, stdout: TextIO, *, ear: Ear | None = None) -> Walk | None:
    """The practice by itself that was interrupted, if the person wants to go on with it. Raises `StorageError`."""
    from selfcare.linear.ear import Leave, StreamEar
    from selfcare.linear.going_on import left_over
    from selfcare.linear.lines import Voice

    try:
        return left_over(env, Voice(stdout), ear or StreamEar(stdin))
    except Leave as leaving:
        raise SystemExit(leaving.code) from None


def offer(
    env: Env, stdin: TextIO, stdout: TextIO, plan: Plan | None = None, name: str = "", *, ear: Ear | None = None
) -> Walk | None:
    """The walk that was left open, of `plan` or of any plan in use, if the person wants to go on with it.

    `name`: only a walk through that routine or checklist.
    """
    from selfcare.linear.ear import Leave, StreamEar
    from selfcare.linear.going_on import offer
    from selfcare.linear.lines import Voice

    try:
        return offer(env, Voice(stdout), ear or StreamEar(stdin), plan, name)
    except Leave as leaving:
        raise SystemExit(leaving.code) from None
