"""Judges what was recorded against a window: done or late, kept or slipped, or nothing yet. Called by `roster`.

Instants are compared as such (`timestamp`): two datetimes of one zone compare by the clock on the wall, which is wrong
in the hour that the end of summer time repeats.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from selfcare.core.ledger import Mark
from selfcare.core.line import State
from selfcare.core.when import Interval

CLOCKS_TELL = timedelta(days=2)
"""No clock was ever set by so much: a zone that changed sides of the date line left out one day."""


class Verdict(NamedTuple):
    """How things stand with one line."""

    state: State
    mark: Mark | None = None
    """What decided it."""
    until: datetime | None = None
    """When it comes back after a snooze."""
    to_ask: bool = False


def check(window: Interval, marks: Sequence[Mark], now: datetime, moved: datetime | None = None) -> Verdict:
    """Something to do. `marks` are in order; the last that still counts decides.

    What was said before the anchor `moved`, about a time before the window that now holds, counts as not yet said.
    Otherwise early is done.
    """
    said = [mark for mark in marks if not _is_outdated(mark, window, moved)]
    if not said:
        return Verdict(_waiting(window, now, "missed"))
    last = said[-1]
    match last.kind:
        case "slipped" | "skipped":
            return Verdict(last.kind, last)
        case "snoozed":
            return _snoozed(window, said, now)
        case _:
            return Verdict("late" if after(last.about, window.closes) else "done", last)


def avoid(window: Interval, starts: datetime, marks: Sequence[Mark], now: datetime) -> Verdict:
    """Something to leave out: slipped as soon as it is said, kept once its time to be asked about has come.

    That time is the end of its window, or the anchor's start if the window lies around it.
    """
    asked_from = starts if after(starts, window.opens) and after(window.closes, starts) else window.closes
    said = [mark for mark in marks if _counts(mark, window, asked_from)]
    last = said[-1] if said else None
    if last and last.kind in ("slipped", "skipped"):
        return Verdict("slipped" if last.kind == "slipped" else "skipped", last)
    state = _waiting(window, now, "kept" if last else "unasked")
    return Verdict(state, last if state == "kept" else None, to_ask=last is None and not after(asked_from, now))


def after(instant: datetime, other: datetime) -> bool:
    """Whether `instant` is truly later than `other`.

    Clocks of one zone that are days apart tell it by themselves, which is ten times as quick.
    """
    if instant.tzinfo is other.tzinfo:
        apart = instant - other
        if apart > CLOCKS_TELL or apart < -CLOCKS_TELL:
            return apart > CLOCKS_TELL
    return instant.timestamp() > other.timestamp()


def _waiting(window: Interval, now: datetime, past: State) -> State:
    if after(window.opens, now):
        return "upcoming"
    return "open" if after(window.closes, now) else past


def _is_outdated(mark: Mark, window: Interval, moved: datetime | None) -> bool:
    return moved is not None and after(moved, mark.answered) and after(window.opens, mark.about)


def _snoozed(window: Interval, said: Sequence[Mark], now: datetime) -> Verdict:
    """Put off until a time inside the window; before that it is to come."""
    until = said[-1].until
    if until and after(until, now) and after(until, window.opens) and after(window.closes, until):
        return Verdict("upcoming", until=until)
    return Verdict(_waiting(window, now, "missed"))


def _counts(mark: Mark, window: Interval, asked_from: datetime) -> bool:
    """A slip counts inside the window, or when it was told later without saying when; `kept` once it can be known."""
    match mark.kind:
        case "slipped":
            inside = not after(mark.about, window.closes) or mark.about == mark.answered
            return inside and not after(window.opens, mark.about)
        case "kept" | "ticked":
            return not after(asked_from, mark.about)
        case "skipped":
            return True
        case _:
            return False
