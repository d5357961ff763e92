"""Paced breathing: the frame is a function of the instant."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import nextafter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.core.breath import (
    Pattern,
    Phase,
    PhaseKind,
    Ramp,
    cycle_count,
    frame_at,
    is_paced,
    onsets,
    paced,
    total_seconds,
)

BOX = Pattern(
    "box", "Box", (Phase("in", 4), Phase("hold", 4), Phase("out", 4), Phase("rest", 4)), seconds=None, rounds=2
)
SIGH = Pattern("sighing", "Sighing", (Phase("in", 3), Phase("in", 1, "top up"), Phase("out", 7)))
GENTLE = Pattern("gentle", "4-7-8", (Phase("in", 2.4), Phase("hold", 4.2), Phase("out", 4.8)), seconds=None, rounds=4)
NATURAL = Pattern("natural", "Natural breath", (), seconds=180)
SLOWING = Pattern(
    "slowing",
    "Slowing",
    (Phase("in", 2), Phase("out", 2)),
    seconds=120,
    ramp=Ramp((Phase("in", 4), Phase("out", 6)), over=60),
)

lengths = st.integers(0, 120).map(lambda tenths: tenths / 10)
kinds: st.SearchStrategy[PhaseKind] = st.sampled_from(("in", "hold", "out", "rest"))


@st.composite
def patterns(draw: st.DrawFn) -> Pattern:
    """Cycles of one to six phases, some of no length, some with a ramp."""
    shape = draw(st.lists(kinds, min_size=1, max_size=6))
    cycle = tuple(Phase(kind, draw(lengths)) for kind in shape)
    to = tuple(Phase(kind, draw(lengths)) for kind in shape)
    ramp = draw(st.none() | st.just(Ramp(to, draw(st.integers(0, 90)))))
    rounds = draw(st.none() | st.integers(1, 9))
    return Pattern("p", "P", cycle, seconds=None if rounds else draw(st.integers(1, 300)), rounds=rounds, ramp=ramp)


def test_a_phase_counts_down_in_whole_seconds_and_never_shows_nought() -> None:
    shown = [frame_at(BOX, moment).left for moment in (0, 0.001, 1, 3, 3.999, 4)]
    assert shown == [4, 4, 3, 1, 1, 4]


def test_words_are_the_standard_ones_or_the_authors() -> None:
    assert [frame_at(BOX, moment).words for moment in (0, 4, 8, 12)] == ["Breathe in", "Hold", "Breathe out", "Rest"]
    assert frame_at(SIGH, 3).words == "top up"


def test_a_double_breath_in_fills_in_two_goes_without_sinking_between() -> None:
    assert [round(frame_at(SIGH, moment).level, 6) for moment in (0, 3, 4, 11)] == [0, 0.75, 1, 0]
    assert frame_at(SIGH, 1.5).settles == 0.75


def test_a_hold_stays_full_and_a_rest_stays_empty() -> None:
    assert {frame_at(BOX, moment).level for moment in (4, 5.5, 7.99)} == {1.0}
    assert {frame_at(BOX, moment).level for moment in (12, 13, 15.99)} == {0.0}


def test_a_cycle_that_begins_with_the_breath_out_begins_full() -> None:
    out_first = Pattern("o", "O", (Phase("hold", 2), Phase("out", 4), Phase("in", 4)))
    assert [frame_at(out_first, moment).level for moment in (0, 2, 6)] == [1, 1, 0]


def test_a_breath_in_that_runs_over_the_seam_of_two_cycles_is_one_movement() -> None:
    seam = Pattern("s", "S", (Phase("in", 1), Phase("out", 6), Phase("in", 3)))
    assert [round(frame_at(seam, moment).level, 6) for moment in (7, 10, 11)] == [0, 0.75, 1]


@pytest.mark.parametrize(("kind", "level"), [("hold", 1), ("rest", 0)])
def test_a_cycle_without_movement_stands_still(kind: PhaseKind, level: float) -> None:
    assert frame_at(Pattern("x", "X", (Phase(kind, 5),)), 2).level == level


def test_breaths_in_alone_fill_anew_each_time() -> None:
    gasps = Pattern("x", "X", (Phase("in", 2), Phase("in", 2)))
    assert [frame_at(gasps, moment).level for moment in (0, 2, 4)] == [0, 0.5, 0]


def test_rounds_end_when_the_last_breath_ends() -> None:
    assert total_seconds(GENTLE) == 45.6
    assert total_seconds(BOX, rounds=3) == 48
    assert not frame_at(BOX, 31.999).finished
    assert frame_at(BOX, 32).finished


def test_after_the_end_the_last_instant_stays() -> None:
    end = frame_at(BOX, 1e9)
    assert (end.finished, end.left, end.number, end.cycles, end.progress, end.remaining) == (True, 0, 2, 2, 1, 0)
    assert end.phase == Phase("rest", 4)


def test_before_the_start_the_first_instant_is_shown() -> None:
    assert frame_at(BOX, -5) == frame_at(BOX, 0)


@pytest.mark.parametrize(("seconds", "cycles"), [(1, 1), (11, 1), (16, 1), (17, 2), (300, 27), (16.5, 2)])
def test_a_length_in_seconds_comes_to_the_nearest_whole_number_of_breaths(seconds: float, cycles: int) -> None:
    assert cycle_count(SIGH, seconds=seconds) == cycles
    assert total_seconds(SIGH, seconds=seconds) == cycles * 11


def test_a_length_asked_for_beats_the_patterns_own() -> None:
    assert cycle_count(SIGH) == 27
    assert cycle_count(BOX, seconds=160) == 10
    assert cycle_count(SIGH, rounds=3) == 3


def test_a_pattern_without_any_length_lasts_five_minutes() -> None:
    endless = Pattern("e", "E", (Phase("in", 5), Phase("out", 5)), seconds=None)
    assert total_seconds(endless) == 300
    assert total_seconds(Pattern("n", "N", (), seconds=None)) == 300


def test_unpaced_breath_shows_the_time_that_is_left() -> None:
    frame = frame_at(NATURAL, 60.5)
    assert (frame.phase, frame.words, frame.left, frame.number, frame.cycles) == (
        None,
        "Breathe as it comes",
        120,
        0,
        0,
    )
    assert frame_at(NATURAL, 45, seconds=60).progress == 0.75
    assert frame_at(NATURAL, 180).finished
    assert frame_at(NATURAL, 180).left == 0
    assert list(onsets(NATURAL)) == []


def test_phases_of_no_length_are_passed_over() -> None:
    bare = Pattern("b", "B", (Phase("in", 4), Phase("hold", 0), Phase("out", 6), Phase("rest", 0)), rounds=1)
    assert [phase.kind for _, phase in onsets(bare)] == ["in", "out"]
    assert frame_at(bare, 4).phase == Phase("out", 6)
    assert frame_at(bare, 10).phase == Phase("out", 6)
    assert not is_paced(Pattern("z", "Z", (Phase("hold", 0),)))


def test_a_ramp_slows_from_breath_to_breath_and_then_keeps_its_pace() -> None:
    breaths = [moment for moment, phase in onsets(SLOWING) if phase.kind == "in"]
    steps = [round(later - earlier, 6) for earlier, later in pairwise(breaths)]
    assert steps[0] == 4
    assert steps == sorted(steps)
    assert steps[-1] == 10
    assert max(step for step, start in zip(steps, breaths, strict=False) if start < 60) < 10


def test_a_ramp_to_nothing_or_over_no_time_is_no_trap() -> None:
    assert total_seconds(Pattern("x", "X", (Phase("in", 5),), seconds=10, ramp=Ramp((Phase("in", 0),), 60))) == 10
    assert total_seconds(Pattern("x", "X", (Phase("in", 5),), seconds=10, ramp=Ramp((Phase("in", 1),), 0))) == 10
    assert cycle_count(Pattern("x", "X", (Phase("in", 5),), seconds=10, ramp=Ramp((Phase("in", 1),), 0))) == 10


def test_another_pace_stretches_every_phase_and_keeps_the_length() -> None:
    slower = paced(SLOWING, 1.5)
    assert [phase.seconds for phase in slower.cycle] == [3, 3]
    assert slower.ramp is not None
    assert [phase.seconds for phase in slower.ramp.to] == [6, 9]
    assert abs(total_seconds(slower) - 120) <= 7.5


@settings(max_examples=150)
@given(patterns(), st.lists(st.floats(-1, 500), min_size=1, max_size=20))
def test_asking_late_twice_or_out_of_order_gives_the_same_answer(pattern: Pattern, moments: list[float]) -> None:
    first = {moment: frame_at(pattern, moment) for moment in moments}
    again = {moment: frame_at(pattern, moment) for moment in reversed(moments)}
    assert first == again
    for frame in first.values():
        assert frame.finished or frame.left >= 1
        assert 0 <= frame.level <= 1
        assert 0 <= frame.progress <= 1


@settings(max_examples=150)
@given(patterns())
def test_a_frame_asked_at_an_onset_shows_that_phase(pattern: Pattern) -> None:
    for moment, phase in onsets(pattern):
        frame = frame_at(pattern, moment)
        assert frame.phase == phase
        assert frame.left == -(-Fraction(round(phase.seconds * 1_000_000), 1_000_000) // 1)


@settings(max_examples=150)
@given(patterns())
def test_the_phases_add_up_to_the_cycles_and_the_cycles_to_the_session(pattern: Pattern) -> None:
    told = list(onsets(pattern))
    whole = sum(Fraction(phase.seconds) for _, phase in told)
    if told:
        assert abs(whole - Fraction(total_seconds(pattern))) < Fraction(1, 1000)
    for (earlier, phase), (later, _) in pairwise(told):
        assert later - earlier == pytest.approx(phase.seconds, abs=2e-6)


def test_an_hour_of_breaths_does_not_drift() -> None:
    for number in (1, 500, 3599):
        assert frame_at(GENTLE, number * 11.4, rounds=4000).number == number + 1
    assert total_seconds(GENTLE, rounds=4000) == 45600


def test_fractions_that_do_not_add_up_exactly_show_no_extra_second() -> None:
    odd = Pattern("odd", "Odd", (Phase("in", 0.1), Phase("hold", 3), Phase("out", 0.2)), rounds=300)
    assert {frame_at(odd, moment).left for moment, phase in onsets(odd) if phase.kind == "hold"} == {3}


@pytest.mark.parametrize("length", [0.3, 3.3, 11.4, 19.0])
def test_the_last_instant_before_a_cycle_still_belongs_to_the_one_before(length: float) -> None:
    pattern = Pattern("p", "P", (Phase("in", length),), rounds=4000)
    for number in range(1, 1000):
        assert frame_at(pattern, nextafter(round(number * length, 6), 0)).number == number
