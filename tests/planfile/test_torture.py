"""The quick part of `python -m tests.planfile.torture`: some hostile plans, each in a child with its limits."""

from __future__ import annotations

import pytest
from tests.planfile import torture

QUICK = ("families", "keys nearly known", "settings that expand", "conditions that nest")
SHAPES = dict(torture.shapes())


@pytest.mark.parametrize("name", QUICK)
def test_a_hostile_plan_ends_in_a_diagnostic_soon_and_in_little_room(name: str) -> None:
    took = torture.cost(SHAPES[name])
    assert took is not None
    assert took.problems
    assert took.seconds < torture.SECONDS
    assert took.mib < torture.MIB
