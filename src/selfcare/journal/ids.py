"""UUIDv7 (RFC 9562, 5.7), ours until Python 3.14. The store makes one for every event before it is written."""

from __future__ import annotations

import os
from threading import Lock

_RANDOM_BITS = 74
_STEP_BITS = 56
"""How far the next id is ahead, at random, where the clock does not tell: so far that two devices which go on from the
same id do not meet, and so little that a hundred thousand of them take a millisecond."""
_LAST_MILLISECOND = 0xF000_0000_0000
"""Ids beyond it (the year 10,889) were made by nobody's clock; they do not push ours forward."""


class IdMaker:
    """Makes ids that only grow, also when the clock goes back. One per store; safe in several threads."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = Lock()

    def after(self, milliseconds: int, greatest: str) -> str:
        """An id for an instant (milliseconds since 1970) that is greater than all before it and than `greatest`."""
        with self._lock:
            seen = _bare(greatest) if greatest else 0
            last = max(self._last, seen if seen >> _RANDOM_BITS < _LAST_MILLISECOND else 0)
            fresh = milliseconds << _RANDOM_BITS | _random(_RANDOM_BITS)
            self._last = fresh if fresh >> _RANDOM_BITS > last >> _RANDOM_BITS else last + 1 + _random(_STEP_BITS)
            return _dressed(self._last)


def _random(bits: int) -> int:
    return int.from_bytes(os.urandom(10), "big") >> (80 - bits)


def _dressed(bare: int) -> str:
    """122 bits, with version 7 and the variant put in their places."""
    high, low = bare >> 62, bare & ((1 << 62) - 1)
    number = (high >> 12) << 80 | 7 << 76 | (high & 0xFFF) << 64 | 2 << 62 | low
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _bare(id: str) -> int:
    """The 122 bits of an id; 0 for an id that is no UUID."""
    try:
        number = int(id.replace("-", ""), 16)
    except ValueError:
        return 0
    return (number >> 80) << _RANDOM_BITS | (number >> 64 & 0xFFF) << 62 | number & ((1 << 62) - 1)
