"""History: the days of one number as a chart, a calendar of days, and what was written down, entry by entry.

What is chosen and read is `history_shown`, how it is painted `history_chart`, `history_calendar` and `history_rows`;
here is what is in focus, where it stands on the page, and what the keys do.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Size

from selfcare.core import acts
from selfcare.core.chart import drawn, past
from selfcare.core.chart.past import Measure, Past
from selfcare.core.ledger import Entry
from selfcare.core.ports import Env
from selfcare.core.text import plain
from selfcare.tui.glyphs import PLAIN
from selfcare.tui.keys import bindings
from selfcare.tui.layout import NARROW, Frame, blank, frame, place
from selfcare.tui.paint import Row
from selfcare.tui.screens import history_calendar, history_chart, history_rows
from selfcare.tui.screens.history_calendar import Calendar
from selfcare.tui.screens.history_list import PAGE
from selfcare.tui.screens.history_shown import EVERYTHING, RANGES, VIEWS, Days, Shown, View
from selfcare.tui.screens.listpage import scrolled
from selfcare.tui.screens.page import Page
from selfcare.tui.text import fit

TALL = 22
"""Rows from which there is an empty one between the sentences and what they are about."""
LEAST_HEAD = 5
"""Rows of the title and the sentences."""
QUIET = 0.3
"""Seconds on a chart before what takes a while is worked out."""


class History(Page[None]):
    """What was written down."""

    WHERE: ClassVar[tuple[str, ...]] = ("history", "list")
    PLACE: ClassVar[str] = "history"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("history", "list")]

    def __init__(self, env: Env) -> None:
        super().__init__(env)
        self._shown = Shown(env)
        self._day = env.clock.now().date()
        """The day that was today when the journal was read."""
        self._at = self._top = 0
        self._week = self._week_top = 0
        self._in_sight = 0
        """Rows of the list on screen."""
        self._compared: Sequence[str] = ()

    def refresh_state(self) -> None:
        """Read what is shown, and no more."""
        shown = self._shown
        shown.read()
        self._day = self.env.clock.now().date()
        self._compared = ()
        self._at = max(0, min(self._at, len(shown.listing.rows) - 1))
        if shown.view == "chart" and shown.past and shown.past.practised and shown.measure:
            self.set_timer(QUIET, partial(self._compare, shown.past, shown.measure.name))

    async def _compare(self, read: Past, name: str) -> None:
        """Days with practice and days without: counting takes a while, so it is done beside the screen."""
        if read is not self._shown.past:
            return
        told = await asyncio.to_thread(past.with_practice, read, name)
        if read is self._shown.past:
            self._compared = told
            self.show()

    def on_minute(self) -> None:
        """A new day begins."""
        if self._day != self.env.clock.now().date():
            self._renew()

    def _renew(self) -> None:
        self.refresh_state()
        self.show()

    # Painting

    def paint(self, size: Size) -> list[Row]:
        """Title, views and ranges; the sentence; what the view shows; keys and places."""
        page, rows, shown = frame(size), blank(size.height), self._shown
        top, end = LEAST_HEAD + (size.height >= TALL), size.height - 5
        self._in_sight = 0
        place(rows, 1, self._title(page))
        if shown.name is None:
            self._sentences(rows, page, "Nothing written down yet", "selfcare log pain 4, or l on Today")
        elif shown.view == "calendar" and shown.days:
            self._paint_calendar(rows, page, top, end, shown.days)
        elif shown.view == "chart" and shown.past and shown.measure:
            self._paint_chart(rows, page, top, end, shown.past, shown.measure)
        else:
            title = f"{shown.title}, “{shown.search}”" if self._is_found else shown.title
            self._sentences(rows, page, title, shown.told_of_list())
            self._paint_list(rows, page, top, end)
        place(rows, size.height - 4, self._keys(page))
        place(rows, size.height - 2, self.places_row(page))
        return rows

    def _title(self, page: Frame) -> Row:
        """The views on the left, the ranges on the right; where there is no room for both, the list has no range."""
        row, end, view = Row(), page.right, self._shown.view
        if self._shown.has_range:
            for index in reversed(range(len(RANGES))):
                role = "here" if index == self._shown.range else "muted"
                end = row.put_right(end, RANGES[index][0], role, press=partial(self._to_range, index)) - 3
            if page.width < NARROW:
                return row
        column = page.left
        if page.width >= NARROW:
            column = row.put(column, "History", "muted") + 3
        for each in VIEWS:
            column = row.put(column, each, "here" if each == view else "muted", press=partial(self._to_view, each)) + 2
        return row

    def _sentences(self, rows: list[Row], page: Frame, first: str, second: str) -> None:
        for y, shown, role in ((3, first, "bright"), (4, second, "muted")):
            row = Row()
            row.put(page.left, fit(shown, page.width), role, bold=role == "bright")
            place(rows, y, row)

    def _paint_chart(self, rows: list[Row], page: Frame, y: int, end: int, read: Past, measure: Measure) -> None:
        told = list(read.sentences)
        if not read.chart.days:
            told = [f"no number in {self._shown.span}", *told]
        y, layout = self._laid_out(page, y, end, read, told)
        place(rows, 3, history_chart.sentence_row(history_chart.headline(measure, read), page))
        second = Row()
        second.put(page.left, fit(history_chart.second_line(measure, layout, told, page.width), page.width), "muted")
        place(rows, 4, second)
        y = history_chart.paint(rows, page, y, layout)
        if layout.entries:
            self._paint_list(rows, page, y, min(end, y + layout.entries))

    def _laid_out(
        self, page: Frame, y: int, end: int, read: Past, told: Sequence[str]
    ) -> tuple[int, history_chart.Layout]:
        """Where the chart begins, and what it holds. A whole axis takes the empty row above; at last the one below."""
        tried: list[tuple[int, history_chart.Layout]] = []
        for top, bottom in [(y, end), *[(y - 1, end)] * (y > LEAST_HEAD), (y, end + 1)]:
            layout = history_chart.lay_out(read, told, self._compared, page, bottom - top, self._signs)
            tried.append((top, layout))
            if layout.is_whole:
                break
        return max(tried, key=lambda each: len(each[1].drawing.rows) + len(each[1].legend))

    def _paint_calendar(self, rows: list[Row], page: Frame, y: int, end: int, days: Days) -> None:
        shown, today = self._shown, self.env.clock.now().date()
        self._week = max(0, min(self._week, len(days.weeks) - 1))
        self._week_top = scrolled([1] * len(days.weeks), self._week, self._week_top, max(1, end - y - 3))
        calendar = Calendar(
            days, self._week, self._week_top, today, self._signs, self.glyphs, partial(partial, self._press_week)
        )
        title = shown.measure.title if shown.measure else shown.title
        told = shown.told_of_week(days.weeks[self._week], today, page.width)
        self._sentences(rows, page, f"{title}, {shown.span}", told)
        history_calendar.paint(rows, page, y, end - 2, calendar)
        place(rows, end - 1, history_calendar.legend(calendar, page))

    def _paint_list(self, rows: list[Row], page: Frame, y: int, end: int) -> None:
        self._in_sight = max(0, end - y)
        listing = self._shown.listing
        listing.reach(self._at + self._in_sight)
        self._top = scrolled([1] * len(listing.rows), self._at, self._top, max(1, self._in_sight))
        records = listing.rows[self._top : self._top + self._in_sight]
        view = history_rows.View(
            self._shown.reader,
            self.env.clock.now().date(),
            self.shell.hours,
            self.glyphs,
            is_mixed=self._shown.name == EVERYTHING,
        )
        for offset, row in enumerate(history_rows.rows(records, self._at - self._top, page, view)):
            row.press(0, page.right + 2, partial(self._focus, self._top + offset))
            place(rows, y + offset, row)

    def _keys(self, page: Frame) -> Row:
        """Keys that do something here, each to be clicked as well."""
        row, column, gap = Row(), page.left, 3 if page.width >= NARROW else 2
        for name in self._offered(page):
            key, meaning = ("esc", "show all") if name == "back" else self.hints(name)[0]
            if column + len(key) + 1 + len(meaning) <= page.right:
                start = column
                column = row.put(row.put(column, key, "text") + 1, meaning, "muted")
                action = "app.back" if name == "back" else name.replace("-", "_")
                row.press(start, column, partial(self.app.call_next, self.run_action, action))
                column += gap
        return row

    def _offered(self, page: Frame) -> list[str]:
        shown = self._shown
        if shown.name is None:
            return ["report"]
        own = ["edit", "remove"] if self._in_sight and shown.entry(self._at) else []
        views = [view for view in VIEWS if view != shown.view] if page.width < NARROW else []
        more = ["next-log"] if len(shown.names) > 1 else []
        if shown.view == "entries":
            return [*own, *["back"] * self._is_found, "search", *more, "report"]
        ranges = ["longer", "shorter"] if shown.has_range else []
        return [*own, *views, *more, *["next-number"] * shown.has_numbers, *ranges, "report"]

    @property
    def _signs(self) -> drawn.Signs:
        if self.glyphs == PLAIN:
            return drawn.PLAIN
        return drawn.BLOCKS if self.shell.ink.depth == "full" else drawn.SIGNS

    # What is chosen

    def _to_view(self, view: View) -> None:
        self._shown.view, self._at, self._top = view, 0, 0
        self._renew()

    def action_chart(self) -> None:
        """The days of a number as a picture."""
        self._to_view("chart")

    def action_calendar(self) -> None:
        """Week by week."""
        self._to_view("calendar")

    def action_entries(self) -> None:
        """Line by line."""
        self._to_view("entries")

    def action_longer(self) -> None:
        """Further back."""
        self._to_range(min(len(RANGES) - 1, self._shown.range + 1))

    def action_shorter(self) -> None:
        """Less far back."""
        self._to_range(max(0, self._shown.range - 1))

    def _to_range(self, index: int) -> None:
        self._shown.range, self._week = index, 0
        self._renew()

    def action_next_log(self) -> None:
        """Another log, what was practised, or everything."""
        self._shown.next_log()
        self._at = self._top = self._week = 0
        self._renew()

    def action_next_number(self) -> None:
        """Another number of the same log."""
        self._shown.next_number()
        self._renew()

    async def action_search(self) -> None:
        """Words to find in notes and answers."""
        from selfcare.tui.screens.sheet import Ask

        hint = "words in notes and answers; empty: all"
        ask = Ask(self.env, "Find", hint, initial=self._shown.search, does="find")
        await self.app.push_screen(ask, self._searched)

    def _searched(self, typed: str | None) -> None:
        if typed is not None:
            self._shown.search = " ".join(plain(typed).split())
            self._to_view("entries")

    @property
    def _is_found(self) -> bool:
        """Whether what is shown is the result of a search."""
        return self._shown.view == "entries" and bool(self._shown.search)

    def goes_back(self) -> bool:
        """From what was found to all there is."""
        was_found = self._is_found
        if was_found:
            self._searched("")
        return was_found

    def when_left(self) -> None:
        """Whoever comes back later looks for something else."""
        self._shown.search = ""

    # The row in focus

    def _focus(self, index: int) -> None:
        self._at = index
        self.show()

    def _press_week(self, index: int) -> None:
        """The first press has the focus on a week, the second opens it."""
        if index == self._week:
            self._open_week()
        else:
            self._week = index
            self.show()

    def _open_week(self) -> None:
        """The entries of the week in focus."""
        days = self._shown.days
        if days is not None and days.weeks:
            self._shown.this_log()
            self._to_view("entries")
            self._focus(self._shown.index_of(days.weeks[self._week]))

    def _move(self, by: int) -> None:
        if self._shown.view == "calendar" and self._shown.days:
            self._week = max(0, min(len(self._shown.days.weeks) - 1, self._week + by))
            self.show()
        elif self._in_sight:
            self._shown.listing.reach(self._at + by)
            self._focus(max(0, min(len(self._shown.listing.rows) - 1, self._at + by)))

    def action_up(self) -> None:
        """A newer entry, or week."""
        self._move(-1)

    def action_down(self) -> None:
        """An older entry, or week."""
        self._move(1)

    def action_page_up(self) -> None:
        """A screenful newer."""
        self._move(-(self._in_sight or PAGE // 4))

    def action_page_down(self) -> None:
        """A screenful older."""
        self._move(self._in_sight or PAGE // 4)

    def _entry_in_sight(self) -> Entry | None:
        """The entry in focus. Where none is in sight the list comes first: nothing is changed or removed unseen."""
        if self._shown.view == "calendar":
            self._open_week()
        elif not self._in_sight:
            self._shown.this_log()
            self._to_view("entries")
        elif entry := self._shown.entry(self._at):
            return entry
        elif self._shown.listing.rows:
            self.tell_below("a practice stays as it was recorded")
        return None

    async def action_edit(self) -> None:
        """Change an answer, the note or the time of the entry in focus."""
        if entry := self._entry_in_sight():
            from selfcare.tui.screens.correcting import change

            await change(self, entry, self._shown.reader.fields(entry))

    async def action_report(self) -> None:
        """Open the page for the practitioner."""
        from selfcare.tui.screens.report import Report

        await self.app.push_screen(Report(self.env))

    async def action_remove(self) -> None:
        """Remove the entry in focus; undo brings it back."""
        if (entry := self._entry_in_sight()) and await self.shell.save(acts.remove(entry, acts.stamp(self.env))):
            self.tell_below(f"removed; {self.key_of('undo')} brings it back")

    async def action_undo(self) -> None:
        """Take the last act back."""
        if event := self.env.journal.last():
            await self.shell.save(acts.undo(event, acts.stamp(self.env)))
