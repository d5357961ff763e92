"""An event as it is written down: a JSON object, the same on every device, and the hash over it.

The journal hashes its rows with it, so the hash in an export is the hash in the journal. What is empty is left out.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

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


def record(event: Event) -> dict[str, Json]:
    """The event as a JSON object, without its hash. The plan's closure hash is `closure`."""
    whole: dict[str, Json] = {
        "id": event.id,
        "device": event.device,
        "kind": event.kind,
        "plan": event.plan,
        "version": event.version,
        "closure": event.hash,
        "path": event.path,
        "occurrence": event.occurrence,
        "answered": stamp(event.answered),
        "meant": stamp(event.meant) if event.meant else None,
        "shown": stamp(event.shown) if event.shown else None,
        "values": dict(event.values),
        "note": event.note,
        "supersedes": event.supersedes,
    }
    return {name: value for name, value in whole.items() if value}


def digest(record: dict[str, Json]) -> str:
    """The hash of a record: sha256 over its canonical JSON in UTF-8, in hexadecimal."""
    from hashlib import sha256  # brings in OpenSSL: not for who only reads

    return sha256(canonical(record).encode()).hexdigest()
