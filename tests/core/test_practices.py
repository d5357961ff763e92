"""How practices went, in figures and in words."""

from __future__ import annotations

import pytest

from selfcare.core import practices


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


def test_the_figures_are_in_milliseconds_and_only_where_there_were_signs() -> None:
    assert practices.receipt([]) == {}
    assert practices.receipt([0.001, 0.018]) == {"cues": 2, "worst_ms": 18.0, "mean_ms": 9.5}
