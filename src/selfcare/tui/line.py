"""How well the line to the terminal keeps up, from what waits to be written and from how long answers take.

Told by the driver: when text was handed on and when it was taken, when the terminal was asked something and when it
answered. Read by a run, which moves less on a slow line. Pure but for the clock that it is given; told from the thread
that writes and from the one that reads, each of which changes what is its own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

HELD = 0.5
"""Seconds that text may wait until the line is called slow."""
UNANSWERED = 1.0
"""Seconds that an answer may take. A line round the world takes a third of it."""
BUSY = 0.02
"""Seconds that text may wait until a picture is left out that another one will follow."""


class Meter:
    """Whether the line is slow. Once it was, it stays so: what it has been sent stands in buffers nobody can see."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._handed = self._taken = 0
        self._since = 0.0
        self._asked: deque[float] = deque()
        """When what is not answered yet was asked."""
        self._before = 0
        """Texts that were handed on before the last question, with it."""
        self.answers = False
        """Whether the terminal has ever answered."""
        self._was_slow = False

    def hand(self) -> None:
        """A text was handed on."""
        if self._handed == self._taken:
            self._since = self._now()
        self._handed += 1

    def take(self, texts: int) -> None:
        """So many texts have gone out."""
        self._was_slow = self.is_slow
        self._taken += texts

    def ask(self) -> None:
        """The terminal was asked, after everything that was handed on."""
        self._asked.append(self._now())
        self._before = self._handed

    def answer(self) -> None:
        """It answered the oldest question: everything before that stands on its screen."""
        self._was_slow = self.is_slow
        self.answers = True
        if self._asked:
            self._asked.popleft()

    def forget(self) -> None:
        """What was under way is given up, a question with it."""
        self._was_slow = self.is_slow
        self._asked.clear()

    @property
    def waits(self) -> float:
        """Seconds for which something has been waiting to go out."""
        return 0.0 if self._handed == self._taken else max(0.0, self._now() - self._since)

    @property
    def is_busy(self) -> bool:
        """Whether one more picture would only wait."""
        return self.waits > BUSY

    @property
    def is_asked(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._asked)

    @property
    def is_through(self) -> bool:
        """Whether all that was handed on stands on the screen, by the terminal's own word."""
        return not self._asked and self._handed == self._before

    @property
    def is_slow(self) -> bool:
        """Whether text has waited, or an answer taken, too long."""
        asked = next(iter(self._asked.copy()), None)
        late = self.answers and asked is not None and self._now() - asked > UNANSWERED
        self._was_slow = self._was_slow or late or self.waits > HELD
        return self._was_slow
