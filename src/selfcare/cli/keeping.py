"""Files of the cache directory: text that can be made again, with a sum that a damaged file does not have.

What cannot be read is not there; what cannot be written costs the next start time, and nothing else.
"""

from __future__ import annotations

import os
from binascii import crc32
from contextlib import suppress

from selfcare import __version__, whole

TYPE_CHECKING = False  # `typing` would cost a quick entry two milliseconds
if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.core.ports import Journal


def read(path: str) -> str | None:
    """The text, if it is whole."""
    try:
        with open(path, encoding="utf-8") as file:
            check, _, text = file.read().partition("\n")
    except (OSError, ValueError):
        return None
    return text if check == _sum(text) else None


def write(path: str, text: str) -> None:
    """Keep `text` for its owner alone, whole or not at all."""
    with suppress(OSError):
        whole.write(path, f"{_sum(text)}\n{text}".encode())


def state(journal: Journal, kinds: Sequence[str], *more: str) -> str:
    """What a text depends on: events of these `kinds`, the version, and `more`. It is good while this is the same."""
    changes = journal.events(kinds)
    return " ".join([*more, __version__, str(len(changes)), changes[-1].id if changes else ""])


def keep_latest(folder: str, most: int) -> None:
    """Take away all files of a folder but the `most` that were written last."""
    with suppress(OSError), os.scandir(folder) as entries:
        latest = sorted(entries, key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
        for entry in latest[most:]:
            os.unlink(entry.path)


def _sum(text: str) -> str:
    return f"{crc32(text.encode('utf-8', 'replace')):08x}"
