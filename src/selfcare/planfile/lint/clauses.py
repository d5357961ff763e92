"""Who says what in a sentence: whether words are advice, or advice against, a question, or a condition.

The rules that protect people ask it before they report. It knows a little English and no grammar: it lets through what
is plainly no advice, and nothing else. Rules about claims and wording let through more, and ask `english`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from selfcare.planfile.lint.subject import Found, Subject

_END = re.compile(r"[.!?;](?=[\s\"'\u201d\u2019)]|$)|\n")
_NOT = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|without|cannot|neither|nor|avoid|against|refuse)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
_TURN = re.compile(r"\b(?:and|but|then|so|just|only|instead|please|yet|until|unless)\b|:", re.IGNORECASE)
"""Behind one of these something new is said: a `not` before it is over."""
_LISTED = re.compile(
    r"(?:[\s,]|\b(?:stop|skip|cut|halve|wean|leave|out|off|down|change|start|adjust|alter|miss|delay|reduce|drop|pause"
    r"|put|give|up|come|take|eat|drink|fast|or|nor|ever|even|suddenly|simply|yourself|on|double|share|lower|omit|quit"
    r"|throw|away|use|do|push|pull|wait|call|ask|ring)\b)*",
    re.IGNORECASE,
)
"""What may stand between a `not` and a later verb of the same list: `do not change, skip or stop`."""
_IF = re.compile(
    r"\b(?:if|when|whenever|in case|before|who|(?:some )?people|others)(?: (?:you|they|people|i))?"
    r"(?: (?:ever|do|have to|want to|wish to|need to|plan to|decide to|would like to|are told to|are asked to"
    r"|have been told to|think you want to))? $",
    re.IGNORECASE,
)


class Sentence(NamedTuple):
    """The sentence that a match stands in."""

    words: str
    start: int
    """Where the match begins in it."""
    end: int

    @property
    def before(self) -> str:
        """What stands in front of the match."""
        return self.words[: self.start]

    @property
    def after(self) -> str:
        """What stands behind it."""
        return self.words[self.end :]

    @property
    def is_question(self) -> bool:
        """Whether it asks: questions give no advice."""
        return self.words.rstrip().endswith("?")

    @property
    def is_denied(self) -> bool:
        """Whether a `not` in front of the match governs it: `do not skip or stop`, `no need to`, `never`."""
        for found in _NOT.finditer(self.before):
            between = self.before[found.end() :]
            if _TURN.search(between):
                continue
            if "," not in between or between.startswith(",") or _LISTED.fullmatch(between):
                return True
        return False

    @property
    def is_supposed(self) -> bool:
        """Whether the match only says on what condition something is: `if you miss a dose`."""
        return _IF.search(self.before) is not None


def sentence(text: str, start: int, end: int) -> Sentence:
    """The sentence around a stretch of a text."""
    first = max((found.end() for found in _END.finditer(text, 0, start)), default=0)
    last = _END.search(text, end)
    stop = last.end() if last else len(text)
    lead = len(text[first:stop]) - len(text[first:stop].lstrip())
    first = min(first + lead, start)
    return Sentence(text[first:stop], start - first, end - first)


def around(found: Found) -> Sentence:
    """The sentence that a match stands in."""
    return sentence(found.text.words, found.match.start(), found.match.end())


def advised(
    subject: Subject, words: Collection[str], pattern: re.Pattern[str], beside: Collection[str] = ()
) -> Iterator[tuple[Found, Sentence]]:
    """Every match that is neither denied, asked nor supposed, with its sentence. Answers that are offered are none."""
    for found in subject.find(words, pattern, beside):
        if is_answer(found.text.location):
            continue
        said = around(found)
        if not (said.is_question or said.is_denied or said.is_supposed):
            yield found, said


def is_answer(location: tuple[str | int, ...]) -> bool:
    """Whether a text is an answer that people may choose: it says what is so, not what to do."""
    return location[0] in ("log", "setting") and ("options" in location or "labels" in location)
