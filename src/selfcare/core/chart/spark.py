"""Days in one line: the height of a sign is the median on the whole axis, a gap is blank. For `selfcare history`."""

from __future__ import annotations

from selfcare.core.chart import bins, upright
from selfcare.core.chart.drawn import Chart

BLOCKS = " ▁▂▃▄▅▆▇█"
LETTERS = " _.-:=+*#"
"""One sign for each eighth of the axis, with and without blocks; a gap is blank."""


def spark(chart: Chart, width: int, signs: str = BLOCKS) -> tuple[str, bins.Unit]:
    """One sign a day, or a week, a month and so on where days do not fit; and which of them it is."""
    axis = upright.axis(chart.field, chart.days)
    columns = bins.fitting(chart.first, chart.last, max(1, width))
    shown = []
    for each in columns.filled(chart.days):
        share = 0.0 if each.found is None else (each.found.median - axis.low) / (axis.top - axis.low)
        place = 0 if each.found is None else 1 + round(min(1.0, max(0.0, share)) * (len(signs) - 2))
        shown.append(signs[place])
    return "".join(shown), columns.unit
