"""A sitting: cues and bells at exact seconds, and which of them fall due between two instants.

A schedule is worked out once for the chosen length. A screen asks `due_between` for what to ring, `cue_at` and
`bell_at` for what to show; asking late, twice or out of order loses nothing and rings nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from selfcare.core.frozen import frozen

NOT_BEGUN = -1.0
"""What to hand to `due_between` as the last instant before the first tick, so that the bell at 0 rings."""

CLOSEST_CUES = 15.0
"""Cues closer together than so many seconds after scaling are dropped (rules for cue writers)."""

QUIET_ENDS = 60.0
"""No interval bell in so many seconds after the start and before the end."""

STROKE_GAP = 3.0
"""Seconds between the two strokes of the closing bell."""

BLOOM = 9.0
"""Seconds a bell is shown: rising over one, fading over eight."""


@frozen
class Cue:
    """Words to show `at` so many seconds, on the sitting's own base length."""

    at: float
    words: str


@frozen
class Bell:
    """A bell at the start, half way, at the end, `every` so many seconds, or `at` so many seconds."""

    kind: Literal["start", "half", "end", "every", "at"]
    seconds: float = 0.0


@frozen
class Sitting:
    """A meditation of `seconds`, with the base-length times of its cues; another length scales them."""

    name: str
    title: str
    seconds: float = 600.0
    cues: tuple[Cue, ...] = ()
    bells: tuple[Bell, ...] = (Bell("start"), Bell("end"))
    cautions: tuple[str, ...] = ()


@frozen
class Due:
    """Something that happens `at` so many seconds: words to show, or a bell of so many strokes."""

    at: float
    words: str = ""
    strokes: int = 0

    @property
    def is_bell(self) -> bool:
        """Whether something sounds."""
        return self.strokes > 0


def total_seconds(sitting: Sitting, seconds: float | None = None) -> float:
    """How long it lasts: as asked, else the sitting's own length."""
    return seconds or sitting.seconds


def schedule(sitting: Sitting, seconds: float | None = None, bells: tuple[Bell, ...] | None = None) -> tuple[Due, ...]:
    """All that happens in a sitting of `seconds`, in order; at one instant the bell is first.

    The sitting's own cues and `at` bells move with the length (t * length / base); `bells` asked for in place of its
    own stand where they were asked for. Bells at one instant are one bell; the closing bell has two strokes.
    """
    length = total_seconds(sitting, seconds)
    scale = length / sitting.seconds
    rung = _own_bells(sitting, scale) if bells is None else bells
    return tuple(sorted((*_cues(sitting, scale, length), *_bells(rung, length)), key=lambda due: (due.at, due.words)))


def due_between(schedule: Iterable[Due], last: float, now: float) -> tuple[Due, ...]:
    """What falls due after `last`, up to and with `now`: each thing exactly once if each call's `now` is the next one's
    `last`, whatever the ticks. Begin with `NOT_BEGUN`."""
    return tuple(due for due in schedule if last < due.at <= now)


def cue_at(schedule: Iterable[Due], elapsed: float) -> Due | None:
    """The cue that is on the screen: from its instant for `cue_seconds`, or until the next one."""
    shown = _latest((due for due in schedule if not due.is_bell), elapsed)
    return shown if shown and elapsed < shown.at + cue_seconds(shown.words) else None


def cue_seconds(words: str) -> float:
    """How long a cue stays: as long as it takes to say it slowly, two words a second; at least 6 s, at most 15 s."""
    return min(15.0, max(6.0, 3.0 + len(words.split()) / 2))


def bell_at(schedule: Iterable[Due], elapsed: float) -> Due | None:
    """The bell whose bloom is on the screen."""
    rung = _latest((due for due in schedule if due.is_bell), elapsed)
    return rung if rung and elapsed < rung.at + BLOOM else None


def _latest(dues: Iterable[Due], elapsed: float) -> Due | None:
    return max((due for due in dues if due.at <= elapsed), key=lambda due: due.at, default=None)


def _own_bells(sitting: Sitting, scale: float) -> tuple[Bell, ...]:
    return tuple(Bell("at", bell.seconds * scale) if bell.kind == "at" else bell for bell in sitting.bells)


def _cues(sitting: Sitting, scale: float, length: float) -> list[Due]:
    """The cues that have room. The words at the very end are kept: they lead back."""
    scaled = sorted((round(cue.at * scale, 6), cue.words) for cue in sitting.cues)
    scaled = [(at, words) for at, words in scaled if at <= length]
    kept: list[Due] = []
    closing = scaled.pop() if scaled and scaled[-1][0] == length else None
    for at, words in scaled:
        after_last = not kept or at - kept[-1].at >= CLOSEST_CUES
        if after_last and (closing is None or length - at >= CLOSEST_CUES or at == 0):
            kept.append(Due(at, words))
    return [*kept, Due(*closing)] if closing else kept


def _bells(bells: Iterable[Bell], length: float) -> list[Due]:
    strokes: dict[float, int] = {}
    for bell in bells:
        for at, count in _strokes(bell, length):
            strokes[round(at, 6)] = max(count, strokes.get(round(at, 6), 0))
    return [Due(at, strokes=count) for at, count in strokes.items()]


def _strokes(bell: Bell, length: float) -> Iterator[tuple[float, int]]:
    """When one bell rings in a sitting of `length`, and how many strokes it has."""
    match bell.kind:
        case "start":
            yield 0.0, 1
        case "half":
            yield length / 2, 1
        case "end":
            yield length, 2
        case "at":
            if bell.seconds <= length:
                yield bell.seconds, 1
        case "every":
            count = int((length - QUIET_ENDS) / bell.seconds) if bell.seconds > 0 else 0
            for number in range(1, count + 1):
                if number * bell.seconds >= QUIET_ENDS:
                    yield number * bell.seconds, 1
