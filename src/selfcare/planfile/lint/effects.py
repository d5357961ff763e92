"""Finds sentences that say what something does to the body: a verb of effect, and a part or an ailment of the body.

Let through: questions, "not", "if" and "when", "may" and "some people find",
what the person is asked to do ("ease your
shoulders"), and what helps to keep track. Called by `claims`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from selfcare.planfile.lint.english import after, asks, before, denied, one_of, says_no
from selfcare.planfile.lint.subject import Subject, Text

_PLAIN = [
    "relieve",
    "reduce",
    "ease",
    "help",
    "improve",
    "heal",
    "treat",
    "boost",
    "lower",
    "alleviate",
    "soothe",
    "prevent",
    "cure",
]
_THIRD = [
    "relieves",
    "reduces",
    "eases",
    "helps",
    "improves",
    "heals",
    "treats",
    "boosts",
    "lowers",
    "alleviates",
    "soothes",
    "prevents",
    "cures",
]
_PAST = [
    "relieved",
    "reduced",
    "eased",
    "helped",
    "improved",
    "healed",
    "treated",
    "boosted",
    "lowered",
    "alleviated",
    "soothed",
    "prevented",
]
WORDS = (*_PLAIN, *_THIRD, *_PAST)
_VERB = re.compile(rf"(?<![\w\-])(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})(?![\w\-])", re.IGNORECASE)

BODY = (
    "ache", "aches", "allergies", "allergy", "anxiety", "arthritis", "asthma", "back", "bloating", "blood flow",
    "blood pressure", "blood sugar", "body", "bowel", "brain", "cancer", "cartilage", "chest", "circulation",
    "cold", "constipation", "cramp", "cramps", "depression", "diabetes", "digestion", "disc", "discs",
    "disease", "disk", "disks", "dizziness", "eczema", "fatigue", "fertility", "fever", "flare", "flare-up",
    "flare-ups", "flares", "gut", "hay fever", "headache", "headaches", "heart", "heartburn", "hip", "hips",
    "hormones", "hot flushes", "ibs", "illness", "immune system", "immunity", "infection", "infections",
    "infertility", "inflammation", "injuries", "injury", "insomnia", "joint", "joints", "kidney", "kidneys",
    "knee", "knees", "ligament", "ligaments", "liver", "lung", "lungs", "menopause", "migraine", "migraines",
    "mood", "muscle", "muscles", "nausea", "neck", "nerve", "nerves", "nervous system", "osteoarthritis",
    "pain", "pains", "panic attacks", "period pain", "recurrence", "relapse", "relapses", "sciatica",
    "shoulder", "shoulders", "sickness", "skin", "sleep", "sleeplessness", "soreness", "spasm", "spasms",
    "spine", "stiffness", "stomach", "stress", "swelling", "symptoms", "tendon", "tendons", "tension",
    "tinnitus", "tiredness", "tissue", "tissues", "worry", "wound", "wounds",
)  # fmt: skip
"""Parts and ailments of the body."""
_BODY = re.compile(rf"(?<!\w){one_of(BODY)}(?!\w)", re.IGNORECASE)

_HEDGED = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|said to|thought to|believed to|meant to|(?:some|many|most) (?:people"
    r"|of us)"
    r" (?:find|feel|say)|people (?:find|say)|try|tries|hope|hopes|what|whatever|anything|something|everything|which"
    r" of)\b",
    re.IGNORECASE,
)
_KEEPS_TRACK = re.compile(
    r"\b(?:you|your|them|us|practitioner|doctor)\b.*\b(?:keep|track|write|log|note|notice|see|remember|plan|prepare"
    r"|talk"
    r"|tell|describe|show|rate|record|understand|know|ask|watch|compare|spot|decide|find|learn|measure|follow|check"
    r"|explain)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"(?:\b(?:to|will|can|does|do|they|it|also|really|often|always|usually|that|helps?)|\b\w{3,}[^s\W]s)\s+$",
    re.IGNORECASE,
)
"""What stands before a bare verb that tells of an effect; at the start of a sentence it is something to do."""
_AIMS = re.compile(
    r"\b(?:try|trying|want|need|needs|how|aim|like|wish|ask|asks|easier|hard|harder|easy|ready|time|used|asked|told)"
    r"\s+to\s+$",
    re.IGNORECASE,
)
_LOWER = re.compile(r"\b(?:to|will|can|does|do|helps?)\s+$", re.IGNORECASE)
_NEAR = 40
"""Characters before the verb that tell how it is meant."""
_REACH = 60
"""Characters after the verb within which the body is named."""
_TURNED = (
    "improve", "improves", "improved", "ease", "eases", "eased", "heal", "heals", "healed",
)  # fmt: skip
"""Verbs whose subject gets better: "back pain eases"."""


class Effect(NamedTuple):
    """A stretch of a text that says that something does something to the body."""

    text: Text
    start: int
    end: int
    body: str
    """Which part or ailment, in small letters."""


def effects(subject: Subject) -> Iterator[Effect]:
    """Every such stretch in the texts that speak to people; questions of logs and settings do not count."""
    for text, match in subject.find(WORDS, _VERB):
        if text.location[0] in ("setting", "evidence") or (text.location[0] == "log" and text.key != "summary"):
            continue
        found = _effect(text, match)
        if found is not None:
            yield found


def _effect(text: Text, match: re.Match[str]) -> Effect | None:
    words, verb = text.words, match[0].lower()
    ahead = before(words, match.start())
    if asks(words, match.start()) or denied(words, match.start()) or _HEDGED.search(ahead):
        return None
    if not _tells(verb, ahead):
        return None
    rest = after(words, match.end())[:_REACH]
    body = _BODY.search(rest)
    if body and not says_no(rest[: body.start()]) and not _HEDGED.search(rest[: body.start()]):
        if verb.startswith("help") and _KEEPS_TRACK.search(rest[: body.start()]):
            return None
        return Effect(text, match.start(), match.end() + body.end(), body[0].lower())
    if verb in _TURNED and not body:
        return _turned(text, match, ahead)
    return None


def _tells(verb: str, ahead: str) -> bool:
    """Whether the verb tells of an effect, where it stands; it may be something to do, or no verb."""
    if verb not in _PLAIN:
        return True
    if verb == "lower":
        return _LOWER.search(ahead[-_NEAR:]) is not None
    return _LEADS.search(ahead[-_NEAR:]) is not None and _AIMS.search(ahead[-_NEAR:]) is None


def _turned(text: Text, match: re.Match[str], ahead: str) -> Effect | None:
    bodies = list(_BODY.finditer(ahead))
    if not bodies or len(ahead[bodies[-1].end() :].split()) > 2:
        return None
    return Effect(text, match.start() - len(ahead) + bodies[-1].start(), match.end(), bodies[-1][0].lower())
