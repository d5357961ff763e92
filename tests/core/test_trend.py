"""Day medians, and the last week in a number."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from selfcare.core.ledger import Entry
from selfcare.core.question import Field, Log, Number, Scale, Value
from selfcare.core.trend import DayMedian, Summary, called, day_medians, summary

NOON = datetime(2026, 12, 3, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
LEVEL = Field("level", "?", Scale(), was="grade")
STRESS = Log("stress", "Stress", {"level": LEVEL}, was="strain")


def entry(value: Value, days_ago: float, log: str = "stress", name: str = "level") -> Entry:
    about = NOON - timedelta(days=days_ago)
    return Entry(str(days_ago), "p", "1", "", log, about, about, {name: value})


def test_a_day_has_its_median_its_range_and_its_count() -> None:
    found = day_medians([entry(2, 0), entry(9, 0.1), entry(4, 0.2), entry(5, 1)], STRESS, LEVEL)
    assert found == (DayMedian(date(2026, 12, 2), 5, 5, 5, 1), DayMedian(date(2026, 12, 3), 4, 2, 9, 3))


def test_days_without_an_answer_are_missing() -> None:
    found = day_medians([entry(2, 0), entry(3, 4)], STRESS, LEVEL)
    assert [each.day.day for each in found] == [29, 3]


def test_only_numbers_under_a_name_of_the_measure_count() -> None:
    told = [entry("high", 0), entry(True, 0), entry(5, 0, "pain"), entry(5, 0, name="other")]
    assert day_medians(told, STRESS, LEVEL) == ()
    assert len(day_medians([entry(5, 0, "strain", "grade")], STRESS, LEVEL)) == 1


def test_the_summary_counts_each_day_once() -> None:
    days = day_medians(
        [entry(2, 0), entry(2, 0.1), entry(2, 0.2), entry(6, 1), entry(7, 2), entry(0, 7)], STRESS, LEVEL
    )
    assert summary(days, NOON.date()) == Summary(6, 3, 7)
    assert summary(days, NOON.date(), last=8) == Summary(4, 4, 8)


def test_without_an_answer_there_is_no_median() -> None:
    assert summary((), NOON.date()) == Summary(None, 0, 7)


def test_a_number_is_called_by_what_says_most() -> None:
    quality, hours = Field("quality", "?", Scale(better="high")), Field("hours-slept", "Hours?", Number("h"))
    both = Log("sleep", "Sleep", {"quality": quality, "hours-slept": hours})
    assert [called(both, field) for field in (quality, hours)] == ["sleep", "hours slept"]
    tasks = Field("tasks", "How much did it get in the way?", Scale())
    assert called(Log("way", "Got in the way", {"tasks": tasks}), tasks) == "got in the way"
