"""Going through routines and checklists."""

from __future__ import annotations

import pytest

from selfcare.core.condition import parse
from selfcare.core.frozen import replace
from selfcare.core.ledger import Entry
from selfcare.core.plan import Check, Checklist, Follow, Item, Routine, Step
from selfcare.core.question import Value
from selfcare.core.stops import lay_out
from selfcare.core.walk import (
    Answered,
    Begun,
    Event,
    Left,
    Paused,
    Slipped,
    State,
    StepDone,
    StepSkipped,
    WentBack,
    WentOn,
    answers,
    begin,
    current,
    following,
    log,
    progress,
    question,
    questions,
    step,
)
from tests.core.walks import EASE, NOW, PLAN, PREP, STRESS, evening, prep


def after(state: State, *events: Event) -> State:
    for event in events:
        state = step(state, event)
    return state


def path(state: State) -> str:
    stop = current(state)
    return stop.path.partition(".")[2] if stop else ""


def rated(level: int) -> State:
    """Evening, with the rating before it answered and the first log answered with `level`."""
    return after(
        evening(), Begun("run"), Answered("level", 5), StepDone(), Answered("level", level), Answered("places", None)
    )


def test_a_routine_is_laid_out_with_the_routines_it_runs_and_the_rating_around_it() -> None:
    assert [stop.path for stop in evening().stops] == [
        "routine.evening.rate-before",
        "routine.evening.1",
        "routine.evening.words",
        "routine.evening.3.1",
        "routine.evening.3.2",
        "routine.evening.4",
        "routine.evening.5",
        "routine.evening.6",
        "routine.evening.rate-after",
    ]
    assert [stop.optional for stop in evening().stops[3:6]] == [True, True, False]


def test_a_checklist_is_laid_out_item_by_item() -> None:
    stops = prep().stops
    assert [stop.path for stop in stops][-2:] == ["checklist.prep.ease.1", "checklist.prep.ease.2"]
    assert [stop.item for stop in stops][-2:] == ["checklist.prep.ease"] * 2
    assert stops[1].why == "So that you are steady."


def test_a_routine_that_would_run_itself_or_nothing_is_passed_over() -> None:
    loop = Routine("loop", "Loop", (Step("1", Check("Once")), Step("2", Follow("loop")), Step("3", Follow("gone"))))
    plan = replace(PLAN, routines={"loop": loop})
    assert [stop.path for stop in lay_out(plan, loop)] == ["routine.loop.1"]


def test_a_routine_that_is_run_brings_its_own_condition() -> None:
    ease = replace(EASE, condition=parse("setting.heart == yes"))
    around = Routine("around", "Around", (Step("1", Follow("ease")), Step("2", Check("On"))))
    plan = replace(PLAN, routines={"around": around, "ease": ease})
    assert path(after(begin(plan, around, NOW), Begun("run"))) == "around.2"
    assert path(after(begin(plan, around, NOW, cautions={"heart": True}), Begun("run"))) == "around.1.1"


def test_a_rating_of_a_log_that_is_not_there_is_not_asked() -> None:
    for rate in ("log.gone.level", "log.stress.gone"):
        assert len(lay_out(PLAN, replace(EASE, rate=rate))) == 2


def test_nothing_happens_before_it_is_begun_or_after_it_was_left() -> None:
    ready = evening()
    assert after(ready, StepDone(), WentBack()) == ready
    assert current(ready) is None
    assert (log(ready), questions(ready), dict(answers(ready)), following(ready)) == (None, (), {}, None)
    left = after(ready, Begun("run"), Left())
    assert left.status == "left"
    assert after(left, Answered("level", 3), StepDone(), Begun("again")) == left


def test_beginning_twice_changes_nothing() -> None:
    begun = after(evening(), Begun("run"))
    assert after(begun, Begun("other")) == begun


def test_a_rating_asks_one_question_and_a_log_all_of_them() -> None:
    begun = after(evening(), Begun("run"))
    assert [field.name for field in questions(begun)] == ["level"]
    at_log = after(begun, Answered("level", 4), StepDone())
    assert [field.name for field in questions(at_log)] == ["level", "places"]
    high = after(at_log, Answered("level", 8))
    assert [field.name for field in questions(high)] == ["level", "places", "why"]
    assert log(high) is STRESS


def test_questions_are_asked_one_after_the_other_and_left_out_ones_once() -> None:
    state = after(evening(), Begun("run"), Answered("level", 4), StepDone())
    asked = []
    for value in (8, None, "work"):
        in_hand = question(state)
        assert in_hand
        asked.append(in_hand.name)
        state = after(state, Answered(in_hand.name, value))
    assert asked == ["level", "places", "why"]
    assert question(state) is None
    assert answers(state) == {"level": 8, "places": None, "why": "work"}


@pytest.mark.parametrize(
    ("level", "path_after", "count"), [(8, "evening.words", 8), (6, "evening.3.1", 7), (2, "evening.4", 5)]
)
def test_conditions_hear_what_was_answered_on_the_way(level: int, path_after: str, count: int) -> None:
    state = after(rated(level), StepDone())
    assert path(state) == path_after
    assert progress(state) == (3, count)


def test_a_condition_on_the_last_days_counts_this_run_too() -> None:
    def yesterday(days: int) -> Entry:
        about = NOW.replace(day=NOW.day - days)
        return Entry(f"old-{days}", "calm", "2", "abc", "stress", about, about, {"level": 3})

    before = begin(PLAN, PLAN.routines["evening"], NOW, entries=(yesterday(1), yesterday(2)))
    state = after(before, Begun("run"), Answered("level", 4), StepDone(), Answered("level", 2), StepDone())
    state = after(state, StepDone(), StepDone())
    assert path(state) == "evening.6"


def test_what_comes_next_is_known_as_far_as_answers_go() -> None:
    begun = after(evening(), Begun("run"))
    then = following(begun)
    assert then
    assert then.path == "routine.evening.1"
    last = after(rated(2), StepDone(), StepDone(), StepDone())
    assert path(last) == "evening.rate-after"
    assert following(last) is None


def test_after_the_last_stop_it_is_finished() -> None:
    done = after(rated(2), StepDone(), StepDone(9), StepSkipped(), Answered("level", 1), StepDone())
    assert done.status == "finished"
    assert current(done) is None
    assert progress(done) == (5, 5)
    assert {each.kind for each in done.outcomes.values()} == {"done", "skipped"}
    assert done.outcomes["routine.evening.4"].seconds == 9


def test_a_walk_without_a_single_stop_is_finished_at_once() -> None:
    nothing = begin(PLAN, Checklist("none", "None", {}), NOW)
    assert after(nothing, Begun("run")).status == "finished"


def test_going_back_goes_question_by_question_and_then_stop_by_stop() -> None:
    state = after(rated(8), Answered("why", "work"), WentBack())
    in_hand = question(state)
    assert in_hand
    assert in_hand.name == "why"
    state = after(state, WentBack(), WentBack())
    in_hand = question(state)
    assert in_hand
    assert in_hand.name == "level"
    earlier = after(state, WentBack())
    assert path(earlier) == "evening.rate-before"
    in_hand = question(earlier)
    assert in_hand
    assert in_hand.name == "level"
    assert after(earlier, WentBack()) == earlier


def test_a_question_gone_back_to_is_asked_again_and_then_the_first_open_one() -> None:
    state = after(rated(8), WentBack(), WentBack(), Answered("level", 9))
    in_hand = question(state)
    assert in_hand
    assert in_hand.name == "why"


def test_after_going_back_it_goes_on_with_what_is_open() -> None:
    ahead = after(rated(6), StepDone(), StepDone(), StepDone())
    assert path(ahead) == "evening.4"
    back = after(ahead, WentBack(), WentBack())
    assert path(back) == "evening.3.1"
    assert path(after(back, StepDone())) == "evening.4"
    assert path(after(back, WentOn())) == "evening.3.2"
    assert path(after(back, WentOn(), WentOn(), WentOn())) == "evening.4"


def test_going_on_past_the_end_returns_to_what_is_open() -> None:
    state = after(rated(2), StepDone(), StepDone(), StepDone(), Answered("level", 1))
    stops = tuple(stop for stop in state.stops if stop.path != "routine.evening.rate-after")
    assert after(replace(state, stops=stops, at=1), WentOn(), WentOn()).at == 6


def test_another_answer_opens_the_steps_it_calls_for() -> None:
    ahead = after(rated(2), StepDone(), StepDone())
    assert path(ahead) == "evening.5"
    back = after(ahead, WentBack(), WentBack(), WentBack(), Answered("level", 8))
    assert path(after(back, StepDone())) == "evening.words"


def test_a_skipped_step_keeps_its_answers() -> None:
    skipped = after(rated(8), StepSkipped())
    assert skipped.given["routine.evening.1"] == {"level": 8, "places": None}
    assert path(skipped) == "evening.words"


@pytest.mark.parametrize(("field", "value"), [("gone", 3), ("level", 3)])
def test_an_answer_to_nothing_that_is_asked_changes_nothing(field: str, value: Value) -> None:
    at_breath = after(rated(2), StepDone())
    assert after(at_breath, Answered(field, value)) == at_breath
    assert after(rated(2), Answered("gone", 3)) == rated(2)


def test_a_pause_keeps_the_place_within_the_stop() -> None:
    at_breath = after(rated(2), StepDone(), Paused(12.5))
    assert (path(at_breath), at_breath.elapsed) == ("evening.4", 12.5)
    assert after(at_breath, StepDone()).elapsed == 0


def test_an_avoid_item_may_have_slipped() -> None:
    slipped = after(prep(), Begun("run"), Slipped("a cup at nine"))
    assert slipped.outcomes["checklist.prep.caffeine"].kind == "slipped"
    assert path(slipped) == "prep.meal"


def test_an_items_condition_hears_this_walk_and_today() -> None:
    asked_now = after(prep(), Begun("run"), StepDone(), StepDone(), Answered("level", 7), StepDone())
    assert path(asked_now) == "prep.ease.1"
    earlier = Entry("old", "calm", "2", "abc", "stress", NOW, NOW, {"level": 9})
    only_ease = Checklist("prep", "Before", {"ease": PREP.items["ease"]})
    assert after(begin(PLAN, only_ease, NOW), Begun("run")).status == "finished"
    assert path(after(begin(PLAN, only_ease, NOW, entries=(earlier,)), Begun("run"))) == "prep.ease.1"
    steps_need_the_run = Checklist("prep", "Before", {"x": Item("x", Follow("evening"))})
    begun = after(begin(PLAN, steps_need_the_run, NOW, entries=(earlier,)), Begun("run"))
    assert progress(begun)[1] == 5


def test_states_never_change() -> None:
    state = rated(8)
    copy = replace(state, given={path: dict(given) for path, given in state.given.items()})
    after(state, Answered("why", "work"), WentBack(), StepSkipped(), Left())
    assert state == copy
