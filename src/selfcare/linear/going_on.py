"""The walk that somebody was in the middle of, and whether they want to go on with it."""

from __future__ import annotations

from collections.abc import Iterable

from selfcare.core import acts, agenda, interrupted, words
from selfcare.core.ledger import Run
from selfcare.core.plan import Plan
from selfcare.core.ports import Env
from selfcare.core.start import Walk, gone_on, open_again
from selfcare.linear.ear import Ear, Leave
from selfcare.linear.lines import Voice
from selfcare.linear.meant import letter


def open_walk(env: Env, runs: Iterable[Run], plan: Plan | None = None, name: str = "") -> tuple[Walk, Run] | None:
    """The first of `runs` that can be gone on with, of `plan` or of any; None where there is none.

    `name` is that of the routine or checklist, where only that one will do.
    """
    for run in runs:
        walk = open_again(env.shelf, run) if plan is None else gone_on({plan.id: plan}, run)
        if walk and name in ("", walk.course.name):
            return walk, run
    return None


def offer(env: Env, voice: Voice, ear: Ear, plan: Plan | None = None, name: str = "") -> Walk | None:
    """The walk to go on with if the person wants to; through a pipe that is taken for granted. Raises `Leave`."""
    found = open_walk(env, agenda.read(env).runs, plan, name)
    if found is None:
        return None
    walk, run = found
    now = env.clock.now()
    began = words.moment(run.started, now, env.preferences.hours)
    if not ear.is_terminal:
        return walk
    while True:
        voice.say(f"You were in the middle of: {walk.course.title}, begun {began}.")
        voice.ask("Enter to go on, n to leave it and begin anew:")
        typed = letter(ear.line(), ("", "y", "n", "q"))
        voice.answered(echoed=True)
        if typed == "q":
            raise Leave(is_wish=True)
        if typed in ("", "y", "n"):
            return None if typed == "n" else walk


def left_over(env: Env, voice: Voice, ear: Ear) -> Walk | None:
    """The practice to go on with if the person wants to. What they count or let go is seen to; through a pipe nothing
    is, and it stays offered. Raises `Leave`."""
    for mark in interrupted.offered_now(env):
        again, place = interrupted.going_on(env, mark), interrupted.place(mark.elapsed)
        begun = words.moment(mark.started, env.clock.now(), env.preferences.hours)
        voice.say(f"You were in the middle of: {mark.title}, begun {begun}. It stands at {place}.")
        if not ear.is_terminal:
            voice.say("It is kept, and stays offered.")
            return None
        typed = _chosen(voice, ear, f"Enter to go on at {place}, " if again else "")
        if not interrupted.is_ours(env, mark):
            voice.say(interrupted.SEEN_TO)
            continue
        if typed == "":
            return again
        if typed == "c":
            env.journal.append(interrupted.counted(mark, acts.stamp(env)))
        env.marks.drop(mark)
        voice.say("Counted." if typed == "c" else "Let go.")
    return None


def _chosen(voice: Voice, ear: Ear, on: str) -> str:
    """`c`, `l`, or, where it can be gone on with, nothing."""
    while True:
        voice.ask(f"{on}c to count what was done, l to let it go:")
        typed = letter(ear.line(), (*([""] if on else []), "c", "l", "q"))
        voice.answered(echoed=True)
        if typed == "q":
            raise Leave(is_wish=True)
        if typed in ("c", "l") or (typed == "" and on):
            return typed
