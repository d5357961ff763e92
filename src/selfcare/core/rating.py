"""The same number before and after a practice, where somebody wants to see for themselves. Nothing is made of it.

A routine of a plan has its `rate`; here a practice that is started by itself gets one, from the built-in logs.
"""

from __future__ import annotations

from collections.abc import Mapping

from selfcare.core.frozen import replace
from selfcare.core.plan import Ask, Routine
from selfcare.core.question import Field, Log, Scale, show
from selfcare.core.start import Walk
from selfcare.core.stops import AFTER, BEFORE
from selfcare.core.walk import State
from selfcare.errors import NotFoundError, UsageError


def offered(logs: Mapping[str, Log]) -> dict[str, str]:
    """What may be rated, `stress.level`, by the word for it: scales that ask about right now."""
    found: dict[str, str] = {}
    for log in logs.values():
        for field in log.fields.values():
            if _is_of_now(field):
                found.setdefault(log.name, f"{log.name}.{field.name}")
    return found


def named(word: str, logs: Mapping[str, Log]) -> str:
    """`stress.level` from `stress`, `stress.level` or `log.stress.level`. Raises `NotFoundError`, `UsageError`."""
    name, _, field = word.removeprefix("log.").partition(".")
    known = offered(logs)
    if name not in logs:
        raise NotFoundError(f"there is no log '{name}' to rate by; there are: {', '.join(known)}")
    asked = logs[name].fields.get(field) if field else None
    if field and asked is None:
        raise NotFoundError(f"'{name}' does not ask for '{field}'; it has: {', '.join(logs[name].fields)}")
    if asked is None and name in known:
        return known[name]
    if asked is None or not _is_of_now(asked):
        raise UsageError(
            f"'{word}' is not a number for right now, which a rating before and after needs; "
            f"there are: {', '.join(known)}"
        )
    return f"{name}.{field}"


def rated(walk: Walk, rate: str, logs: Mapping[str, Log]) -> Walk:
    """The walk of a practice with this rating (`stress.level`) around it; an empty one changes nothing."""
    log = logs.get(rate.partition(".")[0])
    if log is None or not isinstance(walk.course, Routine):
        return walk
    plan = replace(walk.plan, logs={**walk.plan.logs, log.name: log})
    return replace(walk, plan=plan, course=replace(walk.course, rate=f"log.{rate}"))


def told(state: State) -> list[str]:
    """`Stress 6 before, 4 after`, for each rating of a walk that was answered. No word about what it means."""
    said: dict[str, list[str]] = {}
    for stop in state.stops:
        path, _, when = stop.path.rpartition(".")
        if not stop.field or not isinstance(stop.action, Ask) or when not in (BEFORE, AFTER):
            continue
        log = state.plan.logs[stop.action.log]
        answer = state.given.get(stop.path, {}).get(stop.field)
        if answer is not None:
            which = "before" if when == BEFORE else "after"
            said.setdefault(f"{path} {log.title}", []).append(f"{show(log.fields[stop.field], answer)} {which}")
    return [f"{key.partition(' ')[2]} {', '.join(words)}" for key, words in said.items()]


def entries(state: State) -> set[str]:
    """The ids of the entries that `told` speaks of, as they were first recorded."""
    return {outcome.entry for stop in state.stops if stop.field and (outcome := state.outcomes.get(stop.path))}


def _is_of_now(field: Field) -> bool:
    return isinstance(field.kind, Scale) and field.recall in ("", "now")
