"""What is offered of a practice that was interrupted, and what each answer comes to."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from selfcare.core import breath, cautions, interrupted, ledger, taking_up, walk
from selfcare.core.acts import Stamp
from selfcare.core.breath import Pattern, Phase, Ramp
from selfcare.core.frozen import replace
from selfcare.core.keeping import Keeping
from selfcare.core.mark import Mark
from selfcare.core.plan import Breathe, Meditate, Plan
from selfcare.core.sitting import Bell, Sitting
from tests.tui.fakes import MORNING, ZONE, FakeMarks, World

CYCLE = (Phase("in", 4), Phase("out", 6))
LONG = Pattern("long-exhale", "Longer out-breath", CYCLE, 300)
QUIET = Sitting("silence", "Silence", 600)
MARK = Mark("Longer out-breath", MORNING, "breath.long-exhale", 300, 250.4, pauses=1, planned=60, cycle=CYCLE)
STAMP = Stamp("id-1", "device-a", MORNING + timedelta(hours=20))


def test_it_goes_on_as_it_was_asked_for() -> None:
    on = interrupted.gone_on(replace(MARK, seconds=300.0), {"long-exhale": LONG}, {})
    assert on is not None and on.left is not None and on.plan.patterns == {"long-exhale": LONG}
    (step,) = on.course.steps  # type: ignore[union-attr]
    assert step.action == Breathe("long-exhale", seconds=300.0)


def test_a_sitting_goes_on_with_its_length_and_bells() -> None:
    bells = (Bell("start"), Bell("every", 300.0))
    mark = replace(MARK, path="sitting.silence", cycle=(), seconds=1200.0, total=1200, bells=bells)
    on = interrupted.gone_on(mark, {}, {"silence": QUIET})
    assert on is not None
    (step,) = on.course.steps  # type: ignore[union-attr]
    assert step.action == Meditate("silence", seconds=1200.0, bells=bells)
    assert interrupted.gone_on(mark, {}, {}) is None


def test_a_breath_of_ones_own_and_one_that_was_changed_since_go_on_as_they_were_breathed() -> None:
    for known in ({}, {"long-exhale": replace(LONG, cycle=(Phase("in", 3), Phase("out", 3)))}):
        on = interrupted.gone_on(MARK, known, {})
        assert on is not None
        pattern = on.plan.patterns["long-exhale"]
        assert (pattern.cycle, pattern.seconds) == (CYCLE, 300)


def test_a_pattern_at_another_pace_goes_on_at_it_as_what_it_is() -> None:
    known = replace(LONG, unsafe_for=("heart",), cautions=("Slowly.",))
    slower = replace(MARK, cycle=breath.paced(known, 1.1).cycle)
    on = interrupted.gone_on(slower, {"long-exhale": known}, {})
    assert on is not None
    pattern = on.plan.patterns["long-exhale"]
    assert pattern.cycle == slower.cycle
    assert pattern.pace == pytest.approx(1.1)
    assert (pattern.unsafe_for, pattern.cautions) == (known.unsafe_for, known.cautions)


def test_holds_of_ones_own_without_a_name_have_their_cautions_when_they_are_gone_on_with() -> None:
    mark = replace(MARK, path="breath.in-4-hold-2-out-6", cycle=(Phase("in", 4), Phase("hold", 2), Phase("out", 6)))
    on = interrupted.gone_on(mark, {}, {})
    assert on is not None
    pattern = on.plan.patterns["in-4-hold-2-out-6"]
    assert cautions.said_against(pattern, {"heart": True}) == ["heart"]
    assert len(cautions.texts(pattern)) == len(cautions.TEXTS)
    changed = interrupted.gone_on(MARK, {"long-exhale": replace(LONG, cycle=mark.cycle, unsafe_for=("eye",))}, {})
    assert changed is not None and "eye" in changed.plan.patterns["long-exhale"].unsafe_for


def test_a_pattern_that_is_still_the_same_keeps_its_ramp_and_its_cautions() -> None:
    ramped = replace(LONG, ramp=Ramp((Phase("in", 5), Phase("out", 8)), 60), unsafe_for=("heart",))
    on = interrupted.gone_on(MARK, {"long-exhale": ramped}, {})
    assert on is not None and on.plan.patterns["long-exhale"] == ramped


def test_what_is_over_cannot_be_gone_on_with_but_counted_as_done() -> None:
    over = replace(MARK, elapsed=301.0)
    assert interrupted.gone_on(over, {"long-exhale": LONG}, {}) is None
    values = interrupted.counted(over, STAMP).values
    assert (values["seconds"], values["outcome"]) == (300, "done")


def test_what_is_counted_keeps_its_beginning_its_seconds_and_the_gap() -> None:
    (session,) = ledger.sessions([interrupted.counted(MARK, STAMP)])
    assert (session.started, session.seconds, session.outcome) == (MORNING, 250.4, "stopped")
    assert session.receipt == {"planned": 60, "cues": 0, "pauses": 1, "gaps": 1}


def test_it_is_offered_unless_its_walk_is_or_there_was_nothing_yet() -> None:
    of_walk = replace(MARK, run="r1", stop="routine.m.1")
    marks = FakeMarks(kept=[MARK, of_walk, replace(MARK, elapsed=0.5), replace(MARK, path="", run="r9")])
    assert interrupted.offered(marks, ["r1"]) == (MARK,)
    assert interrupted.offered(marks, []) == (MARK, of_walk)
    world = World(marks=FakeMarks())
    assert interrupted.offered_now(world.env) == ()


def test_a_walk_that_goes_on_with_it_stands_at_its_second_with_one_gap_more() -> None:
    on = interrupted.gone_on(MARK, {"long-exhale": LONG}, {})
    assert on is not None
    state = taking_up.taken_up(World().env, on)
    assert (state.status, state.elapsed) == ("going", 250.4)
    assert (state.rested.started, state.rested.pauses, state.rested.gaps) == (MORNING, 1, 1)
    assert walk.step(state, walk.StepDone()).rested == walk.Paused()


def test_what_was_taken_in_hand_and_never_began_is_everybodys_again() -> None:
    world = World(marks=FakeMarks(kept=[MARK]))
    on = interrupted.gone_on(MARK, {"long-exhale": LONG}, {})
    assert on is not None and interrupted.is_ours(world.env, MARK)
    assert world.marks.claimed == [MARK]
    Keeping(world.marks, on).over(taking_up.taken_up(world.env, on), leaves=True)
    assert (world.marks.claimed, world.marks.kept) == ([], [MARK])


def test_what_the_journal_has_already_is_nobodys_to_count() -> None:
    world = World(marks=FakeMarks(kept=[MARK]))
    world.journal.append(interrupted.counted(MARK, STAMP))
    assert not interrupted.is_ours(world.env, MARK)
    assert world.marks.kept == []
    later = replace(MARK, started=MORNING + timedelta(minutes=9))
    world.marks.kept = [later]
    assert interrupted.is_ours(world.env, later)


def test_a_step_goes_on_by_itself_as_its_own_plan_has_it() -> None:
    of_plan = replace(LONG, cycle=(Phase("in", 3), Phase("out", 3)))
    world, mark = World(), replace(MARK, run="r1", plan="calm", cycle=())
    world.shelf.breaths = {"long-exhale": LONG}
    assert interrupted.going_on(world.env, mark) is None
    world.shelf.library = [Plan("calm", "Calm", patterns={"long-exhale": of_plan})]
    on = interrupted.going_on(world.env, mark)
    assert on is not None and on.plan.patterns == {"long-exhale": of_plan}


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0:00"), (9.99, "0:09"), (250, "4:10"), (249.9999999, "4:10"), (3725, "62:05")]
)
def test_the_place_is_told_in_whole_seconds_that_are_behind(seconds: float, words: str) -> None:
    assert interrupted.place(seconds) == words


def test_another_window_is_told_of_in_one_sentence() -> None:
    assert interrupted.elsewhere(MARK, MORNING, "24") == (
        "Another selfcare window is in the middle of Longer out-breath since 10:42. Both are counted."
    )


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles", "UTC"])
def test_a_session_belongs_to_the_day_it_began_on_wherever_it_is_counted(zone: str) -> None:
    late = datetime(2026, 12, 3, 23, 58, tzinfo=ZONE)
    there = Stamp("id-1", "device-a", datetime(2026, 12, 4, 9, 0, tzinfo=ZoneInfo(zone)))
    (session,) = ledger.sessions([interrupted.counted(replace(MARK, started=late), there)])
    assert session.started.date().isoformat() == "2026-12-03"
    assert session.started.utcoffset() == late.utcoffset()
