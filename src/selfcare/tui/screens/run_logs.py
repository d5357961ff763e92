"""What a run of one log asks besides its questions: whether an open episode goes on, and when it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from selfcare.core import answering, filing, scoring, walk, words
from selfcare.core.ledger import Entry
from selfcare.core.ports import Env
from selfcare.core.start import Walk
from selfcare.core.typed import up_to_now
from selfcare.core.walk import State
from selfcare.tui.screens.sheet import Ask
from selfcare.tui.stages.cards import GoingOn, Scored
from selfcare.tui.stages.stage import Stage

TIMES = "now, or a time such as 9:15, yesterday 21:00 or 2026-12-03 14:30"


def going_on(env: Env, start: Walk, state: State) -> GoingOn | None:
    """The card about the episode that is open, where one log by itself would begin another."""
    entry = start.episode or answering.open_episode(state)
    if entry is None or start.corrects:
        return None
    title = state.plan.logs[entry.log].title if entry.log in state.plan.logs else state.title
    return GoingOn(title, entry, since(env, entry.about))


def since(env: Env, instant: datetime) -> str:
    """`14:10`, `yesterday 14:10`."""
    return words.moment(instant, env.clock.now(), env.preferences.hours)


def ask_when_over(env: Env, entry: Entry) -> Ask:
    """The sheet that asks when an episode was over."""

    def check(typed: str) -> datetime:
        return filing.check_end(entry, up_to_now(typed, env.clock.now()))

    return Ask(env, "When was it over?", TIMES, initial="now", check=check)


def ask_when(env: Env, state: State) -> Ask:
    """The sheet that asks what time the answers are about."""
    log = walk.log(state)
    question = "When did it begin?" if log and log.per == "episode" else "When was it?"
    return Ask(env, question, TIMES, check=lambda typed: up_to_now(typed, env.clock.now()))


def scored(state: State, entry: Entry) -> Sequence[Stage]:
    """The card with the score of an entry, where its log has one."""
    log = state.plan.logs.get(entry.log)
    said = scoring.told(log, entry.values) if log else ""
    return [Scored(log.title, said, log.permission)] if log and said else []
