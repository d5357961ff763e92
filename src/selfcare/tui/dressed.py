"""How the app looks: theme, signs, clock and keys, as the person chose and the terminal can show them."""

from __future__ import annotations

import os
from collections.abc import Sequence

from textual.app import App
from textual.filter import LineFilter

from selfcare.core.commands import parse_keys
from selfcare.core.hours import Hours
from selfcare.core.ports import Env
from selfcare.errors import UsageError
from selfcare.tui import glyphs
from selfcare.tui.text import Gate
from selfcare.tui.theme import DARK_NAME, LIGHT_NAME, PLAIN_NAME, Depth, Ink, palette_of, themes


class Dressed(App[None]):
    """An app in our clothes. Everything that is painted is painted with its `ink`."""

    def __init__(self, env: Env) -> None:
        self._depth: Depth = "none" if "NO_COLOR" in os.environ else "full"
        super().__init__(ansi_color=True if self._depth == "none" else None)
        self.env = env
        self.chosen_keys: dict[str, str] = {}
        self.glyphs = glyphs.FULL
        self.hours: Hours = "24"
        self._ink: Ink | None = None
        self._gate = Gate()
        for theme in themes():
            self.register_theme(theme)
        self.dress()

    def dress(self) -> None:
        """Put on the theme, the signs and the keys that the person chose."""
        if self._depth == "full" and self.console.color_system in (None, "standard"):
            self._depth = "sixteen"
        get = self.env.preferences.get
        self.set_theme_word(get("theme"))
        self.glyphs = glyphs.choose(get("glyphs"), colour=self._depth != "none")
        self.hours = self.env.preferences.hours
        self.set_keys_words(get("keys"))

    def set_theme_word(self, word: str) -> None:
        """`auto`, `dark`, `light`, or the name of one of Textual's own; where there are few colours, the terminal's
        own.
        """
        name = {"dark": DARK_NAME, "light": LIGHT_NAME, "auto": LIGHT_NAME if _is_light_terminal() else DARK_NAME}.get(
            word, word
        )
        if self._depth != "full":
            name = PLAIN_NAME
        chosen = name if name in self.available_themes else DARK_NAME
        if self.is_running:
            self.theme = chosen
        else:
            self._begin_with(chosen)
        self._ink = None

    def _begin_with(self, theme: str) -> None:
        """Have the theme from the start: a change would read the style sheet twice more before the first frame."""
        self.remove_class(f"-theme-{self.theme}", update=False)
        self.set_reactive(Dressed.theme, theme)
        dark = self.current_theme.dark
        self.set_class(dark, "-dark-mode", update=False)
        self.set_class(not dark, "-light-mode", update=False)
        self.add_class(f"-theme-{theme}", update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def set_keys_words(self, words: str) -> None:
        """Use other keys. Words that cannot be understood change nothing."""
        try:
            self.chosen_keys = parse_keys(words)
        except UsageError:
            self.chosen_keys = {}
        self.set_keymap(self.chosen_keys)

    @property
    def ink(self) -> Ink:
        """The styles of the roles in the theme of now."""
        if self._ink is None:
            theme = self.current_theme
            self._ink = Ink(palette_of(theme), self._depth, dark=theme.dark and not _is_light_terminal())
        return self._ink

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and last of all the gate that lets no control character out."""
        return [*super().get_line_filters(), self._gate]


def _is_light_terminal() -> bool:
    """What the terminal says of its ground in `COLORFGBG` ("0;15"): 7 and 9 to 15 are light.

    Silence is taken for dark.
    """
    ground = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return ground.isdigit() and (int(ground) == 7 or 9 <= int(ground) <= 15)
