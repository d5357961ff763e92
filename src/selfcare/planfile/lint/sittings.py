"""Sittings that leave room and a way out: short cues, open eyes, another anchor than the breath, sore parts skipped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files

from selfcare.core.plan import Meditate
from selfcare.core.sitting import CLOSEST_CUES, Cue, Sitting
from selfcare.planfile.code import Code
from selfcare.planfile.document import at
from selfcare.planfile.lint.clauses import around
from selfcare.planfile.lint.placed import is_own
from selfcare.planfile.lint.subject import Subject
from selfcare.planfile.lint.whole import practised
from selfcare.planfile.problem import Location

CODES: tuple[Code, ...] = (
    Code(
        "safety/cue",
        "A cue is long, comes soon after the one before it, or the cues of a sitting take more than half of its time.",
        "a cue of three sentences every ten seconds",
        "one or two short sentences, 15 seconds apart or more",
        reason="Words without a pause leave no room to notice anything. Cues that come close together are left out "
        "when a sitting is made shorter.",
        source="clinical page, 3.1 (rules for cue writers)",
        aliases=("ML-01",),
        waivable=True,
    ),
    Code(
        "safety/eyes",
        "A text tells people to close their eyes and does not say that open is fine.",
        '"0:00  Close your eyes."',
        '"0:00  Eyes open or closed."',
        reason="With closed eyes some people feel unsafe, dizzy or unreal.",
        source="clinical page, 3.1; Farias 2020",
        aliases=("ML-02",),
        waivable=True,
    ),
    Code(
        "safety/anchor",
        "A sitting with the breath offers no other place to rest the mind on.",
        "cues that speak of the breath only",
        '"2:45  If the breath feels tight, rest with your hands or with sounds."',
        reason="Watching the breath makes some people panic, and those whose breath is short feel worse.",
        source="clinical page, 3.1 and 2 (panic)",
        aliases=("ML-02",),
        waivable=True,
    ),
    Code(
        "safety/sore",
        "A sitting goes to a part of the body that the plan's people are sore in, and does not say to skip it.",
        'tags = ["low-back"], and a cue "Tighten your belly"',
        '"3:00  Firm your belly, or skip it if it is sore."',
        reason="Tightening a sore part, or resting the mind on it, can make the pain worse.",
        source="clinical page, 3.3 and 3.5",
        aliases=("ML-03",),
        waivable=True,
    ),
    Code(
        "safety/script",
        "Eight words in a row are those of a script that somebody else has published.",
        "a cue copied from a course",
        "the same idea in your own words",
        reason="A method is free, its words are not.",
        source="clinical page, 3.6 and 7",
        aliases=("ML-05",),
        waivable=True,
    ),
)

LONGEST_CUE = 120
MOST_SENTENCES = 2
FEW_WORDS = 4
"""A sentence of so few words ("Hold.", "May I be safe.") is not one to follow."""
WORDS_A_SECOND = 2.0
RUN = 8
"""Words in a row that are compared with published scripts."""


def check(subject: Subject) -> None:
    """Report sittings that leave no room or no way out."""
    for sitting in subject.plan.sittings.values():
        if at(subject.own.data, ("sitting", sitting.name)) is not None:
            _cues(subject, sitting)
            if subject.english and subject.is_whole:
                _anchor(subject, sitting)
    if subject.english:
        _eyes(subject)
        if not subject.is_library and subject.is_whole:
            _sore(subject)
    if not subject.is_library:
        _bells(subject)
    if scripts():
        _scripts(subject)


# cues


def _written(subject: Subject, sitting: Sitting) -> Iterator[tuple[Location, str, int]]:
    """Where each cue stands, its text, and where its words begin in that."""
    cues = at(subject.own.data, ("sitting", sitting.name, "cues"))
    for index, text in enumerate(cues if isinstance(cues, list) else ()):
        if isinstance(text, str):
            time = re.match(r"[0-9:]+ +", text)
            yield ("sitting", sitting.name, "cues", index), text, time.end() if time else 0


def _cues(subject: Subject, sitting: Sitting) -> None:
    for location, text, start in _written(subject, sitting):
        words = text[start:]
        sentences = [each for each in re.split(r"[.!?]+(?=\s|$)", words) if len(each.split()) > FEW_WORDS]
        if len(words) > LONGEST_CUE:
            message = f"this cue has {len(words)} characters, and {LONGEST_CUE} are what people can follow"
        elif len(sentences) > MOST_SENTENCES:
            message = f"this cue has {len(sentences)} sentences to follow, and two are enough"
        else:
            continue
        help = "make it shorter, or two cues"
        place = subject.mark(location, start, len(words))
        subject.report("safety/cue", place, message, severity="warning", help=help)
    _close_cues(subject, sitting)
    spoken = sum(len(cue.words.split()) for cue in sitting.cues) / WORDS_A_SECOND
    if spoken > sitting.seconds / 2:
        message = "saying these cues takes more than half of the sitting"
        place = subject.header(("sitting", sitting.name))
        subject.report("safety/cue", place, message, severity="warning", help="leave some out, or make `for` longer")


def _close_cues(subject: Subject, sitting: Sitting) -> None:
    places = {text[start:].strip(): location for location, text, start in _written(subject, sitting)}
    last: Cue | None = None
    for cue in sitting.cues:
        if last is not None and cue.at - last.at < CLOSEST_CUES and cue.words in places:
            message = f"this cue comes {cue.at - last.at:g} seconds after the one before it; 15 leave time to do it"
            place = subject.mark(places[cue.words])
            subject.report("safety/cue", place, message, severity="warning", help="make the time later")
        last = cue


_BREATH = re.compile(r"\b(?:breath\w*|nostrils?|inhale|exhale)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:hands?|fingers?|feet|foot|toes|sounds?|hear|listen|floor|chair|ground|seat|room|look around|touch|weight"
    r"|body)\b",
    re.IGNORECASE,
)


def _anchor(subject: Subject, sitting: Sitting) -> None:
    breath = [cue for cue in sitting.cues if _BREATH.search(cue.words)]
    named = _BREATH.search(sitting.name.replace("-", " ")) or _BREATH.search(sitting.title)
    if not breath or not (named or len(breath) * 2 > len(sitting.cues)):
        return
    if not any(_OTHER.search(cue.words) for cue in sitting.cues):
        message = "this sitting offers only the breath to rest the mind on"
        help = 'add a cue such as "2:45  If the breath feels tight, rest with your hands or with sounds."'
        place = subject.header(("sitting", sitting.name))
        subject.report("safety/anchor", place, message, severity="warning", help=help)


_CLOSE = re.compile(
    r"\b(?:close|shut|closing) (?:both )?(?:your |the )?eyes\b|\b(?:with )?(?:your )?eyes (?:closed|shut)\b", re.I
)
_OPEN = re.compile(
    r"\bopen\b|\bif you (?:like|wish|want|can|prefer|feel)\b|\byou may\b|\bor (?:not|look|let|lower|rest)\b", re.I
)


def _eyes(subject: Subject) -> None:
    for found in subject.find(("eyes",), _CLOSE):
        said = around(found)
        if not (_OPEN.search(found.text.words) or said.is_denied or said.is_question or said.is_supposed):
            message = "some people feel unsafe with closed eyes, and this does not say that open is fine"
            alone = not said.before.strip(" ,") and said.after.strip() in (".", "")
            subject.report(
                "safety/eyes",
                subject.stretch(found),
                message,
                severity="warning",
                help='write "Eyes open or closed."',
                replacement="Eyes open or closed" if alone and found.match[0][0].isupper() else None,
            )


# sore parts

_SORE: dict[str, re.Pattern[str]] = {
    "low-back": re.compile(r"\b(?:(?:low|lower) back|back|belly|thighs?|hips?)\b", re.IGNORECASE),
    "neck": re.compile(r"\b(?:neck|shoulders?)\b", re.IGNORECASE),
    "headache": re.compile(r"\b(?:scrunch|jaw|forehead|brow|neck)\b", re.IGNORECASE),
    "knee": re.compile(r"\b(?:knees?|thighs?|legs?)\b", re.IGNORECASE),
    "hip": re.compile(r"\b(?:hips?|thighs?)\b", re.IGNORECASE),
    "hand": re.compile(r"\b(?:hands?|fists?|fingers?)\b", re.IGNORECASE),
}
PARTS = {
    **dict.fromkeys(("low-back", "back", "back-pain", "radicular", "sciatica"), "low-back"),
    **dict.fromkeys(("neck", "shoulder", "neck-pain", "shoulder-pain"), "neck"),
    **dict.fromkeys(("headache", "migraine"), "headache"),
    **{tag: tag for tag in ("knee", "hip", "hand")},
}
"""Tags, and the parts of the body that are sore in their people."""
_SKIP = re.compile(
    r"\b(?:skip|leave (?:it |that |them )?out|sore|stay at (?:its|the) edge|if (?:it|that|a spot|anything|this) hurts"
    r"|gently|pass over"
    r"|move on if)\b",
    re.IGNORECASE,
)


def _sore(subject: Subject) -> None:
    parts = {PARTS[tag] for tag in subject.plan.tags if tag in PARTS}
    if not parts:
        return
    for sitting in subject.plan.sittings.values():
        if any(_SKIP.search(text) for text in (*(cue.words for cue in sitting.cues), *sitting.cautions)):
            continue
        for location, text, start in _written(subject, sitting):
            found = next((match for part in sorted(parts) if (match := _SORE[part].search(text, start))), None)
            if found:
                message = "this part is sore in the people of this plan, and no cue says to skip it"
                help = 'add a cue such as "0:00  Skip any sore part."'
                place = subject.mark(location, found.start(), len(found[0]))
                subject.report("safety/sore", place, message, severity="warning", help=help)
                break


# bells


def _bells(subject: Subject) -> None:
    """Bells that an item or a step asks for in place of the sitting's own: those of a sitting are read with it."""
    for here, action in practised(subject, "meditate", Meditate):
        _bells_of(subject, here, action)


def _bells_of(subject: Subject, here: Location, action: Meditate) -> None:
    sitting = subject.plan.sittings.get(action.sitting)
    written = at(subject.whole.data, (*here, "bells"))
    if sitting is None or not action.bells or not isinstance(written, list) or len(written) != len(action.bells):
        return
    length = action.seconds or sitting.seconds
    for index, bell in enumerate(action.bells):
        if bell.seconds > length and is_own(subject, here):
            message = "this bell comes after the end of the sitting, so it never rings"
            subject.report("never", subject.mark((*here, "bells", index)), message)


# other people's words


@cache
def scripts() -> frozenset[str]:
    """The hashes of eight words in a row from published scripts, as `scripts.txt` has them."""
    text = (files("selfcare.planfile.lint") / "scripts.txt").read_text(encoding="utf-8")
    return frozenset(line.split()[0] for line in text.splitlines() if line.strip() and not line.startswith("#"))


def run_hash(words: list[str]) -> str:
    """The hash of words in a row, as `scripts.txt` has it: sha256 over them with single spaces, the first 16 digits."""
    return sha256(" ".join(words).encode()).hexdigest()[:16]


_WORD = re.compile(r"[a-z]+(?:['\u2019][a-z]+)?")


def _scripts(subject: Subject) -> None:
    for text in subject.texts:
        if text.key not in ("cues", "read", "say") and text.location[0] != "sitting":
            continue
        found = list(_WORD.finditer(text.words.lower()))
        words = [match[0].replace("\u2019", "'") for match in found]
        for index in range(len(words) - RUN + 1):
            if run_hash(words[index : index + RUN]) in scripts():
                start, end = found[index].start(), found[index + RUN - 1].end()
                message = "these words are those of a published script"
                place = subject.mark(text.location, start, end - start)
                subject.report("safety/script", place, message, severity="warning", help="say it in your own words")
                break
