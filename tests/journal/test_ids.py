"""Ids: their shape, and that they only grow."""

from __future__ import annotations

import uuid

from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.journal.ids import IdMaker


def test_an_id_is_a_uuid_of_version_7_with_its_time_in_front() -> None:
    made = uuid.UUID(IdMaker().after(1_764_766_800_123, ""))
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert made.int >> 80 == 1_764_766_800_123


@settings(max_examples=50)
@given(st.lists(st.integers(0, 2**44), min_size=2, max_size=20))
def test_ids_only_grow_whatever_the_clock_does(instants: list[int]) -> None:
    maker = IdMaker()
    made = [maker.after(instant, "") for instant in instants]
    assert made == sorted(set(made))
    assert all(uuid.UUID(one).version == 7 for one in made)


def test_ids_of_one_millisecond_end_differently() -> None:
    maker = IdMaker()
    endings = {maker.after(5, "")[-6:] for _ in range(200)}
    assert len(endings) > 190


def test_an_id_is_greater_than_the_greatest_one_known() -> None:
    ahead = IdMaker().after(2**43, "")
    assert IdMaker().after(5, ahead) > ahead


def test_a_carry_keeps_the_version_in_its_place() -> None:
    full = "0000000000ff-7fff-bfff-ffffffffffff".replace("0000000000ff", "00000000-00ff")
    made = IdMaker().after(5, full)
    assert made > full
    assert uuid.UUID(made).version == 7
    assert uuid.UUID(made).variant == uuid.RFC_4122


def test_an_id_of_nobodys_clock_does_not_push_ours_forward() -> None:
    for strange in ("ffffffff-ffff-7fff-bfff-ffffffffffff", "not an id"):
        assert uuid.UUID(IdMaker().after(5, strange)).int >> 80 == 5
