"""The page for the practitioner as it will be read: gone through, chosen from, added to, and written to a file.

Opened from History. Nothing leaves before it was seen here; the file is written by `Env.papers`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import ClassVar, Literal

from textual.binding import BindingType
from textual.geometry import Size

from selfcare.core.frozen import replace
from selfcare.core.ports import Env
from selfcare.core.report import asked
from selfcare.core.report.asked import Asked
from selfcare.core.report.gather import gather, recalled
from selfcare.core.report.page import EMPTY, MOST_QUESTIONS, Block, Choices, without
from selfcare.core.report.page import Page as Paper
from selfcare.tui.keys import bindings
from selfcare.tui.layout import NARROW, Frame, blank, frame, key_hints, place
from selfcare.tui.paint import Row
from selfcare.tui.screens.page import Page
from selfcare.tui.screens.sheet import Ask, Pick
from selfcare.tui.text import fit

RANGES: tuple[tuple[str, int | Literal["appointment", "all"] | None], ...] = (
    ("as the plan says", None),
    ("since the last visit", "appointment"),
    ("28 d", 28),
    ("90 d", 90),
    ("1 y", 365),
    ("all", "all"),
)
"""The word, and what the page is about: days back, today included, or what `Choices.since` takes."""

BLOCK_WORDS: dict[Block, str] = {
    "goal": "your goal",
    "scores": "scores",
    "visits": "visits",
    "adherence": "what you did, and what went otherwise",
    "medicines": "medicines",
    "notes": "your notes",
    "questions": "your questions",
}
"""What can be left out. What needs attention and the small print always stay."""

NEW = "new"
"""The choice of a question that is not there yet."""

PAPER = 80
"""Columns of the page as it is written."""


class Report(Page[None]):
    """One page, as text."""

    WHERE: ClassVar[tuple[str, ...]] = ("report", "list")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("report", "list")]

    def __init__(self, env: Env) -> None:
        super().__init__(env)
        self._range = 0
        self._without: frozenset[Block] = frozenset()
        self._asked = Asked()
        self._whole: Paper | None = None
        """The page with every block."""
        self._top = 0
        self._starts: Sequence[int] = (0,)
        """The first row of each page of the screen."""

    def refresh_state(self) -> None:
        """Make the page anew."""
        self._asked = recalled(self.env)
        choices = Choices(self._since(), self._asked.label, self._asked.matters, self._asked.questions)
        self._whole = gather(self.env, [used.plan for used in self.env.shelf.in_use()], choices)

    @property
    def _paper(self) -> Paper | None:
        """The page without the blocks that were left out: choosing them reads nothing."""
        return without(self._whole, self._without) if self._whole else None

    def _since(self) -> date | Literal["appointment", "all"] | None:
        chosen = RANGES[self._range][1]
        if isinstance(chosen, int):
            return self.env.clock.now().date() - timedelta(days=chosen - 1)
        return chosen

    def paint(self, size: Size) -> list[Row]:
        """Title and range, as much of the page as fits from where one scrolled to, keys."""
        page, rows = frame(size), blank(size.height)
        paper, is_narrow = self._sheet(size), page.width < NARROW
        told = self._told(paper.width)
        room = max(1, size.height - 6 - is_narrow)
        self._starts = starts(told, room)
        self._top = max(0, min(self._top, self._starts[-1]))
        place(rows, 1, self._title(page))
        for y, line in enumerate(told[self._top :][:room], 3):
            row = Row()
            is_heading = line.partition(" ")[0].isupper()
            row.put(paper.left, line, "bright" if is_heading else "text", bold=is_heading)
            place(rows, y, row)
        for y, row in enumerate(self._keys(page), size.height - 2 - is_narrow):
            place(rows, y, row)
        return rows

    def _sheet(self, size: Size) -> Frame:
        """Where the page stands: at its whole width where the screen has it, else within the margins."""
        page = frame(size)
        if size.width < PAPER:
            return page
        left = max(0, min(page.left, (size.width - PAPER) // 2))
        return Frame(left, left + PAPER, size.height)

    def _told(self, width: int) -> list[str]:
        paper = self._paper
        return [] if paper is None else list(self.env.papers.text(paper, width))

    def _title(self, page: Frame) -> Row:
        """What it is, what it is about, and where one is in it."""
        about, count = RANGES[self._range][0], len(self._starts)
        at = f"{sum(start <= self._top for start in self._starts)} of {count}"
        title = "Report" if count == 1 else f"Report, {at}" if page.width < NARROW else f"Report   page {at}"
        return self.title_row(page, title, fit(about, max(0, page.width - len(title) - 1)))

    def _keys(self, page: Frame) -> list[Row]:
        """What can be done, and beside it or below it the way out and where the other keys are."""
        more = self.hints("page-on") if self._top < self._starts[-1] else []
        ids = ("report-write", "report-question", "report-blocks", "longer", "report-matters", "report-label")
        ways = self.hints("back", "help")
        out = sum(len(key) + 1 + len(meaning) + 3 for key, meaning in ways)
        row = Row()
        if page.width < NARROW:
            below = Row()
            key_hints(below, page.left, ways, page.right)
            key_hints(row, page.left, [*more, *self.hints(*ids)], page.right)
            return [row, below]
        key_hints(row, page.left, [*more, *self.hints(*ids)], page.right - out)
        key_hints(row, page.right - out + 3, ways, page.right)
        return [row]

    # going through it

    def action_up(self) -> None:
        """A line up."""
        self._scroll(-1)

    def action_down(self) -> None:
        """A line down."""
        self._scroll(1)

    def action_page_on(self) -> None:
        """The next page of the screen."""
        self._scroll(min((at for at in self._starts if at > self._top), default=self._top) - self._top)

    def action_page_back(self) -> None:
        """The page of the screen before."""
        self._scroll(max((at for at in self._starts if at < self._top), default=0) - self._top)

    def _scroll(self, by: int) -> None:
        self._top = max(0, self._top + by)
        self.show()

    # choosing

    def action_longer(self) -> None:
        """About a longer time."""
        self._to_range(min(len(RANGES) - 1, self._range + 1))

    def action_shorter(self) -> None:
        """About a shorter time."""
        self._to_range(max(0, self._range - 1))

    def _to_range(self, index: int) -> None:
        self._range = index
        self.refresh_state()
        self.show()

    def action_report_blocks(self) -> None:
        """What goes in: each block on or off, until one goes back."""
        options: dict[str, str] = {
            block: f"{'leave out' if block not in self._without else 'put back'}: {words}"
            for block, words in BLOCK_WORDS.items()
        }
        hint = "what needs attention and the small print always stay"
        self.app.push_screen(Pick(self.env, "What goes on the page?", options, hint=hint), self._toggled)

    def _toggled(self, chosen: str | None) -> None:
        for block in EMPTY:
            if block == chosen:
                self._without ^= {block}
        self.show()

    # adding to it

    def action_report_question(self) -> None:
        """A question of one's own, or another wording of one that is there."""
        questions = self._asked.questions
        if not questions:
            self._ask_question(NEW)
            return
        options = {str(index): question for index, question in enumerate(questions)}
        if len(questions) < MOST_QUESTIONS:
            options[NEW] = "another question"
        self.app.push_screen(Pick(self.env, "Your questions", options, hint="choose one to change it"), self._chosen)

    def _chosen(self, which: str | None) -> None:
        if which is not None:
            self.app.call_next(self._ask_question, which)

    def _ask_question(self, which: str) -> None:
        questions = self._asked.questions
        at = len(questions) if which == NEW else int(which)
        self._add(
            "What would you like to ask?",
            "kept until the visit has been; empty removes it",
            "".join(questions[at : at + 1]),
            lambda typed: replace(self._asked, questions=(*questions[:at], typed, *questions[at + 1 :])),
        )

    def action_report_matters(self) -> None:
        """What matters most today."""
        self._add(
            "What matters most today?",
            "one line, in your own words; empty removes it",
            self._asked.matters,
            lambda typed: replace(self._asked, matters=typed),
        )

    def action_report_label(self) -> None:
        """What stands for one's name."""
        self._add(
            "What stands for your name?",
            "initials will do: no name is on the page unless you write one",
            self._asked.label,
            lambda typed: replace(self._asked, label=typed),
        )

    def _add(self, question: str, hint: str, before: str, added: Callable[[str], Asked]) -> None:
        """Have words typed in place of those that stand, and keep what is added to the page with them."""

        async def typed(text: str | None) -> None:
            if text is not None:
                await self._keep(added(text))

        self.app.push_screen(Ask(self.env, question, hint, initial=before), typed)

    async def _keep(self, typed: Asked) -> None:
        tidied = asked.tidied(typed.label, typed.matters, typed.questions)
        text = asked.kept(tidied, self.env.clock.now())
        await self.shell.do(lambda: self.env.journal.save_draft(asked.KEY, text))

    # writing it

    def action_report_write(self) -> None:
        """To a file, after its name was asked for. What is there already stays."""
        paper = self._paper
        if paper is None:
            return

        async def named(name: str | None) -> None:
            if name is None:
                return
            written: list[str] = []
            await self.shell.do(lambda: written.append(self.env.papers.write(paper, name)))
            if written:
                self.tell_below(f"wrote {written[0]}")

        hint = "report.html to print, or .txt, .md, .json; nothing is ever replaced"
        self.app.push_screen(Ask(self.env, "Write it to which file?", hint, initial=_name(paper)), named)


def starts(told: Sequence[str], room: int) -> list[int]:
    """The first row of each page of so many rows; no page opens with an empty one."""
    found = [0]
    while found[-1] + room < len(told):
        at = found[-1] + room
        while at < len(told) and not told[at]:
            at += 1
        if at == len(told):
            break
        found.append(at)
    return found


def _name(paper: Paper) -> str:
    return f"report-{paper.last.isoformat()}.html"
