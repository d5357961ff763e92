"""The page for the practitioner as Markdown, for notes and messages. All of it: nothing gives way for want of room.

Words from outside are escaped, so that they are read as written and nothing in them becomes a link, an image or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from selfcare.core.hours import Hours
from selfcare.core.report.page import CANNOT_SHOW_CAUSE, Block, Page, Score
from selfcare.core.text import plain
from selfcare.share import report_words
from selfcare.share.report_words import HEADINGS


def lines(page: Page, hours: Hours = "24") -> Iterator[str]:
    """The page, line by line."""
    yield f"# {_said(page.title)}"
    yield ""
    yield f"{_said(report_words.span(page))}  "
    if page.label:
        yield f"Label: {_said(page.label)}  "
    made = report_words.whole_day(page.made.date())
    yield f"{_said(report_words.source(page))}, {report_words.MADE} on {made}"
    if page.summary:
        yield from ("", _said(page.summary))
    blocks: dict[Block, Iterator[str]] = {
        "attention": _attention(page, hours),
        "goal": _goal(page),
        "scores": _scores(page),
        "visits": _visits(page, hours),
        "adherence": _done(page, hours),
        "medicines": _medicines(page),
        "notes": _notes(page),
        "questions": _questions(page),
        "small print": _small_print(page),
    }
    for block, told in blocks.items():
        if page.has(block):
            yield from ("", f"## {HEADINGS[block]}", "")
            yield from told


def _attention(page: Page, hours: Hours) -> Iterator[str]:
    for line in page.attention:
        when, what = report_words.attention(line, page.last, hours)
        yield f"- {f'{when}: ' if when else ''}**{_said(what)}**"
    if sentence := report_words.no_signs(page):
        yield from ("", sentence) if page.attention else (sentence,)


def _goal(page: Page) -> Iterator[str]:
    for goal in page.goals:
        yield f"- “{_said(goal.words)}”"
        if goal.score is not None:
            told = f"{goal.score.name} ({report_words.scale(goal.score)}): {report_words.from_to(goal.score)}"
            yield f"  - {_said(told)}"
            yield from (f"  - {text}" for text in _basis(page, goal.score))
    if not page.goals:
        yield report_words.NO_GOAL


def _scores(page: Page) -> Iterator[str]:
    if not page.scores:
        yield report_words.NO_SCORES
        return
    yield "| scale | before | now | change | answered | in words | course |"
    yield "|---|--:|--:|--:|--:|---|---|"
    for score in page.scores:
        per, course = report_words.by_week(score)
        weeks = " ".join("-" if each is None else report_words.number(each) for each in course)
        cells = (
            _said(f"{score.name}{f' ({score.label})' if score.label else ''}, {report_words.scale(score)}"),
            _said(report_words.figure(score, score.baseline)),
            _said(report_words.figure(score, score.now)),
            report_words.change(score),
            report_words.answered(score),
            _said(report_words.verdict(score)),
            f"by {per}: {weeks}" if any(each is not None for each in course) else "",
        )
        yield f"| {' | '.join(cells)} |"
    told = [f"- {_said(score.name)}: {text}" for score in page.scores for text in _basis(page, score)]
    if told:
        yield from ("", *told)


def _basis(page: Page, score: Score) -> Iterator[str]:
    """What there is to say of its numbers, and the answers where they are too few for any."""
    if basis := report_words.basis(score):
        yield _said(basis)
    if score.raw:
        yield f"answers: {', '.join(report_words.raw(score, page.last))}"


def _visits(page: Page, hours: Hours) -> Iterator[str]:
    if not page.visits:
        yield report_words.NO_VISITS
        return
    yield f"{report_words.counted(page.visits)}"
    yield ""
    yield f"| visit | day | status | {_said(page.visit_scale) or 'scale'} before and after |"
    yield "|--:|---|---|---|"
    for each in page.visits:
        yield f"| {' | '.join(report_words.visit(each, page.last, hours))} |"


def _done(page: Page, hours: Hours) -> Iterator[str]:
    for each in page.done:
        yield f"- {_said(each.name)}: {', '.join(filter(None, [report_words.done(each), report_words.rated(each)]))}"
    if not page.done:
        yield report_words.NOTHING_DONE
    if page.slips:
        yield from ("", f"{report_words.OTHERWISE}:", "")
    for slip in page.slips:
        when, what = report_words.slip(slip, page.last, hours)
        yield f"- {when}: {_said(what)}{f': “{_said(slip.note)}”' if slip.note else ''}"


def _medicines(page: Page) -> Iterator[str]:
    if not page.medicines and not page.medicine_changes:
        yield report_words.NO_MEDICINES
        return
    yield from (f"- {_said(report_words.medicines(each))}" for each in page.medicines)
    for change in page.medicine_changes:
        yield f"- {report_words.day(change.day, page.last)}: “{_said(change.text)}”"
    if not page.medicine_changes:
        yield f"- {report_words.NO_CHANGES}"


def _notes(page: Page) -> Iterator[str]:
    for note in page.notes:
        about = f" ({_said(note.about)})" if note.about else ""
        yield f"- {report_words.day(note.day, page.last)}: {_said(note.text)}{about}"
    if not page.notes:
        yield report_words.NO_NOTES
    if page.more_notes:
        yield from ("", f"There are {page.more_notes} more.")


def _questions(page: Page) -> Iterator[str]:
    if page.matters:
        yield from (f"Matters most today: {_said(page.matters)}", "")
    yield from (f"{index}. {_said(question)}" for index, question in enumerate(page.questions, 1))
    if not page.questions and not page.matters:
        yield report_words.NO_QUESTIONS
    if page.plan_questions:
        yield from ("", "From the plan:", "")
        yield from (f"- {_said(question)}" for question in page.plan_questions)


def _small_print(page: Page) -> Iterator[str]:
    told: Iterable[str] = (report_words.missing(page), report_words.left_out(page), *page.small_print)
    yield from (f"- {_said(text)}" for text in told if text)
    yield f"- {CANNOT_SHOW_CAUSE}"


_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~&!@$]|(?<=http):|(?<=https):|(?<=ftp):|(?<=www)\.", re.IGNORECASE)
"""What Markdown would act on inside a line, and what begins a bare link."""


def _said(text: str) -> str:
    """Words from outside in one line, to be read as written."""
    return _SIGNS.sub(r"\\\g<0>", plain(text))
