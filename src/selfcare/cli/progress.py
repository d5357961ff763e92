"""How far a long command has come, on one line of stderr that it takes away again; only where that is a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TypeVar

T = TypeVar("T")

EVERY = 0.1
"""Seconds between two pictures."""


class Progress:
    """`with Progress(1000) as progress: progress.step()`. Of nothing, nothing is shown. None: of an unknown number."""

    def __init__(self, whole: int | None) -> None:
        self._of = "" if whole is None else f" of {whole}"
        self._is_shown = whole != 0 and sys.stderr.isatty()
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
        if not self._is_shown:
            return
        now = time.monotonic()
        if now - self._shown >= EVERY:
            self._shown = now
            line = f"{self._done}{self._of}"
            self._width = len(line)
            sys.stderr.write(f"\r{line}")
            sys.stderr.flush()

    def over(self, things: Iterable[T]) -> Iterator[T]:
        """The same things; each that is taken is one step."""
        for thing in things:
            yield thing
            self.step()

    def clear(self) -> None:
        """Take the line away."""
        if self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
            sys.stderr.flush()
            self._width = 0
