"""`config.toml`: preferences of this device. Read with patience, written whole by tomli_w, with keys of others kept.

Called by the command line, which knows where the file is. Comments are lost when it is written: the program owns this
file.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from selfcare import whole
from selfcare.errors import StorageError, reason
from selfcare.planfile.problem import Problems
from selfcare.planfile.toml import guard


def read(path: Path) -> dict[str, Any]:
    """What the file says; nothing if there is none.

    Raises `StorageError` for a file that cannot be read or understood.
    """
    if not path.exists():
        return {}
    text = guard.decode(guard.read_bytes(path), str(path), Problems())
    if text is None:
        raise _not_understood(path)
    try:
        return guard.parse_all(text)
    except guard.RefusedError:
        raise _not_understood(path) from None


def words(path: Path) -> dict[str, str]:
    """The texts at the top of the file, for preferences. A file that cannot be read or understood has none."""
    try:
        return {key: value for key, value in read(path).items() if isinstance(value, str)}
    except StorageError:
        return {}


def write(path: Path, changes: Mapping[str, object]) -> None:
    """Change some keys and keep the others;

    None takes a key out. Old or new, never half of it. Raises `StorageError`.
    """
    import tomli_w

    values = {**read(path), **changes}
    text = tomli_w.dumps({key: value for key, value in values.items() if value is not None})
    try:
        whole.write(str(path), text.encode("utf-8"), lasting=True)
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {reason(error)}") from None


def _not_understood(path: Path) -> StorageError:
    return StorageError(f"{path} cannot be understood; mend it, or move it away to begin anew")
