"""How practices went, in figures and in words."""

from __future__ import annotations

import pytest

from selfcare.core import practices
from selfcare.core.stopwatch import Stopwatch


@pytest.mark.parametrize(
    ("late", "words"),
    [
        ([], ""),
        ([0.001], "1 cue within 5 ms"),
        ([0.001, 0.018], "all 2 cues within 20 ms"),
        ([0.01, 1.04], "1 of 2 cues within 50 ms; the latest came 1.0 s late"),
    ],
)
def test_the_timing_is_told_in_one_line(late: list[float], words: str) -> None:
    assert practices.timing(late) == words


def test_a_receipt_tells_planned_and_actual_in_milliseconds_and_every_stop_of_the_clock() -> None:
    watch = Stopwatch().start(0).pause(5).start(8).tick(9).tick(400).start(400).pause(401)
    late = [0.001] * 98 + [0.018, 0.04]
    assert practices.receipt(late, 101, watch) == {
        "planned": 101,
        "cues": 100,
        "median_ms": 1.0,
        "p99_ms": 18.0,
        "max_ms": 40.0,
        "pauses": 2,
        "gaps": 1,
    }


def test_a_receipt_without_signs_has_no_lateness() -> None:
    assert practices.receipt([], 0, Stopwatch()) == {"planned": 0, "cues": 0, "pauses": 0, "gaps": 0}


@pytest.mark.parametrize(
    ("pauses", "gaps", "words"),
    [
        (0, 0, "all 2 cues within 20 ms"),
        (1, 0, "all 2 cues within 20 ms, paused once"),
        (2, 1, "all 2 cues within 20 ms, paused twice, interrupted once"),
        (0, 3, "all 2 cues within 20 ms, interrupted 3 times"),
    ],
)
def test_the_line_says_how_often_the_clock_stood(pauses: int, gaps: int, words: str) -> None:
    assert practices.timing([0.001, 0.018], pauses, gaps) == words
    assert practices.timing([], pauses, gaps) == words.removeprefix("all 2 cues within 20 ms").removeprefix(", ")


@pytest.mark.parametrize(("count", "rank"), [(1, 1), (2, 2), (99, 99), (100, 99), (101, 100), (200, 198), (201, 199)])
def test_the_percentile_is_a_value_that_occurred_at_the_nearest_rank(count: int, rank: int) -> None:
    late = [number / 1000 for number in range(1, count + 1)]
    assert practices.receipt(late, count, Stopwatch())["p99_ms"] == rank
