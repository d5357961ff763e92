"""Text to read page by page, a thing to do and tick, and a rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from selfcare.core import script
from selfcare.core.plan import Rest
from selfcare.tui.drawing.strokes import BLANK, Stripe, Stroke, cells, centred, fitted, paragraph
from selfcare.tui.stages.stage import Hint, Outcome, Room, Stage, clock_left
from selfcare.tui.stages.timed import Timed
from selfcare.tui.text import fit, wrap

LOW = 8
"""Rows under which a page holds nothing but text."""


class Block(NamedTuple):
    """A paragraph."""

    words: str
    ink: str = "text"
    bold: bool = False
    label: str = ""
    """A quiet word after its end."""

    def rows(self, columns: int) -> list[Stripe]:
        """The label stands beside the last line where there is room, else under it."""
        rows = paragraph(self.words, columns, self.ink, bold=self.bold) if self.words else []
        if not self.label:
            return rows
        beside = (*rows[-1], Stroke(f"  {self.label}", "muted")) if rows else ()
        if beside and cells(beside) <= columns:
            return [*rows[:-1], beside]
        return [*rows, fitted((Stroke(self.label, "muted"),), columns)]


class Pages(Stage):
    """Paragraphs in as many pages as the screen needs. Enter goes on; after the last page it is done."""

    going_on = "go on"

    def __init__(self, title: str, blocks: Sequence[Block]) -> None:
        self.title = title
        self.blocks = [block for block in blocks if block.words or block.label]
        self.page = 0
        self.pages = 1
        self._is_low = False

    def draw(self, room: Room) -> list[Stripe]:
        """One page, a little above the middle, and which page it is; on low screens the head says that."""
        self._is_low = room.rows < LOW
        gap = [] if self._is_low else [BLANK]
        rows: list[Stripe] = []
        for block in self.blocks:
            rows += [*(gap if rows else []), *block.rows(room.columns)]
        height = max(1, room.rows if self._is_low or len(rows) <= room.rows else room.rows - 2)
        self.pages = max(1, -(-len(rows) // height))
        self.page = min(self.page, self.pages - 1)
        shown = rows[self.page * height : (self.page + 1) * height]
        if self.pages > 1 and not self._is_low:
            filled = [*shown, *([BLANK] * (height - len(shown)))]
            return [*filled, BLANK, (Stroke(fit(self._where, room.columns), "muted"),)]
        lead = min(4, (room.rows - len(shown)) // 3)
        return [*([BLANK] * lead), *shown]

    @property
    def _where(self) -> str:
        return f"page {self.page + 1} of {self.pages}"

    def counter(self) -> str:
        """The page, where there is no row for it under the text."""
        return self._where if self._is_low and self.pages > 1 else ""

    def hints(self) -> Sequence[Hint]:
        """On, and back a page."""
        last = self.page == self.pages - 1
        on = Hint("enter", "enter", self.going_on if last else "next page")
        return (on, Hint("left", "←", "page back")) if self.page else (on,)

    def press(self, key: str) -> Outcome | bool:
        """Enter, space, right and page down go on; left and page up go back."""
        if key in ("left", "up", "pageup", "k", "backspace"):
            self.page = max(0, self.page - 1)
            return True
        if key not in ("enter", "space", "right", "down", "pagedown", "j"):
            return False
        if self.page < self.pages - 1:
            self.page += 1
            return True
        return Outcome("done") if key in ("enter", "space") else True


class Reading(Pages):
    """The text of a `read` step."""

    def __init__(self, title: str, words: str, note: str = "", why: str = "", strength: str = "") -> None:
        super().__init__(title, [Block(words), Block(note, "muted"), Block(why, "muted", label=strength)])


class Checking(Pages):
    """One thing to do, with its reason."""

    going_on = "done"

    def __init__(self, title: str, words: str, why: str = "", note: str = "", strength: str = "") -> None:
        super().__init__(title, [Block(words, "bright", True), Block(why, label=strength), Block(note, "muted")])


class Avoiding(Pages):
    """One thing to leave out: was it? Either answer is as good."""

    going_on = "yes"

    def __init__(self, title: str, words: str, why: str = "", note: str = "", strength: str = "") -> None:
        asked = Block("Did you leave this out?")
        reason = Block(why, "muted", label=strength)
        super().__init__(title, [Block(words, "bright", True), asked, reason, Block(note, "muted")])

    def hints(self) -> Sequence[Hint]:
        """Yes or no."""
        on, *others = super().hints()
        return (on, Hint("n", "n", "no"), *others)

    def press(self, key: str) -> Outcome | bool:
        """`n` is noted for the practitioner."""
        return Outcome("slipped") if key == "n" else super().press("enter" if key == "y" else key)


class Resting(Timed):
    """A quiet countdown."""

    measured = False

    def __init__(
        self, seconds: float, say: str = "", *, title: str = "", begun: float = 0.0, speed: float = 1.0
    ) -> None:
        super().__init__(script.resting(Rest(seconds, say)), begun, speed)
        self.title = title or "Rest"
        self.say = say
        self.place = begun

    def reached(self, elapsed: float) -> Outcome | None:
        """Over when the seconds are."""
        self.place = elapsed
        return Outcome("done", seconds=self.script.total) if elapsed >= self.script.total else None

    def next_sign(self, elapsed: float) -> float:
        """Whole seconds left."""
        return elapsed + ((self.script.total - elapsed) % 1.0 or 1.0)

    def hints(self) -> Sequence[Hint]:
        """Pause."""
        return (self.pause_hint(), Hint("question_mark", "?", "keys"))

    def draw(self, room: Room) -> list[Stripe]:
        """The words, and the time left below them; on low screens the words give way to it."""
        words = wrap(self.say, min(66, room.columns - 4)) if self.say else ["Rest"]
        left = centred((Stroke(clock_left(self.script.total - self.place), "text"),), room.columns)
        rows: list[Stripe] = [centred((Stroke(line, "bright", bold=True),), room.columns) for line in words]
        if room.rows < LOW:
            return [*rows[: max(0, room.rows - 1)], left][: room.rows]
        rows = [*rows[: room.rows - 4], BLANK, left]
        if self.paused:
            rows += [BLANK, centred((Stroke(self.standing_words() or "paused", "muted"),), room.columns)]
        return [*([BLANK] * max(0, (room.rows - len(rows)) // 2 - 1)), *rows][: room.rows]
