"""What every stage of a run is: it draws itself in a room, takes keys and clicks, and says when it is behind.

Stages know no widget, no journal and no loop; time is handed in as readings of the monotonic clock. `screens.run` owns
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from selfcare.core.question import Value
from selfcare.tui.drawing.circle import Glyphs
from selfcare.tui.drawing.disc import Shades
from selfcare.tui.drawing.strokes import Stripe


class Room(NamedTuple):
    """Where and with what a stage draws: cells it has, colours, signs, and whether anything may move."""

    columns: int
    rows: int
    shades: Shades
    glyphs: Glyphs = "full"
    moving: bool = True
    slow: bool = False
    """Whether the line to the terminal is slow: a picture has to be few bytes."""


class Hint(NamedTuple):
    """A key and what it does here. `key` is its name, `shown` how a person knows it."""

    key: str
    shown: str
    meaning: str


class Editor(NamedTuple):
    """A box to type in: where it stands in the stage's rows, and what it begins with."""

    name: str
    """Another name is another box."""
    row: int
    text: str = ""
    lines: int = 1
    lead: str = ""
    """Shown in the box while it is empty."""
    columns: int = 0
    """How wide it is; 0: as wide as the page."""
    breaks: bool = False
    """Whether enter begins a new line, however few are in view."""


class Outcome(NamedTuple):
    """What became of a stage: it is behind, or its question was answered (None: left out), or somebody went back."""

    kind: Literal["done", "slipped", "answered", "back"]
    value: Value | None = None
    seconds: float = 0.0


class Stage:
    """The common ground of stages; each kind overrides what differs."""

    title: str = ""
    """At the left of the head."""
    measured: bool = True
    """Whether it keeps to the measure of text, in the middle of the screen."""
    bare: bool = False
    """Whether it has the whole screen: no head, and keys only where it names some."""
    silent: bool = False
    """Whether head and foot are left empty."""
    is_step: bool = True
    """Whether it is the step itself, and not a card before or after it."""
    sounds: bool = False
    """Whether `s` means anything here."""

    def counter(self) -> str:
        """At the right of the head; empty: the place in the run."""
        return ""

    def draw(self, room: Room) -> list[Stripe]:
        """The picture, at most `room.rows` rows of `room.columns`."""
        return []

    def hints(self) -> Sequence[Hint]:
        """The keys worth naming, most useful first."""
        return ()

    def aside(self) -> str:
        """A quiet line over the foot; empty: none."""
        return ""

    def following(self) -> str:
        """What comes next inside this stage; empty: what comes next in the run."""
        return ""

    def press(self, key: str) -> Outcome | bool:
        """Take a key (a name such as `space`, or a character). True: taken. False: somebody else's."""
        return False

    def tap(self, target: str) -> Outcome | bool:
        """Take a click on something that was drawn with this target."""
        return False

    def editor(self) -> Editor | None:
        """The box to type in, after `draw`."""
        return None

    def typed(self, text: str) -> None:
        """The box holds this now."""

    def half_given(self) -> str:
        """What is typed or chosen and not answered yet, to be kept as a draft."""
        return ""

    def tick(self, now: float) -> Outcome | None:
        """The monotonic clock reads `now`; a timed stage that is over says so."""
        return None

    def deadline(self, now: float, *, moving: bool) -> float | None:
        """The reading of the clock at which the picture must be another; None: time changes nothing."""
        return None

    def pause(self, now: float, *, away: bool = True) -> None:
        """Stand still: the program was stopped; or, where nobody is `away`, covered."""

    def elapsed(self, now: float) -> float:
        """Seconds of practice, pauses left out."""
        return 0.0


def clock_left(seconds: float) -> str:
    """Minutes and seconds that are left: `4:05`, and never `0:00` before the end."""
    whole = max(0, int(-(-round(seconds, 6) // 1)))
    return f"{whole // 60}:{whole % 60:02}"
