"""Today: the next thing that changes, the prep clock, and the items to tick. Keeps the focus; `today_rows` paints."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.geometry import Size

from selfcare.core import acts, words
from selfcare.core.agenda import Agenda, read
from selfcare.core.event import Event
from selfcare.core.ledger import MARK_KINDS
from selfcare.core.line import Line
from selfcare.core.plan import Plan
from selfcare.core.ports import Env
from selfcare.core.question import Log
from selfcare.core.start import Walk
from selfcare.errors import UsageError
from selfcare.tui import walks
from selfcare.tui.keys import bindings
from selfcare.tui.layout import NARROW
from selfcare.tui.paint import Press, Row
from selfcare.tui.screens import today_rows
from selfcare.tui.screens.page import Page
from selfcare.tui.screens.today_entries import entries, identity, stands_for, visits_over
from selfcare.tui.screens.today_rows import Entry

if TYPE_CHECKING:
    from selfcare.core.mark import Mark

DOES = {"ask": "answer", "follow": "use", "resume": "go on", "tell": "see", "episode": "say"}
"""What enter does on a row that is no line of the agenda."""

NOTED = "noted for your practitioner"


class Today(Page[None]):
    """The first of the five places."""

    WHERE: ClassVar[tuple[str, ...]] = ("today", "list")
    PLACE: ClassVar[str] = "today"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("today", "list")]

    def __init__(self, env: Env) -> None:
        super().__init__(env)
        self._agenda: Agenda | None = None
        self._entries: list[Entry] = []
        self._narrow = False
        self._at = 0
        self._top = 0
        self._said = ""
        self._put_away: set[str] = set()
        """The appointments after which no aftercare is wanted; forgotten when the app ends."""
        self._acted = False
        """A row was answered: it moves to the end, and the focus stays where the next one comes up."""

    # What is shown

    @property
    def agenda(self) -> Agenda:
        """The agenda as it was last read."""
        if self._agenda is None:
            self._agenda = read(self.env)
        return self._agenda

    def refresh_state(self) -> None:
        """Read the agenda anew; the focus stays on the row it was on."""
        before = None if self._acted else self._entry()
        self._acted = False
        self._agenda = read(self.env)
        self._list()
        if before is not None:
            self._at = next((index for index, each in enumerate(self._entries) if _same(each, before)), self._at)

    def _list(self) -> None:
        self._entries = entries(
            self.env, self.agenda, self.glyphs, self.shell.hours, narrow=self._narrow, put_away=self._put_away
        )
        self._at = max(0, min(self._at, len(self._entries) - 1))

    def paint(self, size: Size) -> list[Row]:
        """The page at this size."""
        if not self._entries or self._narrow != (size.width < NARROW):
            self._narrow = size.width < NARROW
            self._list()
        view = today_rows.View(
            self.agenda,
            self._entries,
            self._at,
            self._top,
            self._said,
            self.shell.hours,
            self.glyphs,
            self._keys(),
            self._pressed,
            self.places_row,
            self.key_of("warnings"),
        )
        rows, self._top = today_rows.paint(view, size)
        return rows

    def on_screen_resume(self) -> None:
        """Coming to the front, at the start too: what is shown is kept for the next start."""
        self.shell.keep_glance()

    def picture(self) -> list[str]:
        """Itself as it is now, row by row, for the next start."""
        size, ink = self.size, self.shell.ink
        return [row.strip(size.width, ink).render(self.app.console) for row in self.paint(size)] if size else []

    def on_minute(self) -> None:
        """The minute has changed."""
        self._said = ""
        self.refresh_state()
        self.show()
        self.shell.keep_glance()

    def say(self, sentence: str) -> None:
        """Something to read in place of the second line, until the next act."""
        self._said = sentence
        self.show()

    def _keys(self) -> list[tuple[str, str]]:
        entry = self._entry()
        if entry is None:
            return self.hints("appointment", "log")
        line = entry.line
        if entry.does != "line":
            first = (self.key_of("open"), DOES.get(entry.does, entry.does))
            others = ("skip",) if entry.does == "follow" else ("tick", "slip") if line else ()
            return [first, *self.hints(*others)]
        if line is None or line.state not in ("open", "upcoming", "missed", "unasked"):
            return self.hints("undo")
        if line.kind == "avoid":
            return self.hints("slip")
        return self.hints(*(("tick",) if line.kind == "check" else ("open", "tick")), "slip")

    def _entry(self) -> Entry | None:
        return self._entries[self._at] if self._at < len(self._entries) else None

    def line(self) -> Line | None:
        """The line of the agenda in focus."""
        entry = self._entry()
        return entry.line if entry else None

    # Moving

    def action_up(self) -> None:
        """The row above."""
        self._focus(self._at - 1)

    def action_down(self) -> None:
        """The row below."""
        self._focus(self._at + 1)

    def _focus(self, at: int) -> None:
        self._at = max(0, min(at, len(self._entries) - 1))
        self._said = ""
        self.show()

    def _pressed(self, index: int) -> Press:
        def press() -> None:
            if index == self._at:
                entry = self._entries[index]
                is_check = entry.does == "line" and entry.line is not None and entry.line.kind == "check"
                self.app.call_next(self.run_action, "tick" if is_check else "open")
            else:
                self._focus(index)

        return press

    # Acts

    async def record(self, *events: Event, said: str = "") -> None:
        """Save what was done, and say so."""
        self._acted = events[-1].kind in MARK_KINDS
        if await self.shell.save(*events):
            self.say(said)

    async def action_tick(self) -> None:
        """Done."""
        line = self.line()
        if line is None or line.state in ("done", "late", "kept", "slipped", "skipped"):
            return
        if line.kind == "avoid" and line.state != "unasked":
            self.say("this one is kept by doing nothing")
            return
        act = acts.keep if line.kind == "avoid" else acts.tick
        await self.record(act(line, acts.stamp(self.env)))

    def action_slip(self) -> None:
        """It didn't happen, with a word."""
        line = self.line()
        if line is not None:
            self.ask("It didn't happen", "a word about it, or just enter", self._slipped(line))

    def _slipped(self, line: Line) -> Callable[[str], object]:
        async def slip(word: str) -> None:
            await self.record(acts.slip(line, acts.stamp(self.env), note=word.strip()), said=NOTED)

        return slip

    async def action_skip(self) -> None:
        """Leave it out. An offer is put away for this visit."""
        entry, line = self._entry(), self.line()
        if entry and entry.does == "follow":
            self._put_away |= visits_over(self.agenda)
            self._list()
            self.say("left out")
        elif line is not None and line.state in ("open", "upcoming", "missed"):
            await self.record(acts.skip(line, acts.stamp(self.env)), said="left out")

    async def action_undo(self) -> None:
        """Take the last act back."""
        event = self.env.journal.last()
        if event is None:
            self.say("there is nothing to undo")
        else:
            await self.record(acts.undo(event, acts.stamp(self.env)), said="taken back")

    def action_snooze(self) -> None:
        """Put an open row off to a time inside its window."""
        line = self.line()
        if line is None or line.state != "open" or line.kind == "avoid":
            return
        closes = f", until {words.moment(line.closes, self.agenda.now, self.shell.hours)}" if line.closes else ""

        async def snooze(typed: str) -> None:
            until = self._later(line, typed)
            back = words.moment(until, self.agenda.now, self.shell.hours)
            await self.record(acts.snooze(line, until, acts.stamp(self.env)), said=f"comes back at {back}")

        self.ask("Put off until when?", f"a time{closes}", snooze, check=lambda typed: self._later(line, typed))

    def _later(self, line: Line, typed: str) -> datetime:
        from selfcare.core.typed import instant

        until = instant(typed, self.env.clock.now())
        if line.closes and until.timestamp() >= line.closes.timestamp():
            raise UsageError(
                f"it closes at {words.moment(line.closes, self.agenda.now, self.shell.hours)}; write an earlier time"
            )
        return until

    async def action_open(self) -> None:
        """Go on with what is open, answer together, start what the row stands for, or show it whole."""
        entry = self._entry()
        if entry is None:
            self.action_appointment()
        elif entry.does == "follow":
            from selfcare.core.offered import AFTERCARE

            await self.shell.do(lambda: self.env.shelf.use(AFTERCARE))
        elif entry.left is not None:
            self._ask_about(entry.left)
        elif entry.does == "ask":
            await self._ask_together()
        elif entry.episode is not None:
            if walk := walks.of_episode(self.env, entry.episode.entry):
                await self.shell.start_walk(walk)
        elif entry.does == "tell":
            await self._tell(entry.tells)
        elif walk := self._walk(entry):
            await self.shell.start_walk(walk)
        elif entry.line is not None:
            await self._show_whole(entry.line)

    def _walk(self, entry: Entry) -> Walk | None:
        """The walk that a row offers; one that was begun goes on."""
        line = entry.line
        runs = [run for run in self.agenda.runs if line is None or stands_for(run) == identity(line)]
        begun = next(filter(None, (walks.of_run(self.env, run) for run in runs)), None)
        return begun or (walks.of_line(self.env, line) if line else None)

    def _ask_about(self, left: Mark) -> None:
        """On with a practice that was interrupted, or not."""
        from selfcare.core import interrupted
        from selfcare.tui.screens import run_marks

        async def settle(choice: str) -> None:
            told = await run_marks.settle(self.shell, left, choice)
            if not told and choice == "on" and (again := interrupted.going_on(self.env, left)):
                await self.shell.start_walk(again)
                return
            self.shell.renew()
            self.say(told)

        place, now = interrupted.place(left.elapsed), self.agenda.now
        options = {"on": f"go on at {place}", "count": "count what was done", "let": "let it go"}
        if interrupted.going_on(self.env, left) is None:
            del options["on"]
        self.pick(f"{left.title}, begun {words.moment(left.started, now, self.shell.hours)}", options, settle)

    async def _show_whole(self, line: Line) -> None:
        about = [line.text, line.why, words.strength(line.strength) if line.strength else "", line.note]
        await self._tell("\n".join(part for part in about if part))

    async def _tell(self, text: str) -> None:
        from selfcare.tui.screens.sheet import Notice

        await self.app.push_screen(Notice(self.env, text))

    async def _ask_together(self) -> None:
        from selfcare.tui.screens.together import Together

        async def answered(said: dict[int, bool] | None) -> None:
            lines = self.agenda.to_ask
            events = [
                (acts.keep if kept else acts.slip)(lines[index], acts.stamp(self.env))
                for index, kept in (said or {}).items()
            ]
            if events and await self.shell.save(*events) and not all((said or {}).values()):
                self.say(NOTED)

        await self.app.push_screen(Together(self.env, [line.short for line in self.agenda.to_ask]), answered)

    # Appointments and logs

    def action_appointment(self) -> None:
        """Add one; or change the next."""
        from selfcare.tui.screens import visits

        visits.change(self)

    def action_log(self) -> None:
        """Write something down: one of the logs of the plans in use, or a built-in one."""
        every: dict[str, tuple[Log, Plan | None]] = {}
        for used in self.env.shelf.in_use():  # two plans that ask the same are one choice
            for log in used.plan.logs.values():
                every.setdefault(log.title, (log, used.plan))
        for log in self.env.shelf.logs().values():
            every.setdefault(log.title, (log, None))

        async def start(title: str) -> None:
            log, plan = every[title]
            await self.shell.start_walk(walks.ask(log, plan))

        self.pick("What would you like to write down?", {title: title for title in every}, start)

    # Sheets

    def ask(
        self, question: str, hint: str, then: Callable[[str], object], *, check: Callable[[str], object] | None = None
    ) -> None:
        """Ask a question that is answered by typing, and do something with the answer."""
        from selfcare.tui.screens.sheet import Ask

        self.app.push_screen(Ask(self.env, question, hint, check=check), self._when_given(then))

    def pick(self, question: str, options: dict[str, str], then: Callable[[str], object]) -> None:
        """Have one of these chosen, and do something with the choice."""
        from selfcare.tui.screens.sheet import Pick

        self.app.push_screen(Pick(self.env, question, options), self._when_given(then))

    def _when_given(self, then: Callable[[str], object]) -> Callable[[str | None], None]:
        def given(answer: str | None) -> None:
            if answer is not None:
                self.app.call_next(then, answer)

        return given


def _same(one: Entry, other: Entry) -> bool:
    if one.line is None or other.line is None:
        return (one.does, one.text) == (other.does, other.text) and one.line is other.line
    return identity(one.line) == identity(other.line)
