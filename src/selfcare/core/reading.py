"""How hard a text is to read: two school grades, by formula alone.

Flesch–Kincaid (Kincaid and others, Navy Research Branch Report 8-75, 1975) counts syllables, Coleman–Liau (Journal of
Applied Psychology 60, 1975, doi 10.1037/h0076540) counts letters. Both were made for English prose and are a proxy:
names such as "acupuncture" inflate them, so those count as a word of two syllables. Called by the checker of plans.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from selfcare.core.frozen import frozen

NAMES = frozenset((
    "acupuncture", "acupuncturist", "acupuncturists", "aspirin", "electroacupuncture", "haemophilia", "ibuprofen",
    "lymphoedema", "meditation", "migraine", "migraines", "osteoarthritis", "paracetamol", "sciatica",
))  # fmt: skip
"""Names of treatments, conditions and medicines that have no plainer twin."""
NAME_SYLLABLES, NAME_LETTERS = 2, 6
"""What a name counts as: a usual word."""
MOST_KEPT = 20_000
"""Words whose syllables are kept."""

_STOPS = tuple(".!?:;…")
_CLOSING = dict.fromkeys(map(ord, "\"'”’)]"))
_BREAKS = dict.fromkeys(map(ord, '"#$%&()*+,./:;<=>?@[\\]^_`{|}~!…“”«»–—'), " ")
"""What parts words; `don't` and `light-headed` are one each."""
_PARTS = re.compile(r"[^\W\d_]+|\d+")
_GROUPS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^aeiouy]|[aeiou]u)e$|[^aeioutdy]ed$|[^aeiouy](?<![sxzcg])(?<!sh)(?<!ch)es$")
_SPOKEN = re.compile(r"(?:[^aeiouy]l|[^aeiouyl]r)e[sd]?$")
_TWO = re.compile(
    r"(?<![tscgx])i(?!ons?\b)[auo]|(?<![aeiou])[aeu]o(?!u)|[^qg]ua(?!r)|aic\b|oe[mt]|eum|eing|iet|uin|ying|oing|uou"
    r"|iu[ms]"
)
"""Two vowels that are spoken as two."""
_ODD = {
    "area": 3, "being": 2, "business": 2, "create": 2, "diary": 3, "different": 3, "doing": 2, "evening": 2,
    "every": 2,
    "everyone": 3, "everything": 3, "fluid": 2, "going": 2, "idea": 3, "ideas": 3, "people": 2, "science": 2,
    "sometimes": 2, "somebody": 3, "someone": 2, "something": 2, "quiet": 2, "react": 2, "really": 2, "realise": 3,
    "usual": 3, "usually": 4, "vegetable": 4, "whole": 1, "being's": 2, "trial": 2, "trials": 2, "diabetes": 4,
    "lion": 2, "lions": 2, "theatre": 3, "guided": 2, "medicine": 3,
    "medicines": 3, "one": 1, "ones": 1, "ache": 1, "aches": 1, "headache": 2, "headaches": 2, "therefore": 2,
    "comfortable": 4, "interesting": 4, "several": 3, "favourite": 3, "clothes": 1, "eye": 1, "eyes": 1,
}  # fmt: skip
"""Words whose spelling tells too much or too little."""


@frozen
class Grades:
    """How hard a text is, as years of school in the United States."""

    words: int
    flesch_kincaid: float
    coleman_liau: float
    with_names: float
    """Flesch–Kincaid with names counted as they are."""


def syllables(word: str) -> int:
    """How many syllables an English word has, by its spelling; a number counts as one."""
    if word in _ODD:
        return _ODD[word]
    word = word.replace("’", "'")
    if "'" in word:
        bare = word.replace("'", "")
        return syllables(bare) + (bare.endswith(("snt", "dnt", "vent")) and len(bare) > 4)
    return sum(_spelled(part) if part[0].isalpha() else 1 for part in _PARTS.findall(word)) or 1


def _spelled(word: str) -> int:
    if word in _ODD:
        return _ODD[word]
    if not word.isascii():
        return max(1, len(word) // 3)
    count = len(_GROUPS.findall(word)) + len(_TWO.findall(word))
    if len(word) > 3 and _SILENT.search(word) and not _SPOKEN.search(word):
        count -= 1
    return max(count, 1)


class _Kept(dict[str, int]):
    """The syllables of words that were met before."""

    def __missing__(self, word: str) -> int:
        if len(self) >= MOST_KEPT:
            self.clear()
        found = self[word] = syllables(word)
        return found


_KEPT = _Kept()


def sentences(text: str) -> int:
    """How many sentences a text has: a stop, a colon, a semicolon or the end of a line ends one."""
    bare = text.translate(_CLOSING)
    lines = sum(1 for line in bare.split("\n") if line and not line.isspace())
    return sum(bare.count(f"{stop} ") for stop in _STOPS) + lines


def grades(texts: Iterable[str]) -> Grades:
    """How hard several short texts are that are read together."""
    whole = "\n".join(texts).strip()
    words = whole.lower().translate(_BREAKS).split()
    if " -" in whole or "'" in whole or "’" in whole:
        words = [word for word in words if word.strip("-'’")]
    if not words:
        return Grades(0, 0.0, 0.0, 0.0)
    count, ends, spoken = len(words), sentences(whole), sum(map(_KEPT.__getitem__, words))
    letters, eased = sum(map(len, words)), spoken
    if not NAMES.isdisjoint(words):
        names = [word for word in words if word in NAMES]
        eased += sum(NAME_SYLLABLES - _KEPT[name] for name in names)
        letters += sum(NAME_LETTERS - len(name) for name in names)
    return Grades(
        count,
        _flesch_kincaid(count, ends, eased),
        5.88 * letters / count - 29.6 * ends / count - 15.8,
        _flesch_kincaid(count, ends, spoken),
    )


def _flesch_kincaid(words: int, sentences: int, spoken: int) -> float:
    return 0.39 * words / sentences + 11.8 * spoken / words - 15.59
