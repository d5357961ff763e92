"""A whole course, walked from its first instant to its last: from each change of the agenda to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta, tzinfo

from selfcare.core import acts, agenda, reminders, when
from selfcare.core.agenda import Agenda
from selfcare.core.frozen import field, frozen
from selfcare.core.judge import after
from selfcare.core.ledger import Appointment
from selfcare.core.line import Line
from selfcare.core.occasions import MATTERS, ends, serves
from selfcare.core.plan import Plan, ScriptedAnswer
from selfcare.core.question import Value
from selfcare.core.simulation import doing, persona, scripted
from selfcare.core.simulation.happening import Day, Happening, Timeline
from selfcare.core.simulation.persona import PERSONAS, Persona
from selfcare.core.simulation.scripted import Due
from selfcare.core.simulation.watch import Watch
from selfcare.core.simulation.world import World
from selfcare.core.when import Anchor, Span

EVENING, MORNING, AFTERNOON = time(19), time(9), time(15)
"""When an appointment is moved the evening before, and to what."""

USUAL_AHEAD, USUAL_TIME = 7, time(14, 30)
"""The first appointment where none is given: so many days from today, at that time."""

AT_ONCE = 40
"""How often a person may act again at one instant before time goes on: a plan cannot make it stand still."""


@frozen
class Setup:
    """What a course is made of. Instants are aware, in the person's zone."""

    plan: Plan
    starts: datetime
    """When the plan is taken up and its appointments are made."""
    ends: datetime
    visits: tuple[datetime, ...] = ()
    persona: Persona = PERSONAS["steady"]
    cautions: Mapping[str, Value] = field(default_factory=dict)
    answers: tuple[ScriptedAnswer, ...] = ()

    @property
    def zone(self) -> tzinfo:
        """The person's."""
        return self.starts.tzinfo or UTC


@frozen
class Moment:
    """An instant at which something could change: how everything stands after it, and what happened at it."""

    now: datetime
    agenda: Agenda
    happenings: tuple[Happening, ...]
    open: tuple[Line, ...]
    """What was open as the instant began."""


def series(plan: Plan, first: datetime, count: int | None = None) -> tuple[datetime, ...]:
    """The visits of a course: as many as are wished or the plan says, as far apart as it says, at one time of day."""
    wanted = count or (plan.course.visits if plan.course else None) or 1
    apart = plan.course.every if plan.course else Span(days=7)
    visits = [first]
    while len(visits) < wanted:
        visits.append(when.later(visits[-1], apart))
    return tuple(visits)


def bounds(plan: Plan, visits: Sequence[datetime], now: datetime, days: int | None = None) -> tuple[datetime, datetime]:
    """From the beginning of the day on which the first thing opens to the end of the day on which the last one closes.

    Without appointments: from the beginning of the day of `now`, for a week or so many `days`.
    """
    zone = now.tzinfo or UTC
    if not visits:
        starts = _midnight(now, zone)
        return starts, _midnight(starts, zone, days or 7)
    opens = [visits[0] - timedelta(days=plan.course.baseline.days)] if plan.course else []
    closes = [when.later(visits[-1], check) for check in plan.course.checks] if plan.course else []
    for checklist in plan.checklists.values():
        for item in checklist.items.values() if checklist.anchor == "appointment" else ():
            if item.window is not None:
                opens.append(when.interval(item.window, _around(plan, visits[0])).opens)
                closes.append(when.interval(item.window, _around(plan, visits[-1])).closes)
    earliest = visits[0] - MATTERS
    begins = _midnight(max(min([visits[0], *opens], key=when.utc), earliest, key=when.utc), zone)
    over = _midnight(max([when.later(visits[-1], plan.appointment.lasts), *closes], key=when.utc), zone, 1)
    return begins, over if days is None else _midnight(begins, zone, days)


def change_day(near: datetime, *, forward: bool) -> datetime | None:
    """The next day, from that of `near` on, on which the clocks of its zone go forward or back, at its time of day."""
    zone = near.tzinfo or UTC
    for ahead in range(400):
        day = near.date() + timedelta(days=ahead)
        before = when.local(day, time(), zone).utcoffset() or timedelta()
        behind = when.local(day + timedelta(days=1), time(), zone).utcoffset() or timedelta()
        if (behind > before) if forward else (behind < before):
            return when.local(day, near.time(), zone)
    return None


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
        self.acted: set[tuple[str, str, float]] = set()
        """What the person has done or let pass: a line, its occasion and the instant it opened."""
        self.spell = persona.spell(setup.visits[0] if setup.visits else None, setup.starts)
        self._appoint()
        lasts = setup.plan.appointment.lasts
        first = setup.visits[0] if setup.visits else None
        self.script, self.refused, _ = scripted.timetable(setup.answers, first, lasts, setup.zone)
        self.warnings = self._warnings()
        self.changed = setup.persona.change in ("", "forward", "back") or first is None
        self.agenda: Agenda | None = None
        self.seen: dict[tuple[str, str], int] = {}
        self.asked: dict[tuple[str, str], int] = {}
        """Things to do and to leave out that came in a week unlike the others, in their order."""
        self.free: dict[float, float] = {}
        """When the person is free from an instant on, in epoch seconds, for the appointments as they stand."""
        self.waiting: list[float] = []
        """When the person means to act next, in epoch seconds."""

    def at(self, now: datetime) -> Moment:
        """Everything that happens at `now`."""
        open_before = self.watch.open()
        self.agenda = self.world.agenda(now)
        happenings = [*self._visits(now), *self.watch.look(self.agenda), *self._warned(now)]
        happenings += self._scripted(now)
        for _ in range(AT_ONCE):
            acting = self._acting(self.agenda)
            if not acting:
                break
            for line in acting:
                happenings += self._does(line, now)
            self.agenda = self.world.agenda(now)
            happenings += self.watch.look(self.agenda)
        if now.time() == time():
            self.watch.forget(now - timedelta(days=1))
        return Moment(now, self.agenda, tuple(happenings), open_before)

    def next(self, now: datetime) -> datetime | None:
        """The next instant at which something can change."""
        coming = min((each for each in self._instants(now) if each > now.timestamp()), default=None)
        return None if coming is None else datetime.fromtimestamp(coming, self.setup.zone)

    def _instants(self, now: datetime) -> Iterator[float]:
        lines = self.agenda.lines if self.agenda else ()
        yield from (change.at.timestamp() for change in agenda.changes(lines, now))
        for line in lines:
            yield from (instant.timestamp() for instant, _ in reminders.of_line(line, now) if line.state in _WAITING)
        for one in self.world.appointments:
            if one.status != "cancelled":
                yield one.starts.timestamp()
                yield ends(one, self.setup.plan).timestamp()
        yield when.local(now.date() + timedelta(days=1), time(), self.setup.zone).timestamp()
        yield from self.waiting
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
        self.free.clear()
        self.agenda = self.world.agenda(now)
        found += self.watch.look(self.agenda)

    # what the person does

    def _acting(self, seen: Agenda) -> list[Line]:
        """What the person does now: ticks together, or one walk. Also notes when they mean to act next."""
        now = seen.now.timestamp()
        self.waiting = []
        acting: list[Line] = []
        for line in seen.lines:
            meant = self._means(line, seen.now)
            if meant is None:
                continue
            if meant > now:
                self.waiting.append(meant)
            elif not acting or (_is_quick(line) and _is_quick(acting[0])):
                acting.append(line)
        return acting

    def _means(self, line: Line, now: datetime) -> float | None:
        """When the person means to do something about a line; None for never."""
        if not self.setup.persona.does or line.opens is None or line.closes is None or _key(line) in self.acted:
            return None
        if line.to_ask:
            return self._free(now).timestamp()
        if line.state not in _WAITING or line.kind == "avoid":
            return None
        instant = max(self._comes_to_it(line, line.until or line.at or line.opens, line.closes), now.timestamp())
        if instant not in self.free:
            self.free[instant] = self._free(datetime.fromtimestamp(instant, self.setup.zone)).timestamp()
        meant = self.free[instant]
        return meant if meant < line.closes.timestamp() else None

    def _comes_to_it(self, line: Line, begins: datetime, closes: datetime) -> float:
        """When the person comes to something that can be done from `begins` on: at once, in a week unlike the others
        late, and to what is forgotten in it when it is over."""
        who = self.setup.persona
        if not self._in_spell(begins):
            return begins.timestamp()
        if _turn(self.seen, line) % who.does:
            return self.spell[1]
        return begins.timestamp() + who.waits * (closes.timestamp() - begins.timestamp())

    def _in_spell(self, instant: datetime | None) -> bool:
        who = self.setup.persona
        return who.is_spell and instant is not None and self.spell[0] <= instant.timestamp() < self.spell[1]

    def _free(self, instant: datetime) -> datetime:
        """When the person is next awake and in no appointment."""
        for _ in range(8):
            free = persona.awake(self.setup.persona, instant)
            for one in self.world.appointments:
                over = ends(one, self.setup.plan)
                if one.status != "cancelled" and not after(one.starts, free) and after(over, free):
                    free = over.astimezone(self.setup.zone)
            if free.timestamp() == instant.timestamp():
                return free
            instant = free
        return instant

    def _does(self, line: Line, now: datetime) -> Iterable[Happening]:
        self.acted.add(_key(line))
        who = self.setup.persona
        slips = bool(who.slips) and self._in_spell(line.opens)
        if line.to_ask and slips and _turn(self.asked, line) % who.slips == who.slips - 1:
            self.world.append(acts.slip(line, self.world.stamp(now)))
            return ()
        return doing.do(self.world, line, now)


_WAITING = ("open", "upcoming")


def cards_by_the_clock(plan: Plan, anchor: Anchor) -> list[tuple[str, datetime]]:
    """The warnings of a plan that say when they are shown, and the instants around one appointment."""
    return [
        (name, when.resolve(moment, anchor))
        for name in plan.shown_warnings
        if name in plan.warnings
        for moment in plan.warnings[name].shown
    ]


def waits_for(plan: Plan) -> bool:
    """Whether anything in the plan is counted from an appointment."""
    probe = Appointment("", datetime(2000, 1, 1, tzinfo=UTC), None)
    cards = any(plan.warnings[name].shown for name in plan.shown_warnings if name in plan.warnings)
    return serves(probe, plan) or plan.course is not None or cards


def _is_quick(line: Line) -> bool:
    return line.kind in ("check", "avoid")


def _turn(order: dict[tuple[str, str], int], line: Line) -> int:
    """Which of them it is, from 0."""
    return order.setdefault((line.path, line.occurrence), len(order))


def _key(line: Line) -> tuple[str, str, float]:
    return line.path, line.occurrence, line.opens.timestamp() if line.opens else 0.0


def _around(plan: Plan, starts: datetime) -> Anchor:
    return Anchor(starts, when.later(starts, plan.appointment.lasts))


def _midnight(instant: datetime, zone: tzinfo, days: int = 0) -> datetime:
    return when.local(instant.astimezone(zone).date() + timedelta(days=days), time(), zone)
