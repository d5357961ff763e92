"""A world in memory behind the ports, so that a screen opens in three lines."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from selfcare.core.breath import Pattern
from selfcare.core.event import NOT_ACTS, Event
from selfcare.core.frozen import replace
from selfcare.core.hours import Hours, choose
from selfcare.core.ledger import Run
from selfcare.core.liveness import Link, ended
from selfcare.core.mark import Mark
from selfcare.core.plan import Plan
from selfcare.core.ports import Env, InUse, Listed
from selfcare.core.preferences import PREFERENCES
from selfcare.core.question import Log, Value
from selfcare.core.report.page import Page
from selfcare.core.script import Tone
from selfcare.core.sitting import Sitting
from selfcare.errors import NotFoundError, SelfcareError, StorageError
from selfcare.journal.memory import Views
from selfcare.share import report_text

ZONE = ZoneInfo("America/Los_Angeles")
MORNING = datetime(2026, 12, 3, 10, 42, tzinfo=ZONE)
"""Thursday 3 December, 10:42: the moment of the pictures."""


@dataclass
class FakeClock:
    """Stands still until it is told to move."""

    instant: datetime = MORNING
    elapsed: float = 1000.0

    def now(self) -> datetime:
        return self.instant

    def monotonic(self) -> float:
        return self.elapsed

    def advance(self, seconds: float) -> None:
        self.elapsed += seconds
        self.instant = (self.instant.astimezone(ZoneInfo("UTC")) + timedelta(seconds=seconds)).astimezone(
            self.instant.tzinfo
        )


@dataclass
class FakeJournal(Views):
    """Events in a list. `fault` is raised by the next `append`s until it is taken away."""

    device: str = "device-a"
    rows: dict[str, Event] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    fault: SelfcareError | None = None
    count: int = 0

    @property
    def sequence(self) -> int:
        return len(self.rows)

    def new_id(self) -> str:
        self.count += 1
        return f"0190aaaa-0000-7000-8000-{self.count:012x}"

    def append(self, *events: Event) -> None:
        if self.fault is not None:
            raise self.fault
        for event in events:
            self.rows.setdefault(event.id, event)

    def _standing(self) -> list[Event]:
        over = ended(Link(event.id, event.kind, event.supersedes) for event in self.rows.values())
        standing = [event for event in self.rows.values() if event.id not in over]
        return sorted(standing, key=lambda event: (event.answered.timestamp(), event.id))

    def find(self, ending: str) -> Event:
        for event in self.events():
            if event.id.endswith(ending):
                return event
        raise NotFoundError("there is no such entry")

    def last(self) -> Event | None:
        return next((event for event in reversed(self._standing()) if event.kind not in NOT_ACTS), None)

    def closure(self, hash: str) -> Mapping[str, str]:  # noqa: A002
        raise NotFoundError("there is no such plan version")

    def tidy(self) -> None:
        pass

    def save_draft(self, key: str, text: str) -> None:
        self.kept[key] = text

    def drafts(self) -> Mapping[str, str]:
        return self.kept

    @property
    def kinds(self) -> list[str]:
        """What was appended, in order."""
        return [event.kind for event in self.rows.values()]


@dataclass
class FakeShelf:
    """Plans in two lists: the library, and those in use."""

    library: list[Plan] = field(default_factory=list)
    used: list[Plan] = field(default_factory=list)
    kept: list[Plan] = field(default_factory=list)
    since: datetime = MORNING - timedelta(days=2)
    said: dict[str, Value] = field(default_factory=dict)
    breaths: dict[str, Pattern] = field(default_factory=dict)
    sits: dict[str, Sitting] = field(default_factory=dict)
    kept_breaths: dict[str, Pattern] = field(default_factory=dict)
    built_in: dict[str, Log] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def in_use(self) -> Sequence[InUse]:
        return [InUse(plan, self.since) for plan in self.used]

    def troubles(self) -> Sequence[str]:
        return self.broken

    def listed(self) -> Sequence[Listed]:
        used = {plan.id for plan in self.used}
        every = {plan.id: plan for plan in (*self.library, *self.used)}
        return [
            Listed(plan.id, plan.title, plan.summary, plan.version, plan.author, "library", plan.id in used)
            for plan in every.values()
        ]

    def open(self, name: str) -> Plan:
        for plan in (*self.used, *self.library):
            if plan.id == name:
                return plan
        raise NotFoundError(f"there is no plan “{name}”")

    def version(self, closure: str) -> Plan | None:
        return next(
            (plan for plan in (*self.kept, *self.used, *self.library) if closure and plan.hash == closure), None
        )

    def use(self, name: str, *, replace: bool = False) -> Plan:
        plan = self.open(name)
        if plan not in self.used:
            self.used.append(plan)
        return plan

    def walked(self, run: Run) -> Plan | None:
        return next((plan for plan in self.kept if plan.id == run.plan), None)

    def keep(self, plan: Plan) -> None:
        if plan not in self.kept:
            self.kept.append(plan)

    def drop(self, plan_id: str) -> None:
        self.used = [plan for plan in self.used if plan.id != plan_id]

    def choose(self, plan_id: str, setting: str, value: Value) -> None:
        if not plan_id:
            self.said[setting] = value
            return
        self.used = [_with_choice(plan, setting, value) if plan.id == plan_id else plan for plan in self.used]

    def cautions(self) -> Mapping[str, Value]:
        return self.said

    def patterns(self) -> Mapping[str, Pattern]:
        return {**self.breaths, **self.kept_breaths}

    def kept_patterns(self) -> Mapping[str, Pattern]:
        return self.kept_breaths

    def keep_pattern(self, pattern: Pattern) -> None:
        self.kept_breaths[pattern.name] = pattern

    def drop_pattern(self, name: str) -> None:
        del self.kept_breaths[name]

    def sittings(self) -> Mapping[str, Sitting]:
        return self.sits

    def logs(self) -> Mapping[str, Log]:
        return self.built_in


def _with_choice(plan: Plan, name: str, value: Value) -> Plan:
    settings = {**plan.settings, name: replace(plan.settings[name], value=value)}
    return replace(plan, settings=settings)


@dataclass
class FakeSound:
    """Keeps what was played."""

    tones: list[Tone] = field(default_factory=list)
    prepared: set[Tone] = field(default_factory=set)
    hushed: int = 0

    def prepare(self, tones: Collection[Tone]) -> None:
        self.prepared.update(tones)

    def play(self, tone: Tone) -> None:
        self.tones.append(tone)

    def hush(self) -> None:
        self.hushed += 1

    @property
    def bells(self) -> int:
        """How many bells were struck."""
        return sum(tone.kind == "bell" for tone in self.tones)


@dataclass
class FakeMarks:
    """The marks of this machine."""

    held: Mark | None = None
    kept: list[Mark] = field(default_factory=list)
    """What processes that are gone left behind."""
    others: list[Mark] = field(default_factory=list)
    """What other living processes are in the middle of."""
    beats: list[float] = field(default_factory=list)
    lasting: int = 0
    claimed: list[Mark] = field(default_factory=list)
    elsewhere: list[Mark] = field(default_factory=list)
    """What other processes have claimed, though it was still offered here."""

    @property
    def is_kept(self) -> bool:
        return self.held is not None

    def take(self, mark: Mark) -> Mark | None:
        self.held = mark
        return next((each for each in self.others if each.total > 0), None)

    def beat(
        self, elapsed: float, pauses: int = 0, gaps: int = 0, late: Sequence[float] = (), *, lasting: bool = False
    ) -> None:
        self.beats.append(elapsed)
        self.lasting += lasting
        if self.held is not None:
            known = self.held.late
            self.held = replace(
                self.held, elapsed=elapsed, pauses=pauses, gaps=gaps, late=(*known, *late[len(known) :])
            )

    def let_go(self) -> None:
        self.held = None

    def left(self) -> Sequence[Mark]:
        return self.kept

    def living(self) -> Sequence[Mark]:
        return self.others

    def claim(self, mark: Mark) -> bool:
        if mark in self.elsewhere or mark not in self.kept:
            return False
        self.claimed.append(mark)
        return True

    def waive(self) -> None:
        self.claimed = []

    def drop(self, mark: Mark) -> None:
        self.claimed = [each for each in self.claimed if each != mark]
        self.kept = [each for each in self.kept if each != mark]

    def dies(self) -> None:
        """The process is killed: what it held is left behind."""
        if self.held is not None and self.held.total > 0:
            self.kept.append(self.held)
        self.held = None


@dataclass
class FakePreferences:
    """Words in a dictionary."""

    words: dict[str, str] = field(default_factory=lambda: {"glyphs": "full", "theme": "dark", "hours": "24"})
    fault: StorageError | None = None

    def get(self, key: str) -> str:
        return self.words.get(key) or next(each.default for each in PREFERENCES if each.key == key)

    @property
    def hours(self) -> Hours:
        return choose(self.get("hours"), "")

    def set(self, key: str, value: str) -> None:
        if self.fault is not None:
            raise self.fault
        self.words[key] = value


@dataclass
class FakeGlance:
    """Keeps the last picture."""

    picture: Sequence[str] = ()
    written: int = 0

    def refresh(self, picture: Sequence[str] = (), columns: int = 0, rows: int = 0) -> None:
        self.picture = picture
        self.written += 1


@dataclass
class FakePapers:
    """The page as text; what was written by name. `fault` is raised by the next `write`s."""

    written: dict[str, Page] = field(default_factory=dict)
    fault: SelfcareError | None = None

    def text(self, page: Page, width: int = 80) -> Sequence[str]:
        return report_text.lines(page, width=width)

    def write(self, page: Page, name: str) -> str:
        if self.fault is not None:
            raise self.fault
        self.written[name] = page
        return f"/home/somebody/{name}"


@dataclass
class World:
    """The parts of an `Env`, each to be looked at or changed."""

    clock: FakeClock = field(default_factory=FakeClock)
    journal: FakeJournal = field(default_factory=FakeJournal)
    shelf: FakeShelf = field(default_factory=FakeShelf)
    sound: FakeSound = field(default_factory=FakeSound)
    preferences: FakePreferences = field(default_factory=FakePreferences)
    glance: FakeGlance = field(default_factory=FakeGlance)
    marks: FakeMarks = field(default_factory=FakeMarks)
    papers: FakePapers = field(default_factory=FakePapers)

    @property
    def env(self) -> Env:
        return Env(
            self.clock,
            self.journal,
            self.shelf,
            self.sound,
            self.preferences,
            self.glance,
            self.marks,
            self.papers,
        )
