"""The app: five places, the commands that work everywhere, the theme, and the only caller that saves.

It is handed an `Env` and knows nothing else of the machine. Screens are made when they are first shown.
"""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import App
from textual.binding import BindingType
from textual.driver import Driver

from selfcare.core.commands import PLACES, command, shown_keys
from selfcare.core.event import Event
from selfcare.core.ports import Env
from selfcare.errors import SelfcareError, StorageError
from selfcare.tui import signals
from selfcare.tui.dressed import Dressed
from selfcare.tui.keys import bindings
from selfcare.tui.saving import Saver

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.widget import Widget

    from selfcare.core.start import Walk
    from selfcare.tui.screens.page import Page

T = TypeVar("T")

QUIET = 0.6
"""Seconds without a change after which what can wait is written."""

HUNG_UP = 129
"""128 + SIGHUP: the terminal went away."""
BUG = 70


class Selfcare(Dressed):
    """The full-screen face of selfcare."""

    TITLE = "selfcare"
    DEFAULT_MODE = "today"
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app")]
    EVERYWHERE: ClassVar[tuple[str, ...]] = ("app",)
    """Which commands of the table work on every screen."""

    def __init__(self, env: Env, start: Walk | None = None) -> None:
        super().__init__(env)
        self.saver = Saver(env.journal)
        self._quiet: Timer | None = None
        self.is_painted = False
        """Whether Today stands on the alternate screen already, painted before Textual was there."""
        self._start = start
        self._ending = False
        self._looked = env.clock.now()
        for place in PLACES:
            self.add_mode(place, self._factory(place))

    def beside(self, page: Page[T]) -> Iterable[Widget]:
        """What stands beside a page, docked to an edge; the page's canvas has the rest."""
        return ()

    # Places

    def _factory(self, place: str) -> Callable[[], Page[None]]:
        def make() -> Page[None]:
            return self._home() if place == "today" else self._open(place)

        return make

    def _home(self) -> Page[None]:
        if self._start is not None:
            return self.walk_screen(self._start)
        is_new = not self.env.shelf.in_use() and not self.env.journal.events(
            ("appointment.made", "plan.used"), newest=1
        )
        if is_new and not self.env.marks.left() and not self._has_left_a_walk():
            from selfcare.tui.screens.first_run import FirstRun

            return FirstRun(self.env)
        return self._open("today")

    def _has_left_a_walk(self) -> bool:
        """Whether a walk of a plan that was never followed can be gone on with."""
        if not self.env.journal.events(("run.started",), newest=1):
            return False
        from selfcare.core.agenda import read
        from selfcare.tui.walks import of_run

        return any(of_run(self.env, run) for run in read(self.env).runs)

    def _open(self, place: str) -> Page[None]:
        match place:
            case "practice":
                from selfcare.tui.screens.practice import Practice as Place
            case "history":
                from selfcare.tui.screens.history import History as Place  # type: ignore[assignment]
            case "plans":
                from selfcare.tui.screens.plans import Plans as Place  # type: ignore[assignment]
            case "settings":
                from selfcare.tui.screens.settings import Settings as Place  # type: ignore[assignment]
            case _:
                from selfcare.tui.screens.today import Today as Place  # type: ignore[assignment]
        return Place(self.env)

    def walk_screen(self, walk: Walk) -> Page[None]:
        """The screen that goes through a walk."""
        from selfcare.tui.screens.run import Run

        return Run(self.env, walk)

    async def start_walk(self, walk: Walk) -> None:
        """Go through a routine, a checklist or a practice; leaving it comes back here."""
        await self.push_screen(self.walk_screen(walk))

    async def go(self, place: str) -> None:
        """To one of the five places."""
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        if place != self.current_mode:
            cast("Page[None]", self.screen).when_left()
        await self.switch_mode(place)

    def to_today(self) -> None:
        """From the first screen to Today. It cannot be awaited: the first screen, which asks for it, ends with it."""
        self.screen._push_result_callback(self, None)  # every pushed screen has one to give up, a mode's first has not
        self.switch_screen(self._open("today"))

    async def action_today(self) -> None:
        """To Today."""
        await self.go("today")

    async def action_practice(self) -> None:
        """To Practice."""
        await self.go("practice")

    async def action_history(self) -> None:
        """To History."""
        await self.go("history")

    async def action_plans(self) -> None:
        """To Plans."""
        await self.go("plans")

    async def action_settings(self) -> None:
        """To Settings."""
        await self.go("settings")

    async def action_help(self) -> None:
        """What can be done here."""
        from selfcare.tui.screens.help import Help

        if not isinstance(self.screen, Help):
            await self.push_screen(Help(self.env, self.screen))

    async def action_warnings(self) -> None:
        """When to get help, and whom to call."""
        from selfcare.tui.screens.page import Page
        from selfcare.tui.screens.warnings import Warnings

        if not isinstance(self.screen, Warnings):
            plans = self.screen.plans() if isinstance(self.screen, Page) else ()
            await self.push_screen(Warnings(self.env, plans))

    def action_palette(self) -> None:
        """Every command, and the plans by name."""
        from selfcare.tui.palette import open_palette

        open_palette(cast("App[object]", self))

    async def action_back(self) -> None:
        """To where one came from; from a place, to Today."""
        if len(self.screen_stack) > 1:
            self.screen.dismiss(None)
        elif self.current_mode != "today" and not cast("Page[None]", self.screen).goes_back():
            await self.go("today")

    def leave(self) -> None:
        """A page of its own accord has nothing more to show: back, or out if it was all that was asked for."""
        if len(self.screen_stack) > 1:
            self.screen.dismiss(None)
        else:
            self.call_next(self.action_quit)

    # Saving

    async def save(self, *events: Event) -> bool:
        """Append events.

        True once they are durable, and the screen shows it; False: a card says why and offers another try.
        """
        saved = await self.saver.save(*events)
        if not saved:
            await self._tell_unsaved()
            return False
        self.renew()
        return True

    async def do(self, work: Callable[[], T]) -> T | None:
        """Do other writing (use a plan, change a setting) on the saving thread; a failure is told and answered with
        None.
        """
        try:
            done = await self.saver.run(work)
        except SelfcareError as error:
            await self.tell(str(error))
            return None
        self.renew()
        return done

    def renew(self) -> None:
        """Something was written: what is in front reads it anew, and so does the glance file."""
        from selfcare.tui.screens.page import Page

        if isinstance(self.screen, Page):
            self.screen.refresh_state()
            self.screen.show()
        self.keep_glance()

    def keep_glance(self) -> None:
        """Have the glance file written, once it is quiet: working it out would hold up the next key."""
        if self._quiet is not None:
            self._quiet.stop()
        self._quiet = self.set_timer(QUIET, self._when_quiet)

    def _when_quiet(self) -> None:
        from selfcare.tui.screens.page import Page

        self._quiet = None
        picture, size = [], self.size
        if self.screen_stack and isinstance(self.screen, Page):
            picture = self.screen.picture()
        self.later(lambda: self._look_after(picture, size.width, size.height))

    def _look_after(self, picture: list[str], columns: int, rows: int) -> None:
        """What can wait until nobody does: the glance file, and the journal's copy of the day."""
        self.env.glance.refresh(picture, columns, rows)
        with suppress(SelfcareError):  # a copy that fails does not say that a save failed; `doctor` shows its age
            self.env.journal.tidy()

    def finish(self) -> None:
        """Wait for what was begun to be written. The screen is gone by then."""
        self.saver.finish()

    def later(self, work: Callable[[], object]) -> None:
        """Have something done on the saving thread; nobody waits for it."""
        self.saver.later(work)

    async def tell(self, sentence: str) -> None:
        """A sentence that must be read before going on."""
        from selfcare.tui.screens.sheet import Notice

        await self.push_screen(Notice(self.env, sentence))

    async def _tell_unsaved(self) -> None:
        from selfcare.tui.screens.sheet import Unsaved

        if not isinstance(self.screen, Unsaved):
            await self.push_screen(Unsaved(self.env))

    async def action_retry(self) -> None:
        """Save again what could not be saved."""
        await self.save()

    # Leaving

    def action_help_quit(self) -> None:
        """ctrl+c ends other programs: say which key leaves this one. Textual's own words would be a toast."""
        from selfcare.tui.screens.page import Page

        page = next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Page)), None)
        if page is not None:
            page.tell_below(f"{shown_keys(command('quit'), self.chosen_keys)} leaves selfcare")

    async def action_quit(self) -> None:
        """Keep what is half done, wait for what is being written, leave.

        With something unsaved: say so once, then leave.
        """
        from selfcare.tui.screens.sheet import Unsaved

        told = isinstance(self.screen, Unsaved)
        saved = await self.saver.keep(self._pages())
        if not saved and not told:
            await self._tell_unsaved()
            return
        if self._quiet is not None:
            self._quiet.stop()
            self._when_quiet()
        self.exit(return_code=0 if saved else StorageError.exit_code)

    def _pages(self) -> list[Page[object]]:
        from selfcare.tui.screens.page import Page

        return [screen for stack in self._screen_stacks.values() for screen in stack if isinstance(screen, Page)]

    @property
    def is_ending(self) -> bool:
        """Whether it is ended from outside: by a signal, or because the terminal went away."""
        return self._ending

    def hang_up(self) -> None:
        """The terminal is gone."""
        self.end(HUNG_UP)

    def end(self, code: int) -> None:
        """End from outside, with this exit code; what is half done is kept."""
        if not self._ending:
            self._ending = True
            self._ending_task = asyncio.ensure_future(self._end(code))

    async def _end(self, code: int) -> None:
        try:
            await self.saver.keep(self._pages())
        finally:
            self.exit(return_code=code)

    # The life of the app

    def on_mount(self) -> None:
        """Catch the signals that end a program, and let the garbage collector rest until the first frame is out."""
        signals.install(asyncio.get_running_loop(), self.end)
        self.app_resume_signal.subscribe(self, lambda _: self.screen.refresh())  # the terminal forgot what it showed
        self.call_after_refresh(_first_frame_is_out)
        self._wait_for_minute()

    def _wait_for_minute(self) -> None:
        now = self.env.clock.now()
        self.set_timer(60.05 - now.second - now.microsecond / 1e6, self._minute)

    def _minute(self) -> None:
        self._wait_for_minute()
        self.on_minute()

    def on_minute(self) -> None:
        """The minute of the clock has changed: the page in front is told, and outside a run what falls due is said.

        Between two minutes nothing happens.
        """
        from selfcare.tui.screens.page import Page

        if isinstance(self.screen, Page):
            self.screen.on_minute()
        last, self._looked = self._looked, self.env.clock.now()
        if "run" not in getattr(self.screen, "WHERE", ()):  # there an import would be in the way of a sign
            from selfcare.tui.reminding import remind

            remind(self, last, self._looked)

    def on_unmount(self) -> None:
        """Give the signals back."""
        signals.remove(asyncio.get_running_loop())

    @property
    def bug(self) -> Exception | None:
        """What went wrong in the program itself, if anything did."""
        return self._exception

    def _handle_exception(self, error: Exception) -> None:
        """End without a word: Textual would print a traceback with the person's answers in it."""
        self._return_code = BUG
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def get_driver_class(self) -> type[Driver]:
        """Our terminal where there is one to repair; else what Textual takes."""
        if os.name != "posix":
            return super().get_driver_class()
        from selfcare.tui.terminal import Terminal

        return Terminal


def _first_frame_is_out() -> None:
    gc.freeze()
    gc.enable()
