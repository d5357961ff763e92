"""The store against a list: after any recording, correcting, removing, undoing and restoring both say the same."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from selfcare.core import ledger, trend
from selfcare.core.event import Event
from selfcare.journal import backup, restore
from selfcare.journal.integrity import examine
from tests.journal.sample import NOON, STRESS, event, opened


class StoreModel(RuleBasedStateMachine):
    """The list holds what a person would expect to see, worked out by taking steps back instead of by links."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.copy = self.folder / "kept.db"
        self.store = opened(self.folder)
        self.seen: list[Event] = []
        """Entries as they stand."""
        self.past: list[list[Event]] = []
        """What was seen before each act that can still be undone."""
        self.minute = 0
        self.kept: tuple[list[Event], list[list[Event]]] | None = None
        """What was seen and could be undone when the copy was made."""

    def append(self, kind: str, supersedes: str = "", level: int = 0) -> Event:
        self.minute += 1
        one = event(self.store, kind, self.minute, supersedes=supersedes, values={"level": level})
        self.store.append(one)
        return one

    @rule(level=st.integers(0, 10))
    def record(self, level: int) -> None:
        self.past.append(self.seen)
        self.seen = [*self.seen, self.append("entry.recorded", level=level)]

    @precondition(lambda self: self.seen)
    @rule(data=st.data(), level=st.integers(0, 10))
    def correct(self, data: st.DataObject, level: int) -> None:
        old = data.draw(st.sampled_from(self.seen))
        self.past.append(self.seen)
        self.seen = [*(one for one in self.seen if one != old), self.append("entry.corrected", old.id, level)]

    @precondition(lambda self: self.seen)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        old = data.draw(st.sampled_from(self.seen))
        self.past.append(self.seen)
        self.seen = [one for one in self.seen if one != old]
        self.append("removed", old.id)

    @rule()
    def undo(self) -> None:
        last = self.store.last()
        assert (last is None) == (not self.past)
        if last is not None:
            self.append("undone", last.id)
            self.seen = self.past.pop()

    @precondition(lambda self: self.past)
    @rule()
    def undo_and_undo_that(self) -> None:
        last = self.store.last()
        assert last is not None
        undone = self.append("undone", last.id)
        self.append("undone", undone.id)

    @rule()
    def retry_everything(self) -> None:
        self.store.append(*self.store.everything())

    @rule()
    def tidy(self) -> None:
        self.store.tidy()

    @rule()
    def back_up(self) -> None:
        self.copy.unlink(missing_ok=True)
        self.copy.touch(mode=0o600)
        backup.on_demand(self.folder, NOON.date(), str(self.copy))
        self.kept = self.seen, [*self.past]

    @precondition(lambda self: self.kept)
    @rule()
    def restore_while_it_is_open(self) -> None:
        assert self.kept is not None
        with restore.ready(self.folder, str(self.copy)) as ready:
            restore.put(self.folder, ready, NOON)
        self.seen, self.past = self.kept[0], [*self.kept[1]]

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = opened(self.folder)

    @invariant()
    def the_same_is_seen(self) -> None:
        assert self.store.events(["entry.recorded", "entry.corrected"]) == self.seen

    @invariant()
    def charts_are_drawn_from_what_is_seen(self) -> None:
        field = STRESS.fields["level"]
        expected = trend.day_medians(ledger.entries(self.seen), STRESS, field)
        assert self.store.days(STRESS, field) == list(expected)
        assert self.store.logs() == (("stress",) if self.seen else ())

    def teardown(self) -> None:
        self.store.close()
        assert examine(self.folder, verify=True).findings == ()
        shutil.rmtree(self.folder)


StoreModel.TestCase.settings = settings(max_examples=50, stateful_step_count=30, deadline=None)
TestStoreModel = StoreModel.TestCase
