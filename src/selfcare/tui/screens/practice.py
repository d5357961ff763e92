"""Practice: the breathing patterns and the sittings at hand; enter starts one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from selfcare.core import breath, sitting
from selfcare.core.breath import Pattern
from selfcare.core.ports import Env
from selfcare.core.question import plain_number
from selfcare.core.sitting import Sitting
from selfcare.core.words import length
from selfcare.tui.keys import bindings
from selfcare.tui.screens.listpage import Item, ListPage
from selfcare.tui.walks import breathe, meditate

_PHASES = {"in": "in", "hold": "hold", "out": "out", "rest": "rest"}


class Practice(ListPage[None]):
    """Breathing first, then sittings."""

    WHERE: ClassVar[tuple[str, ...]] = ("practice", "list")
    PLACE: ClassVar[str] = "practice"
    HEADING: ClassVar[str] = "Practice"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("practice", "list")]

    def __init__(self, env: Env) -> None:
        super().__init__(env)
        self._patterns: list[Pattern] = []
        self._sittings: list[Sitting] = []

    def refresh_state(self) -> None:
        """Read the library. What a caution speaks against is left out."""
        careful = {name for name, said in self.env.shelf.cautions().items() if said is True}
        self._patterns = [each for each in self.env.shelf.patterns().values() if careful.isdisjoint(each.unsafe_for)]
        self._sittings = list(self.env.shelf.sittings().values())

    def sentence(self) -> tuple[str, str]:
        """What this is for."""
        return ("A few quiet minutes", "Stop and breathe as normal if you feel dizzy, tingly or short of breath.")

    def items(self) -> Sequence[Item]:
        """Patterns and sittings, each with its length."""
        found: list[Item] = []
        if self._patterns:
            found.append(Item("Breathing", heading=True))
            found += [Item(each.title, length(breath.total_seconds(each)), _cycle(each)) for each in self._patterns]
        if self._sittings:
            found.append(Item("Sitting", heading=True))
            found += [Item(each.title, length(sitting.total_seconds(each)), _cues(each)) for each in self._sittings]
        return found

    def keys(self) -> list[tuple[str, str]]:
        """How to begin."""
        return self.hints("open") if self._patterns or self._sittings else []

    async def action_open(self) -> None:
        """Begin."""
        chosen = self.chosen()
        if isinstance(chosen, Pattern):
            await self.shell.start_walk(breathe(chosen))
        elif chosen is not None:
            await self.shell.start_walk(meditate(chosen))

    def chosen(self) -> Pattern | Sitting | None:
        """What the row in focus stands for."""
        self._settle()
        rows: list[Pattern | Sitting | None] = []
        for group in (self._patterns, self._sittings):
            rows += [None, *group] if group else []
        return rows[self.at] if self.at < len(rows) else None


def _cycle(pattern: Pattern) -> str:
    if not pattern.cycle:
        return "at your own pace"
    return "   ".join(f"{_PHASES[phase.kind]} {plain_number(phase.seconds)}" for phase in pattern.cycle)


def _cues(chosen: Sitting) -> str:
    return chosen.cues[0].words if chosen.cues else "a bell at the start and at the end"
