"""Who should leave which breathing out, in words for the person, and what to do instead.

Asked by every face before a pattern. The texts are precaution and consensus (source: exclusions of the trial
NCT05676658, and practice); nothing here is a test of health.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from selfcare.core.breath import Pattern
from selfcare.core.question import Value

TEXTS: Mapping[str, str] = {
    "pregnant": "If you are pregnant, skip breath holds.",
    "heart": "Heart disease, chest pain or blood pressure that is high, low or not controlled: skip holds. "
    "Ask your doctor first.",
    "lung": "Lung disease or a bad chest now: use pursed lips or natural breath. Keep your inhaler near.",
    "seizure": "Epilepsy or blackouts: no holds and no fast or very deep breaths.",
    "panic": "If watching your breath makes you panic, do not force it. Feel your feet or look around the room.",
    "eye": "Eye pressure problems or eye, chest or tummy surgery in the last 6 weeks: no holds or straining.",
}
"""By tag, in the order they are shown."""

SAID: Mapping[str, str] = {
    "pregnant": "you are pregnant",
    "heart": "your heart or blood pressure needs care",
    "lung": "your lungs or chest need care",
    "seizure": "you have had seizures or blackouts",
    "panic": "your breath can make you panic",
    "eye": "your eyes or a surgery need care",
}
"""What a person said by turning a tag on in Settings; goes on from `you said that`."""

ALWAYS = (
    "Sit or lie down. Never do this while driving, in water or standing at a height. Keep it easy. "
    "Stop if you feel dizzy, tingly or short of breath."
)

SITTING = (
    "This is optional. Eyes open is fine. If you feel upset, numb or unreal, stop, look around and feel the floor. "
    "If it keeps happening, talk to a professional."
)
"""Shown once, before the first sitting."""

GENTLER = ("long-exhale", "belly", "natural")
"""What takes the place of a pattern, the first that suits."""


def texts(pattern: Pattern) -> list[str]:
    """The cautions of a pattern, each once: of its tags, and its own. `ALWAYS` is said apart."""
    by_tag = (text for tag, text in TEXTS.items() if tag in pattern.unsafe_for)
    return [text for text in dict.fromkeys((*by_tag, *pattern.cautions)) if text != ALWAYS]


def has_holds(pattern: Pattern) -> bool:
    """Whether the breath is held in or kept out: the cautions are then shown first."""
    cycles = (*pattern.cycle, *(pattern.ramp.to if pattern.ramp else ()))
    return any(phase.kind in ("hold", "rest") and phase.seconds > 0 for phase in cycles)


def said_against(pattern: Pattern, said: Mapping[str, Value]) -> list[str]:
    """The tags that the person said are true of them and that the pattern is not for."""
    return [tag for tag in TEXTS if tag in pattern.unsafe_for and said.get(tag) is True]


def instead(pattern: Pattern, other: Pattern, tags: Sequence[str]) -> str:
    """Why another pattern takes the place of the one in the plan: what was said that speaks against that."""
    said = " and that ".join(SAID[tag] for tag in tags)
    return f"You said that {said}. So this is {other.title} in place of {pattern.title}."


def gentler(pattern: Pattern, said: Mapping[str, Value], known: Mapping[str, Pattern]) -> Pattern:
    """What to breathe instead: the first of `GENTLER` that is known, has no holds and that nothing said speaks against.

    Where none is, breath without pacing; so too for whom watching the breath brings on panic.
    """
    panics = "panic" in said_against(pattern, said)
    for name in ("natural",) if panics else GENTLER:
        other = known.get(name)
        if other and other.name != pattern.name and not has_holds(other) and not said_against(other, said):
            return other
    return Pattern("natural", "Natural breath", (), seconds=180.0)
