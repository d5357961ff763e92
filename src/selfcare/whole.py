"""A file of ours that is written whole or not at all, for its owner only; and how files and names are made to last.

The glance file, what the command line keeps in the cache, and the preferences are written here. The journal and what
leaves it have ways of their own to write, and make their files last by the same two calls.
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


def sync_file(path: str) -> None:
    """Make what was written to a file durable."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(path: str) -> None:
    """Make the names in a folder durable."""
    if os.name == "nt":
        return  # a folder cannot be opened there
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
