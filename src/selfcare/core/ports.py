"""What the shells are handed: the world behind protocols. `cli` composes an `Env`; the faces see nothing else."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from selfcare.core.breath import Pattern
from selfcare.core.event import Event, Order
from selfcare.core.frozen import frozen
from selfcare.core.hours import Hours
from selfcare.core.plan import Plan
from selfcare.core.question import Field, Log, Value
from selfcare.core.sitting import Sitting

if TYPE_CHECKING:  # only what a practice needs
    from selfcare.core.ledger import Run
    from selfcare.core.mark import Mark
    from selfcare.core.report.page import Page
    from selfcare.core.script import Tone
    from selfcare.core.trend import DayMedian


class Clock(Protocol):
    """Two clocks: one for when it was, one for how far we are."""

    def now(self) -> datetime:
        """Aware, in the person's zone (a `ZoneInfo`)."""

    def monotonic(self) -> float:
        """Seconds that only grow."""


class Journal(Protocol):
    """Events in, events out. `append` returns after the commit; if it raises `StorageError`, nothing was written."""

    device: str
    """This device's id, for new events."""

    @property
    def sequence(self) -> int:
        """Grows with every write, by whichever process. Goes back where a copy was restored or what came last was
        forgotten: a mark of how high it was would be a trace.
        """

    def new_id(self) -> str:
        """A fresh UUIDv7."""

    def append(self, *events: Event) -> None:
        """All or none. An event whose id is already there changes nothing."""

    def events(
        self,
        kinds: Collection[str] = (),
        *,
        plan: str | None = None,
        path: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        newest: int | None = None,
        before: Event | None = None,
        search: str = "",
        by: Order = "answered",
    ) -> list[Event]:
        """Live events, by the instant that `by` says, then id. `kinds` empty: all. `since` and `until` bound what an
        event is about (`since <= about < until`). `newest`: only the last so many, still in order. `before`: only what
        comes before that one, so that a list can be read page by page. `search`: only those in whose note or answers,
        as the journal keeps them, each of its words stands, in small letters or capitals.
        """

    def days(
        self,
        log: Log,
        field: Field,
        *,
        since: date | None = None,
        until: date | None = None,
        first: int | None = None,
    ) -> list[DayMedian]:
        """The local days with a number for a question of a log, in order, `since` and `until` included; of those the
        `first` so many. Its cost follows the days that are asked for, not the journal. Knows earlier names (`was`).
        """

    def logs(self) -> tuple[str, ...]:
        """The names of logs with an entry that stands, the latest answered first."""

    def find(self, ending: str) -> Event:
        """The live event whose id ends so (six characters or more). Raises `NotFoundError`."""

    def last(self) -> Event | None:
        """This device's last live event that a person would call an act (not `plan.kept`, not `undone`)."""

    def closure(self, hash: str) -> Mapping[str, str]:
        """The files of a kept plan version: name to text, the root first. Raises `NotFoundError`."""

    def tidy(self) -> None:
        """Make the copy of the day if one is due; for after "saved" was said. Raises `StorageError`."""

    def save_draft(self, key: str, text: str) -> None:
        """Keep a half-typed answer; an empty text drops it."""

    def drafts(self) -> Mapping[str, str]:
        """Half-typed answers, by key."""


@frozen
class InUse:
    """A plan that is followed, compiled with the person's choices."""

    plan: Plan
    since: datetime


@frozen
class Listed:
    """A plan of the library, or one in use, in a line."""

    id: str
    title: str
    summary: str
    version: str
    author: str
    origin: str
    """"library" or "yours"."""
    in_use: bool


class Shelf(Protocol):
    """Plans: the library, and those in use."""

    def in_use(self) -> Sequence[InUse]:
        """In the order they were taken up. A plan that can no longer be read is left out and named by `troubles`."""

    def troubles(self) -> Sequence[str]:
        """Sentences about plans in use that cannot be opened."""

    def listed(self) -> Sequence[Listed]:
        """The library, then other plans in use."""

    def open(self, name: str) -> Plan:
        """A plan in use, of the library, or a file's path. Raises `NotFoundError`, `PlanError`, `StorageError`."""

    def version(self, closure: str) -> Plan | None:
        """A version of a plan that was kept (the hash of its closure); None if there is none that can be read. What was
        recorded under it is read with its words and scales, whatever newer versions say."""

    def use(self, name: str, *, replace: bool = False) -> Plan:
        """Take a plan into use (or the changed file of one in use): its closure is kept in the journal. With `replace`
        even where another author's plan has the same id; without it that raises `UsageError`."""

    def walked(self, run: Run) -> Plan | None:
        """The plan of a walk, as it was when that began, also where it is not followed. None where it was dropped
        since, or cannot be opened any more."""

    def keep(self, plan: Plan) -> None:
        """Keep the closure of an opened plan without following it: what is recorded under it stays readable."""

    def drop(self, plan_id: str) -> None:
        """Stop following a plan. What was recorded stays."""

    def choose(self, plan_id: str, setting: str, value: Value) -> None:
        """Change a setting of a plan in use; with an empty `plan_id` a caution or the region. Raises `UsageError`."""

    def cautions(self) -> Mapping[str, Value]:
        """What was said about cautions (`pregnant`, `heart`, `lung`, `seizure`, `panic`, `eye`) and the `region`."""

    def patterns(self) -> Mapping[str, Pattern]:
        """Breathing patterns of the library, one's own, then of the plans in use; the first of a name stands."""

    def kept_patterns(self) -> Mapping[str, Pattern]:
        """One's own breathing patterns, by name."""

    def keep_pattern(self, pattern: Pattern) -> None:
        """Keep a pattern of one's own under its name, in place of an earlier one of that name. Raises `UsageError` for
        a name that the library has."""

    def drop_pattern(self, name: str) -> None:
        """Offer a pattern of one's own no more. Raises `NotFoundError`."""

    def sittings(self) -> Mapping[str, Sitting]:
        """Sittings of the library, then of the plans in use."""

    def logs(self) -> Mapping[str, Log]:
        """The built-in logs, for whom no plan asks: `pain`, `stress`, `sleep` …"""


class Sound(Protocol):
    """Tones. Never blocks, never writes to the screen's terminal except the terminal's own bell, never raises."""

    def prepare(self, tones: Collection[Tone]) -> None:
        """These will be asked for: what has to be made first is made in the background."""

    def play(self, tone: Tone) -> None:
        """Begin this tone now."""

    def hush(self) -> None:
        """End what sounds, fading: time stands still, or it is over."""


class Marks(Protocol):
    """The practices under way on this machine, one for each process, kept outside the journal while time passes. Never
    raises: where nothing can be kept, a practice is not protected and goes on."""

    @property
    def is_kept(self) -> bool:
        """Whether this process has a mark that would outlive it."""

    def take(self, mark: Mark) -> Mark | None:
        """Keep this one, in place of what this process kept before. Gives the practice that another living process is
        in the middle of, if one is: both are kept."""

    def beat(
        self, elapsed: float, pauses: int = 0, gaps: int = 0, late: Sequence[float] = (), *, lasting: bool = False
    ) -> None:
        """So many seconds are behind, and signs came so `late`: all of this practice, of which new ones are added.
        Cheap: once a second. `lasting`, whenever time is made to stand: it also outlives a power cut."""

    def let_go(self) -> None:
        """It is over and recorded: nothing is left behind. What was never let go of is offered again."""

    def left(self) -> Sequence[Mark]:
        """What processes that are gone left behind, with how far they came; the latest first."""

    def living(self) -> Sequence[Mark]:
        """What other living processes hold; also walks with no practice in hand (`total` is 0)."""

    def claim(self, mark: Mark) -> bool:
        """What was left is seen to here: until it is dropped or waived, or this process ends, nobody else can. False:
        somebody else does, or did."""

    def waive(self) -> None:
        """What was claimed and not dropped is offered to everybody again."""

    def drop(self, mark: Mark) -> None:
        """What was left is gone on with, counted or let go: it is offered no more."""


class Preferences(Protocol):
    """Preferences of this device: theme, sound, motion, glyphs, shape, keys, hours. Values are TOML values."""

    def get(self, key: str) -> str:
        """The choice, else the default, as a word."""

    @property
    def hours(self) -> Hours:
        """How times are written: the choice, else the habit of the locale."""

    def set(self, key: str, value: str) -> None:
        """Raises `UsageError` for a word that is not offered, `StorageError` if it cannot be kept."""


class Glance(Protocol):
    """The picture of Today that the next start shows at once."""

    def refresh(self, picture: Sequence[str] = (), columns: int = 0, rows: int = 0) -> None:
        """Write the glance file anew: the agenda's next transitions, and the picture if one is given. Never raises."""


class Papers(Protocol):
    """The page for the practitioner as it leaves: seen as text, written as a file that only its owner can read."""

    def text(self, page: Page, width: int = 80) -> Sequence[str]:
        """Its lines, at most 80 columns by 60; told narrowly, in more lines, where there are fewer columns."""

    def write(self, page: Page, name: str) -> str:
        """Write it to a file, in the form that the ending of its name says (`.html`, `.md`, `.json`, else text).
        Gives the whole path. Raises `UsageError` where there is a file already or no name, `StorageError`."""


@frozen
class Env:
    """Everything a shell may touch."""

    clock: Clock
    journal: Journal
    shelf: Shelf
    sound: Sound
    preferences: Preferences
    glance: Glance
    marks: Marks
    papers: Papers
