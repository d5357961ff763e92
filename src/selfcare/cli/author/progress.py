"""How far a long command has come, on one line of stderr that it takes away again; only where that is a terminal."""

from __future__ import annotations

import sys
import time
from types import TracebackType

EVERY = 0.1
"""Seconds between two pictures."""


class Progress:
    """`with Progress(1000) as progress: progress.step()`. Of nothing, nothing is shown."""

    def __init__(self, whole: int) -> None:
        self._whole = whole if whole and sys.stderr.isatty() else 0
        self._done = 0
        self._shown = 0.0
        self._width = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        now = time.monotonic()
        if self._whole and now - self._shown >= EVERY:
            self._shown = now
            line = f"{self._done} of {self._whole}"
            self._width = len(line)
            sys.stderr.write(f"\r{line}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
            sys.stderr.flush()
            self._width = 0
