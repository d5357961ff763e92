"""How large a change others found to matter, for the few scales where somebody agreed on it; for all others nothing.

Bands come from groups of people and may not fit the one who reads them; wherever one is shown, that is said as well.
"""

from __future__ import annotations

from typing import Literal

from selfcare.core.question import Field, Scale

Band = Literal["about the same", "small change", "clear change"]

PAIN_CODES = frozenset(("loinc:72514-3", "loinc:38208-5", "loinc:75893-8"))
"""A question with one of these codes asks for the strength of pain from 0 to 10."""

SMALL, CLEAR, CLEAR_SHARE = 1.0, 2.0, 0.30
"""Points, points, and part of the start. Salaffi and others (2004), European Journal of Pain 8, 283 (825 people): one
point or 15 % was the least they noticed, two points or 33 % was "much better". Farrar and others (2001), Pain 94, 149:
about 30 %. A change is only called clear where both agree.
"""
PAIN_SOURCE = "bands for pain: Salaffi 2004 and Farrar 2001, based on groups, may not fit you"

HALF, FEWER = 0.50, 0.30
"""Part of the headache days that are gone. Half or more is the "response" of reviews (Linde and others 2016)."""
DAYS_SOURCE = "half or fewer headache days: how reviews count, based on groups, may not fit you"


def is_pain(field: Field) -> bool:
    """Whether the bands for pain hold for a question: its code says so, and it goes from 0 to 10, lower is better."""
    scale = field.kind
    return (
        isinstance(scale, Scale)
        and field.code in PAIN_CODES
        and (scale.low, scale.high, scale.better) == (0, 10, "low")
    )


def least(field: Field) -> float | None:
    """The least change that people notice, in points; None where nobody agreed on one."""
    return SMALL if is_pain(field) else None


def of_pain(before: float, now: float) -> Band:
    """What a change of pain (0 to 10) is called, in whichever direction.

    Under 1 point it is about the same; from 2 points on it is clear if it is 30 % of the start as well.
    """
    points = abs(now - before)
    if points < SMALL:
        return "about the same"
    return "clear change" if points >= CLEAR and points >= CLEAR_SHARE * before else "small change"


def of_days(before: float, now: float) -> Literal["", "fewer", "half or fewer"]:
    """What fewer headache days are called; nothing where they are not much fewer. Both in days of the same span."""
    gone = (before - now) / before if before else 0.0
    return "half or fewer" if gone >= HALF else "fewer" if gone >= FEWER else ""
