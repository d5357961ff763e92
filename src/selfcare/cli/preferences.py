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
        self._kept: dict[str, str] | None = None

    def get(self, key: str) -> str:
        """The choice; the default where there is none, or one that this version does not know."""
        preference = next(known for known in PREFERENCES if known.key == key)
        value = self._read().get(key, preference.default)
        return value if not preference.options or value in preference.options else preference.default

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

        config.write(Path(self._path), {key: value})
        self._kept = None

    def _read(self) -> dict[str, str]:
        """What the file says, read once. A file that cannot be understood says nothing: `doctor` tells, and until it is
        mended nothing is written over it. Most people have none, and then nothing is imported for it."""
        if self._kept is None:
            self._kept = {}
            if os.path.exists(self._path):
                from pathlib import Path

                from selfcare.planfile import config

                self._kept = config.words(Path(self._path))
        return self._kept
