"""Elapsed time that survives pauses and a sleeping machine.

Holds instants of a monotonic clock and never sums ticks. The screens of a run keep one and ask it; they hand in the
clock's reading.
"""

from __future__ import annotations

from selfcare.core.frozen import frozen, replace

GAP = 3.0
"""Seconds without a tick after which the machine must have slept or the program was stopped. Screens tick once a second
or more often."""


@frozen
class Stopwatch:
    """Starts at nought, standing. Every method gives a new one."""

    banked: float = 0.0
    """Seconds that had passed when it last stood."""
    running_since: float | None = None
    """The clock's reading when it was started; None while it stands."""
    seen: float = 0.0
    """The clock's reading at the last tick while running."""
    pauses: int = 0
    """How often it was made to stand."""
    gaps: int = 0
    """How often it was found that the machine had slept or the program was stopped."""

    @property
    def is_running(self) -> bool:
        """Whether time passes."""
        return self.running_since is not None

    def elapsed(self, now: float) -> float:
        """Seconds that count, pauses left out. Never shrinks, whatever `now` says."""
        if self.running_since is None:
            return self.banked
        return self.banked + max(0.0, now - self.running_since)

    def start(self, now: float) -> Stopwatch:
        """Let time pass from `now` on."""
        return self if self.is_running else replace(self, running_since=now, seen=now)

    def pause(self, now: float) -> Stopwatch:
        """Stand still at `now`."""
        if not self.is_running:
            return self
        return replace(self, banked=self.elapsed(now), running_since=None, pauses=self.pauses + 1)

    def lost(self, at: float) -> Stopwatch:
        """Stand still since `at`: what came after was not seen. It counts as a gap, not as a pause."""
        if not self.is_running:
            return self
        return replace(self, banked=self.elapsed(at), running_since=None, gaps=self.gaps + 1)

    def tick(self, now: float, gap: float = GAP) -> Stopwatch:
        """Note that the program is awake. After a gap longer than `gap` seconds it stands still at the last tick:
        compare `is_running` before and after, and ask the person."""
        if not self.is_running:
            return self
        if now - self.seen > gap:
            return self.lost(self.seen)
        return replace(self, seen=max(self.seen, now))

    def at(self, elapsed: float, now: float) -> Stopwatch:
        """The same, running or standing, with so many seconds passed: for another pace or a walk gone on with."""
        return replace(self, banked=elapsed, running_since=now if self.is_running else None, seen=now)
