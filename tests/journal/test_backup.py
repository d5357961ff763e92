"""Copies: when they are made, which are kept, and that a bad one never takes the place of a good one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.errors import StorageError
from selfcare.journal import backup
from selfcare.journal.connection import connect
from selfcare.journal.integrity import examine
from selfcare.journal.place import Place
from tests.journal.sample import NOON, opened, saved


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "copies").glob("*"))


def test_the_first_write_of_a_day_is_copied_when_the_store_closes(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        one = saved(store)
    assert names(tmp_path) == ["journal-2026-12-03.db"]
    with closing(sqlite3.connect(tmp_path / "copies" / "journal-2026-12-03.db")) as copy:
        assert copy.execute("SELECT id FROM event").fetchall() == [(one.id,)]


def test_reading_makes_no_copy_and_a_second_write_of_the_day_none_either(tmp_path: Path) -> None:
    opened(tmp_path).close()
    assert names(tmp_path) == []
    for _ in range(2):
        with opened(tmp_path) as store:
            saved(store)
            store.tidy()
    with closing(sqlite3.connect(tmp_path / "copies" / "journal-2026-12-03.db")) as copy:
        assert copy.execute("SELECT count(*) FROM event").fetchone() == (1,)


def test_two_weeks_and_twelve_months_are_kept(tmp_path: Path) -> None:
    place = Place(tmp_path)
    for ago in range(400, -1, -20):
        with opened(tmp_path, NOON - timedelta(days=ago)) as store:
            saved(store)
    days = [day for day, _ in backup.copies(place)]
    assert len(days) == len(backup.kept(days)) == 16
    assert days[0] == NOON.date()


@settings(max_examples=100)
@given(st.sets(st.dates(date(2024, 1, 1), date(2026, 12, 31))))
def test_the_last_fourteen_and_the_last_of_each_of_twelve_months_are_kept(days: set[date]) -> None:
    kept = backup.kept(days)
    assert set(sorted(days)[-14:]) <= kept <= days
    months = sorted({(day.year, day.month) for day in days})[-12:]
    assert {max(day for day in days if (day.year, day.month) == month) for month in months} <= kept
    assert len(kept) <= 26


def test_unfinished_copies_of_the_dead_are_swept_away_and_strangers_stay(tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    for name, age in (("journal-2026-12-01.db.1-a.part", 0), ("journal-2026-12-03.db.2-b.part", 4e9), ("note.txt", 0)):
        (copies / name).touch()
        os.utime(copies / name, (age, age))
    (copies / "journal-2026-99-99.db").touch()
    with opened(tmp_path) as store:
        saved(store)
    assert names(tmp_path) == [
        "journal-2026-12-03.db",
        "journal-2026-12-03.db.2-b.part",
        "journal-2026-99-99.db",
        "note.txt",
    ]


def test_a_copy_that_fails_leaves_no_trace_and_the_answer_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    with opened(tmp_path) as store:
        one = saved(store)
        with monkeypatch.context() as patched:
            patched.setattr(backup, "make_durable", fail)
            with pytest.raises(StorageError, match=r"no copy could be made .*no space left"):
                store.tidy()
            store.close()
        assert names(tmp_path) == []
    with opened(tmp_path) as store:
        assert store.events() == [one]


def test_copies_that_cannot_be_swept_away_do_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: str) -> list[str]:
        raise OSError(5, "Input/output error")

    with opened(tmp_path) as store:
        saved(store)
        with monkeypatch.context() as patched:
            patched.setattr("os.listdir", fail)
            store.close()
    assert names(tmp_path) == ["journal-2026-12-03.db"]


def test_a_damaged_journal_is_not_copied_over_and_is_refused_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as store:
        saved(store)
        with monkeypatch.context() as patched:
            patched.setattr(backup, "is_sound", lambda connection: False)
            with pytest.raises(StorageError, match="is damaged"):
                store.tidy()
        assert names(tmp_path) == []
        assert (tmp_path / "journal.mark").stat().st_mtime == 0


def test_a_copy_does_not_wait_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path) as store:
        saved(store)
        monkeypatch.setattr("selfcare.journal.connection.WAIT", 0.0)
        with closing(connect(str(tmp_path / "journal.db"))) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(StorageError, match="in use by another program"):
                store.tidy()
            other.execute("ROLLBACK")


def test_a_copy_put_in_the_place_of_a_lost_journal_is_that_journal(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        one = saved(store)
    (tmp_path / "journal.db").unlink()
    (tmp_path / "copies" / "journal-2026-12-03.db").rename(tmp_path / "journal.db")
    with opened(tmp_path) as store:
        assert store.events() == [one]
        saved(store, minutes=1)
    assert examine(tmp_path, verify=True).findings == ()
