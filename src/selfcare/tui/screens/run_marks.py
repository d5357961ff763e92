"""What a run does with marks: which practice was interrupted before it, who else is in its walk, and what it leaves."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from selfcare.core import acts, interrupted, keeping, words
from selfcare.core.mark import Mark
from selfcare.core.plan import Breathe, Meditate
from selfcare.core.ports import Env
from selfcare.core.start import Walk
from selfcare.core.text import plain
from selfcare.core.walk import State
from selfcare.tui.stages.cards import Elsewhere, Interrupted
from selfcare.tui.stages.stage import Hint
from selfcare.tui.stages.timed import Timed

if TYPE_CHECKING:
    from selfcare.tui.app import Selfcare


def left(env: Env, start: Walk) -> Mark | None:
    """The practice that was interrupted, where another one by itself is to begin."""
    steps = getattr(start.course, "steps", ())
    is_practice = not start.plan.id and any(isinstance(step.action, Breathe | Meditate) for step in steps)
    if not is_practice or start.left or start.run:
        return None
    return next(iter(interrupted.offered_now(env)), None)


def about(env: Env, mark: Mark | None) -> Interrupted | None:
    """The card that asks about it."""
    if mark is None:
        return None
    begun = f"begun {words.moment(mark.started, env.clock.now(), env.preferences.hours)}"
    other = Hint("l", "l", "let it go")
    return Interrupted(
        mark.title, mark.elapsed, begun=begun, other=other, known=interrupted.going_on(env, mark) is not None
    )


def elsewhere(env: Env, state: State) -> Elsewhere | None:
    """The card that says that another process is in this walk."""
    mark = interrupted.lives_elsewhere(env.marks, state.run)
    since = mark and words.moment(mark.started, env.clock.now(), env.preferences.hours)
    return Elsewhere(state.title, since) if since else None


def beside(mark: Mark) -> str:
    """That another window is in the middle of something too, in words for the foot of the page."""
    return f"{plain(mark.title)} is under way in another window. Both are counted."


async def settle(shell: Selfcare, mark: Mark, choice: str) -> str:
    """Count what was done, or let it go; to go on with it is seen to by whoever does. It is offered until that is
    saved. What came of it, in a word or a sentence."""
    marks = shell.env.marks
    if not interrupted.is_ours(shell.env, mark):
        return interrupted.SEEN_TO
    if choice == "on":
        return ""
    if choice == "count" and not await shell.save(interrupted.counted(mark, acts.stamp(shell.env))):
        marks.waive()
        return ""
    marks.drop(mark)
    return "counted" if choice == "count" else "let go"


def of(state: State, stage: Timed, started: datetime) -> Mark:
    """The mark of the step in hand."""
    return keeping.of_step(state, stage.script, stage.title, started)
