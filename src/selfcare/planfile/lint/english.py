"""What the rules about words know of English: sentences, what stands before a word in one, and who says no to it.

Any "no", "if" or "when" before a word is enough here, as it is for claims and wording. Whether words are advice, or
advice against, is asked of `clauses`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

REACH = 240
"""Characters before and after a place that are looked at."""
_END = re.compile(r"[.!?…]+(?=[\s\"'”’)\]]|$)|\n")
_STOP = re.compile(r"[;:]\s|\bbut\b", re.IGNORECASE)
_NO = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|cannot|without|nor|neither|hardly|unlikely|whether|if|unless|until|when"
    r"|while|once(?=\s+(?:the|your|it|you|they)\b))\b|n['’]t\b",
    re.IGNORECASE,
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a text begins and ends, its stop included."""
    start = 0
    for match in _END.finditer(text):
        yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def sentence(text: str, position: int) -> tuple[int, int]:
    """The sentence that a position is in, as far as it is near."""
    start, end = max(0, position - REACH), min(len(text), position + REACH)
    for match in _END.finditer(text, start, position):
        start = match.end()
    ending = _END.search(text, position, end)
    return start, ending.end() if ending else end


def asks(text: str, position: int) -> bool:
    """Whether the sentence that a position is in is a question."""
    start, end = sentence(text, position)
    return "?" in text[max(start, end - 3) : end]


def before(text: str, position: int) -> str:
    """What its clause says before a position: the sentence from its beginning, a colon, a semicolon or a "but"."""
    start, _ = sentence(text, position)
    said = text[start:position]
    stops = [match.end() for match in _STOP.finditer(said)]
    return said[stops[-1] :] if stops else said


def after(text: str, position: int) -> str:
    """What its clause says from a position on."""
    _, end = sentence(text, max(position - 1, 0))
    said = text[position:end]
    stop = _STOP.search(said)
    return said[: stop.start()] if stop else said


def denied(text: str, position: int) -> bool:
    """Whether its clause says no, or only "if" or "when", before a position."""
    return _NO.search(before(text, position)) is not None


def says_no(words: str) -> bool:
    """Whether some words say no, or only "if" or "when"."""
    return _NO.search(words) is not None


def word_set(words: str) -> frozenset[str]:
    """Words with spaces between, as a set to look for."""
    return frozenset(words.split())


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of these words and phrases, the longest first; a space stands for any blanks or a hyphen."""
    found = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"[\s\-]+") for word in found) + ")"


def whole(words: Iterable[str]) -> re.Pattern[str]:
    """The same as whole words, in any case."""
    return re.compile(rf"(?<![\w])(?:{one_of(words)})(?![\w])", re.IGNORECASE)
