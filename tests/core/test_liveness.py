"""Which events stand, told as stories; and that the order in which they arrive changes nothing."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.core.liveness import Link, ended


def standing(*links: Link) -> str:
    over = ended(links)
    return "".join(sorted(link.id for link in links if link.id not in over))


ENTRY = Link("a", "entry.recorded", "")


def test_an_event_stands_until_something_supersedes_it() -> None:
    assert standing(ENTRY) == "a"
    assert standing(ENTRY, Link("b", "entry.corrected", "a")) == "b"
    assert standing(ENTRY, Link("b", "removed", "a")) == "b"


def test_an_undo_of_an_undo_gives_the_event_back() -> None:
    assert standing(ENTRY, Link("b", "undone", "a")) == "b"
    assert standing(ENTRY, Link("b", "undone", "a"), Link("c", "undone", "b")) == "ac"
    assert standing(ENTRY, Link("b", "undone", "a"), Link("c", "undone", "b"), Link("d", "undone", "c")) == "bd"


def test_an_undone_correction_brings_back_what_it_corrected() -> None:
    assert standing(ENTRY, Link("b", "entry.corrected", "a"), Link("c", "undone", "b")) == "ac"


def test_a_correction_of_a_correction_does_not_bring_back_the_first_answer() -> None:
    assert standing(ENTRY, Link("b", "entry.corrected", "a"), Link("c", "entry.corrected", "b")) == "c"


def test_a_removed_correction_does_not_bring_back_what_it_corrected() -> None:
    assert standing(ENTRY, Link("b", "entry.corrected", "a"), Link("c", "removed", "b")) == "c"
    assert (
        standing(ENTRY, Link("b", "entry.corrected", "a"), Link("c", "removed", "b"), Link("d", "undone", "c")) == "bd"
    )


def test_of_two_corrections_the_greater_id_wins_and_the_other_when_that_is_undone() -> None:
    two = ENTRY, Link("b", "entry.corrected", "a"), Link("c", "entry.corrected", "a")
    assert standing(*two) == "c"
    assert standing(*two, Link("d", "undone", "c")) == "bd"
    assert standing(*two, Link("d", "undone", "c"), Link("e", "undone", "b")) == "ade"


def test_what_supersedes_an_unknown_event_waits_for_it() -> None:
    assert standing(Link("b", "removed", "a")) == "b"


def test_links_in_a_circle_count_for_nothing() -> None:
    assert standing(Link("a", "undone", "a")) == "a"
    assert standing(Link("a", "undone", "b"), Link("b", "undone", "a"), Link("c", "removed", "b")) == "ac"


@st.composite
def histories(draw: st.DrawFn) -> list[Link]:
    """Events that supersede any other, sometimes in circles."""
    ids = draw(st.lists(st.sampled_from("abcdefghijkl"), unique=True, min_size=1))
    kinds = st.sampled_from(["entry.recorded", "entry.corrected", "removed", "undone"])
    return [Link(name, draw(kinds), draw(st.sampled_from(["", *ids]))) for name in ids]


@settings(max_examples=200)
@given(histories(), st.integers(0, 2**32))
def test_the_order_of_arrival_changes_nothing(links: list[Link], seed: int) -> None:
    shuffled = links.copy()
    Random(seed).shuffle(shuffled)
    assert ended(shuffled) == ended(links)
