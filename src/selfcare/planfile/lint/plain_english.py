"""Plain English: long sentences, instructions in the passive, words of the trade, what does not fit a narrow screen.

Each rule first asks the index of words (`Subject.find`), so that a text without them costs next to nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from selfcare.core.columns import columns
from selfcare.planfile.code import Code
from selfcare.planfile.lint.english import sentences, whole
from selfcare.planfile.lint.subject import MOST_FOUND, Found, Subject, Text

CODES = (
    Code(
        "language/long-sentence",
        "A sentence has more than 20 words.",
        'why = "When you come to the clinic and have not eaten for some hours it can happen that you feel faint '
        'while …"',
        "two sentences",
        "By the end of a long sentence its beginning is gone.",
        "Plain-language guidance of the NHS and the American Medical Association.",
        ("LG-02",),
        waivable=True,
    ),
    Code(
        "language/passive",
        "An instruction that does not say who does it.",
        'check = "Caffeine should be avoided"',
        'avoid = "Caffeine"',
        "Who reads it has to work out that it is meant for them.",
        "Plain-language guidance of the NHS and the American Medical Association.",
        ("LG-02",),
        waivable=True,
    ),
    Code(
        "language/jargon",
        "A word of the trade that has a plain twin.",
        'why = "It is contraindicated."',
        'why = "It is not safe."',
        "Half of those who read a word of the trade take it for something else.",
        "Plain-language guidance of the NHS and the American Medical Association.",
        ("LG-02",),
        waivable=True,
    ),
    Code(
        "language/width",
        "Something of more than 72 columns that cannot be broken into lines.",
        "an address of a hundred characters in a text",
        "a shorter one, or the name of the page",
        "On a narrow screen its end is cut off.",
        "The rules for language of the plan library.",
        ("LG-04",),
        waivable=True,
    ),
    Code(
        "language/colour",
        "A meaning that only a colour or a sign tells.",
        'read = "Do the items in red first."',
        'read = "Do the items marked \\"first\\"."',
        "Some people do not see colours, some hear the text read out, some have a screen without either.",
        "The rules for language of the plan library; WCAG 2.2, 1.4.1.",
        ("LG-04",),
        waivable=True,
    ),
)

_ADDRESSED = frozenset(
    (
        "plan",
        "appointment",
        "checklist",
        "routine",
        "breath",
        "sitting",
        "alert",
        "warning",
        "card",
        "report",
        "library",
    )
)
"""Tables whose texts speak to the person."""


def check(subject: Subject) -> None:
    """Report what is hard to read, or cannot be read on every screen."""
    _too_wide(subject)
    if subject.english:
        _long_sentences(subject)
        _passive(subject)
        _jargon(subject)
        _colours(subject)


# sentences

MOST_WORDS = 20
"""Numbers aside: they are taken in at a glance."""
_PAUSE = re.compile(r"[;:]\s|\s[–—-]\s")


def _long_sentences(subject: Subject) -> None:
    for text in subject.texts:
        if text.words.count(" ") >= MOST_WORDS and text.location[0] in _ADDRESSED:
            for start, end in sentences(text.words):
                _long(subject, text, start, end)


def _long(subject: Subject, text: Text, start: int, end: int) -> None:
    for piece_start, piece_end in _pieces(text.words, start, end):
        words = [word for word in text.words[piece_start:piece_end].split() if not word.strip("%,.").isdigit()]
        if len(words) > MOST_WORDS:
            lead = len(text.words[piece_start:piece_end]) - len(text.words[piece_start:piece_end].lstrip())
            place = subject.mark(text.location, piece_start + lead, piece_end - piece_start - lead)
            message = f"this sentence has {len(words)} words, and {MOST_WORDS} are enough"
            help = "make two sentences of it"
            subject.report("language/long-sentence", place, message, severity="warning", help=help)


def _pieces(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, cut where the reader can take a breath: at a colon, a semicolon, a dash."""
    for match in _PAUSE.finditer(words, start, end):
        yield start, match.start() + 1
        start = match.end()
    yield start, end


_DONE = r"\w{3,}ed|taken|given|done|kept|made|left|worn|drunk|eaten|held|put|set|told|seen|shown|read|written"
_PASSIVE = re.compile(
    rf"(?<!\w)(?:(?:should|must|(?:needs?|has|have|ought)\s+to)\s+(?:(?:not|always|never)\s+)?be\s+(?:\w+ly\s+)?(?:{_DONE})"
    r"|(?:is|are)\s+(?:(?:strongly|not|also|generally)\s+)?(?:recommended|advised|encouraged|suggested|required"
    r"|requested|permitted|prohibited|discouraged)"
    rf"|(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?(?:{_DONE})\s+by(?!\s+(?:\d|now|then|noon|midnight)))(?!\w)",
    re.IGNORECASE,
)
_PASSIVE_WORDS = (
    "should", "must", "ought", "need", "needs", "by", "recommended", "advised", "encouraged", "suggested", "required",
    "requested", "permitted", "prohibited", "discouraged",
)  # fmt: skip


def _passive(subject: Subject) -> None:
    """In the texts with one of its words; those with "have to" are many, and are looked at only if it is there."""
    found = {text.location: text for text in subject.saying(_PASSIVE_WORDS)}
    if "has to " in subject.said or "have to " in subject.said:
        found |= {text.location: text for text in subject.texts if " to be " in text.words}
    for text in found.values():
        if text.location[0] in _ADDRESSED:
            for match in islice(_PASSIVE.finditer(text.words), MOST_FOUND):
                help = 'say who does it, or what to do, such as "Avoid caffeine"'
                subject.warn("language/passive", Found(text, match), "this does not say who does it", help)


# jargon

JARGON: Mapping[str, str] = {
    "administer": "give", "adverse event": "side effect", "adverse events": "side effects", "ambulate": "walk",
    "ameliorate": "ease", "analgesic": "painkiller", "analgesics": "painkillers",
    "antiemetic": "medicine for sickness",
    "approximately": "about", "commence": "start", "commences": "starts", "contraindicated": "not safe",
    "contraindication": "reason not to", "contraindications": "reasons not to", "diaphragmatic": "belly",
    "discontinue": "stop", "dyspnea": "shortness of breath", "dyspnoea": "shortness of breath", "edema": "swelling",
    "erythema": "redness", "exacerbate": "make … worse", "exacerbates": "makes … worse", "exacerbation": "flare",
    "exhalation": "breathing out", "facilitate": "help", "facilitates": "helps", "haematoma": "bruise",
    "hematoma": "bruise", "hypertension": "high blood pressure", "hypotension": "low blood pressure",
    "in order to": "to", "inhalation": "breathing in", "intravenous": "into a vein", "lymphoedema": "swelling",
    "micturition": "passing water", "modulate": "change", "modulates": "changes", "myalgia": "muscle pain",
    "oedema": "swelling", "oral intake": "eating and drinking", "paraesthesia": "tingling", "paresthesia": "tingling",
    "physician": "doctor", "physicians": "doctors", "prior to": "before", "prognosis": "outlook",
    "prophylaxis": "prevention", "pruritus": "itching", "subsequent to": "after", "subsequently": "later",
    "syncope": "fainting", "utilise": "use", "utilize": "use", "vasovagal": "fainting",
    "palpitations": "a racing heart",
}  # fmt: skip
"""Words of the trade, and their plain twins."""
_JARGON = whole(JARGON)
_JARGON_WORDS = tuple(dict.fromkeys(word.split()[-1] if word == "in order to" else word.split()[0] for word in JARGON))
_JARGON_SIEVE = (*tuple(word for word in _JARGON_WORDS if word != "to"), "order")
_BESIDE = 30
"""Characters within which a plain twin explains a word."""


def _jargon(subject: Subject) -> None:
    for found in subject.find(_JARGON_SIEVE, _JARGON):
        if found.text.location[0] in ("evidence", "log", "setting"):
            continue
        word = " ".join(found.match[0].split()).lower().replace("-", " ")
        twin = JARGON.get(word, "")
        near = found.text.words[max(0, found.match.start() - _BESIDE) : found.match.end() + _BESIDE].lower()
        if not twin or (twin != "to" and twin in near):
            continue  # the plain twin stands beside it
        written = twin[0].upper() + twin[1:] if found.match[0][0].isupper() else twin
        exact = "…" not in twin and not _article_would_change(found, twin)
        help = "" if exact else f"write '{written}'"
        subject.warn("language/jargon", found, "not everybody knows this word", help, written if exact else "")


def _article_would_change(found: Found, twin: str) -> bool:
    """Whether "a" or "an" stands before it and no longer fits, or fits no noun that follows."""
    said = found.text.words[: found.match.start()].rstrip().lower()
    article = re.search(r"(?:^|\s)(an?)$", said)
    return article is not None and (article[1] == "an") != (twin[0] in "aeiou")


# width, colour, signs

COLUMNS = 72
_UNBROKEN = re.compile(rf"\S{{{COLUMNS // 2},}}")


def _too_wide(subject: Subject) -> None:
    if max(map(len, subject.said.split()), default=0) <= COLUMNS // 2:
        return
    for text in subject.texts:
        if len(text.words) > COLUMNS // 2:
            for match in islice(_UNBROKEN.finditer(text.words), MOST_FOUND):
                if columns(match[0]) > COLUMNS:
                    message = f"this takes {columns(match[0])} columns and cannot be broken; {COLUMNS} are there"
                    subject.warn("language/width", Found(text, match), message, "make it shorter")


_COLOUR = r"(?:red|green|amber|yellow|orange|blue)"
_COLOURS = re.compile(
    rf"(?<!\w)(?:(?:items?|lines?|steps?|words?|ones|those|text|entries|boxes|parts|marked|shown|written|printed"
    rf"|highlighted)"
    rf"\s+in\s+{_COLOUR}|(?:the\s+|each\s+|every\s+){_COLOUR}\s+(?:items?|lines?|steps?|words?|ones?|boxes|box"
    rf"|dots?|text|entries|parts?|buttons?|signs?|marks?)|{_COLOUR}\s+(?:means?|is\s+for|stands\s+for|=))(?!\w)",
    re.IGNORECASE,
)
_COLOUR_WORDS = ("red", "green", "amber", "yellow", "orange", "blue")


def _colours(subject: Subject) -> None:
    for found in subject.find(_COLOUR_WORDS, _COLOURS):
        message = "a colour alone tells what is meant"
        subject.warn("language/colour", found, message, 'add a word that says it too, such as "marked first"')
    for text in subject.texts:
        if text.words[:1].isalnum() or text.location[0] == "evidence" or not text.words.strip():
            continue
        if not any(map(str.isalnum, text.words)):
            message = "a sign alone tells what is meant"
            place = subject.mark(text.location, 0, len(text.words))
            help = "add a word beside it, for those who hear it read out"
            subject.report("language/colour", place, message, severity="warning", help=help)
