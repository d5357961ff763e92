"""Copies and restoring from the command line: what is said, asked and refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shell import Shell

DAY = "2026-12-03"


def copies(selfcare: Shell) -> list[str]:
    return sorted(path.name for path in (selfcare.home / "data" / "copies").iterdir())


def test_a_copy_is_made_among_the_copies_or_where_one_says(selfcare: Shell, tmp_path: Path) -> None:
    selfcare.works("log", "pain", "3")
    selfcare.works("log", "pain", "4")
    told = selfcare.works("backup")
    assert told.startswith(f"copied 2 events to {selfcare.home}/data/copies/journal-{DAY}.db (")
    given = selfcare("backup", "mine.db")
    assert given.code == 0 and "cannot reach it" in given.err
    assert (tmp_path / "mine.db").stat().st_mode & 0o777 == 0o600
    whole = (tmp_path / "mine.db").read_bytes()
    assert "is there already" in selfcare.refused(2, "backup", "mine.db")
    assert "is a folder" in selfcare.refused(2, "backup", str(tmp_path))
    assert "cannot be written" in selfcare.refused(3, "backup", "nowhere/mine.db")
    assert (tmp_path / "mine.db").read_bytes() == whole
    selfcare.works("log", "pain", "5")
    assert "copied 3 events" in selfcare.works("backup", "mine.db", "--force")
    assert not list(tmp_path.glob("*.part*"))


def test_without_a_journal_there_is_nothing_to_copy(selfcare: Shell) -> None:
    assert "nothing to copy" in selfcare.refused(4, "backup")
    assert "nothing to copy" in selfcare.refused(4, "backup", "mine.db")
    assert not selfcare.home.exists() and not Path("mine.db").exists()
    assert "no copies yet" in selfcare("restore").err


def test_a_damaged_journal_is_not_copied(selfcare: Shell) -> None:
    selfcare.works("log", "pain", "3")
    journal = selfcare.home / "data" / "journal.db"
    whole = (selfcare.home / "data" / "copies" / f"journal-{DAY}.db").read_bytes()
    journal.write_bytes(journal.read_bytes()[:9000])
    for words in (("backup",), ("backup", "mine.db")):
        assert "`selfcare restore`" in selfcare.refused(3, *words)
    assert (selfcare.home / "data" / "copies" / f"journal-{DAY}.db").read_bytes() == whole
    assert not Path("mine.db").exists()


def test_what_a_restore_changes_is_shown_and_asked(selfcare: Shell) -> None:
    selfcare.works("log", "pain", "3")
    selfcare.works("log", "stress", "4")
    assert "nobody to ask" in selfcare("restore", DAY).err
    selfcare.sits("n")
    done = selfcare("restore", DAY)
    assert (done.code, done.err) == (1, "selfcare: nothing was changed\n")
    assert "the copy     1 event, the newest entry Thu 3 Dec 10:42 (pain); " in done.out
    assert "the journal  2 events, the newest entry Thu 3 Dec 10:42 (stress)" in done.out
    assert "comes back   0 events" in done.out and "goes         1 event that only the journal holds" in done.out
    selfcare.sits("y")
    done = selfcare("restore", f"journal-{DAY}.db")
    assert (done.code, done.out.splitlines()[-1]) == (0, "restored 1 event")
    assert "goes back to it" in done.err
    assert "Stress" not in selfcare.works("history")
    listed = selfcare.works("restore").splitlines()
    assert len(listed) == 2 and any(f"journal-before-restore-{DAY}T10-42-00.db" in line for line in listed)
    selfcare.works("restore", f"journal-before-restore-{DAY}T10-42-00.db", "--yes")
    assert "Stress" in selfcare.works("history")


@pytest.mark.parametrize("damage", ["junk", "empty", "gone", "half"])
def test_a_journal_that_does_not_open_can_be_restored(selfcare: Shell, damage: str) -> None:
    selfcare.works("log", "pain", "3")
    journal = selfcare.home / "data" / "journal.db"
    match damage:
        case "junk":
            journal.write_bytes(b"not a database " * 400)
        case "empty":
            journal.write_bytes(b"")
        case "gone":
            journal.unlink()
        case "half":
            journal.write_bytes(journal.read_bytes()[:9000])
    assert "`selfcare restore` shows the copies" in selfcare.refused(3, "history")
    assert f"journal-{DAY}.db" in selfcare.works("restore")
    assert "cannot be read, so what it holds is not known" in selfcare.works("restore", DAY, "--yes")
    assert "Pain: level 3" in selfcare.works("history")
    assert selfcare("doctor", "--verify").code == 0
    kept = [name for name in copies(selfcare) if "before-restore" in name]
    assert bool(kept) == (damage in ("junk", "half"))
    assert all(
        f"{name} " in line and "cannot be read" in line for name, line in zip(kept, lines(selfcare), strict=False)
    )


def lines(selfcare: Shell) -> list[str]:
    return [line for line in selfcare.works("restore").splitlines() if "before-restore" in line]


def test_what_is_no_copy_is_refused(selfcare: Shell, tmp_path: Path) -> None:
    selfcare.works("log", "pain", "3")
    (tmp_path / "letter.txt").write_text("dear all")
    assert "is no copy of a journal" in selfcare.refused(3, "restore", "letter.txt", "--yes")
    assert "cannot be read" in selfcare.refused(3, "restore", "2020-01-01", "--yes")
    assert "Pain: level 3" in selfcare.works("history")
