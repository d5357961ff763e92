"""Journals of several devices come to the same, whatever was recorded where, with which clock, and exchanged when."""

from __future__ import annotations

import io
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, rule

from selfcare.core import ledger
from selfcare.core.event import Event
from selfcare.core.record import Record
from selfcare.errors import StorageError
from selfcare.journal.integrity import examine
from selfcare.journal.merge import Merged
from selfcare.journal.store import Store, open_store
from selfcare.share import jsonl
from tests.journal.sample import NOON, event, opened, saved


def exported(store: Store) -> bytes:
    return "".join(jsonl.lines(store.everything())).encode()


def take(store: Store, file: bytes) -> Merged:
    return store.merge(jsonl.events(io.BytesIO(file), "file"))


def given(events: Iterable[Event]) -> list[tuple[Event, Record]]:
    return [(each, Record(each)) for each in events]


class Device:
    """A journal with a clock of its own, which may be days or decades out, and may be set."""

    def __init__(self, folder: Path, skew: timedelta) -> None:
        self.folder = folder
        self.time = NOON + skew
        self.store = open_store(folder, now=self.now)

    def now(self) -> datetime:
        return self.time

    def append(self, kind: str, *, supersedes: str = "", **values: str | int) -> Event:
        self.time += timedelta(seconds=30)
        path = "log.pain" if kind.startswith("entry") else ""
        one = Event(
            self.store.new_id(),
            self.store.device,
            kind,
            self.time,
            path=path,
            values=dict(values),
            supersedes=supersedes,
        )
        self.store.append(one)
        return one


class Exchange(RuleBasedStateMachine):
    """Three devices of one person. Files are kept, and may be taken in late, again, or on their own device."""

    files = Bundle("files")

    @initialize(skews=st.lists(st.sampled_from([-400.0, -3.0, 0.0, 0.5, 2.0, 26_700.0]), min_size=3, max_size=3))
    def begin(self, skews: list[float]) -> None:
        self.root = Path(tempfile.mkdtemp())
        self.devices = [Device(self.root / str(number), timedelta(days=days)) for number, days in enumerate(skews)]

    @rule(which=st.integers(0, 2), level=st.integers(0, 10))
    def record(self, which: int, level: int) -> None:
        self.devices[which].append("entry.recorded", level=level)

    @rule(which=st.integers(0, 2), level=st.integers(0, 10), data=st.data())
    def correct(self, which: int, level: int, data: st.DataObject) -> None:
        device = self.devices[which]
        if seen := ledger.entries(device.store.events(ledger.ENTRY_KINDS)):
            old = data.draw(st.sampled_from(seen))
            mine = device.append("entry.corrected", supersedes=old.origin, level=level)
            shown = {entry.origin: entry.id for entry in ledger.entries(device.store.events(ledger.ENTRY_KINDS))}
            assert shown[old.origin] == mine.id, "what was corrected last here is not what is seen here"

    @rule(which=st.integers(0, 2), data=st.data())
    def remove(self, which: int, data: st.DataObject) -> None:
        device = self.devices[which]
        if seen := device.store.events(ledger.ENTRY_KINDS):
            device.append("removed", supersedes=data.draw(st.sampled_from(seen)).id)

    @rule(which=st.integers(0, 2))
    def undo(self, which: int) -> None:
        device = self.devices[which]
        last = device.store.last()
        if last is not None:
            assert last.device == device.store.device
            device.append("undone", supersedes=last.id)

    @rule(which=st.integers(0, 2), hour=st.integers(8, 18))
    def make_appointment(self, which: int, hour: int) -> None:
        self.devices[which].append("appointment.made", local=f"2026-12-10T{hour:02}:00", zone="Europe/Berlin")

    @rule(which=st.integers(0, 2), hour=st.integers(8, 18), data=st.data())
    def move_appointment(self, which: int, hour: int, data: st.DataObject) -> None:
        device = self.devices[which]
        if made := device.store.events(["appointment.made"]):
            name = data.draw(st.sampled_from(made)).id
            local = f"2026-12-11T{hour:02}:00"
            device.append("appointment.moved", appointment=name, local=local, zone="Europe/Berlin")

    @rule(which=st.integers(0, 2), hours=st.integers(-72, 72))
    def set_the_clock(self, which: int, hours: int) -> None:
        self.devices[which].time += timedelta(hours=hours)

    @rule(target=files, which=st.integers(0, 2))
    def write_out(self, which: int) -> bytes:
        return exported(self.devices[which].store)

    @rule(target=files, which=st.integers(0, 2), data=st.data())
    def write_out_a_part(self, which: int, data: st.DataObject) -> bytes:
        first, *lines = exported(self.devices[which].store).splitlines(keepends=True)
        some = data.draw(st.lists(st.sampled_from(lines), unique=True)) if lines else []
        return b"".join([first, *some])

    @rule(file=files, which=st.integers(0, 2))
    def take_in(self, file: bytes, which: int) -> None:
        store = self.devices[which].store
        before = store.sequence
        merged = take(store, file)
        assert store.sequence == before + merged.new
        assert take(store, file) == Merged(0, merged.new + merged.known)

    def teardown(self) -> None:
        if not hasattr(self, "devices"):
            return
        one, two, three = (device.store for device in self.devices)
        take(one, exported(two))
        take(one, exported(three))
        take(three, exported(two))
        take(three, exported(one))
        take(two, exported(one))
        assert exported(one) == exported(two) == exported(three)
        assert one.events() == two.events() == three.events()
        moved = {ledger.appointments(store.events(ledger.APPOINTMENT_KINDS)) for store in (one, two, three)}
        assert len(moved) == 1
        for device in self.devices:
            device.store.close()
            assert examine(device.folder, verify=True).findings == ()
        shutil.rmtree(self.root)


Exchange.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
TestExchange = Exchange.TestCase


def test_what_is_new_is_taken_in_and_what_is_known_changes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "one") as one, opened(tmp_path / "two") as two:
        first = saved(one)
        assert take(two, exported(one)) == Merged(new=1, known=0)
        second = saved(one, "entry.corrected", 5, first.id)
        assert take(two, exported(one)) == Merged(new=1, known=1)
        assert take(two, exported(one)) == Merged(new=0, known=2)
        assert two.events() == [second]


def test_nothing_of_a_file_is_taken_in_if_one_line_of_it_is_wrong(tmp_path: Path) -> None:
    with opened(tmp_path / "one") as one, opened(tmp_path / "two") as two:
        one.append(*(event(one, minutes=minute) for minute in range(300)))
        file = exported(one)
        before = two.sequence
        with pytest.raises(StorageError, match="file, line 301: this was changed or damaged"):
            take(two, b"strain".join(file.rsplit(b"stress", 1)))
        assert two.sequence == before == 0
        assert take(two, file).new == 300


def test_two_contents_of_one_id_are_refused_and_the_damaged_one_is_told(tmp_path: Path) -> None:
    with opened(tmp_path / "one") as one, opened(tmp_path / "two") as two:
        mine = saved(one)
        other = Event(mine.id, "0000", mine.kind, mine.answered, note="another")
        fresh = event(two)
        with pytest.raises(StorageError, match=f"{mine.id} is known with other content, so nothing was imported"):
            one.merge(given([fresh, other]))
        with pytest.raises(StorageError, match="known with other content"):
            two.merge(given([mine, other]))
        assert two.sequence == 0
        assert [each.id for each in one.everything()] == [mine.id]
    with sqlite3.connect(tmp_path / "one" / "journal.db") as damage:
        damage.execute("DROP TRIGGER event_never_changes")
        damage.execute("UPDATE event SET note = 'changed', hash = x'00'")
    damage.close()
    with opened(tmp_path / "one") as one, pytest.raises(StorageError, match=f"of {mine.id} is damaged"):
        one.merge(given([mine]))


def test_a_copy_is_made_before_something_is_added_to_a_journal_that_holds_something(tmp_path: Path) -> None:
    copies = tmp_path / "two" / "copies"
    with opened(tmp_path / "one") as one, opened(tmp_path / "two", NOON) as two:
        saved(one)
        take(two, exported(one))
        take(two, exported(one))
        assert not copies.exists()
        saved(one, minutes=1)
        take(two, exported(one))
        assert [path.name for path in copies.iterdir()] == ["journal-before-import-2026-12-03-120000.db"]
    with sqlite3.connect(copies / "journal-before-import-2026-12-03-120000.db") as before:
        assert before.execute("SELECT count(*) FROM event").fetchone() == (1,)
    before.close()


def test_the_last_three_copies_from_before_imports_are_kept(tmp_path: Path) -> None:
    device = Device(tmp_path / "two", timedelta())
    with opened(tmp_path / "one") as one, device.store as two:
        saved(two)
        for minute in range(5):
            device.time = NOON + timedelta(minutes=minute)
            saved(one, minutes=minute)
            take(two, exported(one))
        names = sorted(path.name[-9:-3] for path in (tmp_path / "two" / "copies").iterdir())
    assert names == ["120200", "120300", "120400"]


def test_a_long_chain_of_undoing_is_settled_once_and_not_for_each_of_its_links(tmp_path: Path) -> None:
    with opened(tmp_path / "one") as one, opened(tmp_path / "two") as two:
        chain = [event(one)]
        for minute in range(1, 3001):
            chain.append(event(one, "undone", minute, supersedes=chain[-1].id))
        assert two.merge(given(reversed(chain))).new == 3001
        assert two.events(ledger.ENTRY_KINDS) == [chain[0]]  # undone, and that undone, three thousand times in all
        follows = saved(two, "entry.corrected", 4000, chain[0].id)
        assert two.events(ledger.ENTRY_KINDS) == [follows]
    assert examine(tmp_path / "two", verify=True).findings == ()


def test_what_supersedes_may_come_before_what_it_supersedes(tmp_path: Path) -> None:
    with opened(tmp_path / "one") as one, opened(tmp_path / "two") as two:
        first = event(one, values={"level": 3})
        second = event(one, "entry.corrected", 1, supersedes=first.id, values={"level": 4})
        two.merge(given([second]))
        assert two.events() == [second]
        two.merge(given([first]))
        assert two.events() == [second]
    assert examine(tmp_path / "two", verify=True).findings == ()


def test_ids_go_on_growing_after_those_of_a_clock_that_is_decades_ahead(tmp_path: Path) -> None:
    ahead = Device(tmp_path / "ahead", timedelta(days=26_700))
    with ahead.store as far, opened(tmp_path / "here") as here, opened(tmp_path / "there") as there:
        entry = ahead.append("entry.recorded", level=1)
        for store in (here, there):
            take(store, exported(far))
        ids = [store.new_id() for _ in range(1000) for store in (here, there)]
        assert len(set(ids)) == 2000
        assert min(ids) > entry.id
        assert ids[0::2] == sorted(ids[0::2])
        years = int(ids[-1][:8] + ids[-1][9:13], 16) / 1000 / 3600 / 24 / 365.25 + 1970
        assert 2099 < years < 2101


def test_an_import_that_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    def broken_off() -> Iterable[tuple[Event, Record]]:
        for minute in range(600):
            yield from given([event(one, minutes=minute)])
        raise KeyboardInterrupt

    with opened(tmp_path / "one") as one, opened(tmp_path / "two") as two:
        with pytest.raises(KeyboardInterrupt):
            two.merge(broken_off())
        assert two.sequence == 0
        saved(two)


@pytest.mark.parametrize("count", [0, 255, 256, 257])
def test_files_of_every_length_are_counted_right(tmp_path: Path, count: int) -> None:
    with opened(tmp_path / "one") as one, opened(tmp_path / "two") as two:
        one.append(*(event(one, minutes=minute) for minute in range(count)))
        file = exported(one)
        assert take(two, file) == Merged(count, 0)
        assert take(two, file + file) == Merged(0, 2 * count)
        assert exported(two) == file
