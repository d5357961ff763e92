"""A whole course, walked from its first instant to its last: from each change of the agenda to the next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from selfcare.core import acts, agenda, reminders, when
from selfcare.core.agenda import Agenda
from selfcare.core.frozen import frozen
from selfcare.core.judge import after
from selfcare.core.line import Line
from selfcare.core.occasions import ends
from selfcare.core.simulation import doing, scripted
from selfcare.core.simulation.happening import Day, Happening, Timeline
from selfcare.core.simulation.person import WAITING, Person
from selfcare.core.simulation.scripted import Due, Refused
from selfcare.core.simulation.setup import Setup, cards_by_the_clock
from selfcare.core.simulation.watch import Watch
from selfcare.core.simulation.world import World
from selfcare.core.when import Anchor

EVENING, MORNING, AFTERNOON = time(19), time(9), time(15)
"""When an appointment is moved the evening before, and to what."""

TOO_SOON = "an answer comes before the plan is taken up"

AT_ONCE = 40
"""How often a person may act again at one instant before time goes on: a plan cannot make it stand still."""


@frozen
class Moment:
    """An instant at which something could change: how everything stands after it, and what happened at it."""

    now: datetime
    agenda: Agenda
    happenings: tuple[Happening, ...]
    open: tuple[Line, ...]
    """What was open as the instant began."""


def simulate(setup: Setup) -> Timeline:
    """The whole course, day by day."""
    world = World(setup.plan, setup.starts, setup.cautions)
    days: list[Day] = []
    for moment in play(setup, world):
        if not days or days[-1].date != moment.now.date():
            days.append(Day(moment.now.date(), (), moment.open if days else (), ()))
        last = days[-1]
        days[-1] = Day(last.date, (), last.open, (*last.happenings, *moment.happenings))
    standing = [one.starts.astimezone(setup.zone) for one in world.appointments if one.status != "cancelled"]
    told = [
        Day(day.date, tuple(one for one in standing if one.date() == day.date), day.open, day.happenings)
        for day in days
    ]
    zone, name = str(setup.zone), setup.persona.name
    return Timeline(setup.plan, zone, name, setup.starts, setup.ends, tuple(told), tuple(world.events))


def play(setup: Setup, world: World) -> Iterator[Moment]:
    """Each instant of the course at which something can change, in order; what is done at it is recorded in `world`."""
    player = _Player(setup, world)
    now: datetime | None = setup.starts
    while now is not None and not after(now, setup.ends) and now.timestamp() != setup.ends.timestamp():
        yield player.at(now)
        now = player.next(now)


class _Player:
    """Where a course stands."""

    def __init__(self, setup: Setup, world: World) -> None:
        self.setup = setup
        self.world = world
        self.watch = Watch(world)
        self.person = Person(setup, world)
        self._appoint()
        lasts = setup.plan.appointment.lasts
        first = setup.visits[0] if setup.visits else None
        script, self.refused, _ = scripted.timetable(setup.answers, first, lasts, setup.zone)
        self.script = [due for due in script if not after(setup.starts, due.at)]
        self.refused += [Refused(due.number, "at", TOO_SOON) for due in script if after(setup.starts, due.at)]
        self.warnings = self._warnings()
        self.changed = setup.persona.change in ("", "forward", "back") or first is None
        self.agenda: Agenda | None = None

    def at(self, now: datetime) -> Moment:
        """Everything that happens at `now`."""
        open_before = self.watch.open()
        self.agenda = self.world.agenda(now)
        happenings = [*self._visits(now), *self.watch.look(self.agenda), *self._warned(now)]
        happenings += self._scripted(now)
        for _ in range(AT_ONCE):
            acting = self.person.acting(self.agenda)
            if not acting:
                break
            for line in acting:
                happenings += self.person.does(line, now)
            self.agenda = self.world.agenda(now)
            happenings += self.watch.look(self.agenda)
        if now.time() == time():
            self.watch.forget(self.agenda)
        return Moment(now, self.agenda, tuple(happenings), open_before)

    def next(self, now: datetime) -> datetime | None:
        """The next instant at which something can change."""
        coming = min((each for each in self._instants(now) if each > now.timestamp()), default=None)
        return None if coming is None else datetime.fromtimestamp(coming, self.setup.zone)

    def _instants(self, now: datetime) -> Iterator[float]:
        lines = self.agenda.lines if self.agenda else ()
        yield from (change.at.timestamp() for change in agenda.changes(lines, now))
        for line in lines:
            yield from (instant.timestamp() for instant, _ in reminders.of_line(line, now) if line.state in WAITING)
        for one in self.world.appointments:
            if one.status != "cancelled":
                yield one.starts.timestamp()
                yield ends(one, self.setup.plan).timestamp()
        yield when.local(now.date() + timedelta(days=1), time(), self.setup.zone).timestamp()
        yield from self.person.waiting
        yield from (due.at.timestamp() for due in self.script[:1])
        yield from (at.timestamp() for at in self.warnings)
        if (change := self._change()) is not None:
            yield change.timestamp()

    # what comes by itself

    def _appoint(self) -> None:
        setup = self.setup
        course = "simulated-course" if len(setup.visits) > 1 else ""
        for number, starts in enumerate(setup.visits, 1):
            stamp = self.world.stamp(setup.starts)
            made = acts.make_appointment(
                starts, stamp, plan=setup.plan.id, course=course, number=number if course else None
            )
            self.world.append(made)

    def _visits(self, now: datetime) -> Iterator[Happening]:
        for number, one in enumerate(self.world.appointments, 1):
            if one.status == "cancelled":
                continue
            title, over = one.title or self.setup.plan.appointment.title, ends(one, self.setup.plan)
            if one.starts.timestamp() == now.timestamp():
                yield Happening(now, "begins", title, visit=number, until=over.astimezone(self.setup.zone))
            elif over.timestamp() == now.timestamp():
                yield Happening(now, "ends", title, visit=number)

    def _warnings(self) -> dict[datetime, list[Happening]]:
        """The cards that the clock brings up around each appointment, by their instants."""
        found: dict[datetime, list[Happening]] = {}
        plan = self.setup.plan
        for number, one in enumerate(self.world.appointments, 1):
            if one.status == "cancelled":
                continue
            for name, at in cards_by_the_clock(plan, Anchor(one.starts, ends(one, plan))):
                card, here = plan.warnings[name], at.astimezone(self.setup.zone)
                told = Happening(here, "warned", "", f"warning.{name}", number, says=card.say, level=card.level)
                found.setdefault(here, []).append(told)
        return found

    def _warned(self, now: datetime) -> list[Happening]:
        return self.warnings.get(now, [])

    # what is written down, and what comes between

    def _scripted(self, now: datetime) -> list[Happening]:
        found: list[Happening] = []
        for refused in self.refused:
            found.append(Happening(now, "refused", refused.reason, says=refused.help))
        self.refused = []
        given = len(self.script)
        while self.script and not after(self.script[0].at, now):
            found += self._given(self.script.pop(0), now)
        change = self._change()
        if change is not None and not after(change, now):
            self.changed = True
            found += self._disturbed(now)
        if found or len(self.script) < given:
            self._look_again(now, found)
        return found

    def _given(self, due: Due, now: datetime) -> list[Happening]:
        events, refused = scripted.give(self.world, due)
        if refused is not None:
            return [Happening(now, "refused", refused.reason, due.answer.path, says=refused.help)]
        self.world.append(*events)
        if due.answer.act == "move" and due.target is not None:
            return [self._moved(due.target, now)]
        return [told for event in events for told in doing.told(self.world, event, now)]

    def _change(self) -> datetime | None:
        """When the first appointment is moved or cancelled by the persona's fate."""
        if self.changed:
            return None
        return when.local(self.setup.visits[0].date() - timedelta(days=1), EVENING, self.setup.zone)

    def _disturbed(self, now: datetime) -> list[Happening]:
        one, stamp = self.world.appointments[0], self.world.stamp(now)
        if self.setup.persona.change == "cancelled":
            self.world.append(acts.cancel(one, stamp))
            self.warnings = self._warnings()
            return [Happening(now, "cancelled", self.setup.plan.appointment.title, visit=1)]
        starts = one.starts.astimezone(self.setup.zone)
        to = MORNING if starts.time() > time(10) else AFTERNOON
        target = when.local(starts.date(), to, self.setup.zone)
        self.world.append(acts.move(one, target, stamp))
        return [self._moved(target, now)]

    def _moved(self, target: datetime, now: datetime) -> Happening:
        self.warnings = self._warnings()
        number = next((at for at, one in enumerate(self.world.appointments, 1) if one.starts == target), 0)
        return Happening(now, "moved", self.setup.plan.appointment.title, visit=number, until=target)

    def _look_again(self, now: datetime, found: list[Happening]) -> None:
        self.person.reconsider()
        self.agenda = self.world.agenda(now)
        found += self.watch.look(self.agenda)
