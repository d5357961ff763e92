"""The signs on screen: the full set, the same told apart by shape where there is no colour, and a plain one."""

from __future__ import annotations

import os
from typing import NamedTuple

from selfcare.core import prepclock


class Glyphs(NamedTuple):
    """One set of signs. `clock` is the prep clock's part of it."""

    open: str = "●"
    to_come: str = "○"
    done: str = "✓"
    skipped: str = "–"
    slipped: str = "·"
    focus: str = "▎"
    clock: prepclock.Glyphs = prepclock.FULL


FULL = Glyphs()
NO_COLOUR = FULL._replace(clock=prepclock.COLOURLESS)
PLAIN = Glyphs("*", "o", "x", "-", ".", ">", prepclock.PLAIN)


def choose(preference: str, *, colour: bool) -> Glyphs:
    """The set for a preference (`auto`, `full`, `blocks`, `plain`). `blocks` differs from `full` in drawings only."""
    if preference == "plain" or (preference == "auto" and is_plain_console()):
        return PLAIN
    return FULL if colour else NO_COLOUR


def is_plain_console() -> bool:
    """A Linux console, or a locale that is not UTF-8."""
    locale = next(filter(None, (os.environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))), "")
    return os.environ.get("TERM") == "linux" or bool(locale and "utf" not in locale.lower())
