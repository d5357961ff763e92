"""Needles, cups and moxa are for practitioners: no point names, no depths, nothing of it to be done at home."""

from __future__ import annotations

import re

from selfcare.planfile.code import Code
from selfcare.planfile.lint.clauses import advised, around, is_answer
from selfcare.planfile.lint.english import word_set
from selfcare.planfile.lint.subject import Found, Subject

CODES: tuple[Code, ...] = (
    Code(
        "safety/needles-at-home",
        "The plan names points or depths for needles, or tells people to use needles, cups or moxa by themselves.",
        'check = "Put a needle into LI4"',
        'read = "Your practitioner chooses the points."',
        reason="A needle in the wrong place can reach a lung or a nerve, and heat and cups burn and blister. Which "
        "points are needled is for who has learnt it and sees the person.",
        source="clinical page, 1.3 and 1.5; WHO review of harms (PMC2995190)",
        aliases=("PR-07",),
    ),
)

_CHANNELS = {
    "LU": 11,
    "LI": 20,
    "ST": 45,
    "SP": 21,
    "HT": 9,
    "SI": 19,
    "BL": 67,
    "UB": 67,
    "KI": 27,
    "KD": 27,
    "PC": 9,
    "TE": 23,
    "TB": 23,
    "SJ": 23,
    "GB": 44,
    "LR": 14,
    "LV": 14,
    "GV": 28,
    "DU": 28,
    "CV": 24,
    "REN": 24,
}
"""The channels and how many points each has."""
_NAMED = word_set(
    "hegu zusanli neiguan sanyinjiao taichong baihui fengchi yintang shenmen quchi jianjing huantiao weizhong dazhui "
    "zhongwan guanyuan qihai taixi"
)
_POINTS = frozenset(
    {f"{channel.lower()}{number}" for channel, most in _CHANNELS.items() for number in range(1, most + 1)}
    | {channel.lower() for channel in _CHANNELS}
    | _NAMED
)
_POINT = re.compile(
    rf"\b(?:(?:{'|'.join(_CHANNELS)})[- ]?[1-9][0-9]?|(?:{'|'.join(_CHANNELS).lower()})[1-9][0-9]?"
    rf"|(?:{'|'.join(each[0].upper() + each[1:] + '|' + each for each in sorted(_NAMED))}))\b"
)
_PRESSED = re.compile(r"\b(?:press\w*|acupressure|massag\w+|rub\w*|thumb|finger\w*|knead)\b", re.IGNORECASE)
_TOOL = (
    r"(?:needles?|dry needling|needling|cupping|(?:suction|glass|silicone) cups?|moxa(?: sticks?| cones?)?|moxibustion"
    r"|press[- ]needles?)"
)
TOOLS = word_set("needle needles needling cup cups cupping moxa moxibustion acupuncture")
ONESELF = word_set(
    "self home yourself own needle cup insert put place push stick tap apply burn light hold twist warm do try "
    "practise practice"
)
_NEEDLED = re.compile(r"\b(?:needl\w+|insert\w*|pin|pins)\b", re.IGNORECASE)
_BY_ONESELF = re.compile(
    r"\bself[- ](?:needling|acupuncture|cupping|moxibustion|moxa|treatment with needles)\b"
    rf"|\b{_TOOL}\b[^.!?\n]{{0,30}}\b(?:at home|(?:on|by) yourself|on your own)\b"
    rf"|\b(?:at home|yourself|on your own)\b[^.!?\n]{{0,30}}\b(?:use|try|do|apply|with|insert|light"
    rf"|warm)\b[^.!?\n]{{0,20}}\b{_TOOL}"
    r"|\b(?:needle|cup) (?:yourself|the (?:point|spot|area|muscle)s?|your (?:own )?\w+)\b"
    rf"|\b(?:use|using|try|apply|do|place|remove) (?:the |a |your |some )*{_TOOL} (?:on )?yourself\b"
    r"|\bacupuncture (?:yourself|at home)\b"
    rf"|(?:(?<=^)|(?<=[.;:,] )|(?<=then )|(?<=and )|(?<=can )|(?<=now ))"
    rf"(?:insert|put|place|push|stick|tap|apply|burn|light|hold|twist|warm|do|try|practise|practice)"
    rf"(?: (?:in|on|the|a|an|your|one|two|three|four|[0-9]+|some|few|fine|thin|acupuncture|sterile|lit|warm|little"
    rf"|own|of))* {_TOOL}\b"
    r"(?! (?:is|are|was|were|will))",
    re.IGNORECASE,
)
_DEPTH = re.compile(
    r"\b(?:insert|needl\w+|push|deep|depth)\b[^.!?\n]{0,40}\b[0-9]+(?:[.,][0-9]+)? ?(?:mm|cm|cun|inch(?:es)?"
    r"|millimetres?|centimetres?)\b"
    r"|\b[0-9.,]+ ?(?:mm|cm|cun|inch(?:es)?)\b[^.!?\n]{0,15}\b(?:deep|depth)\b[^.!?\n]{0,30}\bneedl\w+"
    r"|\b[0-9.,]+ cun\b",
    re.IGNORECASE,
)
_BY_OTHERS = re.compile(r"\b(?:practitioners?|acupuncturists?|they|clinic|therapist|nurse)\b", re.IGNORECASE)


def check(subject: Subject) -> None:
    """Report points, depths, and needles for one's own hands."""
    _points(subject)
    for found, said in advised(subject, TOOLS, _BY_ONESELF, ONESELF):
        if not _BY_OTHERS.search(said.before):
            _report(subject, found, "needles, cups and moxa are not for people to use by themselves", "take it out")
    for found in subject.find(word_set("cun mm cm inch inches millimetres centimetres"), _DEPTH):
        said = around(found)
        if (
            not said.is_question
            and not said.is_denied
            and _NEEDLED.search(said.words + " cun " * ("cun" in found.match[0]))
        ):
            _report(subject, found, "how deep a needle goes is for the practitioner alone", "take it out")


def _points(subject: Subject) -> None:
    for found in subject.find(_POINTS, _POINT):
        number = re.search(r"[0-9]+$", found.match[0])
        channel = re.match(r"[A-Za-z]+", found.match[0])
        if number and channel and int(number[0]) > _CHANNELS[channel[0].upper()]:
            continue
        said = around(found)
        if is_answer(found.text.location) or (_PRESSED.search(said.words) and not _NEEDLED.search(said.words)):
            continue
        help = "leave the choice of points to the practitioner"
        _report(subject, found, "this names a point for needles", help)


def _report(subject: Subject, found: Found, message: str, help: str) -> None:
    subject.report("safety/needles-at-home", subject.stretch(found), message, help=help)
