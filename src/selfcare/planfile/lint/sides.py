"""The other side of a benefit: what it is compared with, sham needles, and the guidance that advises against it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from selfcare.core.plan import Card
from selfcare.planfile.code import Code
from selfcare.planfile.document import at, tables
from selfcare.planfile.lint.english import sentence
from selfcare.planfile.lint.subject import MOST_FOUND, Subject
from selfcare.planfile.problem import Location

CODES = (
    Code(
        "evidence/one-sided",
        "A card on acupuncture leaves out what speaks against it: the guidance of NICE on backs and joints, or how it "
        "did against sham needles.",
        'text = "48 of 100 were better with acupuncture."',
        'text = "48 of 100 were better with acupuncture, 44 with sham needles. UK guidance (NICE) says do not offer '
        'it."',
        "Guidelines disagree. Who reads only one side cannot choose.",
        "NICE NG59 (back pain and sciatica) and NG226 (osteoarthritis); Vickers and others, J Pain 2018: the gap to "
        "sham is small.",
        ("EV-05",),
    ),
    Code(
        "evidence/comparison",
        "A share of people who got better, without that of those who had something else.",
        'text = "48 of 100 people got better."',
        'text = "48 of 100 people got better. With usual care, 27 did."',
        "Many get better anyway. A number says something only beside that of a comparison group.",
        "Haake and others, Arch Intern Med 2007: 48 with acupuncture, 44 with sham needles, 27 with usual care.",
        ("EV-06",),
        waivable=True,
    ),
)


def check(subject: Subject) -> None:
    """Report benefits that are told from one side only."""
    if subject.english:
        _compared(subject)
        _sides(subject)


_SHARE = re.compile(
    r"(?<![\w.])(?:\d+(?:[.,]\d+)?\s?(?:%|percent\b|per cent\b)|(?:\d+|one|two|three|four|five|six|seven|eight"
    r"|nine)\s+(?:of|in|out\s+of)\s+(?:every\s+)?(?:\d[\d,]*|two|three|four|five|ten)\b)",
    re.IGNORECASE,
)
_SIGNS = (
    *("%", "percent", "per cent", " of every ", " in every ", " of ten", " in ten"),
    *(f" in {number}" for number in ("two", "three", "four", "five")),
    *(f" {word} {digit}" for word in ("of", "in") for digit in range(1, 10)),
)
"""One of them stands in every text that gives a share."""
_GAIN = re.compile(
    r"\b(?:better|improv\w*|less|fewer|relie\w*|reduc\w*|halv\w*|cut|drop\w*|fell|eas(?:e|es|ed|ing)|help\w*|gain\w*|recover\w*"
    r"|free of|calmer|benefit\w*|success\w*)\b",
    re.IGNORECASE,
)
_HARM = re.compile(r"\b(?:side effects?|harms?|adverse|serious|risk|bleed\w*|bruis\w*)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:sham|placebo|usual care|without|against|compared|than|control\w*|waiting list|no (?:treatment|acupuncture)"
    r"|others?|those who|instead)\b",
    re.IGNORECASE,
)
_SHARE_KEYS = frozenset(("text", "why", "note", "read", "say", "summary", "help", "check"))


def shares(words: str) -> Iterator[re.Match[str]]:
    """Shares of people who got better: "48 of 100 were better", "half" aside; not those of a harm."""
    for match in islice(_SHARE.finditer(words), MOST_FOUND):
        start, end = sentence(words, match.start())
        said = words[start:end]
        if _GAIN.search(said) and not _HARM.search(said):
            yield match


def _compared(subject: Subject) -> None:
    if not any(sign in subject.said for sign in _SIGNS):
        return
    for text in subject.texts:
        if text.key not in _SHARE_KEYS or text.location[0] in ("evidence", "log", "setting"):
            continue
        if not _COMPARED.search(text.words):
            for match in shares(text.words):
                message = "this number has nothing to be compared with"
                help = 'add how it was with something else, such as "with usual care, 27 did"'
                place = subject.mark(text.location, match.start(), match.end() - match.start())
                subject.report("evidence/comparison", place, message, severity="warning", help=help)


_ACUPUNCTURE = re.compile(r"\b(?:acupuncture|needles?|needling)\b", re.IGNORECASE)
_SHAM = re.compile(r"\b(?:sham|placebo|small)\b", re.IGNORECASE)
_NICE_NO = re.compile(r"\bNICE\b[^.!?]*\b(?:not|against|no)\b|\b(?:not|against)\b[^.!?]*\bNICE\b")
_TOPICS = {
    "low-back": re.compile(r"\b(?:backs?|lumbar|spine|sciatica)\b", re.IGNORECASE),
    "radicular": re.compile(r"\b(?:sciatica|slipped disc|leg|radicular|backs?)\b", re.IGNORECASE),
    "oa": re.compile(r"\b(?:osteoarthritis|arthritis|knees?|hips?|joints?)\b", re.IGNORECASE),
}
_CALLED = {"low-back": "back pain", "radicular": "sciatica", "oa": "osteoarthritis"}


def _sides(subject: Subject) -> None:
    if "acupuncture" in subject.plan.tags or subject.is_library:
        for name in tables(subject.own.data, "card"):
            if (card := subject.plan.cards.get(name)) is not None:
                _against_sham(subject, card)
    if "acupuncture" in subject.plan.tags:
        for tag in _TOPICS:
            if tag in subject.plan.tags:
                _guidance(subject, tag)


def _against_sham(subject: Subject, card: Card) -> None:
    if not _ACUPUNCTURE.search(f"{card.title} {card.text}") or _SHAM.search(card.text):
        return
    match = next(shares(card.text), None)
    if match:
        message = "a benefit in numbers, and not a word on how it did against sham needles"
        help = 'add that number, or that the gap to sham needles was small; "There was no sham group" is an answer too'
        written = at(subject.own.data, ("card", card.name, "text"))
        exact = written == card.text
        place = subject.mark(
            ("card", card.name, "text"), *((match.start(), match.end() - match.start()) if exact else ())
        )
        subject.report("evidence/one-sided", place, message, help=help)


def _guidance(subject: Subject, tag: str) -> None:
    topic = _TOPICS[tag]
    about = [
        card
        for card in subject.plan.cards.values()
        if _ACUPUNCTURE.search(f"{card.title} {card.text}") and topic.search(f"{card.title} {card.text}")
    ]
    if any(_NICE_NO.search(card.text) for card in about):
        return
    message = f"the guidance of the UK (NICE) advises against acupuncture for {_CALLED[tag]}, and no card says so"
    own = [card for card in about if card.name in tables(subject.own.data, "card")]
    help = 'add to the card: "UK guidance (NICE) says do not offer it."'
    if not own:
        help = "add a [card.NAME] on it, name it in a `read` step, and let it say so"
    place = subject.mark(("card", own[0].name, "text")) if own else subject.mark(_tag(subject, tag))
    subject.report("evidence/one-sided", place, message, help=help)


def _tag(subject: Subject, tag: str) -> Location:
    tags = at(subject.whole.data, ("plan", "tags"))
    return ("plan", "tags", tags.index(tag)) if isinstance(tags, list) and tag in tags else ("plan", "tags")
