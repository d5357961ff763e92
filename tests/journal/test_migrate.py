"""From version to version: complete or not at all, after a copy, by one of many."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from selfcare.errors import StorageError
from selfcare.journal import migrate
from selfcare.journal.integrity import examine
from tests.journal.sample import opened, saved

VERSIONS = sorted(Path(__file__).parent.glob("version-*.sql"))
VERSION_1 = VERSIONS[0]
"""A journal as each version wrote it. Made once; released versions are added, never changed."""

Step = Callable[[sqlite3.Connection], None]
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
FORK = multiprocessing.get_context("fork")


def second(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE draft ADD COLUMN kept INTEGER NOT NULL DEFAULT 0")


def third(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE extra (key TEXT PRIMARY KEY)")


LATER = (*migrate.STEPS, second, third)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The folder of a journal of version 1."""
    return written(tmp_path, VERSION_1)


def written(folder: Path, version: Path) -> Path:
    with closing(sqlite3.connect(folder / "journal.db")) as raw:
        raw.executescript(version.read_text(encoding="utf-8"))
    (folder / "journal.mark").write_text("00112233aabbccdd\n")
    return folder


def version_of(file: Path) -> int:
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(raw.execute("PRAGMA user_version").fetchone()[0])


def tables_of(folder: Path) -> list[list[str]]:
    with closing(sqlite3.connect(folder / "journal.db")) as raw:
        found = raw.execute("SELECT sql FROM sqlite_master WHERE sql <> '' ORDER BY name")
        return [sql.split() for (sql,) in found]


def test_a_journal_of_each_version_is_kept() -> None:
    assert [version.stem for version in VERSIONS] == [f"version-{number + 1}" for number in range(len(migrate.STEPS))]


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.stem)
def test_the_tables_of_a_released_version_are_never_edited(version: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    written(old, version)
    opened(new).close()
    tables = [tables_of(folder) for folder in (old, new)]
    assert all(table in tables[1] for table in tables[0])
    opened(old).close()
    assert tables_of(old) == tables_of(new)


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.stem)
def test_a_journal_of_each_version_is_read_and_whole(version: Path, tmp_path: Path) -> None:
    old = written(tmp_path, version)
    with opened(old) as store:
        assert store.device == "00112233aabbccdd"
        assert [(one.kind, one.path, dict(one.values), one.note) for one in store.events()] == [
            ("entry.corrected", "log.stress", {"level": 3}, "après"),
            ("session.recorded", "breath.box", {"seconds": 300.5}, ""),
        ]
        assert store.drafts() == {"log.pain/note": "half a sen"}
    assert examine(old, verify=True).findings == ()


def test_all_steps_run_after_a_copy_was_made(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "STEPS", LATER)
    with opened(old) as store:
        assert len(store.events()) == 2
    assert version_of(old / "journal.db") == len(LATER)
    assert version_of(old / "copies" / "journal-before-version-4.db") == 1


def test_a_step_that_fails_leaves_the_old_version(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(connection: sqlite3.Connection) -> None:
        third(connection)
        connection.execute("SELECT nonsense")

    monkeypatch.setattr(migrate, "STEPS", (*migrate.STEPS, second, failing))
    with pytest.raises(StorageError, match="could not be used"):
        opened(old)
    assert version_of(old / "journal.db") == 1
    monkeypatch.setattr(migrate, "STEPS", LATER)
    opened(old).close()
    assert version_of(old / "journal.db") == len(LATER)


def test_without_room_for_the_copy_nothing_is_migrated(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = (old / "journal.db").read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(migrate, "STEPS", LATER)
        patched.setattr("selfcare.journal.backup.make_durable", full)
        with pytest.raises(StorageError, match=r"no copy could be made .*no space left"):
            opened(old)
    assert (old / "journal.db").read_bytes() == before
    assert list((old / "copies").iterdir()) == []


def dying(step: Step, before: bool) -> Step:
    """The step, with the process killed before or after it."""

    def step_then_die(connection: sqlite3.Connection) -> None:
        if not before:
            step(connection)
        connection.execute("PRAGMA cache_spill=0")
        os.kill(os.getpid(), signal.SIGKILL)

    return step_then_die


def open_and_close(folder: Path, steps: tuple[Step, ...]) -> None:
    migrate.STEPS = steps
    opened(folder).close()


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_kill_at_any_step_leaves_the_old_version(old: Path, number: int, before: bool) -> None:
    steps = [*LATER]
    steps[number] = dying(steps[number], before)
    child = FORK.Process(target=open_and_close, args=(old, tuple(steps)))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    assert version_of(old / "journal.db") == 1
    assert version_of(old / "copies" / "journal-before-version-4.db") == 1
    with opened(old) as store:
        assert len(store.events()) == 2


@pytest.mark.parametrize("folder", ["old", "new"])
def test_of_eight_programs_that_start_at_once_one_does_it(
    old: Path, tmp_path_factory: pytest.TempPathFactory, folder: str
) -> None:
    place = old if folder == "old" else tmp_path_factory.mktemp("new")
    children = [FORK.Process(target=open_and_close, args=(place, LATER)) for _ in range(8)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0] * 8
    assert version_of(place / "journal.db") == len(LATER)
    if folder == "old":
        assert version_of(old / "copies" / "journal-before-version-4.db") == 1


def test_a_migrated_journal_can_be_written(old: Path) -> None:
    with opened(old) as store:
        one = saved(store, minutes=10**6)
        assert store.events()[-1] == one
        assert store.sequence == 4
