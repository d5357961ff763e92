"""A slow line: so many bytes a second, taken in sips. Pure: it is told the time."""

from __future__ import annotations

SIP = 24
"""Bytes that are taken at once at most: a fortieth of a second of a line of 9,600 baud."""


class Bucket:
    """What a line of `rate` bytes a second can carry now. Nothing is saved up for later but one sip."""

    def __init__(self, rate: float, now: float) -> None:
        self.rate = rate
        self._room, self._seen = float(SIP), now

    def at(self, now: float) -> int:
        """Bytes that may be taken at this moment."""
        self._room = min(float(SIP), self._room + (now - self._seen) * self.rate)
        self._seen = now
        return int(self._room)

    def spend(self, taken: int) -> None:
        """So many were taken."""
        self._room -= taken

    @property
    def wait(self) -> float:
        """Seconds until there is room for half a sip."""
        return max(0.0, (SIP / 2 - self._room) / self.rate)
