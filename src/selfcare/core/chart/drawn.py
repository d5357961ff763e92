"""The chart as rows of pieces: bars from lowest to highest with the median over them, half a row to half a unit.

With half blocks each cell is two, one above the other, with their own colours. Without colour, and on consoles that
have none, a range is a line and the median a dot. Numbers stand on the row of their value, in its upper half.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Literal, NamedTuple

from selfcare.core.chart import bins as columns
from selfcare.core.chart import upright
from selfcare.core.chart.bins import Bin
from selfcare.core.chart.upright import Axis
from selfcare.core.frozen import frozen
from selfcare.core.question import Field, plain_number
from selfcare.core.trend import DayMedian

Role = Literal["text", "muted", "bright", "still", "band", "accent", "accent-soft", "ground"]
"""A role of the palette."""


class Piece(NamedTuple):
    """Cells of one role, on a ground: `ground`, `band` or a bar's own."""

    text: str
    role: Role = "text"
    ground: Role = "ground"


Row = tuple[Piece, ...]


class Signs(NamedTuple):
    """What a chart is drawn with. `blocks`: half blocks in two colours; else `range` and `median`."""

    blocks: bool
    range: str
    median: str
    visit: str
    down: str
    edge: str
    practice: str


BLOCKS = Signs(True, "█", "▀", "◆", "╎", "┄", "○")
SIGNS = BLOCKS._replace(blocks=False, range="│", median="●", down="┊")
PLAIN = Signs(False, "|", "*", "#", ":", ".", "o")

WIDEST_BAR, CROWDED = 12, 40
"""Columns a day at most; and how many bars are so many that each has one column and no gutter."""
ROOMY = 55
"""Columns from which dates stand further apart."""
LABELLED = 8
"""Appointments up to which their marks share the row of the dates."""


@frozen
class Chart:
    """What is drawn: the days with an answer, from the first day of the range to the last, both included."""

    field: Field
    days: Sequence[DayMedian]
    first: date
    last: date
    visits: Sequence[date] = ()
    practised: Collection[date] = ()
    band: tuple[float, float] | None = None
    """Start less and plus the least change that people notice."""
    least: float | None = None
    """That change, in points."""


class Drawing(NamedTuple):
    """A chart that is drawn: its rows, and below it what its signs mean."""

    rows: tuple[Row, ...]
    legend: tuple[Row, ...]
    axis: Axis
    unit: str


def draw(chart: Chart, width: int, height: int, signs: Signs = BLOCKS) -> Drawing:
    """The chart in at most so many columns and rows, marks and dates included."""
    visits = _visits(chart)
    apart = has_marks(chart, width)
    plot = _Plot(chart, upright.axis(chart.field, chart.days, height - 1 - apart), width, signs)
    rows = plot.rows(visits)
    if apart:
        rows.append(plot.marks(visits))
    rows.append(plot.dates(() if apart else visits))
    return Drawing(tuple(rows), _legend(chart, plot, width), plot.axis, plot.bins.unit)


def has_marks(chart: Chart, width: int) -> bool:
    """Whether appointments and practice need a row of their own: appointments alone share that of the dates, unless
    they are many or one of them stands where the last day is written.
    """
    if _practised(chart):
        return True
    visits = _visits(chart)
    plot = _Plot(chart, upright.axis(chart.field, chart.days), width, BLOCKS)
    return len(visits) > LABELLED or any(column >= plot.ending_at - 1 for column in plot.columns(visits))


def _visits(chart: Chart) -> list[date]:
    return sorted({day for day in chart.visits if chart.first <= day <= chart.last})


def _practised(chart: Chart) -> set[date]:
    return {day for day in chart.practised if chart.first <= day <= chart.last}


class _Plot:
    """Where things stand: columns of bins beside the labels of the axis."""

    def __init__(self, chart: Chart, axis: Axis, width: int, signs: Signs) -> None:
        self.chart, self.axis, self.signs = chart, axis, signs
        whole = (chart.last - chart.first).days + 1
        self.gap = 0 if whole == width - axis.labels else 1
        """Columns between labels and bars; given up where just that lets each day have its column."""
        self.left = axis.labels + self.gap
        self.bins = columns.fitting(chart.first, chart.last, max(1, width - self.left))
        count = self.bins.count
        self.pitch = 1 if count > CROWDED else max(1, min(WIDEST_BAR, (width - self.left + 1) // count))
        self.gutter = 0 if self.pitch == 1 else 2 if self.pitch > 6 else 1
        self.bar = self.pitch - self.gutter
        self.width = count * self.pitch - self.gutter

    @property
    def ending(self) -> str:
        """What is written under the last column: its first day, as under the others."""
        return columns.label(self.bins.begins(self.bins.count - 1), self.bins.unit, self.chart.last)

    @property
    def ending_at(self) -> int:
        """Where that begins: with its column, further left where the column is at the edge."""
        edge = self.left + self.width - len(self.ending)
        return max(self.left, min(edge, self.left + (self.bins.count - 1) * self.pitch))

    def rows(self, visits: Sequence[date]) -> list[Row]:
        """The axis with bars, band and lines, from the top down."""
        grid = [[self._under(row)] * (self.left + self.width) for row in range(self.axis.rows)]
        for row, cells in enumerate(grid):
            label = self.axis.label(row).rjust(self.axis.labels)
            cells[: self.left] = [Piece(sign, "muted") for sign in label + " " * self.gap]
        for index, found in enumerate(self.bins.filled(self.chart.days)):
            self._draw_bar(grid, self.left + index * self.pitch, found)
        for column in self.columns(visits):
            for row, cells in enumerate(grid):
                if cells[column] in (Piece(" "), self._under(row)):
                    under: Role = "band" if cells[column].ground == "band" else "ground"
                    cells[column] = Piece(self.signs.down, "still", under)
        return [merged(cells) for cells in grid]

    def _under(self, row: int) -> Piece:
        """What stands behind the bars in a row."""
        if self.chart.band is None:
            return Piece(" ")
        low, high = self.chart.band
        if not self.signs.blocks:
            edges = {self.axis.row(value) for value in (low, high) if self._is_shown(value)}
            return Piece(self.signs.edge, "still") if row in edges else Piece(" ")
        return _cell(self._behind(2 * row), self._behind(2 * row + 1))

    def _is_shown(self, value: float) -> bool:
        return self.axis.low <= value <= self.axis.top

    def _behind(self, half: int) -> Role:
        if self.chart.band is None:
            return "ground"
        low, high = self.chart.band
        return (
            "band"
            if self.axis.half(high) <= half <= self.axis.half(low) and half < 2 * self.axis.rows - 1
            else "ground"
        )

    def _draw_bar(self, grid: list[list[Piece]], column: int, bin: Bin) -> None:
        found = bin.found
        if found is None:
            return
        if not self.signs.blocks:
            self._draw_line(grid, column, found)
            return
        top, middle, bottom = (self.axis.half(value) for value in (found.high, found.median, found.low))
        for row in range(top // 2, bottom // 2 + 1):
            halves = [
                "accent" if half == middle else "accent-soft" if top <= half <= bottom else self._behind(half)
                for half in (2 * row, 2 * row + 1)
            ]
            grid[row][column : column + self.bar] = [_cell(halves[0], halves[1])] * self.bar

    def _draw_line(self, grid: list[list[Piece]], column: int, found: DayMedian) -> None:
        column += (self.bar - 1) // 2
        for row in range(self.axis.row(found.high), self.axis.row(found.low) + 1):
            grid[row][column] = Piece(self.signs.range, "accent-soft")
        grid[self.axis.row(found.median)][column] = Piece(self.signs.median, "accent")

    def columns(self, visits: Sequence[date]) -> list[int]:
        """The columns of appointments: the gutter before their day, or their own where there is none."""
        found = []
        for day in visits:
            if (index := self.bins.index(day)) is not None:
                column = self.left + index * self.pitch - (1 if self.gutter else 0)
                found.append(column if self.gap else max(self.left, column))
        return found

    def marks(self, visits: Sequence[date]) -> Row:
        """Appointments and practice, in a row of their own."""
        cells = [Piece(" ")] * (self.left + self.width)
        for index in {self.bins.index(day) for day in _practised(self.chart)}:
            if index is not None:
                cells[self.left + index * self.pitch + (self.bar - 1) // 2] = Piece(self.signs.practice, "muted")
        for column in self.columns(visits):
            cells[column] = Piece(self.signs.visit, "bright")
        return merged(cells)

    def dates(self, visits: Sequence[date]) -> Row:
        """Dates under their columns: the last one's, the first one's, then as many between as do not touch."""
        cells = [Piece(" ")] * (self.left + self.width)
        for column in self.columns(visits):
            cells[column] = Piece(self.signs.visit, "bright")
        unit, last = self.bins.unit, self.chart.last
        _write(cells, self.ending_at, self.ending)
        apart = 3 if self.width < ROOMY or self.pitch > 3 else 11
        longest = len(columns.label(self.bins.begins(0), unit, last)) + apart
        every = columns.stride(unit, lambda count: count * self.pitch >= longest)
        for index in range(0, self.bins.count, every):
            _write(cells, self.left + index * self.pitch, columns.label(self.bins.begins(index), unit, last))
        return merged(cells)


def _write(cells: list[Piece], column: int, words: str) -> None:
    """Words over empty cells, with one more free on either side; else nothing."""
    if column + len(words) > len(cells):
        return
    around = cells[max(0, column - 1) : column + len(words) + 1]
    if all(not cell.text.strip() for cell in around):
        cells[column : column + len(words)] = [Piece(sign, "muted") for sign in words]


def _cell(upper: Role, lower: Role) -> Piece:
    """One cell of two halves."""
    if upper == lower:
        return Piece(" ", "text", upper) if upper in ("ground", "band") else Piece("█", upper)
    if upper in ("ground", "band") and lower not in ("ground", "band"):
        return Piece("▄", lower, upper)
    return Piece("▀", upper, lower) if upper != "ground" else Piece("▄", lower, upper)


def merged(cells: Sequence[Piece]) -> Row:
    """Neighbours that look alike become one piece; what is empty at the end goes."""
    out: list[Piece] = []
    for cell in cells:
        if out and out[-1][1:] == cell[1:]:
            out[-1] = out[-1]._replace(text=out[-1].text + cell.text)
        else:
            out.append(cell)
    if out and out[-1].ground == "ground" and not out[-1].text.strip():
        out.pop()
    return tuple(out)


def _legend(chart: Chart, plot: _Plot, width: int) -> tuple[Row, ...]:
    """Signs and their meanings in as few rows as the fewest words take, and in the clearest words that fit there."""
    tried = [wrapped(_items(chart, plot, brevity), width) for brevity in range(4)]
    return min(tried, key=len)


def _items(chart: Chart, plot: _Plot, brevity: int) -> list[Row]:
    """A sign and its meaning each: `▀▀ day median`. First other words get fewer, then those of the band."""
    signs, unit = plot.signs, plot.bins.unit
    swatch = 2 if signs.blocks else 1
    items: list[Row] = []
    if chart.days:
        items.append((Piece(signs.median * swatch, "accent"), Piece(f" {unit} median", "muted")))
    if any(each.found and each.found.low < each.found.high for each in plot.bins.filled(chart.days)):
        meaning = " low to high" if brevity else " lowest to highest"
        items.append((Piece(signs.range * swatch, "accent-soft"), Piece(meaning, "muted")))
    if _visits(chart):
        items.append((Piece(signs.visit, "bright"), Piece(" visit" if brevity else " appointment", "muted")))
    if _practised(chart):
        items.append((Piece(signs.practice, "muted"), Piece(" practice", "muted")))
    if chart.band is not None and chart.least is not None:
        sample = Piece("  ", "text", "band") if signs.blocks else Piece(signs.edge * 2, "still")
        items.append((sample, Piece(f" {_around(chart.least, brevity, signs)}", "muted")))
    return items


def _around(least: float, brevity: int, signs: Signs) -> str:
    """What the band is: `within 1 point of the start`, `within 1 of the start`, `start ± 1`."""
    points = plain_number(least)
    if brevity < 2:
        return f"within {points} point{'' if least == 1 else 's'} of the start"
    return f"within {points} of the start" if brevity == 2 or signs == PLAIN else f"start ± {points}"


def text(row: Row) -> str:
    """A row without its colours."""
    return "".join(piece.text for piece in row).rstrip()


def wrapped(legend: Sequence[Row], width: int) -> tuple[Row, ...]:
    """Items in as many rows as they need, three columns apart where there is room, else two."""
    rows: list[list[Piece]] = []
    used, apart = 0, 3 if width >= 60 else 2
    for item in legend:
        size = sum(len(piece.text) for piece in item)
        if rows and used + apart + size <= width:
            rows[-1] += [Piece(" " * apart), *item]
            used += apart + size
        else:
            rows.append(list(item))
            used = size
    return tuple(tuple(row) for row in rows)
