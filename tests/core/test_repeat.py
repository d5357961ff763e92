"""Recurrence against python-dateutil: the days and the RRULE say the same."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.core import repeat
from selfcare.core.repeat import Repeat

first_days = st.dates(date(2023, 12, 1), date(2025, 1, 31))
repeats = st.one_of(
    st.builds(Repeat, st.integers(1, 40), st.just("day")),
    st.builds(
        Repeat,
        st.integers(1, 6),
        st.just("week"),
        st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days))),
    ),
    st.builds(Repeat, st.integers(1, 13), st.just("month")),
)


@settings(max_examples=200)
@given(repeats, first_days)
def test_the_days_are_those_of_the_rule(value: Repeat, first_day: date) -> None:
    until = first_day + timedelta(days=900)
    found = repeat.days(value, first_day, first_day, until)
    start = datetime.combine(found[0], time())
    rule = rrulestr(repeat.rrule(value, first_day), dtstart=start)
    assert [day.date() for day in rule.between(start, datetime.combine(until, time()), inc=True)] == found


@settings(max_examples=100)
@given(repeats, first_days, st.integers(-100, 300), st.integers(-5, 100))
def test_part_of_the_days_is_part_of_all_of_them(value: Repeat, first_day: date, offset: int, length: int) -> None:
    start = first_day + timedelta(days=offset)
    end = start + timedelta(days=length)
    every_day = repeat.days(value, first_day, first_day, first_day + timedelta(days=400))
    assert repeat.days(value, first_day, start, end) == [day for day in every_day if start <= day <= end]


def test_a_month_repeat_from_the_31st_falls_on_the_last_day_of_shorter_months() -> None:
    found = repeat.days(Repeat(1, "month"), date(2026, 1, 31), date(2026, 1, 1), date(2026, 6, 30))
    assert [(day.month, day.day) for day in found] == [(1, 31), (2, 28), (3, 31), (4, 30), (5, 31), (6, 30)]
    assert repeat.occurs(Repeat(1, "month"), date(2026, 1, 31), date(2028, 2, 29))


def test_every_second_week_skips_the_week_between_whatever_weekday_it_began_on() -> None:
    sunday = date(2026, 6, 7)
    found = repeat.days(Repeat(2, "week", (0, 4)), sunday, sunday, date(2026, 7, 5))
    assert found == [date(2026, 6, 15), date(2026, 6, 19), date(2026, 6, 29), date(2026, 7, 3)]


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        (Repeat(), "FREQ=DAILY"),
        (Repeat(2, "day"), "FREQ=DAILY;INTERVAL=2"),
        (Repeat(1, "week"), "FREQ=WEEKLY;BYDAY=SA"),
        (Repeat(1, "week", (0, 2, 4)), "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        (Repeat(3, "month"), "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"),
    ],
)
def test_a_repeat_writes_itself_as_a_rule(value: Repeat, rule: str) -> None:
    assert repeat.rrule(value, date(2026, 1, 31)) == rule


def test_an_early_day_of_the_month_needs_no_choice() -> None:
    assert repeat.rrule(Repeat(1, "month"), date(2026, 1, 5)) == "FREQ=MONTHLY;BYMONTHDAY=5"
