"""The one question about everything that was to be left out, asked together once its windows have closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Size

from selfcare.core.ports import Env
from selfcare.tui.keys import bindings
from selfcare.tui.layout import frame, key_hints
from selfcare.tui.paint import Row
from selfcare.tui.screens.sheet import Sheet
from selfcare.tui.text import fit


class Together(Sheet[dict[int, bool]]):
    """Gives back which were kept (True) and which were not, by position; what was left open is not in it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("list"),
        ("space,y", "kept", "kept"),
        ("n", "slipped", "it didn't happen"),
        ("a", "all_kept", "all kept"),
        ("enter", "save", "save"),
    ]

    def __init__(self, env: Env, names: Sequence[str]) -> None:
        super().__init__(env)
        self._names = names
        self._said: dict[int, bool] = {}
        self._at = 0
        self.ROWS = len(names) + 6

    def paint(self, size: Size) -> list[Row]:
        """The question, a row for each, keys."""
        page, rows = frame(size), self.card(size)
        room = max(1, size.height - 5)
        top = max(0, min(self._at - room + 1, len(self._names) - room))
        if len(rows) > 1:
            rows[1].put(page.left, "Did these go as planned?", "bright", bold=True)
        for y, index in enumerate(range(top, min(len(self._names), top + room)), 3):
            if y < len(rows):
                self._row_of(rows[y], page.left, page.right, index)
        if len(rows) > 2:
            hints = [("space", "kept"), ("n", "it didn't happen"), ("a", "all kept"), ("enter", "save")]
            key_hints(rows[-2], page.left, hints, page.right)
        return rows

    def _row_of(self, row: Row, left: int, right: int, index: int) -> None:
        said, here = self._said.get(index), index == self._at
        if here:
            row.put(max(0, left - 2), self.glyphs.focus, "accent")
        mark = self.glyphs.to_come if said is None else self.glyphs.done if said else self.glyphs.slipped
        row.put(left, mark, "accent")
        word = {None: "", True: "kept", False: "it didn't happen"}[said]
        end = row.put_right(right, word, "muted")
        row.put(left + 2, fit(self._names[index], end - left - 3), "bright" if here else "text", bold=here)
        row.press(0, right + 2, lambda: self._turn(index))

    def _turn(self, index: int) -> None:
        self._at = index
        self._said[index] = not self._said.get(index, False)
        self.show()

    def _answer(self, kept: bool) -> None:
        self._said[self._at] = kept
        self._at = min(self._at + 1, len(self._names) - 1)
        self.show()

    def action_kept(self) -> None:
        """This one was kept."""
        self._answer(True)

    def action_slipped(self) -> None:
        """This one was not."""
        self._answer(False)

    def action_all_kept(self) -> None:
        """All of them were."""
        self._said = dict.fromkeys(range(len(self._names)), True)
        self.show()

    def action_save(self) -> None:
        """Give the answers back."""
        self.dismiss(self._said)

    def action_up(self) -> None:
        """The row above."""
        self._at = max(0, self._at - 1)
        self.show()

    def action_down(self) -> None:
        """The row below."""
        self._at = min(len(self._names) - 1, self._at + 1)
        self.show()
