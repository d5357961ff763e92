"""The first screen: three choices, and from an appointment's time to Today with the clock running."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual.binding import BindingType
from textual.geometry import Size

from selfcare.core import acts
from selfcare.core.ports import Env
from selfcare.core.typed import instant
from selfcare.errors import SelfcareError
from selfcare.tui.keys import bindings
from selfcare.tui.layout import Frame, blank, measure, place
from selfcare.tui.paint import Press, Row
from selfcare.tui.screens.page import Page
from selfcare.tui.text import fit, wrap

PREP = "acupuncture-prep"
DAILY = "daily-stress"

RING = (" ⢀⠤⠒⠒⠒⠤⡀", "⡰⠁     ⠈⢆", "⡇       ⢸", "⠱⡀     ⢀⠎", " ⠈⠒⠤⠤⠤⠒⠁")
DISC = ("", "  ⢠⣴⣶⣦⡄", "  ⣿⣿⣿⣿⣿", "  ⠘⠻⠿⠟⠃")
"""The mark in braille dots: a full breath, and the one that is being taken."""


class Choice(NamedTuple):
    """One way to begin."""

    title: str
    sentence: str


CHOICES = (
    Choice("I have an appointment", "What to do, and leave out, until it starts"),
    Choice("I want a daily routine", "Slow breathing, a sitting, one number a day"),
    Choice("I write plans", "Start from an example and check it as you go"),
)


class FirstRun(Page[None]):
    """Shown while no plan is in use and nothing was ever written down."""

    WHERE: ClassVar[tuple[str, ...]] = ("list",)
    PLACE: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("list"),
        ("1", "choose(0)", "appointment"),
        ("2", "choose(1)", "routine"),
        ("3", "choose(2)", "plans"),
        ("enter,space", "open", "choose"),
    ]

    def __init__(self, env: Env) -> None:
        super().__init__(env)
        self._at = 0

    def paint(self, size: Size) -> list[Row]:
        """The mark, what this is, three choices, what it is not.

        Where rows are short, the mark goes, then the empty rows.
        """
        page, rows = measure(size), blank(size.height)
        roomy = page.width >= 60 and size.height >= 22
        y = self._head(rows, page, roomy=roomy)
        inner = page.width - (8 if roomy else 4)
        heights = [1 + len(wrap(choice.sentence, inner)) for choice in CHOICES]
        around = 1 if roomy else 0
        between = 0 if roomy else 1 if sum(heights) + y + 5 <= size.height else 0
        for index, choice in enumerate(CHOICES):
            sentences = wrap(choice.sentence, inner) if y + sum(heights[index:]) <= size.height - 3 else []
            self._choice(rows, page, y, index, sentences, around)
            y += 1 + len(sentences) + 2 * around + between
        self._foot(rows, page)
        return rows

    def _head(self, rows: list[Row], page: Frame, *, roomy: bool) -> int:
        """The name and what it is for, beside the mark where there is room; the row after them."""
        top, left = (2, page.left + 15) if roomy else (1, page.left)
        if roomy:
            for y, (ring, disc) in enumerate(zip(RING, (*DISC, ""), strict=True), top):
                rows[y].put(page.left + 2, ring, "accent-soft")
                for column, dots in enumerate(disc):
                    if dots != " ":
                        rows[y].put(page.left + 2 + column, dots, "accent")
        told = [("selfcare", "bright")]
        for sentence in ("Before, between and after your sessions.", "All of it stays on this computer."):
            told += [(line, "muted") for line in wrap(sentence, page.right - left)]
        y = top + roomy
        for text, role in told[: max(1, len(rows) - 6)]:
            row = rows[y] if y < len(rows) else Row()
            row.put(left, text, role, bold=role == "bright")
            y += 1
        return top + 6 if roomy else y + (len(rows) >= 16)

    def _choice(self, rows: list[Row], page: Frame, y: int, index: int, sentences: list[str], around: int) -> None:
        """A number, a title, a sentence; the one in focus on a raised ground with its bar."""
        here, choice = index == self._at, CHOICES[index]
        left = page.left + (1 if around else 0)
        first, last = y, y + len(sentences) + 2 * around
        for row in rows[first : last + 1]:
            row.press(page.left - 2, page.right + 2, self._pressed(index))
            if here:
                row.fill(page.left - 2, page.right + 2, "raised")
                row.put(page.left - 2, self.glyphs.focus, "accent", ground="raised")
                row.under = "raised"
        title, *others = (*rows[y + around : last + 1], Row())
        title.put(left, str(index + 1), "accent")
        title.put(left + 4, fit(choice.title, page.right - left - 4), "bright" if here else "text", bold=here)
        for row, sentence in zip(others, sentences, strict=False):
            row.put(left + 4, sentence, "muted")

    def _foot(self, rows: list[Row], page: Frame) -> None:
        foot = Row()
        key, meaning = self.hints("help")[0]
        end = foot.put_right(
            page.right, f"{key} {meaning}", "muted", press=lambda: self.app.call_next(self.shell.action_help)
        )
        words = "It reminds and records. It does not diagnose or treat."
        left = page.left + (1 if page.width >= 60 else 0)
        if left + len(words) < end:
            foot.put(left, words, "muted")
        else:
            first, *rest = wrap(words, end - left - 2)
            foot.put(left, " ".join(rest), "muted")
            above = Row()
            above.put(left, first, "muted")
            if not any(row.pieces for row in rows[-3:-2]):
                place(rows, len(rows) - 3, above)
        place(rows, len(rows) - 2, foot)

    def _pressed(self, index: int) -> Press:
        return lambda: self.action_choose(index)

    def action_up(self) -> None:
        """The choice above."""
        self._at = max(0, self._at - 1)
        self.show()

    def action_down(self) -> None:
        """The choice below."""
        self._at = min(len(CHOICES) - 1, self._at + 1)
        self.show()

    def action_open(self) -> None:
        """Take the choice in focus."""
        self.action_choose(self._at)

    def action_choose(self, index: int) -> None:
        """Begin one of the three ways."""
        self._at = index
        self.show()
        self.app.call_next((self._ask_when, self._take_routine, self._show_authors)[index])

    async def _ask_when(self) -> None:
        from selfcare.tui.screens.sheet import Ask

        async def answered(typed: str | None) -> None:
            if typed is not None:
                await self._begin(typed)

        hint = "a time such as 14:30, tomorrow 9:00, fri 2:30pm or 2026-12-03 14:30"
        check = lambda typed: instant(typed, self.env.clock.now())  # noqa: E731
        await self.app.push_screen(Ask(self.env, "When is your appointment?", hint, check=check), answered)

    async def _begin(self, typed: str) -> None:
        """Offer the prep plan: it is taken into use with the appointment, and can be dropped under Plans."""
        starts = instant(typed, self.env.clock.now())
        if await self._use(PREP) and await self.shell.saver.save(acts.make_appointment(starts, acts.stamp(self.env))):
            self.shell.to_today()

    async def _take_routine(self) -> None:
        if await self._use(DAILY):
            self.shell.to_today()

    async def _use(self, name: str) -> bool:
        try:
            await self.shell.saver.run(lambda: self.env.shelf.use(name))
        except SelfcareError as error:
            await self.shell.tell(str(error))
            return False
        return True

    async def _show_authors(self) -> None:
        from selfcare.tui.screens.authors import Authors

        await self.app.push_screen(Authors(self.env))
