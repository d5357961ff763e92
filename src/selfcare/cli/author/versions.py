"""Plans as they are compared: as written now and as in use, both with their settings' defaults."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selfcare.core.plan import Plan
    from selfcare.core.ports import Env


def as_written(name: str, *, to_follow: bool = False) -> Plan:
    """The plan in a file, or of the library as it is now. `to_follow`: only if the checker finds no error in it.

    Raises `StorageError`, `PlanError` and `NotFoundError`.
    """
    from selfcare import planfile
    from selfcare.cli.shelf import is_path

    if not is_path(name):
        closure = planfile.closure_of_shipped(name)
    elif to_follow:
        closure = planfile.closure_to_follow(Path(name))
    else:
        return planfile.open_plan(Path(name))
    return planfile.load(closure.files, closure.root)


def as_used(env: Env, plan_id: str) -> Plan | None:
    """The version of a plan that is in use, or None."""
    from selfcare import planfile
    from selfcare.core import ledger

    used = ledger.plans_in_use(env.journal.events(ledger.PLAN_KINDS)).get(plan_id)
    return None if used is None else planfile.load(env.journal.closure(used.hash))
