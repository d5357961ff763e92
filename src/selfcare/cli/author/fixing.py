"""`plan check --fix`: writes exact replacements into files, or shows them; a file is replaced whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

from selfcare.cli.streams import say
from selfcare.core.text import plain
from selfcare.errors import SelfcareError, StorageError, UsageError, reason

if TYPE_CHECKING:
    from selfcare.cli.author.files import Meant

MARK = b"\xef\xbb\xbf"
"""What some editors put before UTF-8. It is kept."""
SHOWN = 100
"""Characters of a changed line."""


def fix(named: Sequence[Meant], arguments: Namespace) -> list[int]:
    """Write what can be replaced, or show it; the exit codes of files that could not be written."""
    from selfcare.cli.author.files import STDIN

    for one in named:
        if one.name == STDIN or not one.is_path:
            what = "what is typed" if one.name == STDIN else f"'{plain(one.name)}', which is a plan of the library"
            raise UsageError(f"--fix writes files, and not {what}")
    codes = []
    for one in named:
        if one.trouble is not None:
            continue  # told by the check
        try:
            _fix(one.name, arguments)
        except SelfcareError as error:
            say(str(error))
            codes.append(error.exit_code)
    return codes


def _fix(name: str, arguments: Namespace) -> None:
    from selfcare import planfile
    from selfcare.planfile.fix import LARGEST, changes, fixed
    from selfcare.planfile.problem import Problems
    from selfcare.planfile.toml import guard

    try:
        raw = guard.read_bytes(name)
    except StorageError:
        return  # told by the check
    before = guard.decode(raw, name, Problems())
    if before is None:
        return
    label = plain(name)
    if len(before) > LARGEST:
        raise StorageError(f"{label} is too large for --fix ({LARGEST // 1024} KiB at most), so it was left as it is")
    after = fixed(before, label, lambda text: planfile.check_bytes(text.encode(), name, strict=arguments.strict))
    if after == before:
        return
    if arguments.diff:
        _tell(arguments, *_difference(label, before, after))
        return
    if not arguments.dry_run:
        replace(Path(name), raw, MARK * raw.startswith(MARK) + after.encode())
    _tell(arguments, *(f"{label}:{one.line}: {_cut(one.before)} → {_cut(one.after)}" for one in changes(before, after)))


def _tell(arguments: Namespace, *lines: str) -> None:
    """On stdout, which is for programs in other formats."""
    stream = sys.stdout if arguments.format == "text" else sys.stderr
    stream.write("".join(f"{plain(line)}\n" for line in lines))


def _cut(line: str) -> str:
    line = line.strip()
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def _difference(label: str, before: str, after: str) -> list[str]:
    from difflib import unified_diff

    return list(unified_diff(before.splitlines(), after.splitlines(), label, label, lineterm="", n=1))


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Put `after` in the place of the file that a link leads to, with its rights; old or new, never half of it.

    Raises StorageError if it may not be written, or is no longer `before`.
    """
    name = plain(str(path))
    real = path.resolve()
    try:
        mode = real.stat().st_mode
        if not (mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) and os.access(real, os.W_OK)):
            raise StorageError(f"{name} may not be written, so it was left as it is")
        handle, made = mkstemp(prefix=f".{real.name}.", dir=real.parent)
    except OSError as error:
        raise StorageError(f"{name} cannot be written: {reason(error)}") from None
    beside = Path(made)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(handle)
        beside.chmod(stat.S_IMODE(mode))
        _keep_owner(beside, real)
        if real.read_bytes() != before:
            raise StorageError(f"{name} was changed by somebody else meanwhile, so it was left as it is")
        beside.replace(real)
    except OSError as error:
        raise StorageError(f"{name} cannot be written: {reason(error)}") from None
    finally:
        with suppress(OSError):
            beside.unlink()


def _keep_owner(beside: Path, real: Path) -> None:
    """Only the superuser may give a file away; for others it is theirs anyway."""
    found = real.stat()
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(beside, found.st_uid, found.st_gid)
