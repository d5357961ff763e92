"""A run: one thing at a time, full screen. Goes through a walk, drives time, and saves each step before the next.

What each step looks like is in `stages`; what happens in a walk is in `core.walk`, what it leaves in `core.trail`. Time
is never counted: the loop is asked to call again at the instant the picture must be another, and every call reads the
clock.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from textual.binding import BindingType
from textual.events import Key, Resize
from textual.geometry import Size
from textual.widgets import Input, TextArea

from selfcare.core import acts, trail, walk
from selfcare.core.event import Event
from selfcare.core.ledger import ENTRY_KINDS
from selfcare.core.plan import Ask
from selfcare.core.ports import Env
from selfcare.core.start import Walk
from selfcare.core.walk import Answered, Begun, Paused, Slipped, StepDone, StepSkipped, WentBack
from selfcare.tui.drawing.painted import Painted
from selfcare.tui.keys import bindings
from selfcare.tui.paint import Row
from selfcare.tui.screens.page import Page
from selfcare.tui.screens.run_box import LONGEST_TEXT, make_box, place_box
from selfcare.tui.screens.run_drafts import Drafts, drafts_of, typed_before
from selfcare.tui.screens.run_page import Face, run_rows
from selfcare.tui.screens.run_world import means, raised_by, receipt, shades, signs, taken_up
from selfcare.tui.stages.asking import Asking
from selfcare.tui.stages.breathing import Breathing
from selfcare.tui.stages.cards import Cautions, Ending, Raised
from selfcare.tui.stages.choose import gentler, stages
from selfcare.tui.stages.sitting import Sit
from selfcare.tui.stages.stage import Editor, Outcome, Stage
from selfcare.tui.stages.summary import ending, stop_words
from selfcare.tui.stages.timed import Timed

DRAFT_EVERY = 2.0
"""Seconds between two looks at what is half typed."""


class Run(Page[None]):
    """Goes through `start`, from its beginning or from where an open run stood."""

    WHERE: ClassVar[tuple[str, ...]] = ("run",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("run"), ("q,escape", "back", "back")]
    DEFAULT_CSS = """
    Run { layers: page field; }
    Run > Canvas { layer: page; }
    Run > Input, Run > TextArea {
        layer: field; border: none; padding: 0; background: $role-raised; color: $role-bright;
        &:focus { border: none; background: $role-raised; }
    }
    Run > Input { height: 1; }
    Run > Input > .input--cursor { background: $role-accent; color: $role-ink; text-style: none; }
    Run > Input > .input--placeholder { color: $role-muted; }
    """
    SELF_TICKING: ClassVar[bool] = True
    """Whether the loop calls `tick`; tests of time do it themselves."""

    def __init__(self, env: Env, start: Walk) -> None:
        super().__init__(env)
        self.walk = start
        self.state = taken_up(env, start)
        self.stage: Stage = Ending(self.state.title, ())
        self.sound_on = not start.quiet and env.preferences.get("sound") == "on"
        self._queue: list[Stage] = []
        self._started: datetime | None = None
        self._told = ""
        self._late: list[float] = []
        self._answered: list[Event] = []
        self._over = False
        self._busy = False
        self._timer: asyncio.TimerHandle | None = None
        self._box = ""

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
        if self.state.status == "ready":
            await self._happened(Begun())
        self._show_stop(typed_before(self.state, found))

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

    async def _came(self, stage: Stage, outcome: Outcome) -> None:
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
                await self._happened(StepDone(outcome.seconds, "", receipt(stage), self._started))

    # Time

    @property
    def is_moving(self) -> bool:
        """Whether anything may move between two signs."""
        return self.env.preferences.get("motion") == "full" and self.app.animation_level != "none"

    def tick(self) -> None:
        """Read the clock, show what that comes to, and ask to be called when it will be something else."""
        if not self.is_mounted:
            return
        now = self.env.clock.monotonic()
        over = None if self._is_covered() else self.stage.tick(now)
        self._ring()
        self.show()
        self._arm(now)
        if over is not None:
            self.call_next(self._came, self.stage, over)

    def _is_covered(self) -> bool:
        return not self.is_current

    def _arm(self, now: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        due = self.stage.deadline(now, moving=self.is_moving)
        if due is not None and self.SELF_TICKING and not self._is_covered():
            loop = asyncio.get_running_loop()
            self._timer = loop.call_at(loop.time() + max(0.0, due - now), self.tick)

    def _ring(self) -> None:
        if isinstance(self.stage, Sit) and self.stage.rung:
            self.stage.rung = 0
            if self.sound_on:
                self.env.sound.bell()

    def stand_still(self) -> None:
        """The program is being stopped, or something else is in front."""
        self.stage.pause(self.env.clock.monotonic())
        self.tick()

    def on_screen_suspend(self) -> None:
        """Another screen is in front: time does not pass behind it."""
        self.stand_still()

    def on_screen_resume(self) -> None:
        """In front again."""
        self.tick()

    def on_unmount(self) -> None:
        """No more calls."""
        if self._timer is not None:
            self._timer.cancel()

    # Keys, clicks and typing

    async def on_key(self, event: Key) -> None:
        """The stage has the first word; what it does not take is a command or somebody else's."""
        key = event.character if event.character and event.is_printable and event.character != " " else event.key
        if self._told:
            self._told = ""
        taken = self.stage.press(key)
        if taken is False:
            self.show()
            return
        event.stop()
        event.prevent_default()
        if isinstance(taken, Outcome):
            await self._came(self.stage, taken)
        else:
            self.tick()

    def tapped(self, target: str) -> None:
        """A click on something that was drawn with this target."""
        kind, _, key = target.partition(":")
        if kind == "key":
            self.app.simulate_key(key)
            return
        taken = self.stage.tap(target)
        if isinstance(taken, Outcome):
            self.call_next(self._came, self.stage, taken)
        else:
            self.tick()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the box is enter on the question."""
        event.stop()
        taken = self.stage.press("enter")
        if isinstance(taken, Outcome):
            await self._came(self.stage, taken)
        else:
            self.tick()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is typed belongs to the stage at once."""
        self._typed_into(event.input.id, event.value)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Likewise, with several lines."""
        if len(event.text_area.text) > LONGEST_TEXT:
            event.text_area.text = event.text_area.text[:LONGEST_TEXT]
        self._typed_into(event.text_area.id, event.text_area.text)

    def _typed_into(self, box: str | None, text: str) -> None:
        editor = self.stage.editor()
        if editor is not None and box == self._box and text != editor.text:
            self.stage.typed(text)
            self.show()

    def action_pause(self) -> None:
        """Stop the clock, or go on."""
        if isinstance(self.stage, Timed):
            self.stage.toggle(self.env.clock.monotonic())
            self.tick()

    async def action_up(self) -> None:
        """The wheel goes through lists and pages as the arrows do."""
        self.app.simulate_key("up")

    async def action_down(self) -> None:
        """Likewise."""
        self.app.simulate_key("down")

    def action_faster(self) -> None:
        """A little faster breath."""
        self._change_pace(slower=False)

    def action_slower(self) -> None:
        """A little slower breath."""
        self._change_pace(slower=True)

    def _change_pace(self, *, slower: bool) -> None:
        if isinstance(self.stage, Breathing):
            self.stage.change_pace(slower, self.env.clock.monotonic())
            self.tell_below(f"pace {self.stage.cycle_seconds:g} s a breath")

    def action_hide(self) -> None:
        """Only the shape, or everything again."""
        if isinstance(self.stage, Breathing):
            self.stage.hide()
            self.tick()

    def action_time_left(self) -> None:
        """Show how long it goes on, or hide it."""
        if isinstance(self.stage, Sit):
            self.stage.show_time()
            self.tick()

    async def action_previous(self) -> None:
        """To the step before."""
        if not self._over and self.stage.is_step:
            await self._came(self.stage, Outcome("back"))

    def action_sound(self) -> None:
        """Sound on or off for this run."""
        if self.stage.sounds:
            self.sound_on = not self.sound_on
            self.tell_below("sound on" if self.sound_on else "sound off")

    def tell_below(self, words: str) -> None:
        """Words at the foot until the next key."""
        self._told = words
        self.tick()

    async def action_pass(self) -> None:
        """Leave this out, without a word about it."""
        if isinstance(self.stage, Ending | Raised):
            await self._came(self.stage, Outcome("done"))
            return
        if self._busy:
            return
        self._busy = True
        seconds = self.stage.elapsed(self.env.clock.monotonic())
        self._queue = []
        await self._happened(StepSkipped(seconds, "", receipt(self.stage), self._started))
        self._busy = False
        self._show_stop()

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
        elapsed = self.stage.elapsed(self.env.clock.monotonic())
        event: walk.Event = Paused(elapsed)
        if not self.state.run:
            event = StepSkipped(elapsed, "", receipt(self.stage), self._started)
        return trail.advance(self.state, event, lambda: acts.stamp(self.env))[1]

    def drafts(self) -> Mapping[str, str]:
        """Answers that are not saved yet, and what stands in the open question."""
        if self.is_rehearsal:
            return {}
        stage = self.stage
        is_open = isinstance(stage, Asking) and stage.field == walk.question(self.state)
        return drafts_of(self.state, stage.half_given() if is_open else "")

    def keep_drafts(self) -> None:
        """Keep what changed since the last look."""
        self.run_worker(self._drafts.keep(self.drafts()), exit_on_error=False)

    # The picture

    def paint(self, size: Size) -> list[Row]:
        """The page of the stage."""
        return [Painted(stripe, self.tapped) for stripe in run_rows(size, self._face())]

    def show(self) -> None:
        """Paint what changed, and put the box where it belongs."""
        super().show()
        if self.is_mounted:
            self._put_box(self.stage.editor())

    def on_resize(self, event: Resize) -> None:
        """The box moves with the page."""
        self.call_after_refresh(self.show)

    def _face(self) -> Face:
        if self._over or not self.stage.is_step:
            place, after = "", ""
        else:
            (at, of), next_stop = walk.progress(self.state), walk.following(self.state)
            place = f"{at} of {of}" if of > 1 else ""
            after = stop_words(self.state, next_stop) if next_stop else ""
        preferred = self.env.preferences.get("glyphs")
        return Face(
            self.stage, place, after, self._told, shades(self.shell.ink), signs(self.glyphs, preferred), self.is_moving
        )

    def _put_box(self, editor: Editor | None) -> None:
        """The box to type in: made, moved, or taken away."""
        name = "" if editor is None else f"box-{id(self.stage)}-{editor.lines}"
        if name != self._box:
            self.query("Input, TextArea").remove()
            self._box = name
            if editor is not None:
                self.mount(make_box(editor, name))
        for box in self.query("Input, TextArea"):
            if editor is not None and box.id == name:
                place_box(box, editor, self.size, self._face())
