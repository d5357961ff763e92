"""Copies and restoring from the command line: what is said, asked and refused."""

from __future__ import annotations

import re
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


def holding(selfcare: Shell, needle: str) -> list[str]:
    """The files below the home that hold these bytes."""
    files = [path for path in selfcare.home.rglob("*") if path.is_file()]
    return sorted(path.name for path in files if needle.encode() in path.read_bytes())


def test_a_forgotten_entry_is_in_no_file_and_what_copies_hold_is_said(selfcare: Shell) -> None:
    name = selfcare("log", "pain", "3", "--note", "needle-one").id
    selfcare.works("edit", name, "level=4", "--note", "needle-two")
    selfcare.works("log", "stress", "4", "--note", "other")
    assert "nobody to ask" in selfcare("forget", name).err
    selfcare.sits("n")
    assert (selfcare("forget", name[-8:]).code, len(holding(selfcare, "needle"))) == (1, 2)
    done = selfcare("forget", name[-8:], "--yes")
    assert f"Thu 3 Dec 10:42  {name[-8:]}  pain\n" in done.out
    assert "goes         1 correction, 1 entry\n" in done.out
    assert f"stays in     journal-{DAY}.db: 1 event; kept until Thu 17 Dec\n" in done.out
    assert "needle" not in done.out
    assert f"`selfcare forget {name[-8:]} --backups`" in done.err and "out of reach" in done.err
    assert holding(selfcare, "needle") == [f"journal-{DAY}.db"]
    done = selfcare("forget", name[-8:], "--backups", "--yes")
    assert "goes         nothing: the journal does not hold it any more\n" in done.out
    assert holding(selfcare, "needle") == [] and holding(selfcare, name) == []
    assert "no plan is called so" in selfcare.refused(4, "forget", name[-8:], "--yes")
    assert "Stress: level 4  other" in selfcare.works("history")
    assert selfcare("doctor", "--verify").code == 0


def test_how_long_each_copy_is_kept_is_said_as_it_is(selfcare: Shell) -> None:
    selfcare.works("log", "pain", "3")
    given = selfcare.works("export")
    selfcare.works("forget", "--everything", "--backups", "--yes")
    name = selfcare("log", "stress", "4").id
    selfcare.works("import", "-", typed=given)
    selfcare.works("restore", DAY, "--yes")
    told = selfcare("forget", name[-8:], "--yes").out
    kept = dict(re.findall(r"stays in     journal-([a-z0-9-]*?)(?:-2026\S*)?\.db: 1 event; kept (.*)", told))
    assert kept == {
        DAY: "until Thu 17 Dec",
        "before-import": "while it is one of the last 3 from before an import",
        "before-restore": "until somebody removes it",
    }


def test_a_forgotten_plan_is_in_no_file_and_other_plans_stay(selfcare: Shell) -> None:
    selfcare.works("use", "daily-stress")
    selfcare.works("use", "aftercare")
    selfcare.works("log", "stress", "4")
    selfcare.works("today")
    selfcare.works("forget", "daily-stress", "--backups", "--yes")
    assert holding(selfcare, "Ten calm minutes a day") == []
    assert "aftercare" in selfcare.works("plans")
    assert selfcare("doctor", "--verify").code == 0


def test_everything_can_be_forgotten_with_its_copies(selfcare: Shell) -> None:
    selfcare.works("use", "daily-stress")
    selfcare.works("log", "pain", "3", "--note", "needle")
    selfcare.works("restore", DAY, "--yes")
    (selfcare.home / "data" / "copies" / "journal-2026-11-30.db").write_bytes(b"junk needle")
    (selfcare.home / "state").mkdir()
    (selfcare.home / "state" / "crash.txt").write_text("ValueError")
    assert "cannot be read, so it may hold it" in selfcare.works("forget", "--everything", "--backups", "--yes")
    assert holding(selfcare, "needle") == [] and holding(selfcare, "daily-stress") == []
    assert copies(selfcare) == [] and not (selfcare.home / "state" / "crash.txt").exists()
    assert "nothing recorded" in selfcare("history").err
    selfcare.works("log", "pain", "3")


def test_a_copy_that_cannot_be_read_is_left_and_named(selfcare: Shell) -> None:
    name = selfcare("log", "pain", "3").id
    (selfcare.home / "data" / "copies" / "journal-2026-11-30.db").write_bytes(b"junk")
    done = selfcare("forget", name, "--backups", "--yes")
    assert done.code == 3 and "journal-2026-11-30.db cannot be read, so it was left as it is" in done.err
    assert holding(selfcare, name) == []


def test_what_to_forget_has_to_be_said(selfcare: Shell) -> None:
    assert "no journal yet" in selfcare.refused(4, "forget", "daily-stress")
    selfcare.works("log", "pain", "3")
    for words in (("forget",), ("forget", "daily-stress", "--everything")):
        assert "say what to forget" in selfcare.refused(2, *words)


def test_doctor_tells_of_copies_their_age_and_the_room_there_is(selfcare: Shell) -> None:
    assert "copies    none yet\n" in selfcare.works("doctor")
    selfcare.works("log", "pain", "3")
    selfcare.at("2026-12-05T10:42:00-08:00[America/Los_Angeles]")
    told = selfcare.works("doctor")
    assert re.search(rf"copies +1 \(\d+ KiB\), the last of {DAY}, 2 days ago\n", told)
    assert re.search(r"free +\d.* on that disk\n", told)
