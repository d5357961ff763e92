"""A journal or a disk that cannot be used: one sentence, exit code 3, and what was saved stays as it was."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from selfcare.errors import StorageError
from selfcare.journal import connection
from selfcare.journal.store import Store
from tests.cli.plans import write
from tests.cli.shell import Shell

EVERY = (
    ("today",),
    ("today", "--line"),
    ("log", "pain", "3"),
    ("history",),
    ("undo",),
    ("use", "daily-stress"),
    ("appointment", "add", "14:30"),
    ("appointment", "list"),
    ("edit", "abcdef", "level=3"),
    ("plans",),
    ("export",),
    ("run", "daily-stress", "begin", "--linear"),
    (),
)
"""A command line for every way to the journal."""


@pytest.fixture
def journal(selfcare: Shell) -> Path:
    """The file of a journal with an entry."""
    selfcare.works("log", "pain", "3")
    return selfcare.home / "data" / "journal.db"


def refused_by_all(selfcare: Shell, journal: Path, *told: str) -> None:
    before = journal.read_bytes() if journal.is_file() else None
    for words in EVERY:
        sentence = selfcare.refused(3, *words)
        assert any(part in sentence for part in told), sentence
    assert before == (journal.read_bytes() if journal.is_file() else None)


def test_a_locked_journal(selfcare: Shell, journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "WAIT", 0.0)
    with closing(sqlite3.connect(journal)) as other:
        other.execute("BEGIN EXCLUSIVE")
        refused_by_all(selfcare, journal, "in use by another program")
    assert selfcare.works("log", "pain", "3")


def test_a_journal_of_a_newer_version(selfcare: Shell, journal: Path) -> None:
    with closing(sqlite3.connect(journal)) as other:
        other.execute("PRAGMA user_version=999")
    refused_by_all(selfcare, journal, "newer")
    assert selfcare("doctor").code == 3


@pytest.mark.parametrize("damage", ["junk", "half", "empty", "gone", "folder", "link"])
def test_a_journal_that_is_not_whole(selfcare: Shell, journal: Path, damage: str) -> None:
    whole = journal.read_bytes()
    match damage:
        case "junk":
            journal.write_bytes(b"not a database " * 400)
        case "half":
            journal.write_bytes(whole[: len(whole) // 2])
        case "empty":
            journal.write_bytes(b"")
        case "gone":
            journal.unlink()
        case "folder":
            journal.unlink()
            journal.mkdir()
        case "link":
            journal.rename(journal.with_name("elsewhere"))
            journal.symlink_to("elsewhere")
    refused_by_all(selfcare, journal, str(journal), "damaged")
    done = selfcare("doctor", "--verify")
    assert done.code == 3
    assert "health    not whole, see below\n" in done.out
    assert done.err.startswith("selfcare: ")


def test_a_folder_that_cannot_be_made(selfcare: Shell) -> None:
    selfcare.home.write_text("in the way")
    for words in EVERY:
        assert str(selfcare.home) in selfcare.refused(3, *words)
    assert selfcare("doctor").code == 0
    assert selfcare.home.read_text() == "in the way"


def test_a_full_disk(selfcare: Shell, journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = selfcare.works("export")
    opened = Store._connection

    def full(store: Store) -> sqlite3.Connection:
        found = opened(store)
        found.execute("PRAGMA max_page_count=1")
        return found

    with monkeypatch.context() as patch:
        patch.setattr(Store, "_connection", full)
        note = "x" * 4000
        done = [selfcare("log", "pain", "3", "--note", note) for _ in range(9)]
    assert done[-1].code == 3
    assert "the disk is full" in done[-1].err
    assert all(
        (each.code, each.out) in ((3, ""), (0, f"saved {each.id}\n")) if each.out else each.code == 3 for each in done
    )
    saved = sum(each.code == 0 for each in done)
    assert selfcare.works("export").count("\n") == before.count("\n") + saved


def test_a_journal_that_may_only_be_read(selfcare: Shell, journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Store._connection

    def guarded(store: Store) -> sqlite3.Connection:
        found = opened(store)
        found.execute("PRAGMA query_only=ON")
        return found

    before = journal.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(Store, "_connection", guarded)
        for words in (("log", "pain", "4"), ("use", "daily-stress"), ("appointment", "add", "14:30"), ("undo",)):
            assert "may only be read" in selfcare.refused(3, *words)
        assert "Pain: level 3" in selfcare.works("history")
        assert selfcare("today").code == 0
    assert journal.read_bytes() == before


def test_damaged_preferences_are_told_by_doctor_and_stop_nothing(selfcare: Shell) -> None:
    from selfcare.cli.preferences import FilePreferences
    from selfcare.errors import UsageError

    path = selfcare.home / "config" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text("hours = [")
    for words in (("log", "pain", "3"), ("today",), ("history",)):
        assert selfcare(*words).err == ""
    done = selfcare("doctor")
    assert (done.code, done.err.count("\n")) == (3, 1)
    assert "config.toml cannot be understood" in done.err
    with pytest.raises(StorageError):
        FilePreferences(str(path)).set("hours", "12")
    assert path.read_text() == "hours = ["
    path.write_text('hours = "noon"\nzone = 5\nsound = "off"\nown = 1\n')
    preferences = FilePreferences(str(path))
    assert [preferences.get(key) for key in ("hours", "zone", "sound")] == ["auto", "", "off"]
    preferences.set("hours", "12")
    assert preferences.hours == "12"
    assert "own = 1" in path.read_text()
    with pytest.raises(UsageError, match="there is no preference"):
        preferences.set("own", "2")
    with pytest.raises(UsageError, match="is none of them"):
        preferences.set("hours", "13")


def test_a_damaged_mark_of_a_practice_stops_nothing_and_is_told_by_doctor(selfcare: Shell) -> None:
    kept = selfcare.home / "state" / "practices"
    kept.mkdir(parents=True)
    (kept / "1-ab").write_bytes(b"nonsense")
    assert "Nothing more for today" in selfcare.works("today")
    done = selfcare("doctor")
    assert done.code == 0 and "1-ab.damaged, which can be removed" in " ".join(done.err.split())
    assert (kept / "1-ab.damaged").read_bytes() == b"nonsense"


@pytest.mark.parametrize("content", [b"", b"\xff\x00", b"selfcare glance 1\n", b"junk" * 9999])
def test_damaged_caches_change_nothing(selfcare: Shell, content: bytes) -> None:
    (selfcare.home / "cache").mkdir(parents=True)
    write(Path("my.toml"))
    selfcare.works("use", "my.toml")
    selfcare.works("appointment", "add", "14:30")
    selfcare.works("log", "pain", "3")
    line = selfcare.works("today", "--line")
    caches = [path for path in (selfcare.home / "cache").rglob("*") if path.is_file()]
    assert {path.name for path in caches} >= {"glance", "logs.json"}
    for path in caches:
        path.write_bytes(content)
    assert selfcare.works("today", "--line") == line
    assert "off the scale" in selfcare.refused(2, "log", "pain", "11")
    selfcare.works("log", "pain", "3")


def test_preferences_and_crashes_are_their_owners_alone_whatever_the_umask(selfcare: Shell) -> None:
    from selfcare.cli.crash import write_crash
    from selfcare.cli.preferences import FilePreferences

    selfcare.home.mkdir()
    before = os.umask(0)
    try:
        FilePreferences(str(selfcare.home / "config" / "config.toml")).set("sound", "off")
        assert write_crash(ValueError("secret")) is not None
    finally:
        os.umask(before)
    assert {path.name: path.stat().st_mode & 0o777 for path in selfcare.home.rglob("*")} == {
        "config": 0o700,
        "config.toml": 0o600,
        "state": 0o700,
        "crash.txt": 0o600,
    }


def test_a_picture_of_tomorrow_that_cannot_be_made_loses_no_entry(
    selfcare: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StorageError("no")

    monkeypatch.setattr("selfcare.core.agenda.reader", fail)
    done = selfcare("appointment", "add", "14:30")
    assert (done.code, done.out[:6]) == (0, "saved ")


def test_a_bug_is_told_in_a_sentence_and_its_place_is_kept_without_values(
    selfcare: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        try:
            raise KeyError("needle")
        except KeyError as error:
            needle = "needle"
            raise TypeError(needle) from error

    monkeypatch.setattr("selfcare.core.ledger.entries", fail)
    done = selfcare("history")
    path = selfcare.home / "state" / "crash.txt"
    assert done.code == 70
    assert f"(TypeError); where it happened is in {path}. What was saved is safe" in done.err
    text = path.read_text()
    assert "needle" not in text + done.err
    assert "history.py:" in text
    assert "KeyError" in text
    (selfcare.home / "state" / "crash.txt").unlink()
    (selfcare.home / "state").rmdir()
    (selfcare.home / "state").write_text("in the way")
    done = selfcare("history")
    assert (done.code, "where it happened" in done.err) == (70, False)
