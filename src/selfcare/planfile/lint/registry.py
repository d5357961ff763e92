"""What is known of published questionnaires, LOINC codes and withdrawn sources: the data files beside this module.

Wordings are known by hashes, which stand in the data file; where they do not, those of a questionnaire that the library
ships are made from it. Of licensed ones only the names are known.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from selfcare.core.plan import Evidence
from selfcare.core.question import Field, Log
from selfcare.planfile import library
from selfcare.planfile.compile.table import slug

DATA = Path(__file__).parent / "data"
_SAID = {"retracted": "withdrawn", "superseded": "replaced by a newer one", "slip": "known to hold a slip"}


class Item(NamedTuple):
    """The wording of one question of a questionnaire."""

    loose: str
    """The hash of its letters alone: told also where commas or capitals were changed."""
    exact: str


class Instrument(NamedTuple):
    """A published questionnaire."""

    id: str
    names: tuple[str, ...]
    light: str
    """green: anybody may ship it; amber, red: with a permission."""
    owner: str = ""
    credit: tuple[str, ...] = ()
    """Words that have to stand in its credit line."""
    items: tuple[Item, ...] = ()
    """Empty: its wording is not known here."""
    codes: tuple[str, ...] = ()
    """The LOINC codes of its questions, in their order; empty: not known."""
    options: str = ""
    """The exact hash of the answers of each question; empty: not known."""
    self_harm: bool = False

    @property
    def licensed(self) -> bool:
        """Whether its wording takes a permission."""
        return self.light != "green"


class Withdrawn(NamedTuple):
    """A source that no card rests on any more."""

    said: str
    says: str
    words: tuple[str, ...] = ()
    doi: str = ""
    pmid: str = ""

    def means(self, source: Evidence) -> bool:
        """Whether this is that source."""
        if (self.doi and self.doi == source.doi.lower()) or (self.pmid and self.pmid == source.pmid):
            return True
        said = f"{source.cite} {source.url}"
        return any(re.search(rf"\b{re.escape(word)}\b", said, re.IGNORECASE) for word in self.words)


class Coded(NamedTuple):
    """What a LOINC code stands for."""

    name: str
    words: tuple[str, ...]
    """One of them stands in a question that has this code."""
    of: tuple[str, ...] = ()
    """Questionnaires whose wording it stands for; empty: any wording."""
    scale: tuple[float, ...] = ()
    """The ends of the scale that it stands for; empty: any."""


_SHORT = 4
"""Letters up to which an acronym is told by its capitals: PEG is one, a peg is not."""


def fold(text: str) -> str:
    """A wording as it is compared: composed characters, single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def exact(text: str) -> str:
    """The hash of a wording."""
    return sha256(fold(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def loose(text: str) -> str:
    """The hash of a wording's letters and digits."""
    return exact("".join(character for character in fold(text).casefold() if character.isalnum()))


def answers(options: dict[str, Any]) -> str:
    """What stands for the answers of a question: their names, which score, and their words, in order."""
    return "|".join(f"{name}={fold(str(words))}" for name, words in options.items())


@cache
def instruments() -> tuple[Instrument, ...]:
    """Every published questionnaire that is known."""
    shipped = _tables(library.text("library/instruments.toml") or "").get("log", {})
    return tuple(_instrument(name, table, shipped.get(name)) for name, table in _read("instruments.toml").items())


def _instrument(name: str, table: dict[str, Any], shipped: dict[str, Any] | None) -> Instrument:
    items = tuple(Item(*written.split(":", 1)) for written in table.get("items", ()))
    options = table.get("options", "")
    if shipped and not items:
        asked = [member for member in shipped.values() if isinstance(member, dict)]
        items = tuple(Item(loose(member["choice"]), exact(member["choice"])) for member in asked if "choice" in member)
        options = exact(answers(asked[0]["options"])) if items else ""
    return Instrument(
        id=name,
        names=tuple(table["names"]),
        light=table["light"],
        owner=table.get("owner", ""),
        credit=tuple(table.get("credit", ())),
        items=items,
        codes=tuple(table.get("codes", ())),
        options=options,
        self_harm=table.get("self-harm", False),
    )


@cache
def by_name() -> dict[str, Instrument]:
    """Questionnaires by what a table of a plan is called that means them: `gad-7`, `perceived-stress-scale`."""
    return {slug(name): one for one in instruments() for name in (one.id, *one.names)}


def _by_capitals(name: str) -> bool:
    """Whether a name is told by its capitals alone: PEG, HIT-6, STarT Back."""
    letters = [character for character in name if character.isalpha()]
    return not name.istitle() and (len(letters) <= _SHORT or not name.isupper())


@cache
def any_name() -> re.Pattern[str]:
    """A pattern for any name of a questionnaire."""
    names = sorted({name for one in instruments() for name in one.names}, key=len, reverse=True)
    found = []
    for name in names:
        loose = re.escape(name).replace(r"\-", r"[\s\-]?").replace(r"\ ", r"[\s\-]+")
        found.append(loose if _by_capitals(name) else f"(?i:{loose})")
    return re.compile(rf"(?<![\w\-])(?:{'|'.join(found)})(?!\w|-\d)")


@cache
def _by_letters() -> dict[str, Instrument]:
    return {_letters(name): one for one in instruments() for name in one.names}


def _letters(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())


@cache
def first_words() -> frozenset[str]:
    """Words of which one stands in every text that names a questionnaire."""
    return frozenset(word for one in instruments() for name in one.names for word in _spellings(name.lower()) if word)


def _spellings(name: str) -> Iterator[str]:
    yield re.split(r"[\s\-]", name)[0]
    yield name.replace("-", "")


def named(words: str) -> Instrument | None:
    """The questionnaire that a text names."""
    match = any_name().search(words)
    return _by_letters().get(_letters(match[0])) if match else None


@cache
def by_item() -> dict[str, tuple[Instrument, ...]]:
    """Questionnaires by the loose hash of each of their questions."""
    found: dict[str, tuple[Instrument, ...]] = {}
    for one in instruments():
        for item in one.items:
            found[item.loose] = (*found.get(item.loose, ()), one)
    return found


@cache
def loinc() -> dict[str, Coded]:
    """The codes that somebody looked up."""
    codes: dict[str, dict[str, Any]] = _read("loinc.toml")["codes"]
    return {
        code: Coded(one["name"], tuple(one["words"]), tuple(one.get("of", ())), tuple(one.get("scale", ())))
        for code, one in codes.items()
    }


def loinc_code(field: Field) -> str:
    """The LOINC code that a question claims, without its system; empty for none."""
    system, _, code = field.code.partition(":")
    return code.strip() if system.strip().lower() == "loinc" else ""


def is_about(log: Log, field: Field, coded: Coded) -> bool:
    """Whether the words of an English question speak of what a code stands for."""
    said = f"{field.ask} {field.help} {log.title} {log.name.replace('-', ' ')}".lower()
    return any(re.search(rf"(?<!\w){word}", said) for word in coded.words)


def claimed(log: Log) -> Instrument | None:
    """The questionnaire that a log says it is: the library's that it names, else by its own name or title."""
    return by_name().get(log.instrument or log.name) or named(log.title)


@cache
def withdrawn() -> tuple[Withdrawn, ...]:
    """Sources that no card rests on any more."""
    entries = [one for one in _read("withdrawn.toml").values() if isinstance(one, dict)]
    return tuple(
        Withdrawn(
            _SAID[one["kind"]],
            one["says"],
            tuple(one.get("words", ())),
            one.get("doi", "").lower(),
            one.get("pmid", ""),
        )
        for one in entries
    )


def _read(name: str) -> dict[str, Any]:
    return _tables((DATA / name).read_text(encoding="utf-8"))


def _tables(text: str) -> dict[str, Any]:
    return tomllib.loads(text)
