"""The page that shows one stage at a time: drives its time, rings for it, hands it keys, clicks and typing.

What comes after a stage is for the screen that is one (`run`) to say. Time is never counted: the loop is asked to call
again at the instant the picture must be another, and every call reads the clock.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.events import Key, Resize
from textual.geometry import Size
from textual.widgets import Input, TextArea

from selfcare.core.commands import Command, command
from selfcare.core.hearing import MOMENT
from selfcare.core.ports import Env
from selfcare.core.start import Walk
from selfcare.tui import at_once
from selfcare.tui.drawing.painted import Painted
from selfcare.tui.live import LiveCanvas, Shown
from selfcare.tui.paint import Row
from selfcare.tui.screens.page import SAID_FOR, Page
from selfcare.tui.screens.run_box import LONGEST_TEXT, make_box, place_box, type_into
from selfcare.tui.screens.run_line import LineWatch
from selfcare.tui.screens.run_page import Face, run_rows
from selfcare.tui.screens.run_sound import Sounding
from selfcare.tui.stages import shut
from selfcare.tui.stages.breathing import Breathing
from selfcare.tui.stages.sitting import Sit
from selfcare.tui.stages.stage import Editor, Outcome, Stage
from selfcare.tui.stages.timed import Timed
from selfcare.tui.theme import Ink, darkened

if TYPE_CHECKING:
    from selfcare.tui.stages.own_keys import OwnKey

STILL_KEYS = ("back", "eyes-closed", "warnings", "help", "palette", "retry", "suspend-process", "quit")
"""Commands whose keys mean the same with eyes closed; so does every key with ctrl or alt. Any other is any key."""

AGAIN = 0.05
"""Seconds until a picture that was left out is tried again, and between two looks for an answer of the terminal."""
SLOW = "slow line: less motion"
"""Said at the foot when the line does not keep up."""


class Staged(Page[None]):
    """Shows `stage`. Say what it looks like (`face`) and what happens when it is behind (`came`)."""

    DEFAULT_CSS = """
    Staged { layers: page field; }
    Staged > Canvas { layer: page; }
    Staged > Input, Staged > TextArea {
        layer: field; border: none; padding: 0; background: $role-raised; color: $role-bright;
        &:focus { border: none; background: $role-raised; }
    }
    Staged > Input { height: 1; }
    Staged > Input > .input--cursor { background: $role-raised; color: $role-accent; text-style: reverse; }
    Staged > Input > .input--placeholder { color: $role-muted; }
    """
    SELF_TICKING: ClassVar[bool] = True
    """Whether the loop calls `tick`; tests of time do it themselves."""

    def __init__(self, env: Env, stage: Stage, start: Walk) -> None:
        super().__init__(env)
        self.stage = stage
        self.sounding = Sounding(env, start)
        self._told, self._told_until = "", 0.0
        self._timer: asyncio.TimerHandle | None = None
        self.line = LineWatch()
        self._box = ""

    def compose(self) -> ComposeResult:
        """One canvas, that can paint at once."""
        self.live = LiveCanvas(self.paint, self._ink)
        yield self.live
        yield from self.shell.beside(self)

    def _ink(self) -> Ink:
        """Of the theme; with eyes closed a screen on which time runs is dark in every theme."""
        is_dark = self.sounding.eyes_closed and isinstance(self.stage, Timed)
        return darkened(self.shell.ink) if is_dark else self.shell.ink

    async def came(self, stage: Stage, outcome: Outcome) -> None:
        """A stage is behind. It may be a late word of one that is gone already."""
        raise NotImplementedError

    def face(self) -> Face:
        """All that is seen."""
        raise NotImplementedError

    def began(self, stage: Timed) -> None:
        """The clock of a practice runs from this moment on, which may be a while after it was put here."""

    # Time

    @property
    def is_moving(self) -> bool:
        """Whether anything may move between two signs."""
        wished = self.env.preferences.get("motion") == "full" and self.app.animation_level != "none"
        return wished and not self.line.is_slow and not self.sounding.eyes_closed

    def tick(self) -> None:
        """Read the clock, show what that comes to, and ask to be called when it will be something else."""
        if not self.is_mounted:
            return
        now = self.env.clock.monotonic()
        if now >= self._told_until:
            self._told = ""
        if self._is_held_back(now):
            self.show()
            self._call_at(now, now + AGAIN)
            return
        stood = isinstance(self.stage, Timed) and self.stage.waiting
        stands = self._is_covered() or now < self.sounding.begins
        over = None if stands else self.stage.tick(now)
        if stood and isinstance(self.stage, Timed) and not self.stage.waiting:
            self.began(self.stage)
        self.sounding.sound(self.stage, now)
        shown = self._show_at_once()
        if over is None:
            self._arm(now, shown=shown)
            return
        self._call_at(now, None)  # who is told asks for the next tick, once it is saved
        self.call_next(self.came, self.stage, over)

    def _is_covered(self) -> bool:
        return not self.is_current

    def _is_held_back(self, now: float) -> bool:
        """Whether a practice has to wait for its first picture. A line that is found to be slow is given less."""
        line = at_once.line_of(self.app)
        if self.line.turns_slow(line, self.stage, now) and line is not None:
            self.say_below(SLOW)
            self.live.show_anew()
            line.ask()
        is_seen = self.SELF_TICKING and not self._is_covered()
        return self.line.holds(line if is_seen else None, self.stage, now)

    def _show_at_once(self) -> Shown:
        """Show what time has changed. A sign has come when it is handed to the terminal, and not before."""
        stage = self.stage
        if not isinstance(stage, Timed):
            self.show()
            return "soon"
        shown = self.live.show_now()
        self._put_box(None)
        if shown == "now":
            stage.seen(self.env.clock.monotonic())
        elif shown == "soon":
            self.call_after_refresh(lambda: stage.seen(self.env.clock.monotonic()))
        return shown

    def _arm(self, now: float, shown: Shown) -> None:
        of_stage = None if self._is_covered() else self.stage.deadline(now, moving=self.is_moving)
        due = self.sounding.deadline(of_stage)
        if due is not None and shown == "left out":
            due = now + AGAIN
        if due is None and self._told:
            due = self._told_until  # where time is shown there is a tick soon enough, and none may be in its way
        self._call_at(now, due)

    def _call_at(self, now: float, due: float | None) -> None:
        """Have the loop call at a reading of the clock, and at no other."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if due is not None and self.SELF_TICKING:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_at(loop.time() + max(0.0, due - now), self.tick)

    def stand_still(self, *, away: bool = True) -> None:
        """The program is being stopped; or, where nobody is `away`, something else is in front."""
        self.stage.pause(self.env.clock.monotonic(), away=away)
        self.tick()

    def on_screen_suspend(self) -> None:
        """Another screen is in front: time does not pass behind it."""
        self.stand_still(away=False)

    def on_screen_resume(self) -> None:
        """In front again."""
        self.tick()

    def on_unmount(self) -> None:
        """No more calls, and no more sound."""
        self.sounding.end(self.stage, self.env.clock.monotonic())
        if self._timer is not None:
            self._timer.cancel()

    # Keys, clicks and typing

    async def on_key(self, event: Key) -> None:
        """The stage has the first word; what it does not take is a command or somebody else's."""
        key = event.character if event.character and event.is_printable and event.character != " " else event.key
        if self._told:
            self._told = ""
        if self.sounding.eyes_closed:
            if not self._is_still_a_command(event.key):
                event.stop()
                event.prevent_default()
                await self._pressed_blindly(key)
            return
        if event.is_printable and event.character and (box := self._open_box()) is not None:
            type_into(box, event.character)  # it was typed before the box was there
            key = ""
        self.read_box()
        taken = self.stage.press(key) if key else True
        if taken is False:
            self.show()
            return
        event.stop()
        event.prevent_default()
        await self._took(taken)

    async def _took(self, taken: Outcome | bool) -> None:
        if isinstance(taken, Outcome):
            await self.came(self.stage, taken)
        else:
            self.tick()

    def _is_still_a_command(self, key: str) -> bool:
        keys = (self.shell.chosen_keys.get(name) or command(name).key for name in STILL_KEYS)
        return key.startswith(("ctrl+", "alt+")) or any(key in each.split(",") for each in keys)

    async def _pressed_blindly(self, key: str) -> None:
        """Any key goes on. What stands for safety takes none before it could be heard that it is there."""
        now = self.env.clock.monotonic()
        if shut.is_to_be_read(self.stage) and now < self.sounding.put_at + MOMENT:
            return
        taken = shut.press(self.stage, key, now)
        self.sounding.pressed()
        await self._took(taken)

    def tapped(self, target: str) -> None:
        """A click on something that was drawn with this target."""
        kind, _, key = target.partition(":")
        if kind == "key":
            self.app.simulate_key(key)
            return
        taken = self.stage.tap(target)
        if isinstance(taken, Outcome):
            self.call_next(self.came, self.stage, taken)
        else:
            self.tick()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the box is enter on the question."""
        event.stop()
        self.read_box()
        await self._took(self.stage.press("enter"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is typed belongs to the stage at once."""
        self._typed_into(event.input.id, event.value)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Likewise, with several lines."""
        if len(event.text_area.text) > LONGEST_TEXT:
            event.text_area.text = event.text_area.text[:LONGEST_TEXT]
        self._typed_into(event.text_area.id, event.text_area.text)

    def _open_box(self) -> Input | TextArea | None:
        boxes = (box for box in self.query_children() if isinstance(box, Input | TextArea))
        return next((box for box in boxes if box.id == self._box), None)

    def read_box(self) -> None:
        """Take what stands in the box. Its own word of a change comes later than the key after it."""
        if (box := self._open_box()) is not None:
            self._typed_into(box.id, box.value if isinstance(box, Input) else box.text)

    def _typed_into(self, box: str | None, text: str) -> None:
        editor = self.stage.editor()
        if editor is not None and box == self._box and text != editor.text:
            self.stage.typed(text)
            self.show()

    def commands(self) -> list[Command]:
        """Those that do anything to the stage in hand."""
        from selfcare.tui.stages import own_keys

        live = own_keys.commands(self.stage)
        return [each for each in super().commands() if each.id in live]

    def own_keys(self) -> Sequence[OwnKey]:
        """The keys of the stage in hand."""
        from selfcare.tui.stages import own_keys

        return own_keys.own_keys(self._seen().stage)

    def is_own(self, key: str, command_id: str) -> bool:
        """What the stage takes; with eyes closed nearly all."""
        from selfcare.tui.stages import own_keys

        if self.sounding.eyes_closed:
            return command_id not in STILL_KEYS and not key.startswith(("ctrl+", "alt+"))
        return own_keys.takes(self.stage, key)

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
            said = self.stage.change_pace(slower, self.env.clock.monotonic())
            self.sounding.prepare(self.stage)
            self.tell_below(said)

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

    def action_sound(self) -> None:
        """Another way of hearing this run."""
        if self.stage.sounds:
            self.tell_below(self.sounding.turn(self.stage))

    def action_eyes_closed(self) -> None:
        """Dark and guided by sound, or the picture again."""
        self.read_box()
        self.sounding.close(self.stage, closed=not self.sounding.eyes_closed)
        self.tick()

    def tell_below(self, words: str) -> None:
        """Words at the foot for a few seconds, or until the next key."""
        self.say_below(words)
        self.tick()

    def say_below(self, words: str) -> None:
        """Likewise, with the next picture."""
        self._told, self._told_until = words, self.env.clock.monotonic() + SAID_FOR

    # The picture

    def paint(self, size: Size) -> list[Row]:
        """The page of the stage."""
        return [Painted(stripe, self.tapped) for stripe in run_rows(size, self._seen())]

    def _seen(self) -> Face:
        """The face, or what is left of it with eyes closed."""
        face, sounding = self.face(), self.sounding
        if not sounding.eyes_closed:
            return face
        return face._replace(stage=shut.Shut(face.stage, silenced=sounding.hearing == "off"))

    def show(self) -> None:
        """Paint what changed, and put the box where it belongs."""
        super().show()
        if self.is_mounted:
            self._put_box(None if self.sounding.eyes_closed else self.stage.editor())

    def on_resize(self, event: Resize) -> None:
        """The box moves with the page."""
        self.call_after_refresh(self.show)

    def _put_box(self, editor: Editor | None) -> None:
        """The box to type in: made, moved, or taken away."""
        if editor is None and not self._box:
            return
        name = "" if editor is None else f"box-{id(self.stage)}"
        if name != self._box:
            self.query("Input, TextArea").remove()
            self._box = name
            if editor is not None:
                self.mount(make_box(editor, name))
        for box in self.query("Input, TextArea"):
            if editor is not None and box.id == name:
                place_box(box, editor, self.live.size or self.size, self.face())
