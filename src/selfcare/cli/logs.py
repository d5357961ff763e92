"""Finding a log by name: in the plans in use, in the order they were taken up, then among the built-in ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.core import known

if TYPE_CHECKING:
    from selfcare.core.ledger import Entry
    from selfcare.core.plan import Plan
    from selfcare.core.ports import Env
    from selfcare.core.question import Log


known_logs = known.asked


def find_log(env: Env, name: str) -> tuple[Plan | None, Log]:
    """The log called `name`. Raises `NotFoundError` with the nearest one."""
    wanted = name.removeprefix("log.")
    for used in env.shelf.in_use():  # the built-in ones are compiled only if need be
        if wanted in used.plan.logs:
            return used.plan, used.plan.logs[wanted]
    from selfcare.cli.practice import chosen

    logs = known_logs(env)
    return logs[chosen(wanted, logs, "log")]


def log_of(env: Env, entry: Entry) -> tuple[Plan | None, Log]:
    """The log that `entry` fills in, as it was asked then, else as it is asked now. Raises `NotFoundError`."""
    from selfcare.core import scope

    kept = env.shelf.version(entry.hash) if entry.hash else None
    if kept and (log := scope.log_of(entry, kept.logs)):
        return kept, log
    return find_log(env, entry.log)
