"""Which closures were read without an error by this version of selfcare: they skip the shape stage, and so pydantic."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from selfcare import __version__

MOST = 200
"""Hashes that are remembered, the latest ones."""


class GoodHashes:
    """A small file of hashes in the cache directory.

    Losing it costs time and nothing else, so no error of it is ever raised.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._hashes: list[str] | None = None

    def __contains__(self, hash: str) -> bool:
        """Whether a closure is known to be good."""
        return hash in self._known()

    def add(self, hash: str) -> None:
        """Remember a closure."""
        if hash not in self._known():
            self._hashes = [*self._known(), hash][-MOST:]
            with suppress(OSError):
                self._write(self._hashes)

    def _known(self) -> list[str]:
        if self._hashes is None:
            self._hashes = list(self._read())
        return self._hashes

    def _read(self) -> Iterator[str]:
        """The hashes, if this version wrote them."""
        with suppress(OSError, UnicodeDecodeError):
            first, *rest = self.path.read_text(encoding="ascii").split("\n")
            if first == _first_line():
                yield from (line for line in rest if len(line) == 64)

    def _write(self, hashes: list[str]) -> None:
        temporary = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write("\n".join([_first_line(), *hashes, ""]))
        temporary.replace(self.path)


def _first_line() -> str:
    return f"selfcare {__version__}"
