"""Scores: all items or none, never a diagnosis."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcare.core import scoring
from selfcare.core.frozen import replace
from selfcare.core.question import Choice, Field, Log, Scale, Text, Value

ANSWERS = Choice({"0": "Not at all", "1": "Several days", "2": "Often", "3": "Nearly every day"})
TWO = Log(
    "two",
    "Two questions",
    {
        "first": Field("first", "One?", ANSWERS),
        "second": Field("second", "Two?", ANSWERS, was="old"),
        "own": Field("own", "Of a plan's own?", Scale()),
        "word": Field("word", "A word?", Text()),
    },
    score="sum",
    scored=("first", "second"),
    share_from=3,
)


@pytest.mark.parametrize(
    ("values", "score"),
    [
        ({"first": "3", "second": "2"}, 5),
        ({"first": "0", "second": "0"}, 0),
        ({"first": "3", "old": "1"}, 4),
        ({"first": "3", "second": "2", "own": 9, "word": "x"}, 5),
        ({"first": "3"}, None),
        ({"first": "3", "second": "often"}, None),
        ({"own": 9}, None),
        ({}, None),
    ],
)
def test_every_item_is_needed_and_no_other_counts(values: dict[str, Value], score: float | None) -> None:
    assert scoring.score(TWO, values) == score


def test_a_log_without_a_score_has_none() -> None:
    assert scoring.score(replace(TWO, score="", scored=()), {"first": "3", "second": "2"}) is None


@given(st.lists(st.integers(0, 10), min_size=2, max_size=2))
def test_a_mean_has_one_decimal_and_lies_in_its_bounds(numbers: list[int]) -> None:
    log = Log("m", "M", {n: Field(n, n, Scale()) for n in "ab"}, score="mean", scored=("a", "b"))
    found = scoring.score(log, dict(zip("ab", numbers, strict=True)))
    assert found == round(sum(numbers) / 2, 1)
    assert scoring.bounds(log) == (0, 10)


def test_a_score_is_told_with_what_it_is_not_and_with_whom_to_share_it() -> None:
    assert scoring.told(TWO, {"first": "1", "second": "1"}) == (
        "Score 2, on a scale from 0 to 6. A number on a scale is no diagnosis."
    )
    assert scoring.told(TWO, {"first": "1", "second": "2"}).endswith("is no diagnosis. Share this with a doctor.")
    assert scoring.told(replace(TWO, share_from=None), {"first": "1", "second": "2"}) == (
        "Score 3, on a scale from 0 to 6."
    )
    assert scoring.told(TWO, {"first": "1"}) == ""
    assert [scoring.briefly(log, {"first": "3", "second": "3"}) for log in (TWO, None)] == ["score 6", ""]
