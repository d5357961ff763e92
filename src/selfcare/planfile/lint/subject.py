"""What the rules look at: a plan as it was understood, and every text in it with the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from selfcare.core.plan import Plan
from selfcare.planfile.compile.reading import Mark, Reading
from selfcare.planfile.document import Document, at
from selfcare.planfile.problem import Label, Location, Severity
from selfcare.planfile.translate import texts

WORD = re.compile(r"[a-z0-9]+(?:['\u2019][a-z]+)*")
"""A word of a text in small letters: `don't` is one, `blood-thinner` are two."""


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
        self.strict = strict
        """Whether the plan is to be published: some notes are errors then."""

    @property
    def is_library(self) -> bool:
        """Whether it is a library file: its tables are there for plans, and no rule asks what a plan has to have."""
        return "library" in self.own.data

    @property
    def english(self) -> bool:
        """Whether rules about words can read it."""
        return self.plan.language.partition("-")[0] == "en"

    @cached_property
    def texts(self) -> Sequence[Text]:
        """Every text of the file itself."""
        found = ((location, at(self.own.data, location)) for location in texts(self.own.data))
        return tuple(Text(location, words) for location, words in found if isinstance(words, str))

    def saying(self, words: Collection[str]) -> Iterator[Text]:
        """The texts with at least one of these words (small letters), each once: a sieve before dearer looks."""
        seen: set[int] = set()
        for word in words:
            for index in self._index.get(word, ()):
                if index not in seen:
                    seen.add(index)
                    yield self.texts[index]

    def find(self, words: Collection[str], pattern: re.Pattern[str]) -> Iterator[Found]:
        """Every match of `pattern`, which cannot be without one of these words, in the texts of an English file."""
        if self.english:
            for text in self.saying(words):
                for match in pattern.finditer(text.words):
                    yield Found(text, match)

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for number, text in enumerate(self.texts):
            for word in set(WORD.findall(text.words.lower())):
                index.setdefault(word, []).append(number)
        return index

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
