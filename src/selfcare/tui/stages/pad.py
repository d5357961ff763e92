"""What every pad is: an answer as it stands, drawn, changed by keys and clicks. `asking` puts the question over it."""

from __future__ import annotations

from collections.abc import Sequence

from selfcare.tui.drawing.strokes import Stripe
from selfcare.tui.stages.stage import Editor, Hint, Room


class Pad:
    """The common ground. `value` is what would be handed to `question.accept`; None: nothing yet."""

    @property
    def parts_itself(self) -> bool:
        """Whether what is drawn begins with a heading, so that no empty row is needed above where rows are short."""
        return False

    def count(self) -> str:
        """How much is chosen, where not all of it may be in sight."""
        return ""

    def value(self) -> object:
        """The answer as it stands."""
        raise NotImplementedError

    def draw(self, room: Room) -> list[Stripe]:
        """The pad in at most `room.rows` rows."""
        return []

    def press(self, key: str) -> bool:
        """Take a key."""
        return False

    def tap(self, target: str) -> bool:
        """Take a click."""
        return False

    def hints(self) -> Sequence[Hint]:
        """Its keys."""
        return ()

    def editor(self) -> Editor | None:
        """The box to type in, its row counted from the pad's first."""
        return None

    def typed(self, text: str) -> None:
        """The box holds this."""

    def kept(self) -> str:
        """What is worth keeping of it as a draft."""
        return ""
