"""The charts of `selfcare history`: a whole one of each number of one log, one line for each where there are several.

In plain letters where the output cannot show others, or the preference `glyphs` says so.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selfcare.core.chart.past import Measure, Past
    from selfcare.core.ports import Env

WIDEST = 100
"""Columns after which a chart stops growing."""
ROWS = 14
"""Rows of a whole chart: eleven of its axis, marks and dates."""
SHORTEST = 20
"""Columns that one line of days should have; with fewer beside its words it stands under them."""


def charts(env: Env, names: Collection[str], days: int, *, whole: bool) -> list[str]:
    """Charts of the numbers of these logs over the last `days`, today included; of those that have one there."""
    from selfcare.core import known
    from selfcare.core.chart import past

    lines: list[str] = []
    answered = known.Answered(env)
    for name in answered.names:
        plan, log = answered.of(name)
        if log is None or not {name, *log.names} & set(names):
            continue
        for field in past.charted(log):
            found = list(_chart(env, past.Measure(log, field, plan), days, whole=whole))
            lines += [*found, ""] if whole and found else found
    return lines if whole or not lines else [*lines, ""]


def _chart(env: Env, measure: Measure, days: int, *, whole: bool) -> Iterator[str]:
    from selfcare.core.chart import past

    read = past.read(env, measure, days)
    if read.chart.days:
        yield from _whole(env, measure, read) if whole else _line(env, measure, read)


def _whole(env: Env, measure: Measure, read: Past) -> Iterator[str]:
    """Title and question, the chart, what its signs mean, and the same in words."""
    from textwrap import wrap

    from selfcare.core import words
    from selfcare.core.chart import drawn, past
    from selfcare.core.insight.read import around

    signs = drawn.SIGNS if _shows("│●◆┊┄○") and not _is_plain(env) else drawn.PLAIN
    drawing = drawn.draw(read.chart, _width(), ROWS, signs)
    log = measure.log
    title = log.title if measure.title == log.title else f"{log.title}, {measure.name}"
    yield f"{title}, {drawing.axis.told()}"
    yield from (drawn.text(row) for row in (*drawing.rows, *drawing.legend))
    sides = around(env, log, measure.field, read.chart.first, measure.plan, measure.name)
    for sentence in [*read.sentences, *past.with_practice(read, measure.name), *sides]:
        yield from wrap(words.capital(sentence).rstrip(".") + ".", _width())


def _line(env: Env, measure: Measure, read: Past) -> Iterator[str]:
    """`Pain, level  ▃▅ ▆  7-day median 4 (5 of 7 days)`; on narrow screens each on its own line."""
    from selfcare.core import trend
    from selfcare.core.chart import spark

    title, week, width = f"{measure.log.title}, {measure.field.name}", trend.told(read.week), _width()
    signs = spark.BLOCKS if _shows(spark.BLOCKS) and not _is_plain(env) else spark.LETTERS
    room = width - len(title) - len(week) - 4
    if room < SHORTEST:
        chart, unit = spark.spark(read.chart, width, signs)
        parts = [title + _by(unit), chart, week]
        yield from filter(None, parts)
        return
    chart, unit = spark.spark(read.chart, room, signs)
    yield "  ".join(part for part in (title + _by(unit), chart, week) if part)


def _by(unit: str) -> str:
    return "" if unit == "day" else f", by {unit}"


def _width() -> int:
    return min(WIDEST, max(20, shutil.get_terminal_size((80, 24)).columns))


def _is_plain(env: Env) -> bool:
    return env.preferences.get("glyphs") == "plain"


def _shows(signs: str) -> bool:
    """Whether the output can hold these signs."""
    try:
        signs.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
