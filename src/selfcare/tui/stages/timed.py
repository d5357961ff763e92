"""What breathing, sittings and rests share: a script, a stopwatch that pauses and notices gaps, and what fell due."""

from __future__ import annotations

from math import floor, inf

from selfcare.core.hearing import fell_due
from selfcare.core.script import Script, Tone, due_between, next_after
from selfcare.core.sitting import NOT_BEGUN
from selfcare.core.stopwatch import Stopwatch
from selfcare.tui.stages.stage import Hint, Outcome, Stage

FRAME = 1 / 30
"""Seconds between two pictures of something that moves."""

CLEAR = 0.015
"""Seconds before a sign or a whole second that are kept free of pictures, so that none stands in its way."""


class Timed(Stage):
    """A stage that time drives. It begins at the first tick, `begun` seconds in when a walk is gone on with."""

    sounds = True

    def __init__(self, script: Script, begun: float = 0.0, speed: float = 1.0) -> None:
        self.script = script
        self.watch = Stopwatch(begun)
        self.speed = speed
        self.away = False
        """The program was stopped or the machine slept: the person is asked before time goes on."""
        self.waiting = True
        """Nothing has begun yet: the first tick starts the clock."""
        self.late: list[float] = []
        """How many seconds after its moment each sign was seen."""
        self._unseen: list[float] = []
        """Moments of signs that fell due and are not on the screen yet."""
        self.due: list[Tone] = []
        """Tones that fell due and nobody has sounded yet; the screen takes them."""
        self.shift = 0.0
        """What a change of pace added to the stopwatch's seconds to keep the place in the script."""
        self._last = begun or NOT_BEGUN

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
        elapsed = self.elapsed(now)
        self._take_due(elapsed + self.shift)
        return self.reached(elapsed)

    def _take_due(self, place: float) -> None:
        """Note what came since the last time, each thing once."""
        self._unseen += [sign.at for sign in due_between(self.script.signs, self._last, place)]
        self.due += fell_due(self.script, self._last, place, self.speed)
        self._last = max(self._last, place)

    def seen(self, now: float) -> None:
        """The picture of the last tick was handed to the terminal at `now`: that is when its signs came."""
        if self._unseen:
            place = self.elapsed(now) + self.shift
            self.late += [max(0.0, place - at) / self.speed for at in self._unseen]
            self._unseen = []

    def goes_by(self, script: Script, place: float, elapsed: float) -> None:
        """Another script from now, `elapsed` seconds into the practice; what comes before `place` in it is behind."""
        self._unseen = [at + place - elapsed - self.shift for at in self._unseen]
        self.script, self.shift, self._last = script, place - elapsed, place

    def reached(self, elapsed: float) -> Outcome | None:
        """So many seconds are behind. Over: say so."""
        raise NotImplementedError

    def toggle(self, now: float) -> None:
        """Pause, or go on."""
        self.away = False
        if self.waiting:  # it has not begun: it stands at its beginning
            self.waiting = False
        else:
            self.watch = self.watch.pause(now) if self.watch.is_running else self.watch.start(now)

    def pause(self, now: float, *, away: bool = True) -> None:
        """Stand still, and ask before going on. What came since the last tick was not seen by who was `away`."""
        if self.watch.is_running:
            self.watch = self.watch.lost(min(now, self.watch.seen + 1)) if away else self.watch.pause(now)
            self.away = away

    def deadline(self, now: float, *, moving: bool) -> float | None:
        """The next sign or whole second; while something moves, the next picture that differs if that is sooner."""
        if self.waiting:
            return now
        if not self.watch.is_running:
            return None
        elapsed = self.elapsed(now)
        due = min(self.next_sign(elapsed), next_after(self.script, elapsed + self.shift) - self.shift)
        due = min(due, floor(elapsed + 1e-6) + 1.0)
        if moving and (move := max(self.next_move(elapsed), elapsed + FRAME * self.speed)) < due - CLEAR * self.speed:
            due = move
        return now + max(0.0, (due - elapsed) / self.speed)

    def next_sign(self, elapsed: float) -> float:
        """When the picture is another, in seconds of practice; the script's own signs are looked after already."""
        raise NotImplementedError

    def next_move(self, elapsed: float) -> float:
        """When what moves is drawn otherwise, in seconds of practice; infinity: nothing moves."""
        return inf

    def pause_hint(self) -> Hint:
        """What space does now."""
        return Hint("space", "space", "go on" if self.paused else "pause")

    def standing_words(self) -> str:
        """What is said while time stands still."""
        return "the clock stopped while you were away" if self.away else ""
