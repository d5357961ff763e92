"""What was recorded in a simulation: the events and views of the app, in memory, with the agenda over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from selfcare.core import agenda as agendas
from selfcare.core import alerts, ledger
from selfcare.core.acts import Stamp
from selfcare.core.agenda import Agenda
from selfcare.core.event import Event
from selfcare.core.frozen import replace
from selfcare.core.ledger import Appointment, Entry, Mark
from selfcare.core.plan import Alert, Plan
from selfcare.core.ports import InUse
from selfcare.core.question import Value

DEVICE = "simulation"


class World:
    """Records of one plan that somebody follows. Events come in the order of time, and nothing is taken back."""

    def __init__(self, plan: Plan, since: datetime, cautions: Mapping[str, Value] | None = None) -> None:
        self.plan = plan
        self.used = (InUse(_without_cards(plan), since),)
        self.cautions = cautions or {}
        self.events: list[Event] = []
        self.appointments: Sequence[Appointment] = ()
        self.marks: list[Mark] = []
        self.entries: list[Entry] = []
        self._count = 0

    def stamp(self, now: datetime) -> Stamp:
        """For one event: ids that sort as they were made."""
        self._count += 1
        return Stamp(f"simulated-{self._count:06}", DEVICE, now)

    def append(self, *events: Event) -> None:
        """Record events. The views grow with them, so that a long course stays quick."""
        self.events += events
        self.marks += ledger.marks(events)
        self.entries += ledger.entries(events)
        if any(event.kind in ledger.APPOINTMENT_KINDS for event in events):
            self.appointments = ledger.appointments(self.events)

    def agenda(self, now: datetime) -> Agenda:
        """How everything stands at `now`, as the app would show it."""
        return agendas.agenda(self.used, self.appointments, self.marks, self.entries, now, cautions=self.cautions)

    def raised(self, entry: Entry, now: datetime) -> list[Alert]:
        """What the plan says to an answer."""
        return alerts.raised(self.plan, entry, self.entries, now, self.cautions)

    def visit(self, occurrence: str) -> int:
        """Which of the appointments, counted from 1; 0 for what belongs to none."""
        visit = occurrence.partition("/")[0]  # of what the course asks for, behind it
        return next((at for at, each in enumerate(self.appointments, 1) if each.id == visit), 0)

    def coming(self, now: datetime) -> Appointment | None:
        """The next standing appointment; else the last that has begun."""
        standing = [each for each in self.appointments if each.status != "cancelled"]
        ahead = [each for each in standing if each.starts.timestamp() > now.timestamp()]
        return next(iter(ahead), standing[-1] if standing else None)


def _without_cards(plan: Plan) -> Plan:
    """The plan on the agenda: cards that come up by the clock are told of as cards, and not as lines as well."""
    warnings = {name: replace(warning, shown=()) for name, warning in plan.warnings.items()}
    return replace(plan, warnings=warnings)
