"""A stage with eyes closed: what any key does to it, and the little that is seen.

While time runs the screen is dark and still. What waits is seen as ever, for whoever opens the eyes at the call.
"""

from __future__ import annotations

from collections.abc import Sequence

from selfcare.tui.drawing.strokes import BLANK, Stripe, Stroke, centred
from selfcare.tui.stages.asking import Asking
from selfcare.tui.stages.cards import Card, Cautions, Ending
from selfcare.tui.stages.pads import OTHER, ChoicePad, ScalePad, YesNoPad
from selfcare.tui.stages.reading import Avoiding, Pages
from selfcare.tui.stages.sitting import Sit
from selfcare.tui.stages.stage import Hint, Outcome, Room, Stage
from selfcare.tui.stages.timed import Timed
from selfcare.tui.text import fit

CLOSED = "Eyes closed"
ANY = "any key"


def waits(stage: Stage) -> bool:
    """Whether it waits for a key: a card, a question, a step that is no timer, a pause."""
    return stage.paused if isinstance(stage, Timed) else True


def is_to_be_read(stage: Stage) -> bool:
    """Whether it stands for safety, so that a key pressed before it has called does not send it away."""
    return isinstance(stage, Card) and not isinstance(stage, Ending)


def press(stage: Stage, key: str, now: float) -> Outcome | bool:
    """Any key goes on with what waits; a key that is an answer answers. While time runs space pauses, the others do
    nothing. `now` is the monotonic clock's reading."""
    if isinstance(stage, Timed):
        return _timed(stage, key, now)
    if isinstance(stage, Asking):
        return _asked(stage, key)
    if (isinstance(stage, Avoiding) and key == "n") or (isinstance(stage, Cautions) and key == "g"):
        return stage.press(key)
    return stage.press("enter")


def _timed(stage: Timed, key: str, now: float) -> Outcome | bool:
    if isinstance(stage, Sit) and stage.is_complete:
        return stage.press("enter")
    if stage.paused or (key == "space" and not stage.waiting):
        stage.toggle(now)
    return True


def _asked(stage: Asking, key: str) -> Outcome | bool:
    """One key answers where one key can; any other leaves the question out, or keeps what stands there."""
    pad = stage.pad
    if isinstance(pad, ScalePad) and (key == "t" or _is_digit(key)):
        found = float(10 if key == "t" else key) in pad.every
        return stage.press(key) if not pad.one_key else _at_once(stage, key) if found else True
    if isinstance(pad, ChoicePad) and (_is_digit(key) or (isinstance(pad, YesNoPad) and key in ("y", "n"))):
        known = not _is_digit(key) or 1 <= int(key) <= len(pad.options)
        if not known or (_is_digit(key) and pad.options[int(key) - 1].name == OTHER):
            return True  # words of one's own are typed with open eyes
        return stage.press(key) if pad.many else _at_once(stage, key)
    taken = stage.press("enter")
    return taken if isinstance(taken, Outcome) or stage.field.required else Outcome("answered")


def _at_once(stage: Asking, key: str) -> Outcome | bool:
    taken = stage.press(key)
    return taken if isinstance(taken, Outcome) else stage.press("enter")


def _is_digit(key: str) -> bool:
    return len(key) == 1 and key.isdecimal() and key.isascii()


class Shut(Stage):
    """What is seen of `stage`. `silenced`: nothing is heard, which has to be said."""

    def __init__(self, stage: Stage, *, silenced: bool) -> None:
        self.stage = stage
        self.silenced = silenced
        self.is_step = stage.is_step
        self.is_dark = isinstance(stage, Timed)
        self.measured = stage.measured and not self.is_dark
        self.bare = self.silent = self.is_dark
        self.title = f"{CLOSED}   {stage.title}"

    def counter(self) -> str:
        """Of the stage."""
        return self.stage.counter()

    def following(self) -> str:
        """Of the stage."""
        return self.stage.following()

    def draw(self, room: Room) -> list[Stripe]:
        """The stage where it waits to be seen; a few quiet words where time runs."""
        if not self.is_dark:
            return self.stage.draw(room)
        said = [CLOSED, self.stage.title, "", *self._state()]
        rows = [centred((Stroke(fit(line, room.columns), "muted"),), room.columns) if line else BLANK for line in said]
        return [*([BLANK] * max(0, (room.rows - len(rows)) // 2)), *rows][: room.rows]

    def _state(self) -> list[str]:
        told = ["the sound is off: e opens, s lets it be heard"] if self.silenced else []
        if isinstance(self.stage, Timed) and self.stage.paused:
            return [self.stage.standing_words() or "paused", f"{ANY} goes on", *told]
        return ["space pauses, e opens", *told]

    def hints(self) -> Sequence[Hint]:
        """What answers, what any key does, and how the picture comes back."""
        return (*self._answers(), *self._any(), Hint("e", "e", "open"))

    def _answers(self) -> Sequence[Hint]:
        stage = self.stage
        if isinstance(stage, Asking):
            if isinstance(stage.pad, YesNoPad):
                return stage.pad.hints()
            if isinstance(stage.pad, ScalePad):
                return stage.pad.hints()[:1]
            if isinstance(stage.pad, ChoicePad):
                last = min(9, sum(option.name != OTHER for option in stage.pad.options))
                return (Hint("", f"1-{last}" if last > 1 else "1", "mark" if stage.pad.many else "choose"),)
        return [hint for hint in stage.hints() if hint.key in ("n", "g")]

    def _any(self) -> Sequence[Hint]:
        stage = self.stage
        if isinstance(stage, Asking):
            if stage.pad.value() is not None:
                return (Hint("enter", ANY, "save"),)
            return () if stage.field.required else (Hint("enter", ANY, "leave out"),)
        if isinstance(stage, Pages):
            return (Hint("enter", ANY, stage.going_on if stage.page == stage.pages - 1 else "next page"),)
        return (Hint("enter", ANY, "go on"),)
