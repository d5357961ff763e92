"""Breathing patterns and sittings: what is paced, said and rung."""

from __future__ import annotations

from collections.abc import Iterator

from selfcare.core import spelled
from selfcare.core.breath import Pattern, Phase
from selfcare.core.difference.said import Change, Section, contrast, members, words_change
from selfcare.core.plan import Plan
from selfcare.core.sitting import Bell, Sitting
from selfcare.core.spelled import counted, length, listed

SECTION: Section = "to do and to leave out"


def patterns(old: Plan, new: Plan) -> Iterator[Change]:
    """Patterns that both plans have; one that is new or gone shows where it is used."""
    compare = members(SECTION, "breath", called=lambda _, pattern: pattern.title, changed=_pattern)
    return compare(old.patterns, new.patterns)


def _pattern(before: Pattern, now: Pattern) -> Iterator[str]:
    yield from words_change("the title", before.title, now.title)
    yield from contrast("", _cycle(before.cycle), _cycle(now.cycle))
    yield from contrast("", _dose(before), _dose(now))
    if before.ramp != now.ramp:
        yield "the pace changes in another way"
    yield from contrast("left out with", listed(before.unsafe_for), listed(now.unsafe_for))
    yield from words_change("its cautions", " ".join(before.cautions), " ".join(now.cautions))


def _cycle(cycle: tuple[Phase, ...]) -> str:
    return spelled.cycle(cycle) or "no set pace"


def _dose(pattern: Pattern) -> str:
    return f"{pattern.rounds} rounds" if pattern.rounds else length(pattern.seconds or 0)


def sittings(old: Plan, new: Plan) -> Iterator[Change]:
    """Sittings that both plans have."""
    compare = members(SECTION, "sitting", called=lambda _, sitting: sitting.title, changed=_sitting)
    return compare(old.sittings, new.sittings)


def _sitting(before: Sitting, now: Sitting) -> Iterator[str]:
    yield from words_change("the title", before.title, now.title)
    yield from contrast("", length(before.seconds), length(now.seconds))
    yield from _cues(before, now)
    yield from contrast("bells:", _bells(before.bells), _bells(now.bells))
    yield from words_change("its cautions", " ".join(before.cautions), " ".join(now.cautions))


def _cues(before: Sitting, now: Sitting) -> Iterator[str]:
    one, two = ({cue.words for cue in sitting.cues} for sitting in (before, now))
    for count, rest in ((len(two - one), "new"), (len(one - two), "no longer said")):
        if count:
            yield f"{counted(count, 'line')} {'are' if count > 1 else 'is'} {rest}"
    if one == two and before.cues != now.cues:
        yield "the lines come at other times"


def _bells(bells: tuple[Bell, ...]) -> str:
    named = {"every": "every ", "at": "at "}
    return listed([named[bell.kind] + length(bell.seconds) if bell.kind in named else bell.kind for bell in bells])
