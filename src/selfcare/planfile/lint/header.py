"""What stands in `[plan]`: whether all is said that a plan which is passed on has to say, and how old its review is."""

from __future__ import annotations

import re

from selfcare.core.plan import Plan
from selfcare.core.spelled import listed
from selfcare.planfile.code import Code
from selfcare.planfile.document import at
from selfcare.planfile.lint.cards import whole_months
from selfcare.planfile.lint.subject import Subject

CODES = (
    Code(
        "header/incomplete",
        "The header leaves out something that a plan for others has to say; an error only with `--strict`, else a "
        "note, and none where no author, reviewer, licence or audience is named.",
        "[plan] with a title alone",
        'author = "…", reviewer = "…", reviewed = 2026-11-23, licence = "MIT", audience = "adults 18+", …',
        "Who gets a plan from somebody else has to know who wrote it, who checked it and when, for whom it is, and on "
        "what terms. For a plan of your own it does not matter.",
        "The rules for structure of the plan library.",
        ("ST-01",),
        waivable=True,
    ),
    Code(
        "header/review",
        "The review of the plan is more than 24 months old, or past the date that the plan itself sets; an error from "
        "60 months on.",
        "reviewed = 2021-01-01",
        "have it looked through again, then write the new date",
        "Guidelines, phone numbers and evidence change.",
        "The rules for structure of the plan library.",
        ("ST-07",),
        waivable=True,
    ),
)

WANTED = {
    "id": '"my-plan"',
    "version": '"1.0.0"',
    "language": '"en"',
    "audience": '"adults 18+"',
    "author": '"…"',
    "reviewer": '"…"',
    "reviewed": "2026-11-23",
    "licence": '"CC BY 4.0"',
    "region": '"any"',
}
"""Each with something that can be written."""
_FOR_OTHERS = frozenset(("author", "reviewer", "reviewed", "licence", "audience"))
_VERSION = re.compile(r"\d+\.\d+\.\d+(?:[-+][\w.+-]+)?")
OLD, TOO_OLD = 24, 60
"""Months."""


def check(subject: Subject) -> None:
    """Report what the header of a plan leaves out, and a review that is old."""
    if subject.is_library or not isinstance(at(subject.whole.data, ("plan",)), dict):
        return
    if subject.strict or (is_for_others(at(subject.own.data, ("plan",))) and not subject.reading.problems.errors):
        _complete(subject)  # (while something is wrong there are nearer things to do)
    if subject.today is not None:
        _review(subject)


def is_for_others(header: object) -> bool:
    """Whether a header says so much that the plan seems meant to be passed on."""
    return isinstance(header, dict) and not _FOR_OTHERS.isdisjoint(header)


def _complete(subject: Subject) -> None:
    header = at(subject.whole.data, ("plan",))
    left = [key for key in WANTED if not header.get(key)]
    version = header.get("version")
    add = list(left)
    said = f"the header does not say {listed([f'`{key}`' for key in left])}" if left else ""
    if version and not (isinstance(version, str) and _VERSION.fullmatch(version)):
        said += (", and its" if said else "the header's") + " version is not three numbers such as 1.0.0"
        add.append("version")
    if said:
        lines = [f"{key} = {WANTED[key]}" for key in add]
        help = f"before others get it, write under [plan]: {listed(lines)}; in a plan for yourself it may be left out"
        subject.report("header/incomplete", subject.header(("plan",)), said, severity=subject.asked, help=help)


def _review(subject: Subject) -> None:
    plan: Plan = subject.plan
    today = subject.today
    if today is None:
        return
    help = "have it looked through again, then write the date of that"
    if plan.reviewed is not None:
        months = whole_months(plan.reviewed, today)
        place = subject.mark(("plan", "reviewed"))
        if plan.reviewed > today:
            subject.report("header/review", place, "this day is still to come", severity="warning", help=help)
        elif months > OLD:
            message = f"this plan was checked {months} months ago"
            subject.report(
                "header/review", place, message, severity="error" if months > TOO_OLD else "warning", help=help
            )
    if plan.review_by is not None and plan.review_by < today:
        place = subject.mark(("plan", "review-by"))
        message = "the day by which this plan has to be checked again is past"
        subject.report("header/review", place, message, severity="warning", help=help)
