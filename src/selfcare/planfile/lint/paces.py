"""How long paced breathing goes on, and how quick it is. Called by `breath` for each pattern and each use of one."""

from __future__ import annotations

from selfcare.core.breath import Pattern, Phase, breaths_in, cycle_count, is_paced, total_seconds
from selfcare.core.frozen import replace
from selfcare.core.limits import LONGEST_HOLD, LONGEST_REST
from selfcare.core.plan import Breathe
from selfcare.planfile.code import Code
from selfcare.planfile.lint.subject import Subject
from selfcare.planfile.problem import Location

CODES: tuple[Code, ...] = (
    Code(
        "safety/pace",
        "Breathing is quicker than 20 breaths a minute for more than 30 seconds, or slower than three for more than "
        "two minutes.",
        'cycle = ["in 1s", "out 1s"], for = "2m"',
        'cycle = ["in 3s", "out 4s"], for = "2m"',
        reason="Quick breathing makes people dizzy and tingly, and very slow breathing short of breath.",
        source="clinical page, 2",
        aliases=("BL-03",),
    ),
    Code(
        "safety/long-breathing",
        "Paced breathing goes on for more than 20 minutes, or 4-7-8 for more than four rounds.",
        'breathe = "even", for = "30m"',
        'breathe = "even", for = "10m"',
        reason="Trials had five to ten minutes. The author of 4-7-8 has four rounds at first.",
        source="clinical page, 2; Vierra 2022, Fincham 2023",
        aliases=("BL-04",),
        waivable=True,
    ),
    Code(
        "safety/rounds",
        "4-7-8 breathing goes on for more than eight rounds.",
        'breathe = "4-7-8", rounds = 12',
        'breathe = "4-7-8", rounds = 4',
        reason="Its own author has never more than eight.",
        source="clinical page, 2",
        aliases=("BL-04",),
    ),
)

QUICK, QUICK_FOR = 60 / 20, 30.0
"""Seconds of a breath below which it is too quick, and how long that may go on."""
SLOW, SLOW_FOR = 60 / 3, 120.0
MOST_HELD = {"hold": LONGEST_HOLD, "rest": LONGEST_REST}
"""Seconds for which the breath may be held in, and kept out."""
LONGEST_BLOCK = 20 * 60.0
ROUNDS, MOST_ROUNDS = 4, 8


def lasting(subject: Subject, here: Location, key: str, pattern: Pattern, action: Breathe | None = None) -> None:
    """Report what is wrong with the length of a practice: a pattern's own, or what an action asks for instead.

    `key`: what says how long in the table at `here`.
    """
    if not is_paced(pattern):
        return
    seconds, rounds = (action.seconds, action.rounds) if action else (None, None)
    total = total_seconds(pattern, seconds=seconds, rounds=rounds)
    place = subject.mark((*here, key))
    quick, slow = _paces(pattern, total)
    if slow > SLOW_FOR and _paces(_shortened(pattern), total)[1] <= SLOW_FOR:
        slow = 0.0  # what makes it slow is a hold that is told anyway
    if quick > QUICK_FOR:
        message = f"this is quicker than 20 breaths a minute for {quick:.0f} seconds, which makes people dizzy"
        subject.report("safety/pace", place, message, help="make the phases longer, three seconds or more for a breath")
    if slow > SLOW_FOR:
        message = (
            f"this is slower than three breaths a minute for {slow:.0f} seconds, which leaves people short of breath"
        )
        subject.report("safety/pace", place, message, help="make the phases shorter, 20 seconds or less for a breath")
    if total > LONGEST_BLOCK:
        message = f"this is {total / 60:.0f} minutes of paced breathing, and 20 are enough"
        subject.report("safety/long-breathing", place, message, severity="warning", help="write 20m, or less")
    if _is_478(pattern):
        _rounds(subject, place.location, cycle_count(pattern, seconds=seconds, rounds=rounds))


def _shortened(pattern: Pattern) -> Pattern:
    """The pattern with every hold cut to the longest that is safe."""

    def cut(cycle: tuple[Phase, ...]) -> tuple[Phase, ...]:
        return tuple(
            replace(phase, seconds=min(phase.seconds, MOST_HELD.get(phase.kind, phase.seconds))) for phase in cycle
        )

    ramp = pattern.ramp and replace(pattern.ramp, to=cut(pattern.ramp.to))
    return replace(pattern, cycle=cut(pattern.cycle), ramp=ramp)


def _rounds(subject: Subject, location: Location, count: int) -> None:
    four = "4" if location[-1] == "rounds" else None
    if count > MOST_ROUNDS:
        message = f"this is {count} rounds of 4-7-8, and eight are the most"
        place = subject.mark(location)
        subject.report("safety/rounds", place, message, help="write rounds = 4", replacement=four)
    elif count > ROUNDS:
        message = f"this is {count} rounds of 4-7-8, and four are enough at first"
        help = "write rounds = 4"
        place = subject.mark(location)
        subject.report("safety/long-breathing", place, message, severity="warning", help=help, replacement=four)


def _is_478(pattern: Pattern) -> bool:
    lengths = {phase.kind: phase.seconds for phase in pattern.cycle}
    if [phase.kind for phase in pattern.cycle] != ["in", "hold", "out"]:
        return False
    scale = lengths["in"] / 4
    return abs(lengths["hold"] - 7 * scale) < 0.06 and abs(lengths["out"] - 8 * scale) < 0.06


def _paces(pattern: Pattern, total: float) -> tuple[float, float]:
    """For how many seconds it is too quick, and too slow. While a ramp moves the pace it counts as half of each end."""
    ramp = pattern.ramp
    moving = min(ramp.over, total) if ramp else 0.0
    parts = [(pattern.cycle, moving / 2 if ramp else total)]
    if ramp:
        parts.append((ramp.to, total - moving / 2))
    quick = slow = 0.0
    for cycle, lasts in parts:
        breath = sum(phase.seconds for phase in cycle) / breaths_in(cycle)
        quick += lasts if 0 < breath < QUICK else 0.0
        slow += lasts if breath > SLOW else 0.0
    return quick, slow
