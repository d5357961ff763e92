"""The walk that a row, an open run, a log or a practice stands for. Screens and the palette start walks made here."""

from __future__ import annotations

from selfcare.core import start
from selfcare.core.breath import Pattern
from selfcare.core.frozen import replace
from selfcare.core.ledger import Entry, Run
from selfcare.core.line import Line
from selfcare.core.plan import Ask, Breathe, Meditate, Plan
from selfcare.core.ports import Env
from selfcare.core.question import Log
from selfcare.core.scope import log_of
from selfcare.core.sitting import Sitting
from selfcare.core.start import Walk, alone, open_again


def breathe(pattern: Pattern, seconds: float | None = None, rounds: int | None = None) -> Walk:
    """This pattern alone, for its own length or another."""
    plan = Plan(id="", title=pattern.title, patterns={pattern.name: pattern})
    return alone(plan, Breathe(pattern.name, seconds=seconds, rounds=rounds), pattern.title)


def meditate(sitting: Sitting, seconds: float | None = None) -> Walk:
    """This sitting alone, for its own length or another."""
    plan = Plan(id="", title=sitting.title, sittings={sitting.name: sitting})
    return alone(plan, Meditate(sitting.name, seconds=seconds), sitting.title)


def ask(log: Log, plan: Plan | None = None, occurrence: str = "") -> Walk:
    """One entry of this log, of a plan or built in."""
    return alone(plan or Plan(id="", title=log.title, logs={log.name: log}), Ask(log.name), log.title, occurrence)


def correct(env: Env, entry: Entry, question: str) -> Walk | None:
    """One question of an entry once more; None when nothing asks it any more."""
    followed = sorted((used.plan for used in env.shelf.in_use()), key=lambda plan: plan.id != entry.plan)
    asked = next(((plan, log) for plan in followed if (log := log_of(entry, plan.logs))), None)
    plan, log = asked or (None, env.shelf.logs().get(entry.log))
    if log is None or question not in log.fields:
        return None
    return replace(ask(log, plan, entry.occurrence), corrects=entry, asking=question)


def of_episode(env: Env, entry: Entry) -> Walk | None:
    """What the row of an open episode starts; None when nothing asks its log any more."""
    plan = _plan(env, entry.plan)
    log = log_of(entry, plan.logs) if plan else None
    return replace(ask(log, plan), episode=entry) if log else None


def of_line(env: Env, line: Line) -> Walk | None:
    """What a row of the agenda starts; None for a row that is ticked or kept."""
    plan = _plan(env, line.plan)
    return start.of_line(plan, line) if plan else None


def of_run(env: Env, run: Run) -> Walk | None:
    """The walk to go on with; None when its plan was dropped, cannot be opened or has lost that part."""
    return open_again(env.shelf, run)


def _plan(env: Env, name: str) -> Plan | None:
    return next((used.plan for used in env.shelf.in_use() if used.plan.id == name), None)
