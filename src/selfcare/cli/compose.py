"""The composition root: builds the `Env` of ports that the commands and the faces work with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selfcare.core.ports import Env
    from selfcare.journal.store import Store


def open_journal() -> Store:
    """The journal of this person; close it, or use it in a `with`. Raises `StorageError`."""
    from selfcare.cli.clock import system_clock
    from selfcare.cli.places import places
    from selfcare.cli.preferences import FilePreferences
    from selfcare.journal.store import open_store

    here = places()
    return open_store(here.data, now=system_clock(FilePreferences(here.preferences).get("zone")).now)


@contextmanager
def environment() -> Iterator[Env]:
    """Everything a command may touch, for as long as it runs. Raises `StorageError`, `UsageError`."""
    from selfcare.cli.clock import system_clock
    from selfcare.cli.glances import FileGlance
    from selfcare.cli.places import places
    from selfcare.cli.preferences import FilePreferences
    from selfcare.cli.shelf import JournalShelf
    from selfcare.core.ports import Env
    from selfcare.journal.store import open_store
    from selfcare.sound import choose

    here = places()
    preferences = FilePreferences(here.preferences)
    clock = system_clock(preferences.get("zone"))
    with open_store(here.data, now=clock.now) as journal:
        shelf = JournalShelf(journal, clock, here.cache, preferences.get("language"))
        glance = FileGlance(here)
        env = Env(clock, journal, shelf, choose(preferences.get("sound")), preferences, glance)
        glance.env = env
        yield env
