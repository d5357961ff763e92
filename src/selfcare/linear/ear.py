"""Hears a line, or waits for one so long; and notices when a walk has to end: end of input, a signal, a wish.

A terminal can be listened to while time passes. Through a pipe nobody can press a key, so time simply passes there.
"""

from __future__ import annotations

import select
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Protocol, TextIO

from selfcare.core.breath import Pattern
from selfcare.core.text import plain
from selfcare.core.walk import Answered

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from selfcare.core.event import Json
    from selfcare.linear.timer import Passed

LONGEST = 4000
"""Characters of one line that are kept: as many as a text of a plan may have."""

UNENDING = 1_000_000
"""Characters after which a line that does not end counts as no input at all."""

LOOKS_UP = 1.0
"""Seconds between two looks at whether a signal came while a terminal is listened to."""

ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT") if hasattr(signal, name))


class Leave(BaseException):
    """The walk is to end here. `code` is the exit code: 128 + n for a signal."""

    def __init__(self, code: int = 0, *, is_wish: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.is_wish = is_wish
        """Whether the person asked for it."""
        self.is_end = code == 0 and not is_wish
        """Whether the input ended."""
        self.elapsed = 0.0
        """Seconds into the step that was under way."""
        self.instead: Pattern | None = None
        """What was breathed there in place of the plan's pattern."""
        self.passed: Passed | None = None
        """How the practice went that was under way."""
        self.started: datetime | None = None
        """When that began."""
        self.path = ""
        """The name its session is kept under."""
        self.receipt: Mapping[str, Json] = {}
        self.answer: Answered | None = None
        """An answer that was under way: what there is of it is kept."""


class Ear(Protocol):
    """What a walk hears with."""

    @property
    def is_terminal(self) -> bool:
        """Whether what is typed shows on the screen by itself."""

    @property
    def is_live(self) -> bool:
        """Whether somebody can press a key while time passes."""

    def line(self) -> str:
        """The next line, plain and without blanks around it. Raises `Leave` at the end of input."""

    def told(self, number: int, frame: FrameType | None = None) -> None:
        """A signal came."""

    def wait(self, seconds: float) -> str | None:
        """Let so many seconds pass. A line that was typed meanwhile ends that; None: nothing was. Raises `Leave`."""


class StreamEar:
    """Hears a stream: a terminal, a pipe or a file."""

    def __init__(self, source: TextIO) -> None:
        self._source = source
        self._told: int | None = None
        self._is_listening = False
        self._is_terminal = _is_terminal(source)
        self._is_live = self._is_terminal and _is_heard(source)
        if hasattr(source, "reconfigure") and source.errors != "replace":  # which works before the first line only
            source.reconfigure(errors="replace")  # one wrong byte must not end a walk

    @property
    def is_terminal(self) -> bool:
        """See `Ear`."""
        return self._is_terminal

    @property
    def is_live(self) -> bool:
        """See `Ear`."""
        return self._is_live

    def line(self) -> str:
        """See `Ear`."""
        with self._listening():
            while self.is_live and not self._is_ready(LOOKS_UP):
                self._leave_if_told()
            return self._read()

    def wait(self, seconds: float) -> str | None:
        """See `Ear`."""
        with self._listening():
            if self.is_live:
                return self._read() if self._is_ready(seconds) else None
            time.sleep(max(0.0, seconds))
            self._leave_if_told()
            return None

    def told(self, number: int, frame: FrameType | None = None) -> None:
        """A signal came. It ends the listening that is going on, else the next one: never a save in between."""
        self._told = number
        if self._is_listening:
            raise Leave(128 + number)

    @contextmanager
    def _listening(self) -> Iterator[None]:
        self._is_listening = True
        try:
            self._leave_if_told()
            yield
        finally:
            self._is_listening = False

    def _leave_if_told(self) -> None:
        """For a signal whose own leaving was lost: one raised while an object is taken apart goes nowhere."""
        if self._told is not None:
            raise Leave(128 + self._told)

    def _is_ready(self, seconds: float) -> bool:
        return bool(select.select([self._source], [], [], max(0.0, seconds))[0])

    def _read(self) -> str:
        try:
            text = self._source.readline(LONGEST)
            rest, dropped = text, 0
            while len(rest) == LONGEST and not rest.endswith("\n") and dropped < UNENDING:
                rest = self._source.readline(LONGEST)
                dropped += len(rest)
        except OSError:  # the terminal hung up
            raise Leave from None
        if not text or dropped >= UNENDING:
            raise Leave
        return plain(text.rstrip("\r\n")).strip()


@contextmanager
def listening_to_signals(ear: Ear) -> Iterator[None]:
    """Signals that end a program are told to the ear while a walk lasts. One that is ignored stays ignored."""
    heard = ENDING if isinstance(ear, StreamEar) and threading.current_thread() is threading.main_thread() else ()
    before = {number: signal.getsignal(number) for number in heard}
    for number, handler in before.items():
        if handler != signal.SIG_IGN:
            signal.signal(number, ear.told)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _is_terminal(source: TextIO) -> bool:
    try:
        return source.isatty()
    except (OSError, ValueError):
        return False


def _is_heard(source: TextIO) -> bool:
    """Whether it can be asked if something was typed; not on every platform."""
    try:
        select.select([source], [], [], 0)
    except (OSError, ValueError, TypeError):
        return False
    return True
