"""Who should leave which breathing out, and what to do instead."""

from __future__ import annotations

import pytest

from selfcare.core import cautions
from selfcare.core.breath import Pattern, Phase, Ramp
from selfcare.core.frozen import replace

SLOW = Pattern("long-exhale", "Longer out-breath", (Phase("in", 4), Phase("out", 6)), unsafe_for=("lung",))
BELLY = Pattern("belly", "Belly", (Phase("in", 3), Phase("out", 4)))
BOX = Pattern("box", "Box", (Phase("in", 4), Phase("hold", 4), Phase("out", 4)), unsafe_for=("heart", "lung", "panic"))
KNOWN = {pattern.name: pattern for pattern in (SLOW, BELLY, BOX)}


def test_a_hold_or_a_rest_counts_as_a_hold_and_so_does_one_that_a_ramp_leads_to() -> None:
    assert cautions.has_holds(BOX)
    assert not cautions.has_holds(SLOW)
    assert cautions.has_holds(replace(SLOW, cycle=(*SLOW.cycle, Phase("rest", 1))))
    assert cautions.has_holds(replace(SLOW, ramp=Ramp((Phase("in", 4), Phase("hold", 2)), 60)))
    assert not cautions.has_holds(replace(SLOW, cycle=(*SLOW.cycle, Phase("hold", 0))))


def test_each_caution_is_said_once() -> None:
    own = (cautions.TEXTS["heart"], cautions.ALWAYS, "Stop if your neck hurts.")
    said = cautions.texts(replace(BOX, cautions=own))
    assert said == [
        cautions.TEXTS["heart"],
        cautions.TEXTS["lung"],
        cautions.TEXTS["panic"],
        "Stop if your neck hurts.",
    ]


def test_only_what_was_said_to_be_true_hides_a_pattern() -> None:
    assert cautions.said_against(BOX, {"heart": True, "lung": False, "eye": True}) == ["heart"]
    assert cautions.said_against(BOX, {}) == []


@pytest.mark.parametrize(
    ("said", "name"), [({}, "long-exhale"), ({"heart": True}, "long-exhale"), ({"lung": True}, "belly")]
)
def test_something_gentler_is_the_first_that_suits(said: dict[str, bool], name: str) -> None:
    assert cautions.gentler(BOX, said, KNOWN).name == name


def test_where_nothing_suits_the_breath_is_left_to_itself() -> None:
    assert cautions.gentler(BOX, {}, {"box": BOX}).cycle == ()
    assert cautions.gentler(BELLY, {"lung": True}, KNOWN).cycle == ()
