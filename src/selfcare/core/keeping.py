"""Keeps the mark of the practice in hand while time passes. Each face has one for a walk, and calls it at instants at
which it is awake anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from selfcare.core import walk
from selfcare.core.frozen import replace
from selfcare.core.mark import Mark
from selfcare.core.plan import Meditate
from selfcare.core.ports import Marks
from selfcare.core.script import Script
from selfcare.core.start import Walk
from selfcare.core.stopwatch import Stopwatch
from selfcare.core.walk import State

NEAR = 1e-6
"""Seconds: so little before a whole second is that second."""


class Keeping:
    """The mark of one walk. A rehearsal leaves none.

    `is_often`: the face is awake at every whole second of practice and many times in between, which are passed over;
    otherwise every time it is awake counts.
    """

    def __init__(self, marks: Marks, start: Walk, *, is_often: bool = False) -> None:
        self._marks = marks
        self._start = start
        self._is_rehearsal = start.speed != 1.0
        self._is_often = is_often
        self._second = -1
        self._stood: tuple[bool, int, int] | None = None
        self._in_hand = False
        self.is_in = False
        """Whether the walk was begun or taken up here."""

    @property
    def is_kept(self) -> bool:
        """Whether the practice in hand would outlive this process."""
        return self._in_hand and self._marks.is_kept

    def begins(self, mark: Mark) -> Mark | None:
        """A practice begins, or goes on. Gives what another living process is in the middle of."""
        if self._is_rehearsal:
            return None
        other = self._marks.take(mark)
        self._in_hand, self._stood, self._second = True, None, -1
        for left in self._marks.left():
            if is_the_same(left, mark):
                self._marks.drop(left)
        return other

    def stays(self, state: State) -> None:
        """A walk is in hand here: whoever takes it up elsewhere is told."""
        self.is_in = True
        if state.run and not self._is_rehearsal:
            self._marks.take(Mark(state.title, state.now, "", 0.0, run=state.run, plan=state.plan.id))

    def beats(self, elapsed: float, watch: Stopwatch, late: Sequence[float] = ()) -> None:
        """So many seconds are behind, and signs came so late: noted once a second, and lastingly when time begins to
        stand."""
        stands, second = (watch.is_running, watch.pauses, watch.gaps), int(elapsed + NEAR)
        if self._in_hand and (stands != self._stood or not self._is_often or second != self._second):
            is_new = self._stood is not None and stands != self._stood
            self._second, self._stood = second, stands
            self._marks.beat(elapsed, watch.pauses, watch.gaps, late, lasting=is_new)

    def ends_here(self, elapsed: float, watch: Stopwatch, late: Sequence[float] = ()) -> None:
        """The program is being ended from outside: the mark is what is left."""
        self._marks.beat(elapsed, watch.pauses, watch.gaps, late, lasting=True)

    def over(self, state: State, *, leaves: bool = False) -> None:
        """What was to be recorded is saved: nothing of it is left behind. A walk that goes on still lives here, unless
        somebody `leaves`. What was to be gone on with and never began is everybody's again."""
        if self._is_rehearsal:
            return
        if self._start.left:
            self._marks.waive()
        was_in_hand, self._in_hand = self._in_hand, False
        for left in self._marks.left() if state.run else ():
            if left.run == state.run:
                self._marks.drop(left)
        if leaves or not state.run or state.status != "going":
            self._marks.let_go()
        elif was_in_hand:
            self.stays(state)


def is_the_same(left: Mark, mark: Mark) -> bool:
    """Whether one goes on with the other."""
    if left.run or mark.run:
        return left.run == mark.run
    return (left.path, left.started.timestamp()) == (mark.path, mark.started.timestamp())


def of_step(state: State, script: Script, title: str, started: datetime) -> Mark:
    """The mark of the stop in hand, whose script this is."""
    stop, rested = walk.current(state), state.rested
    mark = Mark(
        title,
        started,
        script.path,
        script.total,
        elapsed=state.elapsed,
        pauses=rested.pauses,
        gaps=rested.gaps,
        late=rested.late,
        planned=len(script.signs),
        run=state.run,
        plan=state.plan.id,
    )
    if stop is None or state.run:
        return replace(mark, stop=stop.path if stop else "")
    if isinstance(stop.action, Meditate):
        return replace(mark, seconds=stop.action.seconds, bells=stop.action.bells)
    cycle = script.pattern.cycle if script.pattern else ()
    return replace(mark, seconds=script.seconds, rounds=script.rounds, cycle=cycle)
