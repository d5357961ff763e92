"""What the rules look at: a plan as it was understood, and every text in it with the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from selfcare.core.plan import Plan
from selfcare.planfile.compile.reading import Mark, Reading
from selfcare.planfile.document import Document, Layers, at
from selfcare.planfile.problem import Label, Location, Severity
from selfcare.planfile.toml.source import Source
from selfcare.planfile.translate import texts

WORD = re.compile(r"[a-z0-9]+(?:['\u2019][a-z]+)*")
"""A word of a text in small letters: `don't` is one, `blood-thinner` are two."""


_PARTS = str.maketrans({code: " " for code in range(128) if not chr(code).isalnum()})
_LETTERS = re.compile("[a-z0-9]+")


def words_in(lowered: str) -> set[str]:
    """The words of a text in small letters; of `medicine's` also `medicine`."""
    found = set(WORD.findall(lowered))
    return found | {word.partition("'")[0].partition("\u2019")[0] for word in found}


def _written(document: Document) -> str:
    text = document.places.text if isinstance(document.places, Source) else ""
    if text and "\\" not in text:
        return text
    found = (at(document.data, location) for location in texts(document.data))
    return "\n".join(words for words in found if isinstance(words, str))


def _words(text: str) -> frozenset[str]:
    lowered = text.lower()
    return frozenset(lowered.translate(_PARTS).split() if lowered.isascii() else _LETTERS.findall(lowered))


class Text(NamedTuple):
    """A text that people read, as its author wrote it: settings stand in it as `{NAME}`."""

    location: Location
    """Where it stands: `("checklist", "prep", "meal", "why")`, `("card", "back", "text")`."""
    words: str

    @property
    def key(self) -> str:
        """The key that holds it: `why`, `text`, `labels`."""
        return next(part for part in reversed(self.location) if isinstance(part, str))


class Found(NamedTuple):
    """A stretch of a text that a rule looks for."""

    text: Text
    match: re.Match[str]


class Subject:
    """A plan, a library file or a translation under the rules."""

    def __init__(self, plan: Plan, own: Document, whole: Document, reading: Reading, *, strict: bool = False) -> None:
        self.plan = plan
        """What was understood, library tables that it names included; less than is written where that has errors."""
        self.own = own
        """The file that was checked: only its texts are its author's affair."""
        self.whole = whole
        """The same merged with the plans it extends."""
        self.reading = reading
        self._sets: dict[int, set[str]] = {}
        self.strict = strict
        """Whether the plan is to be published: some notes are errors then."""

    @property
    def is_library(self) -> bool:
        """Whether it is a library file: its tables are there for plans, and no rule asks what a plan has to have."""
        return "library" in self.own.data

    @cached_property
    def is_whole(self) -> bool:
        """Whether every statement was understood: else what seems to be missing may stand in one that was not."""
        return not self.whole.places.has_gap(())

    @property
    def english(self) -> bool:
        """Whether rules about words can read it."""
        return self.plan.language.partition("-")[0] == "en"

    @cached_property
    def texts(self) -> Sequence[Text]:
        """Every text of the file itself."""
        found = ((location, at(self.own.data, location)) for location in texts(self.own.data))
        return tuple(Text(location, words) for location, words in found if isinstance(words, str))

    @cached_property
    def written(self) -> str:
        """All that is written in the file, keys and comments too; if escapes may hide some of it, its texts."""
        return _written(self.own)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word in the file itself, in small letters, those of keys and comments too: a sieve of a moment."""
        return _words(self.written)

    @cached_property
    def all_words(self) -> frozenset[str]:
        """The same with those of the plans it extends."""
        places = self.whole.places
        documents = places.documents if isinstance(places, Layers) else (self.own,)
        return frozenset().union(*(_words(_written(document)) for document in documents))

    def saying(self, words: Collection[str], beside: Collection[str] = ()) -> Iterator[Text]:
        """The texts with at least one of these words (small letters), each once: a sieve before dearer looks.

        `beside`: and with at least one of those too.
        """
        hits, others = self.words.intersection(words), self.words.intersection(beside)
        if hits and (others or not beside):
            for number, lowered in enumerate(self._lowered):
                if any(word in lowered for word in hits):
                    said = self._said(number)
                    if not hits.isdisjoint(said) and not (beside and others.isdisjoint(said)):
                        yield self.texts[number]

    def find(self, words: Collection[str], pattern: re.Pattern[str], beside: Collection[str] = ()) -> Iterator[Found]:
        """Every match of `pattern`, which cannot be without one of these words, in the texts of an English file.

        `beside`: nor without one of those.
        """
        if self.english:
            for text in self.saying(words, beside):
                for match in pattern.finditer(text.words):
                    yield Found(text, match)

    def _said(self, number: int) -> set[str]:
        found = self._sets.get(number)
        if found is None:
            found = self._sets[number] = words_in(self._lowered[number])
        return found

    @cached_property
    def _lowered(self) -> tuple[str, ...]:
        return tuple(text.words.lower() for text in self.texts)

    # reporting

    def mark(self, location: Location, start: int = 0, length: int | None = None) -> Mark:
        """Where a value stands, or a stretch of its text."""
        return Mark(self.whole, location, "value", start, length)

    def header(self, location: Location) -> Mark:
        """Where the header of a table stands."""
        return Mark(self.whole, location, "header")

    def stretch(self, found: Found) -> Mark:
        """Where a match stands."""
        return self.mark(found.text.location, found.match.start(), found.match.end() - found.match.start())

    def report(
        self,
        code: str,
        place: Mark,
        message: str,
        *,
        severity: Severity = "error",
        hint: str = "",
        help: str = "",
        replacement: str | None = None,
        labels: Sequence[Label] = (),
    ) -> None:
        """Record a problem."""
        self.reading.report(
            code, place, message, severity=severity, hint=hint, help=help, replacement=replacement, labels=labels
        )

    @property
    def asked(self) -> Severity:
        """The severity of what is asked of a plan that is published, and only noted while it is written."""
        return "error" if self.strict else "note"
