"""Where the answers of a walk go: the visit, the day or the episode whose entry they are added to. Asked by `trail` and
by the faces, which show what stands there.
"""

from __future__ import annotations

from selfcare.core import filing
from selfcare.core.form import answer
from selfcare.core.ledger import Entry
from selfcare.core.question import Value
from selfcare.core.walk import State, answers, is_one_log, log_at, question


def open_episode(state: State) -> Entry | None:
    """The latest episode that goes on, of one log by itself."""
    asking = state.plan.logs.get(log_at(state.stops[0])) if is_one_log(state) else None
    found = filing.open_episodes(state.plan.id, asking, state.entries, state.now) if asking else []
    return found[-1] if found else None


def visit_at(state: State, index: int) -> str:
    """The visit that the answers at a stop belong to, of a log of each visit; empty for another, or without one."""
    asking = state.plan.logs.get(log_at(state.stops[index]))
    if asking is None or asking.per != "visit":
        return ""
    if any(each.id == state.occurrence for each in state.visits):
        return state.occurrence
    return filing.visit(state.plan, state.visits, state.meant or state.now)


def standing_at(state: State, index: int) -> Entry | None:
    """The entry that the answers at a stop are added to. The two ratings of a routine are entries of their own."""
    stop = state.stops[index]
    asking = state.plan.logs.get(log_at(stop))
    if asking is None or stop.field or state.corrects:
        return None
    about, episode = state.meant or state.now, state.episode
    return filing.standing(state.plan.id, asking, state.entries, about, visit_at(state, index), episode)


def answered_before(state: State) -> Value | None:
    """What the question in hand was answered with: in this walk, else in the entry that is added to."""
    field = question(state)
    if field is None or field.name in answers(state):
        return answers(state).get(field.name) if field else None
    before = standing_at(state, state.at)
    return answer(field, before.values) if before else None
