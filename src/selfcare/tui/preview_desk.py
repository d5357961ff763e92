"""What the preview tells those parts of it that stand beside a page, and what they may ask it to do."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from selfcare.core.preview import Reading, Stretch

if TYPE_CHECKING:
    from selfcare.core.hours import Hours
    from selfcare.tui.glyphs import Glyphs
    from selfcare.tui.theme import Ink


class Desk(Protocol):
    """What the preview knows; the app is one."""

    reading: Reading
    """Of the file as it is now."""
    shown: Reading | None
    """Of the version that is shown; None before the first one without errors."""
    at: int
    """The problem in focus."""
    is_whole: bool
    """Whether that one is shown whole."""
    stretch: Stretch

    @property
    def file(self) -> str:
        """The name of the file."""

    @property
    def instant(self) -> datetime:
        """What time it is in the preview."""

    @property
    def has_visit(self) -> bool:
        """Whether the plan has an appointment."""

    @property
    def times(self) -> Hours:
        """How times are written."""

    @property
    def signs(self) -> Glyphs:
        """The signs in use."""

    @property
    def inks(self) -> Ink:
        """The colours in use."""

    def choose(self, at: int) -> None:
        """Have this problem in focus."""

    def turn(self) -> None:
        """From the list to one problem, and back."""

    def travel(self, instant: datetime) -> None:
        """Have it be that time."""

    def key_hints(self) -> list[tuple[str, str]]:
        """Keys to remind of."""
