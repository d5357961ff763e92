"""The page for the practitioner as plain text: at most 80 columns and 60 lines, whatever was recorded.

A name that is written from right to left stands on a line of its own: beside numbers a terminal would turn them round.
On a narrow screen the same is told in sentences instead of columns, in as many lines as it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from unicodedata import bidirectional

from selfcare.core.columns import columns, wrapped
from selfcare.core.hours import Hours
from selfcare.core.report.page import CANNOT_SHOW_CAUSE, Block, Page, Score
from selfcare.core.text import plain
from selfcare.share import report_room, report_words
from selfcare.share.report_room import Room

WIDTH, HEIGHT = 80, 60

MIN_WIDTH = 20
"""Columns below which words would be cut into pieces."""

NAMES = 28
"""Columns of the names of what was done."""
SCALES = 31
"""Columns of the names of scales."""
GRAVE, WHOLE = 2, 2
"""Lines that a text which needs attention has at least, and one of the small print: half of it could mislead."""
MANY = 99
"""Lines that no text is longer than."""


def lines(page: Page, hours: Hours = "24", width: int = WIDTH) -> list[str]:
    """The page, with the most that 60 lines have room for; with less than 80 columns it takes the lines it needs."""
    if width < WIDTH:
        return _Narrow(page, Room(), hours, max(MIN_WIDTH, width)).lines()
    shown: list[str] = []
    for room in report_room.rooms():
        shown = _Text(page, room, hours).lines()
        if len(shown) <= HEIGHT:
            return shown
    return shown


class _Text:
    """One try at the page, for so much room."""

    def __init__(self, page: Page, room: Room, hours: Hours, width: int = WIDTH) -> None:
        self.whole = page
        self.page, self.gone = report_room.cut(page, room)
        self.room = room
        self.hours: Hours = hours
        self.width = width
        self.today = page.last

    def lines(self) -> list[str]:
        """Header, the blocks that are shared, and what is always there."""
        blocks: dict[Block, Callable[[], Iterator[str]]] = {
            "attention": self._attention,
            "goal": self._goal,
            "scores": self._scores,
            "visits": self._visits,
            "adherence": self._done,
            "medicines": self._medicines,
            "notes": self._notes,
            "questions": self._questions,
            "small print": self._small_print,
        }
        shown = list(self._header())
        for block, told in blocks.items():
            if self.page.has(block):
                shown += [""] * self.room.air + list(told())
        return shown

    def _header(self) -> Iterator[str]:
        page = self.page
        label = f"label: {_fit(page.label, 24)}" if page.label else ""
        yield from self._between(f"SELFCARE REPORT  {page.title}", label)
        yield from self._line("", report_words.span(page))
        yield from self._line("", report_words.source(page))
        yield from self._line("", f"{report_words.MADE} on {report_words.whole_day(page.made.date())}")
        if page.summary:
            yield from self._words("", page.summary)

    def _attention(self) -> Iterator[str]:
        yield "NEEDS ATTENTION"
        for line in self.page.attention:
            when, what = report_words.attention(line, self.today, self.hours)
            yield from self._words(f"  ! {when}  " if when else "  ! ", what, GRAVE)
        if sentence := report_words.no_signs(self.page):
            yield from _wrapped("  ", sentence, self.width)

    def _goal(self) -> Iterator[str]:
        yield "GOAL"
        for goal in self.page.goals:
            yield from self._words("  ", f'"{plain(goal.words)}"')
            if (score := goal.score) is not None:
                told = f"{score.name} ({report_words.scale(score)}): {report_words.from_to(score)}"
                yield from self._words("    ", told)
                yield from self._basis(score)
        if not self.page.goals:
            yield from self._line("  ", report_words.NO_GOAL)

    def _scores(self) -> Iterator[str]:
        if self.page.scores:
            yield from self._headings()
        else:
            yield "SCORES"
            yield from self._line("  ", report_words.NO_SCORES)
        for score in self.page.scores:
            yield from self._score(score)

    def _headings(self) -> Iterator[str]:
        yield _row("SCORES", "before", "now", "change", "answered")

    def _score(self, score: Score) -> Iterator[str]:
        """One line of numbers, one of words and the weeks, and what there is to say of the numbers."""
        name = _name(score)
        if _is_rightward(name):
            yield from self._line("  ", name)
            name = ""
        before, now = report_words.figure(score, score.baseline), report_words.figure(score, score.now)
        yield _row(f"  {name}", before, now, report_words.change(score), report_words.answered(score))
        told = " ".join(filter(None, [report_words.verdict(score), f"({report_words.scale(score)})"]))
        if score.raw and _fits_beside(told):
            yield _latest(f"    {told}  answers: ", report_words.raw(score, self.today), self.width)
            if basis := report_words.basis(score):
                yield from self._line("    ", basis)
            return
        weeks = _weeks(score)
        if weeks and columns(told) + columns(weeks) + 7 <= self.width:
            yield from self._between(f"    {told}", weeks)
        else:
            yield from self._line("    ", told)
            yield from self._line("    ", weeks) if weeks else ()
        yield from self._basis(score)

    def _basis(self, score: Score) -> Iterator[str]:
        """What there is to say of its numbers, and the answers where they are too few for any."""
        if basis := report_words.basis(score):
            yield from self._line("    ", basis)
        if score.raw:
            yield _latest("    answers: ", report_words.raw(score, self.today), self.width)

    def _visits(self) -> Iterator[str]:
        page = self.page
        scale = page.visit_scale and f"{_fit(page.visit_scale, 20)} before and after"
        yield from self._between(f"VISITS  {report_words.counted(self.whole.visits)}".rstrip(), scale)
        if not page.visits:
            yield from self._line("  ", report_words.NO_VISITS)
        told = ["  ".join(filter(None, report_words.visit(each, self.today, self.hours))) for each in page.visits]
        yield from self._side_by_side(told)

    def _side_by_side(self, told: Sequence[str]) -> Iterator[str]:
        """In two columns, down the first and then down the second, where all of them fit."""
        half, room = -(-len(told) // 2), self.width // 2
        if any(columns(each) > room - 3 for each in told):
            half = len(told)
        for index in range(half):
            left, *right = told[index::half][:2] if half else ()
            gap = " " * (room - columns(left)) if right else ""
            yield from self._line("  ", left + gap + "".join(right))

    def _done(self) -> Iterator[str]:
        page = self.page
        yield "DONE"
        if not page.done:
            yield from self._line("  ", report_words.NOTHING_DONE)
        for each in page.done:
            yield from self._named(
                each.name, ", ".join(filter(None, [report_words.done(each), report_words.rated(each)]))
            )
        if page.slips:
            yield from self._line("  ", f"{report_words.OTHERWISE}:")
        for slip in page.slips:
            when, what = report_words.slip(slip, self.today, self.hours)
            yield from self._words(f"    {when}  ", what + (f': "{plain(slip.note)}"' if slip.note else ""))

    def _named(self, name: str, told: str) -> Iterator[str]:
        """A name and what is told of it in one line, or in two where that would mix directions or be too long."""
        if _is_rightward(name) or columns(told) > self.width - NAMES - 4:
            yield from self._line("  ", name)
            yield from self._line("    ", told)
        else:
            shown = _fit(name, NAMES)
            yield from self._line("  ", f"{shown}{' ' * (NAMES - columns(shown))}  {told}")

    def _medicines(self) -> Iterator[str]:
        yield "MEDICINES"
        page = self.page
        if not page.medicines and not page.medicine_changes:
            yield from self._line("  ", report_words.NO_MEDICINES)
            return
        for each in page.medicines:
            yield from self._line("  ", report_words.medicines(each))
        for change in page.medicine_changes:
            yield from self._words(f"  {report_words.day(change.day, self.today)}  ", f'"{plain(change.text)}"')
        if not page.medicine_changes:
            yield from self._line("  ", report_words.NO_CHANGES)

    def _notes(self) -> Iterator[str]:
        yield "NOTES"
        if not self.page.notes:
            yield from self._line("  ", report_words.NO_NOTES)
        for note in self.page.notes:
            yield from self._words(f"  {report_words.day(note.day, self.today)}  ", note.text)

    def _questions(self) -> Iterator[str]:
        page = self.page
        yield "QUESTIONS"
        if page.matters:
            yield from self._words("  matters most today: ", page.matters)
        for index, question in enumerate(page.questions, 1):
            yield from self._words(f"  {index}  ", question)
        if not page.questions and not page.matters:
            yield from self._line("  ", report_words.NO_QUESTIONS)
        for question in page.plan_questions:
            yield from self._words("  from the plan: ", question)

    def _small_print(self) -> Iterator[str]:
        page, full = self.page, report_room.told(self.gone)
        yield "SMALL PRINT"
        told = (report_words.missing(page), report_words.left_out(page), full and f"{full} {report_words.ELSEWHERE}")
        for text in filter(None, told):
            yield from _wrapped("  ", text, self.width, 4)
        for text in page.small_print:
            yield from self._words("  ", text, WHOLE)
        yield from _wrapped("  ", CANNOT_SHOW_CAUSE, self.width)

    def _words(self, lead: str, text: str, least: int = 1) -> Iterator[str]:
        """Words from outside, in as many lines as one text has room for, and in `least` if it needs them."""
        return _wrapped(lead, text, self.width, max(least, self.room.lines))

    def _line(self, lead: str, text: str) -> Iterator[str]:
        """One line, cut where it is too long."""
        yield _fit(lead + plain(text), self.width)

    def _between(self, left: str, right: str) -> Iterator[str]:
        """One text at each end of a line; the left one gives way."""
        room = self.width - columns(right) - 2 * bool(right)
        shown = _fit(left, room)
        yield shown + (" " * (self.width - columns(shown) - columns(right)) + right if right else "")


class _Narrow(_Text):
    """The page in sentences: nothing stands in columns, nothing is cut."""

    def _headings(self) -> Iterator[str]:
        yield "SCORES"

    def _score(self, score: Score) -> Iterator[str]:
        yield from self._line("  ", _name(score))
        for told in (
            report_words.scale(score),
            report_words.from_to(score),
            report_words.verdict(score),
            report_words.answered(score),
            _weeks(score),
        ):
            yield from self._line("    ", told) if told else ()
        yield from self._basis(score)

    def _side_by_side(self, told: Sequence[str]) -> Iterator[str]:
        for each in told:
            yield from self._line("  ", each)

    def _named(self, name: str, told: str) -> Iterator[str]:
        yield from self._line("  ", name)
        yield from self._line("    ", told)

    def _words(self, lead: str, text: str, least: int = 1) -> Iterator[str]:
        first, *rest = _wrapped("    ", f"{lead.strip()} {text}", self.width)
        yield from (first[2:], *rest)

    def _line(self, lead: str, text: str) -> Iterator[str]:
        return _wrapped(lead, text, self.width)

    def _between(self, left: str, right: str) -> Iterator[str]:
        yield from self._line("", left)
        yield from self._line("", right) if right else ()


def _fits_beside(told: str) -> bool:
    """Whether there is room for answers in the same line."""
    return columns(told) <= WIDTH // 2


def _name(score: Score) -> str:
    return score.name + (f" ({score.label})" if score.label else "")


def _weeks(score: Score) -> str:
    """`by week: 6 6.5 - 4`; empty where there is no course to tell."""
    per, course = report_words.by_week(score)
    if score.raw or all(each is None for each in course):
        return ""
    return f"by {per}: " + " ".join("-" if each is None else report_words.number(each) for each in course)


def _row(name: str, before: str, now: str, change: str, answered: str) -> str:
    """A line of the table of scales."""
    shown = _fit(name, SCALES)
    numbers = f"{before:>9}{now:>9}{change:>11}  {answered:>18}"
    return _fit(f"{shown}{' ' * (SCALES - columns(shown))}{numbers}".rstrip())


def _wrapped(lead: str, text: str, width: int, most: int = MANY) -> Iterator[str]:
    """A text behind `lead` in at most so many lines, with an ellipsis where there were more."""
    room = max(1, width - columns(lead))
    found = wrapped(text, room)
    if len(found) > most:
        found = [*found[: most - 1], _cut(" ".join(found[most - 1 :]), room)]
    for line in found:
        yield (lead + line).rstrip()
        lead = " " * columns(lead)


def _latest(lead: str, answers: Sequence[str], width: int) -> str:
    """As many of the latest answers as one line holds; it says how many there were before."""
    for first in range(len(answers)):
        earlier = f"{first} earlier, " if first else ""
        if columns(line := lead + earlier + ", ".join(answers[first:])) <= width:
            return line
    return _fit(lead + ", ".join(answers), width)


def _fit(text: str, width: int = WIDTH) -> str:
    """One line of at most `width` columns, with an ellipsis where it had to be cut."""
    shown = plain(text)
    return shown if columns(shown) <= width else _cut(shown, width)


def _cut(text: str, width: int) -> str:
    """As much of a text as leaves room for the ellipsis at its end."""
    kept = ""
    for character in plain(text):
        if columns(kept + character) > width - 1:
            break
        kept += character
    return kept.rstrip() + "…"


def _is_rightward(text: str) -> bool:
    """Whether some of it is written from right to left."""
    return any(bidirectional(character) in ("R", "AL") for character in text)
