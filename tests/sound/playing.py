"""Stand-ins for what plays: programs on a path of their own that tell what they are given, and what came of it."""

from __future__ import annotations

import os
import select
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

PATIENCE = 60.0
"""Seconds until something that never comes is given up. Nothing waits so long unless it is broken."""


def without_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a tone is made late, and a program takes its time to fail: neither means anything here."""
    for moment in ("LATE", "LATE_BELL", "QUICK"):
        monkeypatch.setattr(f"selfcare.sound.worker.{moment}", PATIENCE)


class Heard:
    """Lines that stand-ins write to a named pipe."""

    def __init__(self, path: Path) -> None:
        os.mkfifo(path)
        self.path = path
        self._pipe = os.open(path, os.O_RDWR | os.O_NONBLOCK)
        self._rest = b""

    def __del__(self) -> None:
        os.close(self._pipe)

    def line(self, patience: float = PATIENCE) -> str:
        """The next line; empty if none comes in time."""
        while b"\n" not in self._rest:
            if not select.select([self._pipe], [], [], patience)[0]:
                return ""
            self._rest += os.read(self._pipe, 4096)
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode()

    @property
    def nothing(self) -> bool:
        """Whether nothing more was written so far."""
        return self.line(0.0) == ""


PROGRAM = """#!{python} -IS
import os, signal, sys
heard = os.open({heard!r}, os.O_WRONLY)
def say(words):
    os.write(heard, (words + chr(10)).encode())
def stop(*_):
    say("{name} ended")
    os._exit(0)
signal.signal(signal.SIGTERM, stop)
print("cannot open the audio device")
print("cannot open the audio device", file=sys.stderr)
sys.stdout.flush()
try:
    os.write(os.open("/dev/tty", os.O_WRONLY), b"cannot open the audio device")
except OSError:
    pass
say(" ".join(["{name}", str(os.getpid()), *sys.argv[1:]]))
{then}
"""

PLAYS, FAILS, HANGS, IS_DEAF = (
    "",
    "sys.exit(1)",
    "signal.pause()",
    "signal.signal(signal.SIGTERM, signal.SIG_IGN)\nsignal.pause()",
)
"""What a program does once it has told what it was given."""


def program(folder: Path, name: str, then: str, heard: Heard) -> None:
    """Put a program of this name on the path `folder`."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(PROGRAM.format(python=sys.executable, heard=str(heard.path), name=name, then=then))
    path.chmod(0o755)


def until(is_so: Callable[[], bool]) -> None:
    """Wait for something that nothing tells of."""
    never = threading.Event()
    for _ in range(int(PATIENCE / 0.005)):
        if is_so():
            return
        never.wait(0.005)
    raise AssertionError("it never was so")


def is_gone(process: int) -> bool:
    """Whether there is no process of this number any more."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False
