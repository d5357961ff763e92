"""What a preview of a plan works with: what a look at its file said, a clock that can be set, the hours to walk.

`cli` makes the file and the clock; the full screen shows them. Nothing here knows files or the time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Protocol

from selfcare.core import when
from selfcare.core.agenda import reader
from selfcare.core.frozen import frozen
from selfcare.core.ports import Clock, Env
from selfcare.core.spelled import counted
from selfcare.core.when import Span

BEFORE = Span(days=3)
"""How far before the appointment the hours begin."""
AFTER = Span(days=3)
"""How far after it they end."""
LEAD = Span(seconds=4 * 3600)
"""How long before the appointment the walk begins."""
MOST = 400
"""Changes that are looked for in one walk; a plan that has more is walked in steps of time."""


@frozen
class Finding:
    """One diagnostic, as `plan check` words it."""

    severity: str
    """"error", "warning" or "note"."""
    line: int
    """0 where no line is meant."""
    message: str
    help: str = ""
    code: str = ""
    whole: str = ""
    """With the line it is about and a caret, in several lines."""


@frozen
class Reading:
    """What one look at the file said."""

    findings: tuple[Finding, ...]
    saved: datetime | None = None
    """When the file was last written, in the zone of the preview; None if it is gone."""
    title: str = ""
    """Of the plan; empty if it cannot be shown."""
    nothing: str = ""
    """Why there is no plan to show although nothing is wrong; else empty."""

    @property
    def is_shown(self) -> bool:
        """Whether there is a plan to show."""
        return bool(self.title)

    def count(self, severity: str) -> int:
        """How many diagnostics of this severity there are."""
        return sum(finding.severity == severity for finding in self.findings)

    def counts(self) -> str:
        """What there is: as "2 errors, 1 warning", or "no problems"."""
        told = [(name, self.count(name)) for name in ("error", "warning", "note")]
        return ", ".join(counted(count, name) for name, count in told if count) or "no problems"


class Source(Protocol):
    """The file that is previewed. `stamp` and `read` are called away from the screen; `take` where it is painted."""

    name: str
    """The file's name, as the person gave it."""

    def stamp(self) -> object:
        """What the file and those it is made of look like from outside: equal while nothing was written. None: the
        file is gone. Never raises."""

    def is_empty(self) -> bool:
        """Whether the file had no content at the last `stamp`: some programs empty it before they write."""

    def read(self) -> Reading:
        """Read and check it. Never raises: what keeps it from being read is a finding."""

    def take(self) -> None:
        """Put the plan of the last `read` on the shelf."""


class Travelling(Clock, Protocol):
    """A clock that can be set, and runs on from there."""

    def to(self, instant: datetime) -> None:
        """Be at this instant."""


STILL = 2
"""Looks that have to say the same before a file is read: whoever writes it may not be done."""
DOUBTFUL = 5
"""The same, for a file that is gone or empty, as it is for a moment while many editors save."""


class Watch:
    """Tells when a file was written, and whoever wrote it is done. Fed with one stamp after the other."""

    def __init__(self) -> None:
        self._seen: object = self
        self._looks = 0
        self._read: object = self

    def step(self, stamp: object, *, is_doubtful: bool = False) -> bool:
        """Whether the file is to be read now."""
        self._looks = self._looks + 1 if stamp == self._seen else 1
        self._seen = stamp
        if stamp == self._read or self._looks < (DOUBTFUL if is_doubtful else STILL):
            return False
        self._read = stamp
        return True

    def begin(self, stamp: object) -> None:
        """The file was read as it looks here."""
        self._seen = self._read = stamp

    def again(self) -> None:
        """What was read is not what there is any more: the next steady look counts."""
        self._read = self


@frozen
class Stretch:
    """The hours that can be walked, and where the appointment lies in them."""

    starts: datetime
    ends: datetime
    appointment: datetime

    @classmethod
    def around(cls, appointment: datetime) -> Stretch:
        """The hours around an appointment."""
        return cls(when.earlier(appointment, BEFORE), when.later(appointment, AFTER), appointment)

    def within(self, instant: datetime) -> datetime:
        """The nearest instant that can be walked to."""
        if instant.timestamp() < self.starts.timestamp():
            return self.starts
        return self.ends if instant.timestamp() > self.ends.timestamp() else instant

    def part(self, instant: datetime) -> float:
        """How far along it is: 0 to 1."""
        whole = self.ends.timestamp() - self.starts.timestamp()
        return min(1.0, max(0.0, (instant.timestamp() - self.starts.timestamp()) / whole))

    def at(self, part: float) -> datetime:
        """The instant so far along."""
        whole = self.ends.timestamp() - self.starts.timestamp()
        return self.within(when.later(self.starts, Span(seconds=round(whole * part))))


def next_change(env: Env, stretch: Stretch) -> datetime:
    """The next instant at which something opens, closes or falls due; the end if nothing does."""
    return next(_changes(env, env.clock.now(), stretch.ends), stretch.ends)


def change_before(env: Env, stretch: Stretch) -> datetime:
    """The last such instant before now; the beginning if there is none."""
    now = env.clock.now()
    return max(
        (each for each in _changes(env, stretch.starts, now) if each.timestamp() < int(now.timestamp())),
        key=datetime.timestamp,
        default=stretch.starts,
    )


def _changes(env: Env, now: datetime, ends: datetime) -> Iterator[datetime]:
    """Every change after `now` up to `ends`. Which lines there are changes at midnight: each is looked at anew."""
    agenda_at = reader(env)
    for _ in range(MOST):
        change, morning = agenda_at(now).next, _midnight_after(now)
        is_change = change is not None and change.at.timestamp() <= morning.timestamp()
        now = change.at.astimezone(now.tzinfo) if change is not None and is_change else morning
        if now.timestamp() > ends.timestamp():
            return
        if is_change:
            yield now


def _midnight_after(now: datetime) -> datetime:
    return datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)


def same(findings: Sequence[Finding], one: Finding, at: int) -> int:
    """Where a diagnostic stands after another look: the same one, else its neighbour at the same place of the list."""
    exact = (index for index, each in enumerate(findings) if (each.code, each.message) == (one.code, one.message))
    nearest = min(exact, key=lambda index: abs(findings[index].line - one.line), default=None)
    return max(0, min(at, len(findings) - 1)) if nearest is None else nearest
