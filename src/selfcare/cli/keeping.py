"""Files of the cache directory: text that can be made again, with a sum that a damaged file does not have.

What cannot be read is not there; what cannot be written costs the next start time, and nothing else.
"""

from __future__ import annotations

import os
from binascii import crc32


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
    beside = f"{path}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
        with open(os.open(beside, flags, 0o600), "w", encoding="utf-8") as file:
            file.write(f"{_sum(text)}\n{text}")
        os.replace(beside, path)
    except OSError:
        return


def _sum(text: str) -> str:
    return f"{crc32(text.encode('utf-8', 'replace')):08x}"
