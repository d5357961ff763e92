"""Notices that the program is about to be stopped from the terminal (ctrl+z): time stands still first, to the instant.

Without it a stop would be known by the gap it leaves, and one of under three seconds not at all.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

STOP = getattr(signal, "SIGTSTP", None)


@contextmanager
def standing_still(stand: Callable[[], None]) -> Iterator[None]:
    """Call `stand` when the program is about to be stopped. Where that is ignored, or cannot be, nothing changes."""
    if (
        STOP is None
        or threading.current_thread() is not threading.main_thread()
        or signal.getsignal(STOP) is not signal.SIG_DFL
    ):
        yield
        return

    def told(number: int, frame: FrameType | None) -> None:
        stand()
        signal.signal(number, signal.SIG_DFL)  # the system knows who can be stopped: not whom no shell would wake again
        os.kill(os.getpid(), number)
        signal.signal(number, told)

    signal.signal(STOP, told)
    try:
        yield
    finally:
        signal.signal(STOP, signal.SIG_DFL)
