"""A world for `plan preview` that is kept nowhere: a journal in memory, a shelf with one plan, no sound, no files.

The only thing it reads is the plan's file, with those it is made of; it writes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from selfcare.cli.compiled import CompiledPlans
from selfcare.cli.papers import NoPapers
from selfcare.cli.preferences import FilePreferences
from selfcare.cli.shelf import JournalShelf
from selfcare.core import acts
from selfcare.core.acts import Stamp
from selfcare.core.frozen import replace
from selfcare.core.occasions import has_visits
from selfcare.core.ports import Env, InUse, Listed
from selfcare.journal.memory import MemoryJournal

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfcare.core.event import Event
    from selfcare.core.mark import Mark
    from selfcare.core.plan import Plan
    from selfcare.core.preview import Stretch
    from selfcare.core.question import Value
    from selfcare.core.script import Tone
    from selfcare.planfile.closure import Closure


class TravellingClock:
    """Implements `preview.Travelling`: runs on from where it was set, by a clock that only grows."""

    def __init__(self, instant: datetime, monotonic: Callable[[], float]) -> None:
        self.monotonic = monotonic
        self._zone: tzinfo = instant.tzinfo or UTC
        self.to(instant)

    def to(self, instant: datetime) -> None:
        """Be at this instant."""
        self._set, self._since = instant.astimezone(UTC), self.monotonic()

    def now(self) -> datetime:
        """Aware, in the zone it was begun with."""
        return (self._set + timedelta(seconds=self.monotonic() - self._since)).astimezone(self._zone)


class Forgetful(CompiledPlans):
    """Compiled plans that are not kept."""

    def get(self, closure: str, choices: Mapping[str, Value]) -> Plan | None:
        """None."""
        return None

    def put(self, closure: str, choices: Mapping[str, Value], plan: Plan) -> None:
        """Nothing."""


class OneShelf(JournalShelf):
    """The one plan, as its file is now; what was chosen on its settings holds on through other versions."""

    def __init__(self, journal: MemoryJournal, clock: TravellingClock, language: str, stretch: Stretch) -> None:
        super().__init__(journal, clock, "", language)
        self._memory = journal
        self._kept = Forgetful("", language)
        self._stretch = stretch
        self.always_visits = False
        """Make an appointment also for a plan that counts from none."""
        self._plan: Plan | None = None
        self._ids = tuple(journal.new_id() for _ in range(3))

    def take(self, closure: Closure, plan: Plan) -> None:
        """Show this version in place of the last."""
        kept, used, made = (Stamp(each, MemoryJournal.device, self._stretch.starts) for each in self._ids)
        given: list[Event] = [acts.keep_plan(plan, closure.files, closure.root, kept), acts.use_plan(plan, used)]
        if self.always_visits or plan.course is not None or has_visits(plan):
            given.append(acts.make_appointment(self._stretch.appointment, made))
        self._plan = plan
        self._compiled = {}
        self._memory.give(given)

    def in_use(self) -> Sequence[InUse]:
        """The plan; also where a choice that was made before does not go with its new version."""
        found = super().in_use()
        if self._troubles and self._plan and all(used.plan.id != self._plan.id for used in found):
            self._troubles = []
            return [InUse(self._plan, self._stretch.starts), *found]
        return found

    def listed(self) -> Sequence[Listed]:
        """What is in use, and nothing of the library."""
        return [replace(one, origin="yours") for one in super().listed() if one.in_use]


class Preferences(FilePreferences):
    """What a device without a `config.toml` has, silent; changes last until the end."""

    def __init__(self) -> None:
        super().__init__("")
        self._kept = {"sound": "off"}

    def set(self, key: str, value: str) -> None:
        """Keep a choice until the end."""
        self._kept = {**(self._kept or {}), key: value}


class Silence:
    """Implements `ports.Sound`."""

    def prepare(self, tones: Collection[Tone]) -> None:
        """Nothing."""

    def play(self, tone: Tone) -> None:
        """Nothing."""

    def hush(self) -> None:
        """Nothing."""


class NoMarks:
    """Implements `ports.Marks`: a practice that is tried is not protected."""

    is_kept = False

    def take(self, mark: Mark) -> Mark | None:
        """Nobody else is in the middle of anything."""
        return None

    def beat(
        self, elapsed: float, pauses: int = 0, gaps: int = 0, late: Sequence[float] = (), *, lasting: bool = False
    ) -> None:
        """Nothing."""

    def let_go(self) -> None:
        """Nothing."""

    def left(self) -> Sequence[Mark]:
        """Nothing was left."""
        return ()

    def living(self) -> Sequence[Mark]:
        """Nobody else."""
        return ()

    def claim(self, mark: Mark) -> bool:
        """Nothing is left that could be."""
        return False

    def waive(self) -> None:
        """Nothing."""

    def drop(self, mark: Mark) -> None:
        """Nothing."""


class NoGlance:
    """Implements `ports.Glance`."""

    def refresh(self, picture: Sequence[str] = (), columns: int = 0, rows: int = 0) -> None:
        """Nothing."""


def world(clock: TravellingClock, stretch: Stretch, language: str = "") -> tuple[Env, OneShelf]:
    """Everything the screens may touch, and the shelf to put the plan on."""
    journal = MemoryJournal(clock.now)
    shelf = OneShelf(journal, clock, language, stretch)
    return Env(clock, journal, shelf, Silence(), Preferences(), NoGlance(), NoMarks(), NoPapers()), shelf
