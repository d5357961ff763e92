"""What changed on the agenda between two looks at it, as happenings. For `course`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from selfcare.core import reminders, words
from selfcare.core.agenda import Agenda
from selfcare.core.line import Line, State
from selfcare.core.simulation.happening import Happening, What
from selfcare.core.simulation.world import World

CHANGES: dict[State, What] = {
    "open": "opens",
    "unasked": "asked",
    "missed": "missed",
    "done": "done",
    "late": "late",
    "kept": "kept",
    "slipped": "slipped",
    "skipped": "skipped",
}
"""What a line that comes to stand so is told as; other states are told of in the rows of what opens."""

ENDS_FIRST = ("ends", "missed", "asked", "hidden", "begins", "opens", "reminded")
"""Of what happens at one instant, the order in which it is told; what a person does comes behind."""


class Watch:
    """Looks at agendas of one world, each later than the one before."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.standing: dict[tuple[str, str], Line] = {}
        """Every line that was seen, as it stood when it was seen last."""
        self._last: datetime | None = None

    def look(self, agenda: Agenda) -> list[Happening]:
        """What is new since the last look."""
        found = [happening for line in agenda.lines for happening in self._line(line, agenda.now)]
        found += [happening for line in agenda.unshown for happening in self._gone(line, agenda.now)]
        last = self._last
        if last is not None and last.timestamp() < agenda.now.timestamp():
            found += [
                Happening(agenda.now, "reminded", sentence, line.path, self.world.visit(line.occurrence), line.kind)
                for line in agenda.lines
                for sentence in reminders.due([line], last, agenda.now)
            ]
        self._last = agenda.now
        return sorted(found, key=_place)

    def open(self) -> tuple[Line, ...]:
        """What stands open now."""
        return tuple(line for line in self.standing.values() if line.state == "open")

    def _line(self, line: Line, now: datetime) -> Iterator[Happening]:
        key = line.path, line.occurrence
        before = self.standing.get(key)
        self.standing[key] = line
        if before is not None and (before.state, before.to_ask) == (line.state, line.to_ask):
            return
        if line.to_ask and not (before and before.to_ask):
            yield self._told(line, "asked", now)
        elif line.state == "unasked" or (line.state == "open" and before is not None and before.state == "open"):
            return
        elif what := CHANGES.get(line.state):
            yield self._told(line, what, now)

    def _gone(self, line: Line, now: datetime) -> Iterator[Happening]:
        key = line.path, line.occurrence
        before = self.standing.get(key)
        if before is not None:
            self.standing[key] = line
            if before.state == "open":
                yield self._told(line, "hidden", now)

    def _told(self, line: Line, what: What, now: datetime) -> Happening:
        until = line.closes if what == "opens" else None
        says = line.why if what == "opens" else ""
        text = words.row(line)
        return Happening(now, what, text, line.path, self.world.visit(line.occurrence), line.kind, until, says)

    def forget(self, agenda: Agenda) -> None:
        """Drop what is over and no longer shown, so that a long course stays quick."""
        shown = {(line.path, line.occurrence) for line in (*agenda.lines, *agenda.unshown)}
        self.standing = {
            key: line
            for key, line in self.standing.items()
            if key in shown or line.state in ("open", "upcoming", "unasked")
        }


def _place(happening: Happening) -> int:
    return ENDS_FIRST.index(happening.what) if happening.what in ENDS_FIRST else len(ENDS_FIRST)
