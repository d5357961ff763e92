"""The palette keeps its contrast, in full colour and in 256; sixteen colours and none rest on nothing unknown."""

from __future__ import annotations

import pytest
from rich.color import ColorSystem
from textual.theme import BUILTIN_THEMES

from selfcare.tui.theme import DARK, DARK_NAME, LIGHT, ROLES, Ink, palette_of, themes

TEXT_ON_GROUND = {"text": 7.0, "bright": 7.0, "muted": 7.0, "accent": 7.0, "care": 7.0}
"""Read during a run: seven."""
TEXT_ON_RAISED = {"text": 4.5, "bright": 4.5, "muted": 4.5, "accent": 4.5}
SHAPES = {"still": 3.0, "accent-soft": 3.0}


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The WCAG ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
def test_every_role_has_the_contrast_it_needs(palette: dict[str, str]) -> None:
    for role, least in TEXT_ON_GROUND.items():
        assert contrast(palette[role], palette["ground"]) >= least, role
    for role, least in TEXT_ON_RAISED.items():
        assert contrast(palette[role], palette["raised"]) >= least, role
    for role, least in SHAPES.items():
        assert contrast(palette[role], palette["ground"]) >= least, role
    assert contrast(palette["ink"], palette["accent"]) >= 4.5


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
def test_the_nearest_of_256_colours_keep_the_contrast(palette: dict[str, str]) -> None:
    ink = Ink(palette)
    ground = ink.style("text").bgcolor
    assert ground is not None
    under = ground.downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex
    for role, least in {**dict.fromkeys(TEXT_ON_GROUND, 4.5), **SHAPES}.items():
        colour = ink.style(role).color
        assert colour is not None
        assert contrast(colour.downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex, under) >= least - 0.3, role


def test_our_themes_carry_the_roles_as_variables() -> None:
    for theme in themes():
        assert {f"role-{role}" for role in ROLES} <= set(theme.variables)


@pytest.mark.parametrize("name", [name for name, theme in BUILTIN_THEMES.items() if not theme.ansi])
def test_a_theme_of_textual_fills_every_role(name: str) -> None:
    palette = palette_of(BUILTIN_THEMES[name])
    assert set(palette) == set(ROLES)
    assert contrast(palette["bright"], palette["ground"]) >= 4.5
    assert contrast(palette["text"], palette["ground"]) >= 4.0


def test_sixteen_colours_use_the_terminals_own() -> None:
    ink = Ink(DARK, "sixteen")
    for role in ROLES:
        style = ink.style(role, False, "raised")
        assert style.color is not None and style.color.triplet is None
        assert not style.dim
    assert ink.style("muted").color == ink.style("text").color
    assert ink.style("accent").bold
    assert not ink.style("accent-soft").bold
    assert ink.style("care").color != ink.style("text").color
    assert Ink(LIGHT, "sixteen", dark=False).style("care").bold


def test_without_colour_only_bold_and_reverse_are_left() -> None:
    ink = Ink(DARK, "none")
    for role in ROLES:
        assert ink.style(role).color is None
        assert ink.style(role).bgcolor is None
    assert ink.style("here").reverse
    assert ink.style("bright").bold


def test_a_style_is_made_once() -> None:
    ink = Ink(DARK)
    assert ink.style("muted") is ink.style("muted")
    assert themes()[0].name == DARK_NAME
