"""Did you mean: the nearest of the names that would have been right, and how lists of them are said."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 40
"""Longer words than a name may be are not compared: guessing would cost more than it helps."""
MOST_CANDIDATES = 200
MOST_LISTED = 12


def nearest(word: str, candidates: Iterable[str], alike: float = 0.67) -> str:
    """The candidate most like `word`, or an empty string if none is so much like it (1 is the same)."""
    import difflib

    if not word or len(word) > LONGEST:
        return ""
    known = list(candidates)[:MOST_CANDIDATES]
    folded = word.lower().replace("_", "-").replace(" ", "-")
    if folded in known:
        return folded
    return next(iter(difflib.get_close_matches(folded, known, n=1, cutoff=alike)), "")


def listed(words: Iterable[str]) -> str:
    """`a, b, c`, cut short after a dozen."""
    known = list(words)
    shown = ", ".join(known[:MOST_LISTED])
    return f"{shown} and {len(known) - MOST_LISTED} more" if len(known) > MOST_LISTED else shown
