"""People to try a plan on, as data: when they are awake, what they do and when, and what comes between.

Nothing is left to chance: who does one thing in three does the first, the fourth, the seventh.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Literal

from selfcare.core import when
from selfcare.core.frozen import frozen

Change = Literal["", "moved", "cancelled", "forward", "back"]
"""What happens to the first appointment: nothing, moved or cancelled the evening before, or it falls on the day on
which the clocks go forward or back."""


@frozen
class Persona:
    """Somebody to try a plan on."""

    name: str
    sentence: str
    up: time = time(7)
    down: time = time(22, 30)
    """Awake from `up` to `down`; over midnight, if `down` is the earlier."""
    does: int = 1
    """One thing in so many is done; 0: nothing at all."""
    waits: float = 0.0
    """How much of a window goes by before it is done, from 0 to 1."""
    slips: int = 0
    """One thing to leave out in so many is not left out; 0: all are kept."""
    is_spell: bool = False
    """Whether one in `does` is done, late by `waits`, and one in `slips` slips for a week only: four days before the
    first appointment to two days after it, or the first seven days where there is none. Before and after, all is
    done."""
    change: Change = ""


PERSONAS: dict[str, Persona] = {
    each.name: each
    for each in (
        Persona("steady", "Awake from 7:00 to 22:30; does everything as soon as it opens. The usual one."),
        Persona("nobody", "Does nothing; with --answers, only what stands there is done.", does=0),
        Persona(
            "early-riser",
            "Awake from 4:30 to 20:30; does everything as soon as it opens.",
            up=time(4, 30),
            down=time(20, 30),
        ),
        Persona(
            "night-shift",
            "Works at night: awake from 16:00 to 8:00, asleep through the day.",
            up=time(16),
            down=time(8),
        ),
        Persona(
            "moved",
            "At 19:00 the evening before, the first appointment is moved to 9:00 (one that is by 10:00, to 15:00).",
            change="moved",
        ),
        Persona("cancelled", "At 19:00 the evening before, the first appointment is cancelled.", change="cancelled"),
        Persona(
            "clocks-forward",
            "The first appointment is on the next day on which the clocks go forward, at the same time.",
            change="forward",
        ),
        Persona(
            "clocks-back",
            "The first appointment is on the next day on which the clocks go back, at the same time.",
            change="back",
        ),
        Persona(
            "forgetful",
            "A forgetful week around the first appointment: one thing in three is done, late, and one in four slips.",
            does=3,
            waits=0.8,
            slips=4,
            is_spell=True,
        ),
    )
}
"""By name, in the order they are listed."""

SPELL_BEFORE, SPELL_AFTER, SPELL = timedelta(days=4), timedelta(days=2), timedelta(days=7)


def spell(first: datetime | None, starts: datetime) -> tuple[float, float]:
    """When a week that is unlike the others begins and ends, in epoch seconds."""
    if first is None:
        return starts.timestamp(), (when.later(starts, when.Span(days=SPELL.days))).timestamp()
    begins = when.local(first.date() - SPELL_BEFORE, time(), first.tzinfo or UTC)
    ends = when.local(first.date() + SPELL_AFTER + timedelta(days=1), time(), first.tzinfo or UTC)
    return begins.timestamp(), ends.timestamp()


def awake(persona: Persona, instant: datetime) -> datetime:
    """`instant`, if the person is awake then, else when they get up next."""
    clock, zone = instant.time(), instant.tzinfo or UTC
    if persona.up <= persona.down:
        if persona.up <= clock < persona.down:
            return instant
        day = instant.date() + timedelta(days=clock >= persona.down)
        return when.local(day, persona.up, zone)
    if clock >= persona.up or clock < persona.down:
        return instant
    return when.local(instant.date(), persona.up, zone)
