"""What several plans ask of one day, where that is too much at once. Called by `agenda` where several are followed.

The bounds are those of the rules for plans (ST-06 and the daily load): more than twelve things that can only be done in
the same hour, more than twenty minutes of practice on one day. Things to leave out count for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from selfcare.core import breath, sitting
from selfcare.core.line import Line
from selfcare.core.plan import Action, Breathe, Follow, Meditate, Plan, Rest, Step
from selfcare.core.spelled import length

MOST_AN_HOUR = 12
MOST_A_DAY = 20 * 60.0
"""Seconds."""
HOUR = 3600.0


def too_much(lines: Sequence[Line], plans: Mapping[str, Plan], now: datetime) -> Iterator[str]:
    """A sentence for each bound that today goes beyond. `plans`: those in use, by id."""
    to_do = [line for line in lines if line.kind != "avoid" and line.state in ("open", "upcoming")]
    spans = [span for line in to_do if (span := _span(line))]
    count, begins = max(
        ((sum(first <= opens and closes <= first + HOUR for opens, closes in spans), first) for first, _ in spans),
        default=(0, 0.0),
    )
    if count > MOST_AN_HOUR:
        hour = " and ".join(f"{datetime.fromtimestamp(each, now.tzinfo):%H:%M}" for each in (begins, begins + HOUR))
        yield (
            f"Together your plans ask {count} things that can only be done between {hour}. "
            "Ask your practitioner which of them matter most."
        )
    today = [line for line in lines if line.opens and line.opens.astimezone(now.tzinfo).date() == now.date()]
    practised = sum(seconds(plans[line.plan], line.action) for line in today if line.action and line.plan in plans)
    if practised > MOST_A_DAY:
        yield (
            f"Together your plans ask for {length(60.0 * round(practised / 60))} of practice in one day. "
            "More than 20 minutes a day is a lot; leave out what you like."
        )


def walked(plan: Plan, routine: str) -> Iterator[Step]:
    """The steps of a routine but those that the settings of the plan leave out, and other routines."""
    from selfcare.core.condition import evaluate
    from selfcare.core.scope import SettingsScope

    scope = SettingsScope(plan, {})
    for step in plan.routines[routine].steps:
        is_out = step.condition is not None and evaluate(step.condition, scope) is False
        if not is_out and not isinstance(step.action, Follow):
            yield step


def _span(line: Line) -> tuple[float, float] | None:
    """From when to when it can be done, in epoch seconds; what has a time of its own at that time."""
    opens, closes = line.at or line.opens, line.at or line.closes
    return (opens.timestamp(), closes.timestamp()) if opens and closes else None


def seconds(plan: Plan, action: Action) -> float:
    """How long the timed steps of an action last; a routine is the sum of its own."""
    match action:
        case Breathe(name, asked, rounds) if name in plan.patterns:
            return breath.total_seconds(plan.patterns[name], seconds=asked, rounds=rounds)
        case Meditate(name, asked) if name in plan.sittings:
            return sitting.total_seconds(plan.sittings[name], asked)
        case Rest(resting):
            return resting
        case Follow(name) if name in plan.routines:
            return sum(seconds(plan, step.action) for step in walked(plan, name))
        case _:
            return 0.0
