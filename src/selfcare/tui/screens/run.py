"""A run: one thing at a time, full screen. Goes through a walk, and saves each step before the next.

What each step looks like is in `stages`, its time and its keys are in `run_stage`; what happens in a walk is in
`core.walk`, what it leaves in `core.trail`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from textual.binding import BindingType

from selfcare.core import acts, cautions, interrupted, trail, walk
from selfcare.core.breath import Pattern
from selfcare.core.event import Event, Json
from selfcare.core.frozen import replace
from selfcare.core.keeping import Keeping
from selfcare.core.ledger import ENTRY_KINDS, Entry
from selfcare.core.plan import Plan
from selfcare.core.ports import Env
from selfcare.core.start import Walk
from selfcare.core.stops import in_few_words
from selfcare.core.stopwatch import Stopwatch
from selfcare.core.taking_up import taken_up
from selfcare.core.typed import up_to_now
from selfcare.core.walk import Answered, Begun, Dated, Paused, Slipped, StepDone, StepSkipped, WentBack
from selfcare.core.when import Span, earlier
from selfcare.tui.keys import bindings
from selfcare.tui.screens import run_logs, run_marks
from selfcare.tui.screens.run_drafts import Drafts, drafts_of, typed_before
from selfcare.tui.screens.run_page import Face
from selfcare.tui.screens.run_stage import Staged
from selfcare.tui.screens.run_world import breathed_instead, means, raised_by, receipt, shades, signs
from selfcare.tui.stages.asking import Asking
from selfcare.tui.stages.breathing import Breathing
from selfcare.tui.stages.cards import Cautions, Elsewhere, Ending, GoingOn, Interrupted, Raised
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
        super().__init__(env, Ending(self.state.title, ()), start)
        self._queue: list[Stage] = []
        self._started: datetime | None = None
        self._late: list[float] = []
        self._watches: list[Stopwatch] = []
        self._keeping = Keeping(env.marks, start, is_often=True)
        self._left = run_marks.left(env, start)
        """A practice that was interrupted: it is asked about before another one by itself begins."""
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
        self.app.app_suspend_signal.subscribe(self, lambda _: self.stand_still(), immediate=True)  # it stops then
        self.set_interval(DRAFT_EVERY, self.keep_drafts)
        first = (
            run_marks.elsewhere(self.env, self.state)
            or run_marks.about(self.env, self._left)
            or run_logs.going_on(self.env, self.walk, self.state)
        )
        if first is not None and not self.is_rehearsal:
            self._put(first)
        else:
            await self._go()

    async def _go(self) -> None:
        found = dict(self._drafts.kept)
        if self.state.status != "going":
            await self._happened(Begun())
        if not self.walk.left:
            self._keeping.stays(self.state)
        self._show_stop("" if self.walk.corrects else typed_before(self.state, found))

    async def _happened(self, event: walk.Event) -> None:
        """Take the walk on. What has to be saved is durable, or waits on a card, before anything else is shown."""
        self.state, saved = trail.advance(self.state, event, lambda: acts.stamp(self.env))
        if self.is_rehearsal:
            return
        if not saved or await self.shell.save(*saved):
            self._keeping.over(self.state)
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
        self.sounding.put(self.stage, stage, self.env.clock.monotonic())
        self.stage = stage
        self._started = None
        if isinstance(stage, Timed):
            rested = self.state.rested
            self._started = self._began()
            stage.watch = replace(stage.watch, pauses=rested.pauses, gaps=rested.gaps)
            stage.late = list(rested.late)
        self.tick()

    def began(self, stage: Timed) -> None:
        """What is kept of a practice begins with its clock."""
        self._started = self._began()

    def _began(self) -> datetime:
        """When the step in hand began, if its clock runs from now on."""
        return self.state.rested.started or earlier(self.env.clock.now(), Span(seconds=self.state.elapsed))

    async def _finish(self) -> None:
        """The last card; a single log needs none, the page it was opened from shows it."""
        await self._drafts.keep(self.drafts())
        if self._over or walk.is_one_log(self.state):
            self.shell.leave()
            return
        self._over = True
        self._put(ending(self.state, self._answered, self._late, self._watches))

    async def came(self, stage: Stage, outcome: Outcome) -> None:
        """A stage is behind, once: a late word of one that is gone changes nothing."""
        if self._busy or stage is not self.stage or (stage.is_step and self.state.status != "going"):
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
        if isinstance(stage, Elsewhere):
            self.state = taken_up(self.env, self.walk)
            await self._go()
            return
        if isinstance(stage, GoingOn):
            await self._settle_episode(stage)
            return
        if isinstance(stage, Interrupted) and self.state.status != "going":
            await self._settle_left(stage.choice)
            return
        if isinstance(stage, Interrupted):
            await self._take_up(stage.choice)
        elif (
            isinstance(stage, Cautions)
            and stage.wants_gentler
            and (other := gentler(self.state, means(self.env, self.walk)))
        ):
            self._queue = [other]
        elif stage.is_step:
            await self._stop_behind(stage, outcome)
        self._show_stop()

    async def _settle_left(self, choice: str) -> None:
        """Go on with the practice that was left, or see to it and begin the one that was asked for."""
        if self._left is None:
            return
        again = interrupted.going_on(self.env, self._left) if choice == "on" else None
        told = await run_marks.settle(self.shell, self._left, "on" if again else choice)
        if told == interrupted.SEEN_TO:
            self.notify(told, markup=False)
        elif again:
            self.walk = replace(again, quiet=self.walk.quiet, eyes_closed=self.walk.eyes_closed)
            self.state = taken_up(self.env, self.walk)
            self._keeping = Keeping(self.env.marks, self.walk, is_often=True)
        self._left = None
        await self._go()

    async def _settle_episode(self, stage: GoingOn) -> None:
        """Add to the open episode, with its end if it is over; or begin another one."""
        if stage.choice == "over":
            await self.app.push_screen(run_logs.ask_when_over(self.env, stage.entry), self._ended(stage.entry))
            return
        self.state = replace(self.state, episode=stage.entry if stage.choice == "on" else None)
        await self._go()

    def _ended(self, entry: Entry) -> Callable[[str | None], Awaitable[None]]:
        async def ended(typed: str | None) -> None:
            if typed is None:
                return
            now = self.env.clock.now()
            over = up_to_now(typed, now)
            meant = None if over == now else over
            if await self.shell.save(acts.end_episode(entry, acts.stamp(self.env), meant=meant)):
                self.say_below(f"over at {run_logs.since(self.env, over)}; add what you like, or leave it with q")
            self.state = replace(self.state, episode=entry)
            await self._go()

        return ended

    async def action_when(self) -> None:
        """Say that this was at an earlier time. Only of one log by itself."""
        if not isinstance(self.stage, Asking) or not walk.is_one_log(self.state) or self.walk.corrects:
            return
        await self.app.push_screen(run_logs.ask_when(self.env, self.state), self._dated)

    async def _dated(self, typed: str | None) -> None:
        if typed is None or not isinstance(self.stage, Asking):
            return
        now = self.env.clock.now()
        about = up_to_now(typed, now)
        half_given = self.stage.half_given()
        await self._happened(Dated(None if about == now else about))
        self._show_stop(half_given)

    async def _take_up(self, choice: str) -> None:
        """The step that was under way: on with it, counted as far as it came, or begun anew."""
        stage = self._queue[-1] if self._queue else None
        if choice == "on" or not isinstance(stage, Timed):
            return
        self._queue = []
        if choice == "count":
            rested = self.state.rested
            stage.watch = replace(stage.watch, pauses=rested.pauses, gaps=rested.gaps)
            stage.late = list(rested.late)
            figures, _, other = self._measured(stage)
            await self._happened(StepDone(self.state.elapsed, "", figures, rested.started, other, is_short=True))
        else:
            self.state = walk.step(self.state, Paused())

    async def _stop_behind(self, stage: Stage, outcome: Outcome) -> None:
        if isinstance(stage, Timed) and stage.script.is_measured:
            self._late += stage.late
            self._watches.append(stage.watch)
        field = walk.question(self.state)
        match outcome.kind:
            case "answered" if field is not None:
                await self._happened(Answered(field.name, outcome.value))
            case "back":
                await self._happened(WentBack())
            case "slipped":
                await self._happened(Slipped())
                self.say_below("noted for your practitioner")
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
        if self._busy or isinstance(self.stage, Elsewhere) or self.state.status != "going":
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
            if await self.shell.save(*self.leaving()):
                self.when_kept()
            await self._drafts.keep(self.drafts())
        self._over = True
        self.shell.leave()

    # What is kept

    def leaving(self) -> tuple[Event, ...]:
        """The place in the run. A practice on its own is over when it is left, but not when the app is ended from
        outside: then its mark is what is left. A log on its own stays a draft.
        """
        if self._is_left_behind:
            late = self.stage.late if isinstance(self.stage, Timed) else ()
            self._keeping.ends_here(self.stage.elapsed(self.env.clock.monotonic()), self._watch, late)
            return ()
        is_log_alone = not self.state.run and not isinstance(self.stage, Timed)
        if self.is_rehearsal or self._over or self.state.status != "going" or is_log_alone:
            return ()
        if isinstance(self.stage, Elsewhere):
            return ()
        event = self._rests() if self.state.run else self._passed()
        return trail.advance(self.state, event, lambda: acts.stamp(self.env))[1]

    @property
    def _is_left_behind(self) -> bool:
        """Whether a practice by itself is ended from outside."""
        return self.shell.is_ending and not self.state.run and self._keeping.is_kept

    @property
    def _watch(self) -> Stopwatch:
        return self.stage.watch if isinstance(self.stage, Timed) else Stopwatch()

    def _rests(self) -> Paused:
        """The place in the step in hand. Leaving while time passes is a pause, being ended a gap."""
        if not isinstance(self.stage, Timed):
            return self.state.rested
        watch, now = self._watch, self.env.clock.monotonic()
        watch = watch.lost(now) if self.shell.is_ending else watch.pause(now)
        script = self.stage.script
        return Paused(
            self.stage.elapsed(now), self._started, watch.pauses, watch.gaps, script.path, tuple(self.stage.late)
        )

    def when_kept(self) -> None:
        """The place is saved: nothing is left behind, unless it shall be."""
        if not self._is_left_behind and not isinstance(self.stage, Elsewhere):
            self._keeping.over(self.state, leaves=True)

    def tick(self) -> None:
        """As ever, with a mark of how far a practice is: left before the clock is read, so that it delays no sign."""
        stage = self.stage
        begins = isinstance(stage, Timed) and stage.waiting and not self.line.is_held
        if begins and isinstance(stage, Timed) and self.is_mounted and self.is_current and self._started:
            other = self._keeping.begins(run_marks.of(self.state, stage, self._started))
            if other is not None:
                self.say_below(run_marks.beside(other))
        super().tick()
        if isinstance(stage, Timed):
            self._keeping.beats(stage.elapsed(self.env.clock.monotonic()), stage.watch, stage.late)

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

    def plans(self) -> Sequence[Plan]:
        """The plan that is walked through, for its warning signs: it need not be one that is followed."""
        return (self.walk.plan,)

    def standing(self) -> str:
        """What holds for every breathing."""
        return cautions.ALWAYS if isinstance(self.stage, Breathing | Cautions) else ""

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
            self.line.wants_little,
        )
