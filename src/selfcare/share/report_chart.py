"""One scale over the weeks as a small inline SVG: what was answered, and nothing that was not.

A dot is the median of a day, the bar through it that day's range; days without an answer are gaps. Short level lines
are medians of weeks, drawn only where there are enough answers for them to mean something; the dashed line is where it
began. Upright lines are visits. There is no slope and no forecast. Colours come from the page's style sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from selfcare.core.chart.bins import Bins
from selfcare.core.report.page import Score, Visit
from selfcare.core.trend import DayMedian
from selfcare.share import report_words
from selfcare.share.page_html import said

WIDTH, HEIGHT = 300, 72
LEFT, RIGHT, TOP, BOTTOM = 18, 4, 6, 14
"""Room around the drawing: for the ends of the scale, and for the days below."""

FEWEST_FOR_WEEKS = 14
"""Answers below which medians of weeks would look like a trend that nobody can see."""

MOST_DOTS = 130
"""Days after which each dot is a week: more would run into each other."""

LEGEND = (
    "In the charts a dot is a day and the bar through it that day's range; short lines are medians of weeks, the "
    "dashed line is where it began, upright lines are visits. Where there is no dot, nothing was answered."
)


def chart(score: Score, visits: Sequence[Visit], last: date, name: str) -> str:
    """The drawing, or nothing where there is nothing to draw. `name`: an id that is on the page once."""
    if not score.days or score.high <= score.low:
        return ""
    axis = _Axis(score, last)
    inside = "".join((*_frame(axis, score), *_visits(axis, visits), *_weeks(axis, score), *_days(axis, score)))
    return (
        f'<svg role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}"><title id="{name}-t">{said(score.name)}</title>'
        f'<desc id="{name}-d">{said(_told(score, axis))}</desc>{inside}</svg>'
    )


class _Axis:
    """Where days and values stand in the drawing."""

    def __init__(self, score: Score, last: date) -> None:
        self.first = min(last - timedelta(days=7 * max(1, len(score.weeks)) - 1), score.days[0].day)
        self.last = max(last, score.days[-1].day)
        self._days = max(1, (self.last - self.first).days)
        self._low, self._span = score.low, score.high - score.low

    def x(self, day: date) -> str:
        share = (day - self.first).days / self._days
        return f"{LEFT + 3 + share * (WIDTH - LEFT - RIGHT - 6):.1f}"

    def y(self, value: float) -> str:
        share = min(1.0, max(0.0, (value - self._low) / self._span))
        return f"{HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM):.1f}"

    def has(self, day: date) -> bool:
        return self.first <= day <= self.last


def _told(score: Score, axis: _Axis) -> str:
    """The drawing in words, for who does not see it."""
    per, course = report_words.by_week(score)
    weeks = ", ".join("no answer" if each is None else report_words.number(each) for each in course)
    dates = f"{report_words.whole_day(axis.first)} to {report_words.whole_day(axis.last)}"
    return f"{dates}, {report_words.scale(score)}, {report_words.answered(score)}. Medians by {per}: {weeks}."


def _frame(axis: _Axis, score: Score) -> Iterator[str]:
    """The ends of the scale and of the days, and where it began."""
    for value in (score.low, score.high):
        y = axis.y(value)
        yield f'<path class="edge" d="M{LEFT} {y}H{WIDTH - RIGHT}"/>'
        yield f'<text x="{LEFT - 3}" y="{float(y) + 3:.1f}" text-anchor="end">{report_words.number(value)}</text>'
    for day, x, anchor in ((axis.first, LEFT, "start"), (axis.last, WIDTH - RIGHT, "end")):
        shown = said(report_words.day(day, axis.last))
        yield f'<text x="{x}" y="{HEIGHT - 2}" text-anchor="{anchor}">{shown}</text>'
    if score.baseline is not None:
        yield f'<path class="began" d="M{LEFT} {axis.y(score.baseline.value)}H{WIDTH - RIGHT}"/>'


def _visits(axis: _Axis, visits: Sequence[Visit]) -> Iterator[str]:
    for visit in visits:
        if visit.status in ("kept", "unsaid") and axis.has(visit.starts.date()):
            yield f'<path class="visit" d="M{axis.x(visit.starts.date())} {TOP}V{HEIGHT - BOTTOM}"/>'


def _weeks(axis: _Axis, score: Score) -> Iterator[str]:
    if score.n < FEWEST_FOR_WEEKS:
        return
    for index, value in enumerate(reversed(score.weeks)):
        ends = axis.last - timedelta(days=7 * index)
        if value is not None:
            begins = max(axis.first, ends - timedelta(days=6))
            yield f'<path class="week" d="M{axis.x(begins)} {axis.y(value)}H{axis.x(ends)}"/>'


def _days(axis: _Axis, score: Score) -> Iterator[str]:
    for day, each in _dots(axis, score):
        x = axis.x(day)
        if each.high > each.low:
            yield f'<path class="range" d="M{x} {axis.y(each.high)}V{axis.y(each.low)}"/>'
        yield f'<circle cx="{x}" cy="{axis.y(each.median)}" r="1.5"/>'


def _dots(axis: _Axis, score: Score) -> Iterator[tuple[date, DayMedian]]:
    """What is drawn, and where: each day; where they are too many, each week in its middle."""
    if len(score.days) <= MOST_DOTS:
        yield from ((each.day, each) for each in score.days)
        return
    for week in Bins(axis.first, axis.last, "week").filled(score.days):
        if week.found:
            yield week.first + (week.last - week.first) // 2, week.found
