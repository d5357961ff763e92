"""How hard the texts of a plan are to read, table by table: a card, a warning, a checklist, a routine, a sitting.

Single lines are too short to measure, so the texts of one table are pooled. Sources speak the language of their field
and are left out, and so are the questions of logs, whose wording is often not their author's.
"""

from __future__ import annotations

from collections.abc import Sequence

from selfcare.core import reading
from selfcare.planfile.code import Code
from selfcare.planfile.lint.subject import Subject, Text
from selfcare.planfile.problem import Location, Severity

CODES = (
    Code(
        "language/grade",
        "The texts of a table are hard to read: over grade 6; an error over grade 9. Warning signs: over grade 7.",
        'text = "Contemporary investigations demonstrate considerable heterogeneity …"',
        'text = "Studies do not agree."',
        "Somebody in pain, or in a hurry, reads less well than at other times. Short words and short sentences help "
        "all.",
        "Reading age 9 to 11 (Patient Information Forum), grade 6 (American Medical Association); Flesch–Kincaid 1975, "
        "Coleman–Liau 1975.",
        ("LG-01", "RF-L10"),
        waivable=True,
    ),
)

FEWEST = 30
"""Words below which a grade says nothing."""
GRADE, TOO_HARD, WARNINGS = 6.0, 9.0, 7.0
_READ = frozenset(("plan", "checklist", "routine", "breath", "sitting", "alert", "warning", "card", "report"))
_SHORT_KEYS = frozenset(
    ("title", "short", "options", "labels", "unit", "permission", "cycle", "to", "self-harm-review")
)
"""Words that are no prose."""


def check(subject: Subject) -> None:
    """Report tables whose texts are hard to read."""
    if not subject.english:
        return
    pools: dict[Location, list[Text]] = {}
    for text in subject.texts:
        where = text.location
        if where[0] in _READ and where[-1] not in _SHORT_KEYS and where[-2] not in _SHORT_KEYS:
            pools.setdefault(where[:1] if where[0] == "plan" else where[:2], []).append(text)
    for where, texts in pools.items():
        _pool(subject, where, texts)


def _pool(subject: Subject, where: Location, texts: Sequence[Text]) -> None:
    grades = reading.grades(text.words for text in texts)
    limit = WARNINGS if where[0] == "warning" else GRADE
    if grades.words < FEWEST or grades.flesch_kincaid <= limit:
        return
    severity: Severity = "error" if grades.flesch_kincaid > TOO_HARD and where[0] != "warning" else "warning"
    names = f", {grades.with_names:.1f} with its names" if grades.with_names - grades.flesch_kincaid >= 0.05 else ""
    what = "this text" if len(texts) == 1 else f"the text of [{'.'.join(map(str, where))}]"
    message = (
        f"{what} reads at grade {grades.flesch_kincaid:.1f} (Flesch–Kincaid{names}; Coleman–Liau "
        f"{grades.coleman_liau:.1f}), and {limit:.0f} is the aim"
    )
    hardest, sentence = _hardest(texts)
    place = subject.mark(hardest.location, sentence[0], sentence[1] - sentence[0])
    hint = "the hardest sentence of it" if len(texts) > 1 or sentence != (0, len(hardest.words)) else ""
    help = "use short words, and make two sentences of a long one"
    subject.report("language/grade", place, message, severity=severity, hint=hint, help=help)


def _hardest(texts: Sequence[Text]) -> tuple[Text, tuple[int, int]]:
    """The sentence that weighs most: its grade, and how long it is."""
    from selfcare.planfile.lint.english import sentences

    parts = [(text, bounds) for text in texts for bounds in sentences(text.words)]

    def weight(part: tuple[Text, tuple[int, int]]) -> float:
        text, (start, end) = part
        found = reading.grades((text.words[start:end],))
        return (found.flesch_kincaid - GRADE) * found.words

    text, (start, end) = max(parts, key=weight)
    start += len(text.words[start:end]) - len(text.words[start:end].lstrip())
    return text, (start, end)
