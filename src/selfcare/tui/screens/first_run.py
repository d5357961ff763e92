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
from selfcare.tui.layout import blank, measure, place
from selfcare.tui.paint import Press, Row
from selfcare.tui.screens.page import Page
from selfcare.tui.text import fit

PREP = "acupuncture-prep"
DAILY = "daily-stress"

MARK = ("⢀⡠⠤⠤⢄⡀", "⠜⢀⣶⣶⡀⠣", "⢣⠸⣿⣿⠇⡜", "⠈⠒⠤⠤⠒⠁")
"""A ring with a disc in it, in braille dots."""


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
        """The mark, what this is, three choices, what it is not."""
        page, rows = measure(size), blank(size.height)
        narrow, low = page.width < 60, size.height < 22
        y = 1 if low else 2
        if not narrow and not low:
            self._mark(rows, page.left, y)
        left = page.left + (0 if narrow else 14 if not low else 3)
        for offset, (words, role) in enumerate(
            (
                ("selfcare", "bright"),
                ("Before, between and after your sessions.", "muted"),
                ("All of it stays on this computer.", "muted"),
            )
        ):
            row = rows[y + offset + (not low)] if y + offset + (not low) < len(rows) else Row()
            row.put(left, fit(words, page.right - left), role, bold=role == "bright")
        y += 4 if low else 6
        step = 4 if not low else 3 if size.height >= 16 else 1
        for index, choice in enumerate(CHOICES):
            self._choice(rows, page.left, page.right, y + index * step, index, choice, step)
        foot = Row()
        key, meaning = self.hints("help")[0]
        end = foot.put_right(page.right, f"{key} {meaning}", "muted")
        foot.put(
            page.left + (0 if narrow else 3),
            fit("It reminds and records. It does not diagnose or treat.", end - page.left - 5),
            "muted",
        )
        place(rows, size.height - 2, foot)
        return rows

    def _mark(self, rows: list[Row], left: int, y: int) -> None:
        for offset, dots in enumerate(MARK):
            rows[y + offset].put(left + 3, dots, "accent")

    def _choice(self, rows: list[Row], left: int, right: int, y: int, index: int, choice: Choice, step: int) -> None:
        """A number, a title, a sentence; the one in focus on a raised ground with its bar."""
        here = index == self._at
        first, last = (y, y + 3) if step == 4 else (y, y + min(1, step - 1))
        for at in range(first, last + 1):
            if here and at < len(rows):
                rows[at].fill(left, right, "raised")
                rows[at].put(left, self.glyphs.focus, "accent", ground="raised")
                rows[at].under = "raised"
            if at < len(rows):
                rows[at].press(left, right, self._pressed(index))
        title = y + (step == 4)
        if title < len(rows):
            rows[title].put(left + 3, str(index + 1), "accent")
            rows[title].put(left + 7, fit(choice.title, right - left - 8), "bright" if here else "text", bold=here)
        if step > 1 and title + 1 < len(rows):
            rows[title + 1].put(left + 7, fit(choice.sentence, right - left - 8), "muted")

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
            await self.shell.to_today()

    async def _take_routine(self) -> None:
        if await self._use(DAILY):
            await self.shell.to_today()

    async def _use(self, name: str) -> bool:
        try:
            await self.shell.saver.run(lambda: self.env.shelf.use(name))
        except SelfcareError as error:
            await self.shell.tell(str(error))
            return False
        return True

    async def _show_authors(self) -> None:
        await self.shell.tell(
            "Copy a plan that comes close, change its words and hours, and have it checked:\n"
            "selfcare plan check my-plan.toml\n"
            "selfcare run my-plan.toml"
        )
