"""The terminal's own bell, and silence: two ways to be `ports.Sound`. `cli` picks one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from selfcare.core.script import Tone

BELL = b"\a"


class Silent:
    """Makes no sound."""

    def prepare(self, tones: Collection[Tone]) -> None:
        """Nothing."""

    def play(self, tone: Tone) -> None:
        """Nothing."""

    def hush(self) -> None:
        """Nothing."""


class TerminalBell:
    """Rings the terminal itself, whatever has become of stdout. The byte moves no cursor, so no screen is disturbed."""

    def __init__(self, terminal: str = "/dev/tty") -> None:
        self._terminal = terminal

    def prepare(self, tones: Collection[Tone]) -> None:
        """Nothing has to be made."""

    def hush(self) -> None:
        """Its bell is over at once."""

    def play(self, tone: Tone) -> None:
        """Ring once, whatever the tone.

        A terminal that is gone, stopped or missing stays silent: a bell is never worth waiting for.
        """
        try:
            # Opened anew: a stopped terminal (ctrl+s) must not block, and O_NONBLOCK on stdout's own handle is shared.
            handle = os.open(self._terminal, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
        except OSError:
            return
        try:
            os.write(handle, BELL)
        except OSError:
            pass
        finally:
            os.close(handle)
