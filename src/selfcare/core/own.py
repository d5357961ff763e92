"""Breathing patterns of one's own: read from words, named, kept in the journal and found again.

`in 4s, hold 2s, out 6s` is read as the plan language reads phases, and so is what people type for it: `4-2-6`, `in 4
hold 2 out 6`. Whom it does not suit follows from its shape, so
that the same cautions stand before it as before a pattern of the library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from selfcare.core import breath, cautions, grammar, limits
from selfcare.core.breath import Pattern, Phase
from selfcare.core.event import Event, Json
from selfcare.core.grammar import GrammarError
from selfcare.core.ledger import in_order
from selfcare.core.question import plain_number
from selfcare.errors import UsageError

KINDS = ("breath.kept", "breath.dropped")
"""What to ask the journal for before `kept`."""

NAME = re.compile("[a-z0-9][a-z0-9-]{0,39}")
"""What a breathing pattern of a plan may be called."""

AMBIGUOUS = re.compile("[0-9],[0-9]")
"""Half a second, or the next phase."""

ONLY_NUMBERS = re.compile("[0-9][-–/:,.x 0-9]*s?")

BELLY_SECONDS = 7.0
"""A breath of belly breathing; a slower one is not for people with a lung condition."""


def read(words: str) -> tuple[Phase, ...]:
    """The phases of `in 4s, hold 2s, out 6s`, or of another spelling that means one thing only: `4-2-6`, `In 4 out 6`.

    Raises `UsageError` with what to write, also for what would do harm.
    """
    text = words.strip()
    try:
        cycle = _spelled(text)
    except GrammarError as error:
        raise UsageError(_refusal(text, error)) from None
    limits.refuse_harm(cycle)
    return cycle


def _spelled(text: str) -> tuple[Phase, ...]:
    """Raises `GrammarError`."""
    try:
        return grammar.cycle(text)
    except GrammarError as error:
        if not error.suggestion or AMBIGUOUS.search(text):
            raise
        return grammar.cycle(error.mend(text))


def _refusal(text: str, error: GrammarError) -> str:
    if ONLY_NUMBERS.fullmatch(text):
        return f"{grammar.quoted(text)} does not say which is in and which is out; write for example in 4s, out 6s"
    if "; write " in error.message:
        return error.message
    return f"{error.message}; write {error.mend(text) if error.suggestion else 'for example in 4s, out 6s'}"


def is_meant(words: str) -> bool:
    """Whether somebody who writes this means phases and no name, however they are spelled."""
    text = words.strip()
    try:
        grammar.cycle(text)
    except GrammarError as error:
        return bool(error.suggestion or ONLY_NUMBERS.fullmatch(text) or re.search(r"[0-9].*[, ]|[, ].*[0-9]", text))
    return True


def pattern(
    cycle: tuple[Phase, ...],
    name: str = "",
    title: str = "",
    seconds: float | None = None,
    rounds: int | None = None,
) -> Pattern:
    """A pattern of these phases; without a name it is called after its shape."""
    tags = unsafe_for(cycle)
    return Pattern(
        name=name or shape(cycle),
        title=title or (name and name.replace("-", " ").capitalize()) or in_short(cycle),
        cycle=cycle,
        seconds=seconds or (None if rounds else breath.DEFAULT_SECONDS),
        rounds=rounds,
        unsafe_for=tags,
        cautions=(cautions.ALWAYS, *(cautions.TEXTS[tag] for tag in tags)),
    )


def unsafe_for(cycle: tuple[Phase, ...]) -> tuple[str, ...]:
    """Whom these phases are not for: with holds, as box; without, slower than belly breathing, the lung."""
    if cautions.has_holds(Pattern("", "", cycle)):
        return tuple(cautions.TEXTS)
    length = sum(phase.seconds for phase in cycle) / breath.breaths_in(cycle)
    return ("lung",) if length > BELLY_SECONDS else ()


def written(cycle: Iterable[Phase]) -> list[str]:
    """The phases in the words of a plan: `in 4s`, `out 8s through the mouth`."""
    return [f"{phase.kind} {plain_number(round(phase.seconds, 3))}s {phase.words}".rstrip() for phase in cycle]


def in_short(cycle: Iterable[Phase]) -> str:
    """`in 4, hold 2, out 6`: a title for what has none."""
    return ", ".join(f"{phase.kind} {plain_number(round(phase.seconds, 3))}" for phase in cycle)


def shape(cycle: Iterable[Phase]) -> str:
    """A name made of the phases: `in-4-hold-2-out-6`; sessions of a pattern without a name are kept under it."""
    words = (f"{phase.kind}-{plain_number(round(phase.seconds, 3)).replace('.', 'p')}" for phase in cycle)
    return "-".join(words)[:40].rstrip("-")


def check_name(name: str) -> str:
    """`name`, if a pattern may be called so. Raises `UsageError`."""
    if not NAME.fullmatch(name):
        raise UsageError(
            f"{grammar.quoted(name)} is not a name; it has small letters, digits and hyphens, and at most 40 characters"
        )
    if is_meant(name):
        raise UsageError(f"{grammar.quoted(name)} would be read as a breath; give it a name that begins with a letter")
    return name


def values(own: Pattern) -> dict[str, Json]:
    """A pattern as the journal keeps it."""
    return {"cycle": [*written(own.cycle)], "title": own.title, "seconds": own.seconds, "rounds": own.rounds}


def kept(events: Iterable[Event]) -> dict[str, Pattern]:
    """The patterns that stand, by name, the newest last. What is no pattern, or would do harm, is passed over."""
    found: dict[str, Pattern] = {}
    for event in in_order(events):
        name = event.path.removeprefix("breath.")
        if event.kind in KINDS:
            found.pop(name, None)
        if event.kind == "breath.kept" and (own := _read(name, event.values)):
            found[name] = own
    return found


def _read(name: str, given: Mapping[str, Json]) -> Pattern | None:
    phases, title, seconds, rounds = (given.get(key) for key in ("cycle", "title", "seconds", "rounds"))
    if not isinstance(phases, list) or not NAME.fullmatch(name):
        return None
    try:
        cycle = tuple(grammar.phase(each) for each in phases if isinstance(each, str))
        limits.refuse_harm(cycle)
    except (GrammarError, UsageError):
        return None
    own = pattern(
        cycle,
        name,
        title if isinstance(title, str) else "",
        float(seconds) if isinstance(seconds, int | float) and seconds > 0 else None,
        rounds if isinstance(rounds, int) and rounds > 0 else None,
    )
    return own if breath.total_seconds(own) <= limits.longest(own) + LEEWAY else None


LEEWAY = limits.LONGEST_BREATH
"""Seconds: a length is rounded to whole breaths."""
