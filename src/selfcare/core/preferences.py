"""Preferences of this device: what can be chosen, and the words for it. `cli` keeps them, Settings shows them."""

from __future__ import annotations

from collections.abc import Mapping

from selfcare.core.frozen import frozen


@frozen
class Preference:
    """One choice of this device; without `options` any word is taken."""

    key: str
    title: str
    sentence: str
    options: Mapping[str, str]
    """The word that is kept, and how it reads."""
    default: str


PREFERENCES: tuple[Preference, ...] = (
    Preference(
        "theme",
        "Colours",
        "Light or dark, or as the terminal says.",
        {"auto": "as the terminal", "dark": "dark", "light": "light"},
        "auto",
    ),
    Preference(
        "motion",
        "Motion",
        "Reduced: one picture for each phase or second.",
        {"full": "full", "reduced": "reduced"},
        "full",
    ),
    Preference(
        "sound",
        "Sound",
        "Bells of sittings and reminders, and tones that lead the breath.",
        {"off": "off", "bells": "bells alone", "on": "bells and the breath"},
        "bells",
    ),
    Preference(
        "volume", "Volume", "Of tones and bells.", {"soft": "soft", "middle": "middle", "full": "full"}, "middle"
    ),
    Preference(
        "player",
        "Player",
        "Over a line from another machine the terminal's bell is rung, unless this machine is to play.",
        {"auto": "the best there is", "machine": "this machine", "terminal": "the terminal's bell"},
        "auto",
    ),
    Preference(
        "shape",
        "Breathing shape",
        "What fills and empties with the breath.",
        {"disc": "disc", "bar": "bar", "wave": "wave"},
        "disc",
    ),
    Preference(
        "rate",
        "Rate a practice",
        "One number before and one after a practice that you start by itself.",
        {"off": "no", "stress": "stress", "pain": "pain"},
        "off",
    ),
    Preference(
        "lines",
        "Plain lines",
        "What they say while you breathe.",
        {"phase": "each phase", "second": "each second", "sparse": "the first breath, then the minutes"},
        "phase",
    ),
    Preference(
        "glyphs",
        "Signs",
        "Plain signs suit a Linux console and fonts without blocks.",
        {"auto": "as the terminal", "full": "full", "blocks": "blocks", "plain": "plain"},
        "auto",
    ),
    Preference(
        "hours", "Clock", "How times are written.", {"auto": "as the locale", "24": "14:30", "12": "2:30 pm"}, "auto"
    ),
    Preference("language", "Language of plans", "Used where a plan has it, as fr; empty: as the locale.", {}, ""),
    Preference("zone", "Time zone", "Where the machine does not say, as Europe/Berlin; empty: as the machine.", {}, ""),
    Preference("keys", "Keys", "Other keys for commands, as tick=x, undo=ctrl+u.", {}, ""),
)
"""Every preference, in the order Settings shows them."""
