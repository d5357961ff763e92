"""What is not a sound journal of ours is refused with a sentence, and not a byte of it changes."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from selfcare import whole
from selfcare.errors import StorageError
from selfcare.journal import connection, place
from selfcare.journal.migrate import STEPS
from tests.journal.sample import NOON, event, opened, saved


def begun(folder: Path) -> Path:
    """A journal with a few events; gives its file."""
    with opened(folder) as store:
        for minute in range(20):
            saved(store, minutes=minute)
    return folder / "journal.db"


def altered(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()


def foreign(file: Path) -> None:
    file.unlink()
    altered(file, "CREATE TABLE contacts (name TEXT)")


def foreign_write_ahead(file: Path) -> None:
    file.unlink()
    altered(file, "PRAGMA journal_mode=WAL", "CREATE TABLE contacts (name TEXT)")


def half(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def overwritten_pages(file: Path) -> None:
    with file.open("r+b") as raw:
        raw.seek(4096)
        raw.write(b"\x00" * 4096 * 4)


SPOILED: list[tuple[Callable[[Path], object], str]] = [
    (lambda file: os.truncate(file, 0), "has become empty"),
    (lambda file: file.write_bytes(b""), "has become empty"),
    (half, "is damaged"),
    (overwritten_pages, "is damaged"),
    (lambda file: file.write_bytes(b"junk" * 2000), "not a journal of selfcare"),
    (lambda file: file.write_bytes(b"x"), "not a journal of selfcare"),
    (foreign, "not a journal of selfcare"),
    (foreign_write_ahead, "not a journal of selfcare"),
    (lambda file: altered(file, f"PRAGMA user_version={len(STEPS) + 1}"), "newer selfcare"),
    (lambda file: altered(file, "PRAGMA user_version=0"), "is damaged"),
    (lambda file: altered(file, "PRAGMA application_id=7"), "not a journal of selfcare"),
]


@pytest.mark.parametrize(("spoil", "sentence"), SPOILED)
def test_a_spoiled_journal_is_refused_and_left_as_it_is(
    tmp_path: Path, spoil: Callable[[Path], object], sentence: str
) -> None:
    file = begun(tmp_path)
    spoil(file)
    os.utime(tmp_path / "journal.mark", (0, 0))
    before = file.read_bytes()
    with pytest.raises(StorageError, match=sentence) as refused:
        opened(tmp_path)
    assert str(file) in str(refused.value)
    assert refused.value.exit_code == 3
    assert file.read_bytes() == before


def test_a_journal_that_is_gone_is_not_begun_anew(tmp_path: Path) -> None:
    begun(tmp_path).unlink()
    with pytest.raises(StorageError, match="is gone"):
        opened(tmp_path)
    assert not (tmp_path / "journal.db").exists()


def symlink(file: Path) -> None:
    (file.parent / "elsewhere.db").write_bytes(b"")
    file.symlink_to("elsewhere.db")


def hard_link(file: Path) -> None:
    (file.parent / "elsewhere.db").write_bytes(b"")
    file.hardlink_to(file.parent / "elsewhere.db")


@pytest.mark.parametrize(
    ("put", "sentence"),
    [
        (symlink, "not an ordinary file"),
        (lambda file: file.symlink_to("nowhere"), "not an ordinary file"),
        (hard_link, "second name"),
        (os.mkfifo, "not an ordinary file"),
        (lambda file: file.mkdir(), "not an ordinary file"),
    ],
)
def test_what_is_not_an_ordinary_file_is_refused(tmp_path: Path, put: Callable[[Path], object], sentence: str) -> None:
    put(tmp_path / "journal.db")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(StorageError, match=sentence):
        opened(tmp_path)
    assert sorted(tmp_path.iterdir()) == before


def test_a_journal_of_another_account_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    with pytest.raises(StorageError, match="belongs to another account"):
        opened(tmp_path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match=r"cannot be used .*make sure that it is yours"):
        opened(tmp_path / "file" / "data")


def test_only_the_owner_may_look_in(tmp_path: Path) -> None:
    previous = os.umask(0)
    try:
        file = begun(tmp_path / "data")
    finally:
        os.umask(previous)
    for inside in (tmp_path / "data").rglob("*"):
        assert stat.S_IMODE(inside.stat().st_mode) == (0o700 if inside.is_dir() else 0o600), inside
    file.chmod(0o644)
    (tmp_path / "data").chmod(0o755)
    opened(tmp_path / "data").close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_a_path_with_signs_that_mean_something_in_a_uri_works(tmp_path: Path) -> None:
    assert begun(tmp_path / "what?mode=ro#50% ä\udcff").is_file()


def test_a_start_that_was_cut_short_before_the_first_commit_begins_anew(tmp_path: Path) -> None:
    (tmp_path / "journal.db").touch(0o600)
    assert begun(tmp_path).stat().st_size > 0


def test_a_mark_that_was_lost_is_made_again(tmp_path: Path) -> None:
    begun(tmp_path)
    (tmp_path / "journal.mark").unlink()
    opened(tmp_path).close()
    assert (tmp_path / "journal.mark").exists()


def test_a_mark_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: str, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(place, "write_whole", fail)
    with pytest.raises(StorageError, match=r"journal\.mark cannot be written \(no space left on device\)"):
        opened(tmp_path)


def test_a_build_that_refuses_a_setting_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_SETTINGS", (("synchronous", "EXTRA", 99),))
    with pytest.raises(StorageError, match="refuses synchronous=EXTRA"):
        opened(tmp_path)


def test_events_never_change(tmp_path: Path) -> None:
    with closing(sqlite3.connect(begun(tmp_path))) as raw, pytest.raises(sqlite3.IntegrityError, match="never change"):
        raw.execute("UPDATE event SET note = 'x'")


def test_a_journal_moved_while_it_is_open_is_told(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as store:
        saved(store)
        (tmp_path / "data" / "journal.db").rename(tmp_path / "moved.db")
        with pytest.raises(StorageError, match="was moved while it was open"):
            store.append(event(store))


def test_a_file_begun_by_another_in_the_same_moment_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin = os.open

    def someone_was_quicker(path: str, flags: int, mode: int = 0o777) -> int:
        if path == str(tmp_path / "journal.db"):
            os.close(begin(path, flags, mode))
        return begin(path, flags, mode)

    monkeypatch.setattr(os, "open", someone_was_quicker)
    assert begun(tmp_path).stat().st_size > 0


def test_a_folder_that_may_only_be_read_is_checked_at_every_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str, times: tuple[float, float]) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(os, "utime", refuse)
    begun(tmp_path)
    monkeypatch.setattr("selfcare.journal.store.is_sound", lambda connection: False)
    with pytest.raises(StorageError, match="is damaged"):
        opened(tmp_path, NOON + timedelta(days=1))


def test_where_folders_cannot_be_opened_their_names_are_not_synced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "name", "nt")
    whole.sync_folder("nowhere")


def test_a_row_that_cannot_be_read_is_damage(tmp_path: Path) -> None:
    file = begun(tmp_path)
    altered(file, "DROP TRIGGER event_never_changes", "UPDATE event SET answers = '[]' WHERE seq = 3")
    with opened(tmp_path) as store, pytest.raises(StorageError, match="is damaged"):
        store.events()


def test_without_a_mark_a_check_is_due(tmp_path: Path) -> None:
    assert place.Place(tmp_path).checked_at() == 0.0


def test_words_of_the_file_that_are_no_text_any_more_are_damage(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="is damaged"), connection.sentences(place.Place(tmp_path)):
        b"\xc5".decode()
