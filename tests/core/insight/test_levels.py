"""The start and the present: medians of enough days, or nothing."""

from __future__ import annotations

from selfcare.core.insight.levels import Level, baseline, present
from tests.core.insight.numbers import day, days


def test_the_start_is_the_week_before_the_first_visit() -> None:
    found = baseline(days([9, 9, 6, 7, 5, 6, None, 8, 6, 2, 2, 2]), first_visit=day(9))
    assert found == Level(6, 6, day(2), day(8))  # 6 7 5 6 8 6


def test_a_plan_may_ask_for_a_longer_start() -> None:
    values = [4] * 7 + [8] * 7
    assert baseline(days(values), day(14)) == Level(8, 7, day(7), day(13))
    assert baseline(days(values), day(14), span=14) == Level(6, 14, day(0), day(13))


def test_with_fewer_than_four_days_the_first_three_stand_in_and_it_is_said() -> None:
    found = baseline(days([5, None, None, None, 7, None, None, None, 3, 1, 1]), first_visit=day(8))
    assert found == Level(5, 3, day(0), day(8), "first days")


def test_without_a_visit_the_first_three_days_are_the_start() -> None:
    assert baseline(days([5, 7, 3, 1, 1, 1, 1, 1])) == Level(5, 3, day(0), day(2), "first days")


def test_two_days_are_no_start() -> None:
    assert baseline(days([5, 7])) is None
    assert baseline([]) is None


def test_the_present_is_the_last_week_with_four_days() -> None:
    values = [9] * 7 + [4, None, 3, None, 5, None, 4]
    assert present(days(values), day(13)) == Level(4, 4, day(7), day(13))
    assert present(days([9] * 7 + [4, None, 3, None, 5, None, None]), day(13)) is None
