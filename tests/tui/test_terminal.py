"""The app in a real pseudo-terminal: signals, a hang-up, bytes that are no text, and what is left behind."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

APP = """
import sys
from selfcare import tui
from tests.tui import samples
from tests.tui.fakes import World
sys.exit(tui.run(samples.of_the_pictures(World()).env))
"""

PAINTED = APP.replace(
    "sys.exit(tui.run(samples.of_the_pictures(World()).env))",
    """
print("\\x1b[?1049h", end="")
sys.exit(tui.show(tui.prepare(samples.of_the_pictures(World()).env, is_painted=True)))
""",
)

BUGGY = APP.replace(
    "sys.exit(tui.run(samples.of_the_pictures(World()).env))",
    """
from selfcare.tui.screens.today import Today
def action_tick(self):
    secret = "the answer somebody gave"
    raise RuntimeError("a bug")
Today.action_tick = action_tick
try:
    tui.run(samples.of_the_pictures(World()).env)
except RuntimeError as error:
    print("bug:", error)
    sys.exit(70)
""",
)

PATIENCE = 20.0
"""Seconds until a test gives up waiting; a loaded machine is slow."""

RESETS = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l")
"""Leave the alternate screen, show the cursor, no mouse reports, no bracketed paste."""


class Terminal:
    """A child with a terminal of its own, and everything it wrote."""

    def __init__(self, code: str, **environment: str) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.before = termios.tcgetattr(slave)
        self.slave = slave
        world = {
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        }
        self.child = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=ROOT,
            env={**os.environ, **world, **environment},
            start_new_session=True,
        )
        self.written = b""

    def until(self, words: bytes) -> None:
        """Read until `words` were written."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.written:
            assert time.monotonic() < deadline, self.written[-2000:]
            self.read(0.1)

    def read(self, seconds: float) -> None:
        """Take what there is, waiting no longer than this for some."""
        if select.select([self.master], [], [], seconds)[0]:
            self.written += os.read(self.master, 65536)

    def type(self, keys: bytes) -> None:
        os.write(self.master, keys)

    def end(self) -> int:
        """Read until the child has ended; its exit code."""
        deadline = time.monotonic() + PATIENCE
        while self.child.poll() is None:
            assert time.monotonic() < deadline, "it does not end"
            self.read(0.05)
        while select.select([self.master], [], [], 0)[0]:
            self.written += os.read(self.master, 65536)
        return self.child.returncode


@contextmanager
def running(code: str = APP, **environment: str) -> Iterator[Terminal]:
    """The app, painted and waiting for keys."""
    terminal = Terminal(code, **environment)
    try:
        terminal.until(b"Settings")
        yield terminal
    finally:
        terminal.child.kill()
        terminal.child.wait()
        os.close(terminal.slave)
        if terminal.master >= 0:
            os.close(terminal.master)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT"])
def test_an_ending_signal_gives_the_terminal_back_within_two_seconds(name: str) -> None:
    number = getattr(signal, name)
    with running() as terminal:
        told = time.monotonic()
        terminal.child.send_signal(number)
        assert terminal.end() == 128 + number
        assert time.monotonic() - told < 2.0
        assert all(reset in terminal.written for reset in RESETS)
        assert termios.tcgetattr(terminal.slave)[:4] == terminal.before[:4]


def test_leaving_gives_the_terminal_back() -> None:
    with running() as terminal:
        terminal.type(b"\x11")
        assert terminal.end() == 0
        assert all(reset in terminal.written for reset in RESETS)
        assert termios.tcgetattr(terminal.slave)[:4] == terminal.before[:4]


def test_the_app_is_shown_where_errors_go_elsewhere() -> None:
    elsewhere = "import os\nos.dup2(os.open(os.devnull, os.O_WRONLY), 2)\n"
    with running(elsewhere + APP) as terminal:
        terminal.type(b"\x11")
        assert terminal.end() == 0


@pytest.mark.parametrize("code", [APP, PAINTED], ids=["entered", "painted before"])
def test_ctrl_z_gives_the_terminal_back_until_the_program_goes_on(code: str) -> None:
    with running(code) as terminal:
        terminal.type(b"\x1a")
        while not os.waitpid(terminal.child.pid, os.WUNTRACED | os.WNOHANG)[0]:
            terminal.read(0.05)
        terminal.read(0.05)
        assert all(reset in terminal.written for reset in RESETS)
        assert termios.tcgetattr(terminal.slave)[:4] == terminal.before[:4]
        terminal.written = b""
        terminal.child.send_signal(signal.SIGCONT)
        terminal.until(b"Settings")
        assert b"\x1b[?1049h" in terminal.written
        terminal.type(b"\x11")
        assert terminal.end() == 0


def test_a_terminal_that_goes_away_ends_the_app() -> None:
    with running() as terminal:
        os.close(terminal.slave)
        terminal.slave = os.open(os.devnull, os.O_RDONLY)
        os.close(terminal.master)
        terminal.master = -1
        assert terminal.child.wait(PATIENCE) == 129


@pytest.mark.parametrize(
    "typed",
    [
        b"\xff",
        b"\xfe\xff",
        "café".encode("latin-1"),
        b"\xe2\x82",
        b"\x1b[M\xff\xff\xff",
        b"\x1b[<9999999999;1;1M",
        b"\x1b]11;rgb\x07",
    ],
    ids=ascii,
)
def test_bytes_that_are_no_text_are_survived(typed: bytes) -> None:
    with running() as terminal:
        terminal.type(typed + b"R")
        terminal.until(b"crisis line")
        terminal.type(b"\x11")
        assert terminal.end() == 0


def test_a_bug_ends_the_app_without_a_word_of_what_was_answered() -> None:
    with running(BUGGY) as terminal:
        terminal.type(b" ")
        assert terminal.end() == 70
        assert b"bug: a bug" in terminal.written
        assert b"Traceback" not in terminal.written
        assert b"the answer somebody gave" not in terminal.written
        assert all(reset in terminal.written for reset in RESETS)


def test_nothing_is_written_while_nothing_changes() -> None:
    with running() as terminal:
        while select.select([terminal.master], [], [], 0.5)[0]:
            terminal.read(0)
        before = len(terminal.written)
        terminal.read(1.0)
        assert len(terminal.written) == before


@pytest.mark.parametrize(
    "environment", [{"TERM": "linux"}, {"LC_ALL": "C"}, {"NO_COLOR": "1"}, {"TERM": "screen", "COLORTERM": ""}]
)
def test_other_terminals_are_served(environment: dict[str, str]) -> None:
    with running(**environment) as terminal:
        terminal.type(b"\x11")
        assert terminal.end() == 0
        if "NO_COLOR" in environment:
            assert b"38;2" not in terminal.written
