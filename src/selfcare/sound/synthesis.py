"""What each tone sounds like: samples worked out from sines, 16 bit, one channel, and nothing else.

Pure, and in pieces of a millisecond's work, so that whoever makes a tone can do other things in between
(`selfcare.sound.cache`). The breath moves between A and the E above it as the shape on the screen moves between empty
and full, `hold` stays where `in` has come to, and `rest` where `out` has. Bells have the partials of a singing bowl.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from math import cos, exp, pi, sin, tau

from selfcare.core.frozen import frozen
from selfcare.core.script import Tone, ToneKind

VERSION = 1
"""Of the sounds: what was kept of another version is made anew."""

RATE = 22_050
"""Samples a second."""

PIECE = 512
"""Samples worked out at a time."""

LOUDNESS = {"soft": 0.2, "middle": 0.45, "full": 1.0}
"""By the words of the preference `volume`; 7 dB lie between two of them, which is clearly more and clearly less."""

PEAK = 26_000
"""The highest sample there may be, of 32,767."""

EMPTY, FULL = 220.0, 330.0
"""Hertz of the breath that is out, and of the one that is in: a fifth, far enough to hear, near enough to be calm."""

LONGEST = 60.0
"""Seconds a tone may last. A phase that is longer ends in silence."""

Voice = Callable[[float], float]
"""The tone at an instant, -1 to 1. Instants are seconds from its start."""


@frozen
class Stroke:
    """Something that is struck and dies away."""

    at: float
    hertz: float
    level: float
    decay: float
    """Seconds until a little over a third is left."""


BOWL, SHIMMER = 220.0, 0.5
"""Hertz of a bell's lowest partial, and by how much a second one beside it differs: a slow, faint swell."""

STRUCK: dict[ToneKind, tuple[float, tuple[Stroke, ...]]] = {
    "bell": (
        8.0,
        (
            Stroke(0.0, BOWL, 0.46, 2.6),
            Stroke(0.0, BOWL + SHIMMER, 0.04, 2.6),
            Stroke(0.0, BOWL * 2.76, 0.28, 1.5),
            Stroke(0.0, BOWL * 5.40, 0.14, 0.8),
            Stroke(0.0, BOWL * 8.93, 0.05, 0.35),
        ),
    ),
    "begin": (
        1.6,
        (Stroke(0.0, EMPTY, 0.25, 0.5), Stroke(0.0, FULL, 0.25, 0.5), Stroke(0.0, 2 * EMPTY, 0.25, 0.4)),
    ),
    "count": (0.15, (Stroke(0.0, 660.0, 0.6, 0.03),)),
    "end": (3.6, (Stroke(0.0, FULL, 0.55, 0.7), Stroke(0.6, EMPTY, 0.6, 1.1))),
    "ask": (1.2, (Stroke(0.0, 392.0, 0.4, 0.2), Stroke(0.28, 523.25, 0.45, 0.35))),
}
"""How long each lasts, and what is struck: an open fifth to begin, a drop for a count, E to A for the end, a rising
fourth for a question."""

MALLET = 0.006
"""Seconds until a stroke is at its full level: soft, and yet the instant is clear."""

SOFT_PARTIALS = (1.0, 0.22, 0.06)
"""Levels of a tone's first partials. Small loudspeakers let through little of the first."""


def seconds(tone: Tone) -> float:
    """How long a tone lasts."""
    struck = STRUCK.get(tone.kind)
    return struck[0] if struck else min(LONGEST, max(0.0, tone.seconds))


def count(tone: Tone) -> int:
    """How many samples it has."""
    return round(seconds(tone) * RATE)


def samples(tone: Tone, volume: str) -> array[int]:
    """All of a tone."""
    whole = array("h")
    for piece in pieces(tone, volume):
        whole.extend(piece)
    return whole


def pieces(tone: Tone, volume: str) -> Iterator[array[int]]:
    """A tone, bit by bit. `volume` is a word of `LOUDNESS`; another is taken for the middle one."""
    scale = PEAK * LOUDNESS.get(volume, LOUDNESS["middle"])
    voice, last = _voice(tone), count(tone)
    for start in range(0, last, PIECE):
        yield array("h", [round(scale * voice(at / RATE)) for at in range(start, min(start + PIECE, last))])


def _voice(tone: Tone) -> Voice:
    struck = STRUCK.get(tone.kind)
    if struck is not None:
        return _fading(_strokes(struck[1]), struck[0], release=struck[0] / 5)
    length = seconds(tone)
    return _fading(_breath(tone.kind, length), length, attack=min(0.05, length / 6), release=min(0.3, length / 3))


def _breath(kind: ToneKind, length: float) -> Voice:
    """A phase of the breath. In and out swell and fade with it; a hold lies under them, and a rest under that."""
    match kind:
        case "in":
            return _sung(_glide(EMPTY, FULL, length), lambda at: 0.35 + 0.35 * _eased(at / length))
        case "out":
            return _sung(_glide(FULL, EMPTY, length), lambda at: 0.7 - 0.4 * _eased(at / length))
        case "hold":
            return _sung(_glide(FULL, FULL, length), lambda at: 0.42 - 0.14 * _eased(at / length))
        case _:
            return _sung(_glide(EMPTY, EMPTY, length), lambda at: 0.22 - 0.07 * _eased(at / length))


def _sung(angle: Voice, level: Voice) -> Voice:
    """Soft partials over a fundamental whose angle is told."""
    first, second, third = (partial / sum(SOFT_PARTIALS) for partial in SOFT_PARTIALS)

    def voice(at: float) -> float:
        turned = angle(at)
        return level(at) * (first * sin(turned) + second * sin(2 * turned) + third * sin(3 * turned))

    return voice


def _glide(start: float, end: float, length: float) -> Voice:
    """The angle of a pitch that eases from `start` to `end` hertz: the integral of `start + (end - start) * eased`."""
    middle, swing = tau * (start + end) / 2, (end - start) * length

    def angle(at: float) -> float:
        return middle * at - swing * sin(pi * at / length)

    return angle


def _strokes(strokes: tuple[Stroke, ...]) -> Voice:
    def voice(at: float) -> float:
        level = 0.0
        for stroke in strokes:
            since = at - stroke.at
            if since > 0:
                felt = 1.0 if since >= MALLET else _eased(since / MALLET)
                level += stroke.level * felt * exp(-since / stroke.decay) * sin(tau * stroke.hertz * since)
        return level

    return voice


def _fading(voice: Voice, length: float, *, attack: float = 0.0, release: float) -> Voice:
    """From silence and into silence, so that nothing clicks. The last hundredth of it is silent."""
    ends = length * 0.99 if length < 1 else length - 0.01
    falls = ends - release

    def faded(at: float) -> float:
        if at < attack:
            return voice(at) * _eased(at / attack)
        if at < falls:
            return voice(at)
        return voice(at) * _eased((ends - at) / release) if at < ends else 0.0

    return faded


def _eased(share: float) -> float:
    """From 0 to 1 as the breath moves: slowly, faster, slowly."""
    return 0.5 - 0.5 * cos(pi * share)
