"""What somebody means who types the word and not its letter: `count`, `go on`, `let it go`. Asked at the prompts that
take letters alone, never where an answer is in a person's own words.
"""

from __future__ import annotations

from collections.abc import Collection

WORDS = {
    "": ("", "enter", "go on", "go", "on", "continue", "resume", "done", "ok", "begin", "start"),
    "a": ("anew", "begin anew", "begin it anew", "start anew", "start again", "begin", "start"),
    "b": ("back", "go back"),
    "c": ("count", "count it", "count what was done"),
    "g": ("gentler", "something gentler"),
    "l": ("let go", "let it go"),
    "n": ("no", "anew", "begin anew", "leave it"),
    "q": ("quit", "leave", "exit"),
    "s": ("skip", "skip it", "end", "end it", "stop"),
    "w": ("warnings", "warning signs"),
    "y": ("yes",),
    "?": ("help",),
}
"""By letter, empty for enter. A word of two letters is understood where only one of them is asked for."""


def letter(typed: str, keys: Collection[str]) -> str:
    """The one of `keys` that is meant, else what was typed, without a full stop at its end."""
    word = " ".join(typed.casefold().split()).rstrip(".")
    if word in keys:
        return word
    meant = [key for key, words in WORDS.items() if key in keys and word in words]
    return meant[0] if len(meant) == 1 else word
