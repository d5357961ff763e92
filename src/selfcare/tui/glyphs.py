"""The signs on screen, in two sets: the full one and a plain one for consoles and fonts without them."""

from __future__ import annotations

import os
from typing import NamedTuple


class Glyphs(NamedTuple):
    """One set of signs. `blocks` (no braille) differs in the rings only and shares the full set."""

    open: str = "●"
    to_come: str = "○"
    done: str = "✓"
    skipped: str = "–"
    slipped: str = "·"
    appointment: str = "◆"
    later: str = "◇"
    now: str = "▾"
    now_line: str = "│"
    elapsed: str = "─"
    open_bar: str = "━"
    coming_bar: str = "━"
    left_half: str = "╸"
    right_half: str = "╺"
    before: str = "‹"
    after: str = "›"
    hour: str = "·"
    focus: str = "▎"


FULL = Glyphs()
NO_COLOUR = FULL._replace(coming_bar="╌")
PLAIN = Glyphs("*", "o", "x", "-", ".", "#", "+", "v", "|", "-", "=", ".", "=", "=", "<", ">", " ", ">")


def choose(preference: str, *, colour: bool) -> Glyphs:
    """The set for a preference (`auto`, `full`, `blocks`, `plain`)."""
    if preference == "plain" or (preference == "auto" and is_plain_console()):
        return PLAIN
    return FULL if colour else NO_COLOUR


def is_plain_console() -> bool:
    """A Linux console, or a locale that is not UTF-8."""
    locale = next(filter(None, (os.environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))), "")
    return os.environ.get("TERM") == "linux" or bool(locale and "utf" not in locale.lower())
