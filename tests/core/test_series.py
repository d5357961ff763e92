"""A series of appointments keeps its time of day, whatever the clocks do, and moves as one."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from selfcare.core import series
from selfcare.core.frozen import replace
from selfcare.core.when import Span
from tests.core.day import PARIS, visit

FIRST = datetime(2027, 3, 18, 14, 30, tzinfo=PARIS)
VISITS = [
    visit(starts, id=f"v{number}", course="c") for number, starts in enumerate(series.times(FIRST, Span(days=7), 4), 1)
]


def test_every_visit_is_at_the_same_time_of_day_across_a_change_of_clocks() -> None:
    assert [one.starts.strftime("%d %H:%M %z") for one in VISITS] == [
        "18 14:30 +0100", "25 14:30 +0100", "01 14:30 +0200", "08 14:30 +0200",
    ]  # fmt: skip


def test_the_rest_are_those_of_the_series_that_stand_and_come_later() -> None:
    others = [replace(VISITS[2], status="cancelled"), VISITS[3], visit(FIRST + timedelta(days=9), id="alone")]
    assert [one.id for one in series.rest(VISITS[1], [*VISITS[:2], *others])] == ["v4"]
    assert series.rest(visit(FIRST, id="alone"), VISITS) == []


@given(st.datetimes(datetime(2027, 1, 1), datetime(2027, 12, 31)))
def test_the_rest_keeps_its_distance_on_the_calendar(to: datetime) -> None:
    starts = to.replace(second=0, microsecond=0, hour=max(4, to.hour), tzinfo=PARIS)
    moved = series.along(VISITS[0], starts, VISITS[1:])
    assert [one.replace(tzinfo=None) - starts.replace(tzinfo=None) for one in moved] == [
        timedelta(weeks=weeks) for weeks in (1, 2, 3)
    ]
