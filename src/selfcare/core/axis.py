"""The axis of the prep clock: so many cells of so many minutes, and where instants fall on it. Used by `prepclock`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from math import floor
from typing import NamedTuple

STEPS = tuple(60 * minutes for minutes in (1, 2, 3, 5, 6, 10, 12, 15, 20, 30, 60, 120, 180, 240, 360, 720))
"""Seconds a cell. All up to an hour divide the hour, so that hours fall on whole cells."""

FROM_THE_HOUR = 600
BY_DAYS = 7200
"""From so many seconds a cell the axis starts on the hour; from so many it is labelled by days."""


class Axis(NamedTuple):
    """So many cells of `step` seconds, from an instant."""

    starts: datetime
    step: int
    columns: int

    def position(self, instant: datetime) -> float:
        """Cells from the start of the axis, as a fraction."""
        return (instant.timestamp() - self.starts.timestamp()) / self.step

    def column(self, instant: datetime) -> int:
        """The cell an instant lies in: rounded down, so that no minute is claimed that has not come."""
        return floor(self.position(instant))

    def edge(self, instant: datetime, *, halves: bool = True) -> int:
        """The nearest edge of a half cell (of a whole one without `halves`), counted in half cells."""
        return floor(self.position(instant) * 2 + 0.5) if halves else 2 * floor(self.position(instant) + 0.5)

    def hours(self, room: int) -> Iterator[tuple[int, datetime]]:
        """Columns at which a local hour begins, each with its time: every one, or every second, third, fourth, sixth or
        twelfth, so that there are `room` cells from each to the next. Likewise days, where hours share a cell."""
        by_days = self.step >= BY_DAYS
        unit = 86_400 if by_days else 3600
        stride = next((each for each in _STRIDES if each * unit >= room * self.step), _STRIDES[-1])
        for seconds in range(0, self.columns * self.step, 1800):
            instant = datetime.fromtimestamp(self.starts.timestamp() + seconds, self.starts.tzinfo)
            count = instant.toordinal() if by_days else instant.hour
            if instant.minute == 0 and count % stride == 0 and (not by_days or instant.hour == 0):
                yield self.column(instant), instant


_STRIDES = (1, 2, 3, 4, 6, 12)


def finest(origin: datetime, reach: datetime, room: int, columns: int) -> Axis | None:
    """The axis with the smallest step that starts before `origin` and shows `reach` with so many cells from it on.

    None if even half a day in a cell is too fine.
    """
    for step in STEPS:
        axis = Axis(_start(origin, step), step, columns)
        if axis.column(reach) + room <= columns:
            return axis
    return None


def _start(origin: datetime, step: int) -> datetime:
    """The half hour, the hour, or with hours in a cell the multiple of them, at or before `origin`."""
    minutes = origin.minute % 30 if step < FROM_THE_HOUR else origin.minute
    if step >= BY_DAYS:
        minutes += origin.hour % (step // 3600) * 60
    past = minutes * 60 + origin.second + origin.microsecond / 1e6
    return datetime.fromtimestamp(round(origin.timestamp() - past), origin.tzinfo)
