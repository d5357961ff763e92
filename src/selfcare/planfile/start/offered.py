"""What a new plan can be made of: the items before and after an appointment, practices, scales, subjects.

Words, windows, reasons and labels are those of the shipped plans. A source is a name of the library file
`acupuncture-evidence`; in a plan that is not about acupuncture it is one of the two in `EVIDENCE`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

ACUPUNCTURE = "acupuncture"


class Item(NamedTuple):
    """An item that is offered. `begins` and `ends` are durations before, or after, the appointment."""

    name: str
    kind: Literal["check", "avoid", "log", "run"]
    words: str
    short: str
    why: str
    begins: str = ""
    """Empty after an appointment: at its end."""
    ends: str = ""
    """Empty before an appointment: when it starts."""
    bounds: tuple[str, str] | None = None
    """The least and the most that the hours may be."""
    bound_why: str = ""
    about: str = ""
    evidence: str = "custom"
    optional: bool = False
    suggested: bool = True
    needles: bool = False
    """Only where the plan is about acupuncture."""
    needed: bool = False
    """Has to be there where the plan is about acupuncture."""


BEFORE: tuple[Item, ...] = (
    Item(
        "medicines",
        "check",
        "Keep taking your prescribed medicines as normal. Do not stop any for this visit.",
        "medicines as usual",
        "Stopping some medicines, like blood thinners, can be dangerous.",
        "7d",
        evidence="bacc-clinics",
        needed=True,
    ),
    Item(
        "medicine-list",
        "check",
        "Write down every medicine, herb and supplement you take",
        "your medicine list",
        "Some raise bleeding risk or mix badly with herbs.",
        "7d",
        "2h",
        bounds=("1d", "2w"),
        suggested=False,
    ),
    Item(
        "safety-list",
        "log",
        "safety-list",
        "your safety list",
        "Some health facts change where or how needles are safe.",
        "7d",
        evidence="nbt-leaflet",
        needles=True,
        needed=True,
    ),
    Item(
        "unwell",
        "check",
        "Fever, a new rash, a skin infection or feeling ill? Call the clinic before you come.",
        "well enough to go",
        "You may need to rebook.",
        "24h",
        "2h",
        bounds=("4h", "2d"),
    ),
    Item(
        "goal",
        "log",
        "goal",
        "goal and questions",
        "Short visits go better with a list.",
        "24h",
        "30m",
        bounds=("1h", "7d"),
        evidence="practical",
    ),
    Item(
        "way-home",
        "check",
        "Plan how you will get home. If you can, do not drive after your first visit.",
        "your way home",
        "A few people feel sleepy or dizzy after.",
        "24h",
        "2h",
        bounds=("4h", "2d"),
        evidence="nbt-leaflet",
    ),
    Item(
        "alcohol",
        "avoid",
        "Alcohol",
        "alcohol",
        "Alcohol adds to dizziness.",
        "12h",
        bounds=("1h", "24h"),
        about="alcohol",
        evidence="bacc-eat",
    ),
    Item(
        "clothes",
        "check",
        "Wear loose clothes that roll above the elbow and knee",
        "loose clothes",
        "Your arms and legs are then easy to reach.",
        "3h",
        bounds=("30m", "24h"),
        evidence="practical",
    ),
    Item(
        "light-meal",
        "check",
        "Eat a light meal or snack",
        "a light meal",
        "People who have not eaten seem more likely to feel faint.",
        "2h",
        "1h",
        bounds=("90m", "3h"),
        bound_why="earlier, people come hungry; later, they lie on a full stomach",
        about="meal",
        evidence="bacc-eat",
    ),
    Item(
        "caffeine",
        "avoid",
        "Coffee, strong tea, cola or energy drinks",
        "caffeine",
        "Many practitioners ask for this. Your usual amount earlier in the day is fine.",
        "2h",
        bounds=("1h", "4h"),
        bound_why="longer can itself bring on a headache in people who drink coffee every day",
        about="caffeine",
        evidence="caffeine-custom",
    ),
    Item(
        "heavy-meal",
        "avoid",
        "Big or heavy meals",
        "heavy meal",
        "Lying flat on a full stomach can feel bad or make you feel sick.",
        "2h",
        bounds=("30m", "3h"),
        bound_why="longer, people may come hungry",
        about="heavy meal",
        evidence="bacc-eat",
    ),
    Item(
        "exercise",
        "avoid",
        "Hard exercise. A slow walk is fine.",
        "hard exercise",
        "You settle more easily when you are not hot and out of breath.",
        "2h",
        bounds=("30m", "4h"),
        about="exercise",
    ),
    Item(
        "water",
        "check",
        "Have a glass of water if you are thirsty. Keep to any fluid limit your doctor gave you.",
        "water if thirsty",
        "Being a bit dry makes dizziness more likely; there is no need to drink a lot.",
        "2h",
        "30m",
        bounds=("1h", "4h"),
        about="water",
        evidence="practical",
        optional=True,
    ),
    Item(
        "arrive",
        "check",
        "Get there 10 minutes early. For a first visit, 15 to 20.",
        "arrive",
        "Rushing makes you tense.",
        "20m",
        "10m",
        bounds=("15m", "1h"),
        evidence="practical",
    ),
    Item(
        "settle",
        "run",
        "settle",
        "settle",
        "Some people feel calmer after a few slow breaths.",
        "20m",
        "5m",
        bounds=("10m", "1h"),
    ),
    Item(
        "toilet",
        "check",
        "Use the toilet",
        "toilet",
        "You may lie still for a while.",
        "15m",
        bounds=("5m", "1h"),
        evidence="practical",
        suggested=False,
    ),
    Item(
        "phone",
        "check",
        "Turn your phone off or to silent",
        "phone off",
        "You can rest without calls.",
        "5m",
        bounds=("1m", "1h"),
        evidence="practical",
    ),
)

AFTER: tuple[Item, ...] = (
    Item(
        "sit-up",
        "check",
        "Sit up slowly. Wait a minute. Then stand.",
        "sit up slowly",
        "Most faints happen early, when people get up.",
        ends="10m",
        bounds=("5m", "1h"),
        evidence="clean-needle",
        needed=True,
    ),
    Item(
        "rest",
        "check",
        "Rest 10 minutes. Have some water if you want it.",
        "rest 10 minutes",
        "A little time lets you notice how you are.",
        ends="15m",
        bounds=("10m", "2h"),
        evidence="practical",
    ),
    Item(
        "driving",
        "avoid",
        "Driving or using machines if you feel sleepy or dizzy",
        "driving",
        "Some people get drowsy.",
        ends="1h",
        bounds=("30m", "12h"),
        evidence="nbt-leaflet",
        needed=True,
    ),
    Item(
        "warning-signs",
        "check",
        "Look at the warning signs once",
        "warning signs",
        "Rare harms need fast help. The app shows them when you press R.",
        ends="1h",
        bounds=("30m", "24h"),
        evidence="lung-cases",
        needles=True,
        needed=True,
    ),
    Item(
        "activity",
        "avoid",
        "Hard effort. Light activity is fine, and walking is good.",
        "hard effort",
        "Hard effort on a sore spot can flare pain.",
        ends="6h",
        bounds=("1h", "2d"),
        about="exercise",
    ),
    Item(
        "meal",
        "check",
        "Eat a normal meal when hungry",
        "a normal meal",
        "A huge meal can make you feel sick.",
        ends="3h",
        bounds=("1h", "6h"),
        about="meal",
        evidence="bacc-eat",
        optional=True,
        suggested=False,
    ),
    Item(
        "no-alcohol",
        "avoid",
        "Alcohol",
        "alcohol",
        "It adds to drowsiness.",
        ends="6h",
        bounds=("1h", "24h"),
        about="alcohol",
        evidence="bacc-eat",
    ),
    Item(
        "needle-spots",
        "check",
        "Keep needle spots clean. Do not scratch them.",
        "clean needle spots",
        "Infection is a known harm of needles. Clean skin helps.",
        ends="24h",
        bounds=("12h", "3d"),
        evidence="infection-review",
        needles=True,
    ),
    Item(
        "next-visit",
        "check",
        "Book or confirm your next visit",
        "next visit",
        "It is easily forgotten later.",
        ends="2d",
        bounds=("1h", "14d"),
        evidence="practical",
        optional=True,
        suggested=False,
    ),
)


class Practice(NamedTuple):
    """A breathing pattern or a sitting of the library, without holds."""

    name: str
    kind: Literal["breathe", "meditate"]
    title: str
    lasts: str
    longest: str
    suggested: bool = False


PRACTICES: tuple[Practice, ...] = (
    Practice("long-exhale", "breathe", "Breathing: a longer out-breath", "5m", "15m", suggested=True),
    Practice("belly", "breathe", "Breathing: easy, into the belly", "3m", "10m"),
    Practice("even", "breathe", "Breathing: even, five in and five out", "5m", "20m"),
    Practice("natural", "breathe", "Breathing: as it comes, no pace", "3m", "20m"),
    Practice("silence", "meditate", "Sitting: in silence", "10m", "1h"),
    Practice("breath", "meditate", "Sitting: with the breath", "5m", "1h", suggested=True),
    Practice("three-minute-pause", "meditate", "Sitting: a pause of three minutes", "3m", "10m"),
    Practice("body-scan", "meditate", "Sitting: through the body, from feet to head", "10m", "1h"),
    Practice("kindness", "meditate", "Sitting: kind wishes", "8m", "1h"),
    Practice("muscle-relaxation", "meditate", "Muscles: tighten gently and let go", "6m", "30m"),
)


class Choice(NamedTuple):
    """A name and its words."""

    name: str
    words: str


SCALES: tuple[Choice, ...] = (
    Choice("pain", "Pain now, 0 to 10"),
    Choice("stress", "Stress now, 0 to 10"),
    Choice("sleep", "Sleep last night, 0 to 10, and hours"),
)
CHARTS: Mapping[str, str] = {"pain": "log.pain.level", "stress": "log.stress.level", "sleep": "log.sleep.quality"}

SUBJECTS: tuple[Choice, ...] = (
    Choice(ACUPUNCTURE, "acupuncture"),
    Choice("low-back", "the low back, or pain down the leg"),
    Choice("headache", "headache or migraine"),
    Choice("neck", "neck"),
    Choice("shoulder", "shoulder"),
    Choice("joint", "a joint, such as knee, hip or hand"),
    Choice("stress", "stress"),
    Choice("pregnant", "pregnancy"),
)

EVIDENCE: Mapping[str, Mapping[str, str]] = {
    "practical": {"cite": "A practical step; it needs no study.", "strength": "logistics"},
    "custom": {"cite": "Common advice of clinics; no trial has tested it.", "strength": "consensus"},
}
"""The sources of a plan that is not about acupuncture."""

BACK: Mapping[str, Mapping[str, str | list[str] | date]] = {
    "card.back": {
        "title": "Acupuncture and back pain",
        "text": "In a German trial, about 48 of 100 people with long-term back pain were better at 6 months with "
        "acupuncture. It was 44 with sham needles and 27 with standard care. UK guidance (NICE) says do not offer it. "
        "US guidance (ACP) has it among the first choices. WHO says it may be offered.",
        "strength": ["trial", "guideline"],
        "direction": "mixed",
        "certainty": "low",
        "checked": date(2026, 11, 23),
        "evidence": ["back-trial", "nice-back"],
    },
    "evidence.back-trial": {
        "cite": "Haake and others (2007). German Acupuncture Trials for chronic low back pain. Archives of Internal "
        "Medicine 167, 1892.",
        "strength": "trial",
        "pmid": "17893311",
    },
    "evidence.nice-back": {
        "cite": "NICE guideline NG59 (2016). Low back pain and sciatica: do not offer acupuncture.",
        "strength": "guideline",
    },
}
"""What a plan about needles and the back has to say of both sides."""

LABELS: Mapping[str, str] = {
    "practical": "practical",
    "caffeine-custom": "tradition",
    "infection-review": "a review",
    "lung-cases": "case reports",
}
"""How sure a source is, in a word; all others are what practitioners agree on."""

FACTS: Mapping[str, str] = {
    "none": "None of these",
    "thinner": "I take a blood thinner or aspirin",
    "bleeding": "I have a bleeding disorder, like haemophilia",
    "device": "I have a pacemaker, heart device, nerve stimulator or insulin pump",
    "pregnant": "I am or may be pregnant, or trying",
    "valve": "I have a damaged heart valve or had a heart infection",
    "fits": "I have had fits, faints or funny turns",
    "diabetes": "I have diabetes",
    "immune": "My immune system is weak, or I am having cancer treatment",
    "lymph": "I have swelling (lymphoedema) or lymph nodes removed",
    "metal": "I am allergic to metal, like nickel, or to latex, tape or alcohol wipes",
    "implant": "I have an implant, joint replacement or recent surgery",
    "scared": "I am scared of needles or have fainted with them",
    "skin": "I have a skin infection, wound or swelling where I hurt",
    "lung": "I have lung disease or I am very slim",
    "reaction": "I have had a bad reaction to acupuncture before",
}
"""The safety list: what a practitioner has to be told before needles."""

STANDING = (
    "This helps you get ready and keep track. It does not diagnose or treat. It does not replace your doctor or your "
    "practitioner."
)
DIABETES = "If you have diabetes, keep your usual meals and medicines, and bring your glucose kit."
BREATHING = (
    "Sit or lie down for slow breathing. Never do it while driving, in water or standing at a height. Keep it easy. "
    "Stop if you feel dizzy, tingly or short of breath."
)
SITTING = (
    "This is optional. Eyes open is fine. If you feel upset, numb or unreal, stop, look around and feel the floor. If "
    "it keeps happening, talk to a professional."
)
