"""What an answer is chosen on: a scale, a list, a map of the body. One pad to a kind of question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from selfcare.core import body
from selfcare.core.question import Body, Choice, Field, Scale, Simple, Value
from selfcare.tui.drawing import body_map
from selfcare.tui.drawing.choices import Option, choice_rows
from selfcare.tui.drawing.scale import number, scale_rows, values
from selfcare.tui.drawing.strokes import BLANK, Stripe
from selfcare.tui.stages.pad import Pad
from selfcare.tui.stages.stage import Editor, Hint, Room
from selfcare.tui.stages.typed import TypedPad, as_typed

OTHER = "other:"
"""The row for words of one's own; no option is called so, a name has no colon."""
OTHER_WORDS = "Something else, in your own words"
LOW = 6
"""Rows under which no row is left empty."""
MAP_COLUMNS = 60
"""Under this the places of the body are a list."""


class ScalePad(Pad):
    """A number by one key, by arrows or by the mouse. Longer scales take several digits."""

    def __init__(self, scale: Scale, given: Value | None = None) -> None:
        self.scale = scale
        self.every = values(scale)
        self.chosen = float(given) if isinstance(given, int | float) and not isinstance(given, bool) else None
        self.digits = ""

    def value(self) -> object:
        """The number, or None."""
        return self.chosen

    def draw(self, room: Room) -> list[Stripe]:
        """The scale."""
        return scale_rows(self.scale, self.chosen, room.columns, room.rows, room.glyphs)

    @property
    def one_key(self) -> bool:
        """Whether every value is a single key: 0 to 9, and t for ten."""
        return self.scale.step == 1 and self.scale.low >= 0 and self.scale.high <= 10

    def press(self, key: str) -> bool:
        """Digits, `t`, arrows, home and end."""
        if (key.isdecimal() and key.isascii()) or key == "t":
            return self._digit("10" if key == "t" else key)
        move = {"left": -1, "right": 1, "down": -1, "up": 1}.get(key)
        if move is None and key not in ("home", "end"):
            return False
        self.digits = ""
        if key in ("home", "end"):
            self.chosen = self.every[0 if key == "home" else -1]
        else:
            self._move(move or 0)
        return True

    def _digit(self, digits: str) -> bool:
        wished = digits if self.one_key else (self.digits + digits)[-6:]
        found = float(wished)
        if found not in self.every and wished != digits:
            wished, found = digits, float(digits)
        self.digits = wished
        if found in self.every:
            self.chosen = found
        return True

    def _move(self, by: int) -> None:
        if self.chosen not in self.every:
            self.chosen = self.every[0 if by > 0 else -1]
            return
        at = self.every.index(self.chosen) + by
        self.chosen = self.every[max(0, min(len(self.every) - 1, at))]

    def tap(self, target: str) -> bool:
        """A number, or a place on the track."""
        name, _, words = target.partition(":")
        if name != "value":
            return False
        self.chosen = float(words)
        return True

    def hints(self) -> Sequence[Hint]:
        """As in the picture: `0-9 or t for ten`, arrows."""
        low, high = number(self.scale.low), number(self.scale.high)
        keys = "0-9 or t" if self.one_key and high == "10" else f"{low}-{high}"
        meaning = "for ten" if self.one_key and high == "10" else "choose"
        return (Hint("", keys, meaning), Hint("", "← →", "move"))

    def kept(self) -> str:
        """The number."""
        return "" if self.chosen is None else number(self.chosen)


class ChoicePad(Pad):
    """One or several of a list; the last row may be words of one's own."""

    def __init__(self, options: Mapping[str, str], many: bool, other: bool, given: Value | None = None) -> None:
        are_digits = all(len(name) == 1 and name.isdecimal() for name in options)
        self.options = [Option(name, words, name if are_digits else "") for name, words in options.items()]
        if other:
            self.options.append(Option(OTHER, OTHER_WORDS))
        self.many = many
        self.focus = 0 if many else -1
        self.chosen: list[str] = []
        self.own = ""
        self._box_row = 0
        for each in _several(given):
            self._give(each)

    def _give(self, name: str) -> None:
        if name.startswith(OTHER):
            self.own = name.removeprefix(OTHER).strip()
            name = OTHER
        names = [option.name for option in self.options]
        if name in names:
            self.chosen.append(name)
            self.focus = names.index(name)

    def value(self) -> object:
        """A name, several names, or None."""
        names = [f"{OTHER} {self.own}" if name == OTHER else name for name in self.chosen if name != OTHER or self.own]
        return (tuple(names) if self.many else names[0]) if names else None

    def draw(self, room: Room) -> list[Stripe]:
        """The list, and a row for the box if it is open."""
        gap = 1 if room.rows >= LOW else 0
        left = max(1, room.rows - (gap + 1 if self.editor() else 0))
        rows = choice_rows(
            self.options, self.focus, self.chosen, room.columns, left, many=self.many, glyphs=room.glyphs
        )
        self._box_row = len(rows) + gap
        return [*rows, *([BLANK] * (gap + 1) if self.editor() else ())]

    def press(self, key: str) -> bool:
        """Arrows, space, and the number of a row."""
        if key in ("up", "down", "k", "j"):
            self._move(-1 if key in ("up", "k") else 1)
        elif key == "space":
            self._take(max(0, self.focus))
        elif key.isdecimal() and key.isascii() and (at := self._numbered(key)) is not None:
            self._take(at)
        else:
            return False
        return True

    def _numbered(self, key: str) -> int | None:
        """The row of a digit: answers that are numbers keep theirs, as in questionnaires."""
        keys = [option.key or str(number) for number, option in enumerate(self.options, 1)]
        return keys.index(key) if key in keys else None

    def _move(self, by: int) -> None:
        self.focus = max(0, min(len(self.options) - 1, self.focus + by))
        if not self.many:
            self.chosen = [self.options[self.focus].name]

    def _take(self, at: int) -> None:
        self.focus = at
        name = self.options[at].name
        if not self.many:
            self.chosen = [name]
        elif name in self.chosen:
            self.chosen.remove(name)
        else:
            self.chosen.append(name)

    def tap(self, target: str) -> bool:
        """A row."""
        kind, _, name = target.partition(":")
        names = [option.name for option in self.options]
        if kind != "option" or name not in names:
            return False
        self._take(names.index(name))
        return True

    def hints(self) -> Sequence[Hint]:
        """Choosing, and with several also space."""
        keys = Hint("", "↑ ↓", "move" if self.many else "choose")
        return (Hint("space", "space", "mark"), keys) if self.many else (keys,)

    def editor(self) -> Editor | None:
        """Open while the last row is chosen and in focus."""
        if OTHER in self.chosen and self.options[self.focus].name == OTHER:
            return Editor("own words", self._box_row, self.own)
        return None

    def typed(self, text: str) -> None:
        """Words of one's own."""
        self.own = text.strip()

    def kept(self) -> str:
        """The names."""
        return "\n".join(_several(self.value()))


class YesNoPad(ChoicePad):
    """Yes or no, also by their first letters."""

    def __init__(self, given: Value | None = None) -> None:
        super().__init__(
            {"yes": "Yes", "no": "No"}, False, False, "yes" if given is True else "no" if given is False else None
        )

    def value(self) -> object:
        """A truth value, or None."""
        return {"yes": True, "no": False}.get(self.chosen[0]) if self.chosen else None

    def press(self, key: str) -> bool:
        """`y` and `n`, and what a list takes."""
        if key in ("y", "n"):
            self._take(0 if key == "y" else 1)
            return True
        return super().press(key)

    def hints(self) -> Sequence[Hint]:
        """The two letters."""
        return (Hint("y", "y", "yes"), Hint("n", "n", "no"))


class BodyPad(ChoicePad):
    """Places on the body: a map where there is room, else a list. Sides are the person's own."""

    def __init__(self, kind: Body, given: Value | None = None) -> None:
        self.regions = body.regions(kind.regions)
        super().__init__(self.regions, kind.many, False, given)
        self.grid = body_map.grid(self.regions)
        self.is_map = False

    @property
    def parts_itself(self) -> bool:
        """The map has its sides on top."""
        return self.is_map

    def count(self) -> str:
        """`2 marked`."""
        return f"{len(self.chosen)} marked" if self.many and self.chosen else ""

    def draw(self, room: Room) -> list[Stripe]:
        """The map or the list."""
        self.is_map = room.columns >= MAP_COLUMNS and room.rows >= 6
        if not self.is_map:
            return super().draw(room)
        name = self.options[self.focus].name if self.focus >= 0 else ""
        return body_map.map_rows(self.regions, name, self.chosen, room.columns, room.rows, glyphs=room.glyphs)

    def press(self, key: str) -> bool:
        """On the map arrows go to the place that lies there."""
        if not self.is_map or key not in ("up", "down", "left", "right", "k", "j"):
            return super().press(key)
        here = self.options[self.focus].name if self.focus >= 0 else ""
        there = body_map.neighbour(self.grid, here, {"k": "up", "j": "down"}.get(key, key))
        self.focus = [option.name for option in self.options].index(there)
        if not self.many:
            self.chosen = [there]
        return True

    def hints(self) -> Sequence[Hint]:
        """Arrows in both directions."""
        keys = Hint("", "←↑↓→" if self.is_map else "↑ ↓", "move")
        return (Hint("space", "space", "mark"), keys) if self.many else (keys,)


def pad_for(field: Field, given: Value | None = None, typed: str = "") -> Pad:
    """The pad of a question, with an answer given before (going back) or what was typed before (a draft)."""
    match field.kind:
        case Scale() as scale:
            return ScalePad(scale, given if given is not None else _figure(typed))
        case Choice(options=options, many=many, other=other):
            return ChoicePad(options, many, other, given if given is not None else tuple(typed.split("\n")))
        case Body() as kind:
            return BodyPad(kind, given if given is not None else tuple(typed.split("\n")))
        case Simple(kind="yes-no"):
            return YesNoPad(given if given is not None else {"True": True, "False": False}.get(typed))
        case _:
            return TypedPad(field, typed or as_typed(field, given))


def _figure(typed: str) -> float | None:
    try:
        return float(typed)
    except ValueError:
        return None


def _several(given: object) -> tuple[str, ...]:
    if isinstance(given, tuple):
        return tuple(str(each) for each in given if each)
    return (str(given),) if given is not None and given != "" else ()
