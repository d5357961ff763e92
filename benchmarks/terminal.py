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
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from time import perf_counter, sleep
from types import TracebackType
from typing import NamedTuple

from benchmarks.processes import Command, MeasureError
from benchmarks.slow import Bucket

COLUMNS, ROWS = 100, 30
PATIENCE = 30.0
"""Seconds until a program that shows nothing is given up."""

_CONTROL = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[=>78]|[\x00-\x1f]")
_ASKS_MODE = re.compile(rb"\x1b\[\?(\d+)\$p")
GULP = 1 << 16
"""Bytes read at once from a quick line."""
LONGEST_QUESTION = 16
"""Bytes of a question that may have come in part."""
FRAME_ENDS = b"\x1b[?2026l"
"""The end of a synchronised update; Textual writes one after each frame once it knows that the terminal understands."""
TOGETHER = 0.006
"""Seconds between two pieces of what was written at once."""
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
        self._came: list[tuple[float, int]] = []
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

    def fileno(self) -> int:
        """For `select`."""
        return self._screen

    @property
    def written(self) -> int:
        """Bytes that came so far."""
        return len(self._seen)

    @property
    def frames(self) -> int:
        """Pictures that came so far: what arrives within `TOGETHER` belongs to one."""
        times = [at for at, _ in self._came]
        return sum(at - before > TOGETHER for before, at in pairwise((0.0, *times)))

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

    def rest_slowly(self, seconds: float, line: Bucket) -> None:
        """Let the program be, and take what it writes no faster than a line does that carries so much."""
        end = perf_counter() + seconds
        while (now := perf_counter()) < end:
            if not (sip := line.at(now)):
                sleep(line.wait)
            else:
                line.spend(self._read(end - now, sip))

    def recording(self) -> list[tuple[float, bytes]]:
        """Everything that came since the start, piece by piece, each with the time of its arrival."""
        ends = [end for _, end in self._came]
        return [(at, bytes(self._seen[start:end])) for (at, end), start in zip(self._came, (0, *ends), strict=False)]

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

    def _read(self, seconds: float, most: int = GULP) -> int:
        """Wait so long for bytes; how many came. None: there are none yet, or none will be."""
        if not select.select([self._screen], [], [], max(0.0, seconds))[0]:
            return 0
        try:
            came = os.read(self._screen, most)
        except OSError:
            return 0
        at = perf_counter()
        self._seen += came
        self._came.append((at, len(self._seen)))
        self._answer()
        return len(came)

    def _answer(self) -> None:
        """Which modes this terminal knows: that one updates the screen in one go (2026), and no other."""
        for asked in _ASKS_MODE.finditer(self._seen, self._answered):
            known = 2 if asked[1] == b"2026" else 0
            os.write(self._screen, b"\x1b[?%s;%d$y" % (asked[1], known))
            self._answered = asked.end()
        self._answered = max(self._answered, len(self._seen) - LONGEST_QUESTION)


def rest_all(terminals: Sequence[Terminal], seconds: float) -> None:
    """Let several programs be, side by side, and take what they write; one that ends is left alone."""
    end, open_ones = perf_counter() + seconds, list(terminals)
    while open_ones and (left := end - perf_counter()) > 0:
        ready = select.select(open_ones, [], [], left)[0]
        open_ones = [each for each in open_ones if each not in ready or each._read(0.0)]


@contextmanager
def foremost() -> Iterator[None]:
    """Read before anybody else has a turn, where the system allows it (root on Linux): what comes late did come late.

    Programs that are started meanwhile are not raised with us.
    """
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO | os.SCHED_RESET_ON_FORK, os.sched_param(1))
    except (AttributeError, PermissionError):
        yield
        return
    try:
        yield
    finally:
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))


def words(screen: bytes | bytearray) -> str:
    """What is left for eyes."""
    return _CONTROL.sub(b"", screen).decode("utf-8", "replace")


def textual_shows(text: str) -> Callable[[bytes], bool]:
    """Whether Textual has painted this text."""
    return lambda screen: text in words(screen.partition(TEXTUAL_BEGINS)[2])


def is_changed(screen: bytes) -> bool:
    """Whether a whole frame with something in it has come."""
    return FRAME_ENDS in screen and bool(words(screen.rpartition(FRAME_ENDS)[0]).strip())
