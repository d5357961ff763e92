"""What a run is drawn with: pixels, rings, scales, lists and maps."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.core.body import MAPS
from selfcare.core.breath import Phase
from selfcare.core.question import Scale
from selfcare.tui.drawing import bloom, body_map, breath_line
from selfcare.tui.drawing.choices import Option, choice_rows
from selfcare.tui.drawing.circle import Glyphs, ring
from selfcare.tui.drawing.disc import CLEARANCE, Shades, disc, radius, ring_radius, shape_height
from selfcare.tui.drawing.scale import scale_rows, values
from selfcare.tui.drawing.strokes import Stroke, apart, as_text, cells, crop, fitted, mix

SHADES = Shades((18, 24, 26), (143, 211, 182), (118, 181, 156), "still")
PAIN = Scale(labels={0: "no pain", 10: "worst you can imagine"})


@pytest.mark.parametrize(
    ("size", "height"), [((100, 30), 19), ((120, 40), 19), ((80, 24), 13), ((40, 20), 9), ((80, 19), 0), ((20, 24), 8)]
)
def test_the_shape_has_the_rows_that_are_left_and_never_more_than_19(size: tuple[int, int], height: int) -> None:
    assert shape_height(*size) == height


def test_the_disc_never_touches_the_ring() -> None:
    for height in range(7, 20):
        assert radius(height, 1.0) <= ring_radius(height) - CLEARANCE + 0.1
        assert radius(height, 0.0) > 1


def test_a_fuller_breath_covers_more() -> None:
    covered = [
        sum(len(s.text) for row in disc(13, level / 10, SHADES) for s in row if s.ink != "still" and s.text.strip())
        for level in range(11)
    ]
    assert covered == sorted(covered)
    assert covered[0] < covered[-1]


def test_the_disc_is_the_same_from_left_and_right() -> None:
    for row in disc(13, 0.6, SHADES):
        signs = [(sign, s.ink, s.ground) for s in row for sign in s.text]
        solid = [each for each in signs if each[0] in "█▀▄"]
        assert solid == solid[::-1]


def test_a_level_that_changes_nothing_is_the_very_same_picture() -> None:
    assert disc(13, 0.5, SHADES) is disc(13, 0.5001, SHADES)


def test_few_colours_are_not_mixed() -> None:
    for depth in ("sixteen", "none"):
        inks = {s.ink for row in disc(13, 0.5, SHADES._replace(depth=depth)) for s in row}
        assert inks <= {"accent", "still", "text"}


def test_every_row_of_the_shape_is_as_wide_as_its_box() -> None:
    sets: tuple[Glyphs, ...] = ("full", "blocks", "plain")
    for glyphs in sets:
        assert {cells(row) for row in disc(9, 0.5, SHADES, glyphs)} == {18}


def test_the_ring_is_one_dot_thick_and_closed() -> None:
    dots = sum(bin(ord(sign) - 0x2800).count("1") for row in ring(13, 11.8) for sign in row if sign != " ")
    assert 125 <= dots <= 145  # an eight-connected circle of radius r has about 4 * sqrt(2) * r points
    assert "\n".join(ring(5, 4, "plain")) == "\n".join(row[::-1] for row in ring(5, 4, "plain"))


def test_plain_signs_are_ascii_but_for_the_middle_dot() -> None:
    assert set("".join(ring(9, 7.8, "plain"))) == {" ", "·"}
    assert all(s.text.isascii() for s in breath_line.bar(0.4, 20, "plain"))


def test_a_bell_comes_in_a_second_and_goes_in_eight() -> None:
    assert bloom.strength(-1) == bloom.strength(9) == 0
    assert bloom.strength(1) == 1
    assert 0 < bloom.strength(5) < bloom.strength(2) < 1


def test_without_light_there_is_only_the_ring() -> None:
    dark = bloom.bloom(19, 11.25, 0, SHADES)
    assert {s.ink for row in dark for s in row} == {"text", "still"}
    assert dark != bloom.bloom(19, 11.25, 1, SHADES)


@given(st.lists(st.floats(0.5, 20), min_size=1, max_size=8), st.integers(8, 60))
@settings(max_examples=100)
def test_phases_share_the_line_and_none_is_left_out(seconds: list[float], columns: int) -> None:
    shared = breath_line.lengths(seconds, columns)
    assert min(shared) >= 1
    assert sum(shared) == max(columns, sum(shared)) or len(seconds) > 1


def test_the_line_is_filled_up_to_now() -> None:
    cycle = (Phase("in", 4), Phase("hold", 7), Phase("out", 8))
    line = breath_line.breath_line(cycle, 1, 0.5, 60)
    assert "".join(s.text for s in line) == "in  " + "━" * 8 + "╌" * 15 + "─" * 17 + " out"
    assert sum(len(s.text) for s in line if s.ink == "accent") == 8 + 7
    assert line[0].ink == "text"


def test_the_scale_across_is_as_it_was_looked_at() -> None:
    assert as_text(scale_rows(PAIN, 4, 66, 20)) == (
        "\n"
        "  0     1     2     3     4     5     6     7     8     9    10\n"
        "\n\n"
        "  ━━━━━━━━━━━━━━━━━━━━━━━━●─────┬─────┬─────┬─────┬─────┬─────┬\n"
        "\n"
        "  no pain                                 worst you can imagine\n"
    )


def test_before_a_choice_nothing_is_marked() -> None:
    strokes = [s for row in scale_rows(PAIN, None, 66, 20) for s in row]
    assert not [s for s in strokes if s.ground or s.ink == "accent" or "━" in s.text or "●" in s.text]


def test_the_chosen_number_has_a_field_of_five_by_three() -> None:
    fields = [s for row in scale_rows(PAIN, 4, 66, 20) for s in row if s.ground == "accent"]
    assert [len(s.text) for s in fields] == [5, 5, 5]


def test_all_numbers_look_alike() -> None:
    numbers = {(s.ink, s.bold) for s in scale_rows(PAIN, None, 66, 20)[1] if s.text.strip()}
    assert numbers == {("text", False)}


def test_narrow_screens_have_the_numbers_three_apart_then_below_each_other() -> None:
    assert "  0  1  2  3  4  5  6  7  8  9 10" in as_text(scale_rows(PAIN, None, 36, 20))
    stacked = as_text(scale_rows(PAIN, 3, 30, 20)).split("\n")
    assert stacked[0].split() == ["0", "no", "pain"]
    assert stacked[10].split()[0] == "10"
    assert as_text(scale_rows(PAIN, 3, 20, 2)) == "0 to 10   3\n"


@given(
    st.floats(-100, 100).map(round),
    st.integers(0, 200),
    st.sampled_from([0.5, 1, 5, 10]),
    st.integers(1, 140),
    st.integers(1, 40),
)
@settings(max_examples=200)
def test_a_scale_fits_wherever_it_is_put(low: float, span: int, step: float, columns: int, rows: int) -> None:
    scale = Scale(low, low + span, step, {low: "深呼吸 low", low + span: "a long word for the high end"})
    for chosen in (None, values(scale)[-1]):
        drawn = scale_rows(scale, chosen, columns, rows)
        assert len(drawn) <= rows or rows == 1
        assert all(s.target.startswith("value:") for row in drawn for s in row if s.target)


def test_labels_between_the_ends_are_told_below() -> None:
    scale = Scale(labels={0: "none", 4: "moderate", 7: "severe", 10: "worst"})
    assert "4 moderate · 7 severe" in as_text(scale_rows(scale, None, 66, 20))


def test_the_focused_option_stays_in_sight() -> None:
    options = [Option(str(at), f"option {at}") for at in range(30)]
    for focus in range(30):
        drawn = as_text(choice_rows(options, focus, (), 40, 7))
        assert f"option {focus}\n" in drawn + "\n"
        assert drawn.count("\n") <= 7


def test_a_long_option_wraps_and_can_be_clicked_on_every_line() -> None:
    rows = choice_rows([Option("a", "a combination with caffeine or codeine")], 0, (), 24, 9)
    assert len(rows) == 3
    assert {s.target for row in rows for s in row} == {"option:a"}


@pytest.mark.parametrize("name", MAPS)
def test_every_place_of_every_map_is_on_it_once_and_can_be_reached(name: str) -> None:
    places = body_map.grid(MAPS[name])
    shown = [region for row in places for region in row if region]
    assert sorted(shown) == sorted(MAPS[name])
    reached, edge = {shown[0]}, [shown[0]]
    while edge:
        here = edge.pop()
        for direction in ("up", "down", "left", "right"):
            if (there := body_map.neighbour(places, here, direction)) not in reached:
                reached.add(there)
                edge.append(there)
    assert reached == set(shown)


@pytest.mark.parametrize("columns", [60, 64, 110])
@pytest.mark.parametrize("name", MAPS)
def test_every_place_of_a_map_can_be_clicked_and_none_hangs_over_the_edge(name: str, columns: int) -> None:
    rows = body_map.map_rows(MAPS[name], "", (), columns, 60)
    assert {s.target for row in rows for s in row if s.target} == {f"option:{region}" for region in MAPS[name]}
    assert all(cells(row) <= columns for row in rows)
    drawn = as_text(body_map.map_rows(MAPS[name], "", (), columns, 60, glyphs="plain"))
    assert not set("│╭╮╰╯─○✓▎").intersection(drawn)
    assert (".-" in drawn) == (name == "body" and columns >= 64)


def test_mixing_is_between_its_two_colours() -> None:
    assert mix((0, 0, 0), (100, 200, 50), 0.5) == (50, 100, 25)


def test_what_does_not_fit_is_cut_with_a_sign_of_it() -> None:
    row = (Stroke("深呼吸 is a long row"),)
    assert cells(fitted(row, 8)) <= 8
    assert "…" in fitted(row, 8)[0].text
    assert cells(apart(row, (Stroke("right"),), 20)) == 20
    assert "".join(s.text for s in crop((Stroke("abc"), Stroke("def")), 2, 5)) == "cde"


WORDY = Scale(
    labels={
        0: "calm",
        3: "a little tense in the shoulders",
        6: "tense most of the time, jaw and neck too",
        10: "as tense as I can imagine",
    }
)


def test_where_there_is_no_room_for_every_word_of_a_scale_the_chosen_number_says_its_own() -> None:
    high = as_text(scale_rows(WORDY, 6, 66, 20))
    assert "3 a little tense" in high and "6 tense most of the time" in high
    low = as_text(scale_rows(WORDY, 7, 66, 8))
    assert "3 a little tense" not in low and "6 tense most of the time, jaw and neck too" in low
    assert "●" in low and "as tense as I can imagine" in low


@pytest.mark.parametrize("rows", range(1, 16))
@pytest.mark.parametrize("columns", [16, 36, 66])
@pytest.mark.parametrize("scale", [WORDY, PAIN, Scale(0, 100, labels={0: "not at all", 100: "completely"})])
def test_choosing_never_moves_what_stands_under_a_scale(scale: Scale, columns: int, rows: int) -> None:
    heights = {len(scale_rows(scale, chosen, columns, rows)) for chosen in (None, 0, 3, 6, 10)}
    assert len(heights) == 1 and heights.pop() <= rows
