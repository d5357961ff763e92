"""The page for the practitioner as plain text: at most 80 columns and 60 lines, whatever was recorded.

A name that is written from right to left stands on a line of its own: beside numbers a terminal would turn them round.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from unicodedata import bidirectional

from selfcare.core.columns import columns, wrapped
from selfcare.core.hours import Hours
from selfcare.core.report.page import CANNOT_SHOW_CAUSE, Page, Score, Visit
from selfcare.core.text import plain
from selfcare.share import report_room, report_words
from selfcare.share.report_room import Room

WIDTH, HEIGHT = 80, 60


def lines(page: Page, hours: Hours = "24") -> list[str]:
    """The page, with the most that its lines have room for."""
    shown: list[str] = []
    for room in report_room.rooms():
        shown = _Text(page, room, hours).lines()
        if len(shown) <= HEIGHT:
            return shown
    return shown


class _Text:
    """One try at the page, for so much room."""

    def __init__(self, page: Page, room: Room, hours: Hours) -> None:
        self.whole = page
        self.page, self.gone = report_room.cut(page, room)
        self.room = room
        self.hours = hours
        self.today = page.last

    def lines(self) -> list[str]:
        blocks = [list(self._header())]
        for block, told in (
            ("attention", self._attention()),
            ("goal", self._goal()),
            ("scores", self._scores()),
            ("visits", self._visits()),
            ("adherence", self._done()),
            ("medicines", self._medicines()),
            ("notes", self._notes()),
            ("questions", self._questions()),
        ):
            if block not in self.page.left_out:
                blocks.append(list(told))
        blocks.append(list(self._small_print()))
        shown: list[str] = []
        for block_lines in blocks:
            shown += [""] * (self.room.air if shown else 0) + block_lines
        return shown

    def _header(self) -> Iterator[str]:
        page = self.page
        label = f"label: {_fit(page.label, 24)}" if page.label else ""
        yield _between(f"SELFCARE REPORT  {page.title}", label)
        yield _fit(report_words.span(page))
        yield _fit(f"{report_words.source(page)}, {report_words.MADE} on {report_words.whole_day(page.made.date())}")
        if page.summary:
            yield from self._words("", page.summary)

    def _attention(self) -> Iterator[str]:
        yield "NEEDS ATTENTION"
        for line in self.page.attention:
            when, what = report_words.attention(line, self.today, self.hours)
            yield from self._words(f"  ! {when}  " if when else "  ! ", what)
        if sentence := report_words.no_signs(self.page):
            yield from _wrapped(sentence, "  ")

    def _goal(self) -> Iterator[str]:
        yield "GOAL"
        for goal in self.page.goals:
            yield from self._words("  ", f'"{plain(goal.words)}"')
            if goal.score is not None:
                yield from self._hardness(goal.score)
        if not self.page.goals:
            yield f"  {report_words.NO_GOAL}"

    def _hardness(self, score: Score) -> Iterator[str]:
        """How hard the goal was and is, in a sentence."""
        yield from self._words("    ", f"{score.name} ({report_words.scale(score)}): {report_words.from_to(score)}")
        yield from self._basis(score)

    def _scores(self) -> Iterator[str]:
        if not self.page.scores:
            yield "SCORES"
            yield f"  {report_words.NO_SCORES}"
            return
        yield _row("SCORES", "before", "now", "change", "answered")
        for score in self.page.scores:
            yield from self._score(score)

    def _score(self, score: Score) -> Iterator[str]:
        """One line of numbers, one of words and the weeks, and what there is to say of the numbers."""
        name = score.name + (f" ({score.label})" if score.label else "")
        if _is_rightward(name):
            yield _fit(f"  {name}")
            name = ""
        before, now = report_words.figure(score, score.baseline), report_words.figure(score, score.now)
        yield _row(f"  {name}", before, now, report_words.change(score), report_words.answered(score))
        told = " ".join(filter(None, [report_words.verdict(score), f"({report_words.scale(score)})"]))
        per, course = report_words.by_week(score)
        weeks = f"by {per}: " + " ".join("-" if each is None else report_words.number(each) for each in course)
        has_course = any(each is not None for each in course) and not score.raw
        if has_course and columns(told) + columns(weeks) + 7 <= WIDTH:
            yield _between(f"    {told}", weeks)
        else:
            yield _fit(f"    {told}")
            if has_course:
                yield _fit(f"    {weeks}")
        yield from self._basis(score)

    def _basis(self, score: Score) -> Iterator[str]:
        if basis := report_words.basis(score):
            yield _fit(f"    {basis}")
        if score.raw:
            yield _latest("    answers: ", report_words.raw(score, self.today))

    def _visits(self) -> Iterator[str]:
        page = self.page
        scale = page.visit_scale and f"{_fit(page.visit_scale, 20)} before and after"
        yield _between(f"VISITS  {report_words.counted(self.whole.visits)}".rstrip(), scale)
        if not page.visits:
            yield f"  {report_words.NO_VISITS}"
        told = [_visit(each, self.today, self.hours) for each in page.visits]
        if all(columns(each) <= WIDTH // 2 - 3 for each in told):
            half = -(-len(told) // 2)
            for index in range(half):
                pair = told[index::half][:2]
                yield _fit("  " + "".join(each + " " * (WIDTH // 2 - columns(each)) for each in pair).rstrip())
        else:
            yield from (_fit(f"  {each}") for each in told)

    def _done(self) -> Iterator[str]:
        page = self.page
        yield "DONE"
        if not page.done:
            yield f"  {report_words.NOTHING_DONE}"
        for each in page.done:
            told = ", ".join(filter(None, [report_words.done(each), report_words.rated(each)]))
            yield from _named(each.name, told)
        if page.slips:
            yield f"  {report_words.OTHERWISE}:"
        for slip in page.slips:
            when, what = report_words.slip(slip, self.today, self.hours)
            yield from self._words(f"    {when}  ", what + (f': "{plain(slip.note)}"' if slip.note else ""))

    def _medicines(self) -> Iterator[str]:
        yield "MEDICINES"
        page = self.page
        if not page.medicines and not page.medicine_changes:
            yield f"  {report_words.NO_MEDICINES}"
            return
        for each in page.medicines:
            yield _fit(f"  {report_words.medicines(each)}")
        for change in page.medicine_changes:
            yield from self._words(f"  {report_words.day(change.day, self.today)}  ", f'"{plain(change.text)}"')
        if not page.medicine_changes:
            yield f"  {report_words.NO_CHANGES}"

    def _notes(self) -> Iterator[str]:
        yield "NOTES"
        if not self.page.notes:
            yield f"  {report_words.NO_NOTES}"
        for note in self.page.notes:
            yield from self._words(f"  {report_words.day(note.day, self.today)}  ", plain(note.text))

    def _questions(self) -> Iterator[str]:
        page = self.page
        yield "QUESTIONS"
        if page.matters:
            yield from self._words("  matters most today: ", plain(page.matters))
        for index, question in enumerate(page.questions, 1):
            yield from self._words(f"  {index}  ", plain(question))
        if not page.questions and not page.matters:
            yield f"  {report_words.NO_QUESTIONS}"
        for question in page.plan_questions:
            yield from self._words("  from the plan: ", plain(question))

    def _small_print(self) -> Iterator[str]:
        page = self.page
        yield "SMALL PRINT"
        told = [report_words.missing(page), report_words.left_out(page)]
        if sentence := report_room.told(self.gone):
            told.append(f"{sentence} {report_words.ELSEWHERE}")
        for text in filter(None, told):
            yield from _wrapped(text, "  ", 3)
        for text in page.small_print:
            yield from self._words("  ", text)
        yield from _wrapped(CANNOT_SHOW_CAUSE, "  ")

    def _words(self, lead: str, text: str) -> Iterator[str]:
        return _wrapped(text, lead, self.room.lines)


def _visit(each: Visit, today: date, hours: Hours) -> str:
    return "  ".join(filter(None, report_words.visit(each, today, hours)))


def _named(name: str, told: str) -> Iterator[str]:
    """A name and what is told of it in one line, or in two where a line would mix directions or be too long."""
    room = 28
    if _is_rightward(name) or columns(told) > WIDTH - room - 4:
        yield _fit(f"  {name}")
        yield _fit(f"    {told}")
    else:
        shown = _fit(name, room)
        yield _fit(f"  {shown}{' ' * (room - columns(shown))}  {told}")


def _row(name: str, before: str, now: str, change: str, answered: str) -> str:
    """A line of the table of scores."""
    shown = _fit(name, 33)
    numbers = f"{before:>9}{now:>9}{change:>11}"
    return _fit(f"{shown}{' ' * (33 - columns(shown))}{numbers}  {answered:>16}".rstrip())


def _wrapped(text: str, lead: str, most: int = 9) -> Iterator[str]:
    """A text behind `lead` in at most so many lines, with an ellipsis where there were more."""
    indent = columns(lead)
    found = wrapped(text, WIDTH - indent)
    if len(found) > most:
        found = [*found[: most - 1], _fit(" ".join(found[most - 1 :]), WIDTH - indent)]
    for line in found:
        yield (lead + line).rstrip()
        lead = " " * indent


def _latest(lead: str, answers: Sequence[str]) -> str:
    """As many of the latest answers as one line holds; it says how many there were before."""
    for first in range(len(answers)):
        earlier = f"{first} earlier, " if first else ""
        if columns(line := lead + earlier + ", ".join(answers[first:])) <= WIDTH:
            return line
    return _fit(lead + ", ".join(answers))


def _between(left: str, right: str) -> str:
    """One text at each end of a line; the left one gives way."""
    shown = _fit(left, WIDTH - columns(right) - 2 if right else WIDTH)
    return shown + " " * (WIDTH - columns(shown) - columns(right)) + right if right else shown


def _fit(text: str, width: int = WIDTH) -> str:
    """One line of at most `width` columns, with an ellipsis where it had to be cut."""
    shown = plain(text)
    if columns(shown) <= width:
        return shown
    kept = ""
    for character in shown:
        if columns(kept + character) > width - 1:
            break
        kept += character
    return kept.rstrip() + "…"


def _is_rightward(text: str) -> bool:
    """Whether some of it is written from right to left."""
    return any(bidirectional(character) in ("R", "AL") for character in text)
