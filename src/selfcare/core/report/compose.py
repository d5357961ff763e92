"""The page for the practitioner from what was recorded. `share` shows it; the command and the app call it.

Every figure on it can be found again in the journal: nothing is guessed, smoothed or foretold, days without an answer
stay gaps, and nothing says what caused a change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import get_args

from selfcare.core import repeat
from selfcare.core.event import Event
from selfcare.core.insight import bands
from selfcare.core.plan import Plan
from selfcare.core.question import Log
from selfcare.core.repeat import Repeat
from selfcare.core.report import attention, medicines, span, visits, written
from selfcare.core.report.done import done
from selfcare.core.report.material import Material, gathered
from selfcare.core.report.page import Choices, Page, Score, Source, typed, without
from selfcare.core.report.scores import is_daily, scores
from selfcare.core.report.span import Days
from selfcare.core.words import capital

SEVERAL, NONE = "All plans together", "What was recorded"
"""Titles of a page about several plans, and about none."""
BEFORE_AND_NOW = (
    "Before: the middle (median) of the days before the first visit, each day counted once. "
    "Now: that of the last 7 days."
)


def compose(
    plans: Sequence[Plan],
    events: Iterable[Event],
    now: datetime,
    choices: Choices | None = None,
    *,
    logs: Mapping[str, Log] | None = None,
) -> Page:
    """The page about these plans, as compiled with the person's choices, and about the built-in `logs` that were
    filled in. `events` are all live ones, in any order; `now` is aware, in the person's zone.
    """
    choices = choices or Choices()
    material = gathered(plans, events, now, logs or {})
    days = span.chosen(material, choices)
    found = scores(material, days)
    made_visits, visit_scale = visits.visits(material, days)
    counted, slips = done(material, days)
    goals = written.goals(material, days)
    notes, more_notes = written.notes(material, days)
    answered = {entry.about.date() for filled in material.logs for entry in filled.entries}
    asked_days = _asked_days(material, days, answered)
    reports = material.reports.values()
    page = Page(
        title=_title(material),
        plans=tuple(Source(plan.id, plan.title, plan.version) for plan in plans),
        language=plans[0].language if plans else "en",
        made=now,
        first=days.first,
        last=days.last,
        since=days.since,
        label=typed(choices.label),
        summary=" ".join(filter(None, (report.note for report in reports))),
        attention=attention.attention(material, days),
        asked_signs=attention.is_asked(material),
        goals=goals,
        scores=found,
        visits=made_visits,
        visit_scale=visit_scale,
        done=counted,
        slips=slips,
        medicines=medicines.taken(material, days),
        medicine_changes=medicines.changes(material, days),
        notes=notes,
        more_notes=more_notes,
        matters=typed(choices.matters),
        questions=tuple(map(typed, written.questions(material, days, choices))),
        plan_questions=tuple(dict.fromkeys(each for report in reports for each in report.questions)),
        asked_days=len(asked_days),
        missing_days=sum(day not in answered for day in asked_days),
        small_print=_small_print(material, days, [*found, *(goal.score for goal in goals if goal.score)]),
    )
    return without(page, choices.without)


def _title(material: Material) -> str:
    if len(material.used) != 1:
        return SEVERAL if material.used else NONE
    plan = material.used[0].plan
    report = material.reports.get(plan.id)
    return (report and report.title) or plan.title


def _asked_days(material: Material, days: Days, answered: Collection[date]) -> list[date]:
    """Days of the range since there was something to answer daily; today not before it is."""
    daily = [filled.used for filled in material.logs if filled.used and filled.is_on_page and is_daily(filled.log)]
    if not daily:
        return []
    opens = max(days.first, min(material.day(used.since) for used in daily))
    last = days.last if days.last in answered else days.last - timedelta(days=1)
    return repeat.days(Repeat(), opens, opens, last)


def _small_print(material: Material, days: Days, shown: Sequence[Score]) -> tuple[str, ...]:
    """How numbers are made, where bands come from, how scales are worded, and which words have changed."""
    told = []
    if any(score.change is not None for score in shown):
        told.append(BEFORE_AND_NOW)
    if any(score.band in PAIN_BANDS for score in shown):
        told.append(f"{capital(bands.PAIN_SOURCE)}.")
    if any(score.band in DAYS_BANDS for score in shown):
        told.append(f"{capital(bands.DAYS_SOURCE)}.")
    told += [_worded(score) for score in shown if score.ask]
    return (*told, *_versions(material, days))


PAIN_BANDS = frozenset(get_args(bands.Band))
DAYS_BANDS = frozenset(("fewer", "half or fewer"))


def _worded(score: Score) -> str:
    """`pain: "How strong was your pain today?" 0 no pain, 10 worst pain you can imagine.`"""
    ends = ", ".join(f"{at:g} {words}" for at, words in score.labels)
    return f'{score.name}: "{score.ask}" {ends}'.rstrip() + ("." if ends else "")


def _versions(material: Material, days: Days) -> list[str]:
    """That some answers were given under other versions of a plan."""
    found = []
    for used in material.used:
        others = {
            entry.version
            for entry in material.entries
            if entry.plan == used.plan.id and entry.about.date() in days and entry.version != used.plan.version
        }
        if others:
            named = ", ".join(sorted(filter(None, others)))
            found.append(f"{used.plan.title}: some answers were given under version {named}; words may have changed.")
    return found
