"""The exact test: against tables, against every way written out, and in words."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.core.insight import shuffled
from selfcare.core.insight.shuffled import doubled_ranks, share, told

scores = st.lists(st.sampled_from([0, 0.5, 1, 2, 3, 4, 5, 7, 10]), min_size=1, max_size=5)


def written_out(one: list[float], other: list[float]) -> float:
    """Every way to take as many days as `one` has, by rank sum."""
    ranks = doubled_ranks([*one, *other])
    middle = len(one) * (len(ranks) + 1)
    away = abs(sum(ranks[: len(one)]) - middle)
    ways = list(combinations(ranks, len(one)))
    return sum(abs(sum(way) - middle) >= away for way in ways) / len(ways)


@settings(deadline=None, max_examples=60)
@given(scores, scores)
def test_it_is_what_counting_every_way_gives(one: list[float], other: list[float]) -> None:
    assert share(one, other) == pytest.approx(written_out(one, other))
    assert share(other, one) == pytest.approx(share(one, other))


def test_published_values() -> None:
    # Exact two-sided tables of the rank-sum test: U = 0 with 3 and 3 is 2 of 20, with 4 and 4 it is 2 of 70,
    # with 5 and 5 it is 2 of 252.
    for size, ways in ((3, 20), (4, 70), (5, 252)):
        assert share(range(size), range(size, 2 * size)) == pytest.approx(2 / ways)
    # Hollander and Wolfe, Nonparametric Statistical Methods (1999), example 4.1: one-sided 0.1272.
    one = [1.15, 0.88, 0.90, 0.74, 1.21]
    other = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
    assert share(one, other) == pytest.approx(0.2544, abs=5e-5)


def test_days_that_are_all_alike_stand_out_in_no_way() -> None:
    assert share([4] * 6, [4] * 9) == 1


def test_groups_that_say_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="two groups"):
        share([], [1.0])
    with pytest.raises(ValueError, match="not too many"):
        share([1.0] * shuffled.MOST, [2.0])


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (1.0, "most of the time"),
        (0.5, "about every second time"),
        (0.125, "about 1 time in 8"),
        (0.02, "about 1 time in 50"),
        (0.0023, "about 1 time in 400"),
        (0.00001, "less than 1 time in 1,000"),
    ],
)
def test_it_is_told_in_words(part: float, words: str) -> None:
    assert told(part) == words
