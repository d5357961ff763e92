"""Which logs there are to write in and to look back on, and how each is asked. For History and the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selfcare.core.plan import Plan
    from selfcare.core.ports import Env
    from selfcare.core.question import Log


def asked(env: Env) -> dict[str, tuple[Plan | None, Log]]:
    """Every log that can be written to, by name; with the plan that asks it."""
    found: dict[str, tuple[Plan | None, Log]] = dict(_followed(env))
    for name, log in env.shelf.logs().items():
        found.setdefault(name, (None, log))
    return found


def paths(log: Log) -> tuple[str, ...]:
    """The paths that its entries are recorded under, also those under an earlier name."""
    return tuple(f"log.{name}" for name in log.names)


def _followed(env: Env) -> dict[str, tuple[Plan, Log]]:
    found: dict[str, tuple[Plan, Log]] = {}
    for used in env.shelf.in_use():
        for name, log in used.plan.logs.items():
            found.setdefault(name, (used.plan, log))
    return found


class Answered:
    """The logs with an entry, the latest answered first. What is called otherwise today (`was`) has its present name.

    How a log is asked is found when somebody wants to know: the built-in ones have to be compiled.
    """

    def __init__(self, env: Env) -> None:
        self._env = env
        self._followed = _followed(env)
        renamed = {log.was: name for name, (_, log) in self._followed.items() if log.was}
        written = env.journal.logs()
        self.names = tuple(
            dict.fromkeys(name if name in self._followed else renamed.get(name, name) for name in written)
        )
        self._found: dict[str, tuple[Plan | None, Log | None]] = {}

    def log(self, name: str) -> Log | None:
        """How it is asked; None for one that nobody knows."""
        return self.of(name)[1]

    def of(self, name: str) -> tuple[Plan | None, Log | None]:
        """The plan that asks it, if one does, and how it is asked now, else how it was when it was last answered."""
        if name not in self._found:
            self._found[name] = self._followed.get(name) or (None, self._unfollowed(name))
        return self._found[name]

    def _unfollowed(self, name: str) -> Log | None:
        if name not in self.names:
            return None
        return self._env.shelf.logs().get(name) or self._last_asked(name)

    def _last_asked(self, name: str) -> Log | None:
        from selfcare.core.ledger import ENTRY_KINDS

        for event in self._env.journal.events(ENTRY_KINDS, path=f"log.{name}", newest=1):
            plan = self._env.shelf.version(event.hash) if event.hash else None
            return plan.logs.get(name) if plan else None
        return None
