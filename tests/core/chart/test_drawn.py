"""The picture: bars, gaps, marks and band as they were drawn on paper, at any size, with any signs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcare.core.chart import drawn
from selfcare.core.chart.drawn import BLOCKS, PLAIN, SIGNS, Chart, Drawing, Piece, Signs
from selfcare.core.question import Field, Number, Scale
from selfcare.core.trend import DayMedian

LAST = date(2026, 12, 3)
PAIN = Field("level", "How strong is your pain?", Scale())


def chart(
    values: dict[int, tuple[float, float, float]],
    days: int = 30,
    visits: tuple[int, ...] = (),
    practised: tuple[int, ...] = (),
    band: tuple[float, float] | None = None,
) -> Chart:
    """Lowest, median and highest by the number of the day, 0 the first of the range."""
    first = LAST - timedelta(days=days - 1)
    return Chart(
        PAIN,
        [
            DayMedian(first + timedelta(days=number), middle, low, high, 1 if low == high else 3)
            for number, (low, middle, high) in sorted(values.items())
        ],
        first,
        LAST,
        [first + timedelta(days=number) for number in visits],
        {first + timedelta(days=number) for number in practised},
        band,
        1.0 if band else None,
    )


def cells(drawing: Drawing, row: int) -> list[Piece]:
    return [piece._replace(text=sign) for piece in drawing.rows[row] for sign in piece.text]


def column(drawing: Drawing, at: int) -> list[Piece]:
    """The rows of the axis at a column, from the top; empty where the row ends before it."""
    rows = [cells(drawing, row) for row in range(drawing.axis.rows)]
    return [row[at] if at < len(row) else Piece(" ") for row in rows]


def test_a_bar_goes_from_lowest_to_highest_with_its_median_over_it() -> None:
    drawing = drawn.draw(chart({0: (5, 6, 7)}), 92, 12)
    bar = column(drawing, 3)
    assert bar[3] == Piece("█", "accent-soft")
    assert bar[4] == Piece("▀", "accent", "accent-soft")
    assert bar[5] == Piece("▀", "accent-soft", "ground")
    assert bar[2].text == bar[6].text == " "


def test_a_half_stands_in_the_lower_half_of_the_row_of_the_next_number() -> None:
    bar = column(drawn.draw(chart({0: (5.5, 5.5, 5.5)}), 92, 12), 3)
    assert bar[4] == Piece("▄", "accent", "ground")


def test_one_entry_is_the_median_alone_and_no_entry_is_nothing() -> None:
    drawing = drawn.draw(chart({0: (6, 6, 6), 2: (4, 4, 4)}), 92, 12)
    assert [piece.text for piece in column(drawing, 3) if piece.text != " "] == ["▀"]
    assert all(piece.text == " " for at in (5, 6, 7, 8) for piece in column(drawing, at))


def test_thirty_days_have_two_columns_each_and_a_gutter() -> None:
    drawing = drawn.draw(chart(dict.fromkeys(range(30), (5.0, 5.0, 5.0))), 92, 12)
    assert drawn.text(drawing.rows[5]) == "   " + " ".join(["▀▀"] * 30)


def test_ninety_days_have_one_column_each_also_where_only_the_gap_makes_room() -> None:
    drawing = drawn.draw(chart(dict.fromkeys(range(90), (5.0, 5.0, 5.0)), days=90), 92, 12)
    assert (drawing.unit, drawn.text(drawing.rows[5])) == ("day", "  " + "▀" * 90)


def test_a_year_says_week() -> None:
    drawing = drawn.draw(chart({364: (5, 5, 5)}, days=365), 92, 12)
    assert drawing.unit == "week"
    assert "week median" in drawn.text(drawing.legend[0])


def test_an_appointment_is_a_dashed_line_in_the_gutter_before_its_day_and_a_mark_among_the_dates() -> None:
    drawing = drawn.draw(chart({4: (5, 6, 7), 5: (5, 5, 5)}, visits=(5,)), 92, 12)
    assert {piece.text for piece in column(drawing, 3 + 14)} == {"╎"}
    assert {piece.role for piece in column(drawing, 3 + 14)} == {"still"}
    assert cells(drawing, -1)[17] == Piece("◆", "bright")
    assert "4 Nov" in drawn.text(drawing.rows[-1])
    assert "appointment" in drawn.text(drawing.legend[0])


def test_practice_has_marks_of_its_own_row() -> None:
    drawing = drawn.draw(chart({0: (5, 5, 5)}, practised=(1,), visits=(4,)), 92, 13)
    assert drawn.text(drawing.rows[-2]) == "      ○       ◆"
    assert "practice" in drawn.text(drawing.legend[0])


def test_a_mark_never_takes_the_place_of_the_last_day() -> None:
    assert drawn.text(drawn.draw(chart({}, visits=(29,)), 92, 13).rows[-1]).endswith("3 Dec")


def test_the_last_date_stands_under_its_column_and_names_its_first_day_like_the_others() -> None:
    week = drawn.draw(chart({}, days=7), 92, 12)
    assert drawn.text(week.rows[-1]).index("3 Dec") == 3 + 6 * 12
    quarter = drawn.draw(chart({}, days=90), 40, 12)
    assert quarter.unit == "week"
    assert drawn.text(quarter.rows[-1]).endswith("27 Nov")


def test_the_legend_keeps_the_clearest_words_that_fit_and_explains_only_what_is_there() -> None:
    ranges = chart({0: (5, 6, 7)}, practised=(1,), band=(4, 8))
    texts = [[drawn.text(row) for row in drawn.draw(ranges, width, 13).legend] for width in (92, 77, 74, 64)]
    assert [row.partition("██ ")[2].partition(" ○")[0].strip() for row, *_ in texts] == [
        "lowest to highest", "low to high", "low to high", "low to high",
    ]  # fmt: skip
    ends = ["within 1 point of the start", "within 1 point of the start", "within 1 of the start", "start ± 1"]
    assert all(row.endswith(end) for (row,), end in zip(texts, ends, strict=True))
    single = drawn.draw(chart({0: (5, 5, 5)}, practised=(1,), band=(4, 8)), 74, 13)
    assert [drawn.text(row) for row in single.legend] == ["▀▀ day median   ○ practice      within 1 point of the start"]


def test_the_band_lies_behind_everything_and_only_where_there_is_one() -> None:
    drawing = drawn.draw(chart({0: (5, 6, 7)}, band=(4, 8)), 92, 12)
    empty = column(drawing, 40)
    assert [piece.ground for piece in empty[2:6]] == ["band"] * 4
    assert empty[6] == Piece("▀", "band", "ground")
    assert empty[1] == empty[7] == Piece(" ")
    assert column(drawing, 3)[5] == Piece("▀", "accent-soft", "band")
    assert "within 1 point of the start" in drawn.text(drawing.legend[0])
    without = drawn.draw(chart({0: (5, 6, 7)}), 92, 12)
    assert all(piece.ground != "band" for row in range(11) for piece in cells(without, row))
    assert "start" not in drawn.text(without.legend[0])


def test_without_colour_a_range_is_a_line_its_median_a_dot_and_the_band_has_edges() -> None:
    drawing = drawn.draw(chart({0: (5, 6, 7)}, band=(4, 8)), 92, 12, SIGNS)
    assert [piece.text for piece in column(drawing, 3)[3:6]] == ["│", "●", "│"]
    assert drawn.text(drawing.rows[2])[3:] == "┄" * 89
    assert drawn.text(drawing.rows[6])[3:] == "┄" * 89


@pytest.mark.parametrize("days", [7, 30, 90, 365, 3650])
def test_the_plain_set_is_letters_only(days: int) -> None:
    picture = chart({0: (2, 5, 7), days - 1: (4, 4, 4)}, days, visits=(3,), practised=(2,), band=(4, 6))
    drawing = drawn.draw(picture, 72, 13, PLAIN)
    assert all(drawn.text(row).isascii() for row in (*drawing.rows, *drawing.legend))


@given(
    st.integers(1, 3700),
    st.integers(12, 140),
    st.integers(4, 20),
    st.lists(st.integers(0, 3699), max_size=20),
    st.lists(st.integers(0, 3699), max_size=12),
    st.sampled_from([BLOCKS, SIGNS, PLAIN]),
    st.sampled_from([PAIN, Field("x", "X?", Number("kg")), Field("x", "X?", Scale(0, 100))]),
)
def test_a_chart_keeps_to_its_room_and_each_row_is_whole(
    days: int, width: int, height: int, there: list[int], marks: list[int], signs: Signs, field: Field
) -> None:
    values = {number: (2.0, 4.5, 7.0) for number in there if number < days}
    visits = tuple(number for number in marks if number < days)
    base = chart(values, days, visits, visits[:2], (3, 5))
    picture = Chart(field, base.days, base.first, base.last, base.visits, base.practised, base.band, base.least)
    drawing = drawn.draw(picture, width, height, signs)
    assert len(drawing.rows) <= max(height, 5)
    assert all(len(drawn.text(row)) <= width for row in drawing.rows)
    assert all(len(drawn.text(row)) <= max(width, 30) for row in drawing.legend)
    assert width < 24 or drawn.text(drawing.rows[-1]).strip()
