"""History: the entries of one log with the median of each day, or what was practised; over days, a year or all."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Size

from selfcare.core import acts, ledger, practices, question, scoring, trend, words
from selfcare.core.ledger import Entry, Session
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

PRACTICE = ""
"""Stands among the names of logs for what was practised; no log is called so."""

OUTCOMES = {"done": "done", "stopped": "stopped early"}


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
        self._sessions: list[Session] = []
        self._titles: dict[str, str] = {}
        self._names: list[str] = []

    @property
    def _listed(self) -> list[Entry] | list[Session]:
        return self._entries or self._sessions

    def refresh_state(self) -> None:
        """Read the entries of the chosen log in range, or the practices, newest first."""
        now, days = self.env.clock.now(), RANGES[self._range][1]
        since = None if days is None else _midnight(now) - timedelta(days=days - 1)
        found = ledger.entries(self.env.journal.events((*ledger.ENTRY_KINDS, *ledger.EPISODE_KINDS), since=since))
        practised = ledger.sessions(self.env.journal.events(ledger.SESSION_KINDS, since=since))
        self._names = sorted({entry.log for entry in found}) + [PRACTICE] * bool(practised)
        self._chosen = min(self._chosen, max(0, len(self._names) - 1))
        name = self._names[self._chosen] if self._names else PRACTICE
        self._entries = [entry for entry in reversed(found) if entry.log == name]
        self._sessions = [] if self._entries else list(reversed(practised))
        shelf = self.env.shelf
        self._titles = practices.titles(shelf.patterns(), shelf.sittings()) if self._sessions else {}
        self._at = max(0, min(self._at, len(self._listed) - 1))

    def paint(self, size: Size) -> list[Row]:
        """Title and ranges, the sentence with its n, medians of days, entries."""
        page, rows = frame(size), blank(size.height)
        place(rows, 1, self._title(page))
        self._sentences(rows, page)
        y = self._medians(rows, page, 6, size.height)
        self._table(rows, page, y, size.height - 5)
        hints = Row()
        ids = ("report", "edit", "remove") if self._entries else ("report",)
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
        if self._listed:
            title = self._title_of_log() if self._entries else "Practice"
            first.put(page.left, fit(title, page.width), "bright", bold=True)
            second.put(page.left, fit(self._told(), page.width), "muted")
        else:
            first.put(page.left, fit("Nothing written down yet", page.width), "bright", bold=True)
            second.put(page.left, fit("selfcare log pain 4, or l on Today", page.width), "muted")
        place(rows, 3, first)
        place(rows, 4, second)

    def _told(self) -> str:
        span, count = RANGES[self._range][1], len(self._listed)
        one, more = ("entry", "entries") if self._entries else ("session", "sessions")
        days = len({_instant(record).date() for record in self._listed})
        told = f"{count} {one if count == 1 else more} on {days} day{'' if days == 1 else 's'}"
        return told + (f" of {span}" if span else "")

    def _medians(self, rows: list[Row], page: Frame, y: int, height: int) -> int:
        """One line for each of the last days with an entry: the day, its median, how many; and the last week in one."""
        log, field = self._log(), self._first_scale()
        medians = trend.day_medians(self._entries, log, field) if log and field else ()
        today = self.env.clock.now().date()
        shown = medians[::-1][: max(0, min(7, (height - 14) // 2))]
        if not shown:
            return y
        days = [words.day(each.day, today) for each in shown]
        column = page.left + max(13, *(len(day) + 2 for day in days))
        for day, each in zip(days, shown, strict=True):
            row = Row()
            row.put(page.left, day, "text")
            row.put(column, question.plain_number(each.median), "text", bold=True)
            if each.n > 1:
                row.put(column + 7, f"median of {each.n}", "muted")
            place(rows, y, row)
            y += 1
        if week := trend.told(trend.summary(medians, today)):
            row = Row()
            row.put(page.left, fit(week, page.width), "muted")
            place(rows, y, row)
            y += 1
        return y + 1

    def _table(self, rows: list[Row], page: Frame, y: int, end: int) -> None:
        listed = self._listed
        self._top = scrolled([1] * len(listed), self._at, self._top, end - y)
        seen = range(self._top, min(len(listed), self._top + max(0, end - y)))
        times = [self._when(listed[index]) for index in seen]
        column = page.left + max([18, *(len(when) + 2 for when in times)])
        for index, when in zip(seen, times, strict=True):
            place(rows, y, self._row(page, index, when, column))
            y += 1

    def _when(self, record: Entry | Session) -> str:
        instant, today = _instant(record), self.env.clock.now().date()
        day = "Today" if instant.date() == today else words.day(instant.date(), today)
        return f"{day} {words.clock_time(instant, self.shell.hours)}"

    def _row(self, page: Frame, index: int, when: str, column: int) -> Row:
        row, here = Row(), index == self._at
        if here:
            focus(row, page, self.glyphs.focus)
        row.press(0, page.right + 2, self._pressed(index))
        row.put(page.left, when, "text")
        first, *rest = self._said(self._listed[index])
        room = page.right - column
        first = fit(first, max(room // 2, room - len(rest[0]) - 3 * bool(rest[0])))
        column = row.put(column, first, "bright" if here else "text", bold=True) + 3
        for part in filter(None, rest):
            if column < page.right:
                column = row.put(column, fit(part, page.right - column), "muted") + 3
        return row

    def _said(self, record: Entry | Session) -> tuple[str, str, str]:
        """What stands in a row after its time: of an entry the answers and the note; what was practised, how long."""
        if isinstance(record, Entry):
            return (*self._values(record), record.note)
        title = practices.called(record.path, self._titles)
        return (title, practices.briefly(record.seconds), OUTCOMES[record.outcome])

    def _values(self, entry: Entry) -> tuple[str, str]:
        """The first answer; the others with their names, the score, and how long an episode took."""
        fields, log = self._fields(entry), self._asked(entry)
        shown = [
            (name, question.show(fields[name], value) if name in fields else str(value))
            for name, value in entry.values.items()
        ]
        if not shown:
            return ("", "")
        more = [scoring.briefly(log, entry.values), words.lasted(entry, log, self.env.clock.now())]
        return (shown[0][1], "   ".join([*filter(None, more), *(f"{name} {value}" for name, value in shown[1:])]))

    def _logs(self, name: str) -> Log | None:
        found = [used.plan.logs[name] for used in self.env.shelf.in_use() if name in used.plan.logs]
        return found[0] if found else self.env.shelf.logs().get(name)

    def _log(self) -> Log | None:
        return self._logs(self._names[self._chosen]) if self._entries else None

    def _asked(self, entry: Entry) -> Log | None:
        """The log as it was asked when the entry was made, else as it is asked now."""
        kept = self.env.shelf.version(entry.hash) if entry.hash else None
        return (kept.logs.get(entry.log) if kept else None) or self._logs(entry.log)

    def _fields(self, entry: Entry) -> dict[str, Field]:
        """The questions of the entry."""
        log = self._asked(entry)
        return dict(log.fields) if log else {}

    def _title_of_log(self) -> str:
        log = self._log()
        return log.title if log else words.capital(self._names[self._chosen])

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
        self._at = max(0, min(len(self._listed) - 1, self._at + 1))
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

    async def action_report(self) -> None:
        """Open the page for the practitioner."""
        from selfcare.tui.screens.report import Report

        await self.app.push_screen(Report(self.env))

    async def action_undo(self) -> None:
        """Take the last act back."""
        if event := self.env.journal.last():
            await self.shell.save(acts.undo(event, acts.stamp(self.env)))


def _midnight(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def _instant(record: Entry | Session) -> datetime:
    return record.about if isinstance(record, Entry) else record.started
