"""What a plan tells and shows: warning signs, alerts, cards, the appointment, the report, and the plan's own head."""

from __future__ import annotations

from collections.abc import Iterator

from selfcare.core.difference.said import Change, Section, contrast, members, quoted, words_change
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
    return members(
        SIGNS,
        "warning",
        added=lambda sign: f"new, {LEVELS[sign.level]}: {quoted(sign.say)}",
        removed=lambda sign: f"no longer shown: {quoted(sign.say)}",
        called=lambda name, _: name,
        changed=_sign,
    )(before, now)


def _sign(one: Sign, two: Sign) -> Iterator[str]:
    yield from words_change("the words", one.say, two.say)
    yield from contrast("it is", LEVELS[one.level], LEVELS[two.level])
    if one.pinned != two.pinned:
        yield "it is always in reach" if two.pinned else "it is no longer always in reach"
    yield from contrast("shown at", _shown(one), _shown(two))


def _shown(warning: Sign) -> str:
    return listed([moment(at) for at in warning.shown]) if warning.shown else "no time of its own"


def alerts(old: Plan, new: Plan) -> Iterator[Change]:
    """What is said when answers call for it."""

    def changed(one: Alert, two: Alert) -> Iterator[str]:
        yield from words_change("the words", _words(old, one), _words(new, two))
        if one.condition != two.condition:
            yield "it is said on another condition"
        yield from contrast("it is", one.level, two.level)

    return members(
        SIGNS,
        "alert",
        added=lambda alert: f"new, when answers call for it: {quoted(_words(new, alert))}",
        removed=lambda alert: f"no longer said: {quoted(_words(old, alert))}",
        called=lambda name, _: name,
        changed=changed,
    )(old.alerts, new.alerts)


def _words(plan: Plan, alert: Alert) -> str:
    return alert.say or plan.warnings[alert.warning].say


def cards(old: Plan, new: Plan) -> Iterator[Change]:
    """What is known, how surely, and who disagrees."""
    return members(
        READ,
        "card",
        added=lambda card: f"new: {quoted(card.title)}",
        removed=lambda card: f"no longer there: {quoted(card.title)}",
        called=lambda _, card: quoted(card.title),
        changed=_card,
    )(old.cards, new.cards)


def _card(one: Card, two: Card) -> Iterator[str]:
    yield from words_change("the title", one.title, two.title)
    yield from words_change("the text", one.text, two.text)
    yield from contrast("it rests on", listed(one.strength), listed(two.strength))
    yield from contrast("what is known is", one.direction or "not said", two.direction or "not said")
    yield from contrast("its certainty is", one.certainty or "not said", two.certainty or "not said")


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
    parts += [f"{quoted(_title(plan, course.review))} after visit {course.review_after}"] * bool(course.review)
    waits = listed([length(check) for check in course.checks])
    parts += [f"{quoted(_title(plan, course.check))} {waits} after the last"] * bool(course.check)
    return ", ".join(parts)


def _title(plan: Plan, routine: str) -> str:
    return plan.routines[routine].title if routine in plan.routines else routine


def reports(old: Plan, new: Plan) -> Iterator[Change]:
    """What goes to the practitioner."""
    return members(
        PLAN,
        "report",
        added=lambda report: f"a report can be made: {quoted(report.title)}",
        removed=lambda report: f"no longer a report: {quoted(report.title)}",
        called=lambda _, report: quoted(report.title),
        changed=_report,
    )(old.reports, new.reports)


def _report(one: Report, two: Report) -> Iterator[str]:
    yield from words_change("the title", one.title, two.title)
    yield from contrast("it tells", listed(one.include), listed(two.include))
    yield from contrast("it draws", listed(one.charts), listed(two.charts))
    yield from words_change("its questions", " ".join(one.questions), " ".join(two.questions))
    yield from words_change("its note", one.note, two.note)
    yield from contrast("it covers", _covers(one), _covers(two))


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
