"""How the page for the practitioner says numbers, days and where a change goes. Every format of it reads here.

Nothing here praises or blames, and nothing says what caused a change.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from statistics import median

from selfcare.core import words
from selfcare.core.hours import Hours
from selfcare.core.question import plain_number
from selfcare.core.report.page import NO_BAND, Attention, Block, Done, Figure, Medicines, Page, Score, Slip, Visit

ABOUT_THE_SAME = "about the same"
"""A band that says nothing about better or worse, as `NO_BAND` does."""

MADE = "made by the patient with selfcare"
HEADINGS: dict[Block, str] = {
    "attention": "Needs attention",
    "goal": "Goal",
    "scores": "Scores",
    "visits": "Visits",
    "adherence": "Done",
    "medicines": "Medicines",
    "notes": "Notes",
    "questions": "Questions",
    "small print": "Small print",
}
NO_SIGNS = "No warning signs were logged. That does not mean that there were none."
NOT_ASKED = "Nobody asked about warning signs or side effects, so this page cannot speak about them."
NO_GOAL = "No goal was written down."
NO_SCORES = "No scale was answered."
NO_VISITS = "No appointments in these days."
NOTHING_DONE = "Nothing was asked for in these days."
NO_MEDICINES = "Nothing was written down about medicines."
NO_CHANGES = "Changes: none written."
NO_NOTES = "None written."
NO_QUESTIONS = "None written."
OTHERWISE = "It went otherwise"
"""Over what was to be left out and was not."""
STATUSES = {"kept": "kept", "planned": "planned", "cancelled": "cancelled", "unsaid": "not said if kept"}
ELSEWHERE = "Markdown and JSON have all of it."
"""Said where something had to go for want of room."""
KINDS = {
    "self-harm": "thoughts of self-harm",
    "warning sign": "warning sign",
    "side effect": "needed care",
    "pregnancy": "pregnancy",
    "medicine": "new medicine",
    "told": "to know",
}


def number(value: float) -> str:
    """With one decimal at most: `4`, `5.5`."""
    return plain_number(round(value, 1) + 0)


def signed(value: float) -> str:
    """`+1`, `-0.5`, `0`."""
    shown = number(value)
    return shown if shown.startswith(("-", "0")) and not shown.startswith("0.") else f"+{shown}"


def figure(score: Score, of: Figure | None) -> str:
    """A number of a scale with its unit; `-` where it is not known."""
    return "-" if of is None else " ".join(filter(None, [number(of.value), score.unit]))


def change(score: Score) -> str:
    """`-2, -33%`; `-` where there is none."""
    if score.change is None:
        return "-"
    percent = 0 if score.percent is None else round(score.percent)
    return signed(score.change) + (f", {percent:+d}%" if percent else "")


def scale(score: Score) -> str:
    """Its ends, and which way is good: `0 to 10, lower is better`; a number that has no good end says none."""
    ends = " ".join(filter(None, [f"{number(score.low)} to {number(score.high)}", score.unit]))
    way = f"{score.better}er is better" if score.better else ""
    return ", ".join(filter(None, [ends, way]))


def verdict(score: Score) -> str:
    """The change in a word, and where it goes: `clear change, better`. Empty without a change.

    Where nobody agreed on a band, no word is put on the change: the numbers and the direction of the scale stand alone.
    """
    is_judged = score.band not in ("", NO_BAND, ABOUT_THE_SAME)
    goes = score.towards if is_judged and score.towards in ("better", "worse") else ""
    return ", ".join(filter(None, [score.band, goes]))


def from_to(score: Score) -> str:
    """`8 before, 5 now, change -3, -38%`, or that this cannot be said yet."""
    if score.baseline is None and score.now is None:
        return f"answered {score.n} {one('times', score.n)}" if score.n else "not answered in these days"
    told = f"{figure(score, score.baseline)} before, {figure(score, score.now)} now"
    return told + (f", change {change(score)}" if score.change is not None else "")


def answered(score: Score) -> str:
    """`24 of 28 days`."""
    return f"{score.n} of {score.possible} {one(score.per, score.possible)}"


def one(noun: str, count: int) -> str:
    """The noun in its number: `days`, of one `day`."""
    if count != 1:
        return noun
    return f"{noun[:-3]}y" if noun.endswith("ies") else noun.removesuffix("s")


def basis(score: Score) -> str:
    """What is unusual about its numbers, in clauses: how the first one was made, and what is missing."""
    parts = [f"before: {score.baseline.how}"] if score.baseline and score.baseline.how else []
    parts += [f"now: {score.now.how}"] if score.now and score.now.how else []
    return "; ".join([*parts, *filter(None, [score.missing])])


def raw(score: Score, today: date) -> list[str]:
    """Answers too few for a median, each with its day: `3 May: 6`."""
    return [f"{day(each.day, today)}: {number(each.value)}" for each in score.raw]


def ends(score: Score) -> str:
    """The words of the scale: `0 no pain, 10 worst pain`. Empty without any."""
    return ", ".join(f"{number(at)} {said}" for at, said in score.labels)


def by_week(score: Score, most: int = 8) -> tuple[str, tuple[float | None, ...]]:
    """The course of a scale in at most `most` medians, and what each is of: `week`, `4 weeks`.

    Where there are more weeks than that, several go together; a gap stays one only where nothing was answered at all.
    """
    each = -(-len(score.weeks) // most) if score.weeks else 1
    start = len(score.weeks) % each
    parts = [score.weeks[at : at + each] for at in range(start, len(score.weeks), each)]
    groups = [score.weeks[:start], *parts] if start else parts
    known = [[value for value in group if value is not None] for group in groups]
    return ("week" if each == 1 else f"{each} weeks"), tuple(median(group) if group else None for group in known)


def day(of: date, today: date) -> str:
    """`3 May`; of another year `3 May 2024`."""
    return words.short_day(of, today)


def whole_day(of: date) -> str:
    """`3 May 2026`."""
    return f"{of.day} {words.MONTHS[of.month - 1]} {of.year}"


def span(page: Page) -> str:
    """`7 May to 3 Jun 2026 (28 days, since the last appointment)`."""
    first = day(page.first, page.last)
    dates = whole_day(page.last) if page.first == page.last else f"{first} to {whole_day(page.last)}"
    return f"{dates} ({page.days} {one('days', page.days)}{f', {page.since}' if page.since else ''})"


def source(page: Page) -> str:
    """Whose questions these are: `plan back-pain, version 1.2`, `plans back-pain 1.2, aftercare 1.0`."""
    if not page.plans:
        return "logs without a plan"
    if len(page.plans) == 1:
        return f"plan {page.plans[0].id}, version {page.plans[0].version}"
    return f"plans {', '.join(f'{plan.id} {plan.version}' for plan in page.plans)}"


def attention(line: Attention, today: date, hours: Hours) -> tuple[str, str]:
    """When, and what: `20 May 14:30`, `bruise; on 3 days, after visit 2`."""
    when = f"{day(line.at.date(), today)} {words.clock_time(line.at, hours)}" if line.at else ""
    more = [f"on {line.days} days"] if line.days > 1 else []
    more += [f"after visit {line.visit}"] if line.visit is not None else []
    return when, "; ".join(filter(None, [f"{KINDS[line.kind]}: {line.words}", ", ".join(more)]))


def no_signs(page: Page) -> str:
    """What is said where no warning sign was logged; empty where one was."""
    if any(line.kind in ("self-harm", "warning sign") for line in page.attention):
        return ""
    return NO_SIGNS if page.asked_signs else NOT_ASKED


def visit(each: Visit, today: date, hours: Hours) -> tuple[str, str, str, str]:
    """Its number, its day, how it stands, the scale before and after: `2`, `21 May 14:30`, `kept`, `6 to 4`."""
    when = f"{day(each.starts.date(), today)} {words.clock_time(each.starts, hours)}"
    status = STATUSES[each.status] + (", moved" if each.moved else "")
    return ("" if each.number is None else f"{each.number}"), when, status, pair(each.before, each.after)


def pair(before: float | None, after: float | None) -> str:
    """`6 to 4`; a number that is not known is `?`; empty without either."""
    if before is None and after is None:
        return ""
    return " to ".join("?" if value is None else number(value) for value in (before, after))


def counted(visits: Sequence[Visit]) -> str:
    """`4 kept, 1 cancelled, 1 planned`."""
    found = [(words_, sum(each.status == status for each in visits)) for status, words_ in STATUSES.items()]
    return ", ".join(f"{count} {said}" for said, count in found if count)


def done(each: Done) -> str:
    """`19 of 28 days, 142 min`."""
    per = one(each.per, each.of if each.of is not None else each.done)
    share = f"{each.done} of {each.of} {per}" if each.of is not None else f"{each.done} {per}"
    return share + (f", {round(each.seconds / 60)} min" if each.seconds else "")


def rated(each: Done) -> str:
    """`stress 5 to 3 (median of 12 times)`; empty where it was not rated before and after."""
    if not each.rated:
        return ""
    return (
        f"{each.scale or 'rated'} {pair(each.before, each.after)} (median of {each.rated} {one('times', each.rated)})"
    )


def slip(each: Slip, today: date, hours: Hours) -> tuple[str, str]:
    """When, and what was not left out or did not happen: `18 May 11:00`, `caffeine, before visit 2`."""
    when = f"{day(each.at.date(), today)} {words.clock_time(each.at, hours)}"
    return when, each.words + (f", visit {each.visit}" if each.visit is not None else "")


def medicines(each: Medicines) -> str:
    """`pain medicine taken on 9 of 28 days with an answer`."""
    return f"{each.name} taken on {each.days} of {each.of} {one('days', each.of)} with an answer"


def missing(page: Page) -> str:
    """`Days without any answer: 4 of 28.`; empty where nothing was to be answered daily."""
    return f"Days without any answer: {page.missing_days} of {page.asked_days}." if page.asked_days else ""


def left_out(page: Page) -> str:
    """What the person chose not to share; empty if nothing."""
    named = ", ".join(HEADINGS[block].lower() for block in page.left_out)
    return f"The patient chose to leave out: {named}." if named else ""
