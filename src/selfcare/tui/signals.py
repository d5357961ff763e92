"""What the app does when it is told to end from outside: drafts kept, the terminal given back, exit 128 + n within two
seconds.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable

ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT") if hasattr(signal, name))

_Attributes = list[int | list[bytes | int]]

PATIENCE = 1.5
"""Seconds the app may take to end by itself."""

RESTORE = "\x1b[<u\x1b[?2004l\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?7h\x1b[?1049l\x1b[?25h\x1b[?1004l"
"""What a terminal has to be told to be as it was: keys, paste, mouse, wrapping, screen, cursor, focus reports."""


def install(loop: asyncio.AbstractEventLoop, end: Callable[[int], None]) -> None:
    """Call `end(exit_code)` in the loop on the first ending signal. If that takes too long, leave by force."""
    attributes = _terminal_attributes()

    def told(number: int) -> None:
        code = 128 + number
        watchdog = threading.Timer(PATIENCE, _leave_by_force, (code, attributes))
        watchdog.daemon = True
        watchdog.start()
        end(code)

    for number in ENDING:
        try:
            loop.add_signal_handler(number, told, int(number))
        except (NotImplementedError, ValueError, RuntimeError):
            return  # not this platform, or not the main thread


def remove(loop: asyncio.AbstractEventLoop) -> None:
    """Give the signals back."""
    for number in ENDING:
        try:
            loop.remove_signal_handler(number)
        except (NotImplementedError, ValueError, RuntimeError):
            return


def _terminal_attributes() -> _Attributes | None:
    try:
        import termios
    except ImportError:
        return None
    try:
        return termios.tcgetattr(0)
    except (termios.error, OSError):
        return None


def _leave_by_force(code: int, attributes: _Attributes | None) -> None:
    try:
        if attributes is not None:
            import termios

            termios.tcsetattr(0, termios.TCSANOW, attributes)
        os.write(2, RESTORE.encode())
    finally:
        os._exit(code)
