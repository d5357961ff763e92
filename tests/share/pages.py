"""Pages for the practitioner made by hand, for tests of how they are shown."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from selfcare.core.report.page import (
    Attention,
    Done,
    Figure,
    Goal,
    Medicines,
    Page,
    Reading,
    Score,
    Slip,
    Source,
    Visit,
    Words,
)
from selfcare.core.trend import DayMedian

PARIS = ZoneInfo("Europe/Paris")
FIRST, LAST = date(2026, 5, 7), date(2026, 6, 3)
MADE = datetime(2026, 6, 3, 9, 10, tzinfo=PARIS)
PAIN = (6, 6, 7, 6, 6, 7, 6, 6, 7, 7, 6, 6, 5, 5, 6, 5, 5, 5, 4, 5, 4, 4, 5, 4, 4, 3, 4, 4)


def at(day: int, hour: int = 14, minute: int = 30, month: int = 5) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=PARIS)


def pain() -> Score:
    """Four weeks of it, with four days without an answer."""
    days = [FIRST + timedelta(days=index) for index in range(len(PAIN))]
    return Score(
        path="log.day.pain",
        name="pain",
        ask="How strong was your pain today?",
        low=0,
        high=10,
        better="low",
        n=24,
        possible=28,
        baseline=Figure(6, 6, FIRST, FIRST + timedelta(days=6)),
        now=Figure(4, 6, LAST - timedelta(days=6), LAST),
        change=-2,
        percent=-33.3,
        band="clear change",
        towards="better",
        weeks=(6, 6.5, 5, 4),
        days=tuple(
            DayMedian(day, value, value - (index % 3 == 0), value, 1)
            for index, (day, value) in enumerate(zip(days, PAIN, strict=True))
            if index % 7 != 5
        ),
        labels=((0, "no pain"), (10, "worst pain you can imagine")),
        label="7-day median",
    )


def sleep() -> Score:
    """Higher is better, and nobody agreed on a band."""
    return Score(
        "log.day.sleep",
        "sleep quality",
        "How well did you sleep?",
        0,
        10,
        "high",
        22,
        28,
        baseline=Figure(4, 6, FIRST, FIRST + timedelta(days=6)),
        now=Figure(5, 5, LAST - timedelta(days=6), LAST),
        change=1,
        percent=25,
        band="no agreed band",
        towards="better",
        weeks=(4, 4, None, 5),
        label="7-day median",
    )


def few() -> Score:
    """Two answers: no median, no change."""
    return Score(
        "log.week.way",
        "got in the way",
        "In the last 7 days, how much has pain got in the way of your daily tasks?",
        0,
        10,
        "low",
        2,
        4,
        "entries",
        raw=(Reading(date(2026, 5, 10), 7), Reading(date(2026, 5, 24), 6)),
        missing="too few answers for a change",
    )


def month() -> Page:
    """A month as in many a course."""
    return Page(
        title="Back pain: self-care alongside acupuncture",
        plans=(Source("back-pain", "Back pain: self-care alongside acupuncture", "1.2.0"),),
        language="en",
        made=MADE,
        first=FIRST,
        last=LAST,
        since="since the course began",
        label="R.K.",
        attention=(
            Attention("side effect", "a bruise", at(20, 19, 5), days=3, visit=2),
            Attention("told", "I take a blood thinner or aspirin", at(13, 9, 0)),
        ),
        asked_signs=True,
        goals=(Goal("Carry my shopping", few()),),
        scores=(pain(), sleep()),
        visits=(
            Visit(at(14), "kept", 1, before=6, after=5),
            Visit(at(21), "kept", 2, moved=True, before=6, after=4),
            Visit(at(25), "cancelled", 3),
            Visit(at(1, month=6), "kept", 4, before=5),
            Visit(at(8, month=6), "planned", 5),
        ),
        visit_scale="pain",
        done=(
            Done("checklist", "Before the visit", 31, 40, "items"),
            Done("practice", "Ten calm minutes", 19, 28, "days", 142 * 60, 12, 5, 3, "stress"),
            Done("log", "Each day", 24, 28, "days"),
        ),
        slips=(Slip("caffeine", at(21, 11, 0), "an espresso, I forgot", 2),),
        medicines=(Medicines("pain medicine", 9, 28),),
        medicine_changes=(Words(date(2026, 5, 18), "my doctor halved the naproxen"),),
        notes=(Words(date(2026, 5, 20), "lifted a box, worse 2 days", "Each day"),),
        matters="Can I go back to the garden?",
        questions=("Do I go on after 6 visits?", "Can I swim?"),
        plan_questions=("Was what I felt after the visit as you would expect?",),
        asked_days=27,
        missing_days=4,
        small_print=("Pain bands: groups of people, may not fit you (Salaffi 2004; Farrar 2001).",),
    )


def empty() -> Page:
    """Nothing was recorded at all."""
    return Page("Since the visit", (), "en", MADE, FIRST, LAST, "since the last appointment")
