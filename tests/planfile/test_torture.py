"""The quick part of `python -m tests.planfile.torture`: some hostile plans, each in a child with its limits."""

from __future__ import annotations

import sys

import pytest
from tests.planfile import torture

QUICK = ("families", "keys nearly known", "settings that expand", "conditions that nest")
SHAPES = dict(torture.shapes())


@pytest.mark.parametrize("name", QUICK)
def test_a_hostile_plan_ends_in_a_diagnostic_soon_and_in_little_room(name: str) -> None:
    """The quicker of a few runs: what else the machine does can only add, and a tracer that counts lines doubles it."""
    seconds = torture.SECONDS * (2 if sys.gettrace() else 1)
    runs = [torture.cost(SHAPES[name])]
    while len(runs) < 3 and (runs[-1] is None or runs[-1].seconds >= seconds):
        runs.append(torture.cost(SHAPES[name]))
    took = min((run for run in runs if run is not None), key=lambda run: run.seconds)
    assert took.problems
    assert took.seconds < seconds
    assert took.mib < torture.MIB
