"""Days in columns: each in exactly one, in order, and never more columns than there is room for."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcare.core.chart import bins
from selfcare.core.chart.bins import UNITS, Bins, Unit
from selfcare.core.trend import DayMedian

TODAY = date(2026, 12, 3)


def answered(day: date, *values: float) -> DayMedian:
    return DayMedian(day, median(values), min(values), max(values), len(values))


@given(st.dates(date(2016, 1, 1), TODAY), st.integers(0, 4000), st.sampled_from(UNITS))
def test_every_day_stands_in_one_column_and_columns_follow_each_other(first: date, length: int, unit: Unit) -> None:
    columns = Bins(first, first + timedelta(days=length), unit)
    filled = columns.filled([])
    assert filled[0].first == first
    assert filled[-1].last == first + timedelta(days=length)
    for one, following in pairwise(filled):
        assert following.first == one.last + timedelta(days=1)
    for index, each in enumerate(filled):
        assert each.first <= each.last
        assert columns.index(each.first) == columns.index(each.last) == index


@given(st.integers(0, 3700), st.integers(11, 140))
def test_columns_are_the_finest_of_which_all_fit(length: int, room: int) -> None:
    first = TODAY - timedelta(days=length)
    columns = bins.fitting(first, TODAY, room)
    assert columns.count <= room
    finer = UNITS[: UNITS.index(columns.unit)]
    assert all(Bins(first, TODAY, unit).count > room for unit in finer)


@pytest.mark.parametrize(
    ("days", "room", "unit"),
    [(7, 71, "day"), (30, 71, "day"), (90, 90, "day"), (90, 71, "week"), (365, 71, "week"), (365, 33, "month"),
     (3650, 121, "month"), (3650, 71, "quarter"), (3650, 33, "year")],
)  # fmt: skip
def test_ranges_have_the_columns_that_looks_asks_for(days: int, room: int, unit: Unit) -> None:
    assert bins.fitting(TODAY - timedelta(days=days - 1), TODAY, room).unit == unit


def test_weeks_end_on_the_last_day_and_gaps_are_gaps() -> None:
    days = [answered(TODAY - timedelta(days=back), value) for back, value in ((11, 5), (10, 6), (9, 7), (1, 4), (0, 2))]

    def medians(back: int, given: list[DayMedian]) -> list[float | None]:
        filled = Bins(TODAY - timedelta(days=back), TODAY, "week").filled(given)
        return [week.found.median if week.found else None for week in filled]

    assert medians(11, days) == [6, 3]
    assert medians(18, days) == [None, 6, 3]
    assert medians(6, []) == [None]


def test_a_week_is_the_median_of_its_days_and_each_day_counts_once() -> None:
    days = [answered(TODAY - timedelta(days=2), 0, 0, 0, 0), answered(TODAY, 4), answered(TODAY - timedelta(days=1), 6)]
    *_, last = Bins(TODAY - timedelta(days=13), TODAY, "week").filled(days)
    assert last.found == DayMedian(TODAY - timedelta(days=6), 4, 0, 6, 6)
    assert Bins(TODAY - timedelta(days=13), TODAY, "week").filled(days)[0].found is None


def test_what_lies_outside_is_left_out() -> None:
    columns = Bins(TODAY - timedelta(days=3), TODAY, "day")
    assert columns.index(TODAY + timedelta(days=1)) is None
    assert columns.index(TODAY - timedelta(days=4)) is None
    assert all(each.found is None for each in columns.filled([answered(TODAY - timedelta(days=4), 5)]))


def test_labels_name_another_year() -> None:
    assert bins.label(date(2026, 11, 4), "day", TODAY) == "4 Nov"
    assert bins.label(date(2025, 12, 4), "week", TODAY) == "4 Dec 2025"
    assert bins.label(date(2025, 12, 1), "month", TODAY) == "Dec 2025"
    assert bins.label(date(2025, 1, 1), "year", TODAY) == "2025"
