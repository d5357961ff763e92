"""Cards that lie over the lower part of a screen: one question to type an answer to, one choice, one notice."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.widgets import Input

from selfcare.core.ports import Env
from selfcare.errors import UsageError
from selfcare.tui.keys import bindings
from selfcare.tui.layout import Frame, frame, key_hints, place
from selfcare.tui.paint import Press, Row
from selfcare.tui.screens.listpage import scrolled
from selfcare.tui.screens.page import Page
from selfcare.tui.text import fit, wrap

Answer = TypeVar("Answer")

LONGEST = 500
"""Characters of a typed line: more would make the field slow."""


class Sheet(Page[Answer]):
    """A card at the foot of the screen; what is behind it stays in sight."""

    DEFAULT_CSS = """
    Sheet { background: transparent; align: left bottom; layers: card field; &:ansi { background: transparent; } }
    Sheet Canvas { dock: bottom; height: 8; background: $role-raised; layer: card; }
    Sheet Input {
        layer: field; dock: bottom; height: 1; border: none; padding: 0; background: $role-band; color: $role-bright;
        &:focus { border: none; background: $role-band; background-tint: $role-band 0%; }
        & > .input--cursor { background: $role-band; color: $role-accent; text-style: reverse; }
        & > .input--placeholder { color: $role-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("app"),
        ("escape", "back", "back"),
        ("ctrl+c", "app.help_quit", "leave"),
    ]
    ROWS = 8

    @property
    def is_modal(self) -> bool:
        """The screen behind stays in sight and takes no keys; those of the app are bound here, since they would be cut
        off too.
        """
        return True

    def on_resize(self) -> None:
        """The card is never taller than the screen."""
        self.canvas.styles.height = min(self.needed(self.size), self.size.height)

    def needed(self, size: Size) -> int:
        """How many rows the card would like."""
        return self.ROWS

    def card(self, size: Size) -> list[Row]:
        """An empty card."""
        return [Row("raised") for _ in range(size.height)]


class Ask(Sheet[str]):
    """One question with a line to type in.

    `check` refuses with a `UsageError`, whose sentence is shown; `does` says what enter does; escape leaves it.
    """

    def __init__(
        self,
        env: Env,
        question: str,
        hint: str = "",
        *,
        initial: str = "",
        check: Callable[[str], object] | None = None,
        does: str = "save",
    ) -> None:
        super().__init__(env)
        self._does = does
        self._question = question
        self._hint = hint
        self._initial = initial
        self._check = check
        self._error = ""

    def compose(self) -> ComposeResult:
        """The card and the field on it."""
        yield from super().compose()
        field = Input(self._initial, max_length=LONGEST, select_on_focus=False)
        field.cursor_blink = False
        yield field

    def on_mount(self) -> None:
        """Typing begins at once."""
        self.query_one(Input).focus()

    def on_resize(self) -> None:
        """The field stands at the page's margin."""
        super().on_resize()
        page = frame(self.size)
        field = self.query_one(Input)
        field.styles.width = max(1, page.width)
        field.styles.margin = (0, 0, min(3, max(0, self.size.height - 2)), page.left)

    def paint(self, size: Size) -> list[Row]:
        """Question, hint or error, the field's row, keys."""
        page, rows = frame(size), self.card(size)
        if len(rows) > 1:
            rows[1].put(page.left, self._question, "bright", bold=True)
        second = self._error or self._hint
        for y, line in enumerate(wrap(second, page.width)[:2] if second else (), 2):
            if y < len(rows) - 4:
                rows[y].put(page.left, line, "text" if self._error else "muted")
        if len(rows) > 2:
            key_hints(rows[-2], page.left, [("enter", self._does), ("esc", "back")], page.right)
        return rows

    def on_input_changed(self) -> None:
        """A new try clears the sentence about the last."""
        if self._error:
            self._error = ""
            self.show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the words back if they will do."""
        event.stop()
        try:
            if self._check is not None:
                self._check(event.value)
        except UsageError as error:
            self._error = str(error)
            self.show()
            return
        self.dismiss(event.value)


DIGITS: list[BindingType] = [(str(number), f"take({number})", "choose") for number in range(1, 10)]


AIRY = 8
"""Rows of a card from which there are empty ones around its list."""


class Pick(Sheet[str]):
    """One of a few, by number, arrows or mouse. Gives back the word of the choice.

    The list scrolls with the focus where the screen is lower than the list.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list"), ("enter,space", "choose", "choose"), *DIGITS]

    def __init__(self, env: Env, question: str, options: dict[str, str], *, hint: str = "") -> None:
        super().__init__(env)
        self._question = question
        self._options = options
        self._hint = hint
        self._at = 0
        self._top = 0
        self.ROWS = len(options) + 6

    def paint(self, size: Size) -> list[Row]:
        """Question, as many options as there is room for, keys."""
        page, rows = frame(size), self.card(size)
        air = 1 if len(rows) >= AIRY else 0
        head, keys = Row("raised"), Row("raised")
        head.put(page.left, fit(self._question, page.width), "bright", bold=True)
        place(rows, air, head)
        hint = self._hint_lines(page, len(rows)) if air else []
        for y, line in enumerate(hint, 2):
            rows[y].put(page.left, line, "muted")
        key_hints(keys, page.left, [("enter", "choose"), ("esc", "back")], page.right)
        if len(rows) > 2:
            place(rows, len(rows) - 1 - air, keys)
        self._list(rows, page, 1 + 2 * air + max(0, len(hint) - 1), len(rows) - 1 - 2 * air)
        return rows

    def needed(self, size: Size) -> int:
        """Its rows, and those that the hint takes after its first."""
        return self.ROWS + max(0, len(wrap(self._hint, frame(size).width)) - 1)

    def _hint_lines(self, page: Frame, height: int) -> list[str]:
        """The whole hint where the list stands whole beside it, else as much as fits in one row."""
        lines = wrap(self._hint, page.width) if self._hint else []
        return lines if self.ROWS + len(lines) - 1 <= height else [fit(self._hint, page.width)]

    def _list(self, rows: list[Row], page: Frame, y: int, end: int) -> None:
        """The options around the one in focus; the last row says so where there are more of them."""
        count, room = len(self._options), end - y
        is_long = count > room
        self._top = scrolled([1] * count, self._at, self._top, max(1, room - is_long))
        is_more = is_long and room > 1 and self._top + room < count
        for index in range(self._top, min(count, self._top + room - is_more)):
            place(rows, y, self._option(page, index))
            y += 1
        if is_more:
            more = Row("raised")
            more.put(page.left + 3, fit("more below", page.width - 3), "muted")
            more.press(0, 999, self._onward(self._top + room - 1))
            place(rows, y, more)

    def _option(self, page: Frame, index: int) -> Row:
        here, row, left = index == self._at, Row("raised"), page.left
        if here:
            row.put(max(0, left - 2), self.glyphs.focus, "accent")
        if index < len(DIGITS):
            row.put(left, str(index + 1), "accent")
        words = list(self._options.values())[index]
        row.put(left + 3, fit(words, page.width - 3), "bright" if here else "text", bold=here)
        row.press(0, 999, lambda: self.dismiss(list(self._options)[index]))
        return row

    def _onward(self, index: int) -> Press:
        def press() -> None:
            self._at = self._top = index
            self.show()

        return press

    def action_up(self) -> None:
        """The option above."""
        self._at = max(0, self._at - 1)
        self.show()

    def action_down(self) -> None:
        """The option below."""
        self._at = min(len(self._options) - 1, self._at + 1)
        self.show()

    def action_choose(self) -> None:
        """Take the option."""
        self.dismiss(list(self._options)[self._at])

    def action_take(self, number: int) -> None:
        """Take the option of that number."""
        if number <= len(self._options):
            self.dismiss(list(self._options)[number - 1])


class Notice(Sheet[None]):
    """Words to be read, on a card as tall as they need; any of the usual keys goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("enter,space,q", "back", "back"),
        ("up,k", "up", "up"),
        ("down,j", "down", "down"),
    ]

    def __init__(self, env: Env, sentence: str) -> None:
        super().__init__(env)
        self._sentence = sentence
        self._top = 0

    def keys(self) -> list[tuple[str, str]]:
        """What can be done."""
        return [("enter", "go on")]

    def needed(self, size: Size) -> int:
        """As many as the words take."""
        return max(self.ROWS, len(wrap(self.sentence(), frame(size).width)) + 4)

    def sentence(self) -> str:
        """What is said."""
        return self._sentence

    def paint(self, size: Size) -> list[Row]:
        """The sentence, and the way on."""
        page, rows = frame(size), self.card(size)
        lines, room = wrap(self.sentence(), page.width), max(0, len(rows) - 4)
        self._top = max(0, min(self._top, len(lines) - room))
        for y, line in enumerate(lines[self._top :][:room], 1):
            rows[y].put(page.left, line, "bright", bold=True)
        if len(rows) > 2:
            more = [("↓", "more")] if self._top + room < len(lines) else []
            key_hints(rows[-2], page.left, [*more, *self.keys()], page.right)
        return rows

    def action_up(self) -> None:
        """Up, where the words are longer than the screen."""
        self._top = max(0, self._top - 1)
        self.show()

    def action_down(self) -> None:
        """Down."""
        self._top += 1
        self.show()


class Unsaved(Notice):
    """Something could not be saved: why, and another try. It stays until the save succeeds or it is put aside."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "again", "try again")]

    def __init__(self, env: Env) -> None:
        super().__init__(env, "")

    def sentence(self) -> str:
        """Why."""
        return f"not saved yet: {self.shell.saver.sentence}"

    def keys(self) -> list[tuple[str, str]]:
        """Again, aside, or away."""
        return [
            ("enter", "try again"),
            ("esc", "later, it is kept until you leave"),
            (self.key_of("quit"), "leave without it"),
        ]

    async def action_again(self) -> None:
        """Save again."""
        if await self.shell.saver.save():
            self.dismiss(None)
            self.app.call_next(self.shell.renew)
        else:
            self.show()
