"""What every screen of the app is: a page that paints rows on one canvas, knows its commands and gives up nothing when
it is left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.geometry import Size
from textual.screen import Screen

from selfcare.core.commands import PLACES, Command, command, commands_of, shown_keys
from selfcare.core.event import Event
from selfcare.core.ports import Env
from selfcare.tui.layout import NARROW, Frame, blank, frame
from selfcare.tui.paint import Canvas, Row
from selfcare.tui.text import fit

if TYPE_CHECKING:
    from selfcare.core.plan import Plan
    from selfcare.tui.app import Selfcare
    from selfcare.tui.glyphs import Glyphs
    from selfcare.tui.stages.own_keys import OwnKey

Result = TypeVar("Result")

SAID_FOR = 6.0
"""Seconds that words said below stay."""


class Page(Screen[Result]):
    """A screen that paints itself. Say `WHERE` (what of the table of commands is live) and write `paint`."""

    WHERE: ClassVar[tuple[str, ...]] = ()
    PLACE: ClassVar[str] = ""
    """The place it belongs to, by command id; empty on a run and on cards."""
    AUTO_FOCUS = ""

    def __init__(self, env: Env) -> None:
        super().__init__()
        self.env = env
        self._below = ""
        self._is_fresh = False
        """Whether what it shows was read a moment ago."""

    @property
    def shell(self) -> Selfcare:
        """The app, with its own type."""
        return cast("Selfcare", self.app)

    @property
    def glyphs(self) -> Glyphs:
        """The signs in use."""
        return self.shell.glyphs

    def compose(self) -> ComposeResult:
        """One canvas."""
        yield Canvas(self._painted, lambda: self.shell.ink)
        yield from self.shell.beside(self)

    def paint(self, size: Size) -> list[Row]:
        """The rows of the page for this size: at most `size.height` of them. Pure: state in, rows out."""
        raise NotImplementedError

    def _painted(self, size: Size) -> list[Row]:
        """The page, and what is said below in its last row, which is left empty for air."""
        rows = self.paint(size)
        if not self._below or size.height < 1:
            return rows
        page, rows = frame(size), [*rows, *blank(size.height - len(rows))]
        rows[-1] = Row(rows[-1].ground)
        rows[-1].put(page.left, fit(self._below, page.width), "muted")
        return rows

    def tell_below(self, words: str) -> None:
        """Quiet words at the foot for a few seconds. They cover nothing that counts."""
        self._below = words
        self.show()
        self.set_timer(SAID_FOR, partial(self._said_below, words))

    def _said_below(self, words: str) -> None:
        if self._below == words:
            self._below = ""
            self.show()

    def show(self) -> None:
        """Paint again what changed."""
        for canvas in self.query_children(Canvas):
            canvas.show()

    @property
    def canvas(self) -> Canvas:
        """Where the page is painted."""
        return self.query_one(Canvas)

    def on_screen_resume(self) -> None:
        """Coming back: the world may have changed. A place that is opened is told twice in a row, and reads once."""
        if not self._is_fresh:
            self._is_fresh = True
            self.call_later(setattr, self, "_is_fresh", False)
            self.refresh_state()
            self.show()

    def refresh_state(self) -> None:
        """Read what the page shows. Called whenever the page comes to the front and after every save."""

    def on_minute(self) -> None:
        """The minute of the clock has changed. Called on the page in front."""

    def drafts(self) -> Mapping[str, str]:
        """Half-typed answers to keep if the app ends now, by key."""
        return {}

    def plans(self) -> Sequence[Plan]:
        """Plans whose warning signs belong here, beside those that are followed."""
        return ()

    def commands(self) -> list[Command]:
        """What of the table of commands means anything on this page, as it is now."""
        return commands_of(*self.WHERE)

    def own_keys(self) -> Sequence[OwnKey]:
        """Keys that belong to what stands on the page, before any command."""
        return ()

    def is_own(self, key: str, command_id: str) -> bool:
        """Whether what stands on the page takes this key of a command for itself."""
        return False

    def standing(self) -> str:
        """A caution that holds while this page is in front; help says it first."""
        return ""

    def picture(self) -> list[str]:
        """Itself for the next start to show at once, row by row; empty: not this page."""
        return []

    def goes_back(self) -> bool:
        """Take back what stands on the page, as the words of a search, if anything does. False: the page is left."""
        return False

    def when_left(self) -> None:
        """Another place is gone to."""

    def leaving(self) -> tuple[Event, ...]:
        """Events to save if the app ends now, as the place in a run."""
        return ()

    def when_kept(self) -> None:
        """What `leaving` gave is saved, and the app ends."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave, once: a second word of a screen that is gone already would take the next one with it."""
        return super().dismiss(result) if self.is_active else AwaitComplete.nothing()  # type: ignore[no-untyped-call]

    def action_back(self) -> None:
        """To where one came from."""
        self.dismiss(None)

    def key_of(self, name: str) -> str:
        """The key of a command, as it stands on screen."""
        return shown_keys(command(name), self.shell.chosen_keys)

    def hints(self, *ids: str) -> list[tuple[str, str]]:
        """Keys and meanings of these commands."""
        return [(self.key_of(name), command(name).title) for name in ids]

    def title_row(self, frame: Frame, title: str, right: str = "") -> Row:
        """Title left, and what stands at its right margin."""
        row = Row()
        row.put(frame.left, title, "muted")
        if right:
            row.put_right(frame.right, right, "muted")
        return row

    def places_row(self, frame: Frame) -> Row:
        """The five places, the current one bold, and where help is."""
        row, column = Row(), frame.left
        narrow = frame.width < NARROW
        for name in PLACES:
            here = name == self.PLACE
            start = column
            column = row.put(column, self.key_of(name), "accent" if here else "muted")
            if here or not narrow:
                column = row.put(column + 1, command(name).title, "here" if here else "muted")
            row.press(start, column, partial(self.app.call_next, self.shell.go, name))
            column += 3 if narrow else 4
        help_key, meaning = self.hints("help")[0]
        if column + len(help_key) + len(meaning) < frame.right:
            row.put_right(
                frame.right, f"{help_key} {meaning}", "muted", press=lambda: self.app.call_next(self.shell.action_help)
            )
        return row


def live_commands(screen: Screen[object]) -> list[Command]:
    """The commands that work on a screen: its own first, then those that work everywhere."""
    own = screen.commands() if isinstance(screen, Page) else []
    everywhere = screen.shell.EVERYWHERE if isinstance(screen, Page) else ("app",)
    return own + [each for each in commands_of(*everywhere) if each not in own]
