"""Plans as they are compared: as written now and as in use, both with their settings' defaults."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selfcare.core.plan import Plan
    from selfcare.core.ports import Env


def as_written(name: str) -> Plan:
    """The plan in a file, or of the library as it is now. Raises `StorageError`, `PlanError` and `NotFoundError`."""
    from selfcare import planfile
    from selfcare.cli.shelf import is_path

    if is_path(name):
        return planfile.open_plan(Path(name))
    closure = planfile.closure_of_shipped(name)
    return planfile.load(closure.files, closure.root)


def as_used(env: Env, plan_id: str) -> Plan | None:
    """The version of a plan that is in use, or None."""
    from selfcare import planfile
    from selfcare.core import ledger

    used = ledger.plans_in_use(env.journal.events(ledger.PLAN_KINDS)).get(plan_id)
    return None if used is None else planfile.load(env.journal.closure(used.hash))
