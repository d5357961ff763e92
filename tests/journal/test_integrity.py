"""What `doctor` is told: facts, and each way of not being whole."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from selfcare.journal import integrity, standing
from selfcare.journal.integrity import examine, file_system
from tests.journal.sample import NOON, opened, saved


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A journal of eight events of which one was corrected, with a draft and a copy."""
    with opened(tmp_path) as store:
        made = [saved(store, minutes=minute) for minute in range(7)]
        saved(store, "entry.corrected", 9, made[0].id)
        store.save_draft("note", "half")
    return tmp_path


@contextmanager
def raw(folder: Path) -> Iterator[sqlite3.Connection]:
    """The file as someone sees it who does not keep to the rules."""
    with closing(sqlite3.connect(folder / "journal.db")) as connection:
        connection.execute("DROP TRIGGER event_never_changes")
        yield connection
        connection.commit()


def test_a_sound_journal_has_facts_and_no_findings(folder: Path) -> None:
    health = examine(folder, verify=True)
    assert health.findings == ()
    assert (health.file, health.mode, health.folder_mode) == (str(folder / "journal.db"), 0o600, 0o700)
    assert (health.version, health.events, health.standing) == (2, 8, 7)
    assert (health.copies, health.last_copy) == (1, NOON.date())
    assert health.bytes == (folder / "journal.db").stat().st_size


def test_where_there_is_no_journal_none_is_made(tmp_path: Path) -> None:
    health = examine(tmp_path / "data")
    assert (health.bytes, health.events, health.mode, health.findings) == (None, None, None, ())
    assert not (tmp_path / "data").exists()


def test_a_journal_that_is_gone_is_found(folder: Path) -> None:
    (folder / "journal.db").unlink()
    assert "is gone" in " ".join(examine(folder).findings)


def test_an_open_door_is_found(folder: Path) -> None:
    (folder / "journal.db").chmod(0o644)
    [finding] = examine(folder).findings
    assert finding.startswith("others on this computer may look into")


def test_a_refused_journal_is_found_and_counted_as_far_as_may_be(folder: Path) -> None:
    with raw(folder) as connection:
        connection.execute("PRAGMA user_version=99")
    health = examine(folder)
    assert health.events is None
    assert "newer selfcare" in " ".join(health.findings)


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ("UPDATE event SET note = 'changed' WHERE seq = 3", "1 events are not as they were written"),
        ("UPDATE event SET about = about + 1", "8 events are not as they were written"),
        ("UPDATE event SET day = '2026-12-04' WHERE seq = 1", "1 events are not"),
        ("UPDATE event SET answers = '[]' WHERE seq = 1", "1 events are not"),
        ("UPDATE event SET answers = x'7b7d' WHERE seq = 1", "1 events are not"),
        ("UPDATE event SET answered = 'x' WHERE seq = 1", "1 events are not"),
        ("UPDATE event SET kind = x'00' WHERE seq = 1", "1 events are not"),
        ("DELETE FROM ended", "no longer stand does not follow"),
        ("INSERT INTO ended VALUES (5)", "no longer stand does not follow"),
        ("UPDATE measure SET value = value + 1", "charts are drawn from do not follow"),
        ("DELETE FROM measure", "charts are drawn from do not follow"),
        ("INSERT INTO measure VALUES ('log.stress', 'level', '2026-12-03', 99, 4)", "charts are drawn from"),
        ("UPDATE draft SET text = 'whole'", "half-typed answer is not as it was kept"),
        ("UPDATE draft SET text = x'ff'", "half-typed answer is not as it was kept"),
        ("UPDATE meta SET value = 'other'", "disagree about which device"),
        ("DELETE FROM meta", "disagree about which device"),
    ],
)
def test_each_change_from_outside_is_found(folder: Path, change: str, finding: str) -> None:
    with raw(folder) as connection:
        connection.execute(change)
    assert examine(folder).findings == ()
    assert finding in " ".join(examine(folder, verify=True).findings)


def test_no_answer_is_in_a_finding(folder: Path) -> None:
    with raw(folder) as connection:
        connection.execute("UPDATE event SET note = 'secret', id = char(27) || seq")
        connection.execute("UPDATE meta SET value = 'secret'")
    findings = " ".join(examine(folder, verify=True).findings)
    assert "and 3 more" in findings
    assert "\x1b" not in findings
    assert "secret" not in findings


def test_a_damaged_index_is_found(folder: Path) -> None:
    with raw(folder) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("UPDATE sqlite_master SET sql = replace(sql, '(kind, about)', '(plan, about)')")
    assert "is damaged" in " ".join(examine(folder, verify=True).findings)


def test_the_derived_table_can_be_made_again(folder: Path) -> None:
    with raw(folder) as connection:
        connection.execute("INSERT INTO ended VALUES (5)")
        standing.rebuild(connection)
    assert examine(folder, verify=True).findings == ()


def test_a_network_file_system_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(integrity, "file_system", lambda directory: "nfs4")
    assert "network file system (nfs4)" in " ".join(examine(folder).findings)


def test_the_innermost_mount_tells_the_file_system(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"a / ext4 rw 0 0\nb {tmp_path} nfs4 rw 0 0\nc {tmp_path}/dat xfs rw 0 0\n")
    assert file_system(str(tmp_path / "data"), str(mounts)) == "nfs4"
    assert file_system("/", str(mounts)) == "ext4"
    assert file_system("/", str(tmp_path / "missing")) == ""


def test_a_journal_that_was_not_brought_up_to_date_yet_is_whole(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "journal.db")) as raw:
        raw.executescript((Path(__file__).parent / "version-1.sql").read_text(encoding="utf-8"))
    (tmp_path / "journal.mark").write_text("00112233aabbccdd\n")
    (tmp_path / "journal.db").chmod(0o600)
    health = examine(tmp_path, verify=True)
    assert (health.version, health.findings) == (1, ())


def test_a_start_that_was_cut_short_left_nothing_to_find(tmp_path: Path) -> None:
    (tmp_path / "journal.db").touch(mode=0o600)
    health = examine(tmp_path, verify=True)
    assert (health.version, health.events, health.findings) == (0, None, ())


def test_a_first_start_that_was_cut_short_before_its_mark_is_whole(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        saved(store)
    (tmp_path / "journal.mark").unlink()
    assert examine(tmp_path, verify=True).findings == ()


def test_entries_without_a_copy_for_days_are_told(folder: Path) -> None:
    late, soon = NOON.date() + timedelta(days=9), NOON.date() + timedelta(days=3)
    assert examine(folder, today=late).findings == ()
    copy = folder / "copies" / "journal-2026-12-03.db"
    old = copy.rename(folder / "copies" / "journal-2026-11-30.db")
    assert examine(folder, today=NOON.date()).findings == ()
    assert "no copy was made since 2026-11-30" in " ".join(examine(folder, today=soon).findings)
    old.unlink()
    assert examine(folder, today=soon).findings == ()
    assert "no copy was made yet" in " ".join(examine(folder, today=late).findings)


def test_copies_are_counted_in_the_days_of_the_person(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")  # where it is tomorrow already
    time.tzset()
    try:
        assert examine(folder, today=NOON.date() + timedelta(days=9)).findings == ()
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("damage", ["answered = answered | (1 << 60)", "answered = -answered * 64", "answered = 'x'"])
def test_an_instant_that_is_on_no_day_is_damage_and_no_crash(folder: Path, damage: str) -> None:
    with raw(folder) as connection:
        connection.execute(f"UPDATE event SET {damage} WHERE seq = 1")
    assert examine(folder, today=NOON.date()).findings == ()
    assert "1 events are not" in " ".join(examine(folder, verify=True, today=NOON.date()).findings)


def test_a_copy_of_which_not_even_the_damage_can_be_named_is_found(folder: Path) -> None:
    copy = folder / "copies" / "journal-2026-12-03.db"
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("UPDATE sqlite_master SET sql = 'CREATE ', name = CAST(x'ff' AS TEXT) WHERE name = 'draft'")
        connection.commit()
    assert f"the copy {copy} is damaged" in " ".join(examine(folder, verify=True).findings)


def test_a_damaged_copy_and_one_that_others_may_read_are_found(folder: Path) -> None:
    copy = folder / "copies" / "journal-2026-12-03.db"
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("DROP TRIGGER event_never_changes")
        connection.execute("UPDATE event SET note = 'changed' WHERE seq = 3")
        connection.commit()
    assert examine(folder).findings == ()
    assert f"the copy {copy} is damaged" in " ".join(examine(folder, verify=True).findings)
    copy.write_bytes(b"junk")
    assert f"the copy {copy} is damaged" in " ".join(examine(folder, verify=True).findings)
    copy.rename(folder / "copies" / "journal-before-restore-2026-12-03T12-00-00.db").chmod(0o640)
    [finding] = examine(folder, verify=True).findings
    assert "others on this computer may look into" in finding and "before-restore" in finding
