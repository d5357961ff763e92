"""What breathing, sittings and rests share: a stopwatch that pauses and notices gaps, and how late each sign came."""

from __future__ import annotations

from math import floor

from selfcare.core.stopwatch import Stopwatch
from selfcare.tui.stages.stage import Hint, Outcome, Stage

FRAME = 1 / 30
"""Seconds between two pictures of something that moves."""


class Timed(Stage):
    """A stage that time drives. It begins at the first tick, `begun` seconds in when a walk is gone on with."""

    sounds = True

    def __init__(self, begun: float = 0.0, speed: float = 1.0) -> None:
        self.watch = Stopwatch(begun)
        self.speed = speed
        self.away = False
        """The program was stopped or the machine slept: the person is asked before time goes on."""
        self.waiting = True
        """Nothing has begun yet: the first tick starts the clock."""
        self.late: list[float] = []
        """How many seconds after its moment each sign came."""

    @property
    def paused(self) -> bool:
        """Whether time stands still by somebody's wish."""
        return not self.waiting and not self.watch.is_running

    def elapsed(self, now: float) -> float:
        """Seconds of practice, at the speed of a rehearsal."""
        return self.watch.elapsed(now) * self.speed

    def tick(self, now: float) -> Outcome | None:
        """Start at the first tick; stand still after a gap."""
        if self.waiting:
            self.waiting = False
            self.watch = self.watch.start(now)
        was_running = self.watch.is_running
        self.watch = self.watch.tick(now)
        if was_running and not self.watch.is_running:
            self.away = True
        return self.reached(self.elapsed(now))

    def reached(self, elapsed: float) -> Outcome | None:
        """So many seconds are behind. Over: say so."""
        raise NotImplementedError

    def toggle(self, now: float) -> None:
        """Pause, or go on."""
        self.away = False
        self.waiting = False
        self.watch = self.watch.pause(now) if self.watch.is_running else self.watch.start(now)

    def pause(self, now: float) -> None:
        """Stand still, and ask before going on."""
        if self.watch.is_running:
            self.watch = self.watch.pause(min(now, self.watch.seen + 1))
            self.away = True

    def deadline(self, now: float, *, moving: bool) -> float | None:
        """The next sign or whole second; while something moves, the next frame if that is sooner."""
        if self.waiting:
            return now
        if not self.watch.is_running:
            return None
        elapsed = self.elapsed(now)
        due = min(self.next_sign(elapsed), floor(elapsed + 1e-6) + 1.0)
        if moving and self.is_moving(elapsed):
            due = min(due, elapsed + FRAME * self.speed)
        return now + max(0.0, (due - elapsed) / self.speed)

    def next_sign(self, elapsed: float) -> float:
        """When the next thing that matters happens, in seconds of practice."""
        raise NotImplementedError

    def is_moving(self, elapsed: float) -> bool:
        """Whether the picture changes between two signs."""
        return False

    def pause_hint(self) -> Hint:
        """What space does now."""
        return Hint("space", "space", "go on" if self.paused else "pause")

    def standing_words(self) -> str:
        """What is said while time stands still."""
        return "the clock stopped while you were away" if self.away else ""
