"""An event as it is written down: a JSON object, the same on every device, and the hash over it.

The journal hashes its rows with it, so the hash in an export is the hash in the journal. What is empty is left out.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from json.encoder import encode_basestring

from selfcare.core.canonical import canonical
from selfcare.core.event import Event, Json

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def zone_name(instant: datetime) -> str:
    """The name of the zone of an aware datetime: `Europe/Berlin`; empty for a bare offset."""
    zone = instant.tzinfo
    if isinstance(zone, timezone):
        name = zone.tzname(None)
        return "" if name.startswith(("UTC+", "UTC-")) else name
    return getattr(zone, "key", None) or ""


def normal(instant: datetime) -> datetime:
    """The same instant with a local time that exists (a local time in the gap of a clock change does not)."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return instant.astimezone(UTC).astimezone(instant.tzinfo)


def microseconds(instant: datetime) -> int:
    """Microseconds since 1970, UTC."""
    return (instant - EPOCH) // _MICROSECOND


def offset_seconds(instant: datetime) -> int:
    """How far the local time is ahead of UTC, in seconds."""
    return (instant.utcoffset() or timedelta()) // timedelta(seconds=1)


def stamp(instant: datetime) -> str:
    """`2026-12-03T14:30:00.000000+01:00[Europe/Berlin]` (RFC 9557)."""
    local = normal(instant)
    name = zone_name(local)
    text = local.isoformat(timespec="microseconds")
    return f"{text}[{name}]" if name else text


def read_stamp(text: str) -> datetime:
    """The instant that `stamp` wrote, in its zone. Raises `ValueError`, `OverflowError`."""
    local, bracket, zone = text.partition("[")
    instant = datetime.fromisoformat(local)
    if instant.tzinfo is None:
        raise ValueError("an instant without its offset")
    return in_zone(instant, offset_seconds(instant), zone[:-1] if bracket else "")


def in_zone(instant: datetime, offset: int, name: str) -> datetime:
    """In its zone; where that is unknown, or its rules have changed since, at the offset it had, by that name."""
    zone = _zone(name) if name else None
    if zone is not None:
        local = instant.astimezone(zone)
        if offset_seconds(local) == offset:
            return local
    shift = timedelta(seconds=offset)
    return instant.astimezone(timezone(shift, name) if name else timezone(shift))


@lru_cache(maxsize=64)
def _zone(name: str) -> tzinfo | None:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


class Record:
    """The event as a JSON object in canonical spelling (RFC 8785), and the hash over that.

    Its members are those of the event; the plan's closure hash is `closure`, instants are as `stamp` writes them.
    Raises `ValueError` for what JSON cannot carry exactly.
    """

    __slots__ = ("_after", "_before", "hash", "values")

    hash: str
    """sha256 over the object without its hash, in UTF-8, in hexadecimal."""
    values: str
    """The answers, as canonical JSON."""

    def __init__(self, event: Event) -> None:
        from hashlib import sha256  # brings in OpenSSL: not for who only reads

        self.values = canonical(event.values)
        # members are in the order of their names, `hash` between these two halves
        self._before = f'"answered":{_stamped(event.answered)}' + "".join(
            f',"{name}":{encode_basestring(value)}'
            for name, value in (("closure", event.hash), ("device", event.device))
            if value
        )
        self._after = "".join(
            f',"{name}":{spelled}'
            for name, spelled in (
                ("id", event.id and encode_basestring(event.id)),
                ("kind", event.kind and encode_basestring(event.kind)),
                ("meant", event.meant and _stamped(event.meant)),
                ("note", event.note and encode_basestring(event.note)),
                ("occurrence", event.occurrence and encode_basestring(event.occurrence)),
                ("path", event.path and encode_basestring(event.path)),
                ("plan", event.plan and encode_basestring(event.plan)),
                ("shown", event.shown and _stamped(event.shown)),
                ("supersedes", event.supersedes and encode_basestring(event.supersedes)),
                ("values", event.values and self.values),
                ("version", event.version and encode_basestring(event.version)),
            )
            if spelled
        )
        self.hash = sha256(f"{{{self._before}{self._after}}}".encode()).hexdigest()

    @property
    def line(self) -> str:
        """The object with its hash."""
        return f'{{{self._before},"hash":"{self.hash}"{self._after}}}'


def _stamped(instant: datetime) -> str:
    return encode_basestring(stamp(instant))


def digest(record: dict[str, Json]) -> str:
    """The hash of any other object: sha256 over its canonical JSON in UTF-8, in hexadecimal."""
    from hashlib import sha256

    return sha256(canonical(record).encode()).hexdigest()
