"""What stands beside a plan in the preview: its problems, and the hours around the appointment. Paints, and has keys.

Each page has one; all of them show the one `Desk` of the app.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.events import MouseScrollDown, MouseScrollUp
from textual.geometry import Size

from selfcare.core import words
from selfcare.core.preview import Finding, Reading
from selfcare.tui.keys import bindings
from selfcare.tui.layout import key_hints
from selfcare.tui.paint import Canvas, Press, Row
from selfcare.tui.screens.listpage import scrolled
from selfcare.tui.text import fit, wrap

if TYPE_CHECKING:
    from selfcare.tui.preview_desk import Desk

SIDE = 100
"""Columns from which the problems stand beside the plan, and not below it."""
TALL = 22
"""Rows from which they stand below it; where there are fewer, one of the two is shown."""
BELOW = 7
"""Rows they have there, and with the keys twice as many."""
SHORT = 12
"""Rows under which the hours are told in one row."""


class Side(Canvas, can_focus=True):
    """Problems above, hours below. Has the keys after `pane`, or a click."""

    DEFAULT_CSS = "Side { dock: right; }"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("problems", "list"), ("escape,q", "app.pane", "back")]

    def __init__(self, desk: Desk) -> None:
        super().__init__(self._rows_of, lambda: desk.inks)
        self._desk = desk
        self._top = 0
        self._line = 0

    # Where it stands

    def fit_in(self, size: Size) -> None:
        """Take the place that a screen of this size has for it."""
        if size.width >= SIDE:
            self.styles.dock, self.styles.width, self.styles.height = "right", min(54, size.width * 2 // 5), "100%"
        else:
            self.styles.dock, self.styles.width = "bottom", "100%"
            if size.height >= TALL:
                self.styles.height = 2 * BELOW if self.has_focus else BELOW
            else:
                self.styles.height = max(1, size.height - 1) if self.has_focus else 1
        self.show()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """On a small screen it comes to the front, and goes away again."""
        super().watch_has_focus(_has_focus)
        if self.is_mounted:
            self.fit_in(self.screen.size)

    # What it shows

    def _rows_of(self, size: Size) -> list[Row]:
        ground = "ground"
        if size.height == 1:
            return [self._one_row(size.width)]
        rows = [Row(ground) for _ in range(size.height)]
        is_beside = self.screen.size.width >= SIDE
        left, right = 2, max(3, size.width - 2)
        if is_beside:
            for row in rows:
                row.put(0, "│", "line")
            left = 3
        else:
            rows[0].put(0, "─" * size.width, "line")
        top = self._head(rows, 1 if is_beside else 0, left, right)
        foot = self._hours(rows, left, right)
        self._body(rows, top, max(top, foot), left, right)
        return rows

    def _one_row(self, width: int) -> Row:
        row = Row("raised")
        row.fill(0, width, "raised")
        desk = self._desk
        role = "care" if desk.reading.count("error") else "muted"
        column = row.put(2, fit(desk.reading.counts(), max(0, width - 16)), role)
        hint = f"{desk.key_hints()[0][0]} problems"
        if column + len(hint) + 3 <= width:
            row.put_right(width - 2, hint, "muted")
        row.press(0, width, self.focus)
        return row

    def _head(self, rows: list[Row], y: int, left: int, right: int) -> int:
        """The file, how many problems it has, and which version is shown; gives the row after it."""
        desk = self._desk
        is_gone = desk.shown is not None and desk.shown.saved is not None and desk.reading.saved is None
        counts = "gone" if is_gone else desk.reading.counts()
        start = rows[y].put_right(right, f" {counts} ", "care" if is_gone or desk.reading.count("error") else "text")
        name = desk.file.replace("\\", "/").rpartition("/")[2] or desk.file
        rows[y].put(left - 1, f" {fit(name, max(0, start - left - 2))} ", "bright", bold=True)
        is_behind = desk.reading is not desk.shown
        for line in wrap(_state(desk), right - left)[: 1 if len(rows) < SHORT else 3]:
            y += 1
            rows[y].put(left, line, "care" if is_behind and not desk.reading.nothing else "muted")
        return y + (1 if len(rows) < SHORT else 2)

    def _body(self, rows: list[Row], top: int, end: int, left: int, right: int) -> None:
        desk, room = self._desk, end - top
        found = desk.reading.findings
        if room < 1 or not found:
            return
        if desk.is_whole and desk.at < len(found):
            self._paint_whole(rows, top, end, left, right)
            return
        spare = room > 6
        blocks = [self._block(index, each, left, right, wide=spare) for index, each in enumerate(found)]
        self._top = min(desk.at, scrolled([len(block) for block in blocks], desk.at, self._top, room))
        y = top
        for block in blocks[self._top :]:
            for row in block:
                if y < end:
                    _copy(row, rows[y])
                y += 1

    def _block(self, index: int, one: Finding, left: int, right: int, *, wide: bool) -> list[Row]:
        """One problem of the list: its line and sentence; the help too for the one in focus, where there is room."""
        here = index == self._desk.at
        indent = left + 5
        sentences = [(one.message, "bright" if here else "text")]
        if here and wide and one.help:
            sentences.append((one.help, "muted"))
        rows: list[Row] = []
        for text, role in sentences:
            lines = wrap(text, right - indent) if here and wide else [fit(f"{_short(one)}{text}", right - indent)]
            if here and wide and role == "bright":
                lines = wrap(f"{_short(one)}{text}", right - indent)
            for line in lines:
                row = Row()
                if here and self.has_focus:
                    row.fill(left - 1, right + 1, "raised")
                    row.under = "raised"
                if here and not rows:
                    row.put(left - 1, self._desk.signs.focus, "accent")
                if not rows:
                    row.put_right(left + 4, str(one.line) if one.line else "", "muted")
                row.put(indent, line, role, bold=False)
                row.press(left - 1, right + 1, self._pressed(index))
                rows.append(row)
        return rows

    def _pressed(self, index: int) -> Press:
        def press() -> None:
            self.focus()
            if self._desk.at == index:
                self._desk.turn()
            else:
                self._desk.choose(index)

        return press

    def _paint_whole(self, rows: list[Row], top: int, end: int, left: int, right: int) -> None:
        one, width = self._desk.reading.findings[self._desk.at], right - left
        told: list[tuple[str, str]] = []
        lines = one.whole.split("\n")
        for line in lines:
            is_source = "|" in line[:8] and "= help" not in line
            role = "bright" if line is lines[0] else "accent" if is_source and "^" in line else "text"
            told += [(line, role)] if is_source and len(line) <= width else [(part, role) for part in wrap(line, width)]
        self._line = max(0, min(self._line, len(told) - (end - top)))
        for y, (line, role) in zip(range(top, end), told[self._line :], strict=False):
            rows[y].put(left, fit(line, width), role)
            rows[y].press(left, right, self._desk.turn)

    def _hours(self, rows: list[Row], left: int, right: int) -> int:
        """The time, the way and where the appointment lies on it, the keys; gives the first row that it takes."""
        desk, height = self._desk, len(rows)
        is_short = height < 2 * BELOW + 1
        first = max(2, height - (2 if is_short else 5))
        now, row = desk.instant, rows[min(first, height - 1)]
        told = f"{words.day(now.date())} {words.clock_time(now, desk.times)}"
        after = row.put(left, told, "bright", bold=True) + 2
        around = _around(desk)
        end = right
        if around and after + len(around) <= right:
            end = row.put_right(right, around, "muted") - 2
        if is_short and end - after >= 20:
            self._way(row, after, end)
        elif not is_short:
            self._way(rows[first + 1], left, right)
        if height > first + 1:
            key_hints(rows[-1 if is_short else -2], left, desk.key_hints(), right)
        return first - (0 if is_short else 1)

    def _way(self, row: Row, left: int, right: int) -> None:
        desk, width = self._desk, max(2, right - left)
        is_plain = desk.signs.open == "*"
        row.put(left, ("-" if is_plain else "─") * width, "line")
        for day in range(1, 6):
            part = day / 6
            row.put(left + round(part * (width - 1)), "+" if is_plain else "┴", "line")
        if desk.has_visit:
            row.put(
                left + round(desk.stretch.part(desk.stretch.appointment) * (width - 1)),
                "V" if is_plain else "◆",
                "text",
            )
        row.put(left + round(desk.stretch.part(desk.instant) * (width - 1)), desk.signs.open, "accent", bold=True)
        for column in range(width):
            goal = desk.stretch.at(column / max(1, width - 1))
            row.press(left + column, left + column + 1, partial(desk.travel, goal))

    # Keys

    def action_up(self) -> None:
        """The problem above; of one that is shown whole, the line above."""
        self._move(-1)

    def action_down(self) -> None:
        """The problem below."""
        self._move(1)

    def _move(self, by: int) -> None:
        if self._desk.is_whole:
            self._line += by
            self.show()
        else:
            self._desk.choose(self._desk.at + by)

    def action_whole(self) -> None:
        """One problem whole, or the list."""
        self._line = 0
        self._desk.turn()

    async def action_earlier(self) -> None:
        """A quarter of an hour back."""
        await self.app.run_action("time_back")

    async def action_later(self) -> None:
        """A quarter of an hour on."""
        await self.app.run_action("time_on")

    async def action_far_back(self) -> None:
        """To the change before."""
        await self.app.run_action("change_before")

    async def action_far_on(self) -> None:
        """To the next change."""
        await self.app.run_action("change_next")

    def action_first_hour(self) -> None:
        """To the beginning."""
        self._desk.travel(self._desk.stretch.starts)

    def action_last_hour(self) -> None:
        """To the end."""
        self._desk.travel(self._desk.stretch.ends)

    async def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel goes through the problems."""
        event.stop()
        event.prevent_default()
        self._move(1)

    async def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel goes through the problems."""
        event.stop()
        event.prevent_default()
        self._move(-1)


def _short(one: Finding) -> str:
    return "" if one.severity == "error" else f"{one.severity}: "


def _copy(row: Row, to: Row) -> None:
    to.pieces.extend(row.pieces)
    to.presses.extend(row.presses)


def _state(desk: Desk) -> str:
    """Which version is shown, in a sentence."""
    now, shown = desk.reading, desk.shown
    if now is shown:
        return f"shown: the version saved at {_saved(desk, now)}" if now.saved else "shown: the plan of the library"
    if now.nothing:
        return now.nothing
    if shown is None:
        return "the plan is shown as soon as it has no errors"
    errors = now.count("error")
    since = "the file is gone since" if now.saved is None else f"{errors} error{'s' if errors > 1 else ''} since"
    return f"shown: the version saved at {_saved(desk, shown)}; {since}"


def _saved(desk: Desk, reading: Reading) -> str:
    return "" if reading.saved is None else f"{words.clock_time(reading.saved, desk.times)}:{reading.saved:%S}"


def _around(desk: Desk) -> str:
    """`1 h 20 min before` the appointment, or after it."""
    if not desk.has_visit:
        return ""
    away = desk.stretch.appointment.timestamp() - desk.instant.timestamp()
    if abs(away) < 60:
        return "the appointment"
    return f"{words.length(abs(away))} {'before' if away > 0 else 'after'}"
