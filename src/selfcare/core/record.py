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


def zone_word(instant: datetime) -> str:
    """What people read of its zone: the name, else the offset as `UTC+0100`."""
    return zone_name(instant) or f"UTC{instant.strftime('%z')}"


def normal(instant: datetime) -> datetime:
    """The same instant with a local time that exists (a local time in the gap of a clock change does not)."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return instant.astimezone(UTC).astimezone(instant.tzinfo)


def microseconds(instant: datetime) -> int:
    """Microseconds since 1970, UTC."""
    return (instant - EPOCH) // _MICROSECOND


def instant(microseconds: int) -> datetime:
    """The instant so many microseconds after the beginning of 1970, in UTC."""
    return EPOCH + timedelta(microseconds=microseconds)


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

        answered = _stamped(event.answered)
        self.values = canonical(event.values)
        # in the order of their names, and `hash` between these two halves
        self._before = f'{{"answered":{answered}{_member("closure", event.hash)}{_member("device", event.device)}'
        self._after = "".join(
            (
                _member("id", event.id),
                _member("kind", event.kind),
                f',"meant":{_stamped(event.meant)}' if event.meant else "",
                _member("note", event.note),
                _member("occurrence", event.occurrence),
                _member("path", event.path),
                _member("plan", event.plan),
                f',"shown":{_stamped(event.shown)}' if event.shown else "",
                _member("supersedes", event.supersedes),
                f',"values":{self.values}' if event.values else "",
                _member("version", event.version),
                "}",
            )
        )
        self.hash = sha256(f"{self._before}{self._after}".encode()).hexdigest()

    @property
    def line(self) -> str:
        """The object with its hash."""
        return f'{self._before},"hash":"{self.hash}"{self._after}'


def _member(name: str, text: str) -> str:
    return f',"{name}":{encode_basestring(text)}' if text else ""


def _stamped(instant: datetime) -> str:
    return encode_basestring(stamp(instant))


def digest(record: dict[str, Json]) -> str:
    """The hash of any other object: sha256 over its canonical JSON in UTF-8, in hexadecimal."""
    from hashlib import sha256

    return sha256(canonical(record).encode()).hexdigest()
