"""Which pattern of the library is hidden by which caution, and what takes its place: the table of the cautions."""

from __future__ import annotations

import pytest

from selfcare import planfile
from selfcare.core import cautions, offers, own

PATTERNS = planfile.built_in_patterns()
HOLDS = {"box", "small-box", "4-7-8", "4-7-8-gentle"}
HIDDEN = {
    "pregnant": HOLDS,
    "heart": HOLDS | {"sighing"},
    "lung": set(PATTERNS) - {"natural", "pursed-lips", "belly"},
    "seizure": HOLDS | {"sighing"},
    "panic": {"box", "4-7-8"},
    "eye": HOLDS,
}
INSTEAD = {"pregnant": "long-exhale", "heart": "long-exhale", "lung": "belly", "seizure": "long-exhale",
           "panic": "natural", "eye": "long-exhale"}  # fmt: skip


@pytest.mark.parametrize("tag", HIDDEN)
@pytest.mark.parametrize("name", PATTERNS)
def test_a_caution_hides_just_the_patterns_of_its_row(tag: str, name: str) -> None:
    is_hidden = bool(cautions.said_against(PATTERNS[name], {tag: True}))
    assert is_hidden is (name in HIDDEN[tag])
    if is_hidden:
        assert cautions.gentler(PATTERNS[name], {tag: True}, PATTERNS).name == INSTEAD[tag]


@pytest.mark.parametrize("tag", HIDDEN)
def test_practice_leaves_out_just_those(tag: str) -> None:
    found, left_out = offers.groups(PATTERNS, [], {}, [], {tag: True})
    shown = {offer.practice.name for group in found for offer in group.offers}
    assert shown == set(PATTERNS) - HIDDEN[tag]
    assert left_out == len(HIDDEN[tag])


def test_the_cautions_stand_before_all_that_has_holds_and_nothing_else() -> None:
    assert {name for name, each in PATTERNS.items() if cautions.has_holds(each)} == HOLDS
    assert cautions.has_holds(own.pattern(own.read("in 4s, out 4s, rest 1s")))


def test_whatever_was_said_something_is_left_to_breathe() -> None:
    said = dict.fromkeys(HIDDEN, True)
    for pattern in PATTERNS.values():
        other = cautions.gentler(pattern, said, PATTERNS)
        assert not cautions.said_against(other, said)
        assert not cautions.has_holds(other)


def test_words_for_every_caution_are_there() -> None:
    assert set(HIDDEN) == set(cautions.TEXTS) == set(cautions.SAID)
