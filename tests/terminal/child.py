"""Selfcare as a child of its own in a terminal of its own: keys in, a screen out, and how it ended."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import NamedTuple

from tests.terminal.screen import CURSOR, SYNCHRONISED, WRAPPING, Screen

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src"
NOW = "2026-12-03T10:42:00-08:00[America/Los_Angeles]"
PATIENCE = 20.0
"""Seconds until something that never comes is given up. Nothing waits so long unless it is broken."""

ENTER, ESCAPE, CTRL_Q = b"\r", b"\x1b", b"\x11"
UP, DOWN = b"\x1b[A", b"\x1b[B"


class Ended(NamedTuple):
    """How a program ended."""

    code: int
    """Its exit code; minus n where signal n killed it."""
    took: float
    """Seconds from what should end it to its end."""
    cpu: float
    """Seconds of processor time in all."""


def environment(home: Path, **more: str) -> dict[str, str]:
    """What the child sees: little of ours (counting its lines would make each one start slowly), and its own home. An
    empty value takes a name away."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG")}
    told = {"PYTHONPATH": str(SOURCE), "SELFCARE_HOME": str(home), "SELFCARE_NOW": NOW, "TERM": "xterm-256color"}
    return {name: value for name, value in {**kept, **told, **more}.items() if value}


def selfcare(home: Path, *words: str, **more: str) -> str:
    """What a command prints; fails where it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "selfcare", *words],
        env=environment(home, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


class Child:
    """One program in one terminal. Use it in a `with`: nothing is left running."""

    def __init__(
        self,
        home: Path,
        *words: str,
        rows: int = 30,
        columns: int = 100,
        how: str = "",
        **more: str,
    ) -> None:
        self.screen = Screen(rows, columns)
        self.wire = bytearray()
        self._master, slave = os.openpty()
        termios.tcsetwinsize(self._master, (rows, columns))
        self._before = termios.tcgetattr(self._master)
        launch = [sys.executable, "-I", "-S", str(HERE / "launch.py"), how]
        command = [*launch, sys.executable, "-m", "selfcare", *words]
        given = [(os.POSIX_SPAWN_DUP2, slave, 0)]
        self.process = os.posix_spawn(command[0], command, environment(home, **more), file_actions=given)
        os.close(slave)
        self._ended: Ended | None = None
        self._gone = False

    def __enter__(self) -> Child:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._ended is None:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        if not self._gone:
            os.close(self._master)

    # What is shown

    def shows(self, *words: str) -> Child:
        """Read until all of these stand on the screen."""
        return self.until(lambda: all(each in self.screen.text for each in words), f"no {words!r}")

    def loses(self, words: str) -> Child:
        """Read until these are gone from the screen."""
        return self.until(lambda: words not in self.screen.text, f"still {words!r}")

    def until(self, holds: Callable[[], bool], otherwise: str = "it never came") -> Child:
        """Read until this holds."""
        end = monotonic() + PATIENCE
        while not holds():
            left = end - monotonic()
            assert left > 0 and self.read(left), f"{otherwise}; {self.describe()}"
        return self

    def waits_for(self, holds: Callable[[], bool]) -> Child:
        """Take what is written until something outside the terminal holds."""
        end = monotonic() + PATIENCE
        while not holds():
            assert monotonic() < end, f"it never came; {self.describe()}"
            self.read(0.1)
        return self

    def read(self, seconds: float) -> bool:
        """Wait so long for something to be written, and take it. False: nothing came, or nothing will."""
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            came = os.read(self._master, 1 << 16)
        except OSError:
            return False
        self.wire += came
        self.screen.feed(came)
        self._answer()
        return bool(came)

    def settle(self, quiet: float = 0.3, limit: float = 2.0) -> Child:
        """Read until nothing was written for so long; no longer than `limit` where something moves."""
        end = monotonic() + limit
        while monotonic() < end and self.read(quiet):
            pass
        return self

    def _answer(self) -> None:
        """Which modes this terminal has: that one shows a frame at once, and no other."""
        while self.screen.questions:
            mode = self.screen.questions.pop(0)
            self.type(b"\x1b[?%d;%d$y" % (mode, 2 if mode == SYNCHRONISED else 0))

    def describe(self) -> str:
        """The screen, for the person who reads a failed test."""
        self._look(monotonic())
        return f"ended: {self._ended}\n{self.screen.text}\n{bytes(self.wire[-300:])!r}"

    # What is done to it

    def type(self, keys: bytes) -> Child:
        """Press keys. A full line waits until the program reads."""
        left = memoryview(keys)
        end = monotonic() + PATIENCE
        while left:
            reads, writes, _ = select.select([self._master], [self._master], [], max(0.0, end - monotonic()))
            assert reads or writes, f"it takes no keys; {self.describe()}"
            if writes:
                left = left[os.write(self._master, left[:512]) :]
            elif not self.read(0):
                break
        return self

    def resize(self, rows: int, columns: int) -> Child:
        """Another size of the window; the same one is no change, and nobody is told."""
        if (rows, columns) != (self.screen.rows, self.screen.columns):
            self.screen.resize(rows, columns)
        termios.tcsetwinsize(self._master, (rows, columns))
        return self

    def signal(self, number: int) -> Child:
        """Send a signal to it."""
        os.kill(self.process, number)
        return self

    def hang_up(self) -> None:
        """Close the terminal."""
        os.close(self._master)
        self._gone = True

    # How it ends

    def quit(self) -> Ended:
        """Leave by ctrl+q; fails unless it ends well and gives the terminal back."""
        self.type(CTRL_Q)
        ended = self.end()
        assert ended.code == 0, self.describe()
        self.assert_restored()
        return ended

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        os.kill(self.process, signal.SIGKILL)
        self.end()

    def end(self, patience: float = PATIENCE) -> Ended:
        """Wait for its end, taking what it still writes."""
        start = monotonic()
        while self._ended is None:
            assert monotonic() - start < patience, f"it does not end; {self.describe()}"
            if self._gone:
                select.select([], [], [], 0.01)
            elif not self.read(0.01):
                select.select([], [], [], 0.002)
            self._look(start)
        while not self._gone and self.read(0):
            pass
        return self._ended

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        self._look(monotonic())
        return self._ended is not None

    def _look(self, start: float) -> None:
        if self._ended is None:
            process, status, used = os.wait4(self.process, os.WNOHANG)
            if process:
                code, cpu = os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime
                self._ended = Ended(code, monotonic() - start, cpu)

    def assert_restored(self) -> None:
        """The terminal is as it was before: its settings, its modes, its screen and its cursor."""
        while self.read(0):
            pass  # its last words may still be on the wire when it has stopped
        assert termios.tcgetattr(self._master) == self._before
        assert self.screen.modes - {SYNCHRONISED} == {WRAPPING, CURSOR}
        assert self.screen.keyboards <= 0

    @property
    def cpu(self) -> float:
        """Seconds of processor time so far (Linux)."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
