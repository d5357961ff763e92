"""What History shows: the view, range, log and number that were chosen, and what was read of the journal for them.

`screens.history` changes what is chosen and asks to read again; each reading costs what is shown and not the journal.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from selfcare.core import known, ledger, spelled, when, words
from selfcare.core.chart import past, weeks
from selfcare.core.chart.past import Measure, Past
from selfcare.core.chart.weeks import Week
from selfcare.core.event import Event
from selfcare.core.frozen import frozen
from selfcare.core.known import Answered
from selfcare.core.ledger import Entry
from selfcare.core.plan import Plan
from selfcare.core.ports import Env
from selfcare.core.question import Log, plain_number
from selfcare.tui.screens.history_list import Listing, counted
from selfcare.tui.screens.history_rows import Reader, instant

RANGES: tuple[tuple[str, int | None], ...] = (("7 d", 7), ("30 d", 30), ("90 d", 90), ("1 y", 365), ("all", None))
"""The word, and days back including today."""

View = Literal["chart", "calendar", "entries"]
VIEWS: tuple[View, ...] = ("chart", "calendar", "entries")

PRACTICE, EVERYTHING = "", "*"
"""Stand among the names of logs for what was practised, and in the list of entries for all there is."""

ANSWERED = "✓"
"""Stands for a day with an answer, where that is no number."""


@frozen
class Days:
    """A calendar: its weeks, newest first, what stands for each day, and the days with a visit and with practice."""

    weeks: Sequence[Week]
    cells: Mapping[date, str]
    visits: Collection[date]
    practised: Collection[date]


class Shown:
    """What is chosen, and what was read."""

    def __init__(self, env: Env) -> None:
        self._env = env
        self.view: View = "chart"
        self.range = 1
        self.search = ""
        self._name: str | None = None
        """The log that was chosen; None until somebody does: the latest."""
        self._everything = True
        """Whether the list of entries shows all logs."""
        self._number = 0
        self._logs: Answered | None = None
        self._has_practice = False
        self.listing = Listing(env.journal)
        self.reader = Reader(env, lambda name: None)
        self.past: Past | None = None
        self.days: Days | None = None

    # What is chosen

    @property
    def names(self) -> list[str]:
        """What can be gone through: everything, in the list; logs with entries, the latest first; then practice."""
        logs = self._logs.names if self._logs else ()
        every = [EVERYTHING] if self.view == "entries" and len(logs) + self._has_practice > 1 else []
        return [*every, *logs, *[PRACTICE] * self._has_practice]

    @property
    def name(self) -> str | None:
        """Which of them is shown; None where nothing was ever written down."""
        names = self.names
        if self._everything and EVERYTHING in names:
            return EVERYTHING
        return self._name if self._name in names else next((name for name in names if name != EVERYTHING), None)

    @property
    def log(self) -> Log | None:
        """The log that is shown, if it is one and anybody knows how it was asked."""
        return self._asked()[1]

    def _asked(self) -> tuple[Plan | None, Log | None]:
        return self._logs.of(self.name) if self._logs and self.name else (None, None)

    @property
    def measure(self) -> Measure | None:
        """The number that is charted."""
        plan, log = self._asked()
        numbers = past.charted(log) if log else []
        return Measure(log, numbers[self._number % len(numbers)], plan) if log and numbers else None

    @property
    def has_numbers(self) -> bool:
        """Whether the log has several numbers to choose from."""
        return self.log is not None and len(past.charted(self.log)) > 1

    @property
    def title(self) -> str:
        """The log's title."""
        name = self.name or PRACTICE
        if name in (EVERYTHING, PRACTICE):
            return "Everything" if name else "Practice"
        return self.log.title if self.log else words.capital(name)

    @property
    def has_range(self) -> bool:
        """Whether what is shown goes back as far as the range. A list goes back as far as one reads."""
        return self.days is not None or (self.view == "chart" and self.past is not None)

    @property
    def span(self) -> str:
        """The range in words."""
        days = RANGES[self.range][1]
        return f"the last {days} days" if days else "all days"

    def next_log(self) -> None:
        """Another log, what was practised, or everything."""
        names, name = self.names, self.name
        if name is not None:
            following = names[(names.index(name) + 1) % len(names)]
            self._everything = following == EVERYTHING
            self._name = self._name if self._everything else following
            self._number = 0

    def next_number(self) -> None:
        """Another number of the same log."""
        self._number += 1

    def this_log(self) -> None:
        """In the list, only what the chart shows."""
        self._name, self._everything = self.name, False

    # What is read

    def read(self) -> None:
        """Read what the view needs."""
        journal = self._env.journal
        self._logs = Answered(self._env)
        self._has_practice = bool(journal.events(ledger.SESSION_KINDS, newest=1))
        self.reader = Reader(self._env, self._logs.log)
        measure = self.measure if self.view != "entries" else None
        self.past = past.read(self._env, measure, RANGES[self.range][1]) if measure else None
        self.days = self._read_days() if self.view == "calendar" else None
        self._open_list()

    def _open_list(self) -> None:
        search = self.search if self.view == "entries" else ""
        if self.name == EVERYTHING:
            self.listing.open((*ledger.ENTRY_KINDS, *ledger.SESSION_KINDS), (), search)
        elif not self.name:
            self.listing.open(ledger.SESSION_KINDS, (), search)
        else:
            self.listing.open(ledger.ENTRY_KINDS, self._paths(self.name), search)

    def _paths(self, name: str) -> tuple[str, ...]:
        return known.paths(self.log) if self.log else (f"log.{name}",)

    def _read_days(self) -> Days:
        read = self.past
        if read is not None:
            chart = read.chart
            cells = {each.day: plain_number(round(each.median, 1)) for each in chart.days}
            return Days(weeks.weeks(chart.first, chart.last), cells, chart.visits, chart.practised)
        now = self._env.clock.now()
        last, days = now.date(), RANGES[self.range][1]
        since = when.local(last - timedelta(days=days - 1), time(), now.tzinfo or UTC) if days else None
        events = self._days_of(since)
        first = since.date() if since else min((event.day for event in events if event.day <= last), default=last)
        cells = {event.day: ANSWERED for event in events} if self.name else {}
        visits = [day for day in past.visit_days(self._env) if first <= day <= last]
        return Days(weeks.weeks(first, last), cells, visits, past.practice_days(self._env, first))

    def _days_of(self, since: datetime | None) -> list[Event]:
        """The entries of the log, or the practices, whose days are shown; since None all of them."""
        journal = self._env.journal
        if not self.name:
            return journal.events(ledger.SESSION_KINDS, since=since)
        found = (journal.events(ledger.ENTRY_KINDS, path=path, since=since) for path in self._paths(self.name))
        return [event for events in found for event in events]

    def entry(self, at: int) -> Entry | None:
        """The entry in that row of the list, if it is one."""
        record = self.listing.rows[at] if at < len(self.listing.rows) else None
        return record if isinstance(record, Entry) else None

    def index_of(self, week: Week) -> int:
        """The row of the newest entry of a week, or of the weeks before it."""
        after, index = week.monday + timedelta(days=7), 0
        while True:
            self.listing.reach(index)
            if index >= len(self.listing.rows):
                return max(0, index - 1)
            if instant(self.listing.rows[index]).date() < after:
                return index
            index += 1

    def told_of_list(self) -> str:
        """What the list holds; of choices and of yes and no how often each was chosen lately."""
        listed, log = self.listing, self.log
        if not listed.rows:
            return "nothing found; / searches again" if self.search else "nothing written down yet"
        if log is not None and (told := counted(listed.rows, log.fields)):
            return told
        if not listed.is_whole:
            return "newest first; older ones come as you go down"
        noun = "session" if self.name == PRACTICE else "entry"
        return f"{spelled.counted(len(listed.rows), noun)}, newest first"

    def told_of_week(self, week: Week, today: date, room: int) -> str:
        """`week of 30 Nov: median 4 on 5 of 7 days`; in few columns `30 Nov: median 4 (5 of 7 days)`."""
        found = {each.day: each for each in self.past.chart.days} if self.past else {}
        days = self.days
        practised, visits = (days.practised, days.visits) if days else ((), ())
        whole = f"week of {week.label(today)}: {weeks.told(week, found, practised, visits)}"
        if len(whole) <= room:
            return whole
        return f"{week.label(today)}: {weeks.told(week, found, practised, visits, brief=True)}"
