"""A person at the other end of the plain-text face: types lines in order, and presses keys while time passes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import StringIO
from types import FrameType

from selfcare import linear
from selfcare.core.start import Walk
from selfcare.linear.ear import Leave
from tests.tui.fakes import FakeClock, World


@dataclass
class Person:
    """Through a pipe, or live at a terminal. After the last line the input has ended."""

    clock: FakeClock
    lines: list[str | Leave]
    presses: list[tuple[float, str | Leave]] = field(default_factory=list)
    """What is typed while time passes, at seconds on the clock since the beginning."""
    is_live: bool = False
    began: float = 1000.0
    out: StringIO = field(default_factory=StringIO)
    """Where a terminal shows what is typed."""
    thinks: float = 0.0
    """Seconds that go by before each line."""

    @property
    def is_terminal(self) -> bool:
        return self.is_live

    def line(self) -> str:
        self.clock.advance(self.thinks)
        return self._typed(self.lines.pop(0) if self.lines else Leave())

    def wait(self, seconds: float) -> str | None:
        now = self.clock.monotonic()
        if self.presses and self.presses[0][0] + self.began <= now + seconds:
            at, typed = self.presses.pop(0)
            self.clock.advance(max(0.0, at + self.began - now))
            return self._typed(typed)
        self.clock.advance(seconds)
        return None

    def told(self, number: int, frame: FrameType | None = None) -> None:
        raise Leave(128 + number)

    def _typed(self, line: str | Leave) -> str:
        if isinstance(line, Leave):
            raise line
        if self.is_live:
            self.out.write(f"{line}\n")
        return line


def guided(
    world: World,
    walk: Walk,
    *lines: str | Leave,
    presses: Iterable[tuple[float, str | Leave]] = (),
    live: bool = False,
    thinks: float = 0.0,
) -> tuple[int, str]:
    """The exit code and all that was said."""
    out = StringIO()
    person = Person(world.clock, list(lines), list(presses), live, world.clock.monotonic(), out, thinks)
    code = linear.run(world.env, walk, StringIO(), out, ear=person)
    return code, out.getvalue()
