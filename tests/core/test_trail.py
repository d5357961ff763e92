"""What a walk leaves in the journal, and that it can be rebuilt from there at any instant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from selfcare.core import ledger, liveness, practices, trail, walk
from selfcare.core.acts import Stamp
from selfcare.core.breath import Pattern, Phase
from selfcare.core.event import Event, Json
from selfcare.core.frozen import replace
from selfcare.core.plan import Ask, Checklist, Plan, Routine, Step
from selfcare.core.question import Value
from selfcare.core.stops import Stop
from selfcare.core.walk import (
    Answered,
    Begun,
    Left,
    Paused,
    Slipped,
    State,
    StepDone,
    StepSkipped,
    WentBack,
    WentOn,
    begin,
    current,
)
from tests.core.walks import NOW, PLAN, PREP, evening, prep, stamps

NAME = "routine.evening"


class Taken:
    """A walk, and the journal it leaves: live events only, as the journal hands them out."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.told: list[Event] = []
        self.stamp: Callable[[], Stamp] = stamps()

    def go(self, *events: walk.Event) -> list[Event]:
        fresh: list[Event] = []
        for event in events:
            self.state, saved = trail.advance(self.state, event, self.stamp)
            fresh += saved
        self.told += fresh
        return fresh

    @property
    def live(self) -> list[Event]:
        over = liveness.ended(liveness.Link(each.id, each.kind, each.supersedes) for each in self.told)
        return [event for event in self.told if event.id not in over]

    def resumed(self, ready: State) -> State:
        return trail.resume(ready, self.state.run, self.live, trail.draft(self.state)[1])


def brief(events: list[Event]) -> list[tuple[str, str]]:
    return [(event.kind, event.path) for event in events]


def answered(level: int) -> Taken:
    """Evening, the rating before it saved, the first log answered and not saved."""
    taken = Taken(evening())
    taken.go(Begun(), Answered("level", 5), StepDone(), Answered("level", level), Answered("places", ("work",)))
    return taken


def test_a_walk_begins_with_an_event_whose_id_names_it() -> None:
    taken = Taken(evening())
    [started] = taken.go(Begun())
    assert (started.kind, started.path, started.occurrence, started.plan, started.version, started.hash) == (
        "run.started",
        NAME,
        "2026-12-03",
        "calm",
        "2",
        "abc",
    )
    assert taken.state.run == started.id


def test_a_log_becomes_an_entry_and_its_step_names_it() -> None:
    taken = answered(4)
    entry, done = taken.go(StepDone(note="tired"))
    assert (entry.kind, entry.path, entry.values, entry.note) == (
        "entry.recorded",
        "log.stress",
        {"level": 4, "places": ["work"]},
        "tired",
    )
    assert (done.kind, done.path) == ("step.done", f"{NAME}.1")
    assert done.values == {"run": taken.state.run, "seconds": 0.0, "entry": entry.id}


def test_every_event_has_an_id_of_its_own() -> None:
    taken = answered(4)
    taken.go(StepDone(), StepDone(30), StepDone(60), Answered("level", 1), StepDone())
    assert len({event.id for event in taken.told}) == len(taken.told)


def test_a_question_that_is_no_longer_asked_is_not_in_the_entry() -> None:
    taken = answered(8)
    taken.go(Answered("why", "work"), Answered("level", 3))
    assert taken.go(StepDone())[0].values == {"level": 3, "places": ["work"]}
    assert taken.resumed(evening()).given[f"{NAME}.1"]["why"] == "work"


def test_a_log_without_an_answer_leaves_no_entry() -> None:
    taken = Taken(evening())
    taken.go(Begun(), StepDone())
    assert brief(taken.go(Answered("level", None), StepDone())) == [("step.done", f"{NAME}.1")]


def test_answers_of_a_skipped_log_are_kept() -> None:
    assert brief(answered(4).go(StepSkipped())) == [("entry.recorded", "log.stress"), ("step.skipped", f"{NAME}.1")]


def test_another_answer_corrects_the_entry_and_the_same_one_does_not() -> None:
    taken = answered(4)
    first = taken.go(StepDone())[0]
    assert brief(taken.go(WentBack(), WentBack(), Answered("level", 4), WentOn())) == []
    [corrected] = taken.go(WentBack(), WentBack(), Answered("level", 5), WentOn())
    assert (corrected.kind, corrected.supersedes, corrected.values["level"]) == ("entry.corrected", first.id, 5)
    again, done = taken.go(WentBack(), WentBack(), Answered("level", 6), StepDone())
    assert (again.supersedes, done.values["entry"]) == (first.id, first.id)


def test_a_skipped_log_that_is_answered_after_all_is_told_again_with_its_entry() -> None:
    taken = Taken(evening())
    taken.go(Begun(), StepSkipped(), StepSkipped(), WentBack(), Answered("level", 0))
    entry, step = taken.go(WentOn())
    assert (entry.kind, step.kind, step.values["entry"]) == ("entry.recorded", "step.skipped", entry.id)
    assert taken.resumed(evening()).given[f"{NAME}.1"] == {"level": 0}


def test_a_practice_becomes_a_session() -> None:
    taken = answered(2)
    session, step = taken.go(StepDone(), StepDone(29.5, receipt={"worst": 0.02}))[2:]
    assert (session.kind, session.path, step.kind) == ("session.recorded", "breath.long", "step.done")
    started = (session.answered.timestamp() - 29.5, NOW.tzinfo)
    assert session.values == {
        "seconds": 29.5,
        "planned": 30.0,
        "outcome": "done",
        "started": session.values["started"],
        "receipt": {"worst": 0.02},
    }
    [view] = ledger.sessions([session])
    assert (view.started.timestamp(), view.started.tzinfo) == started


def test_a_practice_that_was_stopped_counts_and_one_that_never_began_does_not() -> None:
    taken = answered(2)
    stopped, _ = taken.go(StepDone(), StepSkipped(12, started=NOW))[2:]
    assert (stopped.values["outcome"], stopped.values["seconds"]) == ("stopped", 12)
    assert stopped.values["started"] == NOW.isoformat()
    assert brief(taken.go(StepSkipped())) == [("step.skipped", f"{NAME}.5")]


def test_a_sitting_is_planned_as_long_as_its_step_says() -> None:
    taken = answered(2)
    session = taken.go(StepDone(), StepSkipped(), StepDone(60))[-2]
    assert (session.path, session.values["planned"]) == ("sitting.silence", 60)


def test_the_last_step_finishes_the_run() -> None:
    taken = answered(2)
    last = taken.go(StepDone(), StepDone(), StepDone(), Answered("level", 1), StepDone())
    assert brief(last)[-1] == ("run.finished", NAME)
    assert ledger.open_runs(taken.told) == ()
    assert taken.go(StepDone(), Left()) == []


def test_a_run_without_a_single_step_is_over_at_once() -> None:
    none = Checklist("none", "None", {})
    taken = Taken(begin(replace(PLAN, checklists={"none": none}), none, NOW))
    assert brief(taken.go(Begun())) == [("run.started", "checklist.none"), ("run.finished", "checklist.none")]


def test_going_away_keeps_the_place_and_leaving_for_good_keeps_the_answers() -> None:
    taken = answered(4)
    [paused] = taken.go(Paused(3))
    assert (paused.kind, paused.path, paused.values["elapsed"]) == ("run.paused", f"{NAME}.1", 3)
    assert [run.id for run in ledger.open_runs(taken.told)] == [taken.state.run]
    assert brief(taken.go(Left())) == [("entry.recorded", "log.stress"), ("run.left", NAME)]
    assert ledger.open_runs(taken.told) == ()


def test_the_session_is_of_the_pattern_that_was_breathed_in_place_of_the_plans() -> None:
    gentle = Pattern("gentle", "Gentle", (Phase("in", 4), Phase("out", 6)), seconds=50)
    taken = answered(2)
    session = taken.go(StepDone(), StepDone(40, instead=gentle))[2]
    assert (session.path, session.values["planned"]) == ("breath.gentle", 30)
    assert practices.done(taken.state) == ["Gentle, 1 minute"]


def test_a_single_practice_leaves_its_session_alone() -> None:
    routine = Routine("practice", "Breathe", (PLAN.routines["evening"].steps[3],))
    taken = Taken(begin(Plan("", "Breathe", patterns=PLAN.patterns), routine, NOW))
    assert brief(taken.go(Begun(), Paused(3), StepDone(30))) == [("session.recorded", "breath.long")]
    assert taken.state.status == "finished"
    stopped = Taken(begin(Plan("", "Breathe", patterns=PLAN.patterns), routine, NOW))
    assert brief(stopped.go(Begun(), Left())) == []


def one_log() -> State:
    return begin(PLAN, Routine("evening", "Stress check", (Step("1", Ask("stress")),)), NOW, occurrence="2026-12-03")


def test_a_log_asked_by_itself_leaves_its_entry_and_no_run() -> None:
    taken = Taken(one_log())
    entry = taken.go(Begun(), Answered("level", 4), Answered("places", None), StepDone())
    assert brief(entry) == [("entry.recorded", "log.stress")]
    assert (entry[0].plan, entry[0].occurrence) == ("calm", "2026-12-03")


def test_a_log_asked_by_itself_is_drafted_for_the_day() -> None:
    taken = Taken(one_log())
    taken.go(Begun(), Answered("level", 4))
    drafts = dict([trail.draft(taken.state)])
    back = trail.with_draft(one_log(), drafts)
    assert back.given == taken.state.given
    asked = walk.question(walk.step(back, Begun()))
    assert asked
    assert asked.name == "places"
    tomorrow = replace(one_log(), now=NOW + timedelta(days=1))
    assert trail.with_draft(tomorrow, drafts).given == {}
    taken.go(StepDone())
    assert trail.draft(taken.state) == (*drafts, "")


def test_items_are_kept_slipped_or_ticked_and_passed_over_ones_stay_open() -> None:
    taken = Taken(prep())
    assert brief(taken.go(Begun(), StepDone()))[1:] == [
        ("item.kept", "checklist.prep.caffeine"),
        ("step.done", "checklist.prep.caffeine"),
    ]
    assert brief(taken.go(StepSkipped())) == [("step.skipped", "checklist.prep.meal")]
    ticked = taken.go(Answered("level", 7), StepDone())
    assert [kind for kind, _ in brief(ticked)] == ["entry.recorded", "item.ticked", "step.done"]
    assert {event.occurrence for event in taken.told} == {"appointment-1"}
    assert [kind for kind, _ in brief(taken.go(StepDone()))] == ["step.done"]
    assert brief(taken.go(StepSkipped()))[0] == ("item.ticked", "checklist.prep.ease")


def test_a_slip_says_when_and_an_avoid_item_passed_over_was_asked_about() -> None:
    slipped = Taken(prep()).go(Begun(), Slipped("a cup", NOW))[1]
    assert (slipped.kind, slipped.note, slipped.meant) == ("item.slipped", "a cup", NOW)
    assert Taken(prep()).go(Begun(), StepSkipped())[1].kind == "item.skipped"


def test_an_item_that_was_ticked_is_not_ticked_again() -> None:
    taken = Taken(prep())
    taken.go(Begun(), StepDone(), StepDone(), WentBack())
    assert brief(taken.go(StepDone())) == [("step.done", "checklist.prep.meal")]


def test_a_walk_goes_on_where_it_stood() -> None:
    taken = answered(4)
    taken.go(StepDone(), Paused(12.5))
    back = taken.resumed(evening())
    stop = current(back)
    assert stop
    assert (stop.path, back.elapsed, back.run) == (f"{NAME}.4", 12.5, taken.state.run)
    taken.go(StepDone(30))
    assert taken.resumed(evening()).elapsed == 0


def test_a_walk_over_items_goes_on_over_the_items_it_began_with() -> None:
    few = Checklist("prep", "Before", {name: PREP.items[name] for name in ("meal", "rate")})
    taken = Taken(begin(PLAN, few, NOW, occurrence="appointment-1"))
    taken.go(Begun(), StepDone())
    assert [stop.item for stop in taken.resumed(prep()).stops] == ["checklist.prep.meal", "checklist.prep.rate"]


def test_a_routine_that_has_changed_goes_on_with_its_new_steps() -> None:
    taken = answered(2)
    taken.go(StepDone())
    fewer = replace(PLAN.routines["evening"], steps=PLAN.routines["evening"].steps[3:], rate="")
    stop = current(taken.resumed(begin(PLAN, fewer, NOW)))
    assert stop
    assert stop.path == f"{NAME}.4"


def test_entries_of_the_run_are_not_counted_twice() -> None:
    taken = answered(4)
    taken.go(StepDone())
    before = replace(evening(), entries=ledger.entries(taken.live))
    assert taken.resumed(before).entries == ()


def test_an_entry_corrected_elsewhere_is_taken_up_as_corrected() -> None:
    taken = answered(4)
    entry = taken.go(StepDone())[0]
    elsewhere: Mapping[str, Json] = {"level": 9}
    taken.told.append(replace(entry, id="z", kind="entry.corrected", supersedes=entry.id, values=elsewhere))
    assert taken.resumed(evening()).given[f"{NAME}.1"] == {"level": 9}


def test_an_entry_removed_elsewhere_is_forgotten() -> None:
    taken = answered(4)
    entry = taken.go(StepDone())[0]
    back = trail.resume(evening(), taken.state.run, [event for event in taken.told if event != entry])
    assert f"{NAME}.1" not in back.given


@pytest.mark.parametrize("text", ["", "not json", "[1]", '{"routine.evening.1": 3}'])
def test_a_draft_that_cannot_be_read_holds_nothing(text: str) -> None:
    taken = Taken(evening())
    taken.go(Begun())
    assert trail.resume(evening(), taken.state.run, taken.told, text).given == {}


def test_a_draft_holds_what_is_not_saved_and_nothing_else() -> None:
    taken = answered(4)
    key, text = trail.draft(taken.state)
    assert key == trail.draft_key(taken.state.run)
    assert text == '{"routine.evening.1": {"level": 4, "places": ["work"]}}'
    taken.go(StepDone())
    assert trail.draft(taken.state) == (key, "")


class Walking(RuleBasedStateMachine):
    """Somebody goes to and fro in a walk, and the program is killed between any two moves."""

    def __init__(self) -> None:
        super().__init__()
        self.ready = replace(evening(), cautions={})
        self.taken = Taken(self.ready)
        self.taken.go(Begun())
        self.said: dict[tuple[str, str], Value] = {}

    def in_hand(self) -> Stop | None:
        return current(self.taken.state)

    @precondition(lambda self: walk.question(self.taken.state) is not None)
    @rule(level=st.integers(0, 10), left_out=st.booleans())
    def answers(self, level: int, left_out: bool) -> None:
        asked, stop = walk.question(self.taken.state), self.in_hand()
        assert asked
        assert stop
        values: Mapping[str, Value] = {"level": level, "places": ("home",), "why": f"word {level}"}
        value = values[asked.name]
        self.taken.go(Answered(asked.name, None if left_out else value))
        if left_out:
            self.said.pop((stop.path, asked.name), None)
        else:
            self.said[stop.path, asked.name] = value

    @rule(seconds=st.integers(0, 90))
    def does(self, seconds: int) -> None:
        self.taken.go(StepDone(seconds))

    @rule()
    def skips(self) -> None:
        self.taken.go(StepSkipped())

    @rule()
    def goes_back(self) -> None:
        self.taken.go(WentBack())

    @rule()
    def goes_on(self) -> None:
        self.taken.go(WentOn())

    @rule(elapsed=st.integers(0, 30))
    def pauses(self, elapsed: int) -> None:
        self.taken.go(Paused(elapsed))

    @rule()
    def is_killed(self) -> None:
        if self.taken.state.status == "going":
            self.taken.state = self.taken.resumed(self.ready)

    @precondition(lambda self: len(self.taken.told) > 12)
    @rule()
    def leaves(self) -> None:
        self.taken.go(Left())

    @invariant()
    def no_answer_is_lost(self) -> None:
        state = self.taken.state
        for (path, field), value in self.said.items():
            assert state.given[path][field] == value
        if state.status == "going":
            back = self.taken.resumed(self.ready)
            for (path, field), value in self.said.items():
                assert back.given[path][field] == value

    @invariant()
    def what_is_over_has_saved_every_answer(self) -> None:
        state = self.taken.state
        if state.status not in ("finished", "left"):
            return
        recorded = {entry.origin: entry.values for entry in ledger.entries(self.taken.live)}
        for (path, field), value in self.said.items():
            index = [stop.path for stop in state.stops].index(path)
            if field in {each.name for each in walk.questions_at(state, index)}:
                assert recorded[state.outcomes[path].entry][field] == value

    @invariant()
    def the_journal_says_whether_it_is_open(self) -> None:
        is_open = bool(ledger.open_runs(self.taken.live))
        assert is_open == (self.taken.state.status == "going")


class TestWalking(Walking.TestCase):  # type: ignore[misc, valid-type]
    settings = settings(max_examples=100, stateful_step_count=30)
