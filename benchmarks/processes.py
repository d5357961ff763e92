"""Commands and how they are run: the same interpreter and the same bare environment for ours and for the floors."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from time import clock_gettime

HERE = Path(__file__).parent
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR")
"""Of the environment; anything else could make one run differ from the next."""

Command = tuple[str, ...]

PASS = (sys.executable, "-c", "pass")
HELLO = (sys.executable, str(HERE / "hello.py"))
LISTING = (sys.executable, str(HERE / "listing.py"))
NAIVE = (sys.executable, str(HERE / "naive.py"))


class MeasureError(Exception):
    """The harness could not measure: something it started did not do what it should."""


def selfcare(*words: str) -> Command:
    """The command as people run it: the script that was installed beside this interpreter, or else the module."""
    script = Path(sys.executable).with_name("selfcare")
    return (str(script), *words) if script.exists() else (sys.executable, "-m", "selfcare", *words)


def environment(home: Path | None = None) -> dict[str, str]:
    """What a child sees: little, a terminal of 256 colours, and where selfcare keeps its files."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, "TERM": "xterm-256color", **({"SELFCARE_HOME": str(home)} if home else {})}


def cpu(command: Command, env: Mapping[str, str]) -> float:
    """Run to the end without a terminal; seconds of CPU, user and system. Raises `MeasureError` unless it ends well."""
    actions = [
        (os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0)
        for number in (0, 1)  # what goes wrong stays visible on stderr
    ]
    child = os.posix_spawn(command[0], command, env, file_actions=actions)
    _, status, used = os.wait4(child, 0)
    if code := os.waitstatus_to_exitcode(status):
        raise MeasureError(f"{' '.join(command)} ended with {code}")
    return used.ru_utime + used.ru_stime


def cpu_so_far(process: int) -> float:
    """Seconds of CPU that a running process has used, by the kernel's clock of that process (Linux)."""
    return clock_gettime(~process << 3 | 2)
