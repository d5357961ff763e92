"""The terminal's own bell: what is left where nothing plays tones. Chosen by `selfcare.sound.players`."""

from __future__ import annotations

import os
import time
from pathlib import Path

from selfcare.core.script import Tone, ToneKind

BELL = b"\a"

TERMINAL = "CONOUT$" if os.name == "nt" else "/dev/tty"
"""The terminal itself, whatever has become of stdout."""

QUICK, SLOW = 0.2, 0.6
"""Seconds between the bells of one tone."""

BEATS: dict[ToneKind, tuple[int, float]] = {
    "in": (1, 0.0),
    "out": (2, QUICK),
    "hold": (3, QUICK),
    "rest": (3, QUICK),
    "ask": (2, QUICK),
    "end": (2, SLOW),
}
"""How many bells a tone is, and how far apart, so that it can be told what to do. The others are one. A rest is a hold
too: what came before says which."""


def ring(terminal: str = TERMINAL) -> None:
    """Ring once. The byte moves no cursor, so no screen is disturbed.

    A terminal that is gone, stopped or missing stays silent: a bell is never worth waiting for.
    """
    try:
        # Opened anew: a stopped terminal (ctrl+s) must not block, and O_NONBLOCK on stdout's own handle is shared.
        handle = os.open(terminal, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
    except OSError:
        return
    try:
        os.write(handle, BELL)
    except OSError:
        pass
    finally:
        os.close(handle)


class Beats:
    """A tone as bells. Whoever looks rings what is due. Implements `players.Sounding`."""

    def __init__(self, tone: Tone, terminal: str) -> None:
        self._terminal = terminal
        self._left, self._gap = BEATS.get(tone.kind, (1, 0.0))
        self._next = time.monotonic()
        self.look()

    def look(self) -> bool | None:
        """Ring if it is time. True: all of it was rung."""
        if self._left and time.monotonic() >= self._next:
            ring(self._terminal)
            self._left -= 1
            self._next += self._gap
        return None if self._left else True

    def wakes(self) -> float:
        """Seconds until it wants to be looked at."""
        return max(0.0, self._next - time.monotonic())

    def end(self) -> None:
        """No more of it."""
        self._left = 0


class TerminalBell:
    """Implements `players.Player`, and never fails."""

    name = "the terminal's own bell"
    plays_files = False

    def __init__(self, terminal: str = TERMINAL) -> None:
        self._terminal = terminal

    def warm(self) -> None:
        """Nothing has to be made."""

    def begin(self, path: Path | None, tone: Tone) -> Beats:
        """Ring for this tone."""
        return Beats(tone, self._terminal)

    def close(self) -> None:
        """Nothing is open."""
