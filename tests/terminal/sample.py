"""A plan with stops of several kinds, and the keys that go through it."""

from __future__ import annotations

from pathlib import Path

from tests.terminal.child import DOWN, ENTER, UP, Child, selfcare

PLAN = """selfcare = 1

[plan]
id    = "walk"
title = "A walk of eight stops"
warnings = ["crisis"]

[routine.walk]
title = "Eight stops"
every = "day"
at    = "10:30"

[[routine.walk.steps]]
check = "Sit on a chair"

[[routine.walk.steps]]
log = "day"

[[routine.walk.steps]]
read = "There is no hurry."

[[routine.walk.steps]]
log = "well"

[[routine.walk.steps]]
check = "Stand up slowly"

[[routine.walk.steps]]
log = "after"

[log.day]
title = "The day"
[log.day.pain]
scale = "How strong is the pain?"
[log.day.stress]
scale = "How much stress is there?"
[log.day.word]
text = "One word for the day"

[log.well]
title = "What went well"
[log.well.what]
text = "Name one thing that went well"

[log.after]
title = "Afterwards"
[log.after.ease]
scale = "How easy do you feel now?"

[routine.breathe]
title = "Slow breaths"

[[routine.breathe.steps]]
breathe = "long-exhale"
for     = "3m"
"""

STOPS = (
    ("Sit on a chair", ENTER),
    ("How strong is the pain?", b"7\r"),
    ("How much stress is there?", b"3\r"),
    ("One word for the day", b"calm\r"),
    ("There is no hurry.", ENTER),
    ("Name one thing that went well", b"the walk\r"),
    ("Stand up slowly", ENTER),
    ("How easy do you feel now?", b"8\r"),
)
"""What each stop shows, and the keys that answer it."""

TEXT_STOP = 3
"""The first question with a line to type in."""


def plan_file(folder: Path) -> Path:
    """The plan, as a file."""
    file = folder / "walk.toml"
    file.write_text(PLAN, encoding="utf-8")
    return file


def follow(home: Path) -> None:
    """Take the plan into use."""
    home.mkdir(exist_ok=True)
    selfcare(home, "use", str(plan_file(home)))


def focus(child: Child, words: str, by: bytes = DOWN) -> Child:
    """Move through the list until the row with these words is in focus."""
    for _ in range(40):
        if any("▎" in row and words in row for row in child.settle(0.05).screen.text.splitlines()):
            return child
        child.type(by)
    raise AssertionError(f"no row says {words!r}; {child.describe()}")


def begin(child: Child) -> Child:
    """From Today to the first stop, or to the one where the walk stood."""
    child.shows("Today", "Eight stops")
    focus(child, "Eight stops", UP if "begun" in child.screen.text else DOWN)
    return child.type(ENTER).until(lambda: stop_at(child) is not None or "Done" in child.screen.text, "no stop")


def stop_at(child: Child) -> int | None:
    """The stop that is shown, if one is; what is announced as the next does not count."""
    rows = "\n".join(row for row in child.screen.text.splitlines() if "next  " not in row)
    return next((index for index, (words, _) in enumerate(STOPS) if words in rows), None)


def give(child: Child, index: int) -> Child:
    """Type the answer to this stop; what stands in its line from before is taken away first."""
    keys = STOPS[index][1]
    if len(keys) > 2:
        child.type(b"\x15").settle(0.2)
    return child.type(keys)


def answer(child: Child, index: int) -> Child:
    """Answer this stop, and wait for the one after it."""
    give(child.until(lambda: stop_at(child) == index, f"no {STOPS[index][0]!r}"), index)
    if index + 1 == len(STOPS):
        return child.shows("Done")
    return child.until(lambda: stop_at(child) == index + 1, f"no {STOPS[index + 1][0]!r}")
