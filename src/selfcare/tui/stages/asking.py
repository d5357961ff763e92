"""One question of a log. Which one comes next, and what was answered before, is the walk's to know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from selfcare.core import question
from selfcare.core.frozen import replace
from selfcare.core.question import Field, Value
from selfcare.errors import UsageError
from selfcare.tui.drawing.strokes import BLANK, Stripe, paragraph
from selfcare.tui.stages.pad import Pad
from selfcare.tui.stages.pads import ScalePad, pad_for
from selfcare.tui.stages.stage import Editor, Hint, Outcome, Room, Stage
from selfcare.tui.stages.typed import TypedPad
from selfcare.tui.text import fit

RECALLS = {"now": "right now", "24h": "in the last 24 hours", "7d": "in the last 7 days"}
NEEDED = "this one is needed before the rest can be saved"
LOW = 6
"""Rows under which the question and the pad are all there is."""
NOW = "now"
KEPT = "kept from before: go on where you were"


class About(NamedTuple):
    """What stands around a question."""

    title: str
    counter: str = ""
    following: str = ""
    stem: str = ""
    """What is said above all questions of the log."""
    when: str = ""
    """`now`, or the time that is asked about; empty where it cannot be chosen."""
    small_print: str = ""
    """Whose instrument it is, and by whose leave it is used."""


class Asking(Stage):
    """A question with what was answered before (`given`) or half typed (`typed`)."""

    def __init__(
        self, field: Field, about: About, given: Value | None = None, typed: str = "", *, at_once: bool = False
    ) -> None:
        self.field = field
        self.about = about
        self.title = about.title if about.when in ("", NOW) else f"{about.title}, {about.when}"
        self.pad: Pad = pad_for(field, given, typed)
        self.sentence = KEPT if typed else ""
        self._untouched = "" if typed else self.pad.kept()
        self._pad_row = 0
        self.at_once = at_once and isinstance(self.pad, ScalePad) and self.pad.one_key
        """A key or a click that is a whole answer goes on: two of them are all that a rating takes."""

    def counter(self) -> str:
        """`1 of 3`: the place in the log; before it how much is marked, which may be out of sight."""
        return "   ".join(filter(None, (self.pad.count(), self.about.counter)))

    def following(self) -> str:
        """The next question."""
        return self.about.following

    def draw(self, room: Room) -> list[Stripe]:
        """The question, its help, the pad, what was wrong with an answer, and at the foot whose questions they are."""
        is_low = room.rows < LOW
        head = self._low_head(room) if is_low else self._head(room)
        said = [BLANK, *paragraph(self.sentence, room.columns)] if self.sentence and not is_low else []
        gap = 0 if is_low else 1 if room.rows < 14 else 2
        left = room.rows - len(head) - gap - len(said)
        pad = self.pad.draw(room._replace(rows=max(1, left)))
        if len(pad) == left and self.pad.parts_itself:
            gap, left = 0, left + gap
            pad = self.pad.draw(room._replace(rows=max(1, left)))
        foot = self._small_print(room, left - len(pad))
        lead = 2 if left - len(pad) - len(foot) >= 2 and not is_low else 0
        self._pad_row = lead + len(head) + gap
        return [*([BLANK] * lead), *head, *([BLANK] * gap), *pad, *said, *foot][: room.rows]

    def _small_print(self, room: Room, left: int) -> list[Stripe]:
        """Where there is room for all of it."""
        rows = paragraph(self.about.small_print, room.columns, "muted") if self.about.small_print else []
        return [BLANK, *rows] if rows and len(rows) < left else []

    def _low_head(self, room: Room) -> list[Stripe]:
        """All but the last row for the question, or in its place for what was wrong with the answer."""
        words = (self.sentence, "text") if self.sentence else (self.field.ask, "bright")
        rows = paragraph(words[0], room.columns, words[1], bold=not self.sentence)
        most = max(1, room.rows - 1)
        return rows[:most] if len(rows) <= most else [*rows[: most - 1], _cut(rows[most - 1], room.columns)]

    def _head(self, room: Room) -> list[Stripe]:
        stem = paragraph(self.about.stem, room.columns, "muted") if self.about.stem and room.rows >= 10 else []
        rows = [*stem, *([BLANK] if stem and room.rows >= 14 else [])]
        rows += paragraph(self.field.ask, room.columns, "bright", bold=True)
        recall = RECALLS.get(self.field.recall, "")
        recall = "" if recall in self.field.ask.casefold() else recall
        for words in (self.field.help, recall):
            if words and room.rows >= 10:
                rows += paragraph(words, room.columns, "muted")
        return rows[: max(1, room.rows - 2)]

    def editor(self) -> Editor | None:
        """The pad's box, where the pad was drawn."""
        editor = self.pad.editor()
        return editor and editor._replace(row=self._pad_row + editor.row)

    def typed(self, text: str) -> None:
        """A new try clears the sentence about the last."""
        self.pad.typed(text)
        self.sentence = ""

    def half_given(self) -> str:
        """What stands on the pad, if it was touched."""
        kept = self.pad.kept()
        return "" if kept == self._untouched else kept

    def hints(self) -> Sequence[Hint]:
        """The pad's keys, and what enter does."""
        key, shown = ("ctrl+t", "ctrl+t") if self.pad.editor() else ("w", "w")
        when = (Hint(key, shown, "another time"),) if self.about.when else ()
        return (*self.pad.hints(), *self._ending(), *when)

    def _ending(self) -> Sequence[Hint]:
        if self.pad.value() is not None:
            several = isinstance(self.pad, TypedPad) and self.pad.lines > 1
            return (Hint("tab", "tab", "save") if several else Hint("enter", "enter", "save"),)
        if self.at_once and self.field.required:
            return (Hint("n", "n", "leave out"),)
        return () if self.field.required else (Hint("enter", "enter", "leave out"),)

    def press(self, key: str) -> Outcome | bool:
        """Enter or tab answers, shift+tab or backspace goes back a question; the rest is the pad's."""
        if key in ("enter", "tab"):
            return self._answer() or True
        if key == "shift+tab" or (key == "backspace" and self.pad.editor() is None):
            return Outcome("back")
        taken = self._taken(self.pad.press(key))
        return (self.at_once and taken and self._is_on_pad(key) and self._answer()) or taken

    def tap(self, target: str) -> Outcome | bool:
        """A click on the pad."""
        taken = self._taken(self.pad.tap(target))
        return (self.at_once and taken and self._answer()) or taken

    def _is_on_pad(self, key: str) -> bool:
        """Whether the key is the number that is chosen now: one off the scale changes nothing."""
        number = "10" if key == "t" else key
        return number.isdecimal() and number.isascii() and float(number) == self.pad.value()

    def _taken(self, taken: bool) -> bool:
        if taken:
            self.sentence = ""
        return taken

    def _answer(self) -> Outcome | None:
        """The answer, or None for a question left out; a sentence where it is not allowed."""
        given = self.pad.value()
        if given is None and self.field.required:
            self.sentence = NEEDED
            return None
        try:
            return Outcome("answered", value=None if given is None else self._accepted(given))
        except UsageError as error:
            self.sentence = str(error)
            return None

    def _accepted(self, given: object) -> Value:
        """Whoever reads the sentence about it sees the question, and knows nothing of the name it has in the plan."""
        asked = replace(self.field, name="this")
        if isinstance(self.pad, TypedPad) and isinstance(given, str):
            return question.read(asked, given)
        return question.accept(asked, given)


def _cut(row: Stripe, columns: int) -> Stripe:
    """The row with a sign that more was said."""
    return tuple(stroke._replace(text=fit(f"{stroke.text} …", columns)) for stroke in row)
