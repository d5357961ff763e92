"""What is asked of people before a visit: food, caffeine, water, and what a plan for needles has to say to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selfcare.core.plan import Ask, Avoid, Check
from selfcare.core.question import Choice
from selfcare.planfile.code import Code
from selfcare.planfile.document import at
from selfcare.planfile.lint.clauses import Sentence, advised, sentence, word_set
from selfcare.planfile.lint.placed import HOUR, Placed, is_own, placed, with_settings
from selfcare.planfile.lint.subject import Subject
from selfcare.planfile.lint.whole import all_texts, place_of_tag, says

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
        reason="Low blood sugar makes fainting more likely. A heavy meal is what to leave out, and for two hours.",
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
        "safety/before-needles",
        "A plan for acupuncture has items before the visit, and does not say to keep taking medicines, or has no "
        "safety list to tell the practitioner about.",
        'tags = ["acupuncture"] and only [checklist.prep.meal]',
        'check = "Keep taking your prescribed medicines as normal. Do not stop any for this visit."',
        reason="People stop blood thinners by themselves before needles, which is dangerous; and some health facts "
        "change where needles are safe.",
        source="clinical page, 1.1 PRE-14, PRE-16 and 1.2",
        aliases=("PR-05",),
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
    Code(
        "safety/going-home",
        "A plan for a first visit, or for the time after one, says nothing about driving, or about lying down and "
        "getting up.",
        'title = "Aftercare" without a word about driving',
        'avoid = "Driving or using machines if you feel sleepy or dizzy"',
        reason="A few people feel sleepy or dizzy after needles, and most faints happen early.",
        source="clinical page, 1.1 PRE-23, 1.4 POST-01 and POST-03; BMA, BMAS",
        aliases=("PR-08",),
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
NEEDLES = frozenset({"acupuncture"})
HEADACHE = frozenset({"headache", "headaches", "migraine", "tension-headache"})


def check(subject: Subject) -> None:
    """Report what is asked of people before a visit that could harm them, and what is missing there."""
    if subject.is_library:
        return
    items = placed(subject)
    if subject.english:
        if not subject.words.isdisjoint(FASTING):
            _fasting(subject)
        _long_windows(subject, items)
        _caffeine_in_words(subject)
        _water(subject, items)
    if not NEEDLES.isdisjoint(subject.plan.tags) and subject.english and subject.is_whole:
        _before_needles(subject, items)
        _going_home(subject)


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


# what has to be there

_KEEP = re.compile(
    r"\b(?:keep|continue|carry on|go on)\b.{0,20}\b(?:taking|with|on)\b.{0,40}\b(?:medicine|medication|tablet|pill)"
    r"|\b(?:do not|don['\u2019]t|never)\b.{0,30}\b(?:stop|skip|change|delay)\b.{0,40}\b(?:medicine|medication|tablet"
    r"|pill)"
    r"|\btake\b.{0,30}\b(?:medicine|medication|tablet|pill)s?\b.{0,20}\b(?:as (?:normal|usual|always)|as you always)",
    re.IGNORECASE | re.DOTALL,
)
_FACTS = re.compile(
    r"blood[- ]?thinn|bleeding|pacemaker|pregnan|heart valve|epilep|fits|faint|diabet|immun|cancer|lymph|allerg"
    r"|implant",
    re.IGNORECASE,
)
ENOUGH_FACTS = 3
"""So many health facts in one log or text are a safety list."""


def _before_needles(subject: Subject, items: Sequence[Placed]) -> None:
    if not any(span.opens < 0 for here in items for span in here.spans):
        return
    lacks = []
    if not says(subject, ("medicine", "medicines", "medication", "medications", "tablets", "pills"), _KEEP):
        lacks.append("to keep taking medicines as normal")
    if not _has_safety_list(subject):
        lacks.append("which health facts to tell the practitioner (the safety list)")
    if lacks:
        message = f"before needles a plan says {' and '.join(lacks)}; this one does not"
        help = 'extend "acupuncture-prep", which has both, or add items for it'
        subject.report("safety/before-needles", place_of_tag(subject, NEEDLES), message, help=help)


def _has_safety_list(subject: Subject) -> bool:
    """Whether a log, or a text, names several of the facts that change where needles are safe."""
    asked = {
        step.action.log
        for routine in subject.plan.routines.values()
        for step in routine.steps
        if isinstance(step.action, Ask)
    }
    asked |= {
        item.action.log
        for checklist in subject.plan.checklists.values()
        for item in checklist.items.values()
        if isinstance(item.action, Ask)
    }
    for name in asked & set(subject.plan.logs):
        fields = subject.plan.logs[name].fields.values()
        words = [field.ask for field in fields]
        words += [text for field in fields if isinstance(field.kind, Choice) for text in field.kind.options.values()]
        if len({fact.lower() for fact in _FACTS.findall(" ".join(words))}) >= ENOUGH_FACTS:
            return True
    said = (text for text in all_texts(subject) if "tell" in text.lower())
    return any(len({fact.lower() for fact in _FACTS.findall(text)}) >= ENOUGH_FACTS for text in said)


_DRIVING = re.compile(r"\b(?:driv\w+|behind the wheel|machines?|way home|get home)\b", re.IGNORECASE)
_LYING = re.compile(r"\b(?:lie|lying|lay|flat|(?:sit|get|stand) up slowly|rise slowly)\b", re.IGNORECASE)
_AFTER = re.compile(
    r"\b(?:aftercare|after[- ]your[- ](?:visit|session|treatment)|first[- ](?:ever )?(?:visit|session|treatment"
    r"|appointment))\b",
    re.I,
)


def _going_home(subject: Subject) -> None:
    plan = subject.plan
    if not any(_AFTER.search(text) for text in (plan.id, plan.title, *plan.tags)):
        return
    lacks = []
    if not says(subject, ("drive", "driving", "machines", "machine", "home", "wheel"), _DRIVING):
        lacks.append("driving")
    if not says(subject, ("lie", "lying", "lay", "flat", "slowly"), _LYING):
        lacks.append("lying down and getting up slowly")
    if lacks:
        message = (
            f"people may feel sleepy or dizzy after needles, and the plan says nothing about {' or about '.join(lacks)}"
        )
        help = 'add, for example, "Sit up slowly. Do not drive if you feel sleepy or dizzy."'
        subject.report("safety/going-home", place_of_tag(subject, NEEDLES), message, severity="warning", help=help)
