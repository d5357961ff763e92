"""An ear for rendered samples: level, pitch, and how much of a frequency there is, in pure Python."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, pi, sqrt

from selfcare.sound.synthesis import RATE


def window(samples: Sequence[int], at: float, seconds: float) -> Sequence[int]:
    """The samples of `seconds` from the instant `at`."""
    return samples[round(at * RATE) : round((at + seconds) * RATE)]


def level(samples: Sequence[int], at: float, seconds: float) -> float:
    """Root of the mean square."""
    heard = window(samples, at, seconds)
    return sqrt(sum(each * each for each in heard) / len(heard))


def onset(samples: Sequence[int], *, share: float = 0.1) -> float:
    """Seconds until a tenth of the highest sample is reached."""
    threshold = share * max(map(abs, samples))
    return next(at for at, each in enumerate(samples) if abs(each) >= threshold) / RATE


def pitch(samples: Sequence[int], at: float, seconds: float = 0.2) -> float:
    """Hertz, by the time between the first and the last rise through zero."""
    heard = window(samples, at, seconds)
    rises = [
        at + before / (before - after)
        for at, (before, after) in enumerate(
            zip((-each for each in heard), (-each for each in heard[1:]), strict=False)
        )
        if before > 0 >= after
    ]
    return (len(rises) - 1) / (rises[-1] - rises[0]) * RATE


def strength(samples: Sequence[int], hertz: float, at: float, seconds: float) -> float:
    """How much of one frequency there is (Goertzel), as the amplitude of its sine."""
    heard = window(samples, at, seconds)
    turn = 2 * cos(2 * pi * hertz / RATE)
    last = before = 0.0
    for each in heard:
        last, before = each + turn * last - before, last
    return 2 * sqrt(max(0.0, last * last + before * before - turn * last * before)) / len(heard)


def steepest(samples: Sequence[int]) -> int:
    """The greatest step between two samples."""
    return max(abs(after - before) for before, after in pairwise(samples))
