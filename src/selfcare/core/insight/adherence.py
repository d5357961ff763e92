"""What was done of what was possible. What does not count is taken out of both; there are no grades, no streaks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from selfcare.core import repeat
from selfcare.core.frozen import frozen
from selfcare.core.line import Line
from selfcare.core.repeat import Repeat


@frozen
class Share:
    """Done of possible, and how many were excused."""

    done: int
    of: int
    excused: int = 0


UNDONE = frozenset(("missed", "skipped", "slipped", "unasked"))
EXCUSED = frozenset(("cancelled", "hidden"))


def of_lines(lines: Iterable[Line]) -> Share:
    """Of the lines of an agenda whose time is over: what was ticked or kept, of all that was asked.

    What was optional and left out, what a condition hid and what belonged to a cancelled visit is excused.
    """
    done = of = excused = 0
    for line in lines:
        if line.state in EXCUSED or (line.optional and line.state in UNDONE):
            excused += 1
        elif line.state in ("done", "late", "kept"):
            done, of = done + 1, of + 1
        elif line.state in UNDONE:
            of += 1
    return Share(done, of, excused)


def of_days(
    done: Collection[date],
    every: Repeat | None,
    since: date,
    first: date,
    last: date,
    away: Collection[date] = (),
) -> Share:
    """Of the days from `first` to `last`, both included, on which something came round (`every`; None: each day): on
    how many it was done. Days before `since`, when the plan was taken up, were nobody's to keep; `away` are excused.

    What was done on a day on which it did not come round counts for nothing here.
    """
    came = repeat.days(every or Repeat(), since, first, last)
    due = [day for day in came if day not in away]
    return Share(sum(day in done for day in due), len(due), len(came) - len(due))
