"""Paced breathing: a pattern of phases, and what is shown of it after so many seconds.

Every function asks "where is the breath at this instant" and nothing is counted, so that asking late, twice or out of
order gives the same answer. Moments are seconds from the start, rounded to a microsecond (2.4 + 4.2 + 4.8 is 11.4).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from math import acos, ceil, cos, inf, pi
from typing import Literal

from selfcare.core.frozen import frozen, replace

PhaseKind = Literal["in", "hold", "out", "rest"]

WORDS: dict[PhaseKind, str] = {"in": "Breathe in", "hold": "Hold", "out": "Breathe out", "rest": "Rest"}
"""What a phase is called where its author says nothing else."""

UNPACED_WORDS = "Breathe as it comes"
UNPACED_LEVEL = 0.5
DEFAULT_SECONDS = 300.0


@frozen
class Phase:
    """One phase of a cycle. A `hold` keeps the breath in, a `rest` keeps it out."""

    kind: PhaseKind
    seconds: float
    words: str = ""
    """The author's words for it ("through the mouth"), empty for the standard ones."""


@frozen
class Ramp:
    """The pace moves from the pattern's cycle to the cycle `to` (the same phases) over so many seconds."""

    to: tuple[Phase, ...]
    over: float


@frozen
class Pattern:
    """A cycle of phases, repeated for `seconds` or for `rounds`. An empty cycle is unpaced breath."""

    name: str
    title: str
    cycle: tuple[Phase, ...]
    seconds: float | None = 300.0
    rounds: int | None = None
    ramp: Ramp | None = None
    unsafe_for: tuple[str, ...] = ()
    """Caution tags (pregnant, heart, lung, seizure, panic, eye) that hide it."""
    cautions: tuple[str, ...] = ()
    pace: float = 1.0
    """How many times as slow as its author wrote the cycle is by now."""


@frozen
class Frame:
    """What is shown at one instant. After the end it stays at the last instant, with `finished` and nothing left."""

    phase: Phase | None
    """At its pace in this cycle; None for unpaced breath."""
    words: str
    left: int
    """Whole seconds left in the phase (unpaced: in the session), counting down and never 0 before the end."""
    level: float
    """How full the breath is, 0 to 1, eased within the phase."""
    starts: float
    """The level at the phase's beginning."""
    settles: float
    """The level at the phase's end, for those who wish no motion."""
    cycle: tuple[Phase, ...]
    """The phases of this cycle at its pace."""
    index: int
    """Which of them is under way, from 0."""
    progress: float
    """How much of the cycle (unpaced: of the session) is behind, 0 to 1."""
    number: int
    """Which cycle is under way, from 1; 0 for unpaced breath."""
    cycles: int
    """How many there are; 0 for unpaced breath."""
    ends: float
    """When the phase ends, in seconds from the start of the session."""
    remaining: float
    """Seconds left in the session."""
    finished: bool = False


def frame_at(pattern: Pattern, elapsed: float, *, seconds: float | None = None, rounds: int | None = None) -> Frame:
    """The frame after `elapsed` seconds of practice. `rounds` or `seconds` beat the pattern's own length."""
    total = total_seconds(pattern, seconds=seconds, rounds=rounds)
    now = min(max(0.0, elapsed), total)
    finished = elapsed >= total
    if not is_paced(pattern):
        return _unpaced(now, total, finished)
    cycles = cycle_count(pattern, seconds=seconds, rounds=rounds)
    number = cycles - 1 if finished else _cycle_under_way(pattern, now)
    cycle, start = _cycle(pattern, number), _start(pattern, number)
    onsets = _onsets(cycle, start)
    index = _last_phase(cycle) if finished else bisect_right(onsets, now) - 1
    ends = onsets[index + 1]
    phase, begins = cycle[index], onsets[index]
    before, after = levels(pattern.cycle)[index]
    share = 1.0 if finished else (now - begins) / (ends - begins)
    return Frame(
        phase=phase,
        words=phase.words or WORDS[phase.kind],
        left=0 if finished else _whole(ends - now),
        level=before + (after - before) * (0.5 - 0.5 * cos(pi * share)),
        starts=before,
        settles=after,
        cycle=cycle,
        index=index,
        progress=1.0 if finished else (now - start) / (onsets[-1] - start),
        number=number + 1,
        cycles=cycles,
        ends=ends,
        remaining=total - now,
        finished=finished,
    )


def reaches(frame: Frame, level: float) -> float:
    """When the breath of this phase comes to a level, in seconds from the start; infinity: not in this phase."""
    way = frame.settles - frame.starts
    share = (level - frame.starts) / way if way else -1.0
    if frame.phase is None or not 0.0 <= share <= 1.0:
        return inf
    return frame.ends - frame.phase.seconds * (1.0 - acos(1.0 - 2.0 * share) / pi)


def total_seconds(pattern: Pattern, *, seconds: float | None = None, rounds: int | None = None) -> float:
    """How long it lasts: whole cycles. Unpaced breath lasts exactly as long as was asked."""
    if is_paced(pattern):
        return _start(pattern, cycle_count(pattern, seconds=seconds, rounds=rounds))
    return seconds or pattern.seconds or DEFAULT_SECONDS


def asked_seconds(pattern: Pattern, *, seconds: float | None = None, rounds: int | None = None) -> float:
    """How long this was to be breathed: so long does one that takes its place, with rounds of another length."""
    return total_seconds(pattern, rounds=rounds) if seconds is None else seconds


def cycle_count(pattern: Pattern, *, seconds: float | None = None, rounds: int | None = None) -> int:
    """How many cycles there are. A length in seconds is rounded to the nearest whole number of cycles (half way: the
    longer), at least one, so that no session ends in the middle of a breath. 0 for unpaced breath."""
    if not is_paced(pattern):
        return 0
    if seconds is None:
        rounds = rounds or pattern.rounds
    if rounds:
        return rounds
    wanted = seconds or pattern.seconds or DEFAULT_SECONDS
    under_way = _cycle_under_way(pattern, wanted)
    shorter, longer = _start(pattern, under_way), _start(pattern, under_way + 1)
    return max(1, under_way if wanted - shorter < longer - wanted else under_way + 1)


def onsets(
    pattern: Pattern, *, seconds: float | None = None, rounds: int | None = None
) -> Iterator[tuple[float, Phase]]:
    """When each phase begins, in seconds from the start, and the phase at its pace then. Empty for unpaced breath."""
    for number in range(cycle_count(pattern, seconds=seconds, rounds=rounds)):
        cycle = _cycle(pattern, number)
        for moment, phase in zip(_onsets(cycle, _start(pattern, number)), cycle, strict=False):
            if phase.seconds > 0:
                yield moment, phase


def is_paced(pattern: Pattern) -> bool:
    """Whether there is a rhythm to follow."""
    return _length(pattern.cycle) > 0


def breaths_in(cycle: tuple[Phase, ...]) -> int:
    """How many times the breath goes in within one cycle, at least 1: `in 3s, in 1s` is one breath in."""
    return max(1, len(_strokes(cycle)) // 2)


def paced(pattern: Pattern, factor: float) -> Pattern:
    """The same breath, `factor` times as slow (1.1 is a tenth slower). Its length in seconds or rounds stays."""
    ramp = pattern.ramp and Ramp(_stretched(pattern.ramp.to, factor), pattern.ramp.over * factor)
    return replace(pattern, cycle=_stretched(pattern.cycle, factor), ramp=ramp, pace=pattern.pace * factor)


def _unpaced(now: float, total: float, finished: bool) -> Frame:
    return Frame(
        phase=None,
        words=UNPACED_WORDS,
        left=0 if finished else _whole(total - now),
        level=UNPACED_LEVEL,
        starts=UNPACED_LEVEL,
        settles=UNPACED_LEVEL,
        cycle=(),
        index=0,
        progress=now / total,
        number=0,
        cycles=0,
        ends=total,
        remaining=total - now,
        finished=finished,
    )


def _whole(seconds: float) -> int:
    """Whole seconds as a person counts down: 3.0 left is "3", 2.1 left is "3", 0.1 left is "1"."""
    return max(1, ceil(round(seconds, 6)))


def _length(cycle: tuple[Phase, ...]) -> float:
    return round(sum(phase.seconds for phase in cycle), 6)


def _onsets(cycle: tuple[Phase, ...], start: float) -> list[float]:
    """When each phase begins, and at last when the cycle ends."""
    return [round(start + offset, 6) for offset in accumulate((phase.seconds for phase in cycle), initial=0.0)]


def _last_phase(cycle: tuple[Phase, ...]) -> int:
    return max(index for index, phase in enumerate(cycle) if phase.seconds > 0)


@lru_cache(maxsize=64)
def _ramped(pattern: Pattern) -> tuple[tuple[float, ...], tuple[tuple[Phase, ...], ...]]:
    """The cycles whose pace still moves: when each begins (and when the first steady one does), and their phases.

    A cycle keeps the pace that the ramp has reached at its start.
    """
    ramp, starts, cycles = pattern.ramp, [0.0], []
    while ramp and _length(ramp.to) > 0 and starts[-1] < ramp.over:
        cycles.append(_between(pattern.cycle, ramp.to, starts[-1] / ramp.over))
        starts.append(round(starts[-1] + _length(cycles[-1]), 6))
    return tuple(starts), tuple(cycles)


def _between(first: tuple[Phase, ...], last: tuple[Phase, ...], share: float) -> tuple[Phase, ...]:
    return tuple(
        replace(a, seconds=a.seconds + (b.seconds - a.seconds) * share) for a, b in zip(first, last, strict=True)
    )


def _steady(pattern: Pattern) -> tuple[Phase, ...]:
    """The cycle once the pace has settled."""
    return pattern.ramp.to if pattern.ramp and _length(pattern.ramp.to) > 0 else pattern.cycle


def _cycle(pattern: Pattern, number: int) -> tuple[Phase, ...]:
    """The phases of the cycle `number` (from 0) at its pace."""
    cycles = _ramped(pattern)[1]
    return cycles[number] if number < len(cycles) else _steady(pattern)


def _start(pattern: Pattern, number: int) -> float:
    """When the cycle `number` (from 0) begins: a product, not a sum, so that nothing adds up over an hour."""
    starts = _ramped(pattern)[0]
    steady = number - len(starts) + 1
    return starts[number] if steady <= 0 else round(starts[-1] + steady * _length(_steady(pattern)), 6)


def _cycle_under_way(pattern: Pattern, elapsed: float) -> int:
    """Which cycle (from 0) holds this moment."""
    starts = _ramped(pattern)[0]
    if elapsed < starts[-1]:
        return bisect_right(starts, elapsed) - 1
    number = len(starts) - 1 + int((elapsed - starts[-1]) / _length(_steady(pattern)))
    if _start(pattern, number) > elapsed:  # the division may be off by one at a cycle's very edge
        return number - 1
    return number + 1 if _start(pattern, number + 1) <= elapsed else number


def _stretched(cycle: tuple[Phase, ...], factor: float) -> tuple[Phase, ...]:
    return tuple(replace(phase, seconds=phase.seconds * factor) for phase in cycle)


@lru_cache(maxsize=64)
def levels(cycle: tuple[Phase, ...]) -> tuple[tuple[float, float], ...]:
    """How full the breath is at the start and at the end of each phase.

    Phases of one direction share the way by their seconds (`in 3s`, `in 1s`: three quarters, then full), across holds
    and across the seam between two cycles.
    """
    strokes = _strokes(cycle)
    full = {stroke: sum(cycle[index].seconds for index in members) for stroke, members in enumerate(strokes)}
    ends: dict[int, tuple[float, float]] = {}
    for stroke, members in enumerate(strokes):
        behind = 0.0
        for index in members:
            share, behind = behind / full[stroke], behind + cycle[index].seconds
            rise = (share, behind / full[stroke])
            ends[index] = rise if cycle[index].kind == "in" else (1 - rise[0], 1 - rise[1])
    return tuple(ends.get(index) or _still(cycle, index, ends) for index in range(len(cycle)))


def _strokes(cycle: tuple[Phase, ...]) -> list[list[int]]:
    """The phases that move, as runs of one direction, beginning where the direction turns."""
    moving = [i for i, phase in enumerate(cycle) if phase.kind in ("in", "out") and phase.seconds > 0]
    turns = [n for n, i in enumerate(moving) if cycle[i].kind != cycle[moving[n - 1]].kind]
    first = turns[0] if turns else 0
    strokes: list[list[int]] = []
    for index in moving[first:] + moving[:first]:
        if strokes and cycle[strokes[-1][-1]].kind == cycle[index].kind:
            strokes[-1].append(index)
        else:
            strokes.append([index])
    return strokes


def _still(cycle: tuple[Phase, ...], index: int, ends: dict[int, tuple[float, float]]) -> tuple[float, float]:
    """A hold or a rest stays where the last movement ended."""
    for back in range(1, len(cycle)):
        if moved := ends.get((index - back) % len(cycle)):
            return moved[1], moved[1]
    level = 1.0 if cycle[index].kind == "hold" else 0.0
    return level, level
