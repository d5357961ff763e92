"""What is said while time passes, and when: breath, sittings and rests as short lines at exact seconds. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from selfcare.core import breath, sitting, words
from selfcare.core.breath import Pattern, Phase
from selfcare.core.plan import Rest
from selfcare.core.question import plain_number
from selfcare.core.sitting import Bell, Sitting

BELLS = {1: "bell", 2: "two bells"}


class Sign(NamedTuple):
    """A line that is said `at` so many seconds."""

    at: float
    words: str
    is_bell: bool = False


class Practice(NamedTuple):
    """Something that takes time."""

    title: str
    lead: tuple[str, ...]
    """What is said before it begins."""
    signs: tuple[Sign, ...]
    total: float
    standing: Callable[[float], str]
    """What is said when somebody comes back so many seconds into it."""
    is_measured: bool = True
    """Whether its signs are meant to the second, so that it is worth telling how well they kept to it."""


def breathing(
    pattern: Pattern, *, title: str = "", say: str = "", seconds: float | None = None, rounds: int | None = None
) -> Practice:
    """Each phase with its seconds: "in, 4". Without pacing the minutes that are left."""
    total = breath.total_seconds(pattern, seconds=seconds, rounds=rounds)
    count = breath.cycle_count(pattern, seconds=seconds, rounds=rounds)
    if not count:
        signs = (Sign(0.0, f"{breath.UNPACED_WORDS}."), *_minutes(total))
        return Practice(title or pattern.title, (say, f"{_long(total)}."), signs, total, partial(_left, total), False)
    signs = tuple(
        Sign(at, f"{_named(phase)}, {_seconds(phase.seconds)}")
        for at, phase in breath.onsets(pattern, seconds=seconds, rounds=rounds)
    )

    def standing(elapsed: float) -> str:
        frame = breath.frame_at(pattern, elapsed, seconds=seconds, rounds=rounds)
        return f"{_named(frame.phase)}, {frame.left}" if frame.phase else ""

    lead = (say, f"{_long(total)}, {count} {'breath' if count == 1 else 'breaths'}.")
    return Practice(title or pattern.title, lead, signs, total, standing)


def sitting_still(
    sit: Sitting, *, title: str = "", seconds: float | None = None, bells: tuple[Bell, ...] | None = None
) -> Practice:
    """Cues, and bells as words."""
    total = sitting.total_seconds(sit, seconds)
    signs = tuple(
        Sign(due.at, due.words or BELLS.get(due.strokes, "bell"), due.is_bell)
        for due in sitting.schedule(sit, seconds, bells)
    )
    return Practice(title or sit.title, (f"{_long(total)}.",), signs, total, partial(_left, total))


def resting(rest: Rest, *, title: str = "") -> Practice:
    """A rest, with the minutes that are left."""
    signs = (Sign(0.0, rest.say or "Rest now."), *_minutes(rest.seconds))
    lead = (f"{_long(rest.seconds)}.",)
    return Practice(title or "Rest", lead, signs, rest.seconds, partial(_left, rest.seconds), False)


def _minutes(total: float) -> Iterator[Sign]:
    for left in range(int((total - 1) // 60), 0, -1):
        yield Sign(total - 60 * left, f"{_long(60 * left)} left")


def _left(total: float, elapsed: float) -> str:
    return f"{_long(total - elapsed)} left"


def _named(phase: Phase) -> str:
    return phase.words or phase.kind


def _seconds(seconds: float) -> str:
    """Whole seconds, or one decimal."""
    return plain_number(round(seconds, 1))


def _long(seconds: float) -> str:
    """`90 seconds`, `3 minutes`, `1 h 5 min`."""
    if seconds < 120 and seconds % 60:
        return f"{max(1, round(seconds))} {'second' if round(seconds) == 1 else 'seconds'}"
    minutes = round(seconds / 60)
    if minutes <= 60:
        return f"{minutes} {'minute' if minutes == 1 else 'minutes'}"
    return words.length(seconds)
