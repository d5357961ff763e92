"""A file of ours that is written whole or not at all, for its owner only.

The glance file, what the command line keeps in the cache, and the preferences are written here.
"""

from __future__ import annotations

import os


def write(path: str, content: bytes, *, lasting: bool = False) -> None:
    """Put `content` in the place of the file, making its folder. Until then, and if it fails, `path` is what it was.

    `lasting`: it is on the disk, not on its way there, before it takes its place. Raises `OSError`.
    """
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    beside = f"{path}.{os.getpid()}"
    opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        with open(opened, "wb") as file:
            file.write(content)
            if lasting:
                file.flush()
                os.fsync(opened)
        os.replace(beside, path)
    except OSError:
        os.unlink(beside)
        raise
