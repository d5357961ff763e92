"""Lets time pass in a practice: says each sign at its second, pauses at enter, and never counts.

Where it stands is always worked out from the clock, so that a late wake-up moves nothing that comes after it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from selfcare.core.ports import Clock
from selfcare.core.sitting import NOT_BEGUN
from selfcare.core.stopwatch import Stopwatch
from selfcare.linear.ear import Leave
from selfcare.linear.signs import Practice
from selfcare.linear.stopped import standing_still
from selfcare.linear.talk import Talk

LONGEST_WAIT = 1.0
"""Seconds: often enough to notice that the machine slept."""

NEAR = 1e-6
"""Seconds: closer than this is now."""

PAUSED = "Paused. Enter to go on, s to end this step here:"
KEYS = {"": "go on", "s": "end this step here", "b": "back to the step before"}


Keeps = Callable[[float, Stopwatch], None]
"""Hears the seconds that are behind, and what measures them."""


def _nothing(elapsed: float, watch: Stopwatch) -> None:
    """Nothing is kept."""


class Passed(NamedTuple):
    """How a practice went."""

    kind: Literal["done", "stopped", "back"]
    seconds: float
    watch: Stopwatch
    """What measured it."""
    late: tuple[float, ...] = ()
    """How many seconds after its moment each sign was said."""


class Timer:
    """Goes through one practice, from `begun` seconds on, `speed` times as fast as life."""

    def __init__(
        self,
        clock: Clock,
        talk: Talk,
        ring: Callable[[], None],
        practice: Practice,
        begun: float,
        speed: float,
        *,
        stood: tuple[int, int] = (0, 0),
        keeps: Keeps = _nothing,
    ) -> None:
        """`stood`: pauses and gaps before. `keeps` hears how far it is, about once a second and at every stop."""
        self._clock = clock
        self._talk = talk
        self._ring = ring
        self._practice = practice
        self._speed = speed
        self._watch = Stopwatch(begun / speed, pauses=stood[0], gaps=stood[1])
        self._keeps = keeps
        self._last = begun or NOT_BEGUN
        self._late: list[float] = []

    def run(self) -> Passed:
        """Until it is over or was ended. Raises `Leave`, which then knows how far it came."""
        try:
            if self._last > 0:
                self._talk.say(self._practice.standing(self._last))
            self._watch = self._watch.start(self._clock.monotonic())
            with standing_still(self._stand_still):
                return self._through()
        except Leave as leaving:
            leaving.elapsed = self._elapsed()
            leaving.passed = Passed("stopped", leaving.elapsed, self._watch, tuple(self._late))
            raise

    def _through(self) -> Passed:
        while True:
            self._notice_gap()
            elapsed = self._elapsed()
            self._say_until(elapsed)
            self._beat()
            if elapsed + NEAR >= self._practice.total:
                return Passed("done", self._practice.total, self._watch, tuple(self._late))
            typed = self._talk.wait(min(LONGEST_WAIT, (self._next(elapsed) - elapsed) / self._speed))
            if typed is not None and (over := self._paused(typed)):
                return over

    def _beat(self) -> None:
        self._keeps(self._elapsed(), self._watch)

    def _stand_still(self) -> None:
        """The program is about to be stopped."""
        self._watch = self._watch.lost(self._clock.monotonic())
        self._beat()

    def _elapsed(self) -> float:
        return min(self._watch.elapsed(self._clock.monotonic()) * self._speed, self._practice.total)

    def _say_until(self, elapsed: float) -> None:
        for sign in self._practice.signs:
            if self._last < sign.at <= elapsed + NEAR:
                self._talk.say(sign.words)
                self._late.append(max(0.0, elapsed - sign.at) / self._speed)
                if sign.is_bell:
                    self._ring()
        self._last = elapsed + NEAR

    def _next(self, elapsed: float) -> float:
        coming = (sign.at for sign in self._practice.signs if sign.at > elapsed + NEAR)
        return min(coming, default=self._practice.total)

    def _paused(self, typed: str) -> Passed | None:
        """Time stands still until the person says what to do. The line that was typed may say it already."""
        self._watch = self._watch.pause(self._clock.monotonic())
        self._beat()
        key = self._talk.choose(PAUSED, KEYS, typed=typed or None)
        if key == "s":
            return Passed("stopped", self._elapsed(), self._watch, tuple(self._late))
        if key == "b":
            return Passed("back", self._elapsed(), self._watch)
        self._go_on()
        return None

    def _go_on(self) -> None:
        self._talk.say(self._practice.standing(self._elapsed()))
        self._watch = self._watch.start(self._clock.monotonic())

    def _notice_gap(self) -> None:
        """The machine slept, or the program was stopped: that time does not count."""
        self._watch = self._watch.tick(self._clock.monotonic())
        if not self._watch.is_running:
            self._beat()
            self._talk.say("The clock stopped while you were away.")
            if self._talk.ear.is_live:
                self._talk.choose("Enter to go on:", {"": "go on"})
            self._go_on()
