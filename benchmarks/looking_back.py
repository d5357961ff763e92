"""Row 20: History of 90 days in a journal of a million entries against one of ten thousand, and how long it takes.

Both hold the same ten years of pain; all that the large one has more must not be felt.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median

from benchmarks import home
from benchmarks.figures import Figure, ratio, within
from benchmarks.processes import MeasureError, selfcare
from benchmarks.starting import CALM, open_today
from benchmarks.terminal import FRAME_ENDS, Terminal, is_changed, words

SMALL, LARGE = 10_000, 1_000_000
LIMIT, SOON = 1.5, 0.1
LONGER, SHORTER = b"+", b"-"


def measure(root: Path, pairs: int) -> list[Figure]:
    """The ratio of the time until the 90 days stand, and that time; how soon History is open."""
    small, large = (_home(root, count) for count in (SMALL, LARGE))
    taken = [
        (_look(large), _look(small)) if number % 2 else (_look(small), _look(large))[::-1] for number in range(pairs)
    ]
    ranges = [(ours[1], floor[1]) for ours, floor in taken]
    opened = [(ours[0], floor[0]) for ours, floor in taken]
    return [
        ratio("20", f"History of 90 days, {LARGE:,} entries / {SMALL:,}", ranges, LIMIT),
        within("20", f"90 days of {LARGE:,} entries on screen", median(ours for ours, _ in ranges), SOON, "s"),
        ratio("20", f"History opens, {LARGE:,} entries / {SMALL:,}", opened, LIMIT),
        within("20", f"History of {LARGE:,} entries opens", median(ours for ours, _ in opened), SOON, "s"),
    ]


def _home(root: Path, count: int) -> dict[str, str]:
    """The environment of a home with so many entries and a plan in use."""
    name = f"looking-back-{count}"
    env = home.prepare(root, name)
    command = (sys.executable, "-m", "benchmarks.journals", str(root / name / "data"), str(count))
    done = subprocess.run(command, env=env, cwd=Path(__file__).parent.parent, capture_output=True, text=True)
    if done.returncode:
        raise MeasureError(f"a journal could not be filled: {done.stderr[-300:]}")
    return env


def _look(env: dict[str, str]) -> tuple[float, float]:
    """Seconds from the key until History stands, and from another until it has 90 days."""
    with Terminal(selfcare(), env) as terminal:
        open_today(terminal)
        terminal.rest(CALM)
        typed = terminal.press(b"3")
        opened = terminal.until(_is_history) - typed
        ranges = []
        for _ in range(5):
            terminal.rest(CALM)
            typed = terminal.press(LONGER)
            ranges.append(terminal.until(is_changed) - typed)
            terminal.rest(CALM)
            terminal.press(SHORTER)
        return opened, median(ranges)


def _is_history(screen: bytes) -> bool:
    return "day median" in words(screen) and FRAME_ENDS in screen
