"""Which logs there are to write in and to look back on, and how each is asked. For History and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selfcare.core.plan import Plan
    from selfcare.core.ports import Env
    from selfcare.core.question import Log


def asked(env: Env) -> dict[str, tuple[Plan | None, Log]]:
    """Every log that can be written to, by name; with the plan that asks it."""
    found: dict[str, tuple[Plan | None, Log]] = {}
    for used in env.shelf.in_use():
        for name, log in used.plan.logs.items():
            found.setdefault(name, (used.plan, log))
    for name, log in env.shelf.logs().items():
        found.setdefault(name, (None, log))
    return found


def answered(env: Env) -> dict[str, tuple[Plan | None, Log | None]]:
    """Every log with an entry, by name, the latest answered first: as it is asked now, else as it was asked last.

    What is called otherwise today (`was`) stands under its present name.
    """
    now = asked(env)
    renamed = {log.was: name for name, (_, log) in now.items() if log.was}
    found: dict[str, tuple[Plan | None, Log | None]] = {}
    for name in env.journal.logs():
        present = name if name in now else renamed.get(name, name)
        if present not in found:
            found[present] = now[present] if present in now else (None, last_asked(env, name))
    return found


def last_asked(env: Env, name: str) -> Log | None:
    """A log as it was asked when it was last answered; None where that plan was not kept."""
    from selfcare.core.ledger import ENTRY_KINDS

    for event in env.journal.events(ENTRY_KINDS, path=f"log.{name}", newest=1):
        plan = env.shelf.version(event.hash) if event.hash else None
        return plan.logs.get(name) if plan else None
    return None
