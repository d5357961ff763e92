"""What a plan claims: effects without a source, and words that no honest plan needs.

The rules of "Claims and evidence" that look at wording; those about cards and sources are in `cards`.
"""

from __future__ import annotations

import re
from collections.abc import Set

from selfcare.planfile.code import Code
from selfcare.planfile.compile.reading import Mark
from selfcare.planfile.lint.cards import names_beside
from selfcare.planfile.lint.effects import BODY, Effect, effects
from selfcare.planfile.lint.english import asks, denied, one_of
from selfcare.planfile.lint.subject import Found, Subject, table_of
from selfcare.planfile.problem import Location

CODES = (
    Code(
        "evidence/claim",
        "A text says what something does to the body, and no source is named.",
        'why = "Stretching relieves back pain."',
        'evidence = ["trial-2020"] on the same item, or why = "Stretching feels good to many."',
        "People act on what a plan promises. A source lets them see how sure it is; without one, say what to do and "
        "leave out what it does.",
        "The advertising rules of the UK (ASA, acupuncture) and the audit of common leaflets: many of their claims "
        "have no support.",
        ("EV-01",),
    ),
    Code(
        "evidence/untested",
        "A text says what something does to the body, and its sources are custom or tradition alone.",
        'why = "A walk eases back pain." with evidence = ["custom"]',
        'why = "Some people find that a walk eases back pain."',
        "That many advise it is no finding. Who reads that it works takes it for tested.",
        "The advertising rules of the UK (ASA, acupuncture), and the labels of the evidence cards.",
        ("EV-01",),
        waivable=True,
    ),
    Code(
        "evidence/banned",
        "A word that promises more than anything can hold, or calls harm a good sign.",
        'why = "Flushes toxins and has no side effects."',
        'why = "You may feel rested."',
        "Cures, guarantees and detox have no evidence. That feeling worse is a good sign delays care.",
        "Bäumler and others, BMJ Open 2021 (about 1 in 10 people notice a side effect); ASA ruling A17-387447.",
        ("EV-03",),
    ),
    Code(
        "evidence/title",
        "A title or a summary says that a treatment is for an ailment.",
        'title = "Acupuncture for back pain"',
        'title = "Back pain: self-care alongside acupuncture"',
        'The name of a plan is a claim too: "acupuncture for X" is read as "it helps or cures X, and that lasts". Name '
        "a plan by what the person does.",
        "ASA ruling A17-387447 (2017).",
        ("EV-09",),
    ),
    Code(
        "evidence/condition",
        "A benefit of acupuncture is claimed for an ailment for which advertising rules accept none.",
        'why = "Acupuncture improves sleep."',
        'why = "Some people sleep well after a visit."',
        "Accepted are tension headache, migraine, long-term low back pain, neck pain, pain of the knee with "
        "osteoarthritis beside other care, and jaw pain, each for a short time.",
        "ASA, advice online: Health: acupuncture.",
        ("EV-10",),
        waivable=True,
    ),
)

# effects

_OUTSIDE = frozenset(BODY) - {
    "ache", "aches", "back", "headache", "headaches", "knee", "knees", "migraine", "migraines", "neck",
    "osteoarthritis", "pain", "pains", "spine", "stiffness", "soreness", "tension", "muscle", "muscles", "body",
    "joint", "joints",
}  # fmt: skip
"""Ailments outside the set that the advertising rules of the UK accept for acupuncture."""
_NEEDLES = re.compile(r"\b(?:acupuncture|needles?|needling)\b", re.IGNORECASE)
_PRACTICAL = frozenset(("logistics",))
_UNTESTED = frozenset(("logistics", "consensus", "tradition"))
"""Kinds of sources that hold no study."""
_BALANCED = frozenset(("against", "mixed", "unclear"))


def _effects(subject: Subject) -> None:
    last: Effect | None = None
    for effect in effects(subject):
        if last is not None and last.text is effect.text and effect.start < last.end:
            continue
        untold = last is None or last.text is not effect.text
        last = effect
        strengths = _strengths(subject, effect)
        if strengths is not None and strengths <= _PRACTICAL:
            _claim(subject, effect, strengths)
        elif strengths is not None and strengths <= _UNTESTED:
            if untold:
                _untested(subject, effect)
        elif _is_outside(effect) and not _is_balanced(subject, effect.text.location):
            message = f"a benefit of acupuncture is claimed for {effect.body}, where advertising rules accept none"
            help = "say what people felt instead, or waive this with the reason"
            subject.report("evidence/condition", _stretch(subject, effect), message, severity="warning", help=help)


def _claim(subject: Subject, effect: Effect, strengths: Set[str]) -> None:
    message = "this says what something does to the body, and no source is named"
    if strengths:
        message = "this says what something does to the body, and the source beside it carries no claim"
        help = (
            "name a study of it, or say what to do and leave out what it does: a practical step has no effect to show"
        )
    elif _may_have_evidence(effect.text.location):
        help = 'name its source in the same table, evidence = ["…"], or say what to do and leave out what it does'
    else:
        help = "say this on a card or in the `why` of an item, where `evidence` can stand beside it, or leave it out"
    subject.report("evidence/claim", _stretch(subject, effect), message, help=help)


def _untested(subject: Subject, effect: Effect) -> None:
    if effect.text.location[0] == "card":
        return  # (its label stands above its words)
    message = "this says what something does to the body, and no source beside it is a study"
    help = 'name a study of it, or write what is so: "some people find that it helps"'
    subject.report("evidence/untested", _stretch(subject, effect), message, severity="warning", help=help)


def _stretch(subject: Subject, effect: Effect) -> Mark:
    return subject.mark(effect.text.location, effect.start, effect.end - effect.start)


def _may_have_evidence(location: Location) -> bool:
    table = table_of(location)
    return table[0] in ("card", "alert") or (table[0], len(table)) in (("checklist", 3), ("routine", 4))


def _strengths(subject: Subject, effect: Effect) -> set[str] | None:
    """What kinds of sources its table names; None if one of them is not known, which is told elsewhere."""
    found: set[str] = set()
    if not _may_have_evidence(effect.text.location):
        return found
    for name in names_beside(subject, table_of(effect.text.location)):
        if (source := subject.plan.evidence.get(name)) is not None:
            found.add(source.strength)
        elif (card := subject.plan.cards.get(name)) is not None:
            found.update(card.strength)
        else:
            return None
    return found


def _is_outside(effect: Effect) -> bool:
    return effect.body in _OUTSIDE and _NEEDLES.search(effect.text.words) is not None


def _is_balanced(subject: Subject, location: Location) -> bool:
    card = subject.plan.cards.get(str(location[1])) if location[0] == "card" else None
    return card is not None and card.direction in _BALANCED


# banned words

_MEDICINE = "(?:medicines?|medications?|tablets?|pills?|insulin|inhalers?|treatment|drugs?|doctor)"
_BANNED: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("cure", "cures", "cured", "curing", "curative"),
        r"cur(?:e|es|ed|ing|ative)(?!\s+(?:meat|ham))",
        "no plan can promise a cure",
    ),
    (
        ("miracle", "miracles", "miraculous", "miraculously"),
        r"mirac(?:le|les|ulous|ulously)",
        "there is no miracle here",
    ),
    (
        ("guarantee", "guarantees", "guaranteed"),
        r"guarantee[sd]?",
        "nothing that is done for health is guaranteed",
    ),
    (
        ("detox", "detoxes", "detoxify", "detoxifies", "detoxifying", "detoxification"),
        r"detox\w*",
        "the body is not cleared of anything by this",
    ),
    (
        ("toxins", "toxin"),
        r"(?:flush|clear|remov|releas|expel|eliminat|draw|rid)\w*\s+(?:\w+\s+){0,3}toxins?",
        "nothing flushes toxins; say what to drink or do",
    ),
    (
        ("cleanse", "cleanses", "cleansing"),
        r"cleans(?:e|es|ing)(?!\s+(?:\w+\s+)?(?:skin|hands?|spots?|wounds?|area|face))",
        "the body is not cleansed by this",
    ),
    (
        ("side",),
        r"(?:no|zero|without(?:\s+any)?|free\s+(?:of|from))\s+side[\s\-]effects?",
        "about 1 in 10 people notice a side effect of acupuncture; say how often there are some",
    ),
    (
        ("safe",),
        r"(?:100\s*%|(?:completely|totally|perfectly|entirely|absolutely|always))\s+safe",
        "nothing is safe for everyone; say for whom, and what to watch",
    ),
    (("risk",), r"risk[\s\-]free|(?:no|zero|without(?:\s+any)?)\s+risks?", "say how rare harm is instead"),
    (
        ("proven",),
        r"proven\s+to|(?:clinically|scientifically)\s+proven",
        "say what was found, in how many people, and name the source",
    ),
    (
        ("instead",),
        rf"instead\s+of\s+(?:your\s+|the\s+|his\s+|her\s+|any\s+)?(?:prescribed\s+)?{_MEDICINE}",
        "a plan stands beside medicines and doctors, never in their place",
    ),
    (
        ("reverses", "reverse", "reversed"),
        r"revers(?:es|ed?)\s+(?!the\s+order|order|the\s+list)\w+",
        "nothing here turns an illness back",
    ),
    (("rebuilds", "rebuild"), r"rebuilds?\s+\w+", "nothing here rebuilds a part of the body"),
    (
        ("immunity", "immune"),
        r"(?:boost|strengthen|support|improv)(?:s|es|e|ing|ed)?\s+(?:\w+\s+){0,2}immun(?:ity|e\s+system)",
        "no plan boosts immunity",
    ),
    (("crisis", "crises"), r"healing\s+cris[ie]s", "feeling worse is not healing; say to tell the practitioner"),
)
_BANNED_PATTERNS = tuple(
    (words, re.compile(rf"(?<![\w\-]){pattern}(?!\w)", re.IGNORECASE), said) for words, pattern, said in _BANNED
)
_OWN_NO = frozenset(("side", "risk"))
"""Phrases whose own "no" is what is wrong with them."""
_GOOD_SIGN = re.compile(
    r"(?<!\w)(?:(?:good|positive|healthy|normal)\s+sign|(?:means?|shows?|sign|proof)\s+(?:that\s+)?(?:it|this|the\s+"
    r"treatment|the\s+body|your\s+body)(?:\s+is|['’]s)\s+(?:working|healing))(?!\w)",
    re.IGNORECASE,
)
_WORSE = re.compile(r"\b(?:worse|worsen\w*|flare\w*|pain|ache|aches|sore\w*|unwell|ill|sick)\b", re.IGNORECASE)


def _banned(subject: Subject) -> None:
    for words, pattern, said in _BANNED_PATTERNS:
        for found in subject.find(words, pattern):
            if found.text.location[0] != "evidence" and not _is_denied(found, own_no=words[0] in _OWN_NO):
                subject.report("evidence/banned", subject.stretch(found), "these words promise too much", help=said)
    for found in subject.find(("sign", "working", "healing"), _GOOD_SIGN):
        if _WORSE.search(found.text.words) and not _is_denied(found):
            message = "feeling worse is called a good sign"
            help = 'write instead: "A flare does not mean it is working. Tell your practitioner."'
            subject.report("evidence/banned", subject.stretch(found), message, help=help)


def _is_denied(found: Found, *, own_no: bool = False) -> bool:
    start = found.match.start()
    return asks(found.text.words, start) or (denied(found.text.words, start) and not own_no)


# titles

_AILMENTS = one_of((*BODY, "stiff neck", "ivf", "tmd"))
_TREATMENTS = r"(?:(?:electro)?acupuncture|needling|needles|cupping|moxa(?:bustion)?|acupressure)"
_FOR = re.compile(
    rf"(?<!\w)(?:{_TREATMENTS}\s+(?:for|against|to\s+treat)|treats?|treating|cures?|curing|heals?|healing|treatment\s+"
    rf"(?:of|for))\s+(?:[\w\-]+\s+){{0,4}}?(?P<for>{_AILMENTS})(?!\w)",
    re.IGNORECASE,
)
_FOR_WORDS = (
    "acupuncture", "electroacupuncture", "needling", "needles", "cupping", "moxa", "moxabustion", "acupressure",
    "treat",
    "treats", "treating", "cure", "cures", "curing", "heal", "heals", "healing", "treatment",
)  # fmt: skip
_WHOLE_TITLE = re.compile(rf"{_TREATMENTS}\s+for\s+((?:[\w\-]+\s+){{0,4}}?{_AILMENTS})", re.IGNORECASE)


def _titles(subject: Subject) -> None:
    for text in subject.saying(_FOR_WORDS):
        if text.key not in ("title", "summary") or text.location[0] in ("log", "evidence"):
            continue
        found = Found(text, match) if (match := _FOR.search(text.words)) else None
        if found is None or _is_denied(found):
            continue
        message = "this reads as a promise that the treatment helps or cures"
        help = 'name it by what the person does, such as "Back pain: self-care alongside acupuncture"'
        entire = _WHOLE_TITLE.fullmatch(found.text.words.strip())
        if entire is None:
            subject.report("evidence/title", subject.stretch(found), message, help=help)
        else:
            title = f"{entire[1][0].upper()}{entire[1][1:]}: self-care alongside acupuncture"
            place = subject.mark(found.text.location, 0, len(found.text.words))
            subject.report("evidence/title", place, message, help=help, replacement=title)


# aids


def check(subject: Subject) -> None:
    """Report what a plan claims without a source, or cannot hold."""
    if subject.english:
        _effects(subject)
        _banned(subject)
        _titles(subject)
