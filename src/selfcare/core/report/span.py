"""The days a page is about: what the person chose, else what the plan says, else since the last appointment."""

from __future__ import annotations

from datetime import date, timedelta

from selfcare.core import occasions
from selfcare.core.frozen import frozen
from selfcare.core.judge import after
from selfcare.core.report.material import Material
from selfcare.core.report.page import Choices

USUAL = timedelta(days=28)
"""How far back a page looks where there is nothing to count from."""


@frozen
class Days:
    """Local days, both included, and what they are."""

    first: date
    last: date
    since: str

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def chosen(material: Material, choices: Choices) -> Days:
    """The range of the page; its last day is today."""
    today = material.now.date()
    if isinstance(choices.since, date):
        return Days(min(choices.since, today), today, "as the patient chose")
    if choices.since == "all":
        return Days(_beginning(material) or today - USUAL + timedelta(days=1), today, "all that was recorded")
    spans = [report.covers for report in material.reports.values() if report.covers]
    if choices.since is None and spans and len(spans) == len(material.used):
        back = max(1, max(span.days for span in spans))
        return Days(today - timedelta(days=back - 1), today, f"the last {back} days" if back > 1 else "today")
    return _since_last(material)


def _since_last(material: Material) -> Days:
    """Since the last appointment that is over; before there was one, since all of it began."""
    today = material.now.date()
    over = [
        visit
        for visit in material.appointments
        if visit.status != "cancelled" and not after(occasions.ends(visit), material.now)
    ]
    if over:
        last = max(over, key=lambda visit: visit.starts.timestamp())
        return Days(material.day(last.starts), today, "since the last appointment")
    if first := _beginning(material):
        return Days(first, today, "since the first record")
    return Days(today - USUAL + timedelta(days=1), today, f"the last {USUAL.days} days")


def _beginning(material: Material) -> date | None:
    """The first day that anything here is about: an answer, a visit, a practice, or the taking up of a plan."""
    today = material.now.date()
    logged = [filled.entries[0].about.date() for filled in material.logs if filled.entries]
    known = [
        *logged,
        *(material.day(visit.starts) for visit in material.appointments if visit.status != "cancelled"),
        *(material.day(session.started) for session in material.sessions if not session.plan),
        *(material.day(used.since) for used in material.used),
    ]
    return min((day for day in known if day <= today), default=None)
