"""The tones themselves are listened to: when they begin, where their pitch goes, how long they are, how they end."""

from __future__ import annotations

from array import array
from functools import cache
from itertools import combinations, pairwise
from typing import get_args

import pytest

from selfcare.core.script import Tone, ToneKind
from selfcare.sound import synthesis
from selfcare.sound.synthesis import LOUDNESS, PEAK, PIECE, RATE
from tests.sound.ear import level, onset, pitch, steepest, strength

KINDS: tuple[ToneKind, ...] = get_args(ToneKind)
PHASES: tuple[ToneKind, ...] = ("in", "hold", "out", "rest")


@cache
def tone(kind: ToneKind, seconds: float = 0.0, volume: str = "full") -> array[int]:
    return synthesis.samples(Tone(kind, seconds or (4.0 if kind in PHASES else 0.0)), volume)


def course(samples: array[int], seconds: float) -> list[float]:
    """The pitch in six places, away from the fading ends."""
    return [pitch(samples, seconds * share) for share in (0.05, 0.2, 0.35, 0.5, 0.65, 0.8)]


@pytest.mark.parametrize("seconds", [1.5, 4.0, 8.0])
def test_in_rises_all_the_way_and_out_falls(seconds: float) -> None:
    rising, falling = course(tone("in", seconds), seconds), course(tone("out", seconds), seconds)
    assert all(before < after for before, after in pairwise(rising))
    assert all(before > after for before, after in pairwise(falling))
    assert rising[-1] / rising[0] > 1.3
    assert falling[0] / falling[-1] > 1.3


def test_a_phase_goes_on_where_the_one_before_it_ended() -> None:
    assert pitch(tone("in"), 3.6, 0.3) == pytest.approx(pitch(tone("hold"), 0.1), rel=0.02)
    assert pitch(tone("hold"), 3.6, 0.3) == pytest.approx(pitch(tone("out"), 0.1), rel=0.02)
    assert pitch(tone("out"), 3.6, 0.3) == pytest.approx(pitch(tone("rest"), 0.1), rel=0.02)
    assert pitch(tone("rest"), 3.6, 0.3) == pytest.approx(pitch(tone("in"), 0.05, 0.15), rel=0.02)


@pytest.mark.parametrize("kind", ["hold", "rest"])
def test_a_hold_and_a_rest_stay_where_they_are(kind: ToneKind) -> None:
    heard = course(tone(kind, 7.0), 7.0)
    assert max(heard) / min(heard) < 1.01


def test_a_rest_is_lower_and_softer_than_a_hold() -> None:
    assert pitch(tone("hold"), 2.0) / pitch(tone("rest"), 2.0) > 1.3
    assert level(tone("hold"), 1.0, 2.0) / level(tone("rest"), 1.0, 2.0) > 1.5


def test_in_swells_and_out_fades_with_the_breath() -> None:
    assert level(tone("in"), 3.2, 0.3) > 1.5 * level(tone("in"), 0.2, 0.3)
    assert level(tone("out"), 0.2, 0.3) > 1.5 * level(tone("out"), 3.2, 0.3)


@pytest.mark.parametrize("kind", KINDS)
def test_a_tone_begins_when_it_is_asked_for(kind: ToneKind) -> None:
    assert onset(tone(kind)) < 0.03


@pytest.mark.parametrize("kind", PHASES)
@pytest.mark.parametrize("seconds", [0.4, 1.0, 2.75, 4.0, 8.0])
def test_a_phases_tone_lasts_as_long_as_the_phase(kind: ToneKind, seconds: float) -> None:
    heard = tone(kind, seconds)
    assert len(heard) / RATE == pytest.approx(seconds, abs=0.001)
    threshold = 0.05 * max(map(abs, heard))
    audible = max(at for at, each in enumerate(heard) if abs(each) > threshold)
    assert audible / RATE == pytest.approx(seconds, abs=min(0.15, seconds / 4))


@pytest.mark.parametrize(
    ("kind", "seconds"), [("bell", 8.0), ("begin", 1.6), ("count", 0.15), ("end", 3.6), ("ask", 1.2)]
)
def test_the_others_have_a_length_of_their_own(kind: ToneKind, seconds: float) -> None:
    assert len(tone(kind)) / RATE == pytest.approx(seconds, abs=0.001)
    assert synthesis.seconds(Tone(kind, 99.0)) == pytest.approx(seconds)


@pytest.mark.parametrize("seconds", [0.1, 0.4, 4.0])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_clicks(kind: ToneKind, seconds: float) -> None:
    heard = tone(kind, seconds if kind in PHASES else 0.0)
    assert abs(heard[0]) <= 1
    assert max(map(abs, heard[-20:])) <= 1
    assert max(map(abs, heard[:10])) < 0.02 * PEAK
    assert steepest(heard) < 0.2 * PEAK


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_off_at_the_top(kind: ToneKind) -> None:
    heard = tone(kind)
    highest = max(map(abs, heard))
    assert 0.1 * PEAK < highest <= PEAK < 32_767
    assert sum(abs(each) == highest for each in heard) < 20


def test_a_bell_dies_away_without_swelling_again() -> None:
    bell = tone("bell")
    levels = [level(bell, at / 4, 0.25) for at in range(32)]
    assert all(before > after for before, after in pairwise(levels))
    assert level(bell, 4.0, 0.25) < 0.35 * level(bell, 1.0, 0.25)
    assert level(bell, 4.0, 0.25) > 0.02 * level(bell, 0.0, 0.25)


def test_a_bell_is_made_of_partials_that_are_no_multiples() -> None:
    bell = tone("bell")
    for partial in (1.0, 2.76, 5.4):
        assert strength(bell, 220.0 * partial, 0.0, 0.5) > 5 * strength(bell, 220.0 * (partial + 0.5), 0.0, 0.5)
    assert strength(bell, 220.0 * 5.4, 3.0, 0.5) < 0.1 * strength(bell, 220.0, 3.0, 0.5)


def test_a_question_rises_and_the_end_falls() -> None:
    ask, end = tone("ask"), tone("end")
    assert pitch(ask, 0.6) / pitch(ask, 0.05) > 1.2
    assert pitch(end, 0.1) / pitch(end, 2.5) > 1.4
    assert level(end, 0.65, 0.1) > level(end, 0.45, 0.1)


def test_a_count_is_short_and_dry() -> None:
    assert level(tone("count"), 0.1, 0.04) < 0.1 * level(tone("count"), 0.0, 0.04)


def picture(kind: ToneKind) -> list[float]:
    """How loud each of some pitches is at first and later on, against all there is at first."""
    heard = tone(kind, 2.0 if kind in PHASES else 0.0)
    heard = array("h", [*heard, *bytes(2 * RATE)])[: 2 * RATE]
    pitches = (220.0, 277.0, 330.0, 392.0, 440.0, 523.25, 607.2, 660.0)
    return [strength(heard, hertz, at, 0.14) for at in (0.0, 0.9, 1.7) for hertz in pitches]


def test_every_kind_can_be_told_from_every_other() -> None:
    pictures = {kind: picture(kind) for kind in KINDS}
    for one, other in combinations(KINDS, 2):
        mine, its = pictures[one], pictures[other]
        apart = sum((a - b) ** 2 for a, b in zip(mine, its, strict=True)) ** 0.5
        assert apart > 0.3 * max(max(mine), max(its)), (one, other)


def test_volumes_are_clearly_apart() -> None:
    for kind in ("in", "bell"):
        levels = [level(tone(kind, volume=volume), 0.0, 1.0) for volume in ("soft", "middle", "full")]
        assert all(1.8 < after / before < 2.6 for before, after in pairwise(levels))
    assert level(tone("bell", volume="loud"), 0.0, 1.0) == level(tone("bell", volume="middle"), 0.0, 1.0)
    assert list(LOUDNESS) == ["soft", "middle", "full"]


def test_a_tone_comes_in_small_pieces() -> None:
    sizes = [len(piece) for piece in synthesis.pieces(Tone("in", 3.0), "full")]
    assert set(sizes[:-1]) == {PIECE}
    assert sum(sizes) == 3 * RATE


def test_a_phase_of_no_length_or_of_an_hour_is_no_trouble() -> None:
    assert not synthesis.samples(Tone("in", 0.0), "full")
    assert synthesis.count(Tone("in", -1.0)) == 0
    assert synthesis.count(Tone("in", 3_600.0)) == 60 * RATE
