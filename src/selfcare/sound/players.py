"""What can play a tone on this machine, best first: miniaudio in a child of ours, the platform's player, the bell.

Whatever plays has the null device for its output, so that a library that complains of a missing card writes nothing on
the screen. Called by the worker's thread alone (`selfcare.sound.worker`), save for `found`, which looks and starts
nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from selfcare.core.script import Tone
from selfcare.sound.bell import TerminalBell

PROGRAMS: tuple[tuple[str, ...], ...] = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))
"""Programs of Linux and of macOS that play a file, with their words before its name."""

FAREWELL = 0.3
"""Seconds a player is given to go when we do, before it is made to: our child fades first."""

PATIENCE = 0.5
"""Seconds a program is given to end its tone, before it is made to."""

EAGER, SETTLES = 0.03, 0.5
"""Seconds between two looks at a player that has just begun, and seconds after which it has settled."""


class Sounding(Protocol):
    """A tone that was begun."""

    def look(self) -> bool | None:
        """True: it came to its end. False: it failed. None: it goes on."""

    def wakes(self) -> float:
        """Seconds until it wants to be looked at."""

    def end(self) -> None:
        """End it, fading if the player can. Cheap."""


class Player(Protocol):
    """Plays tones."""

    name: str
    plays_files: bool
    """Whether it needs the tone's file."""

    def warm(self) -> None:
        """Tones will be asked for: be ready. Never raises."""

    def begin(self, path: Path | None, tone: Tone) -> Sounding:
        """Begin a tone, returning at once. `path`: its file, where files are played. Raises `OSError` if it cannot."""

    def close(self) -> None:
        """Leave nothing running."""


def found(preference: str) -> list[Player]:
    """The players there are, the best first and the terminal's bell last.

    `preference`: `terminal` wants the bell alone. `auto` also rings it on a line from another machine, whose person
    would not hear this one, unless their sound comes along; `machine` plays here whatever the line.
    """
    bell = TerminalBell()
    if preference == "terminal" or (preference != "machine" and is_far()):
        return [bell]
    return [*_of_this_machine(), bell]


def is_far() -> bool:
    """Whether the person sits at another machine, and this one's sound does not reach it."""
    line = os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY")
    return bool(line) and not (os.environ.get("PULSE_SERVER") or os.environ.get("PIPEWIRE_REMOTE"))


def _of_this_machine() -> list[Player]:
    players: list[Player] = [Child()] if sys.executable and find_spec("miniaudio") is not None else []
    if sys.platform == "win32":
        from selfcare.sound.windows import Windows

        players.append(Windows())
    programs = ((shutil.which(program[0]), program) for program in PROGRAMS)
    players.extend(Program(path, program) for path, program in programs if path)
    return players


def _start(command: Sequence[str], *, told: bool = False) -> subprocess.Popen[bytes]:
    """A process of its own session (the terminal's keys and its hanging up are not for it) that can write nowhere."""
    return subprocess.Popen(  # noqa: S603  our own words, and a program that was found on the path
        command,
        stdin=subprocess.PIPE if told else subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


class Program:
    """A program that plays one file and ends. Implements `Player`."""

    plays_files = True

    def __init__(self, path: str, words: Sequence[str]) -> None:
        self.name = words[0]
        self._command = (path, *words[1:])
        self._running: list[Running] = []

    def warm(self) -> None:
        """Nothing has to be made."""

    def begin(self, path: Path | None, tone: Tone) -> Running:
        """Start the program."""
        self._running = [each for each in self._running if each.process.poll() is None]
        running = Running(_start((*self._command, str(path))))
        self._running.append(running)
        return running

    def close(self) -> None:
        """End what still runs, whatever it thinks of that."""
        for running in self._running:
            running.end()
        for running in self._running:
            _see_off(running.process)
        self._running = []


class Running:
    """A program that plays. Implements `Sounding`."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self._begun = time.monotonic()
        self._ended: float | None = None

    def look(self) -> bool | None:
        """How it came out. One that was told to end and does not is made to."""
        code = self.process.poll()
        if self._ended is None:
            return None if code is None else code == 0
        if code is None and time.monotonic() - self._ended > PATIENCE:
            self.process.kill()
        return None if code is None else True

    def wakes(self) -> float:
        """Often while it may still fail or has to go, else now and then."""
        young = time.monotonic() - self._begun < SETTLES
        return EAGER if young or self._ended is not None else SETTLES

    def end(self) -> None:
        """Tell it to go."""
        if self._ended is None:
            self._ended = time.monotonic()
            with suppress(OSError):
                self.process.terminate()


class Child:
    """Our own child that plays with miniaudio and is told by lines what to do. Implements `Player`."""

    name = "miniaudio"
    plays_files = True

    def __init__(self, command: Sequence[str] = ()) -> None:
        self._command = command or (sys.executable, "-P", str(Path(__file__).with_name("child.py")))
        self._process: subprocess.Popen[bytes] | None = None
        self._number = 0

    def warm(self) -> None:
        """Start it, so that it knows before the first tone whether there is a card."""
        with suppress(OSError):
            self._started()

    def begin(self, path: Path | None, tone: Tone) -> Told:
        """Have it play."""
        from selfcare.sound import synthesis

        process = self._started()
        self._number += 1
        self.tell(f"play {self._number} {path}")
        return Told(self, process, self._number, synthesis.seconds(tone))

    def tell(self, line: str) -> None:
        """Send it one line. Raises `OSError` if it is gone, or takes nothing any more."""
        if self._process is None or self._process.stdin is None:
            raise BrokenPipeError
        # Unbuffered: a pipe that is full belongs to a child that hangs, and is not waited for.
        sent = f"{line}\n".encode(errors="surrogateescape")
        if os.write(self._process.stdin.fileno(), sent) < len(sent):
            raise BlockingIOError

    def close(self) -> None:
        """Close its input: it fades and goes."""
        process, self._process = self._process, None
        if process is not None:
            with suppress(OSError):
                if process.stdin is not None:
                    process.stdin.close()
            _see_off(process)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = _start(self._command, told=True)
            if os.name != "nt" and self._process.stdin is not None:
                os.set_blocking(self._process.stdin.fileno(), False)
        return self._process


class Told:
    """A tone that the child was told to play. Implements `Sounding`."""

    def __init__(self, child: Child, process: subprocess.Popen[bytes], number: int, seconds: float) -> None:
        self.process = process
        self._child, self._number = child, number
        self._begun = time.monotonic()
        self._ends = self._begun + seconds

    def look(self) -> bool | None:
        """A child that is gone has failed."""
        if self.process.poll() is not None:
            return False
        return True if time.monotonic() >= self._ends else None

    def wakes(self) -> float:
        """Often while the child may still find no card, then at the end."""
        now = time.monotonic()
        return EAGER if now - self._begun < SETTLES else max(0.0, self._ends - now)

    def end(self) -> None:
        """Have it fade."""
        self._ends = time.monotonic()
        with suppress(OSError):
            self._child.tell(f"end {self._number}")


def _see_off(process: subprocess.Popen[bytes]) -> None:
    """Wait a moment for a process that was told to go, then make it."""
    try:
        process.wait(FAREWELL)
    except subprocess.TimeoutExpired:
        with suppress(OSError):
            process.kill()
        process.wait()
