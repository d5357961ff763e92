"""The axis: the whole scale, from nought where numbers have no ends, and said where it is cut."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcare.core.chart import upright
from selfcare.core.question import Choice, Field, Number, Scale, Simple, Text
from selfcare.core.trend import DayMedian


def field(kind: Scale | Number | Simple | Choice | Text) -> Field:
    return Field("x", "How much?", kind)


def days(*values: float) -> list[DayMedian]:
    return [DayMedian(date(2026, 12, 3), value, value, value, 1) for value in values]


def test_a_scale_of_ten_has_a_row_for_each_unit_and_labels_at_even_numbers() -> None:
    axis = upright.axis(field(Scale()), [])
    assert [axis.label(row) for row in range(axis.rows)] == ["10", "", "8", "", "6", "", "4", "", "2", "", "0"]


def test_a_value_is_the_upper_half_of_its_row_and_a_half_the_lower_half_of_the_next() -> None:
    axis = upright.axis(field(Scale()), [])
    assert [axis.half(value) for value in (10, 9.5, 9, 0.5, 0)] == [0, 1, 2, 19, 20]


def test_a_half_is_rounded_away_from_the_better_end() -> None:
    low, high = (upright.axis(field(Scale(better=better)), []) for better in ("low", "high"))
    assert (low.row(4.5), high.row(4.5)) == (5, 6)
    assert (low.half(4.25), high.half(4.25)) == (11, 12)


@given(
    st.integers(-20, 20), st.integers(1, 100), st.sampled_from([0.5, 1, 2]), st.integers(3, 20),
    st.lists(st.floats(0, 1), max_size=5),
)  # fmt: skip
def test_every_scale_stands_whole_in_the_rows_there_are(
    low: int, span: int, step: float, room: int, shares: list[float]
) -> None:
    axis = upright.axis(field(Scale(low, low + span, step)), days(*(low + share * span for share in shares)), room)
    assert axis.rows <= max(3, min(room, upright.MOST))
    assert axis.low == low
    assert axis.top >= low + span
    assert not axis.is_cut
    places = [axis.half(low + span * number / 20) for number in range(21)]
    assert places == sorted(places, reverse=True)
    assert 0 <= places[-1] <= places[0] <= 2 * axis.rows - 2


@given(st.lists(st.floats(-1000, 100_000, allow_nan=False), min_size=1, max_size=6), st.integers(3, 15))
def test_numbers_without_ends_all_have_a_place_between_the_ends(values: list[float], room: int) -> None:
    axis = upright.axis(field(Number("kg")), days(*values), room)
    assert axis.rows <= max(3, min(room, upright.MOST))
    assert axis.low <= min(values) + axis.step * 1e-5
    assert axis.top >= max(values) - axis.step * 1e-5
    assert axis.is_cut or axis.low <= 0


def test_numbers_begin_at_nought_and_a_weight_says_that_it_does_not() -> None:
    assert upright.axis(field(Number("h")), days(4, 9)).told() == "h, 0 to 9"
    assert upright.axis(field(Number("kg")), days(61, 63.5)).told() == "kg, the axis begins at 59, not at 0"
    assert upright.axis(field(Scale()), days(6, 6.5)).told() == "0 to 10"


def test_an_answer_off_todays_scale_is_not_lost() -> None:
    axis = upright.axis(field(Scale(0, 5)), days(9))
    assert axis.top >= 9


@pytest.mark.parametrize("kind", [Text(), Choice({"a": "A"}), Simple("yes-no"), Simple("time")])
def test_what_is_no_number_is_not_charted(kind: Text | Choice | Simple) -> None:
    assert not upright.is_charted(field(kind))
