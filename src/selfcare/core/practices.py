"""How the practices of a walk went: what was done for how long, and how late the signs came (measured, never promised).

Every face records it and tells it the same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from selfcare.core.breath import Pattern
from selfcare.core.event import Json
from selfcare.core.plan import Breathe, Meditate
from selfcare.core.sitting import Sitting
from selfcare.core.stops import in_few_words
from selfcare.core.stopwatch import Stopwatch
from selfcare.core.walk import State

LIMITS = (5, 10, 20, 50, 100, 200, 500)
"""Milliseconds that a practice is said to have kept within."""


def receipt(late: Sequence[float], planned: int, watch: Stopwatch) -> dict[str, Json]:
    """The figures for the journal: how many signs were planned and came, how late they were (median, 99th percentile
    and most, in milliseconds; from `late` in seconds), how often time was made to stand, and how often it was lost
    because the machine slept or the program was stopped or ended.

    Median and percentile are values that occurred: that of rank ceil(p * n), definition 1 of R. J. Hyndman and Y. Fan,
    Sample quantiles in statistical packages, The American Statistician 50 (1996), 361-365. What was interrupted and
    gone on with is one practice: the signs of its parts are put together, but those of the last second before a kill.
    """
    late_ms = sorted(round(seconds * 1000, 1) for seconds in late)
    lateness: dict[str, Json] = (
        {
            "median_ms": late_ms[(len(late_ms) - 1) // 2],
            "p99_ms": late_ms[ceil(0.99 * len(late_ms)) - 1],
            "max_ms": late_ms[-1],
        }
        if late_ms
        else {}
    )
    return {"planned": planned, "cues": len(late_ms), **lateness, "pauses": watch.pauses, "gaps": watch.gaps}


def timing(late: Sequence[float], pauses: int = 0, gaps: int = 0) -> str:
    """One line from the same seconds: `all 14 cues within 20 ms, paused twice`. Empty without signs and stops."""
    stops = [
        f"paused {_times(pauses)}" if pauses else "",
        f"interrupted {_times(gaps)}" if gaps else "",
    ]
    return ", ".join(filter(None, [_lateness(late), *stops]))


def _lateness(late: Sequence[float]) -> str:
    if not late:
        return ""
    worst = max(late)
    cues = f"{len(late)} cues" if len(late) > 1 else "1 cue"
    for limit in LIMITS:
        if worst * 1000 <= limit:
            return f"{'all ' if len(late) > 1 else ''}{cues} within {limit} ms"
    on_time = sum(each <= 0.05 for each in late)
    return f"{on_time} of {cues} within 50 ms; the latest came {worst:.1f} s late"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def done(state: State) -> list[str]:
    """Every practice that was done, at least in part: what it is called and how long it was."""
    return [
        f"{outcome.instead.title if outcome.instead else in_few_words(state.plan, stop)}, {_minutes(outcome.seconds)}"
        for stop in state.stops
        if isinstance(stop.action, Breathe | Meditate)
        and (outcome := state.outcomes.get(stop.path))
        and outcome.seconds >= 1
    ]


def titles(patterns: Mapping[str, Pattern], sittings: Mapping[str, Sitting]) -> dict[str, str]:
    """How practices are called, by the paths that sessions are kept under."""
    return {
        **{f"breath.{name}": pattern.title for name, pattern in patterns.items()},
        **{f"sitting.{name}": sitting.title for name, sitting in sittings.items()},
    }


def called(path: str, titles: Mapping[str, str]) -> str:
    """What a session was of. A pattern that has no name any more, or never had one, is called by its path."""
    return titles.get(path) or path.partition(".")[2].replace("-", " ") or path


def briefly(seconds: float) -> str:
    """`5 min`, `40 s`: how long a practice was, for a table."""
    return f"{seconds / 60:.0f} min" if seconds >= 60 else f"{seconds:.0f} s"


def lasting(seconds: float) -> str:
    """`30 s`, `1 min 30 s`, `5 min`, `1 h`: a length that somebody chooses, to the second."""
    hours, rest = divmod(round(seconds), 3600)
    minutes, left = divmod(rest, 60)
    parts = ((hours, "h"), (minutes, "min"), (left, "s"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 s"


def _minutes(seconds: float) -> str:
    """`5 minutes`, `under a minute`."""
    whole = round(seconds / 60)
    return "under a minute" if whole < 1 else "1 minute" if whole == 1 else f"{whole} minutes"
