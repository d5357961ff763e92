"""Words that stand before, after and beside steps: warning signs, what an answer raised, how a walk ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from selfcare.core import flags, question
from selfcare.core.ledger import Entry
from selfcare.core.plan import Alert, Ask, Avoid, Breathe, Check, Meditate, Plan, Rest
from selfcare.core.regions import BANNER, CRISIS, numbers
from selfcare.core.stops import Stop
from selfcare.core.walk import State


def warning_signs(plans: Iterable[Plan], region: str) -> Iterator[str]:
    """Whom to call, then the signs of these plans by urgency."""
    yield CRISIS
    yield from calls(region)
    for heading, texts in flags.signs(plans):
        yield f"{heading}:"
        yield from texts
    yield BANNER


def calls(region: str) -> list[str]:
    """The numbers of a region."""
    return [f"{label}: {number}" for label, number in numbers(region)]


def raised(plan: Plan, alert: Alert, region: str) -> list[str]:
    """What an answer raised. A red flag says whom to call as well."""
    heading, warning = flags.heading(plan, alert), plan.warnings.get(alert.warning)
    to_call = calls(region) if warning and warning.level in ("emergency", "today") else []
    return [f"{heading}." if heading else "", flags.said(plan, alert), *to_call]


def in_few_words(plan: Plan, stop: Stop) -> str:
    """What a stop is called."""
    if stop.title:
        return stop.title
    match stop.action:
        case Check(words=words) | Avoid(words=words):
            return words
        case Breathe(pattern=pattern):
            return plan.patterns[pattern].title
        case Meditate(sitting=sitting):
            return plan.sittings[sitting].title
        case Ask(log=log):
            return plan.logs[log].title
        case Rest(say=say):
            return say or "Rest"
        case _:
            return "Something to read"


def ending(
    state: State, recorded: Sequence[Entry], late: Sequence[float], instead: Mapping[str, str] | None = None
) -> list[str]:
    """What was done, the minutes, the answers as they were kept, and one line about the timing.

    `instead` names, by the stop's path, what took the place of the plan's own pattern.
    """
    practised = [
        f"{(instead or {}).get(stop.path) or in_few_words(state.plan, stop)}, {minutes(outcome.seconds)}."
        for stop in state.stops
        if isinstance(stop.action, Breathe | Meditate)
        and (outcome := state.outcomes.get(stop.path))
        and outcome.seconds >= 1
    ]
    end = f"The end of: {state.title}." if len(state.stops) > 1 else ""
    return [end, _counted(state), *practised, *_answers(state.plan, recorded), timing(late)]


def _counted(state: State) -> str:
    """`3 steps done, 1 left out`; nothing about a single step."""
    kinds = [outcome.kind for outcome in state.outcomes.values()]
    told = [f"{kinds.count('done')} of {len(kinds)} steps done"]
    if skipped := kinds.count("skipped"):
        told.append(f"{skipped} left out")
    if slipped := kinds.count("slipped"):
        told.append(f"{slipped} noted for your practitioner")
    return f"{', '.join(told)}." if len(kinds) > 1 else ""


def minutes(seconds: float) -> str:
    """`5 minutes`, `under a minute`."""
    whole = round(seconds / 60)
    return "under a minute" if whole < 1 else "1 minute" if whole == 1 else f"{whole} minutes"


def timing(late: Sequence[float]) -> str:
    """One line, from how many seconds late each sign was said."""
    if not late:
        return ""
    worst = max(late) * 1000
    within = next((limit for limit in (5, 10, 20, 50, 100, 200, 500) if worst <= limit), 0)
    cues = f"{len(late)} cues" if len(late) > 1 else "1 cue"
    if within:
        return f"Timing: {'all ' if len(late) > 1 else ''}{cues} within {within} ms."
    on_time = sum(each <= 0.05 for each in late)
    return f"Timing: {on_time} of {cues} within 50 ms; the latest came {worst / 1000:.1f} s late."


def _answers(plan: Plan, recorded: Sequence[Entry]) -> Iterator[str]:
    latest = {entry.origin: entry for entry in recorded}
    for entry in latest.values():
        if log := plan.logs.get(entry.log):
            given = [question.show(log.fields[name], it) for name, it in entry.values.items() if name in log.fields]
            yield f"{log.title}: {'; '.join(given)}."
