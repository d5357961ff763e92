"""What an answer is typed on: words, a number, a time, a date, a duration, with what is expected said under the box."""

from __future__ import annotations

from selfcare.core.question import Field, Number, Simple, Text, Value, plain_number, show
from selfcare.tui.drawing.strokes import BLANK, Stripe, Stroke, fitted, paragraph
from selfcare.tui.stages.pad import Pad
from selfcare.tui.stages.stage import Editor, Room

MOST_LINES = 12
SHORT_BOX = 14
"""Columns of a box for anything but words."""
EXAMPLES = {"time": "07:15", "date": "2026-12-03", "duration": "1h30m"}
EXPECTED = {
    "time": "a time of day, as 07:15 or 19:30",
    "date": "a date, as 2026-12-03",
    "duration": "how long, as 90s, 30m or 1h30m",
}


class TypedPad(Pad):
    """A box, what stands beside it, and what it is for."""

    def __init__(self, field: Field, given: str = "") -> None:
        self.field = field
        self.text = given
        self._shown = self.lines

    @property
    def lines(self) -> int:
        """How many lines the answer may have."""
        return max(1, min(MOST_LINES, self.field.kind.lines)) if isinstance(self.field.kind, Text) else 1

    def value(self) -> object:
        """What was typed; `question.read` makes a value of it."""
        return self.text if self.text.strip() else None

    def draw(self, room: Room) -> list[Stripe]:
        """Room for the box with the unit beside it, and under it what is expected, as far as there are rows."""
        self._shown = max(1, min(self.lines, room.rows))
        unit = self.field.kind.unit if isinstance(self.field.kind, Number) else ""
        beside = (Stroke(" " * (SHORT_BOX + 1)), Stroke(unit, "muted")) if unit else BLANK
        gap = [BLANK] if room.rows >= 6 else []
        said = [*gap, *paragraph(expected(self.field), room.columns, "muted")]
        return [fitted(beside, room.columns), *([BLANK] * (self._shown - 1)), *said][: max(self._shown, room.rows)]

    def editor(self) -> Editor:
        """The box, as high as it was drawn."""
        kind = self.field.kind
        example = EXAMPLES.get(kind.kind, "") if isinstance(kind, Simple) else ""
        return Editor(
            self.field.name,
            0,
            self.text,
            self._shown,
            example,
            0 if isinstance(kind, Text) else SHORT_BOX,
            self.lines > 1,
        )

    def typed(self, text: str) -> None:
        """The box holds this."""
        self.text = text

    def kept(self) -> str:
        """As typed."""
        return self.text


def expected(field: Field) -> str:
    """What may be typed, in a few words: `a number from 0 to 24`; for words of one's own nothing."""
    match field.kind:
        case Number(low=low, high=high, step=step):
            reach = "" if low is None else f" from {plain_number(low)}"
            reach += "" if high is None else f" {'to' if reach else 'up to'} {plain_number(high)}"
            return f"a number{reach}{f', in steps of {plain_number(step)}' if step and step != 1 else ''}"
        case Simple(kind=kind):
            return EXPECTED.get(kind, "")
        case _:
            return ""


def as_typed(field: Field, given: Value | None) -> str:
    """An earlier answer as one would type it."""
    if given is None:
        return ""
    if isinstance(field.kind, Number) and isinstance(given, int | float):
        return plain_number(given)
    return show(field, given)
