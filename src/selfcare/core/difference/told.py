"""What a plan tells and shows: warning signs, alerts, cards, the appointment, the report, and the plan's own head."""

from __future__ import annotations

from collections.abc import Iterator

from selfcare.core.difference.said import Change, Section, compared, contrast, is_called, quoted, words_change
from selfcare.core.plan import Alert, Card, Plan, Report
from selfcare.core.plan import Warning as Sign
from selfcare.core.spelled import length, listed, moment

SIGNS: Section = "warning signs"
READ: Section = "to read"
PLAN: Section = "the plan"
LEVELS = {"emergency": "an emergency", "today": "for today", "soon": "for the next days", "stop": "to stop at once"}


def warnings(old: Plan, new: Plan) -> Iterator[Change]:
    """The warning signs that the plan shows."""
    before, now = ({name: plan.warnings[name] for name in plan.shown_warnings} for plan in (old, new))

    def added(name: str, warning: Sign) -> Iterator[Change]:
        yield Change(SIGNS, f"warning.{name}", f"new, {LEVELS[warning.level]}: {quoted(warning.say)}")

    def removed(name: str, warning: Sign) -> Iterator[Change]:
        yield Change(SIGNS, f"warning.{name}", f"no longer shown: {quoted(warning.say)}")

    def changed(name: str, one: Sign, two: Sign) -> Iterator[Change]:
        sentences = [
            *words_change("the words", one.say, two.say),
            *contrast("it is", LEVELS[one.level], LEVELS[two.level]),
            *([f"it is {'' if two.pinned else 'no longer '}always in reach"] if one.pinned != two.pinned else []),
            *contrast("shown at", _shown(one), _shown(two)),
        ]
        yield from is_called(SIGNS, f"warning.{name}", name, sentences)

    yield from compared(before, now, added, removed, changed)


def _shown(warning: Sign) -> str:
    return listed([moment(at) for at in warning.shown]) if warning.shown else "no time of its own"


def alerts(old: Plan, new: Plan) -> Iterator[Change]:
    """What is said when answers call for it."""

    def added(name: str, alert: Alert) -> Iterator[Change]:
        yield Change(SIGNS, f"alert.{name}", f"new, when answers call for it: {_said(new, alert)}")

    def removed(name: str, alert: Alert) -> Iterator[Change]:
        yield Change(SIGNS, f"alert.{name}", f"no longer said: {_said(old, alert)}")

    def changed(name: str, one: Alert, two: Alert) -> Iterator[Change]:
        sentences = [
            *words_change("the words", _words(old, one), _words(new, two)),
            *(["it is said on another condition"] if one.condition != two.condition else []),
            *contrast("it is", one.level, two.level),
        ]
        yield from is_called(SIGNS, f"alert.{name}", name, sentences)

    yield from compared(old.alerts, new.alerts, added, removed, changed)


def _words(plan: Plan, alert: Alert) -> str:
    return alert.say or plan.warnings[alert.warning].say


def _said(plan: Plan, alert: Alert) -> str:
    return quoted(_words(plan, alert))


def cards(old: Plan, new: Plan) -> Iterator[Change]:
    """What is known, how surely, and who disagrees."""

    def added(name: str, card: Card) -> Iterator[Change]:
        yield Change(READ, f"card.{name}", f"new: {quoted(card.title)}")

    def removed(name: str, card: Card) -> Iterator[Change]:
        yield Change(READ, f"card.{name}", f"no longer there: {quoted(card.title)}")

    def changed(name: str, one: Card, two: Card) -> Iterator[Change]:
        sentences = [
            *words_change("the title", one.title, two.title),
            *words_change("the text", one.text, two.text),
            *contrast("it rests on", listed(one.strength), listed(two.strength)),
            *contrast("what is known is", one.direction or "not said", two.direction or "not said"),
            *contrast("its certainty is", one.certainty or "not said", two.certainty or "not said"),
        ]
        yield from is_called(READ, f"card.{name}", quoted(two.title), sentences)

    yield from compared(old.cards, new.cards, added, removed, changed)


def occasion(old: Plan, new: Plan) -> Iterator[Change]:
    """The appointment and the course of visits."""
    one, two = old.appointment, new.appointment
    yield from _each("appointment.lasts", contrast("an appointment takes", length(one.lasts), length(two.lasts)))
    yield from _each("appointment.title", words_change("an appointment is called", one.title, two.title))
    yield from _each("course", contrast("the course of visits:", _course(old), _course(new)))


def _each(path: str, sentences: Iterator[str]) -> Iterator[Change]:
    return (Change(PLAN, path, sentence) for sentence in sentences)


def _course(plan: Plan) -> str:
    course = plan.course
    if course is None:
        return "none"
    parts = [f"{course.visits} visits"] if course.visits else []
    parts += [f"one every {length(course.every)}", f"logs for {length(course.baseline)} before the first"]
    parts += [f"a look back after visit {course.review_after}"] if course.review_after else []
    parts += [f"questions again {listed([length(check) for check in course.checks])} after the last"] * bool(
        course.checks
    )
    return ", ".join(parts)


def reports(old: Plan, new: Plan) -> Iterator[Change]:
    """What goes to the practitioner."""

    def added(name: str, report: Report) -> Iterator[Change]:
        yield Change(PLAN, f"report.{name}", f"a report can be made: {quoted(report.title)}")

    def removed(name: str, report: Report) -> Iterator[Change]:
        yield Change(PLAN, f"report.{name}", f"no longer a report: {quoted(report.title)}")

    def changed(name: str, one: Report, two: Report) -> Iterator[Change]:
        sentences = [
            *words_change("the title", one.title, two.title),
            *contrast("it tells", listed(one.include), listed(two.include)),
            *contrast("it draws", listed(one.charts), listed(two.charts)),
            *words_change("its questions", " ".join(one.questions), " ".join(two.questions)),
            *words_change("its note", one.note, two.note),
            *contrast("it covers", _covers(one), _covers(two)),
        ]
        yield from is_called(PLAN, f"report.{name}", quoted(two.title), sentences)

    yield from compared(old.reports, new.reports, added, removed, changed)


def _covers(report: Report) -> str:
    return length(report.covers) if report.covers else "the time since the last appointment"


def header(old: Plan, new: Plan) -> Iterator[Change]:
    """Who answers for the plan, whom it is for, and what to take care of."""
    lists = (("cautions", old.cautions, new.cautions), ("not-for", old.not_for, new.not_for))
    for key, before, now in lists:
        called = "take care" if key == "cautions" else "not for"
        for text in now:
            if text not in before:
                yield Change(PLAN, f"plan.{key}", f"{called}, new: {quoted(text)}")
        for text in before:
            if text not in now:
                yield Change(PLAN, f"plan.{key}", f"{called}, left out: {quoted(text)}")
    texts = (
        ("title", old.title, new.title),
        ("summary", old.summary, new.summary),
        ("author", old.author, new.author),
        ("reviewer", old.reviewer, new.reviewer),
        ("audience", old.audience, new.audience),
        ("contact", old.contact, new.contact),
        ("licence", old.licence, new.licence),
    )
    for key, one, two in texts:
        yield from _each(f"plan.{key}", words_change(f"the {key}", one, two))
    if new.reviewed:
        yield from _each("plan.reviewed", contrast("reviewed", str(old.reviewed or "never"), str(new.reviewed)))
    yield from _each("plan.lasts", contrast("it is followed for", _followed(old), _followed(new)))


def _followed(plan: Plan) -> str:
    return length(plan.lasts) if plan.lasts else "as long as you like"
