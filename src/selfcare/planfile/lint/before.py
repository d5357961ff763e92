"""What is asked of people before a visit: food, caffeine and water."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selfcare.core.plan import Avoid, Check
from selfcare.planfile.code import Code
from selfcare.planfile.document import at
from selfcare.planfile.lint.clauses import Sentence, advised, sentence
from selfcare.planfile.lint.english import word_set
from selfcare.planfile.lint.placed import HOUR, Placed, is_own, placed, with_settings
from selfcare.planfile.lint.subject import Subject
from selfcare.planfile.lint.whole import says

CODES: tuple[Code, ...] = (
    Code(
        "safety/fasting",
        "The plan tells people not to eat.",
        'check = "Come on an empty stomach"',
        'check = "Eat a light meal or snack"',
        reason="People who have not eaten are more likely to feel faint, and for people with diabetes it is dangerous. "
        "Saying that it is not good to come hungry is fine.",
        source="clinical page, 1.1 PRE-01 and PRE-03; British Acupuncture Council",
        aliases=("PR-01",),
    ),
    Code(
        "safety/no-food",
        "Food is to be left out for more than three hours.",
        'avoid = "Food", from = "6h before"',
        'avoid = "Big or heavy meals", from = "2h before"',
        reason="People who have not eaten faint more easily. A heavy meal is what to leave out, and for two hours.",
        source="clinical page, 1.1 PRE-02",
        aliases=("PR-02",),
    ),
    Code(
        "safety/caffeine",
        "Caffeine is to be left out for more than twelve hours, or before a headache visit for more than four without "
        "the line that keeps the daily amount the same.",
        'avoid = "Coffee", from = "24h before"',
        'avoid = "Coffee", from = "2h before"',
        reason="Who has coffee every day and stops may get a headache within a day, and a migraine may follow.",
        source="ICHD-3 8.3.1; clinical page, finding 3 and 5.7",
        aliases=("PR-03",),
    ),
    Code(
        "safety/caffeine-hours",
        "Caffeine is to be left out for more than four hours.",
        'avoid = "Coffee", from = "6h before"',
        'avoid = "Coffee", from = "2h before"',
        reason="Nobody has shown that a gap helps, and a long one can cause a headache. Two hours are what many "
        "practitioners ask for.",
        source="clinical page, 1.1 PRE-04",
        aliases=("PR-03",),
        waivable=True,
    ),
    Code(
        "safety/water",
        "People are told to drink, and the plan does not say to keep to a fluid limit; or it is more than a litre in "
        "two hours.",
        'check = "Drink two litres of water", from = "2h before"',
        'check = "Have a glass of water if you are thirsty. Keep to any fluid limit your doctor gave you."',
        reason="With a weak heart or weak kidneys much water is a danger, and there is no need to drink a lot.",
        source="clinical page, 1.1 PRE-09",
        aliases=("PR-06",),
        waivable=True,
    ),
)

FASTING = word_set("stomach eat eating food foods breakfast lunch dinner meal meals supper fast fasting")
NOT_EATING = word_set(
    "empty not don never cannot nothing no skip miss leave go do refrain avoid without stop finish fast fasting fasted"
)
_MEALS = r"(?:breakfast|lunch|dinner|supper|(?:a |any |your |all )?(?:meals?|food|eating))"
_FASTS = re.compile(
    r"\b(?:(?:on|with|have|need|keep) an? empty stomach\b|empty stomach\b(?= (?:only|please|is best|is needed))"
    r"|(?:do not|don['\u2019]t|never|must not|should not|not to|cannot) eat(?: or drink)?"
    r"(?=[ ]*(?:[.,;:]|$)|(?: anything| any food| food| or drink)?(?: at all)?"
    r" (?:for|before|within|until|from|in the (?:hours?|morning|last|day)|on the (?:day|morning)|that (?:day|morning)"
    r"|the (?:day|morning)"
    r"|today|breakfast|lunch|dinner)|(?: anything| any food| food)[ ]*(?:[.,;:]|$))"
    r"|(?:do not|don['\u2019]t|never|must not) have (?:any |your |a )*(?:food|breakfast|lunch|dinner|meals?"
    r"|anything to eat)\b"
    r"|nothing to eat\b|no (?:solid )?food\b|no (?:breakfast|lunch|dinner|supper|meals?|eating)\b"
    rf"|(?:skip|miss|leave out|go without|do without|refrain from|avoid|without) (?:your |the |having "
    rf"|eating )*{_MEALS}\b"
    r"|(?:stop|avoid|finish|no) eating(?= (?:at |from |for |before |after |[0-9]|two|three|four|six|eight|twelve|by))"
    r"|(?:(?<=^)|(?<=[.;:,] )|(?<=please )|(?<=must )|(?<=should )|(?<=need to )|(?<=have to )|(?<=and )|(?<=then )"
    r"|(?<=to ))"
    r"fast (?:for|before|from|until|overnight|on|the (?:day|night|morning)|that|at least|[0-9])"
    r"|(?:come|arrive|be|start|stay|keep|begin|try|remain) fast(?:ing|ed)\b)",
    re.IGNORECASE,
)
_HEAVY = re.compile(
    r"\b(?:heavy|big|large|huge|fatty|greasy|rich|spicy|too much|late|hot|cold|raw|hard to|coloured|colored"
    r"|that (?:is|are)"
    r"|you (?:are|do)|which|allergic|ice|junk|fried)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"^ *(?:,|(?:can|may|makes?|is|are|raises?|could|tends?|will|often|or)\b).{0,60}"
    r"\b(?:faint|dizz|sick|light-headed|more likely|unwell|not|worse|weak|shak)",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:do not|don['\u2019]t|never|not|no need|avoid|rather than|instead of|had|have|has|having)\b", re.I
)
_LATER = re.compile(r"\b(?:and|but|then|so)\b|,")
_CAFFEINE = re.compile(
    r"\b(?:caffeine|coffee|espresso|cola|energy drinks?|(?:strong|black|green) tea|^tea|, tea)\b", re.I
)
_FOOD = re.compile(
    r"^(?:(?:all|any|solid|eating|eating any|eating or drinking|having|having any|the|any kind of|food and"
    r"|drink and) )*"
    r"(?:foods?|eating|anything to eat|meals?|breakfast|lunch|dinner|snacks?|food and drinks?|food or drinks?"
    r"|to eat)\b",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"(?:caffeine|coffee).{0,60}\b(?:same|as usual|usual|as normal|steady)\b|\b(?:same|usual"
    r"|normal)\b.{0,40}(?:caffeine|coffee)",
    re.IGNORECASE,
)
_LONG_TEXT = re.compile(
    r"\b(?:no|avoid|stop|skip|without|cut|leave out|give up|not (?:have|drink))\b[^.!?\n]{0,40}\b(?:caffeine"
    r"|coffee)\b[^.!?\n]{0,40}?"
    r"\b(?:(\d{2,3}) ?(?:hours?|hrs?|h)\b|a (?:whole |full )?day\b|(?:two|three|\d) days\b|a week\b|the day before\b)",
    re.IGNORECASE,
)
HEADACHE = frozenset({"headache", "headaches", "migraine", "tension-headache"})


def check(subject: Subject) -> None:
    """Report what is asked of people before a visit that could harm them."""
    if subject.is_library:
        return
    items = placed(subject)
    if subject.english:
        if subject.words & FASTING:
            _fasting(subject)
        _long_windows(subject, items)
        _caffeine_in_words(subject)
        _water(subject, items)


# food


def _fasting(subject: Subject) -> None:
    for found in subject.find(FASTING, _FASTS, NOT_EATING):
        said = sentence(found.text.words, found.match.start(), found.match.end())
        if found.text.location[0] in ("log", "setting") or found.text.key == "avoid" or said.is_question:
            continue
        if not (_is_against(said) or said.is_supposed or _HEAVY.search(said.words[said.start : said.end + 25])):
            message = "this tells people not to eat, and people who have not eaten may faint"
            help = 'take it out, or write instead "Eat a light meal or snack"'
            subject.report("safety/fasting", subject.stretch(found), message, help=help)


def _is_against(said: Sentence) -> bool:
    """Whether it is said that one is not to come hungry, or why."""
    denials = [found.end() for found in _DENIES.finditer(said.before)]
    denied = any(not _LATER.search(said.before[end:]) for end in denials)
    return denied or said.is_denied or _REASON.search(said.after) is not None


# windows


def _long_windows(subject: Subject, items: Sequence[Placed]) -> None:
    for here in items:
        if isinstance(here.item.action, Avoid):
            words, about = here.item.action.words, here.item.about.lower()
            if _FOOD.match(words) and not _HEAVY.search(words):
                _no_food(subject, here)
            elif _CAFFEINE.search(words) or about in ("caffeine", "coffee"):
                _caffeine(subject, here)


def _longest(subject: Subject, here: Placed) -> tuple[str, float]:
    """How many hours it may last at most, and what a setting has to be for that, in words."""
    found = [(said, each.left_out) for said, each in with_settings(subject, here)]
    said, length = max(found, key=lambda each: each[1] + (0.001 if not each[0] else 0))
    return said, length / HOUR


def _no_food(subject: Subject, here: Placed) -> None:
    said, hours = _longest(subject, here)
    if hours > 3 and is_own(subject, here.location):
        message = f"{said}nothing is eaten for {_hours(hours)}, and three are the most that is safe"
        help = 'leave out big or heavy meals instead: from = "2h before"'
        subject.report("safety/no-food", subject.mark((*here.location, _key(subject, here))), message, help=help)


def _caffeine(subject: Subject, here: Placed) -> None:
    said, hours = _longest(subject, here)
    if hours <= 4 or not is_own(subject, here.location):
        return
    place = subject.mark((*here.location, _key(subject, here)))
    headache = not HEADACHE.isdisjoint(subject.plan.tags) and not says(subject, ("caffeine", "coffee"), _SAME)
    if hours > 12:
        message = f"{said}caffeine is left out for {_hours(hours)}, and that can itself bring on a headache"
        subject.report("safety/caffeine", place, message, help="two hours are enough; twelve are the most")
    elif headache:
        message = f"{said}people with headaches leave out caffeine for {_hours(hours)}, which can bring one on"
        help = 'write 2h before, and add "Keep your daily caffeine the same. A sudden stop can cause a headache."'
        subject.report("safety/caffeine", place, message, help=help)
    else:
        message = f"{said}caffeine is left out for {_hours(hours)}; more than four can bring on a headache"
        subject.report("safety/caffeine-hours", place, message, severity="warning", help="two hours are enough")


def _caffeine_in_words(subject: Subject) -> None:
    for found, said in advised(subject, ("caffeine", "coffee"), _LONG_TEXT):
        hours = int(found.match[1] or 24)
        if hours > 12 and not re.search(r"\b(?:not|no need|never)\b", said.before, re.IGNORECASE):
            message = "leaving out caffeine for so long can itself bring on a headache"
            subject.report("safety/caffeine", subject.stretch(found), message, help="two hours are enough")


def _key(subject: Subject, here: Placed) -> str:
    data = at(subject.whole.data, here.location)
    return next((key for key in ("from", "at", "until") if isinstance(data, dict) and key in data), "avoid")


def _hours(hours: float) -> str:
    return f"up to {hours:g} hours" if hours == round(hours, 1) else f"up to {hours:.1f} hours"


# water

_DRINKS = re.compile(
    r"\b(?:drink|have|sip)\b[^.!?\n]{0,40}?\b(?:(\d+(?:[.,]\d+)?|an?|one|two|three|four|half a) ?"
    r"(l|litres?|liters?|ml|glass(?:es)?|cups?|pints?|bottles?|quarts?)\b(?: of)?|plenty(?: of)?|lots(?: of)?"
    r"|a lot(?: of)?|much)"
    r"[^.!?\n]{0,20}?\b(?:water|fluids?|liquids?)\b",
    re.IGNORECASE,
)
_NUMBERS = {"a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "half a": 0.5}
_LITRES = {"l": 1.0, "litre": 1.0, "liter": 1.0, "ml": 0.001, "glass": 0.25, "glasse": 0.25, "cup": 0.25, "pint": 0.5}
_LITRES |= {"bottle": 0.5, "quart": 0.95}
_LIMITED = re.compile(
    r"\bfluid (?:limit|restriction)|\blimit\b.{0,30}\b(?:fluid|drink)|\bhow much you (?:may|can) drink", re.I
)


def _water(subject: Subject, items: Sequence[Placed]) -> None:
    if subject.words.isdisjoint(("water", "fluid", "fluids", "liquid", "liquids")):
        return
    limited: bool | None = None
    for here in items:
        words = here.item.action.words if isinstance(here.item.action, Check) else ""
        found = _DRINKS.search(words)
        if found is None or not is_own(subject, (*here.location, "check")):
            continue
        if sentence(words, found.start(), found.end()).is_denied:
            continue
        place = subject.mark((*here.location, "check"), found.start(), found.end() - found.start())
        if _litres(found) > 1 and here.longest <= 2 * HOUR:
            message = "this is more than a litre in two hours, which is too much for some people"
            help = 'write instead "Have a glass of water if you are thirsty"'
            subject.report("safety/water", place, message, severity="warning", help=help)
            continue
        limited = says(subject, ("fluid", "drink", "limit"), _LIMITED) if limited is None else limited
        if not limited and subject.is_whole:
            message = "some people may not drink as much as they like, and the plan does not say so"
            help = 'add "Keep to any fluid limit your doctor gave you."'
            subject.report("safety/water", place, message, severity="warning", help=help)


def _litres(found: re.Match[str]) -> float:
    if not found[2]:
        return 0.0
    number = _NUMBERS.get(found[1].lower()) or float(found[1].replace(",", ".")) if found[1] else 0.0
    unit = found[2].lower()
    return number * (_LITRES.get(unit) or _LITRES.get(unit.removesuffix("s"), 0.0))
