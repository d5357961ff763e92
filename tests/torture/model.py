"""The store against a list, over hundreds of long lives: the same machine as in the ordinary tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.journal.test_model import StoreModel
from tests.torture.row import Row

LIVES, STEPS = 500, 50


def rows(folder: Path, scale: float) -> Iterator[Row]:
    row = Row("lives of a journal, compared with a list", round(LIVES * scale))
    asked = settings(
        max_examples=row.tries, stateful_step_count=STEPS, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    try:
        run_state_machine_as_test(StoreModel, settings=asked)
    except Exception as error:  # what a life fell over, whatever it is
        row.wrong.append(f"{type(error).__name__}: {error}")
    yield row
