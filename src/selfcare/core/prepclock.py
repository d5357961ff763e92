"""The prep clock, to scale: rows of pieces, each a text with the role it plays. Pure geometry.

The app, `selfcare today` and the first picture paint the same rows. An edge is rounded to half a cell; the column of
now is rounded down.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from math import inf
from typing import Literal, NamedTuple

from selfcare.core import words
from selfcare.core.agenda import Agenda, changes
from selfcare.core.axis import BY_DAYS, Axis, finest
from selfcare.core.frozen import replace
from selfcare.core.ledger import Appointment
from selfcare.core.line import Line
from selfcare.core.words import Hours

Role = Literal[
    "space", "label-open", "label", "elapsed", "open", "to-come", "clip", "dot", "hour", "now", "appointment", "track"
]
"""`label-open` and `label` name rows; `elapsed`, `open` and `to-come` are parts of windows; `clip` marks a window that
begins before the axis or goes on after it; `appointment` is its mark and time, `track` its line down the rows."""


class Piece(NamedTuple):
    """Cells of one role."""

    text: str
    role: Role


Row = tuple[Piece, ...]


class Glyphs(NamedTuple):
    """The signs of a set. Without `halves`, edges fall on whole cells."""

    elapsed: str
    open: str
    to_come: str
    dot: str
    now: str
    here: str
    appointment: str
    down: str
    before: str
    after: str
    halves: bool


FULL = Glyphs("─", "━", "━", "·", "▾", "●", "◆", "│", "‹", "›", True)
COLOURLESS = FULL._replace(to_come="╌")
"""Without colour, what is to come is told by its shape."""
PLAIN = Glyphs("-", "=", ".", " ", "v", "*", "#", "|", "<", ">", False)

NARROW, WIDE, WIDEST = 60, 110, 132
"""Under NARROW columns the clock is one line; from WIDE on its rows are apart; a page never grows beyond WIDEST."""

SOON = 2 * 3600
"""Rows that open later (in seconds) are the first to go where there is no room."""

HEAD = 2
"""Rows of marks and hours above the windows."""

FEWEST = 4
"""Fewer windows than this are no picture: one line says as much."""

DAY = 86_400


class Bar(NamedTuple):
    """A row of the clock: what it stands for, and its window."""

    line: Line
    opens: datetime
    closes: datetime


def margin(width: int) -> int:
    """Columns left free on each side of a page."""
    return 2 if width < NARROW else 3 if width < 100 else 4


def layout(
    agenda: Agenda, width: int, rows: int | None = None, *, glyphs: Glyphs = FULL, hours: Hours = "24"
) -> tuple[Row, ...]:
    """The clock on a page of `width` columns, without its margins, in at most so many rows.

    Two rows of marks and hours, then a row for each window that is open or to come. Where that is too much it gives up,
    in this order: the rows between, windows that open in more than two hours, the clock itself for one line. Empty
    without an appointment to count from, and where there is no room.
    """
    width = min(width, WIDEST)
    label = 20 if width >= WIDE else 19
    clock = None
    if width >= NARROW:
        clock = _clock(agenda, width - 2 * margin(width) - label, glyphs, hours, long=width >= WIDE)
    if clock is None:
        return one_line(agenda, width, rows, glyphs=glyphs, hours=hours)
    found = [bar for bar in bars(agenda, clock.appointment) if clock.axis.position(bar.opens) < clock.axis.columns]
    spread = width >= WIDE and (rows is None or 2 + 2 * len(found) <= rows)
    if rows is not None and not spread and 2 + len(found) > rows:
        found = [bar for bar in found if bar.opens.timestamp() <= agenda.now.timestamp() + SOON]
        if 2 + len(found) > rows:
            return one_line(agenda, width, rows, glyphs=glyphs, hours=hours)
    aside = Piece(" " * label, "space")
    drawn = [(aside, *_pieces(clock.marks())), (aside, *_pieces(clock.labels()))]
    for bar in found:
        if spread:
            drawn.append((aside, *_pieces(clock.between())))
        name: Role = "label-open" if bar.line.state == "open" else "label"
        drawn.append((Piece(_fitted(bar.line.short, label), name), *_pieces(clock.window(bar))))
    return tuple(drawn)


def one_line(
    agenda: Agenda, width: int, rows: int | None = None, *, glyphs: Glyphs = FULL, hours: Hours = "24"
) -> tuple[Row, ...]:
    """The clock in two rows: the window that the sentence speaks of on the axis, and labels under it."""
    width = min(width, WIDEST)
    clock = _clock(agenda, width - 2 * margin(width), glyphs, hours)
    if clock is None or (rows is not None and rows < 2):
        return ()
    return _pieces(clock.line()), _pieces(clock.under())


def subject(agenda: Agenda) -> Appointment | None:
    """What the clock is about: the appointment within a day, else the last with aftercare, else the next.

    An appointment that no line belongs to has nothing to show on a clock.
    """
    now, prepared = agenda.now.timestamp(), {line.occurrence for line in agenda.lines}
    appointments = [each for each in agenda.appointments if each.id in prepared]
    ahead = [each for each in appointments if each.starts.timestamp() > now]
    behind = [each for each in appointments if each.starts.timestamp() <= now]
    if behind and bars(agenda, behind[-1]) and not (ahead and ahead[0].starts.timestamp() - now <= DAY):
        return behind[-1]
    return next(iter(ahead), None)


def bars(agenda: Agenda, appointment: Appointment) -> list[Bar]:
    """The rows of the clock: what is open, then what is to come, as on the agenda; a snoozed line from its return."""
    return [
        Bar(line, line.until or line.opens, line.closes)
        for line in agenda.lines
        if line.occurrence == appointment.id and line.state in ("open", "upcoming") and line.opens and line.closes
    ]


def soonest(agenda: Agenda, rows: int) -> Agenda:
    """The agenda with no more windows than a clock of so many rows holds, in their order.

    What the sentence speaks of stays; then what is open and ends by the appointment, which can be done now; then what
    changes soonest. Where not even four fit, or all do, it is left as it is, and `layout` decides.
    """
    appointment, room = subject(agenda), rows - HEAD
    windows = bars(agenda, appointment) if appointment else []
    if appointment is None or room < FEWEST or len(windows) <= room:
        return agenda
    starts = appointment.starts.timestamp()

    def rank(bar: Bar) -> tuple[bool, bool, float]:
        is_said = agenda.next is not None and bar.line is agenda.next.line
        is_for_now = bar.line.state == "open" and bar.closes.timestamp() <= starts
        return not is_said, not is_for_now, next((each.at.timestamp() for each in changes([bar.line], agenda.now)), inf)

    left_out = {id(bar.line) for bar in sorted(windows, key=rank)[room:]}
    return replace(agenda, lines=tuple(line for line in agenda.lines if id(line) not in left_out))


def _clock(agenda: Agenda, columns: int, glyphs: Glyphs, hours: Hours, *, long: bool = False) -> _Clock | None:
    """The finest axis that reaches what it must: the appointment with its time; past it, aftercare for a day."""
    appointment, now = subject(agenda), agenda.now
    if appointment is None or columns < 1:
        return None
    starts = appointment.starts.astimezone(now.tzinfo)
    time = words.clock_time(starts, hours)
    if starts.timestamp() > now.timestamp():
        axis = finest(now, starts, 2 + len(time), columns)
    else:
        closing = [bar.closes for bar in bars(agenda, appointment) if bar.closes.timestamp() - now.timestamp() <= DAY]
        last = max((now, *closing), key=datetime.timestamp)
        axis = finest(starts, last, 1, columns)
    return _Clock(agenda, appointment, axis, time, glyphs, hours, long) if axis else None


Cell = tuple[str, Role]
_EMPTY: Cell = (" ", "space")

_JOINED = {(True, True): "┿", (False, True): "┝", (True, False): "┥"}
"""Now, where it crosses an open bar: by whether the bar fills the left and the right half of the cell."""
_JOINED_AFTER = "┾"
"""The same where a part of the bar has passed."""


class _Clock:
    """Draws rows on one axis. A row is a list of cells, as many as the axis has columns.

    `long` hours are written `12:00`, others `12`.
    """

    def __init__(
        self,
        agenda: Agenda,
        appointment: Appointment,
        axis: Axis,
        time: str,
        glyphs: Glyphs,
        hours: Hours,
        long: bool,
    ) -> None:
        self.agenda = agenda
        self.appointment = appointment
        self.axis = axis
        self.time = time
        self.glyphs = glyphs
        self.hours = hours
        self.now_column = axis.column(agenda.now)
        self.column = axis.column(appointment.starts)
        self.long = long
        self.dots = self._write_hours(self._with_lines(self._blank()))
        """Columns of the hours that are written."""

    def marks(self) -> list[Cell]:
        """Now with its word, the appointment with its time. A word that would run into the other mark is left out."""
        row = self._blank()
        self._write(row, self.column, self.glyphs.appointment, "appointment")
        self._write(row, self.now_column, self.glyphs.now, "now")
        self._write_if_free(row, self.column + 2, self.time, "appointment", before=1)
        if not self._write_if_free(row, self.now_column + 2, "now", "now", before=1):
            self._write_if_free(row, self.now_column - 4, "now", "now", after=1)
        return row

    def labels(self) -> list[Cell]:
        """Hours at their own columns, the first digit on the hour."""
        row = self._with_lines(self._blank())
        self._write_hours(row)
        return row

    def between(self) -> list[Cell]:
        """A row without a window: dots under the hours that are written, and the lines."""
        row = self._blank()
        if self.glyphs.dot.strip():
            for column in self.dots:
                self._write(row, column, self.glyphs.dot, "dot")
        return self._with_lines(row)

    def window(self, bar: Bar) -> list[Cell]:
        """A row with a window, over dots and lines."""
        row = self.between()
        start, end = self._draw(row, bar, joined=True)
        if start < 0:
            row[0] = (self.glyphs.before, "clip")
        if end > 2 * self.axis.columns:
            row[-1] = (self.glyphs.after, "clip")
        return row

    def line(self) -> list[Cell]:
        """The one-line clock: time up to the appointment, and the window of the next change on it."""
        row: list[Cell] = [(self.glyphs.elapsed, "elapsed")] * self.axis.columns
        for column in range(max(0, self.now_column), self.column):
            row[column] = (self.glyphs.elapsed, "track")
        change = self.agenda.next
        for bar in bars(self.agenda, self.appointment):
            if change and bar.line == change.line:
                self._draw(row, bar, joined=False)
        self._write(row, self.column, self.glyphs.appointment, "appointment")
        self._write(row, self.now_column, self.glyphs.here, "now")
        return row

    def under(self) -> list[Cell]:
        """What stands under the one-line clock: the appointment's time, now, and the hours to come between."""
        row = self._blank()
        labels: tuple[tuple[int, str, Role], ...] = (
            (self.column, self.time, "appointment"),
            (self.now_column, "now", "now"),
        )
        for column, text, role in labels if self.column > self.now_column else reversed(labels):
            start = max(0, min(column - len(text) // 2, self.axis.columns - len(text)))
            self._write_if_free(row, start, text, role, before=1, after=1)
        self._write_hours(row, after=self.now_column)
        return row

    def _draw(self, row: list[Cell], bar: Bar, *, joined: bool) -> tuple[int, int]:
        """Draw a window and return its edges in half cells; it is at least half a cell long."""
        halves = self.glyphs.halves
        start = self.axis.edge(bar.opens, halves=halves)
        end = max(self.axis.edge(bar.closes, halves=halves), start + (1 if halves else 2))
        for column in range(max(0, start // 2), min(self.axis.columns, (end + 1) // 2)):
            filled = (start <= 2 * column, end >= 2 * column + 2)
            if joined and column == self.now_column and bar.line.state == "open" and halves:
                row[column] = (_JOINED_AFTER if start < 2 * column and all(filled) else _JOINED[filled], "open")
            else:
                row[column] = self._cell(bar.line, column, filled)
        return start, end

    def _cell(self, line: Line, column: int, filled: tuple[bool, bool]) -> Cell:
        if line.state == "open" and column < self.now_column:
            return self._half("╴", "╶", self.glyphs.elapsed, filled), "elapsed"
        if line.state == "open":
            return self._half("╸", "╺", self.glyphs.open, filled), "open"
        if self.glyphs.to_come != self.glyphs.open:
            return self.glyphs.to_come, "to-come"
        return self._half("╸", "╺", self.glyphs.to_come, filled), "to-come"

    def _half(self, left: str, right: str, whole: str, filled: tuple[bool, bool]) -> str:
        return whole if all(filled) or not self.glyphs.halves else left if filled[0] else right

    def _with_lines(self, row: list[Cell]) -> list[Cell]:
        """Adds now and the appointment, as lines down the rows."""
        self._write(row, self.column, self.glyphs.down, "track")
        self._write(row, self.now_column, self.glyphs.down, "now")
        return row

    def _write_hours(self, row: list[Cell], after: int = -1) -> list[int]:
        """Write the hours that touch nothing, and give their columns."""
        return [
            column
            for column, instant in self.axis.hours(len(self._hour(self.axis.starts)) + 2)
            if column > after and self._write_if_free(row, column, self._hour(instant), "hour", before=1, after=1)
        ]

    def _hour(self, instant: datetime) -> str:
        if self.axis.step >= BY_DAYS:
            return f"{words.DAYS[instant.weekday()]} {instant.day}"
        if self.hours == "12":
            return words.clock_time(instant, "12")[: None if self.long else -3].replace(":00", "")
        return f"{instant:%H:%M}" if self.long else f"{instant:%H}"

    def _blank(self) -> list[Cell]:
        return [_EMPTY] * self.axis.columns

    def _write_if_free(
        self, row: list[Cell], column: int, text: str, role: Role, *, before: int = 0, after: int = 0
    ) -> bool:
        """Write a label where it fits on the axis and touches nothing; say whether it did."""
        end = column + len(text)
        around = row[max(0, column - before) : end + after]
        if column < 0 or end > len(row) or any(cell != _EMPTY for cell in around):
            return False
        self._write(row, column, text, role)
        return True

    def _write(self, row: list[Cell], column: int, text: str, role: Role) -> None:
        for offset, character in enumerate(text, start=column):
            if 0 <= offset < len(row):
                row[offset] = (character, role)


def _fitted(label: str, width: int) -> str:
    """The label in its column, with a space after it."""
    short = label if len(label) < width else f"{label[: width - 2].rstrip()}…"
    return short.ljust(width)


def _pieces(cells: Iterable[Cell]) -> Row:
    """Cells of one role that stand together, as one piece."""
    found: list[Piece] = []
    for text, role in cells:
        if found and found[-1].role == role:
            found[-1] = Piece(found[-1].text + text, role)
        else:
            found.append(Piece(text, role))
    return tuple(found)
