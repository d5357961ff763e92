"""Where things are kept: the platform's own directories, or everything under `SELFCARE_HOME`.

Plain paths, so that what has to be quick need not import `pathlib`.
"""

from __future__ import annotations

import os
import sys
from collections import namedtuple

from selfcare import glance

Places = namedtuple("Places", ["data", "cache", "journal", "glance", "preferences"])
"""Two directories and three files, which may not exist yet; whoever writes creates them, for their owner alone."""


def places() -> Places:
    """The places of this person on this machine."""
    quick = glance.places()
    if quick is None:
        from platformdirs import PlatformDirs

        dirs = PlatformDirs("selfcare", appauthor=False)
        quick = (
            os.path.join(dirs.user_cache_dir, "glance"),
            os.path.join(dirs.user_data_dir, "journal.db"),
            os.path.join(dirs.user_config_dir, "config.toml"),
        )
    kept, journal, preferences = quick
    return Places(os.path.dirname(journal), os.path.dirname(kept), journal, kept, preferences)


def practices() -> str:
    """The directory for marks of practices under way."""
    return os.path.join(state(), "practices")


def state() -> str:
    """The directory for what says where the program failed, and for marks of practices under way."""
    if home := os.environ.get("SELFCARE_HOME"):
        return os.path.join(os.path.abspath(os.path.expanduser(home)), "state")
    if sys.platform not in ("win32", "darwin") and glance.places() is not None:  # `platformdirs` is dear at the start
        given = os.environ.get("XDG_STATE_HOME", "")
        kept = given if os.path.isabs(given) else os.path.expanduser("~/.local/state")
        return os.path.join(kept, "selfcare")
    from platformdirs import user_state_dir

    return user_state_dir("selfcare", appauthor=False)
