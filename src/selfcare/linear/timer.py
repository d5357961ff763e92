"""Lets time pass in a practice: says each line and sounds each tone at its second, pauses at enter, and never counts.

Where it stands is always worked out from the clock, so that a late wake-up moves nothing that comes after it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from selfcare.core.hearing import MOMENT, Tones, fell_due
from selfcare.core.ports import Clock
from selfcare.core.script import HEARD, Tone, due_between, next_after
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


Keeps = Callable[[float, Stopwatch, Sequence[float]], None]
"""Hears the seconds that are behind, what measures them, and how late each sign came."""


def _nothing(elapsed: float, watch: Stopwatch, late: Sequence[float]) -> None:
    """Nothing is kept."""


class Passed(NamedTuple):
    """How a practice went."""

    kind: Literal["done", "stopped", "back"]
    seconds: float
    watch: Stopwatch
    """What measured it."""
    late: tuple[float, ...] = ()
    """How many seconds after its moment each sign of the script came."""


class Timer:
    """Goes through one practice, from `begun` seconds on, `speed` times as fast as life."""

    def __init__(
        self,
        clock: Clock,
        talk: Talk,
        tones: Tones,
        practice: Practice,
        begun: float,
        speed: float,
        *,
        stood: tuple[int, int] = (0, 0),
        late: Sequence[float] = (),
        keeps: Keeps = _nothing,
    ) -> None:
        """`stood`: pauses and gaps before, `late`: how late signs came before. `keeps` hears how far it is,
        about once a second and at every stop."""
        self._clock = clock
        self._talk = talk
        self._tones = tones
        self._practice = practice
        self._script = practice.script
        self._speed = speed
        self._watch = Stopwatch(begun / speed, pauses=stood[0], gaps=stood[1])
        self._keeps = keeps
        self._last = begun or NOT_BEGUN
        self._late = list(late)

    def run(self) -> Passed:
        """Until it is over or was ended. Raises `Leave`, which then knows how far it came."""
        try:
            if self._last > 0:
                self._say_standing()
            self._watch = self._watch.start(self._clock.monotonic())
            with standing_still(self._stand_still):
                return self._through()
        except Leave as leaving:
            self._tones.hush()
            leaving.elapsed = self._elapsed()
            leaving.passed = Passed("stopped", leaving.elapsed, self._watch, tuple(self._late))
            raise

    def _through(self) -> Passed:
        while True:
            self._notice_gap()
            elapsed = self._elapsed()
            self._let_be_known(elapsed)
            self._beat()
            if elapsed + NEAR >= self._script.total:
                self._ring_out()
                return Passed("done", self._script.total, self._watch, tuple(self._late))
            typed = self._wait(self._next(elapsed) - elapsed)
            if typed is not None and (over := self._paused(typed)):
                return over

    def _wait(self, seconds: float) -> str | None:
        return self._talk.wait(min(LONGEST_WAIT, seconds / self._speed))

    def _beat(self) -> None:
        self._keeps(self._elapsed(), self._watch, self._late)

    def _stand_still(self) -> None:
        """The program is about to be stopped."""
        self._watch = self._watch.lost(self._clock.monotonic())
        self._beat()

    def _elapsed(self) -> float:
        return min(self._since_begun(), self._script.total)

    def _since_begun(self) -> float:
        """Also once it is over."""
        return self._watch.elapsed(self._clock.monotonic()) * self._speed

    def _let_be_known(self, elapsed: float) -> None:
        """Sound and say what fell due, and note how late it is: tones first, a line takes longer."""
        now = elapsed + NEAR
        self._tones.play(*fell_due(self._script, self._last, now, self._speed))
        self._talk.say(*(line.words for line in due_between(self._practice.lines, self._last, now)))
        for sign in due_between(self._script.signs, self._last, now):
            self._late.append(max(0.0, elapsed - sign.at) / self._speed)
        self._last = now

    def _next(self, elapsed: float) -> float:
        """When a sign, a sound or a line comes next, else the end."""
        lines = due_between(self._practice.lines, elapsed + NEAR, self._script.total)
        return min(next_after(self._script, elapsed + NEAR), lines[0].at if lines else self._script.total)

    def _ring_out(self) -> None:
        """A second stroke at the end is still struck; and where sound alone guides, the end is heard for itself. What
        is typed cuts it short. It is done by then: that the input ended is noticed at the next prompt."""
        heard = [each.at for each in self._script.sounds if each.tone.kind in HEARD[self._tones.hearing]]
        until = max([self._script.total, *heard]) + (MOMENT * self._speed if self._tones.guides else 0.0)
        try:
            while (elapsed := self._since_begun()) + NEAR < until:
                coming = min(until, next_after(self._script, self._last))
                if self._wait(coming - elapsed) is not None:
                    return
                now = self._since_begun() + NEAR
                self._tones.play(*fell_due(self._script, self._last, now, self._speed))
                self._last = max(self._last, now)
        except Leave:
            self._tones.hush()

    def _paused(self, typed: str) -> Passed | None:
        """Time stands still until the person says what to do. The line that was typed may say it already."""
        self._watch = self._watch.pause(self._clock.monotonic())
        self._beat()
        self._tones.hush()
        key = self._talk.choose(PAUSED, KEYS, self._practice.about, typed=typed or None)
        if key == "s":
            return Passed("stopped", self._elapsed(), self._watch, tuple(self._late))
        if key == "b":
            return Passed("back", self._elapsed(), self._watch)
        self._go_on()
        return None

    def _go_on(self) -> None:
        self._say_standing()
        self._watch = self._watch.start(self._clock.monotonic())

    def _notice_gap(self) -> None:
        """The machine slept, or the program was stopped: that time does not count."""
        self._watch = self._watch.tick(self._clock.monotonic())
        if not self._watch.is_running:
            self._beat()
            self._tones.hush()
            self._talk.say("The clock stopped while you were away.")
            if self._talk.ear.is_live:
                self._talk.choose("Enter to go on:", {"": "go on"})
            self._go_on()

    def _say_standing(self) -> None:
        """Where it goes on."""
        self._tones.play(Tone("begin"))
        self._talk.say(self._practice.standing(self._elapsed()))
