"""The palette by role, light and dark, and the style each role has in full colour, in sixteen colours and in none.

Widgets name roles and never colours. `Ink` is asked by everything that paints; the themes are registered by the app.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from rich.color import Color
from rich.style import Style
from textual.theme import Theme

Depth = Literal["full", "sixteen", "none"]
"""How many colours the terminal has."""

DARK: Mapping[str, str] = {
    "ground": "#12181a",
    "raised": "#1a2225",
    "band": "#1e292c",
    "line": "#2f3b3e",
    "still": "#5f7074",
    "muted": "#9bacaa",
    "text": "#dbe4df",
    "bright": "#f4f7f2",
    "accent": "#8fd3b6",
    "accent-soft": "#467a69",
    "ink": "#0e1715",
    "care": "#ecc08a",
}

LIGHT: Mapping[str, str] = {
    "ground": "#f7f5ef",
    "raised": "#ecebe2",
    "band": "#e6e6db",
    "line": "#c9ccc0",
    "still": "#78837e",
    "muted": "#47534f",
    "text": "#26302e",
    "bright": "#111a18",
    "accent": "#145946",
    "accent-soft": "#548b7b",
    "ink": "#ffffff",
    "care": "#7c4205",
}

ROLES = tuple(DARK)

DARK_NAME = "selfcare-dark"
LIGHT_NAME = "selfcare-light"
PLAIN_NAME = "selfcare-plain"
"""The theme of a terminal with sixteen colours or none: everything is the terminal's own."""


def themes() -> tuple[Theme, ...]:
    """Ours, to be registered."""
    return (_theme(DARK_NAME, DARK, dark=True), _theme(LIGHT_NAME, LIGHT, dark=False), _plain_theme())


def _theme(name: str, palette: Mapping[str, str], *, dark: bool) -> Theme:
    return Theme(
        name=name,
        primary=palette["accent"],
        secondary=palette["accent-soft"],
        accent=palette["accent"],
        success=palette["accent"],
        warning=palette["care"],
        error=palette["care"],
        foreground=palette["text"],
        background=palette["ground"],
        surface=palette["raised"],
        panel=palette["raised"],
        boost=palette["raised"],
        dark=dark,
        text_alpha=1.0,
        variables=role_variables(palette),
    )


def _plain_theme() -> Theme:
    default, cyan = "ansi_default", "ansi_cyan"
    roles = dict.fromkeys(ROLES, default) | {"accent": cyan, "accent-soft": cyan, "care": "ansi_yellow"}
    roles |= {"line": "ansi_bright_black", "still": "ansi_bright_black", "ink": "ansi_black"}
    return Theme(
        name=PLAIN_NAME,
        primary=cyan,
        secondary=cyan,
        accent=cyan,
        warning="ansi_yellow",
        error="ansi_yellow",
        success=cyan,
        foreground=default,
        background=default,
        surface=default,
        panel=default,
        boost=default,
        ansi=True,
        variables=role_variables(roles) | {"ansi-background": default, "ansi-foreground": default},
    )


def role_variables(palette: Mapping[str, str]) -> dict[str, str]:
    """The roles as variables of the style sheet: `$care` and friends are `$role-care`."""
    return {f"role-{role}": colour for role, colour in palette.items()}


def palette_of(theme: Theme) -> Mapping[str, str]:
    """The roles of any theme: ours as they stand, for one of Textual's the nearest thing it has."""
    if theme.name in (DARK_NAME, LIGHT_NAME):
        return DARK if theme.dark else LIGHT
    if theme.ansi:
        return DARK
    return _borrowed(theme.to_color_system().generate(), dark=theme.dark)


def _borrowed(variables: Mapping[str, str], *, dark: bool) -> Mapping[str, str]:
    from textual.color import Color as Shade

    def solid(name: str) -> Shade:
        colour = Shade.parse(variables[name])
        return colour if colour.a == 1 else Shade.parse(variables["background"]).blend(colour, colour.a, 1)

    ground, text, accent = solid("background"), solid("foreground"), solid("primary")
    raised, strongest = solid("surface"), Shade(255, 255, 255) if dark else Shade(0, 0, 0)
    if abs(accent.brightness - ground.brightness) < 0.35:
        accent = accent.blend(strongest, 0.45)
    shades = {
        "ground": ground,
        "raised": raised,
        "band": ground.blend(text, 0.1),
        "line": ground.blend(text, 0.2),
        "still": ground.blend(text, 0.45),
        "muted": ground.blend(text, 0.75),
        "text": text,
        "bright": text.blend(strongest, 0.6),
        "accent": accent,
        "accent-soft": ground.blend(accent, 0.55),
        "ink": ground,
        "care": solid("warning").blend(strongest, 0.25),
    }
    return {role: shade.hex6.lower() for role, shade in shades.items()}


class Ink:
    """The styles of the roles. `style("muted")`, `style("bright", bold=True, ground="raised")`."""

    def __init__(self, palette: Mapping[str, str], depth: Depth = "full", *, dark: bool = True) -> None:
        self.palette = palette
        self.depth: Depth = depth
        self.dark = dark
        self.style = lru_cache(512)(self._style)

    def _style(self, role: str, bold: bool = False, ground: str = "ground") -> Style:
        """`here` is the current place and the chosen number: bright and bold, in reverse where there is no colour."""
        if role == "here":
            return self._here(ground)
        if self.depth == "none":
            return Style(bold=bold or role == "bright" or None)
        if self.depth == "sixteen":
            return _sixteen(role, bold, ground, self.dark)
        return Style.from_color(Color.parse(self.palette[role]), Color.parse(self.palette[ground])) + Style(bold=bold)

    def _here(self, ground: str) -> Style:
        if self.depth == "none":
            return Style(bold=True, reverse=True)
        return self._style("bright", True, ground)


@lru_cache(1)
def _night() -> Ink:
    return Ink(DARK)


def darkened(ink: Ink) -> Ink:
    """For a page that nobody is to look at: our dark colours, where the terminal has more than its own."""
    return _night() if ink.depth == "full" and not ink.dark else ink


_SIXTEEN = {"accent": "cyan", "accent-soft": "cyan", "line": "bright_black", "still": "bright_black", "ink": "black"}


def _sixteen(role: str, bold: bool, ground: str, dark: bool) -> Style:
    name = "yellow" if role == "care" and dark else _SIXTEEN.get(role, "default")
    strong = bold or role in ("bright", "accent") or (role == "care" and not dark)
    under = "cyan" if ground == "accent" else "default"
    return Style(color=name, bgcolor=under, bold=strong and role != "accent-soft")
