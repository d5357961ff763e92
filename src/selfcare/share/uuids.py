"""Names that stay the same from export to export, so that what is brought in twice is there once.

Called by `fhir` and `calendar`. They hang on nothing but what the journal keeps: no machine, no time, no chance.
"""

from __future__ import annotations

from uuid import UUID, uuid5

_OURS = UUID("6f6b3d5e-5a0e-5d0e-9d5c-3b1f0c7a2e41")
"""The namespace of names made here (RFC 9562, 5.5). It never changes, or everything is brought in a second time."""


def of(*parts: str) -> str:
    """The name of what these parts tell apart, a UUID in lower case."""
    whole = "".join(f"{len(part)}:{part}" for part in parts)
    return str(uuid5(_OURS, whole.encode("utf-8", "backslashreplace").decode()))


def kept(name: str) -> str:
    """The id of a record: a UUID as it stands; for one from elsewhere that is none, a name made from it."""
    try:
        return str(UUID(name))
    except ValueError:
        return of("id", name)
