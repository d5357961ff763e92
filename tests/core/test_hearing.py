"""What is heard of a script, and until when a tone makes sense."""

from __future__ import annotations

import pytest

from selfcare.core.breath import Pattern, Phase
from selfcare.core.hearing import Tones, asked_for, fell_due, hearing_of
from selfcare.core.script import Hearing, Tone, breathing, sitting_still
from selfcare.core.sitting import NOT_BEGUN, Sitting
from tests.tui.fakes import FakeSound

BREATH = breathing(Pattern("p", "P", (Phase("in", 4), Phase("out", 6)), seconds=30))
SAT = sitting_still(Sitting("s", "S", 60))


@pytest.mark.parametrize(
    ("word", "quiet", "closed", "heard"),
    [
        ("off", False, False, "off"),
        ("bells", False, False, "bells"),
        ("on", False, False, "on"),
        ("loud", False, False, "bells"),
        ("off", False, True, "guided"),
        ("on", True, False, "off"),
        ("on", True, True, "off"),
    ],
)
def test_eyes_closed_are_guided_whatever_is_preferred_unless_it_is_to_be_quiet(
    word: str, quiet: bool, closed: bool, heard: Hearing
) -> None:
    assert hearing_of(word, quiet=quiet, eyes_closed=closed) == heard


def test_a_breath_that_comes_too_late_is_left_out_and_a_bell_or_the_end_never() -> None:
    assert fell_due(BREATH, NOT_BEGUN, 0.4) == [Tone("in", 4)]
    assert fell_due(BREATH, NOT_BEGUN, 0.9) == []
    assert fell_due(SAT, NOT_BEGUN, 2.0) == [Tone("bell")]
    assert fell_due(BREATH, 29.5, 32.0) == [Tone("end")]


def test_a_rehearsal_has_shorter_tones() -> None:
    assert fell_due(BREATH, NOT_BEGUN, 0.0, 2.0) == [Tone("in", 2)]
    assert asked_for(BREATH, "on", 2.0) == {Tone("in", 2), Tone("out", 3)}


def test_what_is_not_heard_is_neither_prepared_nor_played() -> None:
    sound = FakeSound()
    tones = Tones(sound, "bells")
    tones.prepare(BREATH)
    tones.play(Tone("in", 4), Tone("bell"), Tone("ask"))
    assert (sound.prepared, sound.tones) == (set(), [Tone("bell")])
    tones.prepare(SAT)
    assert sound.prepared == {Tone("bell")}


def test_guiding_prepares_the_call_too() -> None:
    assert {Tone("ask"), Tone("begin"), Tone("count"), Tone("end")} < asked_for(BREATH, "guided")
