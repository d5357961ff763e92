"""The line to the terminal, as a run has to know it: when a practice may begin, and whether it is too slow for motion.

A practice begins when its first picture stands on the screen, which on a slow line is seconds after it was written.
Only a terminal that answers can say so. Asked by `run_stage` at each tick; instants are those of the monotonic clock.
"""

from __future__ import annotations

from selfcare.tui.at_once import AtOnce
from selfcare.tui.stages.stage import Stage
from selfcare.tui.stages.timed import Timed

SILENT = 1.0
"""Seconds after which a terminal is taken for one that never answers."""
PATIENCE = 20.0
"""Seconds that a practice waits at most for its first picture to be seen."""


class LineWatch:
    """What one run has found of its line."""

    def __init__(self) -> None:
        self.is_slow = False
        """Nothing moves for the rest of this run."""
        self.is_held = False
        """A practice waits for its first picture to be seen; that is drawn small until then."""
        self._held: Stage | None = None
        """The practice that waits."""
        self._until = 0.0
        """When it begins however that is."""
        self._is_asked = False

    @property
    def wants_little(self) -> bool:
        """Whether pictures are to be small."""
        return self.is_slow or self.is_held

    def turns_slow(self, line: AtOnce | None, stage: Stage, now: float) -> bool:
        """Whether it is found to be slow just now; what stands in its buffers is then given up."""
        if self.is_slow or line is None or not isinstance(stage, Timed) or not line.meter.is_slow:
            return False
        self.is_slow = True
        self._until = now + PATIENCE
        line.drop_waiting()
        return True

    def holds(self, line: AtOnce | None, stage: Stage, now: float) -> bool:
        """Whether the clock of this practice has to wait still."""
        self.is_held = isinstance(stage, Timed) and stage.waiting and line is not None and self._waits(line, stage, now)
        return self.is_held

    def _waits(self, line: AtOnce, stage: Stage, now: float) -> bool:
        meter = line.meter
        if not (meter.answers or meter.is_asked):
            return False
        if self._held is not stage:
            self._held, self._is_asked = stage, False
            self._until = now + (PATIENCE if meter.answers else SILENT)
            return True
        if now >= self._until:
            meter.forget()
            return False
        if meter.answers and not meter.is_asked:
            if self._is_asked and meter.is_through:
                return False
            self._is_asked, self._until = True, now + PATIENCE
            line.ask()
        return True
