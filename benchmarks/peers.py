"""Other people's timers, each installed from its registry into an environment of its own, as what others get.

None of them can be asked for its plan: an onset is what a reader of its screen sees change.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from benchmarks.onsets import Course, Onset, Piece, Sign, course, onsets
from benchmarks.processes import Command, environment
from benchmarks.terminal import Terminal, foremost, rest_all, words

INSTALL = ("install", "--quiet", "--disable-pip-version-check", "--no-input")
OWN_PATTERN = {"measured": [[2, "Breathe in"], [4, "Breathe out"]]}
STARTED = 6.0
"""Seconds that the slowest of them takes until its first phase."""
PATIENCE = 120.0
"""Seconds to install one."""
NEWEST = 15
"""The last 3.x that is looked for."""
BLINK = 0.2
"""Seconds within which two changes of a picture are one, which came in two pieces."""


class Peer(NamedTuple):
    """One of them: its name in the registry, its command, keys that start it, and what is gone by on its screen."""

    name: str
    command: tuple[str, ...]
    keys: bytes
    sign: Sign
    planned: Callable[[Sequence[Onset]], list[float]]
    """When each onset should have been, counted from the first, for those that were seen."""


class Result(NamedTuple):
    """How one fared, or why it was not measured."""

    name: str
    course: Course | None
    trouble: str = ""


def cycle_of(*seconds: float) -> Callable[[Sequence[Onset]], list[float]]:
    """Phases of these lengths, again and again, one after the other."""

    def planned(seen: Sequence[Onset]) -> list[float]:
        return [
            sum(seconds) * (number // len(seconds)) + sum(seconds[: number % len(seconds)])
            for number in range(len(seen))
        ]

    return planned


def whole_seconds(seen: Sequence[Onset]) -> list[float]:
    """Each whole second since the first change; one that was never shown is not held against the next."""
    return [float(round(each.at - seen[1].at)) for each in seen]


def phase_alone(text: str) -> str:
    """breathe-cli writes IN or OUT on a line of its own."""
    found = re.search(r"^\s*(IN|OUT)\s*$", text, re.MULTILINE)
    return found[1] if found else ""


def last_phase(text: str) -> str:
    """deep-breath-cli begins a line for each phase, under the one before, and clears the screen after each cycle."""
    found = re.findall(r"^Breathe (in|out) ", text, re.MULTILINE)
    return found[-1] if found else ""


PEERS = (
    # a countdown in big digits: any change of the picture is a new second
    Peer("termdown", ("termdown", "60m"), b"", str.strip, whole_seconds),
    # it breathes no faster than eight seconds a breath
    Peer(
        "breathe-cli",
        ("breathe", "--ratio", "3-5", "--duration", "10", "--no-log", "--no-sound", "--quiet"),
        b"",
        phase_alone,
        cycle_of(3.0, 5.0),
    ),
    Peer(
        "deep-breath-cli",
        ("breath", "start", "--pattern", "measured", "--cycle", "100"),
        b"y\n",
        last_phase,
        cycle_of(2.0, 4.0),
    ),
)


def measure(root: Path, seconds: float, *, at_once: bool) -> list[Result]:
    """All of them for so long: one after the other, or side by side for a first look."""
    place = root / "peers"
    installed = [(peer, *install(peer, place / peer.name)) for peer in PEERS]
    ready = [(peer, version, command) for peer, version, command in installed if command]
    results = [Result(peer.name, None, version) for peer, version, command in installed if not command]
    for group in [ready] if at_once else [[each] for each in ready]:
        results += _run(group, place, seconds)
    return results


def install(peer: Peer, place: Path) -> tuple[str, Command]:
    """Its version and its command; or why there is none, and no command."""
    trouble = ""
    for python in _pythons():
        try:
            _call(python, "-m", "venv", "--clear", "--without-pip", str(place))
            inside = str(place / "bin" / "python")
            _call(sys.executable, "-m", "pip", "--python", inside, *INSTALL, peer.name)
            version = _call(inside, "-c", f"import importlib.metadata as m; print(m.version('{peer.name}'))")
        except (subprocess.SubprocessError, OSError) as failure:
            trouble = trouble or str(failure)
            continue
        return version.strip(), (str(place / "bin" / peer.command[0]), *peer.command[1:])
    return f"could not be installed: {trouble}", ()


def _run(group: Sequence[tuple[Peer, str, Command]], place: Path, seconds: float) -> list[Result]:
    env = {**environment(), "HOME": str(_own_home(place))}
    with foremost(), ExitStack() as stack:
        terminals = [stack.enter_context(Terminal(command, env)) for _, _, command in group]
        rest_all(terminals, STARTED / 4)
        for (peer, _, _), terminal in zip(group, terminals, strict=True):
            if peer.keys:
                terminal.press(peer.keys)
        rest_all(terminals, STARTED * 3 / 4 + seconds)
    recordings = [terminal.recording() for terminal in terminals]
    return [_result(peer, version, recording) for (peer, version, _), recording in zip(group, recordings, strict=True)]


def _result(peer: Peer, version: str, recording: Sequence[Piece]) -> Result:
    """Its onsets after the first picture, which is no change of anything."""
    name = f"{peer.name} {version}"
    seen = whole(onsets(recording, peer.sign))
    if len(seen) < 4:
        return Result(name, None, f"does not run: {words(b''.join(piece for _, piece in recording))[-80:]!r}")
    return Result(name, course([each.at for each in seen[1:]], peer.planned(seen)[1:]))


def whole(seen: Sequence[Onset]) -> list[Onset]:
    """Without what follows within a blink: the rest of the same picture."""
    return [
        each for before, each in zip((None, *seen), seen, strict=False) if not before or each.at - before.at > BLINK
    ]


def _own_home(place: Path) -> Path:
    """Where they keep things; with a pattern like ours for the one that takes any."""
    home = place / "home"
    config = home / ".config" / "deep-breath-cli"
    config.mkdir(parents=True, exist_ok=True)
    (config / "presets.json").write_text(json.dumps(OWN_PATTERN))
    return home


def _pythons() -> Iterator[str]:
    """This interpreter, then newer ones of this machine: a peer may want one."""
    yield sys.executable
    for minor in range(sys.version_info.minor + 1, NEWEST + 1):
        name = f"python3.{minor}"
        if found := shutil.which(name):
            yield found
        yield from map(str, (Path.home() / ".pyenv" / "versions").glob(f"3.{minor}.*/bin/{name}"))


def _call(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    if done.returncode:
        raise subprocess.SubprocessError(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "no reason")
    return done.stdout
