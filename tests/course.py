"""A realistic course of eight weeks, recorded by the acts that the app itself records: what a report has to tell.

Nothing in it is luck: what a day was like follows from its number. There are days without an entry, a visit that was
moved and one that was cancelled, slips, side effects after a visit, a fever, medicines, ratings before and after
practice, notes, and a second device that nobody needs to know of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from selfcare import planfile
from selfcare.core import acts, agenda, ledger, trail, walk
from selfcare.core.acts import Stamp
from selfcare.core.ledger import Appointment
from selfcare.core.line import Line
from selfcare.core.plan import Breathe, Meditate, Plan, Rest
from selfcare.core.ports import Env
from selfcare.core.question import Log, Value
from selfcare.core.walk import Answered, Begun, State, StepDone
from selfcare.journal.memory import MemoryJournal
from tests.planfile.payloads import HOSTILE
from tests.tui.fakes import FakeClock, FakeGlance, FakeMarks, FakePapers, FakePreferences, FakeShelf, FakeSound

PARIS = ZoneInfo("Europe/Paris")
PLAN = Path(__file__).parent / "share/reports/back-pain.toml"
"""The plan of most of them."""

FIRST_DAY = date(2026, 9, 7)
"""A Monday. Eight days of entries come before the first visit."""
DAYS = 58
"""The last is the Tuesday of the ninth week, before the evening log: the day before the eighth visit."""
VISITS = 8

UNANSWERED = frozenset({5, 13, 14, 20, 27, 33, 34, 35, 47})
"""Days, counted from the first, on which the evening log was not filled in."""
NOT_CALM = frozenset({0, 3, 4, 9, 13, 14, 16, 20, 23, 27, 30, 33, 34, 35, 37, 41, 44, 47, 51})
"""Days without the ten minutes."""
PAIN = (6, 7, 6, 6, 7, 6, 7, 7, 6, 5, 6, 6, 5, 6, 6, 6, 5, 5, 6, 5, 5, 6, 5, 5, 4, 8, 7, 5, 5, 4)
LATER = (5, 4, 5, 4, 4, 5, 4, 4, 3, 4, 4, 5, 4, 4, 3, 4, 4, 3, 4, 4, 3, 4, 3, 4, 4, 3, 4, 4)
SLEEP = (4, 3, 5, 4, 4, 5, 4)


def read(path: Path) -> Plan:
    """A plan of the tests, which has no problems."""
    found = planfile.check(path).plan
    assert found is not None
    return found


class Course:
    """A person with a plan, on a clock that goes from act to act."""

    def __init__(self, followed: Plan | None = None, starts: date = FIRST_DAY) -> None:
        self.plan = followed or read(PLAN)
        self.starts = starts
        self.clock = FakeClock(self.on(0, 7))
        self.journal = MemoryJournal(self.clock.now)
        logs = {name: log for name, log in planfile.built_in_logs().items() if name in ("pain", "stress", "sleep")}
        self.shelf = FakeShelf(used=[self.plan], kept=[self.plan], since=self.clock.now(), built_in=logs)
        self.env = Env(
            self.clock,
            self.journal,
            self.shelf,
            FakeSound(),
            FakePreferences(),
            FakeGlance(),
            FakeMarks(),
            FakePapers(),
        )
        self.journal.append(acts.use_plan(self.plan, self._stamp()))

    # when

    def on(self, day: int, hour: int, minute: int = 0) -> datetime:
        """A clock time of a day of the course, counted from 0."""
        return datetime.combine(self.starts + timedelta(days=day), time(hour, minute), PARIS)

    def at(self, day: int, hour: int, minute: int = 0) -> None:
        """Time goes on to there."""
        self.clock.instant = self.on(day, hour, minute)

    # acts

    def log(self, name: str, values: Mapping[str, Value], note: str = "", occurrence: str = "") -> None:
        """An entry, now."""
        log: Log = self.plan.logs.get(name) or self.shelf.built_in[name]
        asks = self.plan if name in self.plan.logs else None
        day = self.clock.now().date().isoformat() if log.per == "day" else ""
        made = acts.record_entry(name, values, self._stamp(), plan=asks, occurrence=occurrence or day, note=note)
        self.journal.append(made)

    def walk(self, routine: str, before: int, after: int) -> None:
        """A routine from its first step to its last, rated before and after."""
        state = walk.begin(
            self.plan, self.plan.routines[routine], self.clock.now(), occurrence=self.clock.now().date().isoformat()
        )
        state = self._step(state, Begun())
        ratings = [before, after]
        while (stop := walk.current(state)) is not None:
            if asked := walk.question(state):
                state = walk.step(state, Answered(asked.name, ratings.pop(0)))
            elif isinstance(stop.action, Breathe | Meditate | Rest):
                begun = self.clock.now()
                self.clock.advance(300)
                state = self._step(state, StepDone(seconds=300.0, started=begun))
            else:
                state = self._step(state, StepDone())

    def line(self, path: str) -> Line:
        """A line of today's agenda."""
        return next(each for each in agenda.read(self.env).lines if each.path == path)

    def tick(self, path: str) -> None:
        """An item is done."""
        self.journal.append(acts.tick(self.line(path), self._stamp()))

    def keep(self, path: str) -> None:
        """It was left out."""
        self.journal.append(acts.keep(self.line(path), self._stamp()))

    def slip(self, path: str, meant: datetime, note: str) -> None:
        """It was not left out."""
        self.journal.append(acts.slip(self.line(path), self._stamp(), meant, note))

    def appoint(self, day: int, hour: int, number: int) -> None:
        """A visit of the course."""
        made = acts.make_appointment(
            self.on(day, hour, 30), self._stamp(), plan=self.plan.id, course="the-course", number=number
        )
        self.journal.append(made)

    def visit(self, number: int) -> Appointment:
        """A visit, by its number."""
        every = ledger.appointments(self.journal.events(ledger.APPOINTMENT_KINDS))
        return next(each for each in every if each.number == number)

    def move(self, number: int, starts: datetime) -> None:
        """A visit goes to another time."""
        self.journal.append(acts.move(self.visit(number), starts, self._stamp()))

    def cancel(self, number: int) -> None:
        """A visit will not take place."""
        self.journal.append(acts.cancel(self.visit(number), self._stamp()))

    def finish(self, number: int) -> None:
        """A visit took place."""
        self.journal.append(acts.finish(self.visit(number), self._stamp()))

    def _step(self, state: State, event: Begun | StepDone) -> State:
        after, saved = trail.advance(state, event, self._stamp)
        self.journal.append(*saved)
        return after

    def _stamp(self) -> Stamp:
        return Stamp(self.journal.new_id(), self.journal.device, self.clock.now())


def eight_weeks(days: int = DAYS) -> Course:
    """The whole of it, as it stands on the evening before the eighth visit; or as far as it had come after `days`."""
    course = Course()
    for number in range(1, VISITS + 1):
        course.appoint(VISIT_DAY[number], 14, number)
    for day in range(days):
        _morning(course, day)
        _around_the_visit(course, day)
        _evening(course, day)
    course.at(days - 1, 18 if days == DAYS else 21)
    return course


def three_years() -> Course:
    """An evening log on most days of three years, and a visit every third week."""
    course = Course(starts=date(2023, 11, 6))
    for number in range(1, 53):
        course.appoint(21 * number - 7, 14, number)
    for day in range(1093):
        for number in [(day + 7) // 21] if day % 21 == 14 else []:
            course.at(day, 15, 40)
            course.finish(number)
        if day % 5 and day % 97 > 12:
            course.at(day, 20, 4)
            pain = max(1, 7 - day // 250 + (day % 3) - (day % 7 == 4))
            note = "a bad day" if day % 211 == 7 else ""
            course.log("day", {"pain": pain, "sleep": 4 + day // 400, "medicine": day % 6 == 1}, note)
    course.at(1092, 21)
    return course


def nothing() -> Course:
    """The plan was taken up three days ago."""
    course = Course()
    course.at(2, 21)
    return course


def two_entries() -> Course:
    """Two evenings."""
    course = Course()
    course.at(0, 20, 4)
    course.log("day", {"pain": 6, "sleep": 4, "medicine": True})
    course.at(2, 20, 4)
    course.log("day", {"pain": 5, "sleep": 5, "medicine": False}, "a long drive")
    course.at(2, 21)
    return course


def hostile() -> Course:
    """Two weeks of entries by somebody who tries everything."""
    course = Course()
    course.appoint(9, 14, 1)
    for day, payload in enumerate(HOSTILE):
        course.at(day, 20, 4)
        course.log("day", {"pain": day % 10, "sleep": 4, "changed": payload}, payload)
    course.at(len(HOSTILE) - 1, 21)
    return course


def right_to_left() -> Course:
    """Four weeks in Hebrew."""
    course = Course(read(PLAN.with_name("right-to-left.toml")))
    for day in range(28):
        if day % 6 != 4:
            course.at(day, 20, 4)
            pain = 6 - day // 9
            note = "הרמתי ארגז, גרוע יותר 2 ימים" if day == 12 else ""
            course.log("yom", {"keev": pain, "shena": 4 + day // 14, "trufa": day % 3 == 0}, note)
    course.at(27, 21)
    return course


def higher_is_better() -> Course:
    """Sleep that got worse: the number falls, and that is no improvement."""
    course = Course(read(PLAN.with_name("sleep.toml")))
    for day in range(28):
        if day % 7 != 3:
            course.at(day, 7, 30)
            course.log("night", {"rested": 7 - day // 9, "hours": 7.5 - day // 10 * 0.5})
    course.at(27, 21)
    return course


CASES: Mapping[str, Callable[[], Course]] = {
    "nothing": nothing,
    "two-entries": two_entries,
    "month": lambda: eight_weeks(30),
    "eight-weeks": eight_weeks,
    "three-years": three_years,
    "hostile": hostile,
    "right-to-left": right_to_left,
    "higher-is-better": higher_is_better,
}
"""What a page is kept of, to be read after each change of wording."""


VISIT_DAY = {number: 9 + 7 * (number - 1) for number in range(1, VISITS + 1)}
"""Each a Wednesday; the third is moved by a day, the fifth cancelled."""
KEPT = {1: 9, 2: 16, 3: 24, 4: 30, 6: 44, 7: 51}
"""When those that took place took place."""


def _morning(course: Course, day: int) -> None:
    if day in NOT_CALM:
        return
    course.at(day, 8, 2)
    before = 6 if day < 20 else 5
    course.walk("calm", before, before - (2 if day % 3 else 1))


def _around_the_visit(course: Course, day: int) -> None:
    if day == 22:
        course.at(day, 12, 10)
        course.move(3, course.on(KEPT[3], 16, 0))
    if day == 36:
        course.at(day, 9, 30)
        course.cancel(5)
    for number, on in KEPT.items():
        if on == day:
            _visit(course, number, day)
        if on + 1 == day:
            _next_day(course, number, day)


def _visit(course: Course, number: int, day: int) -> None:
    hour = course.visit(number).starts.hour
    course.at(day, 9, 0)
    course.tick("checklist.prep.medicines")
    if number != 4:
        course.at(day, hour - 1, 10)
        course.tick("checklist.prep.meal")
    course.at(day, hour - 1, 50)
    course.log("pain", {"level": _pain(day)})
    course.at(day, hour + 1, 45)
    course.finish(number)
    course.keep("checklist.prep.alcohol")
    if number == 2:
        course.slip("checklist.prep.caffeine", course.on(day, hour - 1, 20), "an espresso, I forgot")
    else:
        course.keep("checklist.prep.caffeine")
    course.log("pain", {"level": max(2, _pain(day) - (1 if number != 6 else 0))})


EFFECTS: Mapping[int, tuple[tuple[str, ...], bool]] = {
    1: (("tired",), False),
    2: (("bruise", "sore"), False),
    3: (("none",), False),
    4: (("fever",), True),
    6: (("sore",), False),
    7: (("none",), False),
}
"""What was noticed the day after each visit, and whether care was needed for it."""


def _next_day(course: Course, number: int, day: int) -> None:
    course.at(day, 12, 30)
    effects, cared = EFFECTS[number]
    values: dict[str, Value] = {"effects": effects}
    if effects != ("none",):
        values["needed-care"] = cared
    course.log("after-session", values, occurrence=course.visit(number).id)


NOTES = {
    2: "slept badly, a new mattress",
    25: "lifted a box of books, worse for two days",
    31: "doctor looked at the red spot, cream for five days",
    40: "walked to the market and back for the first time since spring",
    46: "visitors for a week, no quiet",
    53: "stiff after the train, gone by noon",
    55: "slept through",
}


def _evening(course: Course, day: int) -> None:
    if day == DAYS - 1:
        return
    if course.on(day, 0).weekday() == 6:
        course.at(day, 19, 0)
        week = day // 7
        course.log("way", {"tasks": (8, 7, 7, 6, 6, 6, 5, 5)[week]})
        if week in (0, 2, 4, 6, 7):
            course.log("goal", {"goal": "Carry my shopping home", "hard": (8, 8, 7, 7, 6, 6, 6, 5)[week]})
    if day in UNANSWERED:
        return
    course.at(day, 20, 4)
    values: dict[str, Value] = {"pain": _pain(day), "sleep": _sleep(day), "medicine": _pain(day) >= 6 or day % 9 == 0}
    if day == 18:
        values["changed"] = "doctor halved the naproxen, from 500 to 250 mg"
    course.log("day", values, NOTES.get(day, ""))


def _pain(day: int) -> int:
    return (*PAIN, *LATER)[day]


def _sleep(day: int) -> int:
    return SLEEP[day % 7] + (1 if day > 30 else 0)
