"""How History's chart is painted: the sentence, the picture, its legend, the same in words, the newest entries. Pure.

Where rows are short it gives up empty rows, then the entries; then the words take the place of the question on top, and
at last the axis has fewer rows. The whole scale stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from selfcare.core import words
from selfcare.core.chart import drawn
from selfcare.core.chart.drawn import Drawing, Piece, Signs
from selfcare.core.chart.past import Measure, Past
from selfcare.core.question import Number, plain_number
from selfcare.core.words import Sentence
from selfcare.tui.layout import Frame, place
from selfcare.tui.paint import Row
from selfcare.tui.text import fit, wrap

FULL_AXIS = 11
FEWEST = 4
"""Rows that a chart needs: three of its axis and the dates; and the entries with the air around them."""


class Layout(NamedTuple):
    """What stands where."""

    drawing: Drawing
    legend: Sequence[drawn.Row]
    below: Sequence[str]
    """The sentences under the chart; empty: there is no room but on top."""
    entries: int
    """Rows left for entries."""
    air: bool
    is_whole: bool
    """Whether more rows would give the axis and the legend nothing."""


def headline(measure: Measure, past: Past) -> Sentence:
    """`Pain, 4 this week`."""
    if past.week.median is None:
        return Sentence(f"{measure.title}, no number this week")
    kind = past.chart.field.kind
    unit = f" {kind.unit}" if isinstance(kind, Number) and kind.unit else ""
    return Sentence(f"{measure.title}, ", plain_number(round(past.week.median, 2)) + unit, " this week")


def second_line(measure: Measure, layout: Layout, sentences: Sequence[str], width: int) -> str:
    """What was asked, and the ends of the axis; where the sentences have no room below, as many of them as fit."""
    axis = layout.drawing.axis
    if layout.below or not sentences:
        return f"{measure.field.ask}  {axis.told()}"
    first, *rest = [axis.told()] * axis.is_cut + [sentences[0].removeprefix(f"{measure.name}, "), *sentences[1:]]
    line = words.capital(first)
    for sentence in rest:
        longer = f"{line}. {words.capital(sentence)}"
        if len(longer) > width:
            break
        line = longer
    return line


def lay_out(past: Past, sentences: Sequence[str], more: Sequence[str], page: Frame, room: int, signs: Signs) -> Layout:
    """The chart and what stands below it in so many rows; `more` sentences only where some entries fit beside them."""
    tall = FULL_AXIS + 1 + drawn.has_marks(past.chart, page.width)
    height = tall if room > tall else max(FEWEST, room - 2)
    drawing = drawn.draw(past.chart, page.width, height, signs)
    legend = drawing.legend[: max(0, room - len(drawing.rows))]
    is_whole = height == tall and len(legend) == len(drawing.legend)
    left = room - len(drawing.rows) - len(legend)
    said, extra = _lines(sentences, page), _lines(more, page)
    said += extra if left >= len(said) + len(extra) + FEWEST else []
    if left < len(said):
        return Layout(drawing, legend, (), 0, air=False, is_whole=is_whole)
    left -= len(said)
    air = left >= 2 * FEWEST - 2
    left -= 2 * air
    return Layout(drawing, legend, said, max(0, left - 1), air, is_whole)


def _lines(sentences: Sequence[str], page: Frame) -> list[str]:
    return [line for sentence in sentences for line in wrap(words.capital(sentence).rstrip(".") + ".", page.width)]


def paint(rows: list[Row], page: Frame, y: int, layout: Layout) -> int:
    """Chart, legend, sentences; the row after them."""
    for pieces in layout.drawing.rows:
        place(rows, y, as_row(pieces, page.left))
        y += 1
    y += layout.air
    for pieces in layout.legend:
        place(rows, y, as_row(pieces, page.left + layout.drawing.axis.labels + 1, page.right))
        y += 1
    y += layout.air and bool(layout.below)
    for index, line in enumerate(layout.below):
        row = Row()
        row.put(page.left, fit(line, page.width), "text" if index == 0 else "muted")
        place(rows, y, row)
        y += 1
    return y + 1


def as_row(pieces: Sequence[Piece], left: int, right: int = 9999) -> Row:
    """Pieces of a drawing as a row of the page."""
    row, size = Row(), sum(len(piece.text) for piece in pieces)
    column = max(0, min(left, right - size))
    for text, role, ground in pieces:
        column = row.put(column, text, role, ground=ground)
    return row


def sentence_row(sentence: Sentence, page: Frame) -> Row:
    """Bold, its number in accent."""
    row, room = Row(), page.width - len(sentence.number) - len(sentence.after)
    column = row.put(page.left, fit(sentence.before, max(0, room)), "bright", bold=True)
    column = row.put(column, sentence.number, "accent", bold=True)
    row.put(column, sentence.after, "bright", bold=True)
    return row
