"""Preferences of this device, kept in `config.toml`. Unknown keys of that file are kept as they are."""

from __future__ import annotations

import os

from selfcare.core import hours
from selfcare.core.hours import Hours
from selfcare.core.preferences import PREFERENCES
from selfcare.errors import UsageError


class FilePreferences:
    """Implements `ports.Preferences`."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._kept: dict[str, object] | None = None

    def get(self, key: str) -> str:
        """The choice; the default where there is none, or one that this version does not know."""
        preference = next(known for known in PREFERENCES if known.key == key)
        value = self._read().get(key)
        known = isinstance(value, str) and (not preference.options or value in preference.options)
        return str(value) if known else preference.default

    @property
    def hours(self) -> Hours:
        """How times are written."""
        locale = next(filter(None, (os.environ.get(name) for name in ("LC_ALL", "LC_TIME", "LANG"))), "")
        return hours.choose(self.get("hours"), locale)

    def set(self, key: str, value: str) -> None:
        """Keep a choice."""
        preference = next((known for known in PREFERENCES if known.key == key), None)
        if preference is None:
            raise UsageError(f"there is no preference '{key}'")
        if preference.options and value not in preference.options:
            raise UsageError(f"{key} can be {', '.join(preference.options)}; '{value}' is none of them")
        from pathlib import Path

        from selfcare.planfile import config

        self._kept = {**self._read(), key: value}
        config.write(Path(self._path), self._kept)

    def _read(self) -> dict[str, object]:
        """The file's content, read once; most people have none, and then nothing is imported for it."""
        if self._kept is None:
            if not os.path.exists(self._path):
                self._kept = {}
            else:
                from pathlib import Path

                from selfcare.planfile import config

                self._kept = config.read(Path(self._path))
        return self._kept
