"""What the terminal can do."""

from __future__ import annotations

import os
import sys


def is_terminal() -> bool:
    """Somebody can read what we print and type an answer."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def is_full_screen() -> bool:
    """The cursor can be moved, so that the app can be shown."""
    return is_terminal() and os.environ.get("TERM", "") not in ("", "dumb")


def is_plain_terminal() -> bool:
    """Somebody reads line by line: there is a terminal, and nothing in it can be painted over."""
    return is_terminal() and not is_full_screen()
