"""What a stop is called in a few words, and the last card of a run."""

from __future__ import annotations

from collections.abc import Sequence

from selfcare.core import question
from selfcare.core.event import Event
from selfcare.core.ledger import entries
from selfcare.core.plan import Ask, Avoid, Breathe, Check, Follow, Meditate, Read, Rest
from selfcare.core.stops import Stop
from selfcare.core.walk import State
from selfcare.tui.stages.cards import Ending, minutes_words, timing_words


def stop_words(state: State, stop: Stop) -> str:
    """A stop in a few words, as it stands beside `next`."""
    if stop.title:
        return stop.title
    plan = state.plan
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
            return say or "rest"
        case Read():
            return "something to read"
        case Follow():
            return ""


def ending(state: State, answered: Sequence[Event], late: Sequence[float]) -> Ending:
    """What was done, the answers as they were kept, and one line about the timing."""
    lines = [_done(state, stop) for stop in state.stops]
    return Ending(state.title, [*filter(None, lines), *_answers(state, answered)], timing_words(late))


def _done(state: State, stop: Stop) -> str:
    """A line for a practice that was done, at least in part."""
    outcome = state.outcomes.get(stop.path)
    if outcome is None or outcome.seconds < 1 or not isinstance(stop.action, Breathe | Meditate):
        return ""
    return f"{stop_words(state, stop)}, {minutes_words(outcome.seconds)}"


def _answers(state: State, answered: Sequence[Event]) -> list[str]:
    """Each log that was filled in: its title and the first answers."""
    lines = []
    for entry in entries(answered):
        log = state.plan.logs.get(entry.log)
        if log is not None:
            given = [
                question.show(log.fields[name], value) for name, value in entry.values.items() if name in log.fields
            ]
            lines.append(f"{log.title}: {', '.join(given[:4])}")
    return lines
