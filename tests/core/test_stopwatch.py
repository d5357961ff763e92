"""Elapsed time from instants."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from selfcare.core.stopwatch import GAP, Stopwatch


def test_it_stands_until_it_is_started() -> None:
    assert Stopwatch().elapsed(1000) == 0
    assert not Stopwatch().is_running


def test_a_pause_is_not_counted() -> None:
    watch = Stopwatch().start(10).pause(15)
    assert watch.elapsed(100) == 5
    assert watch.start(100).elapsed(102) == 7


def test_starting_twice_changes_nothing() -> None:
    assert Stopwatch().start(10).start(12) == Stopwatch().start(10)


def test_pausing_twice_changes_nothing() -> None:
    assert Stopwatch().start(10).pause(15).pause(20).elapsed(30) == 5


def test_a_clock_that_steps_back_takes_nothing_away() -> None:
    watch = Stopwatch(banked=7).start(10)
    assert watch.elapsed(3) == 7
    assert watch.tick(12).tick(11).seen == 12


def test_after_a_sleep_it_stands_at_the_last_tick() -> None:
    watch = Stopwatch().start(0).tick(1).tick(2)
    slept = watch.tick(2 + GAP + 0.1)
    assert watch.is_running
    assert not slept.is_running
    assert slept.elapsed(1000) == 2


def test_a_late_tick_is_no_sleep() -> None:
    assert Stopwatch().start(0).tick(GAP).elapsed(GAP) == GAP
    assert Stopwatch().start(0).tick(8, gap=10).is_running


def test_a_tick_while_it_stands_changes_nothing() -> None:
    assert Stopwatch(5).tick(100) == Stopwatch(5)


def test_it_can_be_set_to_a_place() -> None:
    assert Stopwatch().start(10).at(42, 50).elapsed(51) == 43
    assert Stopwatch().at(42, 50).elapsed(51) == 42


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 2000).map(lambda ms: ms / 1000)), max_size=30))
def test_elapsed_is_the_time_between_starts_and_pauses(moves: list[tuple[bool, float]]) -> None:
    watch, now, counted, runs = Stopwatch(), 0.0, 0.0, False
    for starts, after in moves:
        now += after
        counted += after if runs else 0
        watch = watch.tick(now).start(now) if starts else watch.tick(now).pause(now)
        runs = starts
    assert abs(watch.elapsed(now) - counted) < 1e-6


@given(
    st.floats(10, 600),
    st.lists(st.tuples(st.floats(0, 90), st.floats(0, 5000)), max_size=8),
    st.sampled_from([0.3, 0.7, 1.0]),
)
def test_a_session_ends_when_its_seconds_of_running_are_behind_whatever_the_pauses(
    total: float, stretches: list[tuple[float, float]], beat: float
) -> None:
    """Each stretch runs so long and then stands so long; at last it runs to the end."""
    watch, now, ran = Stopwatch(), 1000.0, 0.0
    for runs, stands in [*stretches, (total, 0.0)]:
        watch = watch.start(now)
        runs = min(runs, total - ran)
        beats = int(runs / beat)
        for part in (*([beat] * beats), max(0.0, runs - beats * beat)):
            now += part
            watch = watch.tick(now)
            assert watch.is_running
        ran += runs
        assert abs(watch.elapsed(now) - ran) < 1e-6
        watch = watch.pause(now)
        now += stands
        assert abs(watch.elapsed(now) - ran) < 1e-6
    assert abs(watch.elapsed(now) - total) < 1e-6
