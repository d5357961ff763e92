"""The tags that warning signs hang on: one that is nearly known, and a plan whose title says what no tag does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from selfcare.core.grammar import quoted
from selfcare.planfile.code import Code
from selfcare.planfile.document import at
from selfcare.planfile.lint.before import HEADACHE
from selfcare.planfile.lint.breath import PEOPLE
from selfcare.planfile.lint.english import before, word_set
from selfcare.planfile.lint.red_flags import NEEDED
from selfcare.planfile.lint.sittings import PARTS
from selfcare.planfile.lint.subject import Found, Subject
from selfcare.planfile.suggest import nearest

CODES: tuple[Code, ...] = (
    Code(
        "safety/tag",
        "A tag that no rule knows, and that is nearly one that rules go by; or a plan whose title or summary names an "
        "ailment or a sore part of the body, and no tag does (a note).",
        'tags = ["low back"]',
        'tags = ["low-back"]',
        reason="The tags say what a plan is about. The warning signs that people need, and the rules for what hurts "
        "them, hang on these words: with another spelling nobody asks for them.",
        source="clinical page, 1.5 and 7 (red flags)",
        aliases=("RF-L2", "RF-L3", "RF-L4", "RF-L5"),
        waivable=True,
    ),
)

_HURTS = r"(?:pains?|aches?|trouble|problems?|strain|sprain|stiffness|soreness|injur(?:y|ies))"
_SORE = r"(?:sore|stiff|painful|aching|achy|hurting|bad|injured|frozen|swollen)"
_AILMENTS: Mapping[str, str] = {
    "low-back": r"backaches?|lumbago|lumbar|low(?:er)?[ -]back",
    "sciatica": r"sciatica|slipped discs?|trapped nerve",
    "headache": r"headaches?",
    "migraine": r"migraines?",
    "osteoarthritis": r"(?:osteo)?arthritis",
}
"""Tags, and the plain words for their ailments."""
_PLACES: Mapping[str, str] = {
    "low-back": r"backs?",
    "neck": r"necks?",
    "shoulder": r"shoulders?",
    "knee": r"knees?",
    "hip": r"hips?",
    "joint": r"joints?",
}
"""Tags, and the words for their parts of the body, which a plan may name for other reasons too."""
_WORDS = word_set(
    "backache backaches lumbago lumbar back backs sciatica slipped trapped headache headaches migraine migraines "
    "osteoarthritis arthritis neck necks shoulder shoulders knee knees hip hips joint joints"
)
_OWN: Mapping[str, re.Pattern[str]] = {
    "low-back": re.compile(
        rf"\b(?:your|my|the|an?|quiet|strong(?:er)?|weak|{_SORE}) backs?\b(?! (?:of|to)\b)"
        r"|\bback[ -](?:care|exercises?)\b|^back$",
        re.IGNORECASE,
    ),
    "joint": re.compile(r"\bjoints\b", re.IGNORECASE),
}
"""How a title names those whose words mean other things too."""
_EASED = re.compile(r"\b(?:drop|relax|soften|loosen|unclench|roll|shrug|lower|ease|rest)\w*[\w ]*$", re.IGNORECASE)
"""What people are asked to do with a part of the body that need not hurt."""
_NOT = re.compile(r"\b(?:not|never|without|nor|no(?! more\b))\b|n['’]t\b", re.IGNORECASE)
_ALIKE = 0.8


@cache
def _known() -> tuple[str, ...]:
    """Every tag that a rule goes by."""
    return tuple(sorted({*(tag for tags, _ in NEEDED for tag in tags), *HEADACHE, *PEOPLE, *PARTS}))


@cache
def _pattern(tag: str) -> re.Pattern[str]:
    """The plain words for what a tag stands for, wherever they stand."""
    found = [_AILMENTS[tag]] if tag in _AILMENTS else []
    if part := _PLACES.get(tag):
        found += [rf"{part}(?: and \w+)?[ -]{_HURTS}", rf"{_HURTS} (?:in|of) (?:(?:the|your|my) )?(?:\w+ and )?{part}"]
        found += [rf"{_SORE} (?:\w+ (?:and|or) )?{part}"]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(found)})(?!\w)", re.IGNORECASE)


def check(subject: Subject) -> None:
    """Report tags that are nearly those that rules go by, and a title that says what no tag does."""
    if subject.is_library:
        return
    meant = _misspelt(subject)
    whole = subject.is_whole and all("/" in one.code for one in subject.reading.problems.errors)
    if subject.english and whole and not subject.words.isdisjoint(_WORDS):
        _unsaid(subject, {*subject.plan.tags, *meant})


def _misspelt(subject: Subject) -> set[str]:
    """Report each tag that is nearly a known one; those that were meant."""
    written = at(subject.own.data, ("plan", "tags"))
    meant: set[str] = set()
    for index, tag in enumerate(written if isinstance(written, list) else ()):
        if not isinstance(tag, str) or tag in _known() or not (near := _near(tag)):
            continue
        if not _family(near).isdisjoint(subject.plan.tags):
            continue
        meant.add(near)
        message = f"{quoted(tag)} is not a tag that warning signs hang on"
        help = "a tag of your own may stay, with this waived" if len(tag) > len(near) + 3 else ""
        place = subject.mark(("plan", "tags", index))
        hint = f"did you mean '{near}'?"
        subject.report("safety/tag", place, message, severity="warning", hint=hint, help=help, replacement=near)
    return meant


def _near(tag: str) -> str:
    """The known tag that was meant by one that nobody knows; empty if none is like it."""
    words = re.sub(r"[\s_-]+", " ", tag.strip().lower())
    if (folded := words.replace(" ", "-")) in _known():
        return folded
    if close := nearest(folded, _known(), _ALIKE):
        return close
    return next((name for name in (*_AILMENTS, *_PLACES) if _pattern(name).search(words)), "")


def _family(tag: str) -> frozenset[str]:
    """The tags that ask for the same warnings."""
    return next((tags for tags, _ in NEEDED if tag in tags), frozenset({tag}))


def _unsaid(subject: Subject, tags: set[str]) -> None:
    for text in subject.saying(_WORDS):
        if text.location not in (("plan", "title"), ("plan", "summary")):
            continue
        for tag in (*_AILMENTS, *_PLACES):
            if not _family(tag).isdisjoint(tags) or (match := _named(tag, text.words, text.key)) is None:
                continue
            tags.add(tag)
            message = f"the {text.key} speaks of '{match[0].lower()}', and no tag says so"
            help = f'add "{tag}" to tags in [plan]: the warning signs that belong to it hang on that'
            subject.report("safety/tag", subject.stretch(Found(text, match)), message, severity="note", help=help)


def _named(tag: str, words: str, key: str) -> re.Match[str] | None:
    """Where a text names what a tag stands for; in a title the part of the body alone is enough."""
    match = _pattern(tag).search(words)
    if match is None and key == "title" and tag in _PLACES:
        own = _OWN.get(tag) or re.compile(rf"\b{_PLACES[tag]}\b", re.IGNORECASE)
        match = own.search(words)
        if match is not None and _EASED.search(before(words, match.start())):
            return None
    return None if match is None or _NOT.search(before(words, match.start())) else match
