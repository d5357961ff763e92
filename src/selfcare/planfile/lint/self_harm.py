"""Questions about self-harm: which are such, and what has to be there before one is asked. Called by `instruments`."""

from __future__ import annotations

from selfcare.core.flags import CRISIS
from selfcare.planfile.code import Code
from selfcare.planfile.lint.subject import Subject

CODES = (
    Code(
        "instrument/self-harm",
        "A log asks about self-harm, and nobody is named who reads the answer, or no crisis card is shown.",
        'scale = "Thoughts of hurting yourself"',
        'self-harm-review and warnings = ["crisis"] in [plan], and an alert on this question with warning = "crisis"',
        "Somebody who answers yes to such a question in a program is alone with it. Somebody has to read it, soon, and "
        "help has to be in sight at once. Better: do not ask it here.",
        "The safety rule for item 9 of PHQ-9: any answer above none calls for follow-up, whatever the total.",
        ("IN-L5",),
    ),
)


def lacks(subject: Subject, log: str) -> str:
    """What of the conditions for asking in this log is not there, in words; empty if all of it is."""
    plan = subject.plan
    if subject.is_library:
        return "the library asks nothing of the kind"
    if not plan.self_harm_review.strip():
        return "nobody is named who reads the answers"
    if CRISIS not in plan.shown_warnings:
        return "the crisis card is not among the plan's warnings"
    if not any(alert.warning == CRISIS and f"log.{log}." in repr(alert.condition) for alert in plan.alerts.values()):
        return "no alert on it shows the crisis card"
    return ""
