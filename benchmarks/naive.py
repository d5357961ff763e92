"""The floor of a moving shape: the same breath as anybody would draw it first, the whole picture thirty times a second.

It has the disc, the words and the line of the same drawing functions; what differs is how they come to the screen.
"""

import sys
from time import monotonic

from rich.text import Text
from textual.app import App, ComposeResult
from textual.widgets import Static

from selfcare.core.breath import Pattern, Phase, frame_at
from selfcare.tui.drawing.breath_line import breath_line
from selfcare.tui.drawing.disc import Shades, disc, shape_height
from selfcare.tui.drawing.strokes import Rgb, Stripe, mix, rgb
from selfcare.tui.theme import DARK

GROUND, ACCENT, SOFT = (rgb(DARK[role]) for role in ("ground", "accent", "accent-soft"))
SHADES = Shades(GROUND, ACCENT, mix(ACCENT, SOFT, 0.34), "still")
FRAMES = 30
"""A second."""


class Naive(App[None]):
    CSS = f"""
    Screen {{ align: center middle; background: {DARK["ground"]}; color: {DARK["text"]}; }}
    Static {{ width: auto; text-align: center; }}
    """

    def __init__(self, phases: tuple[Phase, ...]) -> None:
        super().__init__()
        self.pattern = Pattern("measured", "Measured", phases)
        self.begun = monotonic()

    def compose(self) -> ComposeResult:
        yield Static(id="shape")
        yield Static(id="words")

    def on_mount(self) -> None:
        self.set_interval(1 / FRAMES, self.paint)

    def paint(self) -> None:
        elapsed = monotonic() - self.begun
        frame = frame_at(self.pattern, elapsed)
        rows = disc(shape_height(self.size.width, self.size.height), frame.level, SHADES)
        self.query_one("#shape", Static).update(Text("\n").join(text(row) for row in rows))
        share = 1 - (frame.ends - elapsed) / (frame.phase.seconds if frame.phase else 1.0)
        line = text(breath_line(frame.cycle, frame.index, share, self.size.width))
        self.query_one("#words", Static).update(Text(f"\n{frame.words}\n{frame.left}\n\n").append_text(line))


def text(row: Stripe) -> Text:
    return Text.assemble(
        *((each.text, f"{colour(each.ink or 'text')} on {colour(each.ground or 'ground')}") for each in row)
    )


def colour(ink: str | Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*ink) if isinstance(ink, tuple) else DARK[ink]


if __name__ == "__main__":
    Naive((Phase("in", float(sys.argv[1])), Phase("out", float(sys.argv[2])))).run()
