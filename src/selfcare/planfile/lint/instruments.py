"""Published questionnaires in a plan: is the wording theirs, may it be there, who wrote it, and is it safe to ask.

Wordings are known by hashes, licensed ones by name alone (`registry`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from selfcare.core.flags import CRISIS
from selfcare.core.question import Choice, Field, Log
from selfcare.core.self_harm import is_asked_in
from selfcare.planfile.closure import SHIPPED
from selfcare.planfile.code import Code
from selfcare.planfile.compile.reading import Mark, Reading
from selfcare.planfile.document import Document, at, tables
from selfcare.planfile.lint import registry, self_harm
from selfcare.planfile.lint.registry import Instrument
from selfcare.planfile.lint.subject import MOST_FOUND, Subject, Text

CODES = (
    Code(
        "instrument/altered",
        "A log is called like a published questionnaire, and its questions, answers or their order are not those.",
        'title = "GAD-7" above seven questions in words of one\'s own',
        'instrument = "gad-2", or a title of your own',
        "Scores can be compared only when everybody was asked the same. A word or an answer that differs makes another "
        "questionnaire.",
        "The registry of instruments, by hashes of their wording.",
        ("IN-L1",),
    ),
    Code(
        "instrument/licensed",
        "A log is a licensed questionnaire, and nothing says who allowed it.",
        "[log.womac] with questions and no permission",
        'permission = "Licence no. 123 of the owner, for this clinic, on screen"',
        "Several questionnaires that are free to print are not free to pass on in software; some owners charge for it.",
        "The registry of instruments; for KOOS the notice of Mapi, October 2023: a permission is always required.",
        ("IN-L2",),
    ),
    Code(
        "instrument/shipped",
        "A library file holds a questionnaire whose wording takes a licence.",
        "[log.peg] in a library file",
        "a scale in words of your own, or a plan that brings the questionnaire with its permission",
        "What is in the library is passed on to everybody, under the licence of the file.",
        "The registry of instruments.",
        ("IN-L3",),
    ),
    Code(
        "instrument/credit",
        "The credit line of a questionnaire is missing.",
        "the questions of GAD-7 without a word on who wrote them",
        'permission = "Developed by Drs. Robert L. Spitzer, … No permission required to reproduce, …"',
        "They may be used by anybody on condition that the line stands with them.",
        "Pfizer, 2010: the terms of GAD and PHQ.",
        ("IN-L4",),
    ),
    *self_harm.CODES,
    Code(
        "instrument/part",
        "Some questions of a published questionnaire are asked, and others are not.",
        "three of the seven questions of GAD-7",
        'all of them, or instrument = "gad-2"',
        "Part of a questionnaire has no score that means anything.",
        "The registry of instruments.",
        ("IN-L8",),
        waivable=True,
    ),
    Code(
        "instrument/translator",
        "A questionnaire is translated, and nothing says by whom.",
        "[translation] without `by`, with texts of a log that is a questionnaire",
        'by = "the official French version of the owner"',
        "Translations of questionnaires are tested like questionnaires. Who reads a score has to know which one it "
        "was.",
        "The registry of instruments.",
        ("IN-L8",),
        waivable=True,
    ),
    Code(
        "instrument/screen",
        "A licensed questionnaire has a permission that does not say whether it is for a screen.",
        'permission = "Licence no. 123"',
        'permission = "Licence no. 123, on paper and on screen"',
        "Many permissions are for paper. Asking on a screen is another use, and for some owners another fee.",
        "The registry of instruments.",
        ("IN-L8",),
        waivable=True,
    ),
    Code(
        "instrument/name",
        "The name of a licensed questionnaire stands over questions that are not known to be its own.",
        'title = "PEG"',
        'title = "How much pain gets in the way"',
        "Who reads the name takes the answers for a score of that questionnaire, and its owner may object.",
        "The registry of instruments.",
        ("IN-L10",),
    ),
    Code(
        "instrument/code",
        "A LOINC code is not one that was looked up, or it stands at a question about something else.",
        'scale = "How is your mood?", code = "loinc:72514-3"',
        'scale = "How strong is your pain right now?", code = "loinc:72514-3"',
        "A program that gets the answers takes them for what the code says.",
        "A LOINC core table of about 2020; newer codes may exist.",
        ("IN-L11",),
        waivable=True,
    ),
)


class Asked(NamedTuple):
    """A log of the file with questions of its own."""

    log: Log
    fields: tuple[Field, ...]
    """Its own ones, in order; those of an instrument that it names are not among them."""
    naming: tuple[Text, ...] = ()
    """Its texts that may name a questionnaire."""


def check(subject: Subject) -> None:
    """Report what a file does with published questionnaires."""
    for asked in _asked(subject):
        claimed = registry.by_name().get(asked.log.name) or registry.named(asked.log.title)
        _wording(subject, asked, claimed)
        if claimed is not None and claimed.licensed:
            _licence(subject, asked, claimed)
        else:
            _names_in_texts(subject, asked)
        _self_harm(subject, asked, claimed)
        for field in asked.fields:
            _code(subject, asked.log, field)


def _asked(subject: Subject) -> Iterator[Asked]:
    logs = tables(subject.own.data, "log")
    naming: dict[object, list[Text]] = {}
    for text in subject.saying(registry.first_words()) if logs else ():
        if text.location[0] == "log" and text.key not in ("permission", "help"):
            naming.setdefault(text.location[1], []).append(text)
    for name, table in logs.items():
        log = subject.plan.logs.get(name)
        if log is not None and (fields := tuple(field for key, field in log.fields.items() if key in table)):
            yield Asked(log, fields, tuple(naming.get(name, ())))


# names


def _names_in_texts(subject: Subject, asked: Asked) -> None:
    """Licensed names in the questions of a log that nobody allowed to use one."""
    for text in asked.naming if not asked.log.permission else ():
        for match in islice(registry.any_name().finditer(text.words), MOST_FOUND):
            one = registry.named(match[0])
            if one is not None and one.licensed:
                _name(subject, text, match, one)


def _name(subject: Subject, text: Text, match: re.Match[str], one: Instrument) -> None:
    place = subject.mark(text.location, match.start(), match.end() - match.start())
    message = f"this is the name of a licensed questionnaire ({one.owner})"
    help = "give questions in your own words a name of your own; for the real one, say in `permission` who allowed it"
    subject.report("instrument/name", place, message, help=help)


# licences

_ON_SCREEN = re.compile(
    r"\b(?:screen|electronic\w*|digital\w*|apps?|software|computer|terminal|online|tablet)\b", re.IGNORECASE
)


def _licence(subject: Subject, asked: Asked, one: Instrument) -> None:
    log = asked.log
    header = subject.header(("log", log.name))
    if subject.is_library or subject.own.name.startswith(SHIPPED):
        message = f"the wording of this questionnaire takes a licence ({one.owner})"
        help = "ask in words of your own here; a clinic's own plan may bring the questionnaire with its permission"
        subject.report("instrument/shipped", header, message, help=help)
    elif log.permission:
        if not _ON_SCREEN.search(log.permission) and subject.english:
            message = "does this permission cover asking on a screen?"
            help = 'if it does, say so in it, such as "on screen"; many are for paper alone'
            place = subject.mark(("log", log.name, "permission"))
            subject.report("instrument/screen", place, message, severity="note", help=help)
    elif log.name in registry.by_name():
        message = f"this questionnaire may be used only with a permission ({one.owner})"
        help = 'say who allowed it, permission = "…", or ask in words and under a name of your own'
        subject.report("instrument/licensed", header, message, help=help)
    else:
        _names_in_texts(subject, asked)


# wording


def _wording(subject: Subject, asked: Asked, claimed: Instrument | None) -> None:
    """Whether the questions are those of the questionnaire that the log is called like, or is made of."""
    if asked.log.instrument:
        return  # its wording is that of the library
    known = registry.by_item()
    found = [known.get(registry.loose(field.ask), ()) for field in asked.fields]
    one = claimed or _likeliest(found)
    if one is None:
        return
    if one.credit and (claimed or len(asked.fields) >= len(one.items)):
        _credit(subject, asked, one)
    if not one.items:
        return
    matched = sum(one in instruments for instruments in found)
    if claimed is None and matched < len(one.items):
        message = f"{matched} of the {len(one.items)} questions of {_called(one)} are asked here"
        help = "ask all of them, or none of them in its words"
        place = subject.header(("log", asked.log.name))
        subject.report("instrument/part", place, message, severity="warning", help=help)
    else:
        _compare(subject, asked, one, found)


def _likeliest(found: list[tuple[Instrument, ...]]) -> Instrument | None:
    """The questionnaire that most of the questions are of; of two, the one with fewer others."""
    counts = {one: sum(one in instruments for instruments in found) for instruments in found for one in instruments}
    return max(counts, key=lambda one: (counts[one], -len(one.items)), default=None)


def _called(one: Instrument) -> str:
    return one.names[0] if one.names else one.id


def _compare(subject: Subject, asked: Asked, one: Instrument, found: list[tuple[Instrument, ...]]) -> None:
    log = asked.log
    for number, (field, item) in enumerate(zip(asked.fields, one.items, strict=False), start=1):
        if registry.exact(field.ask) != item.exact:
            other = registry.loose(field.ask) in {each.loose for each in one.items}
            why = "stands in another place there" if other and one in found[number - 1] else "is not worded so there"
            if registry.loose(field.ask) == item.loose:
                why = "is not written quite so there"
            _altered(subject, _ask(subject, log, field), f"question {number} of {_called(one)} {why}")
            return
        if one.options and _answers(field) != one.options:
            place = subject.mark(("log", log.name, field.name, "options"))
            _altered(subject, place, f"the answers of {_called(one)} are others, or in another order")
            return
    if len(asked.fields) < len(one.items):
        message = f"only {len(asked.fields)} of the {len(one.items)} questions of {_called(one)} are here"
        _altered(subject, subject.header(("log", log.name)), message)


def _altered(subject: Subject, place: Mark, message: str) -> None:
    help = "take the official wording, or give the log a name of its own and words of your own"
    subject.report("instrument/altered", place, message, help=help)


def _answers(field: Field) -> str:
    return registry.exact(registry.answers(dict(field.kind.options))) if isinstance(field.kind, Choice) else ""


def _ask(subject: Subject, log: Log, field: Field) -> Mark:
    table = at(subject.own.data, ("log", log.name, field.name))
    word = next((key for key in table if table[key] == field.ask), "") if isinstance(table, dict) else ""
    location = ("log", log.name, field.name, word) if word else ("log", log.name, field.name)
    return subject.mark(location)


def _credit(subject: Subject, asked: Asked, one: Instrument) -> None:
    said = f"{asked.log.permission} {asked.log.summary}"
    if not all(words in said for words in one.credit):
        message = f"the credit line of {_called(one)} is missing"
        help = (
            'permission = "Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, with '
            "an educational grant from Pfizer Inc. No permission required to reproduce, translate, display or "
            'distribute."'
        )
        subject.report("instrument/credit", subject.header(("log", asked.log.name)), message, help=help)


# self-harm


def _self_harm(subject: Subject, asked: Asked, claimed: Instrument | None) -> None:
    field = next((field for field in asked.fields if is_asked_in(field)), None)
    if field is None and not (claimed is not None and claimed.self_harm):
        return
    left = self_harm.lacks(subject, asked.log.name)
    if left:
        place = _ask(subject, asked.log, field) if field else subject.header(("log", asked.log.name))
        message = f"this asks about self-harm, and {left}"
        help = (
            "better leave it out; else name who reads the answers and how fast in [plan] self-harm-review, put "
            f'"{CRISIS}" into [plan] warnings, and add an alert on this question with warning = "{CRISIS}"'
        )
        subject.report("instrument/self-harm", place, message, help=help)


# codes


def _code(subject: Subject, log: Log, field: Field) -> None:
    code = registry.loinc_code(field)
    if not code:
        return
    place = subject.mark(("log", log.name, field.name, "code"))
    known = registry.loinc().get(code)
    if known is None:
        message = "this code was not looked up by anybody who made selfcare"
        help = "look at it once more at https://loinc.org, then waive this with the reason"
        subject.report("instrument/code", place, message, severity="warning", help=help)
    elif subject.english and not registry.is_about(log, field, known):
        message = f"this code stands for {known.name}, and the question seems to be about something else"
        help = "take the code out, or give it to the question that it belongs to"
        subject.report("instrument/code", place, message, severity="warning", help=help)


# translations


def check_translator(document: Document, translation: Document, reading: Reading) -> None:
    """Report the wording of a questionnaire in a translation that does not say who translated."""
    by = at(translation.data, ("translation", "by"))
    if isinstance(by, str) and by.strip():
        return
    for name, table in tables(translation.data, "log").items():
        title = at(document.data, ("log", name, "title"))
        one = registry.by_name().get(name) or (registry.named(title) if isinstance(title, str) else None)
        if one is not None and any(isinstance(value, dict) for value in table.values()):
            message = f"this translates {_called(one)}, and nothing says who translated it"
            help = 'add by = "…" to [translation]: the official version, or a name'
            place = Mark(translation, ("translation",), "header")
            reading.report("instrument/translator", place, message, severity="warning", help=help)
            return
