"""What the rules look at: a plan as it was understood, and every text in it with the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import cache, cached_property
from itertools import islice
from typing import Any, NamedTuple

from selfcare.core.plan import Plan
from selfcare.planfile.compile.reading import Mark, Reading
from selfcare.planfile.document import Data, Document
from selfcare.planfile.known import SINGLE, TABLES, TRANSLATED, keys_of
from selfcare.planfile.problem import Label, Location, Severity
from selfcare.planfile.toml.source import Source

WORD = re.compile(r"[a-z0-9]+(?:['\u2019][a-z]+)*")
"""A word of a text in small letters: `don't` is one, `blood-thinner` are two."""


MOST_FOUND, MOST_LOOKED_AT = 12, 600
"""Matches of one rule in one text, and in a file: whoever has so many knows what is meant."""


def words_in(lowered: str) -> set[str]:
    """The words of a text in small letters; of `medicine's` also `medicine`."""
    found = set(WORD.findall(lowered))
    if "'" in lowered or "\u2019" in lowered:
        found |= {re.split("['\u2019]", word)[0] for word in found}
    return found


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


def table_of(location: Location) -> Location:
    """The table that a text belongs to, whose `evidence` speaks for it: an item, a step, a card, an alert."""
    if location[0] == "checklist":
        return location[:3] if len(location) > 3 else location[:2]
    if location[0] == "routine":
        return location[:4] if len(location) > 4 else location[:2]
    return location[:1] if location[0] in ("plan", "library", "appointment") else location[:2]


def written(data: Data) -> list[Text]:
    """Every text for people in a file, those that a translation may replace, with where it stands."""
    found: list[Text] = []
    for family, inside in data.items():
        if family in _WITHOUT or family not in TABLES or not isinstance(inside, dict):
            continue
        if family in SINGLE:
            _gather(family, inside, (family,), found)
        else:
            for name, table in inside.items():
                if isinstance(table, dict):
                    _gather(family, table, (family, name), found)
    return found


def _written(document: Document) -> str:
    text = document.places.text if isinstance(document.places, Source) else ""
    if text and "\\" not in text:
        return text
    return "\n".join(text.words for text in written(document.data))


_WITHOUT = frozenset(("test", "translation"))


@cache
def _types(table: str, kind: str) -> dict[str, str]:
    """The keys of a table that hold texts for people, or steps, and their types."""
    keys = keys_of(TABLES[table], kind).values()
    return {key.name: key.type for key in keys if key.type in TRANSLATED or key.type == "steps"}


def _gather(table: str, data: Data, where: Location, found: list[Text]) -> None:
    shape = TABLES[table]
    types = _types(table, next((key for key in data if key in shape.kinds), "") if shape.kinds else "")
    for name, value in data.items():
        if shape.member and isinstance(value, dict):
            _gather(shape.member, value, (*where, name), found)
        elif (kind := types.get(name)) is None:
            continue
        elif isinstance(value, str) and kind != "steps":
            found.append(Text((*where, name), value))
        elif kind == "steps":
            for index, step in enumerate(value if isinstance(value, list) else ()):
                if isinstance(step, dict):
                    _gather("step", step, (*where, name, index), found)
        elif isinstance(value, dict | list):
            inside: Iterable[tuple[str | int, Any]] = value.items() if isinstance(value, dict) else enumerate(value)
            found += [Text((*where, name, key), words) for key, words in inside if isinstance(words, str)]


class Subject:
    """A plan, a library file or a translation under the rules."""

    def __init__(
        self,
        plan: Plan,
        own: Document,
        whole: Document,
        reading: Reading,
        *,
        strict: bool = False,
        today: date | None = None,
    ) -> None:
        self.plan = plan
        """What was understood, library tables that it names included; less than is written where that has errors."""
        self.own = own
        """The file that was checked: only its texts are its author's affair."""
        self.whole = whole
        """The same merged with the plans it extends."""
        self.reading = reading
        self.strict = strict
        """Whether the plan is to be published: some notes are errors then."""
        self.today = today
        """The day on which it is checked; None: nothing is asked about age."""

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
        return tuple(written(self.own.data))

    @cached_property
    def said(self) -> str:
        """All of them, one a line, in small letters: what is not in here need not be looked for."""
        return "\n".join(self._said)

    @cached_property
    def written(self) -> str:
        """All that is written in the file, keys and comments too; if escapes may hide some of it, its texts."""
        return _written(self.own)

    @property
    def words(self) -> Set[str]:
        """Every word in the texts of the file itself, in small letters: a sieve of a moment."""
        return self._index.keys()

    def saying(self, words: Collection[str], beside: Collection[str] = ()) -> Iterator[Text]:
        """The texts with at least one of these words (small letters), each once: a sieve before dearer looks.

        `beside`: and with at least one of those too.
        """
        there = self._standing(words)
        if there and beside:
            there &= self._standing(beside)
        for number in sorted(there):
            yield self.texts[number]

    def _standing(self, words: Collection[str]) -> set[int]:
        """The numbers of the texts in which one of these words stands."""
        return {number for word in self._index.keys() & words for number in self._index[word]}

    def find(self, words: Collection[str], pattern: re.Pattern[str], beside: Collection[str] = ()) -> Iterator[Found]:
        """Every match of `pattern`, which cannot be without one of these words, in the texts of an English file.

        `beside`: nor without one of those.
        """
        if self.english:
            yield from islice(self._found(words, pattern, beside), MOST_LOOKED_AT)

    def _found(self, words: Collection[str], pattern: re.Pattern[str], beside: Collection[str]) -> Iterator[Found]:
        for text in self.saying(words, beside):
            for match in islice(pattern.finditer(text.words), MOST_FOUND):
                yield Found(text, match)

    @cached_property
    def _said(self) -> Sequence[str]:
        """Each text in small letters."""
        return [text.words.lower() for text in self.texts]

    @cached_property
    def _index(self) -> Mapping[str, list[int]]:
        """Each word of the texts in small letters, with the numbers of the texts in which it stands."""
        index: dict[str, list[int]] = {}
        for number, said in enumerate(self._said):
            for word in words_in(said):
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
        """Record a problem, unless there are so many already that it would not be kept."""
        if self.reading.problems.is_full(severity):
            self.reading.problems.left_out += 1
            return
        self.reading.report(
            code, place, message, severity=severity, hint=hint, help=help, replacement=replacement, labels=labels
        )

    def warn(self, code: str, found: Found, message: str, help: str = "", replacement: str = "") -> None:
        """Report a match as a warning; an empty `replacement` is none."""
        place = self.stretch(found)
        self.report(code, place, message, severity="warning", help=help, replacement=replacement or None)

    @property
    def asked(self) -> Severity:
        """The severity of what is asked of a plan that is published, and only noted while it is written."""
        return "error" if self.strict else "note"
