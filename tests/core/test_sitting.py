"""Sittings: each bell and each cue exactly once, whatever the ticks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.core.sitting import (
    CLOSEST_CUES,
    NOT_BEGUN,
    Bell,
    Cue,
    Due,
    Sitting,
    bell_at,
    cue_at,
    cue_seconds,
    due_between,
    schedule,
    total_seconds,
)

BREATH = Sitting(
    "breath",
    "Sitting with the breath",
    300,
    (Cue(0, "Sit."), Cue(30, "Find the breath."), Cue(65, "Let it be."), Cue(300, "Move your fingers.")),
    (Bell("at", 25), Bell("end")),
)
PLAIN = Sitting("silence", "Silence")

sittings = st.builds(
    lambda seconds, cues, bells: Sitting("s", "S", seconds, tuple(cues), tuple(bells)),
    st.integers(10, 3600),
    st.lists(st.builds(Cue, st.integers(0, 3600).map(float), st.sampled_from(("Here.", "Now."))), max_size=12),
    st.lists(
        st.builds(
            Bell, st.sampled_from(("start", "half", "end", "every", "at")), st.integers(0, 900).map(lambda n: n / 2)
        ),
        max_size=5,
    ),
)


def bells(dues: tuple[Due, ...]) -> list[tuple[float, int]]:
    return [(due.at, due.strokes) for due in dues if due.is_bell]


def test_a_plain_sitting_has_a_bell_at_the_start_and_two_strokes_at_the_end() -> None:
    assert bells(schedule(PLAIN)) == [(0, 1), (600, 2)]
    assert bells(schedule(PLAIN, 90)) == [(0, 1), (90, 2)]
    assert total_seconds(PLAIN) == 600
    assert total_seconds(PLAIN, 90) == 90


def test_cues_and_own_bells_move_with_the_length() -> None:
    assert [due.at for due in schedule(BREATH, 600)] == [0, 50, 60, 130, 600, 600]
    assert bells(schedule(BREATH, 600)) == [(50, 1), (600, 2)]


def test_bells_asked_for_stand_where_they_were_asked_for() -> None:
    assert bells(schedule(BREATH, 600, (Bell("at", 25), Bell("half")))) == [(25, 1), (300, 1)]


def test_cues_that_come_too_close_are_dropped_but_the_closing_words_are_kept() -> None:
    short = [due for due in schedule(BREATH, 60) if not due.is_bell]
    assert [(due.at, due.words) for due in short] == [(0, "Sit."), (60, "Move your fingers.")]
    shortest = [due.words for due in schedule(BREATH, 10) if not due.is_bell]
    assert shortest == ["Sit.", "Move your fingers."]


def test_cues_behind_the_end_are_left_out() -> None:
    late = Sitting("s", "S", 60, (Cue(0, "Here."), Cue(61, "Never.")), ())
    assert schedule(late) == (Due(0, "Here."),)


def test_no_interval_bell_rings_in_the_first_or_the_last_minute() -> None:
    assert bells(schedule(PLAIN, 300, (Bell("every", 30),))) == [(at, 1) for at in range(60, 241, 30)]
    assert bells(schedule(PLAIN, 100, (Bell("every", 20),))) == []
    assert bells(schedule(PLAIN, 100, (Bell("every", 0),))) == []


def test_bells_at_one_instant_are_one_bell_with_the_most_strokes() -> None:
    asked = (Bell("half"), Bell("every", 300), Bell("end"), Bell("at", 600), Bell("at", 601))
    assert bells(schedule(PLAIN, 600, asked)) == [(300, 1), (600, 2)]


def test_at_one_instant_the_bell_comes_before_the_words() -> None:
    assert [due.is_bell for due in schedule(BREATH) if due.at == 300] == [True, False]


@settings(max_examples=150)
@given(sittings, st.lists(st.floats(0, 4000), max_size=40))
def test_each_thing_falls_due_exactly_once_under_any_ticks(sitting: Sitting, ticks: list[float]) -> None:
    dues = schedule(sitting)
    rung: list[Due] = []
    last = NOT_BEGUN
    for now in [*sorted(ticks), total_seconds(sitting)]:
        rung += due_between(dues, last, now)
        last = max(last, now)
    assert rung == list(dues)


@given(sittings, st.floats(0, 4000), st.floats(0, 4000))
def test_asking_backwards_rings_nothing(sitting: Sitting, one: float, other: float) -> None:
    assert due_between(schedule(sitting), max(one, other), min(one, other)) == ()


@settings(max_examples=150)
@given(sittings, st.integers(10, 3600))
def test_a_schedule_is_in_order_inside_the_sitting_and_never_crowded(sitting: Sitting, seconds: int) -> None:
    dues = schedule(sitting, seconds)
    assert [due.at for due in dues] == sorted(due.at for due in dues)
    assert all(0 <= due.at <= seconds for due in dues)
    cues = [due.at for due in dues if not due.is_bell]
    assert all(
        later - earlier >= CLOSEST_CUES or (earlier == 0 and later == seconds) for earlier, later in pairwise(cues)
    )
    rung = [at for at, _ in bells(dues)]
    assert len(rung) == len(set(rung))


def test_a_cue_is_shown_as_long_as_it_is_spoken_or_until_the_next() -> None:
    dues = (Due(0, "Sit."), Due(3, strokes=1), Due(20, "Let the breath do what it does. No need to change it."))
    assert cue_at(dues, 5.9) == dues[0]
    assert cue_at(dues, 6) is None
    assert cue_at(dues, 20) == dues[2]
    assert cue_at((), 5) is None


@pytest.mark.parametrize(("count", "seconds"), [(1, 6), (8, 7), (12, 9), (40, 15)])
def test_long_words_stay_longer_within_limits(count: int, seconds: float) -> None:
    assert cue_seconds("word " * count) == seconds


def test_a_bell_is_shown_for_nine_seconds() -> None:
    dues = schedule(PLAIN)
    assert bell_at(dues, 8.9) == Due(0, strokes=1)
    assert bell_at(dues, 9) is None
    assert bell_at(dues, 604) == Due(600, strokes=2)
