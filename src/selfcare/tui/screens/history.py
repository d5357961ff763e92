"""History: the entries of one log and the median of each day, over 7, 30 or 90 days, a year or all of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from statistics import median
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Size

from selfcare.core import acts, ledger, question, words
from selfcare.core.ledger import Entry
from selfcare.core.ports import Env
from selfcare.core.question import Field, Log, Scale
from selfcare.tui.keys import bindings
from selfcare.tui.layout import Frame, blank, frame, key_hints, place
from selfcare.tui.paint import Press, Row
from selfcare.tui.screens.listpage import focus, scrolled
from selfcare.tui.screens.page import Page
from selfcare.tui.text import fit

RANGES: tuple[tuple[str, int | None], ...] = (("7 d", 7), ("30 d", 30), ("90 d", 90), ("1 y", 365), ("all", None))
"""The word, and days back including today."""


class History(Page[None]):
    """What was written down."""

    WHERE: ClassVar[tuple[str, ...]] = ("history", "list")
    PLACE: ClassVar[str] = "history"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("history", "list")]

    def __init__(self, env: Env) -> None:
        super().__init__(env)
        self._range = 1
        self._chosen = 0
        self._at = 0
        self._top = 0
        self._entries: list[Entry] = []
        self._names: list[str] = []

    def refresh_state(self) -> None:
        """Read the entries in range, newest first."""
        now, days = self.env.clock.now(), RANGES[self._range][1]
        since = None if days is None else _midnight(now) - timedelta(days=days - 1)
        found = ledger.entries(self.env.journal.events(ledger.ENTRY_KINDS, since=since))
        self._names = sorted({entry.log for entry in found})
        self._chosen = min(self._chosen, max(0, len(self._names) - 1))
        name = self._names[self._chosen] if self._names else ""
        self._entries = [entry for entry in reversed(found) if entry.log == name]
        self._at = max(0, min(self._at, len(self._entries) - 1))

    def paint(self, size: Size) -> list[Row]:
        """Title and ranges, the sentence with its n, medians of days, entries."""
        page, rows = frame(size), blank(size.height)
        place(rows, 1, self._title(page))
        self._sentences(rows, page)
        y = self._medians(rows, page, 6, size.height)
        self._table(rows, page, y, size.height - 5)
        hints = Row()
        ids = ("edit", "remove") if self._entries else ()
        key_hints(
            hints,
            page.left,
            self.hints(*ids, *(("next-log",) if len(self._names) > 1 else ()), "longer", "shorter"),
            page.right,
        )
        place(rows, size.height - 4, hints)
        place(rows, size.height - 2, self.places_row(page))
        return rows

    def _title(self, page: Frame) -> Row:
        row, end = Row(), page.right
        for index in reversed(range(len(RANGES))):
            here = index == self._range
            end = row.put_right(end, RANGES[index][0], "here" if here else "muted", press=self._ranged(index)) - 3
        if page.left + 8 < end:
            row.put(page.left, "History", "muted")
        return row

    def _ranged(self, index: int) -> Press:
        return lambda: self._to_range(index)

    def _sentences(self, rows: list[Row], page: Frame) -> None:
        first, second = Row(), Row()
        if self._entries:
            title = self._title_of_log()
            days = {entry.about.date() for entry in self._entries}
            first.put(page.left, fit(title, page.width), "bright", bold=True)
            second.put(page.left, fit(self._told(days), page.width), "muted")
        else:
            first.put(page.left, fit("Nothing written down yet", page.width), "bright", bold=True)
            second.put(page.left, fit("selfcare log pain 4, or l on Today", page.width), "muted")
        place(rows, 3, first)
        place(rows, 4, second)

    def _told(self, days: set[date]) -> str:
        span = RANGES[self._range][1]
        entries = f"{len(self._entries)} entr{'y' if len(self._entries) == 1 else 'ies'}"
        return f"{entries} on {len(days)} day{'' if len(days) == 1 else 's'}" + (f" of {span}" if span else "")

    def _medians(self, rows: list[Row], page: Frame, y: int, height: int) -> int:
        """One line for each of the last days with an entry: the day, its median, how many."""
        field = self._first_scale()
        medians = day_medians(self._entries, field.name) if field else []
        for day, middle, count in medians[: max(0, min(7, (height - 14) // 2))]:
            row = Row()
            row.put(page.left, words.day(day), "text")
            row.put(page.left + 13, question.plain_number(middle), "text", bold=True)
            if count > 1:
                row.put(page.left + 20, f"median of {count}", "muted")
            place(rows, y, row)
            y += 1
        return y + bool(medians)

    def _table(self, rows: list[Row], page: Frame, y: int, end: int) -> None:
        self._top = scrolled([1] * len(self._entries), self._at, self._top, end - y)
        for index in range(self._top, len(self._entries)):
            if y >= end:
                break
            place(rows, y, self._row(page, index))
            y += 1

    def _row(self, page: Frame, index: int) -> Row:
        entry, row, here = self._entries[index], Row(), index == self._at
        if here:
            focus(row, page, self.glyphs.focus)
        row.press(0, page.right + 2, self._pressed(index))
        when = f"{_day_word(entry.about, self.env.clock.now())} {words.clock_time(entry.about, self.shell.hours)}"
        column = row.put(page.left, when, "text") + 2
        column = max(column, page.left + 18)
        first, rest = self._values(entry)
        column = row.put(column, fit(first, page.right - column), "bright" if here else "text", bold=True) + 3
        row.put(column, fit("   ".join(part for part in (rest, entry.note) if part), page.right - column), "muted")
        return row

    def _values(self, entry: Entry) -> tuple[str, str]:
        """The first answer, and the others with their names."""
        fields = self._fields(entry)
        shown = [
            (name, question.show(fields[name], value) if name in fields else str(value))
            for name, value in entry.values.items()
        ]
        if not shown:
            return ("", "")
        return (shown[0][1], "   ".join(f"{name} {value}" for name, value in shown[1:]))

    def _logs(self, name: str) -> Log | None:
        found = [used.plan.logs[name] for used in self.env.shelf.in_use() if name in used.plan.logs]
        return found[0] if found else self.env.shelf.logs().get(name)

    def _fields(self, entry: Entry) -> dict[str, Field]:
        log = self._logs(entry.log)
        return dict(log.fields) if log else {}

    def _title_of_log(self) -> str:
        name = self._names[self._chosen]
        log = self._logs(name)
        return log.title if log else words.capital(name)

    def _first_scale(self) -> Field | None:
        fields = self._fields(self._entries[0]) if self._entries else {}
        return next((field for field in fields.values() if isinstance(field.kind, Scale)), None)

    def _pressed(self, index: int) -> Press:
        def press() -> None:
            self._at = index
            self.show()

        return press

    def action_up(self) -> None:
        """A newer entry."""
        self._at = max(0, self._at - 1)
        self.show()

    def action_down(self) -> None:
        """An older entry."""
        self._at = max(0, min(len(self._entries) - 1, self._at + 1))
        self.show()

    def action_longer(self) -> None:
        """Further back."""
        self._to_range(min(len(RANGES) - 1, self._range + 1))

    def action_shorter(self) -> None:
        """Less far back."""
        self._to_range(max(0, self._range - 1))

    def _to_range(self, index: int) -> None:
        self._range, self._at = index, 0
        self.refresh_state()
        self.show()

    def action_next_log(self) -> None:
        """Another log."""
        self._chosen = (self._chosen + 1) % max(1, len(self._names))
        self._at = 0
        self.refresh_state()
        self.show()

    async def action_edit(self) -> None:
        """Change an answer, the note or the time of the entry in focus."""
        if self._entries:
            from selfcare.tui.screens.correcting import change

            entry = self._entries[self._at]
            await change(self, entry, self._fields(entry))

    async def action_remove(self) -> None:
        """Remove the entry in focus; undo brings it back."""
        if self._entries:
            await self.shell.save(acts.remove(self._entries[self._at], acts.stamp(self.env)))

    async def action_undo(self) -> None:
        """Take the last act back."""
        if event := self.env.journal.last():
            await self.shell.save(acts.undo(event, acts.stamp(self.env)))


def day_medians(entries: Sequence[Entry], field: str) -> list[tuple[date, float, int]]:
    """Day, median of that day's answers to `field`, and how many there were; the latest day first."""
    by_day: dict[date, list[float]] = {}
    for entry in entries:
        answer = entry.values.get(field)
        if isinstance(answer, (int, float)) and not isinstance(answer, bool):
            by_day.setdefault(entry.about.date(), []).append(float(answer))
    return [(day, median(answers), len(answers)) for day, answers in sorted(by_day.items(), reverse=True)]


def _midnight(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def _day_word(about: datetime, now: datetime) -> str:
    return "Today" if about.date() == now.date() else words.day(about.date())
