"""What the port promises: append, read, find, undo's last act, closures, drafts; in threads and across a fork."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare.core.event import Event, Json, Order
from selfcare.core.frozen import replace
from selfcare.core.ports import Journal
from selfcare.errors import NotFoundError, UsageError
from selfcare.journal.store import Store, open_store
from tests.journal.sample import BERLIN, NOON, at, event, opened, saved


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path / "data") as store:
        yield store


def test_a_store_is_a_journal(store: Store) -> None:
    journal: Journal = store
    assert journal.events() == []
    assert journal.sequence == 0
    assert journal.last() is None


def test_an_event_comes_back_as_it_was_given(store: Store) -> None:
    full = Event(
        id=store.new_id(),
        device="another",
        kind="entry.recorded",
        answered=datetime(2026, 10, 25, 2, 30, 0, 123456, tzinfo=BERLIN, fold=1),
        plan="daily-stress",
        version="1.2",
        hash="ab" * 32,
        path="log.stress",
        occurrence="2026-10-25",
        meant=datetime(2026, 10, 24, 22, tzinfo=ZoneInfo("America/St_Johns")),
        shown=datetime(2026, 10, 25, 0, 1, tzinfo=UTC),
        values={"level": 4, "felt": ["tense", "tired"], "hours": 7.5, "ok": True, "why": None, "big": 5e16},
        note="mañana 🙂\nsecond line",
        supersedes="",
    )
    store.append(full)
    [back] = store.events()
    assert back == full
    assert back.answered.tzinfo is BERLIN
    assert back.answered.utcoffset() == timedelta(hours=1)
    assert back.about.isoformat() == "2026-10-24T22:00:00-02:30"


def test_an_unknown_zone_keeps_its_offset_and_its_name(store: Store) -> None:
    mars = timezone(timedelta(hours=3), "Mars/Base")
    changed = timezone(timedelta(hours=5), "Europe/Berlin")
    bare = timezone(timedelta(hours=-8))
    for zone in (mars, changed, bare):
        store.append(replace(event(store), answered=datetime(2026, 1, 1, tzinfo=zone)))
    assert [one.answered.tzinfo for one in store.events()] == [changed, mars, bare]


def test_a_retry_changes_nothing(store: Store) -> None:
    one = saved(store)
    store.append(one)
    assert store.events() == [one]
    assert store.sequence == 1


def test_all_or_none(store: Store) -> None:
    good = event(store)
    with pytest.raises(UsageError, match="cannot be kept"):
        store.append(good, replace(event(store), note="\ud800"))
    with pytest.raises(UsageError, match="cannot be kept"):
        store.append(good, event(store, values={"level": float("inf")}))
    assert store.events() == []


def test_events_are_ordered_by_answered_instant_then_id(store: Store) -> None:
    late, early, same = saved(store, minutes=5), saved(store, minutes=1), saved(store, minutes=5)
    assert store.events() == [early, late, same]
    assert store.events(newest=2) == [late, same]
    assert store.events(newest=0) == []


def test_the_bounds_are_about_what_was_meant(store: Store) -> None:
    yesterday = event(store, minutes=3, meant=NOON - timedelta(days=1))
    store.append(yesterday)
    today = saved(store, minutes=1)
    assert store.events(since=NOON) == [today]
    assert store.events(until=NOON) == [yesterday]
    assert store.events(since=today.answered, until=today.answered) == []


KINDS = ("entry.recorded", "item.ticked", "session.recorded", "removed")
PATHS = ("log.stress", "log.pain", "")
PLANS = ("a", "b")


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, list[Event]]]:
    """Sixty events of every kind, path and plan, some of them ended; and those that stand, in order."""
    with opened(tmp_path_factory.mktemp("mixed") / "data") as store:
        made: list[Event] = []
        for number in range(60):
            kind, path, plan = KINDS[number % 3], PATHS[number // 3 % 3], PLANS[number // 9 % 2]
            meant = at(number * 3 % 17) if number % 4 == 0 else None
            made.append(event(store, kind, number * 7 % 23, path=path, plan=plan, meant=meant))
        removals = [event(store, "removed", 30, path="", plan="a", supersedes=one.id) for one in made[::6]]
        store.append(*made, *removals)
        stand = [one for one in made if one not in made[::6]] + removals
        yield store, sorted(stand, key=lambda one: (one.answered, one.id))


@settings(max_examples=200)
@given(
    kinds=st.sets(st.sampled_from([*KINDS, "plan.used"])),
    plan=st.none() | st.sampled_from(PLANS),
    path=st.none() | st.sampled_from(PATHS),
    since=st.none() | st.integers(0, 30),
    until=st.none() | st.integers(0, 30),
    newest=st.none() | st.integers(0, 10),
    by=st.sampled_from(("answered", "about")),
)
def test_any_question_is_answered_as_by_looking_at_every_event(
    mixed: tuple[Store, list[Event]],
    kinds: set[str],
    plan: str | None,
    path: str | None,
    since: int | None,
    until: int | None,
    newest: int | None,
    by: Order,
) -> None:
    store, stand = mixed
    after, before = (None if since is None else at(since)), (None if until is None else at(until))
    expected = [
        one
        for one in stand
        if (not kinds or one.kind in kinds)
        and plan in (None, one.plan)
        and path in (None, one.path)
        and (after is None or after <= one.about)
        and (before is None or one.about < before)
    ]
    if by == "about":
        expected.sort(key=lambda one: (one.about, one.id))
    expected = (
        expected if newest is None else expected[len(expected) - newest :] if newest < len(expected) else expected
    )
    assert store.events(kinds, plan=plan, path=path, since=after, until=before, newest=newest, by=by) == expected


def test_everything_has_the_ended_ones_too_page_after_page(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        many = [event(store, minutes=number % 7) for number in range(2100)]
        store.append(*many)
        gone = saved(store, "removed", 9, many[0].id)
        assert list(store.everything()) == sorted([*many, gone], key=lambda one: (one.answered, one.id))


def test_an_entry_is_found_by_the_end_of_its_id(store: Store) -> None:
    one = saved(store)
    assert store.find(one.id[-6:]) == one
    assert store.find(f" {one.id.upper()} ") == one


def test_an_ending_that_is_short_unknown_ended_or_shared_is_answered(store: Store) -> None:
    one = saved(store)
    with pytest.raises(UsageError, match="at least the last 6"):
        store.find(one.id[-5:])
    with pytest.raises(NotFoundError, match="no entry's id ends in"):
        store.find("%%%%%%")
    twin = replace(event(store), id="0" + one.id[1:])
    other = replace(twin, id="1" + one.id[1:])
    store.append(twin, other)
    with pytest.raises(UsageError, match=f"{twin.id}, {other.id}"):
        store.find(one.id[-35:])
    gone = saved(store)
    saved(store, "removed", 1, gone.id)
    with pytest.raises(NotFoundError):
        store.find(gone.id)


@pytest.mark.parametrize("kind", ["run.started", "run.paused", "step.done", "step.skipped", "plan.kept"])
def test_what_nobody_would_call_an_act_is_passed_over_by_undo(store: Store, kind: str) -> None:
    tick = event(store, "item.ticked")
    store.append(tick)
    store.append(event(store, kind, 1))
    assert store.last() == tick


def test_the_last_act_is_this_devices_and_not_yet_undone(store: Store) -> None:
    first, second = saved(store, minutes=5), saved(store, minutes=1)
    store.append(replace(event(store), device="another"), event(store, "plan.kept"))
    assert store.last() == second
    saved(store, "undone", 2, second.id)
    assert store.last() == first
    saved(store, "undone", 2, first.id)
    assert store.last() is None


def test_an_undone_undo_and_a_late_arrival_are_taken_into_account(store: Store) -> None:
    one = event(store)
    removal = event(store, "removed", supersedes=one.id)
    store.append(removal)
    store.append(one)
    assert store.events() == [removal]
    saved(store, "undone", 1, removal.id)
    assert store.events(["entry.recorded"]) == [one]


def test_a_plan_version_is_kept_root_first(store: Store) -> None:
    files: dict[str, Json] = {"a.toml": 'hash = "hash":"11"', "root.toml": "selfcare = 1", "b.toml": ""}
    store.append(event(store, "plan.kept", values={"hash": "22", "files": files, "root": "root.toml"}))
    assert list(store.closure("22").items()) == [
        ("root.toml", "selfcare = 1"),
        ("a.toml", files["a.toml"]),
        ("b.toml", ""),
    ]
    with pytest.raises(NotFoundError, match="does not hold that version"):
        store.closure("11")


def test_drafts_are_kept_replaced_and_dropped(store: Store) -> None:
    store.save_draft("note", "half a")
    store.save_draft("note", "half a sentence")
    store.save_draft("other", "x")
    store.save_draft("other", "")
    assert store.drafts() == {"note": "half a sentence"}
    with pytest.raises(UsageError, match="cannot be kept"):
        store.save_draft("note", "\udcff")


def test_every_thread_has_a_connection_of_its_own(store: Store) -> None:
    with ThreadPoolExecutor(max_workers=4) as pool:
        made = list(pool.map(lambda number: saved(store, minutes=number), range(40)))
    assert store.events() == made


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_child_of_a_fork_writes_by_itself(store: Store, tmp_path: Path) -> None:
    first = saved(store)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            inherited = store._open[0][1]
            with store:
                saved(store, minutes=1)
                status = int(store._connection() is inherited)
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    after = saved(store, minutes=2)
    assert [one.answered for one in store.events()] == [first.answered, at(1), after.answered]


def test_a_closed_store_opens_again_when_it_is_asked(store: Store) -> None:
    one = saved(store)
    store.close()
    assert store.events() == [one]


def test_a_clock_that_went_back_keeps_the_order_of_ids_and_of_corrections(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        first = saved(store)
        second = saved(store, "entry.corrected", 5, first.id)
    with opened(tmp_path, NOON - timedelta(days=400)) as store:
        third = event(store, "entry.corrected", -9, supersedes=first.id)
        store.append(third)
        assert first.id < second.id < third.id
        assert store.events() == [third]
        assert store.last() == third


def test_without_a_clock_the_computers_is_used(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        assert store.new_id() > "0190"


def test_the_sequence_grows_with_the_writes_of_others(tmp_path: Path) -> None:
    with opened(tmp_path) as one, opened(tmp_path) as other:
        assert one.device == other.device
        saved(other)
        assert one.sequence == 1
