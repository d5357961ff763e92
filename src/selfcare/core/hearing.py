"""What of a script is heard, when it falls due, and how late a tone still makes sense. Every face asks here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.core.frozen import replace
from selfcare.core.script import HEARD, Hearing, Script, Tone, ToneKind, due_between

if TYPE_CHECKING:
    from selfcare.core.ports import Sound

STALE = 0.5
"""Seconds after which the sound of a breath no longer fits what is done."""

HOWEVER_LATE: frozenset[ToneKind] = frozenset({"bell", "end"})

MOMENT = 1.5
"""Seconds between the end of a step and what is heard next, so that each is heard for itself."""

RINGS = 5.0
"""Seconds after its stroke in which a bell has died away well enough for the sound to be closed."""


def hearing_of(word: str, *, quiet: bool = False, eyes_closed: bool = False) -> Hearing:
    """How much is sounded, from the word of the preference. With eyes closed all that guides, unless it is to be quiet;
    a word that is not known means bells."""
    if quiet:
        return "off"
    if eyes_closed:
        return "guided"
    return next((each for each in HEARD if each == word), "bells")


def fell_due(script: Script, last: float, place: float, speed: float = 1.0) -> list[Tone]:
    """Of all that could be heard what falls due after `last`, up to and with `place`, at the speed of a rehearsal."""
    return [
        _at_speed(sounded.tone, speed)
        for sounded in due_between(script.sounds, last, place)
        if sounded.tone.kind in HOWEVER_LATE or (place - sounded.at) / speed <= STALE
    ]


def asked_for(script: Script, hearing: Hearing, speed: float = 1.0) -> set[Tone]:
    """Every tone that will be heard of a script, to be prepared; with closed eyes also the call for a key."""
    heard = {_at_speed(sounded.tone, speed) for sounded in script.sounds if sounded.tone.kind in HEARD[hearing]}
    return heard | {Tone(kind) for kind in _BETWEEN if kind in HEARD[hearing]}


_BETWEEN: tuple[ToneKind, ...] = ("begin", "ask")
"""Sounded when time goes on and when something waits, in whatever script."""


def _at_speed(tone: Tone, speed: float) -> Tone:
    return tone if speed == 1.0 or not tone.seconds else replace(tone, seconds=tone.seconds / speed)


class Tones:
    """Lets be heard what is to be heard, and nothing else."""

    def __init__(self, sound: Sound, hearing: Hearing) -> None:
        self._sound = sound
        self.hearing = hearing
        self.ends_with_a_bell = False
        """Whether the last that was heard was a bell, which takes its time to die away."""

    @property
    def guides(self) -> bool:
        """Whether sound alone leads through."""
        return self.hearing == "guided"

    def prepare(self, script: Script, speed: float = 1.0) -> None:
        """A step with this script comes next."""
        if tones := asked_for(script, self.hearing, speed):
            self._sound.prepare(tones)

    def play(self, *tones: Tone) -> None:
        """Begin these tones now, as far as they are heard."""
        for tone in tones:
            if tone.kind in HEARD[self.hearing]:
                self._sound.play(tone)
                self.ends_with_a_bell = tone.kind == "bell"

    def hush(self) -> None:
        """Time stands still, or it is over."""
        if self.hearing != "off":
            self._sound.hush()
            self.ends_with_a_bell = False
