"""Where things are kept: the platform's own directories, or everything under `SELFCARE_HOME`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal, NamedTuple

Kind = Literal["data", "config", "state", "cache"]


class Places(NamedTuple):
    """Directories that may not exist yet; whoever writes creates them, 0700."""

    data: Path
    config: Path
    state: Path
    cache: Path

    @property
    def journal(self) -> Path:
        """The one file that cannot be made again."""
        return self.data / "journal.db"

    @property
    def glance(self) -> Path:
        """The picture of Today, for the next start."""
        return self.cache / "glance"

    @property
    def preferences(self) -> Path:
        """The preferences of this device."""
        return self.config / "config.toml"


def places() -> Places:
    """The directories of this person on this machine."""
    if home := os.environ.get("SELFCARE_HOME"):
        root = Path(home).expanduser().absolute()
        return Places(root / "data", root / "config", root / "state", root / "cache")
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("selfcare", appauthor=False)
    return Places(dirs.user_data_path, dirs.user_config_path, dirs.user_state_path, dirs.user_cache_path)


def make_private(directory: Path) -> None:
    """Create `directory` for its owner only. Raises `OSError`."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
