"""What a plan for needles has to say to people: which medicines to take, what to tell, and how to get home."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selfcare.core.plan import Ask
from selfcare.core.question import Choice
from selfcare.planfile.code import Code
from selfcare.planfile.lint.placed import Placed, placed
from selfcare.planfile.lint.subject import Subject
from selfcare.planfile.lint.whole import all_texts, place_of_tag, says

CODES: tuple[Code, ...] = (
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

NEEDLES = frozenset({"acupuncture"})


def check(subject: Subject) -> None:
    """Report what is missing in a plan for needles."""
    if subject.is_library or not subject.english:
        return
    if not NEEDLES.isdisjoint(subject.plan.tags) and subject.is_whole:
        _before_needles(subject, placed(subject))
        _going_home(subject)


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
