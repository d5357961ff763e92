"""What is forgotten is gone: from the rows, from what is derived, from the bytes of the file; and nothing else is."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.core.event import Event
from selfcare.core.frozen import replace
from selfcare.errors import NotFoundError, StorageError, UsageError
from selfcare.journal import backup, connection, forget
from selfcare.journal.connection import connect
from selfcare.journal.forget import What
from selfcare.journal.integrity import examine
from selfcare.journal.place import Place
from selfcare.journal.store import Store
from tests.journal.sample import NOON, event, opened, saved

NEEDLE = "needle-in-the-note"
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
FORK = multiprocessing.get_context("fork")


def noted(store: Store, minutes: float, note: str = NEEDLE, plan: str = "daily-stress") -> Event:
    one = replace(event(store, minutes=minutes, plan=plan, values={"level": 4, "why": note}), note=note)
    store.append(one)
    return one


def holding(folder: Path, needle: str = NEEDLE) -> list[str]:
    """The files that hold these bytes."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and needle.encode() in path.read_bytes())


def only(*events: Event) -> What:
    return What(ids=frozenset(one.id for one in events))


def ids(folder: Path) -> set[str]:
    with opened(folder) as store:
        return {one.id for one in store.everything()}


def test_not_a_byte_of_a_forgotten_note_is_left_in_the_file(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        others = [noted(store, minute, f"other {minute} " * 40) for minute in range(60)]
        gone = [noted(store, minute + 0.5, f"{NEEDLE} {'x' * length}") for minute, length in enumerate((3, 900, 9000))]
        others += [noted(store, minute + 100, "later " * 40) for minute in range(60)]
        store.save_draft("once.2026-12-03.daily-stress.stress", NEEDLE)
    (tmp_path / "copies" / "journal-2026-12-03.db").unlink()
    assert holding(tmp_path) == ["journal.db"]
    assert forget.forget(tmp_path, only(*gone))
    assert holding(tmp_path) == []
    assert ids(tmp_path) == {one.id for one in others}
    assert examine(tmp_path, verify=True).findings == ()


def test_while_another_reads_it_is_overwritten_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path) as store:
        one = noted(store, 1)
        noted(store, 2, "other")
    (tmp_path / "copies" / "journal-2026-12-03.db").unlink()
    vacuum = forget._is_written_anew

    def beside_a_reader(connection: sqlite3.Connection) -> bool:
        with closing(sqlite3.connect(tmp_path / "journal.db", isolation_level=None)) as other:
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM event").fetchone()
            return vacuum(connection)

    monkeypatch.setattr("selfcare.journal.connection.WAIT", 0.0)
    monkeypatch.setattr(forget, "_is_written_anew", beside_a_reader)
    assert not forget.forget(tmp_path, only(one))
    assert holding(tmp_path) == []


def test_all_that_hangs_together_with_an_entry_goes_and_nothing_else(tmp_path: Path) -> None:
    with opened(tmp_path) as store:

        def made(kind: str, minutes: float, **more: object) -> Event:
            one = replace(event(store, kind, minutes), **more)
            store.append(one)
            return one

        run = made("run.started", 0, path="routine.begin")
        entry = noted(store, 1)
        going = [
            entry,
            made("entry.corrected", 2, supersedes=entry.id),
            made("entry.corrected", 3, supersedes=entry.id),
            made("step.done", 4, values={"run": run.id, "seconds": 3, "entry": entry.id}),
            made("item.ticked", 5, occurrence=entry.id),
        ]
        going.append(made("removed", 6, supersedes=going[2].id))
        going.append(made("undone", 7, supersedes=going[-1].id))
        staying = [
            run,
            noted(store, 8, "other"),
            made("step.done", 9, values={"run": run.id, "seconds": 3}),
            made("item.ticked", 10, occurrence=entry.id, plan="another"),
        ]
        store.save_draft(f"run.{run.id}", "half")
        store.save_draft(f"run.{run.id}.typed", "half")
        store.save_draft("once.2026-12-03..stress", "half")
        store.save_draft("once.2026-12-03..pain", "whole")
    for one in going:
        if one.kind in ("entry.recorded", "entry.corrected", "removed", "undone"):
            assert forget.foresee(tmp_path, only(one)).kinds == {
                "entry.corrected": 2,
                "entry.recorded": 1,
                "item.ticked": 1,
                "removed": 1,
                "step.done": 1,
                "undone": 1,
            }
    assert forget.foresee(tmp_path, only(entry)).drafts == 3
    forget.forget(tmp_path, only(entry))
    assert ids(tmp_path) == {one.id for one in staying}
    assert examine(tmp_path, verify=True).findings == ()
    with opened(tmp_path) as store:
        assert store.drafts() == {"once.2026-12-03..pain": "whole"}


def keep(store: Store, plan: str, closure: str) -> Event:
    one = replace(event(store, "plan.kept", plan=plan), hash=closure, values={"hash": closure, "files": {}})
    store.append(one)
    return one


def test_the_text_of_a_plan_goes_when_nothing_refers_to_it_any_more(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        texts = [keep(store, "daily-stress", closure) for closure in ("old", "new")]
        first = replace(event(store), hash="old")
        second, third = (replace(event(store), hash="new") for _ in range(2))
        store.append(first, second, third)
    forget.forget(tmp_path, only(second))
    assert ids(tmp_path) == {texts[0].id, texts[1].id, first.id, third.id}
    forget.forget(tmp_path, only(third))
    assert ids(tmp_path) == {texts[0].id, first.id}


def test_a_plan_goes_with_everything_recorded_under_it(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        keep(store, "daily-stress", "one")
        visit = event(store, "appointment.made")
        store.append(
            visit, replace(event(store, "appointment.moved", plan="another"), values={"appointment": visit.id})
        )
        noted(store, 1)
        stays = [noted(store, 2, "other", plan=""), noted(store, 3, "other", plan="daily"), keep(store, "daily", "two")]
        store.save_draft("once.2026-12-03.daily-stress.stress", "half")
        store.save_draft("once.2026-12-03.daily.stress", "whole")
    forget.forget(tmp_path, What(plan="daily-stress"))
    assert ids(tmp_path) == {one.id for one in stays}
    with opened(tmp_path) as store:
        assert list(store.drafts()) == ["once.2026-12-03.daily.stress"]
    assert examine(tmp_path, verify=True).findings == ()


def test_everything_leaves_an_empty_journal_of_the_same_device(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        device = store.device
        noted(store, 1)
        store.save_draft("run.x", NEEDLE)
        forget.forget(tmp_path, What(everything=True))
        assert store.events() == [] and store.drafts() == {}  # also for a program that has it open
        one = noted(store, 2, "new")
    with opened(tmp_path) as store:
        assert (store.device, store.events()) == (device, [one])


def test_what_is_meant_is_found_also_if_it_was_removed_or_only_a_copy_holds_it(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        one = noted(store, 1)
        saved(store, "removed", 2, one.id)
    what, found = forget.meant(tmp_path, one.id[-8:].upper())
    assert found is not None and found.id == one.id and len(what.ids) == 2
    assert forget.meant(tmp_path, "daily-stress") == (What(plan="daily-stress"), None)
    forget.forget(tmp_path, what)
    assert forget.meant(tmp_path, one.id[-8:])[0] == what
    assert forget.meant(tmp_path, "daily-stress")[0] == What(plan="daily-stress")
    [held] = forget.holding(tmp_path, what, NOON.date())
    forget.forget_in(tmp_path, held.copy, what)
    assert holding(tmp_path) == []
    for unknown in (one.id[-8:], "daily-stress"):
        with pytest.raises(NotFoundError, match="no plan is called so"):
            forget.meant(tmp_path, unknown)
    with pytest.raises(UsageError, match="at least the last 6"):
        forget.meant(tmp_path, "abc")
    with pytest.raises(NotFoundError, match="no journal yet"):
        forget.meant(tmp_path / "none", "daily-stress")


def test_an_ending_of_several_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        twins = [replace(event(store), id=f"{start}{event(store).id[1:-6]}aaaaaa") for start in "01"]
        store.append(*twins)
    with pytest.raises(UsageError, match="several entries end in"):
        forget.meant(tmp_path, "aaaaaa")


def test_an_entry_that_cannot_be_read_any_more_can_be_forgotten(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        one, other = noted(store, 1), noted(store, 2, "other")
    with closing(sqlite3.connect(tmp_path / "journal.db")) as raw:
        raw.execute("DROP TRIGGER event_never_changes")
        raw.execute("UPDATE event SET answered = answered | (1 << 60) WHERE id = ?", (one.id,))
        raw.commit()
    [(_, path)] = backup.copies(Place(tmp_path))
    what, found = forget.meant(tmp_path, one.id[-8:])
    assert (what, found) == (only(one), one), "the copy can be read"
    Path(path).unlink()
    what, found = forget.meant(tmp_path, one.id[-8:])
    assert (what, found) == (only(one), None)
    forget.forget(tmp_path, what)
    assert ids(tmp_path) == {other.id}


def test_copies_are_written_anew_without_it_and_stay_copies(tmp_path: Path) -> None:
    with opened(tmp_path, NOON - timedelta(days=1)) as store:
        one = noted(store, 1)
        other = noted(store, 2, "other")
    with opened(tmp_path) as store:
        saved(store, "entry.corrected", 3, one.id)
    old = tmp_path / "copies" / "journal-before-version-2.db"
    with closing(sqlite3.connect(old)) as raw:
        raw.executescript((Path(__file__).parent / "version-1.sql").read_text(encoding="utf-8"))
    (tmp_path / "copies" / "journal-2026-12-01.db").write_bytes(b"junk")
    (tmp_path / "copies" / "journal-2026-12-03.db.1-ab.part").write_text(NEEDLE)
    what, _ = forget.meant(tmp_path, one.id[-8:])
    held = forget.holding(tmp_path, what, NOON.date())
    assert [(each.copy.name[8:18], each.events, each.until) for each in held] == [
        ("2026-12-03", 2, date(2026, 12, 17)),
        ("2026-12-02", 1, date(2026, 12, 16)),
        ("2026-12-01", None, date(2026, 12, 15)),
    ]
    forget.forget(tmp_path, what)
    assert len(holding(tmp_path)) == 2
    for each in held[:2]:
        forget.forget_in(tmp_path, each.copy, what)
    assert holding(tmp_path) == []
    with pytest.raises(StorageError):
        forget.forget_in(tmp_path, held[2].copy, what)
    with closing(sqlite3.connect(held[1].copy.path)) as raw:
        assert raw.execute("SELECT id FROM event").fetchall() == [(other.id,)]
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    forget.forget_in(tmp_path, held[2].copy, What(everything=True))
    assert not Path(held[2].copy.path).exists()


@settings(max_examples=60)
@given(st.sets(st.dates(date(2026, 9, 1), date(2026, 12, 31)), min_size=1), st.data())
def test_a_copy_is_let_go_of_on_the_day_that_was_told(days: set[date], data: st.DataObject) -> None:
    there = backup.kept(days)
    day, today = data.draw(st.sampled_from(sorted(there))), max(there)
    until = backup.kept_until(day, there, today)
    now, lasts = today, True
    while lasts and (until is None or now < until) and now < today + timedelta(days=500):
        there = backup.kept({*there, now})
        assert day in there
        now += timedelta(days=1)
    if until is not None:
        assert day not in backup.kept({*there, until})


def test_a_journal_in_use_forgets_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "WAIT", 0.0)
    with opened(tmp_path) as store:
        one = noted(store, 1)
    with closing(sqlite3.connect(tmp_path / "journal.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="in use by another program"):
            forget.forget(tmp_path, only(one))
    assert ids(tmp_path) == {one.id}


def die_at(folder: Path, what: What, number: int) -> None:
    """Forget, and be killed at the so-many-th step of SQLite's own machine."""
    copies = [held.copy for held in forget.holding(folder, what, NOON.date())]
    left = [number]

    def step() -> int:
        left[0] -= 1
        if not left[0]:
            os._exit(9)
        return 0

    def counted(path: str) -> sqlite3.Connection:
        made = connect(path)
        made.set_progress_handler(step, 40)
        return made

    vars(forget)["connect"] = counted
    forget.forget(folder, what)
    for copy in copies:
        forget.forget_in(folder, copy, what)
    sys.exit(0)


def test_a_kill_at_any_step_removes_all_of_it_or_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        gone = [noted(store, minute) for minute in range(5)]
        stays = noted(store, 9, "other")
    what, all_of_it = only(*gone), {one.id for one in (*gone, stays)}
    whole = {path: path.read_bytes() for path in tmp_path.rglob("*.db")}
    seen: set[tuple[str, int]] = set()
    ended, number = 9, 1
    while ended == 9:
        for path, content in whole.items():
            path.write_bytes(content)
        child = FORK.Process(target=die_at, args=(tmp_path, what, number))
        child.start()
        child.join()
        for path in whole:
            with closing(sqlite3.connect(path)) as raw:
                left = {name for (name,) in raw.execute("SELECT id FROM event")}
                assert left in (all_of_it, {stays.id})
            seen.add((path.name, len(left)))
        ended, number = child.exitcode or 0, number + 3
    assert ended == 0
    assert len(seen) == 4, seen
    assert ids(tmp_path) == {stays.id}
