"""The letters of the prompts at each kind of stop, and what those that every stop has tell the walk."""

from __future__ import annotations

from selfcare.core import walk
from selfcare.core.stops import Stop
from selfcare.core.walk import State, StepDone, StepSkipped, WentBack, WentOn

BACK = "back to the question or step before"
CHECK = {"": "it is done", "s": "skip it", "b": BACK}
AVOID = {"": "yes, you left it out", "y": "yes, you left it out", "n": "it didn't happen", "s": "skip it", "b": BACK}
READ = {"": "go on", "s": "skip it", "b": BACK}
BEGIN = {"": "begin", "s": "skip it", "b": BACK}
TAKE_UP = {
    "": "go on where you were; enter again pauses",
    "c": "count what was done, and go to the next step",
    "a": "begin it anew",
    "s": "skip it",
    "b": BACK,
}
CAREFUL = {"": "none of these is true for you: begin", "g": "something gentler", "s": "skip it", "b": BACK}
QUESTION = {"": "leave the question out, or keep your answer", "s": "leave out the rest of these questions", "b": BACK}
TIME = {"t": "say that this was at another time"}
EPISODE = {"": "add to it", "o": "it is over", "n": "write down another one"}


def told(key: str, state: State, stop: Stop) -> walk.Event:
    """What `b`, `s` and enter tell the walk of the stop in hand."""
    if key == "b":
        return WentBack()
    if key == "s":
        return WentOn() if stop.path in state.outcomes else StepSkipped()
    return StepDone()
