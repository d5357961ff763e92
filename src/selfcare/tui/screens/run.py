"""A run: one thing at a time, full screen. Goes through a walk, and saves each step before the next.

What each step looks like is in `stages`, its time and its keys are in `run_stage`; what happens in a walk is in
`core.walk`, what it leaves in `core.trail`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from textual.binding import BindingType

from selfcare.core import acts, trail, walk
from selfcare.core.breath import Pattern
from selfcare.core.event import Event, Json
from selfcare.core.ledger import ENTRY_KINDS
from selfcare.core.plan import Ask
from selfcare.core.ports import Env
from selfcare.core.start import Walk
from selfcare.core.stops import in_few_words
from selfcare.core.taking_up import taken_up
from selfcare.core.walk import Answered, Begun, Paused, Slipped, StepDone, StepSkipped, WentBack
from selfcare.tui.keys import bindings
from selfcare.tui.screens.run_drafts import Drafts, drafts_of, typed_before
from selfcare.tui.screens.run_page import Face
from selfcare.tui.screens.run_stage import Staged
from selfcare.tui.screens.run_world import breathed_instead, means, raised_by, receipt, shades, signs
from selfcare.tui.stages.asking import Asking
from selfcare.tui.stages.cards import Cautions, Ending, Raised
from selfcare.tui.stages.choose import gentler, stages
from selfcare.tui.stages.sitting import Sit
from selfcare.tui.stages.stage import Outcome, Stage
from selfcare.tui.stages.summary import ending
from selfcare.tui.stages.timed import Timed

DRAFT_EVERY = 2.0
"""Seconds between two looks at what is half typed."""


class Run(Staged):
    """Goes through `start`, from its beginning or from where an open run stood."""

    WHERE: ClassVar[tuple[str, ...]] = ("run",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("run"), ("q,escape", "back", "back")]

    def __init__(self, env: Env, start: Walk) -> None:
        self.walk = start
        self.state = taken_up(env, start)
        super().__init__(
            env, Ending(self.state.title, ()), sound_on=not start.quiet and env.preferences.get("sound") == "on"
        )
        self._queue: list[Stage] = []
        self._started: datetime | None = None
        self._late: list[float] = []
        self._answered: list[Event] = []
        self._over = False
        self._busy = False

    # The walk

    @property
    def is_rehearsal(self) -> bool:
        """Another speed than life's: nothing is recorded."""
        return self.walk.speed != 1.0

    async def on_mount(self) -> None:
        """Begin, or go on."""
        self._drafts = Drafts(self.env.journal, self.shell.saver)
        self.app.app_suspend_signal.subscribe(self, lambda _: self.stand_still())
        self.set_interval(DRAFT_EVERY, self.keep_drafts)
        found = dict(self._drafts.kept)
        if self.state.status != "going":
            await self._happened(Begun())
        self._show_stop("" if self.walk.corrects else typed_before(self.state, found))

    async def _happened(self, event: walk.Event) -> None:
        """Take the walk on. What has to be saved is durable, or waits on a card, before anything else is shown."""
        self.state, saved = trail.advance(self.state, event, lambda: acts.stamp(self.env))
        if self.is_rehearsal:
            return
        if saved:
            await self.shell.save(*saved)
        await self._drafts.keep(self.drafts())
        for recorded in saved:
            if recorded.kind in ENTRY_KINDS:
                self._answered.append(recorded)
                self._queue += raised_by(recorded, self.state, self.env.clock.now())

    def _show_stop(self, typed: str = "") -> None:
        """What comes next: cards that wait, the stop in hand, or the end."""
        if not self._queue and self.state.status == "going":
            self._queue = stages(self.state, means(self.env, self.walk), typed)
        if self._queue:
            self._put(self._queue.pop(0))
        else:
            self.call_next(self._log_done if self.state.status == "going" else self._finish)

    async def _log_done(self) -> None:
        """Every question is answered or left out."""
        given = any(value is not None for value in walk.answers(self.state).values())
        await self._happened(StepDone() if given else StepSkipped())
        self._show_stop()

    def _put(self, stage: Stage) -> None:
        self.stage = stage
        self._started = self.env.clock.now() if isinstance(stage, Timed) else None
        self.tick()

    async def _finish(self) -> None:
        """The last card; a single log needs none, the page it was opened from shows it."""
        await self._drafts.keep(self.drafts())
        if self._over or self._is_one_log():
            self.shell.leave()
            return
        self._over = True
        self._put(ending(self.state, self._answered, self._late))

    def _is_one_log(self) -> bool:
        return len(self.state.stops) == 1 and isinstance(self.state.stops[0].action, Ask)

    async def came(self, stage: Stage, outcome: Outcome) -> None:
        """A stage is behind, once: a late word of one that is gone changes nothing."""
        if self._busy or stage is not self.stage:
            return
        self._busy = True
        try:
            await self._settle(outcome)
        finally:
            self._busy = False
        self.tick()

    async def _settle(self, outcome: Outcome) -> None:
        stage = self.stage
        if isinstance(stage, Ending):
            await self._finish()
            return
        if (
            isinstance(stage, Cautions)
            and stage.wants_gentler
            and (other := gentler(self.state, means(self.env, self.walk)))
        ):
            self._queue = [other]
        elif stage.is_step:
            await self._stop_behind(stage, outcome)
        self._show_stop()

    async def _stop_behind(self, stage: Stage, outcome: Outcome) -> None:
        self._late += stage.late if isinstance(stage, Timed) else ()
        field = walk.question(self.state)
        match outcome.kind:
            case "answered" if field is not None:
                await self._happened(Answered(field.name, outcome.value))
            case "back":
                await self._happened(WentBack())
            case "slipped":
                await self._happened(Slipped())
                self._told = "noted for your practitioner"
            case _:
                await self._happened(StepDone(outcome.seconds, "", *self._measured(stage)))

    async def action_previous(self) -> None:
        """To the step before."""
        if not self._over and self.stage.is_step:
            await self.came(self.stage, Outcome("back"))

    async def action_pass(self) -> None:
        """Leave this out, without a word about it."""
        if isinstance(self.stage, Ending | Raised):
            await self.came(self.stage, Outcome("done"))
            return
        if self._busy:
            return
        self._busy = True
        self._queue = []
        await self._happened(self._passed())
        self._busy = False
        self._show_stop()

    def _passed(self) -> StepDone | StepSkipped:
        """The step as it stands when it is left early; a sitting whose last bell has rung is done."""
        if isinstance(self.stage, Sit) and self.stage.is_complete:
            return StepDone(self.stage.script.total, "", *self._measured(self.stage))
        seconds = self.stage.elapsed(self.env.clock.monotonic())
        return StepSkipped(seconds, "", *self._measured(self.stage))

    def _measured(self, stage: Stage) -> tuple[Mapping[str, Json], datetime | None, Pattern | None]:
        """Of a practice: its timing, when it began, and what was breathed in place of the plan's pattern."""
        return receipt(stage), self._started, breathed_instead(stage, walk.current(self.state))

    def action_back(self) -> None:
        """Leave. The place is kept; Today offers to go on."""
        self.call_next(self._leave)

    async def _leave(self) -> None:
        if not self.is_rehearsal:
            await self.shell.save(*self.leaving())
            await self._drafts.keep(self.drafts())
        self._over = True
        self.shell.leave()

    # What is kept

    def leaving(self) -> tuple[Event, ...]:
        """The place in the run. A practice on its own is over when it is left; a log on its own stays a draft."""
        is_log_alone = not self.state.run and not isinstance(self.stage, Timed)
        if self.is_rehearsal or self._over or self.state.status != "going" or is_log_alone:
            return ()
        is_run = bool(self.state.run)
        event = Paused(self.stage.elapsed(self.env.clock.monotonic())) if is_run else self._passed()
        return trail.advance(self.state, event, lambda: acts.stamp(self.env))[1]

    def drafts(self) -> Mapping[str, str]:
        """Answers that are not saved yet, and what stands in the open question; a correction is made at once or not."""
        if self.is_rehearsal or self.walk.corrects:
            return {}
        self.read_box()
        stage = self.stage
        is_open = isinstance(stage, Asking) and stage.field == walk.question(self.state)
        return drafts_of(self.state, stage.half_given() if is_open else "")

    def keep_drafts(self) -> None:
        """Keep what changed since the last look. While time is kept nothing is typed, and nothing may be in its way."""
        if isinstance(self.stage, Timed):
            return
        self.run_worker(self._drafts.keep(self.drafts()), exit_on_error=False)

    # The picture

    def face(self) -> Face:
        """The stage, its place in the run and what comes next."""
        if self._over or not self.stage.is_step:
            place, after = "", ""
        else:
            (at, of), next_stop = walk.progress(self.state), walk.following(self.state)
            place = f"{at} of {of}" if of > 1 else ""
            after = in_few_words(self.state.plan, next_stop) if next_stop else ""
        preferred = self.env.preferences.get("glyphs")
        return Face(
            self.stage,
            place,
            after,
            self._told,
            shades(self.shell.ink),
            signs(self.glyphs, preferred),
            self.is_moving,
            self.is_slow or self.is_held,
        )
