"""Words that blame, that speak down to people, that belong to one country, or that ask who somebody is.

Each rule first asks the index of words (`Subject.find`), so that a text without them costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from selfcare.core.question import Number, Simple
from selfcare.core.question import Text as FreeText
from selfcare.planfile.code import Code
from selfcare.planfile.lint.english import asks, before, denied, one_of, whole
from selfcare.planfile.lint.subject import Found, Subject

CODES = (
    Code(
        "language/shame",
        "Words that blame, or threaten with the loss of a streak.",
        'say = "You failed today and lost your streak."',
        'say = "Pick up at the next one."',
        "Shame keeps people from the practice and from telling the truth about it.",
        "The rules for language of the plan library.",
        ("LG-03",),
        waivable=True,
    ),
    Code(
        "language/personal",
        "A question asks for a name, an address, a date of birth, or a number that tells who somebody is.",
        'text = "Your full name and insurance number"',
        "leave it out: the practitioner knows who comes",
        "Answers are kept on this computer and printed on the page. What is not asked cannot get into wrong hands.",
        "The rules for privacy of the plan library.",
        ("LG-05",),
    ),
    Code(
        "language/respect",
        "Words that speak down to people for their sex, their age or their weight.",
        'note = "The elderly take a chair."',
        'note = "Take a chair if you like."',
        "Who feels spoken down to does not come back.",
        "The rules for language of the plan library.",
        ("LG-06",),
        waivable=True,
    ),
    Code(
        "language/belief",
        "Something that a tradition holds is told as a fact: qi, meridians, yin and yang.",
        'why = "Qi flows better on an empty mind."',
        'why = "In traditional Chinese medicine, qi is said to flow better then."',
        "Science has not found qi. As a belief, and a way to guide care, it may be told.",
        "NCCIH, Acupuncture: In Depth.",
        ("LG-06",),
        waivable=True,
    ),
    Code(
        "language/region",
        'A word of one country in a plan with region = "any".',
        'read = "Call your GP."',
        'read = "Call your doctor."',
        "A reader elsewhere does not know whom to call.",
        "The rules for language of the plan library.",
        ("LG-07",),
        waivable=True,
    ),
    Code(
        "language/unread",
        "The rules about words read English only, and the plan is in another language.",
        'language = "fr"',
        "have somebody who knows the language look for claims, blame and hard words",
        "Nobody is to think that a plan without messages was looked at.",
        "The rules for language of the plan library.",
        waivable=True,
    ),
)


def check(subject: Subject) -> None:
    """Report words that blame, that exclude, or that ask too much; or that nobody looked."""
    if not subject.english:
        _unread(subject)
        return
    _shame(subject)
    _personal(subject)
    _respect(subject)
    _belief(subject)
    if not subject.is_library and subject.plan.region == "any":
        _region(subject)


def _unread(subject: Subject) -> None:
    message = "the rules about words read English only, so claims, blame and hard words were not looked for"
    place = subject.mark(("plan", "language"))
    help = "have somebody who knows the language look for them"
    subject.report("language/unread", place, message, severity="note", help=help)


# blame

_SHAME: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("failed", "fail", "failing", "failure"),
        r"you(?:['’]ve|\s+have)?\s+(?:(?!not\b|never\b)\w+\s+)?fail(?:ed|ing)?|fail(?:ed)?\s+to|a\s+failure|^failed\W*$"
        r"|failed\s+(?:again|today|yesterday|day|days|items?|goals?)",
        "say what comes next instead",
    ),
    (
        ("bad",),
        r"(?:you(?:['’]re|\s+(?:are|were|have\s+been))|been|being)\s+(?:so\s+|very\s+)?bad(?!\s+at)"
        r"|bad\s+(?:patients?|boys?|girls?|habits?|choices?|behaviou?rs?|foods?|days?)",
        "say what it was, without a mark",
    ),
    (("cheat", "cheated", "cheating", "cheats"), r"cheat(?:ed|ing|s)?(?:\s+days?)?", "write slipped, or leave it out"),
    (
        ("compliant", "noncompliant", "noncompliance", "compliance", "adherent", "nonadherent"),
        r"non[\s\-]?complian(?:t|ce)|non[\s\-]?adherent|poor\s+compliance",
        "say what was left out, without a mark",
    ),
    (("lazy", "laziness", "lazily"), r"laz(?:y|iness|ily)(?!\s+eyes?)", "leave it out"),
    (("excuse", "excuses"), r"no\s+(?:more\s+)?excuses?", "leave it out"),
    (("ashamed", "shame", "shameful"), r"be\s+ashamed|shame\s+on|shameful", "leave it out"),
    (("weak", "willpower"), r"weak[\s\-]willed|(?:no|lack\s+of|more)\s+willpower", "leave it out"),
    (
        ("streak", "streaks", "chain"),
        r"(?:los(?:e|es|ing|t)|break(?:s|ing)?|broken|broke|ends?|ended|reset|keep|protect|save)\s+(?:\w+\s+){0,2}"
        r"streaks?|streaks?\s+(?:\w+\s+){0,2}(?:lost|broken|over|gone|resets?|ends?|ended)|break\s+the\s+chain",
        "say that it is fine to skip a day",
    ),
    (("square", "zero"), r"back\s+to\s+(?:square\s+one|zero|day\s+one)", "say that it is fine to pick up again"),
)
_SHAME_PATTERNS = tuple(
    (words, re.compile(rf"(?<![\w\-])(?:{pattern})(?!\w)", re.IGNORECASE), help) for words, pattern, help in _SHAME
)
_MAY_BE_DENIED = frozenset(("failed", "bad"))
"""What is kind with a "not" before it: nobody failed."""


def _shame(subject: Subject) -> None:
    for words, pattern, help in _SHAME_PATTERNS:
        for found in subject.find(words, pattern):
            kind = found.text.location[0]
            if kind == "evidence" or (words[0] in _MAY_BE_DENIED and _denied(found)):
                continue
            subject.warn("language/shame", found, "these words blame", help)


def _denied(found: Found) -> bool:
    ahead = before(found.text.words, found.match.start())
    return re.search(r"\b(?:not|no|never|nobody|without|isn['’]t|haven['’]t)\b", ahead[-30:], re.IGNORECASE) is not None


# privacy

_PERSONAL = re.compile(
    r"(?<!\w)(?:(?:your|full|first|last|family|sur|maiden|patient['’]?s?|legal)[\s\-]?names?(?!\s+for)|surname"
    r"|what\s+are\s+you\s+called"
    r"|(?:your|home|postal|street|e[\s\-]?mail|mailing)\s+address|address\s+and\s+\w+|post\s?code|zip\s+code"
    r"|e[\s\-]?mail|(?:date|day|place)\s+of\s+birth|birth\s?(?:day|date)|d\.?o\.?b"
    r"|(?:(?:your|mobile|tele)\s?)?phone\s+(?:number|no)|mobile\s+number"
    r"|(?:insurance|nhs|medicare|medicaid|social\s+security|national\s+insurance|passport|patient|identity|id"
    r"|member(?:ship)?|policy"
    r"|licen[cs]e|driving\s+licen[cs]e|hospital|chart|record)\s+(?:card\s+)?(?:numbers?|no\.?|id|card)|ssn"
    r"|id\s+card)(?!\w)|^\s*(?:name|address|id)\s*[:?]?\s*$|^\s*name\s+(?:and|or)\s+address",
    re.IGNORECASE,
)
_PERSONAL_WORDS = (
    "name", "names", "surname", "called", "address", "postcode", "code", "post", "email", "mail", "birth", "birthday",
    "birthdate", "dob", "phone", "telephone", "mobile", "insurance", "nhs", "medicare", "medicaid", "security",
    "passport",
    "patient", "identity", "id", "member", "membership", "policy", "licence", "license", "hospital", "chart",
    "record", "ssn",
)  # fmt: skip
_NOT_THEIRS = re.compile(
    r"\b(?:names?\s+(?:of\s+(?:the|your|a|any)\s+)?(?:medicines?|medications?|tablets?|pills?|drugs?|one)"
    r"|medicine\s+names?|your\s+name\s+for)\b",
    re.IGNORECASE,
)


def _personal(subject: Subject) -> None:
    for found in subject.find(_PERSONAL_WORDS, _PERSONAL):
        location = found.text.location
        if location[0] != "log" or len(location) != 4 or _NOT_THEIRS.search(found.text.words):
            continue
        log = subject.plan.logs.get(str(location[1]))
        field = log.fields.get(str(location[2])) if log else None
        kind = field.kind if field else None
        if isinstance(kind, FreeText | Number) or (isinstance(kind, Simple) and kind.kind == "date"):
            message = "this asks who somebody is"
            help = "leave it out; the practitioner knows who comes, and the page has room for a name by hand"
            subject.report("language/personal", subject.stretch(found), message, help=help)


# respect and belief

RESPECT: Mapping[str, str] = {
    "the elderly": "older people", "elderly people": "older people", "elderly patients": "older people",
    "old people": "older people", "senior citizens": "older people", "he or she": "they", "she or he": "they",
    "he/she": "they", "s/he": "they", "him or her": "them", "his or her": "their", "his/her": "their",
    "him/her": "them",
    "the handicapped": "disabled people", "manpower": "people", "senile": "", "at your age": "", "for your age": "",
    "over the hill": "", "geriatric": "", "ladies": "", "girls like you": "", "housewife": "", "man up": "",
    "fat people": "", "obese people": "people with obesity", "the obese": "people with obesity", "too fat": "",
    "skinny": "", "chubby": "", "overweight people": "", "beach body": "", "lose those pounds": "",
    "let yourself go": "",
    "hysterical": "", "normal people": "other people",
}  # fmt: skip
"""Words that speak down to people, and what to write instead; empty: leave them out."""
_RESPECT = whole(RESPECT)
_RESPECT_WORDS = (
    "elderly", "old", "senior", "he", "she", "him", "his", "handicapped", "manpower", "senile", "age", "hill",
    "geriatric",
    "ladies", "girls", "housewife", "man", "fat", "obese", "skinny", "chubby", "overweight", "beach", "pounds", "let",
    "hysterical", "normal",
)  # fmt: skip


def _respect(subject: Subject) -> None:
    for found in subject.find(_RESPECT_WORDS, _RESPECT):
        if found.text.location[0] == "evidence":
            continue
        twin = RESPECT.get(" ".join(found.match[0].lower().replace("-", " ").split()), "")
        written = twin[0].upper() + twin[1:] if twin and found.match[0][0].isupper() else twin
        help = "" if twin else "leave it out, or say what the person does"
        subject.warn("language/respect", found, "this speaks down to some of those who read it", help, written)


_BELIEF = re.compile(
    r"(?<!\w)(?:qi|chi|meridians?|yin|yang|life\s+force|energy\s+(?:flows?|channels?|pathways?|blocks?|blockages?)"
    r"|chakras?|(?:liver|kidney|spleen|wind)\s+(?:heat|deficiency|stagnation))(?!\w)",
    re.IGNORECASE,
)
_BELIEF_WORDS = (
    "qi", "chi", "meridian", "meridians", "yin", "yang", "life", "energy", "chakra", "chakras", "heat", "deficiency",
    "stagnation"
)  # fmt: skip
_HELD = re.compile(
    r"\b(?:traditions?|traditional(?:ly)?|beliefs?|believe[sd]?|holds?|speaks?\s+of|said|says?|called|calls?"
    r"|in\s+(?:this|the)\s+view|idea|ideas|not\s+found|according|think|thinks|school)\b",
    re.IGNORECASE,
)
_NOT_THAT_CHI = re.compile(r"tai\s+$|qi\s*gong", re.IGNORECASE)


def _belief(subject: Subject) -> None:
    for found in subject.find(_BELIEF_WORDS, _BELIEF):
        words, start = found.text.words, found.match.start()
        if found.text.location[0] == "evidence" or _HELD.search(words) or asks(words, start):
            continue
        if _NOT_THAT_CHI.search(words[:start][-5:]) or denied(words, start):
            continue
        help = 'say who holds it, such as "traditional Chinese medicine speaks of qi"'
        subject.warn("language/belief", found, "this tells a belief as a fact", help)


# one country

REGIONAL: Mapping[str, str] = {
    "GP": "doctor", "GPs": "doctors", "A&E": "an emergency department", "the ER": "an emergency department",
    "ER": "emergency department", "NHS": "", "NHS 111": "", "Medicare": "", "Medicaid": "", "HMO": "", "copay": "",
    "co-pay": "",
    "Tylenol": "paracetamol (acetaminophen)", "walk-in centre": "urgent care",
}  # fmt: skip
"""Words of one country, and what is understood in all; empty: it depends."""
_REGIONAL = re.compile(rf"(?<![\w\-])(?:{one_of(REGIONAL)})(?![\w\-])")
_REGIONAL_WORDS = ("gp", "gps", "e", "er", "nhs", "medicare", "medicaid", "hmo", "copay", "pay", "tylenol", "walk")


def _region(subject: Subject) -> None:
    for found in subject.find(_REGIONAL_WORDS, _REGIONAL):
        if found.text.location[0] in ("evidence", "card"):
            continue  # where a source comes from is said with it
        twin = REGIONAL.get(found.match[0], "")
        help = "" if twin else 'say it so that it is understood everywhere, or say where the plan is for: region = "uk"'
        message = 'this is a word of one country, and the plan is for region "any"'
        subject.warn("language/region", found, message, help, twin)
