"""Tones that were made once, kept as WAV files for the players and for the next time.

A file is complete or not there; one that was cut off or damaged since is made again. Its name says what it is. Where
nothing can be kept, nothing can be played either, and the terminal's bell has to do. Used by the worker's thread alone.
"""

from __future__ import annotations

import os
import stat
import struct
import sys
import time
import zlib
from array import array
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from selfcare.core.frozen import replace
from selfcare.core.script import Tone
from selfcare.sound import synthesis

LIMIT = 24_000_000
"""Bytes that are kept: nine minutes. The longest unused go first."""

LEFT_BEHIND = 3_600.0
"""Seconds after which a file that was never finished is in nobody's hands any more."""

STEPS = 10
"""Lengths of phases there are to a second: where the pace moves a little with each breath, tones are shared."""

HEADER = struct.Struct("<4sI4s 4sIHHIIHH 4sII 4sI")
"""RIFF, the format, a checksum of our own that players pass over, and the head of the samples."""


def shared(tone: Tone) -> Tone:
    """The tone that is played for this one: of a phase, the next shorter one of those that are kept."""
    if tone.kind in synthesis.STRUCK or tone.seconds < 1:
        return tone
    return replace(tone, seconds=int(min(tone.seconds, synthesis.LONGEST) * STEPS + 1e-6) / STEPS)


class Cache:
    """The folder of tones."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._whole: set[Path] = set()

    def path(self, tone: Tone, volume: str) -> Path | None:
        """The file of a tone, if it is there and whole. It is read through once, and its size seen to every time."""
        path, samples = self._path(tone, volume), synthesis.count(tone)
        try:
            if path in self._whole and path.stat().st_size == _size(samples):
                return path
            self._whole.discard(path)
            if not _is_whole(path, samples):
                return None
            os.utime(path)  # it is in use, and not the first to go
        except OSError:
            self._whole.discard(path)
            return None
        self._whole.add(path)
        return path

    def making(self, tone: Tone, volume: str) -> Iterator[None]:
        """Make the file of a tone, a millisecond's work at a time. If it cannot be kept it is not there afterwards."""
        made = array("h")
        for piece in synthesis.pieces(tone, volume):
            made.extend(piece)
            yield
        with suppress(OSError):
            self._keep(self._path(tone, volume), _wav(made))

    def _path(self, tone: Tone, volume: str) -> Path:
        milliseconds = round(synthesis.seconds(tone) * 1000)
        return self.folder / f"{_PREFIX}{tone.kind}-{milliseconds}-{volume}.wav"

    def _keep(self, path: Path, content: bytes) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
        temporary.unlink(missing_ok=True)
        try:
            handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            temporary.replace(path)
        finally:
            _remove(temporary)
        self._clear(path)

    def _clear(self, newest: Path) -> None:
        """Let go of what no version of ours plays any more, and of the longest unused beyond the limit."""
        kept: list[tuple[float, Path, int]] = []
        for path in self.folder.iterdir():
            status = path.lstat()
            if path.name.startswith(_PREFIX):
                kept.append((status.st_mtime, path, status.st_size))
            elif path.suffix != ".part" or time.time() - status.st_mtime > LEFT_BEHIND:
                _remove(path)
        over = sum(size for _, _, size in kept) - LIMIT
        for _, path, size in sorted(kept):
            if over <= 0:
                return
            if path != newest:
                _remove(path)
                self._whole.discard(path)
                over -= size


_PREFIX = f"v{synthesis.VERSION}-"


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _wav(made: array[int]) -> bytes:
    if sys.byteorder == "big":
        made.byteswap()
    content = made.tobytes()
    return _header(content) + content


def _header(content: bytes) -> bytes:
    rate, size = synthesis.RATE, len(content)
    form = (b"fmt ", 16, 1, 1, rate, 2 * rate, 2, 16)
    check = (b"crc ", 4, zlib.crc32(content))
    return HEADER.pack(b"RIFF", HEADER.size - 8 + size, b"WAVE", *form, *check, b"data", size)


def _size(count: int) -> int:
    return HEADER.size + 2 * count


def _is_whole(path: Path, count: int) -> bool:
    """Whether the file is what was written. Raises `OSError` where there is none."""
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode) or status.st_size != _size(count):
        return False
    content = path.read_bytes()
    return content[: HEADER.size] == _header(content[HEADER.size :])
