"""The axis of values: a row for each unit of a scale of ten, the whole scale always; numbers without ends from nought.

Where a range of numbers lies so far from nought that nothing could be told apart (a weight), the axis begins near them,
and `is_cut` says so: whoever draws it has to tell.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor, log10

from selfcare.core.frozen import frozen, replace
from selfcare.core.question import Field, Number, Scale, Simple, plain_number
from selfcare.core.trend import DayMedian

MOST = 11
"""Rows of numbers: 0 to 10."""
NICE = (1.0, 2.0, 2.5, 5.0)
WHOLE = (3.0, 4.0, 6.0)
"""What a row may stand for, times a power of ten; those of `WHOLE` as they are, for scales of 24 and the like."""
CUT = 0.3
"""Numbers that all lie within this part of the largest are not told apart on an axis from nought."""
LEAST_AIR = 0.02
"""Part of the largest number that is left free on either side of them there."""


@frozen
class Axis:
    """Rows from the top, each `step` apart."""

    low: float
    step: float
    rows: int
    unit: str = ""
    prefers_low: bool = True
    """Whether low is better, so that a half is rounded up: away from the better end."""
    is_cut: bool = False

    @property
    def top(self) -> float:
        """The number of the first row."""
        return self.low + self.step * (self.rows - 1)

    def half(self, value: float) -> int:
        """The half row of a value, counted from the top; its number's row begins with it."""
        return max(0, min(2 * self.rows - 1, self._nearest(2 * self._down(value))))

    def row(self, value: float) -> int:
        """The whole row of a value, counted from the top."""
        return max(0, min(self.rows - 1, self._nearest(self._down(value))))

    def _down(self, value: float) -> float:
        return round((self.top - value) / self.step, 6)

    def _nearest(self, place: float) -> int:
        return ceil(place - 0.5) if self.prefers_low else floor(place + 0.5)

    def label(self, row: int) -> str:
        """The number of a row; empty for every second one where there are many."""
        above = self.rows - 1 - row
        return "" if self.rows > 6 and above % 2 else plain_number(round(self.low + above * self.step, 6))

    @property
    def labels(self) -> int:
        """Columns of the widest number."""
        return max(len(self.label(row)) for row in range(self.rows))

    def told(self) -> str:
        """`0 to 10`; `h, 0 to 12`; `kg, the axis begins at 58, not at 0`."""
        ends = f"{plain_number(round(self.low, 6))} to {plain_number(round(self.top, 6))}"
        if self.is_cut:
            ends = f"the axis begins at {plain_number(round(self.low, 6))}, not at 0"
        return f"{self.unit}, {ends}" if self.unit else ends


def is_charted(field: Field) -> bool:
    """Whether the answers to a question are numbers that can stand on an axis."""
    match field.kind:
        case Scale() | Number() | Simple(kind="duration"):
            return True
        case _:
            return False


def axis(field: Field, days: Iterable[DayMedian], room: int = MOST) -> Axis:
    """The axis for these answers in at most `room` rows, of which it needs three."""
    seen = [value for each in days for value in (each.low, each.high)]
    low, high = min(seen, default=0.0), max(seen, default=0.0)
    most = max(3, min(room, MOST))
    if isinstance(field.kind, Scale):
        scale = field.kind
        low, high = min(scale.low, low) if seen else scale.low, max(scale.high, high) if seen else scale.high
        step = _step(high - low, most, scale.step / 2)
        return Axis(low, step, _rows(high - low, step), prefers_low=scale.better == "low")
    unit = field.kind.unit if isinstance(field.kind, Number) else ""
    is_cut = low > 0 and high - low < CUT * high and high > 10
    if is_cut:
        air = max((high - low) / 4, high * LEAST_AIR)
        low, high = low - air, high + air
    elif low > 0:
        low = 0.0
    high = max(high, low + (1 if high <= 10 else 2))
    return _around(low, high, most, Axis(low, 1.0, 2, unit, is_cut=is_cut))


def _around(low: float, high: float, most: int, axis: Axis) -> Axis:
    """The axis that begins with a whole number of steps, at `low` or below it."""
    for wider in (1.0, 1.25, 1.5, 2.0, 3.0, 5.0):
        step = _step((high - low) * wider, most, 0.0)
        start = floor(round(low / step, 6)) * step
        if (rows := _rows(high - start, step)) <= most:
            return replace(axis, low=start, step=step, rows=rows)
    return replace(axis, low=low, step=(high - low) / (most - 1), rows=most)


def _rows(span: float, step: float) -> int:
    return max(2, ceil(round(span / step, 6)) + 1)


def _step(span: float, rows: int, least: float) -> float:
    """What a row stands for: the least nice number with which they hold the span; better one that divides it."""
    span = max(span, least, 1e-9)
    power = 10.0 ** floor(round(log10(span / max(1, rows - 1)), 9))
    nice = sorted([*WHOLE, *(round(each * scale, 9) for scale in (power / 10, power, power * 10) for each in NICE)])
    holding = [step for step in nice if step >= least and _rows(span, step) <= rows]
    dividing = [step for step in holding if abs(span / step - round(span / step)) < 1e-6]
    near = [step for step in dividing if step <= 2 * holding[0]]
    return (near or holding)[0]
