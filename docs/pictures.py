"""Makes the pictures of the documentation with the app itself: `make docs`. Same clock, same plan, same picture."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from pathlib import Path

NOW = "2026-12-03T10:42:00-08:00[America/Los_Angeles]"
PICTURES = Path(__file__).parent / "pictures"
SIZE = (80, 24)


def main() -> None:
    """Draw Today, as somebody sees it in the morning of a visit."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(SELFCARE_HOME=home, SELFCARE_NOW=NOW, COLORTERM="truecolor", TERM="xterm-256color")
        os.environ.pop("NO_COLOR", None)
        PICTURES.mkdir(exist_ok=True)
        (PICTURES / "today.svg").write_text(asyncio.run(today()), encoding="utf-8")


async def today() -> str:
    """The picture, as SVG."""
    from selfcare.cli.compose import environment
    from selfcare.core import acts, typed
    from selfcare.tui.app import Selfcare

    with environment() as env:
        env.shelf.use("acupuncture-prep")
        starts = typed.instant("today 14:30", env.clock.now())
        env.journal.append(acts.make_appointment(starts, acts.stamp(env)))
        app = Selfcare(env)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            return without_fetching(app.export_screenshot(title="selfcare"))


def without_fetching(svg: str) -> str:
    """The picture in the fonts of whoever looks at it, with names that do not change from one making to the next."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"Fira Code", "ui-monospace, Menlo, Consolas, monospace", svg)
    return re.sub(r"terminal-\d+", "terminal", svg)


if __name__ == "__main__":
    main()
