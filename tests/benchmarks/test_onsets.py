"""What is told of timers holds: signs are found where a reader sees them, and lateness, drift and slow lines add up."""

from __future__ import annotations

import sys

import pytest
from benchmarks.figures import drift, lateness
from benchmarks.grid import Grid
from benchmarks.onsets import Onset, course, onsets, slope, waits
from benchmarks.processes import environment
from benchmarks.slow import SIP, Bucket
from benchmarks.slowline import calm_from
from benchmarks.terminal import Terminal

from benchmarks import peers, practice


def shown(*written: str) -> list[str]:
    grid = Grid(12, 4)
    for piece in written:
        grid.feed(piece)
    return grid.text.rstrip("\n").split("\n")


def word(text: str) -> str:
    return next((each for each in ("Breathe in", "Breathe out") if each in text), "")


# The screen


def test_words_stand_where_the_cursor_was_put() -> None:
    assert shown("\x1b[2;3Hone\x1b[Aup\x1b[3dlow\x1b[1Gx") == ["     up", "  one", "x      low"]


def test_what_is_painted_over_and_erased_is_gone() -> None:
    assert shown("Breathe out\r\x1b[8Cin \x1b[2;1Hgone\x1b[2K\x1b[3;1Hcut\x1b[2D\x1b[K")[:3] == ["Breathe in", "", "c"]


def test_colours_titles_and_questions_are_no_words() -> None:
    assert shown("\x1b[1;38;5;115mword\x1b[0m\x1b]2;title\x07\x1b[?2026$p\x1b[>1u\x1b(B") == ["word"]


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_sequence_may_be_cut_anywhere(cut: int) -> None:
    written = "\x1b[2;3Hab\x1b]2;t\x07c"
    assert shown(written[:cut], written[cut:]) == ["", "  abc"]


def test_a_full_screen_scrolls_and_a_region_keeps_what_is_around_it() -> None:
    assert shown("1\r\n2\r\n3\r\n4\r\n5") == ["2", "3", "4", "5"]
    assert shown("1\r\n2\r\n3\r\n4\x1b[2;3r\x1b[3;1H\nx") == ["1", "3", "x", "4"]


def test_cells_are_put_in_and_taken_out_of_a_row() -> None:
    assert shown("abcdef\r\x1b[2P") == ["cdef"]
    assert shown("abc\r\x1b[2@xy") == ["xyabc"]


def test_a_wide_sign_takes_two_cells() -> None:
    assert shown("🔇x\x1b[1;3Hy") == ["🔇y"]


# Onsets


def test_a_word_counts_when_its_frame_is_complete() -> None:
    pieces = [
        (1.0, b"\x1b[?2026h\x1b[1;1HBreathe in\x1b[?2026l"),
        (3.0, b"\x1b[?2026h\x1b[1;9Hout"),
        (3.2, b"\x1b[2;1H3\x1b[?2026l"),
    ]
    assert onsets(pieces, word) == [(1.0, "Breathe in"), (3.2, "Breathe out")]


def test_a_word_that_is_painted_again_or_gone_for_a_moment_is_no_onset() -> None:
    pieces = [(1.0, b"Breathe in"), (2.0, b"\r\x1b[K"), (3.0, b"Breathe in"), (4.0, b"\rBreathe out")]
    assert [each.at for each in onsets(pieces, word)] == [1.0, 4.0]


def test_a_letter_may_be_cut_between_two_pieces() -> None:
    whole = "━ Breathe in".encode()
    assert [each.sign for each in onsets([(1.0, whole[:2]), (2.0, whole[2:])], str.strip)] == ["━ Breathe in"]


def test_lateness_is_told_from_the_beginning_where_it_is_known() -> None:
    seen, planned = [12.005, 16.007, 18.005], [2.0, 6.0, 8.0]
    assert course(seen, planned, 10.0).late == pytest.approx([0.005, 0.007, 0.005])
    assert course(seen, planned).late == pytest.approx([0.0, 0.002, 0.0])


def test_what_comes_later_each_time_drifts() -> None:
    seen = [100 + at * (1 + 0.002 / 60) for at in range(1, 100)]
    found = course(seen, [float(at) for at in range(1, 100)])
    assert found.drift * 60e3 == pytest.approx(2.0, abs=1e-6)
    assert found.doubt == pytest.approx(0, abs=1e-9)


def test_few_points_make_no_slope() -> None:
    assert slope([1.0], [5.0]) == (0.0, 0.0)
    assert slope([], []) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("drifts", "doubt", "verdict"),
    [
        (0.1, 0.03, "meets"),
        (-0.25, 0.03, "meets"),
        (-0.9, 0.03, "misses"),
        (0.1, 0.7, ""),
        (-2.0, 0.7, ""),
        (180, 2.6, "misses"),
    ],
)
def test_a_run_is_blamed_for_drift_and_not_for_chance(drifts: float, doubt: float, verdict: str) -> None:
    assert drift("11", "x", drifts / 60e3, doubt / 60e3, 0.2).verdict == verdict


def test_one_onset_in_a_hundred_may_be_late_but_not_too_late() -> None:
    early = [0.002] * 99
    assert lateness("10", "x", [*early, 0.030], (12, 35)).verdict == "meets"
    assert lateness("10", "x", [*early, 0.036], (12, 35)).verdict == "misses"
    assert lateness("10", "x", [*early[1:], 0.020, 0.030], (12, 35)).verdict == "misses"


def test_nothing_seen_is_a_miss_and_no_accident() -> None:
    assert lateness("12", "x", [], (50, float("inf"))).verdict == "misses"


def test_a_limit_that_is_none_is_not_told() -> None:
    assert lateness("12", "x", [0.001], (50, float("inf"))).target == "<= 50 ms"


# A practice, and others'


def test_a_breath_is_planned_as_the_library_has_it() -> None:
    assert practice.planned(12.0) == [0.0, 2.0, 6.0, 8.0]
    assert [each.sign for each in practice.plan(6.0, 100.0)] == ["through the nose", "through pursed lips"]


def test_phases_of_others_are_planned_one_after_the_other() -> None:
    assert peers.cycle_of(3.0, 5.0)([Onset(0.0, "")] * 5) == [0.0, 3.0, 8.0, 11.0, 16.0]


def test_a_second_that_was_left_out_is_not_held_against_the_next() -> None:
    seen = [Onset(at, "") for at in (0.3, 1.0, 2.01, 4.02)]
    assert peers.whole_seconds(seen)[1:] == [0.0, 1.0, 3.0]


def test_a_picture_in_two_pieces_is_one_onset() -> None:
    assert [each.at for each in peers.whole([Onset(1.0, "a"), Onset(1.01, "b"), Onset(2.0, "c")])] == [1.0, 2.0]


def test_signs_of_others_are_found_on_their_screens() -> None:
    assert peers.phase_alone("  custom 3-5\n      OUT\n  ██░\n") == "OUT"
    assert peers.phase_alone("      3\n IN and more\n") == ""
    assert peers.last_phase("Cycle 1\nBreathe in  ━━ 100%\nBreathe out ━ 0%\n") == "out"
    assert peers.last_phase("Cycle 2\n") == ""


# A slow line


def test_a_line_carries_its_rate_and_not_more() -> None:
    line, carried, now = Bucket(960.0, 0.0), 0, 0.0
    while now < 60.0:
        taken = line.at(now)
        line.spend(taken)
        carried += taken
        now += max(0.001, line.wait)
    assert 960 * 60 * 0.99 <= carried <= 960 * 60 + SIP


def test_a_line_saves_nothing_up() -> None:
    assert Bucket(960.0, 0.0).at(60.0) == SIP


def test_a_break_on_the_line_is_when_it_has_caught_up() -> None:
    busy = [(at / 40, b"x") for at in range(400)]
    assert calm_from(busy, after=0.0) is None
    assert calm_from([*busy, (busy[-1][0] + 0.5, b"x")], after=2.0) == busy[-1][0]


def test_onsets_are_waited_for_while_they_are_in_force() -> None:
    plan = [Onset(0.0, "in"), Onset(2.0, "out"), Onset(6.0, "in"), Onset(8.0, "out")]
    seen = [Onset(0.5, "in"), Onset(2.75, "out"), Onset(8.25, "in"), Onset(8.5, "out")]
    assert waits(seen, plan, 12.0) == [0.5, 0.75, None, 0.5]
    assert waits(seen, [], 12.0) == []


# The terminal


def test_a_question_in_two_pieces_is_answered_once_and_everything_is_kept_with_its_time() -> None:
    program = (
        "import os, tty; tty.setraw(0); os.write(1, b'.' * 40 + b'\\x1b[?20'); os.read(0, 1); os.write(1, b'26$p');"
        "os.write(1, b'heard ' + os.read(0, 99)[1:])"
    )
    with Terminal((sys.executable, "-c", program), environment()) as terminal:
        terminal.until(lambda screen: b"[?20" in screen)
        terminal.press(b"x")
        terminal.until(lambda screen: b"$y" in screen)
        terminal.leave()
        recording = terminal.recording()
    written = b"".join(piece for _, piece in recording)
    assert written == b"." * 40 + b"\x1b[?2026$p" + b"heard [?2026;2$y"
    assert [at for at, _ in recording] == sorted(at for at, _ in recording)
