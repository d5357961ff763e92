"""The palette: commands, routines of the plans in use, logs and practices, found by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.widgets import Input

from selfcare.core.start import Walk
from selfcare.tui.screens.page import Page, live_commands
from selfcare.tui.text import literal
from selfcare.tui.walks import ask, breathe, meditate

if TYPE_CHECKING:
    from selfcare.tui.app import Selfcare


LONGEST = 60
"""Characters to look for: each one costs more than the one before it."""


class Found(NamedTuple):
    """One thing the palette offers."""

    name: str
    help: str
    do: Callable[[], object]


class Commands(Provider):
    """Everything that can be done from where one is."""

    async def discover(self) -> Hits:
        """All of it, before anything is typed."""
        for found in self._all():
            yield DiscoveryHit(literal(found.name), found.do, text=found.name, help=_said(found.help))

    async def search(self, query: str) -> Hits:
        """What fits the letters."""
        matcher = self.matcher(query)
        for found in self._all():
            if (score := matcher.match(found.name)) > 0:
                _, offsets = matcher.fuzzy_search.match(query, found.name)
                yield Hit(score, _marked(found.name, offsets), found.do, text=found.name, help=_said(found.help))

    def _all(self) -> Iterator[Found]:
        page, app = self.screen, self.app
        for command in live_commands(page):
            if command.id != "palette":
                target = "app" if {"app", "preview"} & {*command.where} else "screen"
                action = f"{target}.{command.id.replace('-', '_')}"
                yield Found(_capital(command.title), command.sentence, partial(app.run_action, action))
        if isinstance(page, Page):
            yield from _walks(page.shell)


def _walks(app: Selfcare) -> Iterator[Found]:
    for used in app.env.shelf.in_use():
        for routine in used.plan.routines.values():
            yield Found(routine.title, used.plan.title, partial(app.start_walk, Walk(used.plan, routine)))
    for log in app.env.shelf.logs().values():
        yield Found(f"Log {log.title}", "Write it down now", partial(app.start_walk, ask(log)))
    for pattern in app.env.shelf.patterns().values():
        yield Found(pattern.title, "Breathing", partial(app.start_walk, breathe(pattern)))
    for sitting in app.env.shelf.sittings().values():
        yield Found(sitting.title, "Sitting", partial(app.start_walk, meditate(sitting)))


def _marked(name: str, offsets: object) -> Content:
    shown = literal(name)
    for at in offsets if isinstance(offsets, (list, tuple)) else ():
        shown = shown.stylize("bold", at, at + 1)
    return shown


def _said(words: str) -> str:
    """Textual asks for a string here and would read it as markup; `Content` it takes as it stands."""
    return cast("str", literal(words))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


class Finder(CommandPalette):
    """Textual's palette without its frames, in our colours."""

    DEFAULT_CSS = """
    Finder { background: transparent; }
    Finder > Vertical { margin-top: 1; background: $role-ground; }
    Finder #--input { border: none; height: 3; background: $role-raised; padding: 1 3; }
    Finder #--input.--list-visible { border: none; }
    Finder Input, Finder Input:focus { border: none; height: 1; padding: 0; background: $role-raised; }
    Finder Input:focus { background-tint: $role-raised 0%; color: $role-bright; }
    Finder Input > .input--cursor { background: $role-accent; color: $role-ink; text-style: none; }
    Finder Input > .input--placeholder { color: $role-muted; }
    Finder SearchIcon, Finder LoadingIndicator { display: none; }
    Finder CommandList { border: none; padding: 0; max-height: 60vh; scrollbar-size-vertical: 0; }
    Finder CommandList { background: $role-ground; color: $role-text; }
    Finder CommandList > .option-list--option { padding: 0 3; }
    Finder CommandList > .option-list--option-highlighted { background: $role-raised; color: $role-bright; }
    Finder CommandList:focus > .option-list--option-highlighted { background: $role-raised; color: $role-bright; }
    Finder > .command-palette--help-text { color: $role-muted; text-style: not bold; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+c", "app.help_quit", "leave")]

    def on_mount(self) -> None:
        """A few letters are enough."""
        self.query_one(Input).max_length = LONGEST

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave, once: after the first of two quick enters this screen is gone already."""
        return super().dismiss(result) if self.is_active else AwaitComplete.nothing()  # type: ignore[no-untyped-call]


def open_palette(app: App[object]) -> None:
    """Show it, once."""
    if not CommandPalette.is_open(app):
        app.push_screen(Finder(providers=[Commands], placeholder="what would you like to do?"))
