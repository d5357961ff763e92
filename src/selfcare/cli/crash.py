"""A crash leaves a file that says where, never with which values: no locals, no answers, no message."""

from __future__ import annotations

import os
from pathlib import Path
from traceback import extract_tb

from selfcare.cli.places import state


def write_crash(error: BaseException) -> Path | None:
    """Write the frames of `error`; returns the file, or None where it could not be written."""
    lines: list[str] = []
    link: BaseException | None = error
    while link is not None:
        lines.append(type(link).__qualname__)
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in extract_tb(link.__traceback__)
        ]
        link = link.__cause__ or link.__context__
    try:
        directory = Path(state())
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = directory / "crash.txt"
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    except OSError:
        return None
    return path
