"""Breathing that is never in a plan: quick on purpose, or held for as long as one can. It has made people faint."""

from __future__ import annotations

import re

from selfcare.planfile.code import Code
from selfcare.planfile.lint.breath import is_in_file
from selfcare.planfile.lint.clauses import around
from selfcare.planfile.lint.english import word_set
from selfcare.planfile.lint.subject import Subject

CODES: tuple[Code, ...] = (
    Code(
        "safety/hyperventilation",
        "The plan has breathing that is quick on purpose, or breath held for as long as one can.",
        'check = "Hold your breath as long as you can"',
        'breathe = "belly"',
        reason="Such breathing has made people faint, and some have drowned.",
        source="clinical page, 2 (excluded on purpose)",
        aliases=("BL-05",),
    ),
)

_NEVER = re.compile(
    r"\b(?:hyper-?ventilat\w+|kapala?bh?ati|bhastrika|wim[- ]hof|breath[- ]of[- ]fire|holotropic|tummo"
    r"|(?:hold|holding)\b[^.!?\n]{0,40}\b(?:as long as (?:you|possible|one)|until you (?:can(?:not|['\u2019]t)"
    r"|have to|need to|must|feel)|for as long as)"
    r"|breathe as (?:fast|quickly|hard) as you can|(?:fast|quick|rapid) (?:deep )?breaths? for (?:[0-9]+|one|two"
    r"|three) minutes?)",
    re.IGNORECASE,
)
_NAMED = word_set(
    "hyperventilate hyperventilates hyperventilation hyperventilating hyper kapalabhati kapalbhati bhastrika wim "
    "holotropic tummo"
)
_HELD = word_set("hold holding breathe breath breaths")
_TOO_MUCH = word_set("long until fast quickly hard quick rapid fire possible")
_STATE = re.compile(
    r"\b(?:may|might|can|if|when|are|start to|begin to|signs? of|feel like|from) *(?:you )?(?:be )?$", re.I
)
_NAMES = re.compile(r"hyperventilat|kapala?bh?ati|bhastrika|wim-?hof|breath-?of-?fire|holotropic|tummo")


def check(subject: Subject) -> None:
    """Report breathing that is quick on purpose, and breath held for as long as one can, by its words or its name."""
    for found in (*subject.find(_NAMED, _NEVER), *subject.find(_HELD, _NEVER, _TOO_MUCH)):
        said = around(found)
        if not (said.is_denied or said.is_question or said.is_supposed or _STATE.search(said.before)):
            message = "this breathing can make people faint"
            help = 'take it out; breathe = "belly" or "long-exhale" is safe for most people'
            subject.report("safety/hyperventilation", subject.stretch(found), message, help=help)
    for name, pattern in subject.plan.patterns.items():
        if _NAMES.search(name) and is_in_file(subject, pattern):
            message = "breathing of this name can make people faint"
            subject.report("safety/hyperventilation", subject.header(("breath", name)), message, help="take it out")
