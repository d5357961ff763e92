"""The composition root: builds the `Env` of ports that the commands and the faces work with."""

from __future__ import annotations

import os
from contextlib import closing, contextmanager

TYPE_CHECKING = False  # `typing` would cost a quick entry two milliseconds
if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.cli.clock import SystemClock
    from selfcare.core.ports import Env
    from selfcare.journal.store import Store


@contextmanager
def open_journal() -> Iterator[tuple[Store, SystemClock]]:
    """The journal of this person and the clock to write to it by. Raises `StorageError`, `UsageError`."""
    from selfcare.cli.clock import system_clock
    from selfcare.cli.places import places
    from selfcare.journal.store import open_store

    clock = system_clock(preference("zone"))
    with open_store(places().data, now=clock.now) as journal:
        yield journal, clock


def preference(key: str) -> str:
    """One preference of this device. Most people have none, and then nothing is read or imported for it."""
    from selfcare.cli.places import places

    path: str = places().preferences
    if not os.path.exists(path):
        return ""
    from selfcare.cli.preferences import FilePreferences

    return FilePreferences(path).get(key)


def language() -> str:
    """The language plans are wished for in: the preference, else that of the locale, as `fr-CA`; empty: as they are."""
    locale = next(filter(None, (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    tag = locale.partition(".")[0].partition("@")[0].replace("_", "-")
    return preference("language") or ("" if tag in ("C", "POSIX") else tag)


@contextmanager
def environment() -> Iterator[Env]:
    """Everything a command may touch, for as long as it runs. Raises `StorageError`, `UsageError`."""
    with whole_environment() as (env, _):
        yield env


@contextmanager
def whole_environment() -> Iterator[tuple[Env, Store]]:
    """The same, and the journal as the one that can be read from end to end, for exports."""
    from selfcare.cli.glances import FileGlance
    from selfcare.cli.marks import FileMarks
    from selfcare.cli.papers import FilePapers
    from selfcare.cli.places import places, practices
    from selfcare.cli.preferences import FilePreferences
    from selfcare.cli.shelf import JournalShelf
    from selfcare.core.ports import Env
    from selfcare.sound import choose

    here = places()
    preferences = FilePreferences(here.preferences)
    with open_journal() as (journal, clock), closing(choose(here.cache, preferences.get)) as sound:
        shelf = JournalShelf(journal, clock, here.cache, language())
        glance = FileGlance(here)
        marks = FileMarks(practices)
        papers = FilePapers(preferences)
        env = Env(clock, journal, shelf, sound, preferences, glance, marks, papers)
        glance.env = env
        yield env, journal


def logs_file() -> str:
    """Where the logs of the short way are remembered."""
    from selfcare.cli.places import places

    return os.path.join(places().cache, "logs.json")
