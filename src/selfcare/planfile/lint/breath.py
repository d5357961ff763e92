"""Breathing that is safe for most people: holds, the cautions that go with them, and where it is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from selfcare.core.breath import Pattern, Phase, is_paced
from selfcare.core.plan import Action, Avoid, Breathe, Follow
from selfcare.planfile.code import Code
from selfcare.planfile.document import at
from selfcare.planfile.known import CAUTIONS
from selfcare.planfile.lint import paces
from selfcare.planfile.lint.placed import is_own, placed
from selfcare.planfile.lint.subject import Subject
from selfcare.planfile.lint.whole import practised
from selfcare.planfile.problem import Location

CODES: tuple[Code, ...] = (
    Code(
        "safety/hold-cautions",
        "A breath is held for more than four seconds, and the pattern does not say for whom that is unsafe.",
        'cycle = ["in 4s", "hold 7s", "out 8s"] alone',
        'unsafe-for = ["pregnant", "heart", "lung", "seizure", "eye"]',
        reason="Holding the breath changes the pressure in chest, head and eyes. The app hides a pattern from whom its "
        "author named.",
        source="clinical page, 2; exclusions of the trial NCT05676658, consensus",
        aliases=("BL-01",),
    ),
    Code(
        "safety/short-hold",
        "A breath is held for up to four seconds, and the pattern does not say for whom that is unsafe.",
        'cycle = ["in 4s", "hold 2s", "out 6s"] alone',
        'unsafe-for = ["pregnant", "heart", "lung", "seizure", "eye"]',
        reason="Holding the breath changes the pressure in chest, head and eyes. The app hides a pattern from whom its "
        "author named.",
        source="clinical page, 2; exclusions of the trial NCT05676658, consensus",
        aliases=("BL-01",),
        waivable=True,
    ),
    Code(
        "safety/hold",
        "A breath is held in for more than seven seconds, or kept out for more than four.",
        'cycle = ["in 4s", "hold 12s", "out 8s"]',
        'cycle = ["in 4s", "hold 4s", "out 6s"]',
        reason="Long holds make people dizzy or faint.",
        source="clinical page, 2",
        aliases=("BL-02",),
    ),
    *paces.CODES,
    Code(
        "safety/count",
        "The name or the title of a pattern counts seconds that its cycle does not have.",
        'title = "4-7-8", cycle = ["in 4s", "hold 8s", "out 8s"]',
        'title = "4-8-8"',
        reason="People who know a pattern by its numbers follow the numbers.",
        source="clinical page, 2",
        aliases=("BL-06",),
    ),
    Code(
        "safety/stop-if-dizzy",
        "A breathing pattern does not say to stop when dizzy, and never to do it while driving, in water or standing "
        "at a height.",
        "[breath.calm] without cautions",
        'cautions = ["Never do this while driving, in water or standing at a height. Stop if you feel dizzy."]',
        reason="The app says it before every first practice; a page that is printed has only what the plan says.",
        source="clinical page, 2 (always)",
        aliases=("BL-07",),
    ),
    Code(
        "safety/hidden-pattern",
        "A plan for certain people has breathing that is unsafe for them.",
        'tags = ["pregnant"] and breathe = "box"',
        'breathe = "long-exhale"',
        reason="The app hides such a pattern from them, and they would find another one in its place.",
        source="clinical page, 2 (cautions)",
        aliases=("BL-08",),
        waivable=True,
    ),
    Code(
        "safety/breathing-in-session",
        "Breathing practice is timed during the visit.",
        'breathe = "belly", at = "start"',
        'breathe = "belly", from = "20m before", until = "5m before"',
        reason="No breathing drills while needles are in: moving can bend them or push them deeper.",
        source="clinical page, 1.3 IN-03",
        aliases=("BL-09",),
        waivable=True,
    ),
)

HOLD_TAGS = ("pregnant", "heart", "lung", "seizure", "eye")
"""For whom every hold is unsafe."""
LONG_HOLD = 4.0


class Use(NamedTuple):
    """A place where a plan has people breathe, with the length it asks for."""

    location: Location
    action: Breathe
    key: str
    """What says how long: `for`, `rounds`, or the pattern's name."""


def check(subject: Subject) -> None:
    """Report breathing that could harm, and cautions that are missing."""
    own = [pattern for pattern in subject.plan.patterns.values() if is_in_file(subject, pattern)]
    for pattern in own:
        _holds(subject, pattern)
        _counted(subject, pattern)
        _cautioned(subject, pattern)
        paces.lasting(subject, ("breath", pattern.name), _key_in(subject, ("breath", pattern.name), "cycle"), pattern)
    uses = [] if subject.is_library else list(_uses(subject))
    for use in uses:
        named = subject.plan.patterns.get(use.action.pattern)
        if named is not None:
            if use.key != "breathe":
                paces.lasting(subject, use.location, use.key, named, use.action)
            _for_whom(subject, use, named)
    if uses:
        _in_session(subject)


def is_in_file(subject: Subject, pattern: Pattern) -> bool:
    """Whether the file itself has the pattern."""
    return at(subject.own.data, ("breath", pattern.name)) is not None


def _phases(pattern: Pattern) -> Iterator[tuple[Location, Phase]]:
    """Each phase with its place in the pattern's table."""
    for index, phase in enumerate(pattern.cycle):
        yield ("cycle", index), phase
    for index, phase in enumerate(pattern.ramp.to if pattern.ramp else ()):
        yield ("ramp", "to", index), phase


# holds


def _holds(subject: Subject, pattern: Pattern) -> None:
    here: Location = ("breath", pattern.name)
    held = [(where, phase) for where, phase in _phases(pattern) if phase.kind in ("hold", "rest") and phase.seconds > 0]
    for where, phase in held:
        most = paces.MOST_HELD[phase.kind]
        if phase.seconds > most:
            how = "held in" if phase.kind == "hold" else "kept out"
            message = f"the breath is {how} for {phase.seconds:g} seconds, and {most:g} are the most that is safe"
            subject.report(
                "safety/hold", subject.mark((*here, *where)), message, help=f"write {phase.kind} {most:g}s, or less"
            )
    lacks = [tag for tag in HOLD_TAGS if tag not in pattern.unsafe_for]
    if not held or not lacks or not subject.is_whole:
        return
    where, phase = max(held, key=lambda each: each[1].seconds)
    wanted = [tag for tag in CAUTIONS if tag in (*HOLD_TAGS, *pattern.unsafe_for)]
    message = "the breath is held here, and the pattern does not say for whom that is unsafe"
    if pattern.unsafe_for:
        message = f"the breath is held here, which is unsafe also for: {', '.join(lacks)}"
    help = f"write unsafe-for = [{', '.join(f'{chr(34)}{tag}{chr(34)}' for tag in wanted)}] in this table"
    place = subject.mark((*here, *where))
    if phase.seconds > LONG_HOLD:
        subject.report("safety/hold-cautions", place, message, help=help)
    else:
        subject.report("safety/short-hold", place, message, severity="warning", help=help)


_COUNT = re.compile(r"(?<![0-9.-])[0-9]{1,2}(?:\.[0-9])?(?:-[0-9]{1,2}(?:\.[0-9])?){1,3}(?![0-9-])")


def _counted(subject: Subject, pattern: Pattern) -> None:
    """`4-7-8` in a title: the seconds of the phases, or the same in proportion."""
    title = at(subject.own.data, ("breath", pattern.name, "title"))
    in_title = _COUNT.search(title) if isinstance(title, str) else None
    found = in_title or (_COUNT.search(pattern.name) if not isinstance(title, str) else None)
    lengths = [phase.seconds for phase in pattern.cycle if phase.seconds > 0]
    if found is None or not lengths:
        return
    told = [float(number) for number in found[0].split("-")]
    scale = lengths[0] / told[0] if told[0] else 0.0
    if len(told) == len(lengths) and all(
        abs(length - scale * number) < 0.051 for length, number in zip(lengths, told, strict=True)
    ):
        return
    place = subject.header(("breath", pattern.name))
    if in_title:
        place = subject.mark(("breath", pattern.name, "title"), found.start(), len(found[0]))
    counted = "-".join(f"{length:g}" for length in lengths)
    message = f"these numbers are not those of the cycle, which is {counted}"
    replacement = counted if in_title else None
    subject.report(
        "safety/count", place, message, replacement=replacement, help="" if in_title else "give it another name"
    )


# cautions

_DIZZY = re.compile(
    r"\b(?:stop|pause|breathe (?:as )?normal\w*)\b[^!?]{0,80}\b(?:dizz\w*|faint\w*|light-?headed)", re.I
)
_DIZZY_FIRST = re.compile(
    r"\b(?:dizz\w*|faint\w*|light-?headed)\b[^!?]{0,60}\b(?:stop|breathe (?:as )?normal\w*)", re.I
)
_DRIVING = re.compile(r"\b(?:driv\w+|wheel)\b", re.IGNORECASE)


def _cautioned(subject: Subject, pattern: Pattern) -> None:
    if not (is_paced(pattern) and subject.english and subject.is_whole):
        return
    said = (*pattern.cautions, *subject.plan.cautions)
    lacks = []
    if not any(_DIZZY.search(text) or _DIZZY_FIRST.search(text) for text in said):
        lacks.append("to stop when dizzy")
    if not any(_DRIVING.search(text) for text in said):
        lacks.append("never to do it while driving, in water or standing at a height")
    if lacks:
        message = f"this pattern does not say {' and '.join(lacks)}"
        help = (
            'add cautions = ["Never do this while driving, in water or standing at a height. Stop if you feel dizzy."]'
        )
        place = subject.header(("breath", pattern.name))
        subject.report("safety/stop-if-dizzy", place, message, severity=subject.asked, help=help)


# where it is used

PEOPLE = {
    "pregnant": "pregnant",
    "pregnancy": "pregnant",
    "heart": "heart",
    "hypertension": "heart",
    "lung": "lung",
    "copd": "lung",
    "asthma": "lung",
    "seizure": "seizure",
    "epilepsy": "seizure",
    "panic": "panic",
    "eye": "eye",
    "glaucoma": "eye",
}
"""What a tag says about whom a plan is for: a caution of breathing patterns."""


def _uses(subject: Subject) -> Iterator[Use]:
    for here, action in practised(subject, "breathe", Breathe):
        if is_own(subject, here):
            yield Use(here, action, _key_in(subject, here, "breathe"))


def _key_in(subject: Subject, here: Location, otherwise: str) -> str:
    data = at(subject.whole.data, here)
    return next((key for key in ("rounds", "for") if isinstance(data, dict) and key in data), otherwise)


def _for_whom(subject: Subject, use: Use, pattern: Pattern) -> None:
    meant = {PEOPLE[tag] for tag in subject.plan.tags if tag in PEOPLE}
    unsafe = [tag for tag in pattern.unsafe_for if tag in meant]
    if unsafe:
        message = f"this plan is for people to whom this breathing is not shown ({', '.join(unsafe)})"
        help = "name a pattern that suits them, such as belly or natural"
        place = subject.mark((*use.location, "breathe"))
        subject.report("safety/hidden-pattern", place, message, severity="warning", help=help)


def _in_session(subject: Subject) -> None:
    for here in placed(subject):
        if here.spans and is_own(subject, here.location) and _breathes(subject, here.item.action):
            point = here.window is not None and here.window.at is not None
            during = all(
                0 <= span.opens < here.lasts if point else span.opens < here.lasts and span.closes > 0
                for span in here.spans
            )
            if during:
                message = "this breathing is timed during the visit, when needles may be in"
                help = 'do it before: from = "20m before", until = "5m before"'
                place = subject.header(here.location)
                subject.report("safety/breathing-in-session", place, message, severity="warning", help=help)


def _breathes(subject: Subject, action: Action | Avoid) -> bool:
    if isinstance(action, Breathe):
        return True
    routine = subject.plan.routines.get(action.routine) if isinstance(action, Follow) else None
    return routine is not None and any(isinstance(step.action, Breathe) for step in routine.steps)
