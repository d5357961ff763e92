"""The one engine of everything that takes time: breathing, sitting, resting, each as a script.

A script is worked out once for a step at its length. Whoever guides through it (the screen, plain lines, sound, a
test) asks what fell due between two instants, what comes next, and what is shown now; asking late, twice or out of
order gives the same answer. Instants are seconds from the start.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal, TypeVar

from selfcare.core import breath
from selfcare.core import sitting as sittings
from selfcare.core.breath import Frame, Pattern, Phase
from selfcare.core.frozen import frozen
from selfcare.core.plan import Breathe, Meditate, Plan, Rest
from selfcare.core.sitting import STROKE_GAP, Bell, Due, Sitting

ToneKind = Literal["in", "hold", "out", "rest", "bell", "begin", "count", "end", "ask"]
"""What can be told apart by ear. `ask`: something waits for a key."""

Hearing = Literal["off", "bells", "on", "guided"]
"""How much is sounded: nothing, bells alone, bells and the breath, or all that guides closed eyes."""

HEARD: dict[Hearing, frozenset[ToneKind]] = {
    "off": frozenset(),
    "bells": frozenset({"bell"}),
    "on": frozenset({"bell", "in", "hold", "out", "rest"}),
    "guided": frozenset({"bell", "in", "hold", "out", "rest", "begin", "count", "end", "ask"}),
}

COUNT_DOWN = (3.0, 2.0, 1.0)
"""Seconds before the end at which it is counted down."""

SHORTEST_COUNTED = 20.0
"""Seconds under which nothing is counted down: the end is near from the start."""


@frozen
class Tone:
    """A sound. One that stands for a phase lasts as long as the phase; the others have a length of their own."""

    kind: ToneKind
    seconds: float = 0.0
    """Of the phase; 0 for the others."""


@frozen
class Sign:
    """Something that happens `at` one instant: a phase begins, a bell is struck, words are said."""

    at: float
    words: str = ""
    phase: Phase | None = None
    """At its pace in its cycle."""
    strokes: int = 0
    """Of a bell."""


@frozen
class Sounded:
    """A tone that begins at one instant."""

    at: float
    tone: Tone


@frozen
class Shown:
    """What is to be seen at one instant."""

    words: str
    """Of the phase, the cue or the rest; empty: nothing is said now."""
    remaining: float
    """Seconds left, never below 0."""
    finished: bool
    frame: Frame | None = None
    """Where the breath is; None for what is no breathing."""
    since_bell: float | None = None
    """Seconds since a bell was last struck; None before the first."""


@frozen
class Script:
    """One timed step at its length. Made by `breathing`, `sitting_still`, `resting` or `of_action`."""

    path: str
    """The name a session of it is kept under: `breath.box`, `sitting.breath`; a rest is kept under none."""
    total: float
    """Seconds from its start to its end."""
    signs: tuple[Sign, ...]
    """In order; what is planned, and what a receipt is held against."""
    sounds: tuple[Sounded, ...]
    """In order: all that could be heard. `HEARD` says what is, for each way of hearing."""
    pattern: Pattern | None = None
    seconds: float | None = None
    rounds: int | None = None
    schedule: tuple[Due, ...] = ()
    words: str = ""
    """What a rest says all along."""

    @property
    def is_measured(self) -> bool:
        """Whether its signs are meant to the second, so that it is worth telling how well they kept to it."""
        return bool(self.signs)


def breathing(pattern: Pattern, *, seconds: float | None = None, rounds: int | None = None) -> Script:
    """Paced breathing for so many seconds or rounds, else for the pattern's own length."""
    total = breath.total_seconds(pattern, seconds=seconds, rounds=rounds)
    signs = tuple(
        Sign(at, phase.words or breath.WORDS[phase.kind], phase)
        for at, phase in breath.onsets(pattern, seconds=seconds, rounds=rounds)
    )
    phases = [Sounded(sign.at, Tone(sign.phase.kind, sign.phase.seconds)) for sign in signs if sign.phase]
    frame = [] if phases else [Sounded(0.0, Tone("begin"))]
    sounds = _in_order([*frame, *phases, *_ending(total)])
    return Script(f"breath.{pattern.name}", total, signs, sounds, pattern=pattern, seconds=seconds, rounds=rounds)


def sitting_still(sitting: Sitting, *, seconds: float | None = None, bells: tuple[Bell, ...] | None = None) -> Script:
    """A sitting for so many seconds, else for its own length. A closing bell is its end for the ear as well."""
    total = sittings.total_seconds(sitting, seconds)
    schedule = sittings.schedule(sitting, seconds, bells)
    signs = tuple(Sign(due.at, due.words, strokes=due.strokes) for due in schedule)
    struck = [Sounded(sign.at + STROKE_GAP * stroke, Tone("bell")) for sign in signs for stroke in range(sign.strokes)]
    closes = any(sign.strokes and sign.at == total for sign in signs)
    opens = [] if any(sign.strokes and sign.at == 0 for sign in signs) else [Sounded(0.0, Tone("begin"))]
    ending = _ending(total)[: -1 if closes else None]
    return Script(f"sitting.{sitting.name}", total, signs, _in_order([*opens, *struck, *ending]), schedule=schedule)


def resting(rest: Rest) -> Script:
    """A rest: nothing happens until it is over."""
    sounds = _in_order([Sounded(0.0, Tone("begin")), *_ending(rest.seconds)])
    return Script("", rest.seconds, (), sounds, words=rest.say)


def of_action(plan: Plan, action: Breathe | Meditate | Rest, instead: Pattern | None = None) -> Script:
    """The script of a step. `instead` is breathed in place of the plan's pattern, for about as long."""
    match action:
        case Breathe(pattern=name, seconds=seconds, rounds=rounds) if instead is not None:
            asked = breath.asked_seconds(plan.patterns[name], seconds=seconds, rounds=rounds)
            return breathing(instead, seconds=asked)
        case Breathe():
            return breathing(plan.patterns[action.pattern], seconds=action.seconds, rounds=action.rounds)
        case Meditate():
            return sitting_still(plan.sittings[action.sitting], seconds=action.seconds, bells=action.bells)
        case Rest():
            return resting(action)


def shown_at(script: Script, elapsed: float) -> Shown:
    """What is to be seen after `elapsed` seconds; after the end the last instant stays."""
    remaining, finished = max(0.0, script.total - elapsed), elapsed >= script.total
    if script.pattern is not None:
        frame = breath_at(script, elapsed)
        return Shown(frame.words, remaining, finished, frame)
    if not script.schedule:
        return Shown(script.words, remaining, finished)
    cue = sittings.cue_at(script.schedule, elapsed)
    return Shown(cue.words if cue else "", remaining, finished, since_bell=_since_bell(script, elapsed))


def breath_at(script: Script, elapsed: float) -> Frame:
    """Where the breath of a script of breathing is. Raises `ValueError` for another script."""
    if script.pattern is None:
        raise ValueError("this is no breathing")
    return breath.frame_at(script.pattern, elapsed, seconds=script.seconds, rounds=script.rounds)


def repaced(script: Script, factor: float, elapsed: float) -> tuple[Script, float]:
    """A change of pace under way: the script of a breath `factor` times as slow, and the seconds to ask it for from now
    on. The place in the breath stays as it is, and as much of the session is left as before."""
    if script.pattern is None:
        return script, elapsed
    place = elapsed * factor if breath.is_paced(script.pattern) else elapsed
    slower = breath.paced(script.pattern, factor)
    return breathing(slower, seconds=place + script.total - elapsed), place


Timed = TypeVar("Timed", Sign, Sounded)


def due_between(signs: Sequence[Timed], last: float, now: float) -> Sequence[Timed]:
    """Of `script.signs` or `script.sounds` what falls due after `last`, up to and with `now`: each exactly once if each
    call's `now` is the next one's `last`, whatever the ticks. Begin with `sitting.NOT_BEGUN`."""
    return signs[bisect_right(signs, last, key=_at) : bisect_right(signs, now, key=_at)] if now > last else ()


def next_after(script: Script, elapsed: float) -> float:
    """When the next sign or sound comes after `elapsed`, else the end; once that is behind too, infinity."""
    coming = [
        timed[at].at for timed in (script.signs, script.sounds) if (at := _index_after(timed, elapsed)) < len(timed)
    ]
    if elapsed < script.total:
        coming.append(script.total)
    return min(coming, default=float("inf"))


def _index_after(signs: Sequence[Sign] | Sequence[Sounded], elapsed: float) -> int:
    return bisect_right(signs, elapsed, key=_at)


def _at(timed: Sign | Sounded) -> float:
    return timed.at


def _ending(total: float) -> list[Sounded]:
    """The count-down and the end."""
    counted = COUNT_DOWN if total >= SHORTEST_COUNTED else ()
    return [*(Sounded(total - left, Tone("count")) for left in counted), Sounded(total, Tone("end"))]


def _in_order(sounds: list[Sounded]) -> tuple[Sounded, ...]:
    return tuple(sorted(sounds, key=_at))


def _since_bell(script: Script, elapsed: float) -> float | None:
    struck = [each.at for each in script.sounds if each.tone.kind == "bell" and each.at <= elapsed]
    return elapsed - struck[-1] if struck else None
