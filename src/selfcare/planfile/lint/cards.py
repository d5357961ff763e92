"""Cards and sources: does a card say how sure it is and who disagrees, and do its sources bear what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from selfcare.core.plan import Card, Evidence
from selfcare.planfile.code import Code
from selfcare.planfile.document import at, tables
from selfcare.planfile.lint import registry
from selfcare.planfile.lint.english import asks, denied
from selfcare.planfile.lint.subject import Subject, Text, table_of
from selfcare.planfile.problem import Location

CODES = (
    Code(
        "evidence/card",
        "A card does not say which way the evidence points, how sure it is, or when that was looked up; an error only "
        "with `--strict`.",
        "a card with a text and a strength alone",
        'direction = "mixed", certainty = "low", checked = 2026-11-23',
        "A reader has to see at a glance whether the evidence is for or against, and how old the look-up is.",
        "Evidence labels of the plan library.",
        ("EV-02",),
        waivable=True,
    ),
    Code(
        "evidence/source",
        "A card names no source that can be looked up; a warning where a DOI, a PubMed number or an address is none.",
        'a card with strength = "review" and no evidence; doi = "see the journal"',
        'evidence = ["trial-2020"], and doi = "10.1001/archinte.167.17.1892" there',
        "A source is worth something when anybody can find it: by a DOI, a PubMed number, the number of a guideline, "
        "or an address. Tradition and practical steps need none.",
        "Evidence labels of the plan library.",
        ("EV-02",),
    ),
    Code(
        "evidence/certainty",
        "Words of certainty about something that is tradition, or of which nobody knows which way it points.",
        'strength = "tradition", text = "It always calms the spirit."',
        'text = "In this tradition it is said to calm the spirit."',
        "What was never tested, or tested without a clear answer, may be told as what people hold, not as a fact.",
        "NCCIH, Acupuncture: In Depth.",
        ("EV-04",),
    ),
    Code(
        "evidence/weak",
        "A study of animals stands behind something that is said about people, or one small trial is called proof.",
        'evidence = ["mice-2017"] on an item for people',
        "a study in people, or words such as: one small trial suggests",
        "Most of what is seen in animals, or once in a small group, is not seen again in people.",
        "Fujita and others, Sci Rep 2017 (mice), and what came of it.",
        ("EV-07",),
        waivable=True,
    ),
    Code(
        "evidence/old",
        "Sources were looked up more than 36 months ago, or one of them was withdrawn, replaced, or is known to "
        "hold a slip.",
        "checked = 2021-01-01",
        "look the sources up again, then write today's date",
        "Guidelines and reviews change; some papers are withdrawn.",
        "The list that comes with selfcare, which is short: no list of all retractions can be bundled.",
        ("EV-08",),
        waivable=True,
    ),
)

MOST_MONTHS = 36
_EXEMPT = frozenset(("tradition", "logistics"))
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_DOI_INSIDE = re.compile(r"^(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:?\s*)(10\.\d{4,9}/\S+)$", re.IGNORECASE)
_PMID = re.compile(r"[1-9]\d{0,8}")
_URL = re.compile(r"https?://[^\s/]+\.[^\s/]+\S*")
_NUMBERED = re.compile(r"\b(?:NG|CG|CD|TA|QS|PMC|NBK|NCT)\d{2,9}\b")
"""The number of a guideline or a review, as NICE, Cochrane and PubMed Central give them."""


def check(subject: Subject) -> None:
    """Report what the cards and the sources of a file leave out, or cannot bear."""
    for name, table in tables(subject.own.data, "card").items():
        if (card := subject.plan.cards.get(name)) is not None:
            _labels(subject, card, table)
            _sources(subject, card)
            _age(subject, card)
    for name, table in tables(subject.own.data, "evidence").items():
        if (source := subject.plan.evidence.get(name)) is not None:
            _numbers(subject, source, table)
            _withdrawn(subject, source)
    if subject.english:
        _certain(subject)
        _weak(subject)


# labels and sources


def _labels(subject: Subject, card: Card, table: dict[str, object]) -> None:
    left = [key for key in ("direction", "certainty", "checked") if key not in table]
    if left:
        said = {
            "direction": "which way the evidence points (direction)",
            "certainty": "how sure anyone is (certainty)",
            "checked": "when that was looked up (checked)",
        }
        message = f"this card does not say {' or '.join(said[key] for key in left)}"
        help = 'such as direction = "mixed", certainty = "low", checked = 2026-11-23'
        subject.report("evidence/card", subject.header(("card", card.name)), message, severity=subject.asked, help=help)


def _sources(subject: Subject, card: Card) -> None:
    if not card.strength or set(card.strength) <= _EXEMPT:
        return
    sources = list(_cited(subject, card.evidence))
    if any(map(can_be_found, sources)) or len(sources) < len(card.evidence):
        return  # (a name that nobody knows is reported as such)
    if sources:
        message = "none of the sources of this card can be looked up"
        place = subject.mark(("card", card.name, "evidence"))
        help = "give one of them its doi, its pmid or its url, or the number of the guideline in `cite`"
    else:
        message = "this card names no source"
        place = subject.header(("card", card.name))
        help = 'name one, evidence = ["…"], or say strength = "tradition" if there is none'
    subject.report("evidence/source", place, message, help=help)


def _cited(subject: Subject, names: tuple[str, ...], depth: int = 0) -> Iterator[Evidence]:
    """The sources of these names; those of a card that is named stand for it."""
    for name in names:
        if (source := subject.plan.evidence.get(name)) is not None:
            yield source
        elif (card := subject.plan.cards.get(name)) is not None and depth < 3:
            yield from _cited(subject, card.evidence, depth + 1)


def can_be_found(source: Evidence) -> bool:
    """Whether a reader can look a source up."""
    numbers = ((_DOI, source.doi), (_PMID, source.pmid), (_URL, source.url))
    return any(pattern.fullmatch(written) for pattern, written in numbers) or _NUMBERED.search(source.cite) is not None


def _numbers(subject: Subject, source: Evidence, table: dict[str, object]) -> None:
    for key, pattern, said, example in (
        ("doi", _DOI, "a DOI begins with 10. and has a slash", "10.1016/j.jpain.2017.11.005"),
        ("pmid", _PMID, "a PubMed number has digits only", "29198932"),
        ("url", _URL, "an address begins with https://", "https://www.nice.org.uk/guidance/ng59"),
    ):
        written = table.get(key)
        if isinstance(written, str) and written and not pattern.fullmatch(written):
            message = f"this is not {'an address' if key == 'url' else f'a {key.upper()}'}"
            place = subject.mark(("evidence", source.name, key), 0, len(written))
            inside = _DOI_INSIDE.match(written) if key == "doi" else re.fullmatch(r"(?:PMID:?\s*)?(\d+)", written, re.I)
            replacement = inside[1] if inside and key != "url" and pattern.fullmatch(inside[1]) else None
            help = f"{said}, such as {example}"
            subject.report("evidence/source", place, message, severity="warning", help=help, replacement=replacement)


def _withdrawn(subject: Subject, source: Evidence) -> None:
    for entry in registry.withdrawn():
        if entry.means(source):
            message = f"this source is {entry.said}: {entry.says}"
            place = subject.header(("evidence", source.name))
            help = "rest what is said on another source"
            subject.report("evidence/old", place, message, severity="warning", help=help)


def _age(subject: Subject, card: Card) -> None:
    if card.checked is None or subject.today is None:
        return
    months = whole_months(card.checked, subject.today)
    if months > MOST_MONTHS:
        message = f"the sources of this card were looked up {months} months ago"
        help = "look them up again, then write the date of that"
        place = subject.mark(("card", card.name, "checked"))
        subject.report("evidence/old", place, message, severity="warning", help=help)


def whole_months(start: date, end: date) -> int:
    """How many whole months lie between two days; none if the first is later."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(0, months - (end.day < start.day))


# certainty

_CERTAIN = re.compile(
    r"(?<!\w)(?:will|does|always|proven|proves|definitely|certainly|undoubtedly)(?!\w)(?!\s+not\b)", re.IGNORECASE
)
_CERTAIN_WORDS = ("will", "does", "always", "proven", "proves", "definitely", "certainly", "undoubtedly")


def _certain(subject: Subject) -> None:
    for found in subject.find(_CERTAIN_WORDS, _CERTAIN):
        text, start = found.text, found.match.start()
        label = _unsure(subject, text) if text.location[0] in ("card", "checklist", "routine") else ""
        if label and not denied(text.words, start) and not asks(text.words, start):
            message = f"'{found.match[0]}' is a word of certainty, and {label}"
            help = 'say who holds it, such as "in this tradition", or "some people find"'
            subject.report("evidence/certainty", subject.stretch(found), message, help=help)


def _unsure(subject: Subject, text: Text) -> str:
    """Why what a text says cannot be certain; empty if it may be."""
    if text.location[0] == "card":
        card = subject.plan.cards.get(str(text.location[1]))
        if card is None or text.key not in ("text", "title"):
            return ""
        if card.direction == "unclear":
            return "the card says that the direction is unclear"
        return "the card says that this is tradition" if card.strength == ("tradition",) else ""
    if text.key not in ("why", "note"):
        return ""
    sources = list(_cited(subject, names_beside(subject, table_of(text.location))))
    if sources and all(source.strength == "tradition" for source in sources):
        return "its sources are tradition"
    return ""


def names_beside(subject: Subject, table: Location) -> tuple[str, ...]:
    """The names in the `evidence` of a table."""
    names = at(subject.whole.data, (*table, "evidence"))
    return tuple(name for name in names if isinstance(name, str)) if isinstance(names, list) else ()


# weak studies

_ANIMALS = re.compile(r"\b(?:mice|mouse|rats?|rodents?|rabbits?|animals?|in vitro|cell cultures?)\b", re.IGNORECASE)
_PEOPLE = re.compile(r"\b(?:people|patients|adults|humans?|women|men|volunteers|participants)\b", re.IGNORECASE)
_SIZE = re.compile(
    r"\bn\s*=\s*(\d{1,6})\b|\b(\d{1,3}(?:,\d{3})*|\d{1,6})\s+(?:\w+\s+){0,2}?(?:people|patients|adults|women|men"
    r"|volunteers|participants)\b",
    re.IGNORECASE,
)
_SPELLED = {
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_SPELLED_SIZE = re.compile(
    rf"\b({'|'.join(_SPELLED)})\s+(?:\w+\s+){{0,2}}?(?:people|patients|adults|women|men|volunteers|participants)\b",
    re.IGNORECASE,
)
SMALL = 100
_PROOF = re.compile(
    r"(?<!\w)(?:proof|proves?|proved|proven|confirms?|confirmed|establish(?:es|ed))(?!\w)", re.IGNORECASE
)
_PROOF_WORDS = (
    "proof", "prove", "proves", "proved", "proven", "confirm", "confirms", "confirmed", "establishes", "established"
)  # fmt: skip


def _weak(subject: Subject) -> None:
    animals = {
        name
        for name, source in subject.plan.evidence.items()
        if _ANIMALS.search(f"{source.cite} {source.says}") and not _PEOPLE.search(f"{source.cite} {source.says}")
    }
    if animals:
        _of_animals(subject, animals)
    for found in subject.find(_PROOF_WORDS, _PROOF):
        _called_proof(subject, found.text, found.match)


def _of_animals(subject: Subject, animals: set[str]) -> None:
    said: dict[Location, list[str]] = {}
    for text in subject.texts:
        said.setdefault(table_of(text.location), []).append(text.words)
    for table, texts in said.items():
        names = at(subject.own.data, (*table, "evidence"))
        if not isinstance(names, list) or any(_ANIMALS.search(words) for words in texts):
            continue
        for index, name in enumerate(names):
            if isinstance(name, str) and name in animals:
                message = "this study was of animals, and the words beside it speak of people"
                help = "name a study of people, or say that it was seen in animals"
                place = subject.mark((*table, "evidence", index))
                subject.report("evidence/weak", place, message, severity="warning", help=help)


def _called_proof(subject: Subject, text: Text, match: re.Match[str]) -> None:
    if text.location[0] not in ("card", "checklist", "routine", "alert"):
        return
    if denied(text.words, match.start()) or asks(text.words, match.start()):
        return
    sources = list(_cited(subject, names_beside(subject, table_of(text.location))))
    sizes = [size for source in sources if source.strength == "trial" and (size := people_in(source)) is not None]
    if len(sources) == 1 and sizes and sizes[0] < SMALL:
        message = f"one trial with {sizes[0]} people is called proof"
        help = 'write what it is, such as "one small trial suggests"'
        place = subject.mark(text.location, match.start(), match.end() - match.start())
        subject.report("evidence/weak", place, message, severity="warning", help=help)


def people_in(source: Evidence) -> int | None:
    """How many people a trial had, if its citation tells."""
    said = f"{source.cite} {source.says}"
    if match := _SIZE.search(said):
        return int((match[1] or match[2]).replace(",", ""))
    return _SPELLED[match[1].lower()] if (match := _SPELLED_SIZE.search(said)) else None
