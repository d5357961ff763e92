"""Kills, flipped bits, a full disk, many writers, a locked file: what was acknowledged is there, and nothing lies."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from selfcare.core.event import Event
from selfcare.core.trend import DayMedian
from selfcare.errors import StorageError
from selfcare.journal import connection
from selfcare.journal.connection import connect
from selfcare.journal.integrity import examine
from tests.journal.sample import STRESS, event, opened, saved

PRELUDE = """
import sys
from selfcare.core.frozen import replace
from pathlib import Path
from selfcare.errors import StorageError
from tests.journal.sample import event, opened, saved
folder, number = Path(sys.argv[1]), int(sys.argv[2])
"""

WRITE_UNTIL_KILLED = """
with opened(folder) as store:
    while True:
        one = saved(store, minutes=number)
        store.save_draft("note", one.id)
        print(one.id, flush=True)
"""

WRITE_TWENTY_FIVE = """
for minute in range(25):
    with opened(folder) as store:
        print(saved(store, minutes=minute).id)
"""

FILL_THE_DISK = """
import resource
size = (folder / "journal.db").stat().st_size
before = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (size + number, before[1]))
store = opened(folder)
try:
    for minute in range(1000):
        one = replace(event(store, minutes=minute), note="x" * 900)
        store.append(one)
        print(one.id, flush=True)
except StorageError as error:
    print(error, file=sys.stderr)
resource.setrlimit(resource.RLIMIT_FSIZE, before)
"""

ROOT = Path(__file__).parents[2]


def child(program: str, folder: Path, number: int = 0) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PRELUDE + program, str(folder), str(number)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_thirty_kills_at_random_instants_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    chance = random.Random(2)
    acknowledged: list[str] = []
    for number in range(30):
        with child(WRITE_UNTIL_KILLED, tmp_path, number) as writer:
            assert writer.stdout is not None
            for _ in range(chance.randrange(1, 12)):
                acknowledged.append(writer.stdout.readline().strip())
            for _ in range(chance.randrange(20_000)):
                pass  # into the midst of the next write
            writer.kill()
            acknowledged += writer.stdout.read().split()
    with opened(tmp_path) as store:
        assert len(acknowledged) == len(set(acknowledged)) > 100
        assert set(acknowledged) <= {one.id for one in store.events()}
    assert examine(tmp_path, verify=True).findings == ()


def test_four_programs_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    writers = [child(WRITE_TWENTY_FIVE, tmp_path) for _ in range(4)]
    saved_ids = [writer.communicate() for writer in writers]
    assert [errors for _, errors in saved_ids] == [""] * 4
    printed = [printed_id for output, _ in saved_ids for printed_id in output.split()]
    with opened(tmp_path) as store:
        assert len(printed) == 100
        assert {one.id for one in store.events()} == set(printed)
    assert examine(tmp_path, verify=True).findings == ()


@pytest.mark.parametrize("room", [0, 512, 4096, 9000, 40_000])
def test_on_a_full_disk_each_answer_is_saved_or_said_not_to_be(tmp_path: Path, room: int) -> None:
    with opened(tmp_path) as store:
        first = saved(store)
    output, errors = child(FILL_THE_DISK, tmp_path, room).communicate()
    assert "is full" in errors
    assert "Traceback" not in errors
    with opened(tmp_path) as store:
        assert {one.id for one in store.events()} >= {first.id, *output.split()}
        saved(store, minutes=1)
    assert examine(tmp_path, verify=True).findings == ()


def test_a_full_journal_is_told(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store._connection().execute("PRAGMA max_page_count=1")
        with pytest.raises(StorageError, match="the disk is full, so this was not saved"):
            store.append(*(event(store, minutes=minute) for minute in range(100)))
        assert store.events() == []


def test_a_locked_journal_is_told_and_saved_to_when_it_is_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "WAIT", 0.0)
    with opened(tmp_path) as store, closing(connect(str(tmp_path / "journal.db"))) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match="in use by another program"):
            saved(store)
        with pytest.raises(StorageError, match="in use by another program"):
            store.events()
        other.execute("ROLLBACK")
        one = saved(store)
        assert store.events() == [one]


def test_a_journal_that_may_only_be_read_is_read_and_says_so(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        one = saved(store)
        store._connection().execute("PRAGMA query_only=ON")
        with pytest.raises(StorageError, match="may only be read"):
            saved(store)
        assert store.events() == [one]


def test_the_folders_of_a_new_journal_are_on_the_disk_before_the_first_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    monkeypatch.setattr("selfcare.journal.place.sync_folder", synced.append)
    with opened(tmp_path / "share" / "selfcare"):
        assert {str(tmp_path / "share"), str(tmp_path)} <= set(synced)
        synced.clear()
    with opened(tmp_path / "share" / "selfcare"):
        assert synced == []


def test_an_interrupted_append_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with opened(tmp_path) as store:
        with monkeypatch.context() as patched:
            patched.setattr("selfcare.journal.standing.follow", interrupt)
            with pytest.raises(KeyboardInterrupt):
                saved(store)
        assert store.events() == []


def answers(folder: Path) -> tuple[str, list[Event], list[Event], Mapping[str, str], Event | None, list[DayMedian]]:
    """All that a reader can be told."""
    store = opened(folder)
    try:
        days = store.days(STRESS, STRESS.fields["level"])
        return store.device, list(store.everything()), store.events(), store.drafts(), store.last(), days
    finally:
        store._let_go()


def exportable(folder: Path) -> list[Event] | None:
    """What an export would hold; None where the journal refuses that it leaves."""
    try:
        store = opened(folder)
    except StorageError:
        return None
    try:
        return list(store.everything())
    except StorageError:
        return None
    finally:
        store._let_go()


def test_a_hundred_flipped_bits_are_found_and_never_exported_or_change_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "whole") as store:
        made = [saved(store, minutes=minute) for minute in range(60)]
        for number in range(10):
            saved(store, "removed" if number % 2 else "entry.corrected", 99, made[number * 5].id)
        saved(store, "undone", 100, made[7].id)
        store.save_draft("note", "half a sentence")
    whole = answers(tmp_path / "whole")
    chance = random.Random(4)
    found = refused = 0
    for _ in range(100):
        shutil.copytree(tmp_path / "whole", tmp_path / "flipped")
        file = tmp_path / "flipped" / "journal.db"
        spoiled = bytearray(file.read_bytes())
        spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
        file.write_bytes(spoiled)
        is_found = bool(examine(tmp_path / "flipped", verify=True).findings)
        found += is_found
        exported = exportable(tmp_path / "flipped")
        refused += exported is None
        assert exported == whole[1] if exported is not None else is_found
        assert is_found or answers(tmp_path / "flipped") == whole
        shutil.rmtree(tmp_path / "flipped")
    assert found > 25
    assert refused > 25


def test_a_journal_whose_last_write_was_cut_short_is_checked_however_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as store:
        saved(store)
    monkeypatch.setattr("selfcare.journal.store._CHEAP", 0)
    monkeypatch.setattr("selfcare.journal.store.is_sound", lambda connection: False)
    opened(tmp_path).close()
    (tmp_path / "journal.db-journal").write_bytes(b"\x00" * 512)
    with pytest.raises(StorageError, match="is damaged"):
        opened(tmp_path)
    (tmp_path / "journal.db-journal").write_bytes(b"")
    with pytest.raises(StorageError, match="is damaged"):  # and it does not become well by being asked twice
        opened(tmp_path)
