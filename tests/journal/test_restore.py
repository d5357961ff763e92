"""A copy in the place of the journal: looked through first, the journal of before kept, old or new at every instant."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from selfcare.errors import StorageError, UsageError
from selfcare.journal import backup, connection, restore
from selfcare.journal.backup import on_demand
from selfcare.journal.integrity import examine
from selfcare.journal.migrate import STEPS
from selfcare.journal.place import Place
from tests.journal.sample import NOON, event, opened, saved

VERSION_1 = Path(__file__).parent / "version-1.sql"
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
FORK = multiprocessing.get_context("fork")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A journal with one entry and its correction in the copy of the day, and three more entries since."""
    with opened(tmp_path / "home") as store:
        one = saved(store)
        saved(store, "entry.corrected", 1, one.id)
        store.tidy()
        for minute in (2, 3, 4):
            saved(store, minutes=minute)
    return tmp_path / "home"


def copy_of(home: Path) -> Path:
    return home / "copies" / "journal-2026-12-03.db"


def asides(home: Path) -> list[Path]:
    return sorted((home / "copies").glob("journal-before-restore-*.db"))


def restored(home: Path, file: Path) -> str:
    with restore.ready(home, str(file)) as ready:
        return restore.put(home, ready, NOON)


def ids(home: Path) -> list[str]:
    with opened(home) as store:
        return [one.id for one in store.everything()]


def altered(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()


def test_a_restored_copy_is_the_journal_and_the_one_before_is_kept(home: Path) -> None:
    before = ids(home)
    bytes_before = copy_of(home).read_bytes()
    kept = restored(home, copy_of(home))
    assert ids(home) == before[:2]
    assert examine(home, verify=True).findings == ()
    assert Path(kept) == home / "copies" / "journal-before-restore-2026-12-03T12-00-00.db"
    assert copy_of(home).read_bytes() == bytes_before
    assert restored(home, Path(kept)).endswith("12-00-00-2.db")
    assert ids(home) == before
    with opened(home) as store:
        assert len(store.events()) == 4


def test_what_would_come_and_go_is_known_before(home: Path) -> None:
    with restore.ready(home, str(copy_of(home))) as ready:
        altered(home / "journal.db", "DELETE FROM event WHERE seq = 2")
        change = restore.change(home, ready)
    assert change is not None
    assert (change.comes, change.goes, change.here.events, ready.extent.events) == (1, 3, 4, 2)
    assert ready.extent.newest is not None and ready.extent.newest.kind == "entry.corrected"
    assert not list((home / "copies").glob("*.part*"))


def test_a_program_that_has_the_journal_open_goes_on_with_what_was_restored(home: Path) -> None:
    with opened(home) as other:
        assert len(other.events()) == 4
        restored(home, copy_of(home))
        assert len(other.events()) == 1
        saved(other, minutes=9)
        assert len(other.events()) == 2
    assert examine(home, verify=True).findings == ()


def test_the_device_stays_itself_whatever_copy_it_takes_in(home: Path, tmp_path: Path) -> None:
    with opened(home) as store:
        here = store.device
    restored(tmp_path / "another", copy_of(home))
    with opened(tmp_path / "another") as store:
        assert store.device != here
        assert store.last() is None  # what another device did is not taken back here
        saved(store, minutes=60)
    on_demand(tmp_path / "another", NOON.date())
    restored(home, copy_of(tmp_path / "another"))
    (home / "journal.mark").unlink()
    restored(home, copy_of(home))
    with opened(home) as store:
        assert store.device == here
        assert store.last() is not None
    assert examine(home, verify=True).findings == ()


def half(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def overwritten(file: Path) -> None:
    with file.open("r+b") as raw:
        raw.seek(4096)
        raw.write(b"\x00" * 4096 * 4)


DAMAGE: list[Callable[[Path], object]] = [
    half,
    overwritten,
    lambda file: file.write_bytes(b"junk" * 2000),
    lambda file: file.write_bytes(b""),
    Path.unlink,
    lambda file: altered(file, "PRAGMA user_version=0"),
    lambda file: altered(file, "PRAGMA application_id=7"),
]


@pytest.mark.parametrize("spoil", DAMAGE)
def test_a_journal_that_does_not_open_is_replaced_and_what_is_left_of_it_kept(
    home: Path, spoil: Callable[[Path], object]
) -> None:
    journal = home / "journal.db"
    spoil(journal)
    left = journal.read_bytes() if journal.exists() else b""
    with pytest.raises(StorageError, match="`selfcare restore`"):
        os.utime(home / "journal.mark", (0, 0))
        opened(home)
    with restore.ready(home, str(copy_of(home))) as ready:
        assert restore.change(home, ready) is None
        kept = restore.put(home, ready, NOON)
    assert len(ids(home)) == 2
    assert examine(home, verify=True).findings == ()
    assert (Path(kept).read_bytes() if kept else b"") == left


def test_what_was_noted_of_a_write_cut_short_is_kept_and_not_applied_to_the_copy(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "journal.db-journal").write_bytes(noted := b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\x01" * 2000)
    monkeypatch.setattr(restore, "_is_sound", lambda place: False)  # SQLite cannot even take that write back
    monkeypatch.setattr(restore, "_lock", lambda held, place: None)
    synced: list[str] = []
    monkeypatch.setattr(restore, "sync_file", synced.append)
    monkeypatch.setattr(restore, "sync_folder", synced.append)
    kept = restored(home, copy_of(home))
    assert (home / "journal.db-journal").stat().st_size == 0
    copies, *gone, comes, place = synced
    assert gone == [str(home / "journal.db-journal"), str(home)]  # surely away before the other file comes
    assert (copies, Path(comes).parent, place) == (str(home / "copies"), home / "copies", str(home))
    assert Path(kept + "-journal").read_bytes() == noted
    assert len(ids(home)) == 2


def newer(file: Path) -> None:
    altered(file, f"PRAGMA user_version={len(STEPS) + 1}")


def changed_row(file: Path) -> None:
    altered(file, "DROP TRIGGER event_never_changes", "UPDATE event SET note = 'x' WHERE seq = 1")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (half, "is damaged"),
        (overwritten, "is damaged"),
        (changed_row, "is damaged, so nothing was restored"),
        (newer, "newer selfcare"),
        (lambda file: file.write_bytes(b"junk" * 2000), "is no copy of a journal"),
        (lambda file: file.write_bytes(b""), "is no copy of a journal"),
        (lambda file: altered(file, "PRAGMA journal_mode=WAL"), "is no copy of a journal"),
        (lambda file: altered(file, "PRAGMA application_id=7"), "is no copy of a journal"),
        (lambda file: (file.unlink(), file.mkdir()), "not an ordinary file"),
        (Path.unlink, "cannot be read"),
    ],
)
def test_a_copy_that_cannot_be_relied_upon_is_refused_and_nothing_changes(
    home: Path, spoil: Callable[[Path], object], sentence: str
) -> None:
    before = (home / "journal.db").read_bytes()
    spoil(copy_of(home))
    with pytest.raises(StorageError, match=sentence) as refused:
        restored(home, copy_of(home))
    assert str(copy_of(home)) in str(refused.value)
    assert (home / "journal.db").read_bytes() == before
    assert asides(home) == []
    assert not list((home / "copies").glob("*.part*"))


def test_the_journal_itself_is_no_copy(home: Path) -> None:
    with pytest.raises(UsageError, match="is the journal itself"):
        restored(home, home / "journal.db")


def test_a_broken_pipe_while_somebody_is_asked_is_not_told_as_a_full_disk(home: Path) -> None:
    with pytest.raises(BrokenPipeError), restore.ready(home, str(copy_of(home))):
        raise BrokenPipeError
    assert not list((home / "copies").glob("*.part*"))


def test_an_older_copy_is_brought_up_to_date_and_stays_as_it_is(home: Path) -> None:
    old = home.parent / "old.db"
    with closing(sqlite3.connect(old)) as raw:
        raw.executescript(VERSION_1.read_text(encoding="utf-8"))
    before = old.read_bytes()
    restored(home, old)
    assert len(ids(home)) == 3
    assert examine(home, verify=True).findings == ()
    assert old.read_bytes() == before
    with opened(home) as store:
        assert store.drafts() == {"log.pain/note": "half a sen"}


def test_a_journal_of_a_newer_version_is_not_replaced(home: Path) -> None:
    newer(home / "journal.db")
    with pytest.raises(StorageError, match="newer selfcare"):
        restored(home, copy_of(home))
    assert asides(home) == []


def test_a_journal_in_use_is_not_replaced(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "WAIT", 0.0)
    with closing(sqlite3.connect(home / "journal.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="in use by another program"):
            restored(home, copy_of(home))
    assert asides(home) == []
    assert len(ids(home)) == 5


def test_nothing_written_meanwhile_falls_between_old_and_new(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy, refused = backup.copy, []

    def and_somebody_writes(place: Place, name: str) -> str:
        made = copy(place, name)
        monkeypatch.setattr(connection, "WAIT", 0.0)
        with opened(home) as other, pytest.raises(StorageError, match="in use by another program") as told:
            other.append(event(other))
        refused.append(told)
        return made

    monkeypatch.setattr(backup, "copy", and_somebody_writes)
    kept = restored(home, copy_of(home))
    assert len(refused) == 1
    assert len(ids(home)) == 2
    with closing(sqlite3.connect(kept)) as raw:
        assert raw.execute("SELECT count(*) FROM event").fetchone() == (5,)


def die_at(home: Path, number: int) -> None:
    """Restore, and be killed at the so-many-th call to the system that Python tells of."""
    left = [number]

    def count(name: str, arguments: tuple[object, ...]) -> None:
        if name in ("open", "os.rename", "os.truncate", "os.remove", "sqlite3.connect", "os.chmod"):
            left[0] -= 1
            if not left[0]:
                os._exit(9)

    sys.addaudithook(count)
    restored(home, copy_of(home))


@pytest.mark.parametrize("spoil", [None, half])
def test_a_kill_at_any_step_leaves_the_old_or_the_new(home: Path, spoil: Callable[[Path], object] | None) -> None:
    before = ids(home)
    if spoil:
        spoil(home / "journal.db")
    old, copy = (home / "journal.db").read_bytes(), copy_of(home).read_bytes()
    for number in range(1, 200):
        (home / "journal.db").write_bytes(old)
        child = FORK.Process(target=die_at, args=(home, number))
        child.start()
        child.join()
        assert copy_of(home).read_bytes() == copy
        if spoil and (home / "journal.db").read_bytes() == old:
            assert child.exitcode == 9
        else:
            assert ids(home) in (before[:2], before)
        if child.exitcode == 0:
            break
    assert number > 15
    assert ids(home) == before[:2]


def test_a_disk_without_room_changes_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (home / "journal.db").write_bytes(b"junk" * 2000)
    monkeypatch.setattr(restore, "_copy_bytes", full)
    with pytest.raises(StorageError, match="no space left on device"):
        restored(home, copy_of(home))
    assert (home / "journal.db").read_bytes() == b"junk" * 2000
