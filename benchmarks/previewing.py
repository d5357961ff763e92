"""Row 18: from the moment a plan's file is saved to the preview that shows what changed, in the plan and beside it."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from benchmarks import home
from benchmarks.figures import Figure, delays
from benchmarks.processes import environment, selfcare
from benchmarks.terminal import Terminal, words

LIMITS = (200.0, 200.0)
"""Milliseconds: each save, not half of them."""
SETTLED = 1.0
"""Seconds after which a program that was started rests."""
PAUSES = (0.31, 0.37, 0.43)
"""Seconds between two saves, never in step with the looks at the file."""
SAVES = 4
"""For each pair of runs."""
PLAN = Path(__file__).parent.parent / "plans" / f"{home.PLAN}.toml"


def measure(root: Path, pairs: int) -> Figure:
    """Save a version with another title, one with an error, the title again, and so on."""
    folder = root / "previewing"
    folder.mkdir()
    file, text = folder / "my-plan.toml", PLAN.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    taken = []
    with Terminal(selfcare("plan", "preview", str(file)), environment(folder / "home")) as terminal:
        terminal.until(lambda screen: "problems" in words(screen))
        terminal.rest(SETTLED)
        for number in range(pairs * SAVES):
            is_wrong = number % 2 == 1
            mark = f"Needles{number}"
            changed = text.replace('title = "Acupuncture"', f'titel{number} = "x"' if is_wrong else f'title = "{mark}"')
            sought = f"titel{number}" if is_wrong else mark
            terminal.press(b"")
            saved = perf_counter()
            file.write_text(changed, encoding="utf-8")
            taken.append(terminal.until(lambda screen, sought=sought: sought in words(screen)) - saved)  # type: ignore[misc]
            terminal.rest(PAUSES[number % len(PAUSES)])
        terminal.leave()
    return delays("18", f"a plan saved to its preview, p50 / p99 of {len(taken)}", taken, (), LIMITS)
