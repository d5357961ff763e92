"""Words that stand before, after and beside steps: warning signs, what an answer raised, how a walk ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from selfcare.core import flags, practices, question, rating
from selfcare.core.ledger import Entry
from selfcare.core.plan import Alert, Plan
from selfcare.core.regions import BANNER, CRISIS
from selfcare.core.stopwatch import Stopwatch
from selfcare.core.walk import State


def warning_signs(plans: Iterable[Plan], region: str) -> Iterator[str]:
    """Whom to call, then the signs of these plans by urgency."""
    yield CRISIS
    yield from flags.to_call(region)
    for heading, texts in flags.signs(plans):
        yield f"{heading}:"
        yield from texts
    yield BANNER


def raised(plan: Plan, alert: Alert, region: str) -> list[str]:
    """What an answer raised. A red flag says whom to call as well."""
    heading = flags.heading(plan, alert)
    return [f"{heading}." if heading else "", flags.said(plan, alert), *flags.calls(plan, alert, region)]


def ending(
    state: State, recorded: Sequence[Entry], late: Sequence[float], watches: Sequence[Stopwatch] = ()
) -> list[str]:
    """What was done, the minutes, the answers as they were kept, and one line about the timing."""
    practised = [f"{done}." for done in practices.done(state)]
    rated = [f"{words}." for words in rating.told(state)]
    end = f"The end of: {state.title}." if len(state.stops) > 1 else ""
    timing = practices.timing(late, sum(watch.pauses for watch in watches), sum(watch.gaps for watch in watches))
    kept = f"Timing: {timing}." if timing else ""
    return [end, _counted(state), *practised, *rated, *_answers(state, recorded), kept]


def _counted(state: State) -> str:
    """`3 steps done, 1 left out`; nothing about a single step."""
    kinds = [outcome.kind for outcome in state.outcomes.values()]
    told = [f"{kinds.count('done')} of {len(kinds)} steps done"]
    if skipped := kinds.count("skipped"):
        told.append(f"{skipped} left out")
    if slipped := kinds.count("slipped"):
        told.append(f"{slipped} noted for your practitioner")
    return f"{', '.join(told)}." if len(kinds) > 1 else ""


def _answers(state: State, recorded: Sequence[Entry]) -> Iterator[str]:
    latest, told = {entry.origin: entry for entry in recorded}, rating.entries(state)
    for entry in latest.values():
        if (log := state.plan.logs.get(entry.log)) and entry.origin not in told:
            given = [question.show(log.fields[name], it) for name, it in entry.values.items() if name in log.fields]
            yield f"{log.title}: {'; '.join(given)}."
