"""What is on the screen, as text: read from Textual's own picture of it, so that what a person would see is what is
compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

from rich.cells import cell_len
from textual.app import App

CELL = 12.2
"""How wide the picture makes one cell."""

GOLDEN = Path(__file__).parent / "golden"

SIZES = [(80, 24), (120, 40), (40, 20)]
"""The three sizes every screen is compared at."""


def screen_text(app: App[None]) -> str:
    """The screen row by row, without colour. Fails on a control character: the picture would not be XML."""
    picture = ElementTree.fromstring(app.export_screenshot(simplify=True))
    rows: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for node in picture.iter("{http://www.w3.org/2000/svg}text"):
        if line := re.search(r"line-(\d+)", node.get("clip-path", "")):
            rows[int(line[1])].append((float(node.get("x", 0)), node.text or ""))
    shown = []
    for y in range(app.size.height):
        text = ""
        for x, part in sorted(rows[y]):
            text += " " * (round(x / CELL) - cell_len(text)) + part.replace("\xa0", " ")
        shown.append(text.rstrip())
    return "\n".join(shown).rstrip() + "\n"


class Golden:
    """Compares a screen with the one that was looked at and kept; `--golden-update` keeps what there is now."""

    def __init__(self, update: bool) -> None:
        self._update = update

    def check(self, app: App[None], name: str) -> None:
        """Compare, or keep."""
        shown, path = screen_text(app), GOLDEN / f"{name}-{app.size.width}x{app.size.height}.txt"
        if self._update:
            path.parent.mkdir(exist_ok=True)
            path.write_text(shown, encoding="utf-8")
        assert path.exists(), f"{path.name} was never kept: run with --golden-update and look at it"
        assert shown == path.read_text(encoding="utf-8")
