"""How long and how slow a breath may become."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcare import planfile
from selfcare.core import breath, limits
from selfcare.core.breath import Pattern, Phase, Ramp
from selfcare.core.frozen import replace
from selfcare.errors import UsageError

BUILT_IN = planfile.built_in_patterns()
MINUTES = {
    "natural": 20, "belly": 10, "long-exhale": 15, "even": 20, "resonance": 20, "sighing": 5, "box": 5, "small-box": 5,
    "pursed-lips": 5,
}  # fmt: skip


def phases(words: str) -> tuple[Phase, ...]:
    """`in 4 hold 2 out 6`."""
    kinds, seconds = words.split()[::2], words.split()[1::2]
    return tuple(Phase(kind, float(each)) for kind, each in zip(kinds, seconds, strict=True))  # type: ignore[arg-type]


def pattern(words: str) -> Pattern:
    return Pattern("mine", "Mine", phases(words))


def test_every_pattern_of_the_library_has_the_longest_dose_of_the_tables() -> None:
    counted = {"4-7-8", "4-7-8-gentle"}
    assert {name: limits.longest(BUILT_IN[name]) / 60 for name in BUILT_IN if name not in counted} == MINUTES
    assert {name: limits.most_rounds(BUILT_IN[name]) for name in counted} == dict.fromkeys(counted, 8)
    assert limits.longest(BUILT_IN["4-7-8"]) == 152


def test_any_other_pattern_is_limited_by_its_shape() -> None:
    assert limits.longest(pattern("in 4 out 6")) == 1200
    assert limits.longest(pattern("in 4 hold 1 out 6")) == 300
    assert limits.longest(pattern("in 4 out 6 rest 1")) == 300
    assert limits.most_rounds(pattern("in 2 hold 3.5 out 4")) == 8
    ramp = replace(pattern("in 4 out 6"), ramp=Ramp(phases("in 4 hold 2"), 60))
    assert limits.longest(ramp) == 300


def test_no_usual_dose_of_the_library_is_over_its_longest() -> None:
    for each in BUILT_IN.values():
        assert (each.seconds or breath.total_seconds(each)) <= limits.longest(each), each.name


@pytest.mark.parametrize("name", BUILT_IN)
def test_lengths_to_choose_from_grow_and_end_at_the_longest(name: str) -> None:
    lengths = limits.lengths(BUILT_IN[name])
    assert list(lengths) == sorted(set(lengths))
    assert lengths[-1] == limits.longest(BUILT_IN[name])


def test_lengths_go_by_half_minutes_then_minutes_then_five() -> None:
    minutes = [each / 60 for each in limits.lengths(BUILT_IN["even"])]
    assert minutes == [0.5, 1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20]
    assert limits.sitting_lengths()[0] == 60
    assert limits.sitting_lengths()[-1] == 3600


@pytest.mark.parametrize(
    ("words", "fastest", "slowest"),
    [
        ("in 4 out 6", 0.8, 1.3),
        ("in 4 hold 7 out 8", 0.8, 1.0),
        ("in 4 hold 4 out 4 rest 4", 0.8, 1.0),
        ("in 3 hold 3 out 3 rest 3", 0.8, 1.3),
        ("in 2.4 hold 6 out 4.8", 0.8, 7 / 6),
        ("in 4 hold 9 out 6", 0.8, 1.0),
        ("in 1.5 out 1.7", 3 / 3.2, 1.3),
        ("in 8 out 10", 0.8, 20 / 18),
        ("in 10 out 12", 0.8, 1.0),
        ("in 1 out 1.5", 1.0, 1.3),
        ("in 5 out 5 in 5 out 5", 0.8, 1.3),
        ("in 3 hold 2 hold 2 out 6", 0.8, 1.3),
        ("hold 3 in 4 out 5 rest 1", 0.8, 1.0),
    ],
)
def test_the_pace_ends_where_a_hold_or_a_breath_would_grow_too_long(words: str, fastest: float, slowest: float) -> None:
    assert limits.pace_bounds(pattern(words)) == pytest.approx((fastest, slowest))


def test_bounds_count_from_what_was_written_however_often_the_pace_changes() -> None:
    slower = breath.paced(breath.paced(pattern("in 4 out 6"), 1.1), 1.1)
    assert limits.pace_bounds(slower) == pytest.approx((0.8 / 1.21, 1.3 / 1.21))
    assert limits.may_go(slower, 1.05)
    assert not limits.may_go(slower, 1.1)
    assert limits.pace_bounds(breath.paced(pattern("in 8 out 10"), 1.1))[1] == pytest.approx(20 / 18 / 1.1)
    assert limits.pace_bounds(breath.paced(pattern("in 4 hold 6 out 6"), 0.9))[1] == pytest.approx(7 / 6 / 0.9)


def test_a_ramp_is_bounded_at_both_its_ends() -> None:
    ramp = replace(pattern("in 3 hold 2 out 4"), ramp=Ramp(phases("in 4 hold 7 out 8"), 60))
    assert limits.pace_bounds(ramp) == pytest.approx((0.8, 1.0))


@given(st.lists(st.tuples(st.sampled_from(["in", "hold", "out", "rest"]), st.floats(0.5, 9)), min_size=1, max_size=8))
def test_within_bounds_no_hold_outgrows_what_is_safe_or_was_written(found: list[tuple[str, float]]) -> None:
    of = pattern(" ".join(f"{kind} {seconds}" for kind, seconds in found))
    for factor in limits.pace_bounds(of):
        for before, after in zip(limits._stills(of.cycle), limits._stills(breath.paced(of, factor).cycle), strict=True):
            assert after.seconds <= max(before.most, before.seconds) + 1e-6


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("hold 4", "a breath goes in and out"),
        ("rest 4", "a breath goes in and out"),
        ("in 4 hold 11 out 4", "no breath is held for more than 10 s; write at most hold 7s"),
        ("in 4 hold 7.5 out 4", "7.5 s is a long time to hold; write at most hold 7s"),
        ("in 4 hold 4 hold 4 out 4", "8 s is a long time to hold; write at most hold 7s"),
        ("in 4 out 4 rest 5", "5 s is a long time to hold; write at most rest 4s"),
        ("in 4 out 4 hold 5", "write at most rest 4s"),
        ("rest 3 in 4 out 4 rest 3", "6 s is a long time to hold; write at most rest 4s"),
        ("in 1 out 1.9", "more than 20 breaths a minute"),
        ("in 10 out 10.5", "fewer than 3 breaths a minute"),
        ("in 1 out 1 in 1 out 1", "together at least 6s"),
        (" ".join(["in 1 out 1"] * 7), "at most 12 phases, and this has 14"),
    ],
)
def test_what_would_do_harm_is_refused_with_what_to_write(words: str, told: str) -> None:
    with pytest.raises(UsageError, match=told.replace("(", r"\(")):
        limits.refuse_harm(phases(words))


@pytest.mark.parametrize("words", ["in 4 hold 7 out 4 rest 4", "in 1.5 out 1.5", "in 10 out 10", "in 3 in 1 out 7"])
def test_what_is_just_within_is_let_be(words: str) -> None:
    limits.refuse_harm(phases(words))


def test_every_pattern_of_the_library_could_be_written_by_hand() -> None:
    for each in BUILT_IN.values():
        if each.cycle:
            limits.refuse_harm(each.cycle)
