"""The one engine: what falls due, what is heard and what is shown, whatever the ticks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.core.breath import Pattern, Phase, is_paced
from selfcare.core.plan import Breathe, Meditate, Plan, Rest
from selfcare.core.script import (
    HEARD,
    Script,
    Sounded,
    Tone,
    breath_at,
    breathing,
    due_between,
    next_after,
    of_action,
    repaced,
    resting,
    shown_at,
    sitting_still,
)
from selfcare.core.sitting import NOT_BEGUN, STROKE_GAP, Bell, Cue, Sitting
from tests.core.test_breath import patterns

SIGH = Pattern("sighing", "Sighing", (Phase("in", 3), Phase("in", 1, "top up"), Phase("out", 7)), seconds=33)
NATURAL = Pattern("natural", "Natural breath", (), seconds=180)
SCAN = Sitting("scan", "Scan", 600, (Cue(0, "Lie or sit."), Cue(35, "Feet."), Cue(600, "Stretch.")))
HOUR = Sitting("hour", "An hour", 3600, (), (Bell("start"), Bell("every", 300), Bell("half"), Bell("end")))


def heard(script: Script, kind: str) -> list[float]:
    return [sounded.at for sounded in script.sounds if sounded.tone.kind == kind]


def test_breathing_signs_each_phase_in_its_words_and_sounds_it_for_its_seconds() -> None:
    script = breathing(SIGH)
    assert [(sign.at, sign.words) for sign in script.signs[:4]] == [
        (0, "Breathe in"),
        (3, "top up"),
        (4, "Breathe out"),
        (11, "Breathe in"),
    ]
    assert script.sounds[:3] == (Sounded(0, Tone("in", 3)), Sounded(3, Tone("in", 1)), Sounded(4, Tone("out", 7)))


def test_the_end_is_counted_down_and_told() -> None:
    script = breathing(SIGH)
    assert heard(script, "count") == [30, 31, 32]
    assert heard(script, "end") == [script.total] == [33]


def test_a_short_practice_is_not_counted_down() -> None:
    assert heard(breathing(SIGH, rounds=1), "count") == []


@pytest.mark.parametrize("script", [breathing(NATURAL), resting(Rest(60))])
def test_what_has_no_signs_is_heard_to_begin_and_to_end(script: Script) -> None:
    assert (heard(script, "begin"), heard(script, "end")) == ([0], [script.total])
    assert not script.is_measured


def test_a_closing_bell_is_struck_twice_and_is_the_end() -> None:
    script = sitting_still(SCAN)
    assert heard(script, "bell") == [0, 600, 600 + STROKE_GAP]
    assert (heard(script, "begin"), heard(script, "end")) == ([], [])


def test_a_sitting_without_bells_is_still_heard_to_begin_and_to_end() -> None:
    script = sitting_still(SCAN, bells=())
    assert (heard(script, "begin"), heard(script, "end")) == ([0], [600])


def test_cues_move_with_the_length() -> None:
    assert [(sign.at, sign.words) for sign in sitting_still(SCAN, seconds=300).signs if sign.words] == [
        (0, "Lie or sit."),
        (17.5, "Feet."),
        (300, "Stretch."),
    ]


def test_each_way_of_hearing_holds_the_ones_before_it() -> None:
    assert HEARD["off"] < HEARD["bells"] < HEARD["on"] < HEARD["guided"]


def test_what_is_shown_is_the_cue_the_bell_and_the_time_left() -> None:
    scan = sitting_still(SCAN)
    assert (shown_at(scan, 36).words, shown_at(scan, 36).remaining, shown_at(scan, 36).since_bell) == ("Feet.", 564, 36)
    assert shown_at(scan, 300).words == ""
    assert shown_at(sitting_still(SCAN, bells=()), 5).since_bell is None
    rest = shown_at(resting(Rest(60, "Lie down.")), 61)
    assert (rest.words, rest.remaining, rest.finished, rest.frame) == ("Lie down.", 0, True, None)


def test_a_step_of_a_plan_lasts_as_its_author_says() -> None:
    plan = Plan(id="", title="", patterns={"sighing": SIGH}, sittings={"scan": SCAN})
    assert of_action(plan, Breathe("sighing", rounds=2)).total == 22
    assert of_action(plan, Breathe("sighing", seconds=60, rounds=2), instead=NATURAL).total == 60
    assert of_action(plan, Breathe("sighing", rounds=4), instead=NATURAL).total == 44
    assert of_action(plan, Breathe("sighing"), instead=NATURAL).total == of_action(plan, Breathe("sighing")).total
    assert of_action(plan, Meditate("scan", seconds=120, bells=())).total == 120
    assert of_action(plan, Rest(90)).total == 90


def test_only_breathing_has_a_breath() -> None:
    with pytest.raises(ValueError, match="no breathing"):
        breath_at(resting(Rest(60)), 0)
    assert repaced(resting(Rest(60)), 2, 10)[1] == 10


hostile = st.lists(st.floats(-30, 400) | st.sampled_from([0.0, 1e-9, 299.999999, 300.0]), min_size=1, max_size=60)


@settings(max_examples=150)
@given(hostile)
def test_an_hour_rings_every_bell_once_and_ends_on_time_whatever_the_ticks(steps: list[float]) -> None:
    """The clock stands, jumps, is asked twice and seems to go back; nothing is lost, nothing comes twice."""
    script, now, last, rung = sitting_still(HOUR), 0.0, NOT_BEGUN, 0
    for step in [*steps, 0.0, 4000.0]:
        now = max(0.0, now + step)
        rung += sum(each.tone.kind == "bell" for each in due_between(script.sounds, last, now))
        last = max(last, now)
        assert shown_at(script, now).finished == (now >= 3600)
    assert rung == len(heard(script, "bell")) == 1 + 11 + 2


@settings(max_examples=150)
@given(patterns(), hostile)
def test_every_phase_falls_due_once_and_never_early(pattern: Pattern, steps: list[float]) -> None:
    script, now, last, came = breathing(pattern), 0.0, NOT_BEGUN, []
    for step in [*steps, 5000.0]:
        now = max(0.0, now + step)
        for sign in due_between(script.signs, last, now):
            assert sign.at <= now
            came.append(sign)
        last = max(last, now)
    assert tuple(came) == script.signs


@settings(max_examples=100)
@given(patterns())
def test_what_comes_next_is_never_passed_over(pattern: Pattern) -> None:
    script, at, met = breathing(pattern), NOT_BEGUN, []
    while (after := next_after(script, at)) < float("inf"):
        assert after > at
        at = after
        met.append(at)
    expected = {sign.at for sign in script.signs} | {sounded.at for sounded in script.sounds} | {script.total}
    assert set(met) == expected
    assert all(earlier < later for earlier, later in pairwise(met))


@settings(max_examples=100)
@given(patterns(), st.floats(0, 1, exclude_max=True), st.floats(0.5, 2))
def test_a_change_of_pace_keeps_the_place_and_the_time_that_is_left(
    pattern: Pattern, share: float, factor: float
) -> None:
    script = breathing(pattern)
    elapsed = script.total * share
    before = breath_at(script, elapsed)
    changed, place = repaced(script, factor, elapsed)
    after = breath_at(changed, place)
    if not is_paced(pattern):
        assert changed.total - place == pytest.approx(before.remaining, abs=1e-4)
    elif not after.finished and 0.001 < before.progress < 0.999:
        assert after.number == before.number
        assert after.progress == pytest.approx(before.progress, abs=1e-3)
