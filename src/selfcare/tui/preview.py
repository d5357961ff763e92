"""The preview of a plan: the app as it is, in a world of its own, with the file's problems and the hours beside it.

`cli` hands over the world (an `Env` that keeps nothing), the clock of that world, the file and the hours. The file is
looked at away from the screen; a version with errors leaves the last good one where it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.binding import BindingType
from textual.geometry import Size
from textual.widget import Widget

from selfcare.core import when
from selfcare.core.ports import Env
from selfcare.core.preview import Reading, Source, Stretch, Travelling, Watch, change_before, next_change, same
from selfcare.core.when import Span
from selfcare.tui.app import Selfcare
from selfcare.tui.keys import bindings
from selfcare.tui.layout import blank, measure, place
from selfcare.tui.paint import Row
from selfcare.tui.preview_side import Side
from selfcare.tui.screens.page import Page
from selfcare.tui.screens.sheet import Sheet
from selfcare.tui.text import wrap

if TYPE_CHECKING:
    from selfcare.core.hours import Hours
    from selfcare.tui.glyphs import Glyphs
    from selfcare.tui.theme import Ink

T = TypeVar("T")

PAUSE = 0.03
"""Seconds between two looks at the file."""
STEP = Span(seconds=15 * 60)


class Unready(Page[None]):
    """In place of the plan before the first version without errors."""

    WHERE: ClassVar[tuple[str, ...]] = ()
    PLACE: ClassVar[str] = "today"

    def paint(self, size: Size) -> list[Row]:
        """One sentence."""
        page, rows = measure(size), blank(size.height)
        told = "There is no plan to show yet. It opens here as soon as its file has no errors."
        for y, line in enumerate(wrap(told, page.width), max(1, size.height // 3)):
            row = Row()
            row.put(page.left, line, "muted")
            place(rows, y, row)
        return rows


class Preview(Selfcare):
    """The app on one plan. Implements `Desk` for what stands beside it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("preview")]
    EVERYWHERE: ClassVar[tuple[str, ...]] = ("preview", "app")

    def __init__(
        self, env: Env, clock: Travelling, source: Source, stretch: Stretch, *, is_watching: bool = True
    ) -> None:
        self._time = clock
        self._source = source
        self.stretch = stretch
        self._is_watching = is_watching
        self._watch = Watch()
        self._looking: asyncio.Task[None] | None = None
        self.at = 0
        self.is_whole = False
        self._watch.begin(source.stamp())
        self.reading = source.read()
        self.shown: Reading | None = None
        if self.reading.is_shown:
            source.take()
            self.shown = self.reading
        super().__init__(env)

    # What stands beside a page asks

    @property
    def file(self) -> str:
        """See `Desk`."""
        return self._source.name

    @property
    def instant(self) -> datetime:
        """See `Desk`."""
        return self._time.now()

    @property
    def has_visit(self) -> bool:
        """See `Desk`."""
        return bool(self.env.journal.events(("appointment.made",), newest=1))

    @property
    def times(self) -> Hours:
        """See `Desk`."""
        return self.hours

    @property
    def signs(self) -> Glyphs:
        """See `Desk`."""
        return self.glyphs

    @property
    def inks(self) -> Ink:
        """See `Desk`."""
        return self.ink

    def key_hints(self) -> list[tuple[str, str]]:
        """See `Desk`."""
        from selfcare.core.commands import command, shown_keys

        def key(name: str) -> str:
            return shown_keys(command(name), self.chosen_keys)

        has_keys = isinstance(self.focused, Side)
        whole = [(key("whole"), "list" if self.is_whole else "whole")] if has_keys and self.reading.findings else []
        return [
            (key("pane"), "plan" if has_keys else "problems"),
            *whole,
            (f"{key('time-back')} {key('time-on')}", "15 min"),
            (f"{key('change-before')} {key('change-next')}", "change"),
            *([(key("visit"), "visit")] if self.has_visit else []),
        ]

    def choose(self, at: int) -> None:
        """See `Desk`."""
        self.at = max(0, min(at, len(self.reading.findings) - 1))
        self._show_beside()

    def turn(self) -> None:
        """See `Desk`."""
        self.is_whole = not self.is_whole and bool(self.reading.findings)
        self._show_beside()

    def travel(self, instant: datetime) -> None:
        """See `Desk`."""
        self._time.to(self.stretch.within(instant))
        self._looked = self.env.clock.now()  # what fell due on the way is passed over in silence
        self._show_all()

    # Pages

    def beside(self, page: Page[T]) -> Iterable[Widget]:
        """The problems and the hours; cards lie over them."""
        if isinstance(page, Sheet):
            return ()
        side = Side(self)
        side.fit_in(self.size)
        return (side,)

    def _home(self) -> Page[None]:
        return self._open("today") if self.shown is not None else Unready(self.env)

    def on_resize(self) -> None:
        """Every side finds its place in the new size."""
        self.call_after_refresh(self._fit_sides)

    def _fit_sides(self) -> None:
        for side in self._sides():
            side.fit_in(side.screen.size)

    def _sides(self) -> Iterable[Side]:
        return [side for screen in self.screen_stack for side in screen.query_children(Side)]

    def _show_beside(self) -> None:
        for side in self._sides():
            side.show()

    def _show_all(self) -> None:
        """The page in front reads its world anew; those behind it do when they come back."""
        if isinstance(self.screen, Page):
            self.screen.refresh_state()
            self.screen.show()
        self._show_beside()

    def on_minute(self) -> None:
        """The minute of the preview's clock."""
        super().on_minute()
        self._show_beside()

    def keep_glance(self) -> None:
        """There is no next start to keep a picture for."""

    def renew(self) -> None:
        """Something was written."""
        super().renew()
        self._show_beside()

    # Keys

    async def action_pane(self) -> None:
        """From the plan to the problems, and back."""
        side = next(iter(self.screen.query_children(Side)), None)
        if side is None:
            return
        if side.has_focus:
            self.screen.set_focus(self._typing())
        else:
            side.focus()
        self.call_after_refresh(self._show_beside)

    def _typing(self) -> Widget | None:
        """Where somebody was typing on this page, if anywhere."""
        return next(iter(self.screen.query("Input, TextArea")), None)

    def action_time_back(self) -> None:
        """A quarter of an hour back."""
        self.travel(_quarter(self.instant, -1))

    def action_time_on(self) -> None:
        """A quarter of an hour on."""
        self.travel(_quarter(self.instant, 1))

    def action_change_before(self) -> None:
        """To the change before."""
        self.travel(change_before(self.env, self.stretch))

    def action_change_next(self) -> None:
        """To the next change."""
        self.travel(next_change(self.env, self.stretch))

    def action_visit(self) -> None:
        """To the appointment."""
        self.travel(self.stretch.appointment)

    # The file

    def on_mount(self) -> None:
        """Begin to look at the file."""
        if self._is_watching:
            self._looking = asyncio.create_task(self._look_on())

    async def _look_on(self) -> None:
        while True:
            await asyncio.sleep(PAUSE)
            await self.look()

    async def look(self) -> None:
        """One look at the file. What is read while it is written again is dropped."""
        stamp = await asyncio.to_thread(self._source.stamp)
        if not self._watch.step(stamp, is_doubtful=stamp is None or self._source.is_empty()):
            return
        if stamp is None:
            self.receive(Reading(self.reading.findings, None))
            return
        reading = await asyncio.to_thread(self._source.read)
        if await asyncio.to_thread(self._source.stamp) == stamp:
            self.receive(reading)
        else:  # written again meanwhile; or made of files that were not known before
            self._watch.again()

    def receive(self, reading: Reading) -> None:
        """Show what a look at the file said; focus and place stay."""
        before = self.reading.findings
        chosen = before[self.at] if self.at < len(before) else None
        self.reading = reading
        self.at = same(reading.findings, chosen, self.at) if chosen else 0
        if chosen is None or not any(
            (each.code, each.message) == (chosen.code, chosen.message) for each in reading.findings
        ):
            self.is_whole = False
        if reading.is_shown:
            self._source.take()
            is_first, self.shown = self.shown is None, reading
            if is_first and isinstance(self.screen, Unready):
                self.to_today()
                return
        self._show_all()

    def on_unmount(self) -> None:
        """Look no more."""
        if self._looking is not None:
            self._looking.cancel()


def _quarter(instant: datetime, direction: int) -> datetime:
    """The next full quarter of an hour in a direction."""
    past = (instant.minute % 15) * 60 + instant.second + instant.microsecond / 1e6
    if direction > 0:
        return when.later(instant, Span(seconds=STEP.seconds - past))
    return when.earlier(instant, Span(seconds=past if past >= 1 else STEP.seconds + past))


def show(env: Env, clock: Travelling, source: Source, stretch: Stretch) -> int:
    """Open the preview until it is left; returns the exit code."""
    from selfcare import tui

    return tui.show(Preview(env, clock, source, stretch))
