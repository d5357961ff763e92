"""Days and questions for the tests of insight."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from selfcare.core.question import Field, Scale
from selfcare.core.trend import DayMedian

START = date(2026, 5, 7)
PAIN = Field("level", "How strong is your pain right now?", Scale(), code="loinc:72514-3", recall="now")
STRESS = Field("level", "How much stress do you feel?", Scale())
SLEEP = Field("quality", "How well did you sleep?", Scale(better="high"))


def days(values: Iterable[float | None], first: date = START) -> list[DayMedian]:
    """One answer a day; None: none that day."""
    return [
        DayMedian(first + timedelta(days=number), value, value, value, 1)
        for number, value in enumerate(values)
        if value is not None
    ]


def day(number: int) -> date:
    return START + timedelta(days=number)
