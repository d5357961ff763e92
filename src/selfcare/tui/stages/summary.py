"""The last card of a run."""

from __future__ import annotations

from collections.abc import Sequence

from selfcare.core import practices, question, rating
from selfcare.core.event import Event
from selfcare.core.ledger import entries
from selfcare.core.stopwatch import Stopwatch
from selfcare.core.walk import State
from selfcare.tui.stages.cards import Ending


def ending(state: State, answered: Sequence[Event], late: Sequence[float], watches: Sequence[Stopwatch] = ()) -> Ending:
    """What was done, the answers as they were kept, and one line about the timing and the stops of the clock."""
    pauses, gaps = sum(watch.pauses for watch in watches), sum(watch.gaps for watch in watches)
    done = [*practices.done(state), *rating.told(state), *_answers(state, answered)]
    return Ending(state.title, done, practices.timing(late, pauses, gaps))


def _answers(state: State, answered: Sequence[Event]) -> list[str]:
    """Each log that was filled in: its title and the first answers."""
    lines, told = [], rating.entries(state)
    for entry in entries(answered):
        if entry.origin in told:
            continue
        log = state.plan.logs.get(entry.log)
        if log is not None:
            given = [
                question.show(log.fields[name], value) for name, value in entry.values.items() if name in log.fields
            ]
            lines.append(f"{log.title}: {', '.join(given[:4])}")
    return lines
