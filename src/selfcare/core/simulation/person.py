"""Somebody who lives through a course: what they do about the lines of the agenda, and when they come to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from selfcare.core import acts
from selfcare.core.agenda import Agenda
from selfcare.core.judge import after
from selfcare.core.line import Line
from selfcare.core.occasions import ends
from selfcare.core.simulation import doing, persona
from selfcare.core.simulation.happening import Happening
from selfcare.core.simulation.setup import Setup
from selfcare.core.simulation.world import World

WAITING = ("open", "upcoming")
"""States of lines that something can still be done about."""


class Person:
    """A persona in one course."""

    def __init__(self, setup: Setup, world: World) -> None:
        self.setup = setup
        self.world = world
        self.waiting: list[float] = []
        """When they mean to act next, in epoch seconds."""
        self._acted: set[tuple[str, str, float]] = set()
        """What they have done or let pass: a line, its occasion and the instant it opened."""
        self._spell = persona.spell(setup.visits[0] if setup.visits else None, setup.starts)
        self._seen: dict[tuple[str, str], int] = {}
        self._asked: dict[tuple[str, str], int] = {}
        """Things to do and to leave out that came in a week unlike the others, in their order."""
        self._found_free: dict[float, float] = {}
        """When they are free from an instant on, in epoch seconds, for the appointments as they stand."""

    def reconsider(self) -> None:
        """Appointments have changed."""
        self._found_free.clear()

    def acting(self, seen: Agenda) -> list[Line]:
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
        if not self.setup.persona.does or line.opens is None or line.closes is None or _key(line) in self._acted:
            return None
        if line.to_ask:
            return self._free(now).timestamp()
        if line.state not in WAITING or line.kind == "avoid":
            return None
        instant = max(self._comes_to_it(line, line.until or line.at or line.opens, line.closes), now.timestamp())
        if instant not in self._found_free:
            self._found_free[instant] = self._free(datetime.fromtimestamp(instant, self.setup.zone)).timestamp()
        return self._found_free[instant]

    def _comes_to_it(self, line: Line, begins: datetime, closes: datetime) -> float:
        """When the person comes to something that can be done from `begins` on: at once, in a week unlike the others
        late, and to what is forgotten in it when it is over."""
        who = self.setup.persona
        if not self._in_spell(begins):
            return begins.timestamp()
        if _turn(self._seen, line) % who.does:
            return self._spell[1]
        return begins.timestamp() + who.waits * (closes.timestamp() - begins.timestamp())

    def _in_spell(self, instant: datetime | None) -> bool:
        who = self.setup.persona
        return who.is_spell and instant is not None and self._spell[0] <= instant.timestamp() < self._spell[1]

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

    def does(self, line: Line, now: datetime) -> Iterable[Happening]:
        """Do it, or say of something to leave out that it was not; what is seen and heard by it."""
        self._acted.add(_key(line))
        who = self.setup.persona
        slips = bool(who.slips) and self._in_spell(line.opens)
        if line.to_ask and slips and _turn(self._asked, line) % who.slips == who.slips - 1:
            self.world.append(acts.slip(line, self.world.stamp(now)))
            return ()
        return doing.do(self.world, line, now)


def _is_quick(line: Line) -> bool:
    return line.kind in ("check", "avoid")


def _turn(order: dict[tuple[str, str], int], line: Line) -> int:
    """Which of them it is, from 0."""
    return order.setdefault((line.path, line.occurrence), len(order))


def _key(line: Line) -> tuple[str, str, float]:
    return line.path, line.occurrence, line.opens.timestamp() if line.opens else 0.0
