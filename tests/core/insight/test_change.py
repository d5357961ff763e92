"""What a change is called, by the rules of the bands and the direction of the scale."""

from __future__ import annotations

import pytest

from selfcare.core.insight import bands
from selfcare.core.insight.change import Change, change, why_none
from selfcare.core.insight.levels import Level, baseline, present
from selfcare.core.question import Field, Scale
from tests.core.insight.numbers import PAIN, SLEEP, STRESS, day, days


def level(value: float, at: int = 0) -> Level:
    return Level(value, 7, day(at), day(at + 6))


@pytest.mark.parametrize(
    ("before", "now", "band"),
    [
        (6, 6, "about the same"),
        (6, 5.5, "about the same"),
        (6, 5, "small change"),
        (6, 4.5, "small change"),
        (6, 4, "clear change"),  # 2 points and 33 %
        (7, 5, "small change"),  # 2 points, 29 %
        (10, 7, "clear change"),  # 30 % is enough
        (4, 6, "clear change"),
        (8, 10, "small change"),  # 2 points, 25 %: the same for worse
        (0, 2, "clear change"),
        (0, 1, "small change"),
    ],
)
def test_the_bands_for_pain(before: float, now: float, band: str) -> None:
    assert bands.of_pain(before, now) == band


def test_the_page_of_the_design_comes_out() -> None:
    assert change(PAIN, level(6), level(4, 21)) == Change(-2, 100 * -2 / 6, "clear change", "better")
    assert change(STRESS, level(7), level(6, 21)) == Change(-1, 100 * -1 / 7, "", "better")
    assert change(SLEEP, level(4), level(5, 21)) == Change(1, 25, "", "better")


def test_where_higher_is_better_lower_is_worse() -> None:
    found = change(SLEEP, level(6), level(3, 21))
    assert found is not None
    assert found.towards == "worse"


def test_a_small_start_has_no_percentage() -> None:
    found = change(PAIN, level(2), level(1, 21))
    assert found is not None
    assert (found.points, found.percent) == (-1, None)


def test_no_band_without_a_code_and_none_on_another_scale() -> None:
    assert not bands.is_pain(STRESS)
    assert not bands.is_pain(Field("level", "Pain", Scale(high=100), code="loinc:72514-3"))
    assert bands.least(PAIN) == 1
    assert bands.least(SLEEP) is None


def test_a_change_needs_a_start_and_a_present_that_are_not_the_same_days() -> None:
    few = days([6, 5, 4, 4])
    start, now = baseline(few), present(few, day(3))
    assert start is not None
    assert now is not None
    assert change(PAIN, start, now) is None
    assert why_none(start, now, 4, 7) == "the start and now are the same days"
    assert why_none(None, now, 4, 7) == "too few days with an answer for a start"
    assert why_none(start, None, 2, 7) == "too few days with an answer for a change (2 of the last 7)"


@pytest.mark.parametrize(
    ("before", "now", "word"),
    [(10, 5, "half or fewer"), (10, 7, "fewer"), (10, 8, ""), (10, 12, ""), (0, 0, ""), (3, 0, "half or fewer")],
)
def test_headache_days(before: float, now: float, word: str) -> None:
    assert bands.of_days(before, now) == word
