"""What is said while time passes, and when: the lines of a script, at a pace that a braille display can follow. Pure.

Nothing about time is worked out here: onsets, bells and totals are the script's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Literal, NamedTuple

from selfcare.core import breath, script, words
from selfcare.core.breath import Phase
from selfcare.core.question import plain_number
from selfcare.core.script import Script, Sign

Words = Literal["phase", "second", "sparse", "none"]
"""How much is said: a line for each phase; each second too; the first breath, then the minutes; nothing."""

CHOICES: tuple[Words, ...] = ("phase", "second", "sparse")
"""What a person can choose."""

BELLS = {1: "bell", 2: "two bells"}

CLOSEST = 1.5
"""Seconds between two lines at least, whatever the breath: a short line on 40 cells takes as long to read."""

EACH_SECOND = 1.0
"""Seconds between two lines where every second is said."""

APART = 3.0
"""Seconds that the time left keeps away from other lines, which are read first."""

COUNTED = 10
"""Of a rest or a sitting so many last seconds are counted, where every second is said."""

NEAR = 1e-6

ABOUT: dict[Words, str] = {
    "phase": "While you breathe, each phase is a line with its seconds. --words second counts them as well; "
    "--words sparse says the first breath, and then the minutes left.",
    "second": "While you breathe, each phase is a line with its seconds, and then they are counted. "
    "--words phase does not count them; --words sparse says the first breath, and then the minutes left.",
    "sparse": "The first breath is said, and then the minutes left. "
    "--words phase says each phase; --words second counts its seconds as well.",
    "none": "Sound guides you while time passes, and no lines come.",
}
NO_LIMIT = "Enter stops the clock while time passes, for as long as you like."


class Practice(NamedTuple):
    """A script, and what is said of it."""

    script: Script
    lead: tuple[str, ...]
    """What is said before it begins."""
    lines: tuple[Sign, ...]
    """In order. Never closer together than a display can follow."""
    standing: Callable[[float], str]
    """What is said when somebody comes back so many seconds into it."""
    words: Words = "phase"

    @property
    def about(self) -> str:
        """What `?` says of it."""
        return f"{ABOUT[self.words]} {NO_LIMIT}"


def chosen(word: str) -> Words:
    """The choice that a word stands for."""
    return next((each for each in CHOICES if each == word), "phase")


def spoken(of: Script, words: Words = "phase", *, say: str = "") -> Practice:
    """The lines of a script. `say`: words of the step, said before."""
    left = partial(_left, of.total)
    if of.pattern is not None and of.signs:
        count = script.breath_at(of, 0.0).cycles
        lead = (say, f"{length(of.total)}, {count} {'breath' if count == 1 else 'breaths'}.")
        return Practice(of, lead, tuple(_breath(of, words)), partial(_standing, of), words)
    if of.path.startswith("sitting."):
        own = [Sign(sign.at, sign.words or BELLS.get(sign.strokes, "bell")) for sign in of.signs]
        lines = _with_time(own, of.total, words, minutes=words == "second")
        return Practice(of, (f"{length(of.total)}.",), lines, left, words)
    opening = of.words or "Rest now." if of.pattern is None else f"{breath.UNPACED_WORDS}."
    lines = _with_time([Sign(0.0, opening)], of.total, words, minutes=True)
    return Practice(of, (say, f"{length(of.total)}."), lines, left, words)


def length(seconds: float) -> str:
    """`90 seconds`, `3 minutes`, `1 h 5 min`."""
    if seconds < 120 and seconds % 60:
        return f"{max(1, round(seconds))} {'second' if round(seconds) == 1 else 'seconds'}"
    minutes = round(seconds / 60)
    if minutes <= 60:
        return f"{minutes} {'minute' if minutes == 1 else 'minutes'}"
    return words.length(seconds)


# Breath

Moment = tuple[float, Phase]
"""When a phase begins, and the phase."""


def _breath(of: Script, words: Words) -> Iterator[Sign]:
    moments, phases = [(sign.at, sign.phase) for sign in of.signs if sign.phase], _phases(of)
    match words:
        case "phase":
            yield from (_told(group, phases) for group in _groups(moments, phases, CLOSEST))
        case "second":
            for group in _groups(moments, phases, EACH_SECOND):
                yield _told(group, phases)
                yield from _counted(group)
        case "sparse":
            opening = [_told(group, phases) for group in _groups(moments[:phases], phases, CLOSEST)]
            yield from (*opening, *_sparse(of, opening[-1].at + APART))


def _groups(moments: list[Moment], phases: int, closest: float) -> Iterator[list[Moment]]:
    """Phases that are said in one line: one that is over too soon joins the one before it; where a breath begins with
    such a one, the next joins that. A breath that is over too soon as a whole takes in the next one."""
    group: list[Moment] = []
    for number, (at, phase) in enumerate(moments):
        lasts, opens = sum(each.seconds for _, each in group), number % phases == 0
        if group and lasts + NEAR >= closest and (opens or phase.seconds + NEAR >= closest):
            yield group
            group = []
        group.append((at, phase))
    if group:
        yield group


def _told(group: list[Moment], phases: int) -> Sign:
    """`in, 4`; `in, 3, top up, 1`; breaths that share a line are told once, with how many they are."""
    breaths = -(-len(group) // phases)
    named = ", ".join(_with_seconds(phase) for _, phase in group[:phases])
    return Sign(group[0][0], f"{named}, {breaths} times" if breaths > 1 else named)


def _counted(group: list[Moment]) -> Iterator[Sign]:
    """The whole seconds left of each phase, none sooner than a second after the line before."""
    last = group[0][0]
    for begins, phase in group:
        for left in range(int(phase.seconds + NEAR), 0, -1):
            at = round(begins + phase.seconds - left, 6)
            if at + NEAR >= last + EACH_SECOND:
                yield Sign(at, str(left))
                last = at


def _sparse(of: Script, begins: float) -> Iterator[Sign]:
    """Each minute what is left, and the breath again where its pace has changed."""
    said = _cycle(of, 0.0)
    for sign in _minutes(of.total):
        if sign.at >= begins:
            now = _cycle(of, sign.at)
            yield Sign(sign.at, f"{sign.words}; {now}" if now != said else sign.words)
            said = now


def _cycle(of: Script, elapsed: float) -> str:
    """The breath under way: `in, 4, out, 6`."""
    return ", ".join(_with_seconds(phase) for phase in script.breath_at(of, elapsed).cycle if phase.seconds > 0)


def _phases(of: Script) -> int:
    """How many phases a breath has."""
    return sum(phase.seconds > 0 for phase in script.breath_at(of, 0.0).cycle)


def _standing(of: Script, elapsed: float) -> str:
    frame = script.breath_at(of, elapsed)
    return f"{_named(frame.phase)}, {frame.left}" if frame.phase else ""


def _named(phase: Phase) -> str:
    return phase.words or phase.kind


def _with_seconds(phase: Phase) -> str:
    """The seconds as they were written; one decimal where a changing pace made them."""
    written = round(phase.seconds, 2)
    exact = abs(phase.seconds - written) < NEAR
    return f"{_named(phase)}, {plain_number(written if exact else round(phase.seconds, 1))}"


# The time that is left


def _with_time(own: list[Sign], total: float, words: Words, *, minutes: bool) -> tuple[Sign, ...]:
    """A script's own lines, and among them the time left: each minute, else the last one alone."""
    if words == "none":
        return ()
    whole = list(_minutes(total))
    told = [*(whole if minutes else whole[-1:]), *(_seconds(total) if words == "second" else ())]
    return tuple(sorted([*own, *_apart(told, own)], key=lambda sign: sign.at))


def _apart(told: Iterable[Sign], own: list[Sign]) -> Iterator[Sign]:
    """What keeps away from the other lines: a minute by three seconds, a counted second by one."""
    for sign in told:
        room = EACH_SECOND if sign.words.isdecimal() else APART
        if all(abs(sign.at - other.at) + NEAR >= room for other in own):
            yield sign


def _minutes(total: float) -> Iterator[Sign]:
    for left in range(int((total - 1) // 60), 0, -1):
        yield Sign(total - 60 * left, _left(60 * left, 0.0))


def _seconds(total: float) -> Iterator[Sign]:
    for left in range(COUNTED, 0, -1):
        if total - left >= EACH_SECOND:
            yield Sign(total - left, str(left))


def _left(total: float, elapsed: float) -> str:
    return f"{length(total - elapsed)} left"
