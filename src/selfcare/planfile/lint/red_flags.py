"""Warning signs: those that belong to what a plan is about, in the library's words, and no telephone numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256

from selfcare.core import plan as plans
from selfcare.core.plan import Ask, WarningLevel
from selfcare.core.question import Log, Scale
from selfcare.planfile.code import Code
from selfcare.planfile.compile.reading import Mark
from selfcare.planfile.document import at
from selfcare.planfile.lint.clauses import Sentence, sentence
from selfcare.planfile.lint.english import word_set
from selfcare.planfile.lint.subject import WORD, Subject
from selfcare.planfile.lint.whole import place_of_tag
from selfcare.planfile.problem import Label, Location
from selfcare.planfile.toml.source import Source

CODES: tuple[Code, ...] = (
    Code(
        "safety/red-flags",
        "A plan leaves out warning signs that belong to what it is about.",
        'tags = ["headache"] without the warning "thunder"',
        'warnings = ["thunder", "stroke", "mening", "gca", "headinj", "headnew", "moh"]',
        reason="Rare harms need fast help, and people look for them in the plan they follow. The tags say what it is "
        "about: acupuncture, low-back or radicular, headache, neck or shoulder, oa or joint.",
        source="clinical page, 1.5; Thng 2022, NICE CG150, NG59 and NG226, cauda equina cards",
        aliases=("RF-L1", "RF-L2", "RF-L3", "RF-L4", "RF-L5"),
    ),
    Code(
        "safety/crisis",
        "A plan asks about mood, stress or worry and does not name the warning for a crisis.",
        'scale = "How low is your mood?" without the warning "crisis"',
        'warnings = ["crisis"]',
        reason="Who answers such a question may be in despair, and then needs to be told whom to call.",
        source="clinical page, 1.5 and 4.4",
        aliases=("RF-L6",),
    ),
    Code(
        "safety/red-flag-text",
        "A warning has the library's words with changes that nobody reviewed, or a level that is less urgent.",
        "the library's words for cauda equina, one sign left out",
        'warnings = ["cauda-equina"]',
        reason="Each word of these cards was weighed against its source. With a reviewer named in [plan] the words may "
        "differ, and the level may be the same or more urgent.",
        source="clinical page, 1.5; texts of the library file red-flags",
        aliases=("RF-L7",),
    ),
    Code(
        "safety/emergency-first",
        "A warning about an emergency tells people to call the practitioner, or to wait.",
        'say = "Chest pain: call your acupuncturist first"',
        'say = "Chest pain. Call for help now."',
        reason="Three people with a collapsed lung told their acupuncturist, and none was sent to urgent care.",
        source="Thng 2022, International Journal of Emergency Medicine; clinical page, finding 4",
        aliases=("RF-L8",),
    ),
    Code(
        "safety/phone",
        "A text holds a telephone number.",
        'say = "Call 999 now"',
        'say = "Call your emergency number now"',
        reason="Emergency numbers differ from country to country: the app shows those of the region that the person "
        "has set. A number of your own goes into `contact` in [plan].",
        source="clinical page, 1.5",
        aliases=("RF-L9",),
    ),
    Code(
        "safety/long-warning",
        "The text of a warning has more than 60 words.",
        "a card that explains the illness",
        "the signs, and what to do now",
        reason="Who reads it is frightened and in a hurry.",
        source="clinical page, 7 (red flags)",
        aliases=("RF-L10",),
        waivable=True,
    ),
)

NEEDED: Sequence[tuple[frozenset[str], tuple[str, ...]]] = (
    (word_set("acupuncture"), ("chest", "infect", "bleed", "nerve", "allergy")),
    (
        word_set("low-back back back-pain lower-back lumbar radicular sciatica"),
        ("cauda-equina", "spine", "legweak"),
    ),
    (
        word_set("headache headaches migraine tension-headache"),
        ("thunder", "stroke", "mening", "gca", "headinj", "headnew", "moh"),
    ),
    (word_set("neck shoulder shoulders neck-pain shoulder-pain"), ("neckart", "myelo", "heart", "chest")),
    (
        word_set("oa osteoarthritis joint joints arthritis knee hip knee-pain joint-pain"),
        ("hotjoint", "inflam", "noweight"),
    ),
)
"""Tags, and the warnings that a plan with one of them shows. Those that stay in sight are `pinned` in the library."""

MOST_WORDS = 60
URGENCY: Mapping[WarningLevel, int] = {"stop": 0, "soon": 1, "today": 2, "emergency": 3}


def check(subject: Subject) -> None:
    """Report warning signs that are missing, altered, or send people the wrong way."""
    if not subject.is_library and subject.is_whole:
        _needed(subject)
        _crisis(subject)
    for name, warning in subject.plan.warnings.items():
        if at(subject.own.data, ("warning", name, "say")) is not None:
            _own_warning(subject, warning)
    if subject.english:
        _emergencies(subject)
    _phones(subject)


# what belongs to a plan


def _needed(subject: Subject) -> None:
    shown = subject.plan.shown_warnings
    lacking: list[str] = []
    because: set[str] = set()
    for tags, names in NEEDED:
        if not tags.isdisjoint(subject.plan.tags):
            left_out = [name for name in names if name not in shown and name not in lacking]
            lacking += left_out
            because |= tags if left_out else frozenset()
    if not lacking:
        return
    tags_said = [tag for tag in subject.plan.tags if tag in because]
    message = f"a plan about {' and '.join(tags_said)} shows more warning signs than this one does"
    names_said = ", ".join(f'"{name}"' for name in lacking)
    labels = [Label(place_of_tag(subject, {tag}).found, "needs them") for tag in tags_said]
    last = _last_warning(subject)
    if last is None:
        help = f"write warnings = [{', '.join(f'{chr(34)}{name}{chr(34)}' for name in (*shown, *lacking))}] in [plan]"
        subject.report("safety/red-flags", place_of_tag(subject, because), message, help=help)
        return
    place, name, quote = last
    replacement = f"{quote}, {quote}".join((name, *lacking))
    subject.report("safety/red-flags", place, message, hint=f"add {names_said}", replacement=replacement, labels=labels)


def _last_warning(subject: Subject) -> tuple[Mark, str, str] | None:
    """The last name in the file's own list, where it stands, and its quotes: others can be written behind it."""
    listed = at(subject.own.data, ("plan", "warnings"))
    places = subject.own.places
    if not isinstance(listed, list) or not listed or not isinstance(places, Source):
        return None
    name, location = listed[-1], ("plan", "warnings", len(listed) - 1)
    place = places.value(location)
    line = places.text.split("\n")[place.line - 1]
    around_it = line[max(place.column - 2, 0) : place.column + place.length]
    if not isinstance(name, str) or around_it[1:-1] != name or around_it[:1] not in ('"', "'"):
        return None
    return subject.mark(location), name, around_it[0]


_MOOD = re.compile(
    r"\b(?:stress\w*|mood|anxi\w+|worr(?:y|ied|ies|ying)|nervous\w*|depress\w*|sad(?:ness)?|hopeless\w*|panic\w*|afraid"
    r"|feeling (?:down|low)|how (?:down|low) (?:do|are)|distress\w*|overwhelmed)\b",
    re.IGNORECASE,
)
_MOOD_SCALES = re.compile(r"^(?:gad|phq|pss|hads|dass|k10|who-?5|stress|mood|worry|anxiety|depression)\b")


def _crisis(subject: Subject) -> None:
    if "crisis" in subject.plan.warnings:
        return
    for log in subject.plan.logs.values():
        place = _mood_scale(subject, log)
        if place is not None:
            message = "this asks about mood, stress or worry, and the plan does not name the warning for a crisis"
            help = 'add "crisis" to warnings in [plan]'
            subject.report("safety/crisis", place, message, help=help)
            return


def _mood_scale(subject: Subject, log: Log) -> Mark | None:
    """Where a log asks about mood, or where the plan asks for the library's log that does."""
    for field in log.fields.values():
        if isinstance(field.kind, Scale) and subject.english and _MOOD.search(field.ask):
            return _asked_at(subject, ("log", log.name, field.name, "scale"), log.name)
    is_own = at(subject.whole.data, ("log", log.name)) is not None
    if log.fields and _MOOD_SCALES.match(log.instrument if is_own else log.name):
        return _asked_at(subject, ("log", log.name, "instrument"), log.name)
    return None


def _asked_at(subject: Subject, location: Location, log: str) -> Mark:
    if at(subject.whole.data, location) is not None:
        return subject.mark(location)
    if at(subject.whole.data, ("log", log)) is not None:
        return subject.header(("log", log))
    return next((subject.mark(where) for where in _asking(subject, log)), subject.mark(("plan", "title")))


def _asking(subject: Subject, log: str) -> Iterator[Location]:
    plan = subject.plan
    for checklist in plan.checklists.values():
        for item in checklist.items.values():
            if isinstance(item.action, Ask) and item.action.log == log:
                yield "checklist", checklist.name, item.name, "log"
    for routine in plan.routines.values():
        for index, step in enumerate(at(subject.whole.data, ("routine", routine.name, "steps")) or ()):
            if isinstance(step, dict) and step.get("log") == log:
                yield "routine", routine.name, "steps", index, "log"


# the words of warnings


@cache
def library() -> Mapping[str, plans.Warning]:
    """The warnings of the shipped library, by name."""
    from selfcare.planfile.compile.plan import library_warnings
    from selfcare.planfile.files import trusted
    from selfcare.planfile.library import text

    return library_warnings(trusted("red-flags", text("library/red-flags.toml") or "selfcare = 1"))


@cache
def _hashes() -> Mapping[str, str]:
    """The name of each warning of the library by the hash of its words."""
    return {_hash(warning.say): name for name, warning in library().items()}


def _hash(words: str) -> str:
    folded = " ".join(unicodedata.normalize("NFC", words).split()).casefold()
    return sha256(folded.encode()).hexdigest()


def _own_warning(subject: Subject, warning: plans.Warning) -> None:
    words = len(warning.say.split())
    if words > MOST_WORDS:
        message = f"this warning has {words} words, and who needs it has no time for more than {MOST_WORDS}"
        place = subject.mark(("warning", warning.name, "say"))
        subject.report("safety/long-warning", place, message, severity="warning", help="keep the signs, and what to do")
    same = _hashes().get(_hash(warning.say))
    name = same or (_nearest_text(warning.say) if subject.english else None)
    if name is None or (name == warning.name and same):
        return
    meant = library()[name]
    if URGENCY[warning.level] < URGENCY[meant.level]:
        message = f"the library has this warning as {name!r}, and there it is more urgent"
        place = subject.mark(("warning", warning.name, "level"))
        help = f'write level = "{meant.level}", or name the library\'s: warnings = ["{name}"]'
        subject.report("safety/red-flag-text", place, message, help=help, replacement=meant.level)
    elif not same and not subject.plan.reviewer:
        message = f"these are the library's words for {name!r}, with changes that nobody has reviewed"
        help = f'name the library\'s, warnings = ["{name}"], or say in [plan] who reviewed yours: reviewer = "…"'
        subject.report("safety/red-flag-text", subject.mark(("warning", warning.name, "say")), message, help=help)


ALIKE = 0.6
"""So great a share of their words two texts have in common if one was made of the other."""


def _nearest_text(words: str) -> str | None:
    mine = set(WORD.findall(words.lower()))

    def share(other: plans.Warning) -> float:
        theirs = set(WORD.findall(other.say.lower()))
        return len(mine & theirs) / max(len(mine | theirs), 1)

    best = max(library().values(), key=share, default=None)
    return best.name if best is not None and share(best) >= ALIKE else None


# emergencies

_WAITS = re.compile(
    r"\b(?:(?:call|ring|phone|text|ask|contact|tell|message|speak to|talk to|see|check with|go (?:back )?to|let)"
    r" (?:(?:your|the|our|my|an) )?(?:acupuncturist|practitioner|therapist|clinic|reception)\b"
    r"|wait (?:and see|a |until|till|for|to|an?|some|[0-9]|before)|wait(?= *[.,]|$)|see (?:how it goes"
    r"|if it (?:passes|goes|gets|settles))"
    r"|sleep on it|keep an eye on it|give it (?:a day|time|some time|an hour)|rest first|lie down first)",
    re.IGNORECASE,
)
_HELP = re.compile(r"\b(?:emergency|call for help|ambulance|hospital|medical help)\b", re.IGNORECASE)
_THEN = re.compile(r"\b(?:then|afterwards?|later|also|too|after that|as well|once (?:you are )?safe)\b", re.IGNORECASE)


def _emergencies(subject: Subject) -> None:
    for location, words in _urgent(subject):
        for match in _WAITS.finditer(words):
            said = sentence(words, match.start(), match.end())
            if not (said.is_denied or said.is_question or _is_later(words, match.start(), said)):
                message = "in an emergency nobody waits or calls the practitioner first"
                help = 'write instead "Call for help now." and, if it matters, "Say you had acupuncture."'
                place = subject.mark(location, match.start(), match.end() - match.start())
                subject.report("safety/emergency-first", place, message, help=help)


def _urgent(subject: Subject) -> Iterator[tuple[Location, str]]:
    """The file's own words for emergencies."""
    urgent = [("warning", name) for name, each in subject.plan.warnings.items() if each.level == "emergency"]
    urgent += [("alert", name) for name, each in subject.plan.alerts.items() if each.level == "urgent"]
    for family, name in urgent:
        words = at(subject.own.data, (family, name, "say"))
        if isinstance(words, str):
            yield (family, name, "say"), words


def _is_later(text: str, start: int, said: Sentence) -> bool:
    """Whether help is called for first, and the practitioner is told then."""
    return bool(_HELP.search(text[:start])) and bool(_THEN.search(said.words))


# telephone numbers

_CALL = r"(?:call|dial|ring|phone|text|telephone|tel|number|helpline|hotline|line)"
_EMERGENCY = r"(?:999|911|112|111|000|988|101|119|110|118|144|116 ?123|13 ?11 ?14|116 ?117|85258|741741)"
_PHONE = re.compile(
    rf"\b{_CALL}\b[^.!?\n0-9]{{0,25}}(?P<short>\b{_EMERGENCY})\b(?! (?:times|minutes|people|days))"
    rf"|(?P<bare>\b(?:999|911|112))\b(?= (?:now|at once|or|for help|immediately)|[.]?$)"
    r"|(?<![\w.,:/-])(?P<long>(?:\+|00)[1-9][0-9 ().-]{6,16}[0-9]"
    r"|\(?0[0-9]{1,5}\)?[ -]?[0-9][0-9 -]{4,12}[0-9]|\(?[2-9][0-9]{2}\)?[ .-][0-9]{3}[ .-][0-9]{4}"
    r"|1[ -]8[0-9]{2}[ -][0-9]{3}[ -][0-9]{4}|116 ?123|13 ?11 ?14)(?![\w/-]|[.,][0-9])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[0-9+(][0-9 ().-]+[0-9]")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*")
_SHORT = re.compile(_EMERGENCY)
_REFERENCE = re.compile(r"(?:PMID|PMC|DOI|ISBN|NCT|ISRCTN|page|pages|pp?\.|no\.)\W*$", re.IGNORECASE)


def _may_be_called(number: str) -> bool:
    """Whether digits in the file may be a telephone number: a sieve, dates do not pass."""
    if _DATE.fullmatch(number):
        return False
    return sum(each.isdecimal() for each in number) >= 6 or _SHORT.search(number) is not None


BESIDE = 80
"""Characters in front of a number that may say what it is."""


def _phones(subject: Subject) -> None:
    if not any(_may_be_called(number) for number in _NUMBER.findall(subject.written)):
        return
    for text in subject.texts:
        for match in _PHONE.finditer(text.words):
            group = match.lastgroup or "long"
            start, end = match.span(group)
            if _REFERENCE.search(text.words[max(0, start - BESIDE) : start]):
                continue
            if subject.reading.problems.is_full():
                return
            message = "telephone numbers are not written into a plan: they differ from country to country"
            help = 'write "your emergency number" or "your crisis line"; the number of a clinic goes into `contact`'
            subject.report("safety/phone", subject.mark(text.location, start, end - start), message, help=help)
