"""What a run lets be heard: the tones that fell due, a call where something waits, silence where time stands still.

Driven by the page that shows stages (`run_stage`); time is handed in as readings of the monotonic clock.
"""

from __future__ import annotations

from selfcare.core.hearing import MOMENT, Tones, hearing_of
from selfcare.core.ports import Env
from selfcare.core.script import HEARD, Hearing, Tone
from selfcare.core.start import Walk
from selfcare.tui.stages.shut import waits
from selfcare.tui.stages.stage import Stage
from selfcare.tui.stages.timed import Timed

IN_WORDS: dict[Hearing, str] = {"off": "sound off", "bells": "bells alone", "on": "bells and the breath"}


class Sounding:
    """The sound of one run, with eyes open or closed."""

    def __init__(self, env: Env, start: Walk) -> None:
        self._open: Hearing = hearing_of(env.preferences.get("sound"), quiet=start.quiet)
        self._is_quiet = start.quiet
        self.eyes_closed = start.eyes_closed
        self._tones = Tones(env.sound, self.hearing)
        self._ran = False
        self._call: float | None = None
        """When to call; None: nothing waits, or it was called."""
        self._called = False
        self.put_at = 0.0
        """When the stage was put there."""
        self.begins = 0.0
        """Before that no time passes: the end of the step before is heard for itself."""

    @property
    def hearing(self) -> Hearing:
        """How much is heard now."""
        if self.eyes_closed:
            return "off" if self._is_quiet else "guided"
        return self._open

    def turn(self, stage: Stage) -> str:
        """Bells alone, the breath as well, or none, one after the other; in words."""
        ways = list(IN_WORDS)
        self._open = ways[(ways.index(self._open) + 1) % len(ways)]
        self._is_quiet = False
        self._changed(stage)
        return IN_WORDS[self._open]

    def close(self, stage: Stage, *, closed: bool) -> None:
        """Eyes are closed, or opened again."""
        self.eyes_closed = closed
        self._changed(stage)

    def _changed(self, stage: Stage) -> None:
        if self.hearing == "off":
            self._tones.hush()
        self._tones.hearing = self.hearing
        self.prepare(stage)

    def put(self, before: Stage, stage: Stage, now: float) -> None:
        """`stage` takes the place of `before`."""
        was_timed = isinstance(before, Timed) and not before.waiting
        if was_timed and isinstance(before, Timed) and before.elapsed(now) < before.script.total:
            self._tones.hush()  # it was left early; what is over may ring on
        self._ran, self._called, self._call = False, False, None
        self.put_at = now
        self.begins = now + MOMENT if was_timed and self._tones.guides else now
        self.prepare(stage)

    def prepare(self, stage: Stage) -> None:
        """What will be asked for."""
        if isinstance(stage, Timed):
            self._tones.prepare(stage.script, stage.speed)

    def pressed(self) -> None:
        """A key was pressed: what still waits calls again."""
        self._called, self._call = False, None

    def sound(self, stage: Stage, now: float) -> None:
        """Let be heard what fell due."""
        if isinstance(stage, Timed):
            runs = stage.watch.is_running
            if self._ran and not runs:
                self._tones.hush()
            elif runs and not self._ran and stage.watch.banked > 0:
                self._tones.play(Tone("begin"))
            self._ran = runs
            due, stage.due = stage.due, []
            self._tones.play(*due)
        self._call_for_key(stage, now)

    def _call_for_key(self, stage: Stage, now: float) -> None:
        if not waits(stage) or "ask" not in HEARD[self.hearing]:
            self._called, self._call = False, None
        elif self._call is not None and now >= self._call:
            self._tones.play(Tone("ask"))
            self._called, self._call = True, None
        elif self._call is None and not self._called:
            self._call = now + MOMENT

    def deadline(self, due: float | None) -> float | None:
        """When the loop is to look again, where the stage itself wants to be looked at when it is `due`."""
        waiting = [] if due is None else [max(due, self.begins)]
        return min([*waiting, *([] if self._call is None else [self._call])], default=None)

    def end(self, stage: Stage, now: float) -> None:
        """The run is left."""
        if isinstance(stage, Timed) and stage.elapsed(now) < stage.script.total:
            self._tones.hush()
