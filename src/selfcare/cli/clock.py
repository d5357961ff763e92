"""The two clocks of this machine.

`SELFCARE_NOW` fixes the wall clock of a command, for tests and documentation: `2026-12-03T11:00:00-08:00`, and behind
it the name of a zone in brackets where days are to be counted across clock changes.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from selfcare.errors import UsageError

LOCALTIME = "/etc/localtime"

AWAKE_OR_NOT: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
"""The clock that runs on in a sleep. `time.monotonic` stands still then on Linux (`CLOCK_MONOTONIC`, clock_gettime(2))
and on a Mac (`mach_absolute_time`); None where it does not, on Windows."""


class SystemClock:
    """Implements `ports.Clock`."""

    def __init__(self, zone: tzinfo, fixed: datetime | None = None) -> None:
        self._zone = zone
        self._fixed = fixed

    def now(self) -> datetime:
        """Aware, in the person's zone."""
        return self._fixed or datetime.now(self._zone)

    def monotonic(self) -> float:
        """Seconds that only grow, also while the machine sleeps: that it slept is noticed by them."""
        return time.clock_gettime(AWAKE_OR_NOT) if AWAKE_OR_NOT is not None else time.monotonic()


def system_clock(preferred_zone: str = "") -> SystemClock:
    """The clock of a command. Raises `UsageError` if `SELFCARE_NOW` is no instant."""
    given = os.environ.get("SELFCARE_NOW")
    if not given:
        return SystemClock(local_zone(preferred_zone))
    from selfcare.core.typed import YEARS

    written, _, name = given.removesuffix("]").partition("[")
    named = zone_of(name)
    try:
        instant = datetime.fromisoformat(written)
    except ValueError:
        instant = datetime.min
    if instant.tzinfo is None or instant.year not in YEARS or (name and named is None):
        raise UsageError("SELFCARE_NOW is not an instant; write it as 2026-12-03T11:00:00-08:00")
    here = instant.astimezone(named or local_zone(preferred_zone))
    if here.utcoffset() != instant.utcoffset():  # written for another place: take its offset as the zone
        here = instant.replace(tzinfo=_named_offset(instant))
    return SystemClock(here.tzinfo or UTC, here)


def zone_of(name: str) -> tzinfo | None:
    """The zone of that name, if there is one."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def local_zone(preferred: str = "") -> tzinfo:
    """The zone by name, so that days outlive clock changes: the preference, `TZ`, or the machine's link."""
    names = (preferred, os.environ.get("TZ", "").removeprefix(":"), _linked_zone())
    return next(filter(None, map(zone_of, names)), None) or _named_offset(datetime.now(UTC).astimezone())


def _linked_zone() -> str:
    try:
        target = os.path.realpath(LOCALTIME)
    except OSError:
        return ""
    return target.partition("zoneinfo/")[2]


def _named_offset(instant: datetime) -> tzinfo:
    """A zone with the instant's own offset: a named one where whole hours allow it."""
    from zoneinfo import ZoneInfo

    offset = instant.utcoffset() or timedelta()
    hours, rest = divmod(offset.total_seconds(), 3600)
    if rest or not -12 <= hours <= 14:
        return timezone(offset)
    return ZoneInfo(f"Etc/GMT{-int(hours):+d}" if hours else "UTC")
