"""How long and how slow breathing may become: doses, lengths to choose from, bounds of the pace, and what a pattern of
one's own must keep. The command line, the Practice screen and a run ask here.

Nothing here refuses what the author of a plan wrote. The figures are precaution and consensus; for doses the authors'
own where there are any (4-7-8: eight breaths at most; cyclic sighing and box: five minutes a day, Balban and others
2023, doi:10.1016/j.xcrm.2022.100895; even breath: the 10 to 20 minutes of the trials on slow breathing).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from selfcare.core import breath
from selfcare.core.breath import Pattern, Phase
from selfcare.core.cautions import has_holds
from selfcare.core.question import plain_number
from selfcare.errors import UsageError

LONGEST: Mapping[str, float] = {
    "natural": 1200.0,
    "belly": 600.0,
    "long-exhale": 900.0,
    "even": 1200.0,
    "resonance": 1200.0,
    "sighing": 300.0,
    "box": 300.0,
    "small-box": 300.0,
    "pursed-lips": 300.0,
}
"""Seconds of the longest dose of each built-in pattern that is not counted in rounds."""

MOST_ROUNDS = 8
"""Breaths of 4-7-8, quick or slow: its author's own limit."""

COUNTED = ("4-7-8", "4-7-8-gentle")

LONGEST_WITH_HOLDS, LONGEST_WITHOUT = 300.0, 1200.0
"""Seconds, for all other patterns, by their shape."""

LONGEST_SITTING = 3600.0

SLOWEST, FASTEST = 1.3, 0.8
"""A breath at most three tenths slower, a fifth faster than its author wrote."""

LONGEST_HOLD, LONGEST_REST, NEVER_LONGER = 7.0, 4.0, 10.0
"""Seconds the breath is held in, and kept out; and what nobody may write at all."""

SHORTEST_BREATH, LONGEST_BREATH = 3.0, 20.0
"""Seconds: 20 breaths a minute, 3 breaths a minute."""

MOST_PHASES = 12

STEPS = (30.0, 60.0, 90.0, *(60.0 * minutes for minutes in (*range(2, 11), *range(15, 61, 5))))
"""Lengths to choose from: by half minutes under two minutes, by minutes up to ten, then by five."""


class Still(NamedTuple):
    """Phases in which nothing moves, one after the other: together one hold."""

    seconds: float
    most: float
    """How long it may be: in after a breath in, out after a breath out."""
    words: str
    """What would be written for the longest."""


def is_counted(pattern: Pattern) -> bool:
    """Whether its dose is a number of breaths: 4-7-8, by its name or by its shape at any speed."""
    kinds, seconds = [phase.kind for phase in pattern.cycle], [phase.seconds for phase in pattern.cycle]
    return pattern.name in COUNTED or (
        kinds == ["in", "hold", "out"]
        and abs(seconds[1] - 1.75 * seconds[0]) < 1e-6
        and abs(seconds[2] - 2 * seconds[0]) < 1e-6
    )


def longest(pattern: Pattern) -> float:
    """Its longest dose, in seconds."""
    if is_counted(pattern):
        return breath.total_seconds(pattern, rounds=MOST_ROUNDS)
    return LONGEST.get(pattern.name) or (LONGEST_WITH_HOLDS if has_holds(pattern) else LONGEST_WITHOUT)


def most_rounds(pattern: Pattern) -> int:
    """Its longest dose in breaths; 0 for breath without pacing."""
    return MOST_ROUNDS if is_counted(pattern) else breath.cycle_count(pattern, seconds=longest(pattern))


def lengths(pattern: Pattern) -> tuple[float, ...]:
    """The seconds on offer, shortest first; of what is counted, those of each number of rounds."""
    if is_counted(pattern):
        return tuple(breath.total_seconds(pattern, rounds=rounds) for rounds in range(1, MOST_ROUNDS + 1))
    return tuple(step for step in STEPS if step <= longest(pattern))


def sitting_lengths() -> tuple[float, ...]:
    """The seconds on offer for a sitting, shortest first."""
    return tuple(step for step in STEPS if step.is_integer() and step % 60 == 0)


def dose(pattern: Pattern) -> str:
    """`5m`, `8 rounds`: its longest, as it is written for the command line."""
    from selfcare.core.grammar import show_span
    from selfcare.core.when import Span

    return f"{MOST_ROUNDS} rounds" if is_counted(pattern) else show_span(Span(seconds=longest(pattern)))


def pace_bounds(pattern: Pattern) -> tuple[float, float]:
    """The smallest and the largest factor that its cycle may be stretched by from how it is now.

    No hold grows past 7 s, nor a breath kept out past 4 s, unless its author wrote more; no breath gets quicker than 20
    or slower than 3 a minute.
    """
    fastest, slowest = FASTEST, SLOWEST
    for cycle in _cycles(pattern):
        length = sum(phase.seconds for phase in cycle) / pattern.pace / breath.breaths_in(cycle)
        fastest = max(fastest, min(1.0, SHORTEST_BREATH / length))
        slowest = min(slowest, max(1.0, LONGEST_BREATH / length))
        for still in _stills(cycle):
            slowest = min(slowest, max(1.0, still.most / (still.seconds / pattern.pace)))
    return fastest / pattern.pace, slowest / pattern.pace


def may_go(pattern: Pattern, factor: float) -> bool:
    """Whether the pace may be changed by this factor."""
    fastest, slowest = pace_bounds(pattern)
    return breath.is_paced(pattern) and fastest - 1e-6 <= factor <= slowest + 1e-6


def refuse_harm(cycle: tuple[Phase, ...]) -> None:
    """Raises `UsageError` for phases of one's own that nobody is to breathe, with what to write instead."""
    if not {"in", "out"} <= {phase.kind for phase in cycle}:
        raise UsageError("a breath goes in and out; write for example in 4s, out 6s")
    if len(cycle) > MOST_PHASES:
        raise UsageError(f"a breath has at most {MOST_PHASES} phases, and this has {len(cycle)}")
    for still in _stills(cycle):
        if still.seconds > NEVER_LONGER:
            raise UsageError(f"no breath is held for more than {NEVER_LONGER:g} s; write at most {still.words}")
        if still.seconds > still.most:
            raise UsageError(f"{plain_number(still.seconds)} s is a long time to hold; write at most {still.words}")
    count = breath.breaths_in(cycle)
    length = sum(phase.seconds for phase in cycle) / count
    if length < SHORTEST_BREATH:
        raise UsageError(f"that is more than 20 breaths a minute; write phases of together at least {count * 3}s")
    if length > LONGEST_BREATH:
        raise UsageError(f"that is fewer than 3 breaths a minute; write phases of together at most {count * 20}s")


def _cycles(pattern: Pattern) -> tuple[tuple[Phase, ...], ...]:
    cycles = (pattern.cycle, *((pattern.ramp.to,) if pattern.ramp else ()))
    return tuple(cycle for cycle in cycles if any(phase.seconds > 0 for phase in cycle))


def _stills(cycle: tuple[Phase, ...]) -> Iterator[Still]:
    """The holds of a cycle, across the seam between two of them."""
    moving = [index for index, phase in enumerate(cycle) if phase.kind in ("in", "out") and phase.seconds > 0]
    for at, index in enumerate(moving):
        until = moving[at + 1] if at + 1 < len(moving) else moving[0] + len(cycle)
        seconds = sum(cycle[each % len(cycle)].seconds for each in range(index + 1, until))
        if seconds > 0:
            is_in = cycle[index].kind == "in"
            yield Still(seconds, *((LONGEST_HOLD, "hold 7s") if is_in else (LONGEST_REST, "rest 4s")))
