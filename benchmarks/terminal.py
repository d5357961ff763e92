"""A terminal of 100 columns and 30 rows to run a program in: it reads, answers questions, types and keeps the time.

Times are seconds of `time.perf_counter`. Text is looked for in the bytes as they come, with what moves and colours
taken out.
"""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import termios
from collections.abc import Callable, Mapping
from time import perf_counter
from types import TracebackType
from typing import NamedTuple

from benchmarks.processes import Command, MeasureError

COLUMNS, ROWS = 100, 30
PATIENCE = 30.0
"""Seconds until a program that shows nothing is given up."""

_CONTROL = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[=>78]|[\x00-\x1f]")
_ASKS_MODE = re.compile(rb"\x1b\[\?(\d+)\$p")
FRAME_ENDS = b"\x1b[?2026l"
"""The end of a synchronised update; Textual writes one after each frame once it knows that the terminal understands."""
TEXTUAL_BEGINS = b"\x1b[?2026$p"
"""Textual's first question. What is shown before it was not painted by Textual."""


class Ended(NamedTuple):
    """How a program ended: seconds it took to leave, peak memory in KiB."""

    took: float
    peak: int


class Terminal:
    """One program in one terminal, from start to end. Use it in a `with`, so that nothing is left running."""

    def __init__(self, command: Command, env: Mapping[str, str]) -> None:
        self.started = perf_counter()
        self.process, self._screen = pty.fork()
        if self.process == 0:
            try:
                termios.tcsetwinsize(0, (ROWS, COLUMNS))
                os.execve(command[0], command, env)
            finally:
                os._exit(127)
        self._seen = bytearray()
        self._from = 0
        self._answered = 0
        self._is_over = False

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._is_over:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        os.close(self._screen)

    @property
    def shown(self) -> bytes:
        """What came since the last key."""
        return bytes(self._seen[self._from :])

    def until(self, shows: Callable[[bytes], bool]) -> float:
        """Read until `shows` holds of the bytes since the last key; the time when it did. Raises `MeasureError`."""
        end = perf_counter() + PATIENCE
        while not shows(self.shown):
            if not self._read(end - perf_counter()):
                raise MeasureError(f"the screen never came; its last words were: {words(self._seen)[-300:]!r}")
        return perf_counter()

    def press(self, key: bytes) -> float:
        """Type a key and forget what was shown before; the time when it was typed."""
        self._from = len(self._seen)
        at = perf_counter()
        os.write(self._screen, key)
        return at

    def rest(self, seconds: float) -> int:
        """Let the program be, and take what it writes; how many bytes that were."""
        before, end = len(self._seen), perf_counter() + seconds
        while (left := end - perf_counter()) > 0:
            self._read(left)
        return len(self._seen) - before

    def leave(self, key: bytes = b"\x11") -> Ended:
        """Type the key that ends it (ctrl+q) and wait for its end. Raises `MeasureError` unless it ends well."""
        at = self.press(key)
        while self._read(PATIENCE):
            pass
        _, status, used = os.wait4(self.process, 0)
        took = perf_counter() - at
        self._is_over = True
        if code := os.waitstatus_to_exitcode(status):
            raise MeasureError(f"it ended with {code}; its last words were: {words(self._seen)[-300:]!r}")
        return Ended(took, used.ru_maxrss)

    def _read(self, seconds: float) -> bool:
        """Wait so long for bytes; False when none came, or none will."""
        if not select.select([self._screen], [], [], max(0.0, seconds))[0]:
            return False
        try:
            came = os.read(self._screen, 1 << 16)
        except OSError:
            return False
        self._seen += came
        self._answer()
        return bool(came)

    def _answer(self) -> None:
        """Which modes this terminal knows: that one updates the screen in one go (2026), and no other."""
        for asked in _ASKS_MODE.finditer(self._seen, self._answered):
            self._answered = asked.end()
            known = 2 if asked[1] == b"2026" else 0
            os.write(self._screen, b"\x1b[?%s;%d$y" % (asked[1], known))


def words(screen: bytes | bytearray) -> str:
    """What is left for eyes."""
    return _CONTROL.sub(b"", screen).decode("utf-8", "replace")


def textual_shows(text: str) -> Callable[[bytes], bool]:
    """Whether Textual has painted this text."""
    return lambda screen: text in words(screen.partition(TEXTUAL_BEGINS)[2])


def is_changed(screen: bytes) -> bool:
    """Whether a whole frame with something in it has come."""
    return FRAME_ENDS in screen and bool(words(screen.rpartition(FRAME_ENDS)[0]).strip())
