"""Questions as they are put: which end is better, how often and how many come, and what a score is said to mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selfcare.core.grammar import GrammarError, span
from selfcare.core.plan import Ask
from selfcare.core.question import Log, Scale
from selfcare.core.repeat import Repeat
from selfcare.planfile.code import Code
from selfcare.planfile.document import at, tables
from selfcare.planfile.lint.english import asks, denied
from selfcare.planfile.lint.subject import Subject, table_of

CODES = (
    Code(
        "instrument/cut-off",
        "A cut-off or a change that matters is given without a source, or a score is told as a diagnosis.",
        'say = "A score of 10 means you have anxiety."',
        'say = "Share this with a doctor.", with evidence = ["gad-7-paper"]',
        "A number on a scale is no diagnosis, and where the line lies differs from study to study.",
        "For pain: Salaffi and others 2004, Farrar and others 2001; what matters depends on where somebody starts.",
        ("IN-L6",),
        waivable=True,
    ),
    Code(
        "instrument/direction",
        "A score adds up scales of which some are better high and others low.",
        'score = "sum" over pain (better low) and sleep (better high)',
        "scales that all point one way, or no score",
        "A sum of both means nothing: better and worse cancel out. Charts and reports need to know which way is "
        "better.",
        "The registry of instruments: every scale states its range and its better end.",
        ("IN-L7",),
    ),
    Code(
        "instrument/better",
        "The words at the high end of a scale sound good, and the scale does not say which end is better.",
        'labels = { 0 = "worst", 10 = "excellent" } without `better`',
        'better = "high" below it',
        "Without `better` the low end is taken for the good one, so that charts and reports would tell the opposite.",
        "The registry of instruments: every scale states its better end.",
        ("IN-L7",),
        waivable=True,
    ),
    Code(
        "instrument/recall",
        "A question looks back over more time than passes until it is asked again.",
        'recall = "7d" in a log with every = "day"',
        'recall = "24h", or every = "week"',
        "Answers that overlap seem steadier than things are, and the same days are counted twice.",
        "The registry of instruments: the recall time of each.",
        ("IN-L9",),
        waivable=True,
    ),
    Code(
        "instrument/burden",
        "More than 8 questions are asked every day.",
        'a log with every = "day" and 12 questions',
        "ask daily what changes daily, and the rest once a week",
        "Long diaries are given up within days, and what is left out then is not left out by chance.",
        "The registry of instruments.",
        ("IN-L9",),
        waivable=True,
    ),
)

MOST_DAILY = 8

_CUT_OFF = re.compile(
    r"\b(?:cut[\s\-]?offs?|mcid|mid\s+of\s+\d|clinically\s+(?:important|meaningful|relevant|significant)"
    r"|minimal(?:ly)?\s+(?:clinically\s+)?important|scores?\s+(?:of\s+)?(?:over|above|at\s+least|\d+\s+or\s+(?:more"
    r"|higher|above))|threshold\s+(?:for|of))\b",
    re.IGNORECASE,
)
_CUT_OFF_WORDS = (
    "cut", "cutoff", "cutoffs", "mcid", "clinically", "minimal", "minimally", "score", "scores", "threshold"
)  # fmt: skip
_ILLNESS = (
    r"(?:(?:an?|the|mild|moderate|severe|clinical|generalised|generalized|major)\s+)*(?:anxiety|depression|depressive|"
    r"depressed|insomnia|burn[\s\-]?out|migraines?|disorder|fibromyalgia|arthritis|ptsd)"
)
_DIAGNOSIS = re.compile(
    rf"\b(?:(?:means?|shows?|indicates?|suggests?|proves?)\s+(?:that\s+)?(?:you\s+(?:have|are"
    rf"|suffer\s+from)\s+)?{_ILLNESS}|you\s+(?:have|suffer\s+from|are\s+clinically)\s+{_ILLNESS})\b",
    re.IGNORECASE,
)
_DIAGNOSIS_WORDS = (
    "anxiety", "depression", "depressive", "depressed", "insomnia", "burnout", "burn", "migraine", "migraines",
    "disorder",
    "fibromyalgia", "arthritis", "ptsd",
)  # fmt: skip


def check(subject: Subject) -> None:
    """Report what is amiss in how questions are put and scores are told."""
    _cut_offs(subject)
    for name, table in tables(subject.own.data, "log").items():
        if (log := subject.plan.logs.get(name)) is not None:
            _directions(subject, log, table)
            _line_drawn(subject, name, table)
            _recall(subject, log)
    if not subject.is_library:
        _burden(subject)


def _cut_offs(subject: Subject) -> None:
    for found in subject.find(_CUT_OFF_WORDS, _CUT_OFF):
        location, start = found.text.location, found.match.start()
        if location[0] in ("evidence", "setting", "log") or at(subject.whole.data, (*table_of(location), "evidence")):
            continue
        message = "a cut-off or a change that matters, and no source is named"
        help = 'name the source in the same table, evidence = ["…"], or leave the number out'
        subject.report("instrument/cut-off", subject.stretch(found), message, severity="warning", help=help)
    for found in subject.find(_DIAGNOSIS_WORDS, _DIAGNOSIS):
        location, start = found.text.location, found.match.start()
        if location[0] not in ("alert", "card", "routine", "checklist", "report"):
            continue
        if not denied(found.text.words, start) and not asks(found.text.words, start):
            message = "this reads as a diagnosis"
            help = 'say what to do with the answer, such as "Share this with a doctor."'
            subject.report("instrument/cut-off", subject.stretch(found), message, severity="warning", help=help)


def _line_drawn(subject: Subject, name: str, table: dict[str, object]) -> None:
    """A score from which on somebody is sent to a doctor, in a plan; those of the library were looked up."""
    if "share-from" in table and not subject.is_library:
        message = "a line is drawn on this scale, and a log has no place for its source"
        help = "leave it out, or take the instrument of the library; else waive this with the source as its reason"
        place = subject.mark(("log", name, "share-from"))
        subject.report("instrument/cut-off", place, message, severity="warning", help=help)


# directions

_GOOD = re.compile(
    r"\b(?:well|good|great|excellent|best|calm|rested|happy|better|fine|easy|strong|confident|relaxed|perfect"
    r"|full of energy)\b",
    re.IGNORECASE,
)
_NOT_SO = re.compile(r"\b(?:not|no|never|worst|worse|bad|hard|unable|cannot|less|as\s+\w+\s+as)\b", re.IGNORECASE)


def _directions(subject: Subject, log: Log, table: dict[str, object]) -> None:
    scales = {name: field.kind for name, field in log.fields.items() if isinstance(field.kind, Scale)}
    if log.score and len({scale.better for scale in scales.values()}) > 1:
        high = next(name for name, scale in scales.items() if scale.better == "high")
        message = f"'{high}' is better high and another scale is better low, so their {log.score} means nothing"
        help = "turn the question round, or leave the score out"
        subject.report("instrument/direction", subject.mark(("log", log.name, "score")), message, help=help)
    for name, scale in scales.items():
        written = table.get(name)
        if subject.english and isinstance(written, dict) and "better" not in written and _ends_well(scale):
            message = "is the high end of this scale the good one? Without `better` it is taken for the bad one"
            help = 'add better = "high" if it is, or better = "low" if not'
            place = subject.mark(("log", log.name, name, "labels"))
            subject.report("instrument/better", place, message, severity="note", help=help)


def _ends_well(scale: Scale) -> bool:
    top = (scale.labels or {}).get(scale.high, "")
    return _GOOD.search(top) is not None and _NOT_SO.search(top) is None


# how often


def days_between(repeat: Repeat | None, per: str) -> float | None:
    """How many days lie between two entries; None if they come as they come."""
    if repeat is None:
        return 1 if per == "day" else None
    if repeat.unit == "day":
        return repeat.every
    if repeat.unit == "month":
        return 28 * repeat.every
    return 7 * repeat.every / max(1, len(repeat.days))


def _recall(subject: Subject, log: Log) -> None:
    interval = days_between(log.every, log.per)
    if interval is None:
        return
    for field in log.fields.values():
        days = _looked_back(field.recall)
        if days > interval and at(subject.own.data, ("log", log.name, field.name)) is not None:
            message = "this looks back over more days than pass until it is asked again"
            help = "ask it less often, or about a shorter time"
            place = subject.mark(("log", log.name, field.name, "recall"))
            subject.report("instrument/recall", place, message, severity="warning", help=help)


def _looked_back(recall: str) -> float:
    """How many days a question looks back; 0 for now, and where it is not said as a duration."""
    try:
        found = span(recall)
    except GrammarError:
        return 0
    return found.days + found.seconds / 86_400


def _burden(subject: Subject) -> None:
    asked = dict(_daily(subject))
    count = sum(asked.values())
    own = [name for name in asked if name in tables(subject.own.data, "log")]
    if count > MOST_DAILY and own:
        most = max(own, key=lambda name: asked[name])
        message = f"{count} questions are asked every day"
        help = f"keep it at {MOST_DAILY}, and ask the rest once a week"
        subject.report("instrument/burden", subject.header(("log", most)), message, severity="warning", help=help)


def _daily(subject: Subject) -> Iterator[tuple[str, int]]:
    """The logs that are asked every day, with how many questions everybody gets."""
    logs = subject.plan.logs
    names = [name for name, log in logs.items() if (days_between(log.every, log.per) or 2) <= 1]
    for routine in subject.plan.routines.values():
        if routine.every is not None and (days_between(routine.every, "entry") or 2) <= 1:
            names += [step.action.log for step in routine.steps if isinstance(step.action, Ask)]
    for name in names:
        if name in logs:
            yield name, sum(field.condition is None for field in logs[name].fields.values())
