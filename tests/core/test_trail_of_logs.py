"""What one log leaves that has one entry a day or an episode, and the time that it is about."""

from __future__ import annotations

from datetime import datetime, timedelta

from selfcare.core import acts, answering, ledger, trail
from selfcare.core.acts import Stamp
from selfcare.core.frozen import replace
from selfcare.core.plan import Ask, Rest, Routine, Step
from selfcare.core.question import Field, Log, Scale, Text, Value
from selfcare.core.walk import Answered, Begun, Dated, State, StepDone, StepSkipped, WentBack, begin
from tests.core.test_trail import Taken
from tests.core.walks import NOW, PLAN

DAY = Log("day", "Day", {"mood": Field("mood", "How?", Scale()), "word": Field("word", "A word?", Text())}, per="day")
DAY_PLAN = replace(PLAN, logs={"day": DAY, "attack": replace(DAY, name="attack", per="episode")})


def of_log(name: str, *entries: ledger.Entry) -> State:
    """A log by itself, as it is opened from Today."""
    return begin(DAY_PLAN, Routine("practice", "Day", (Step("1", Ask(name)),)), NOW, entries=entries)


def recorded(name: str, at: datetime, **values: Value) -> ledger.Entry:
    event = acts.record_entry(name, values, Stamp(f"old-{name}", "d", at), plan=DAY_PLAN, occurrence="")
    return ledger.entries([event])[0]


def test_a_second_answer_of_the_day_is_added_to_its_entry() -> None:
    taken = Taken(of_log("day", recorded("day", NOW - timedelta(hours=3), mood=4, word="calm")))
    taken.go(Begun())
    assert answering.answered_before(taken.state) == 4
    saved = taken.go(Answered("mood", 6), Answered("word", "calm"), StepDone())
    assert [(each.kind, each.supersedes, dict(each.values), each.about) for each in saved] == [
        ("entry.corrected", "old-day", {"mood": 6, "word": "calm"}, NOW - timedelta(hours=3))
    ]


def test_an_answer_that_changes_nothing_leaves_nothing() -> None:
    taken = Taken(of_log("day", recorded("day", NOW, mood=4, word="calm")))
    assert taken.go(Begun(), Answered("mood", 4), StepSkipped()) == []
    assert trail.draft(taken.state)[1] == ""


def test_an_entry_for_yesterday_is_yesterdays() -> None:
    yesterday = NOW - timedelta(days=1)
    taken = Taken(of_log("day", recorded("day", NOW, mood=4)))
    (entry,) = taken.go(Begun(), Dated(yesterday), Answered("mood", 6), Answered("word", None), StepDone())
    assert (entry.kind, entry.about, dict(entry.values)) == ("entry.recorded", yesterday, {"mood": 6})
    of_today = replace(of_log("day"), occurrence="2026-12-03")
    (entry,) = Taken(of_today).go(Begun(), Dated(yesterday), Answered("mood", 6), StepDone())
    assert entry.occurrence == "2026-12-02"


def test_the_time_of_an_entry_survives_with_its_draft() -> None:
    taken = Taken(of_log("day"))
    taken.go(Begun(), Dated(NOW - timedelta(days=1)), Answered("mood", 6))
    key, text = trail.draft(taken.state)
    again = trail.with_draft(of_log("day"), {key: text})
    assert (again.meant, dict(again.given)) == (NOW - timedelta(days=1), {"routine.practice.1": {"mood": 6}})


def test_the_time_of_an_entry_survives_in_a_run_that_is_taken_up_again() -> None:
    evening = Routine("evening", "Evening", (Step("1", Ask("day")),))
    taken = Taken(begin(replace(DAY_PLAN, routines={"evening": evening}), evening, NOW))
    ready = taken.state
    taken.go(Begun(), Dated(NOW - timedelta(days=1)), Answered("mood", 6))
    again = taken.resumed(ready)
    assert again.run
    assert (again.meant, dict(again.given)) == (NOW - timedelta(days=1), {"routine.evening.1": {"mood": 6}})


def test_an_open_episode_is_gone_on_with_only_when_that_is_said() -> None:
    attack = recorded("attack", NOW - timedelta(hours=2), mood=4)
    state = of_log("attack", attack)
    assert answering.open_episode(state) == attack
    (other,) = Taken(state).go(Begun(), Answered("mood", 6), Answered("word", None), StepDone())
    assert other.kind == "entry.recorded"
    taken = Taken(replace(state, episode=attack))
    (more,) = taken.go(Begun(), Answered("mood", 6), Answered("word", None), StepDone())
    assert (more.kind, more.supersedes, more.hash) == ("entry.corrected", "old-attack", PLAN.hash)


def test_the_two_ratings_of_a_routine_are_entries_of_their_own() -> None:
    routine = Routine("calm", "Calm", (Step("1", Rest(30)),), rate="log.day.mood")
    plan = replace(DAY_PLAN, routines={"calm": routine})
    taken = Taken(begin(plan, routine, NOW, entries=(recorded("day", NOW, mood=1),)))
    saved = taken.go(Begun(), Answered("mood", 6), StepDone(), StepDone(), Answered("mood", 3), StepDone())
    assert [dict(each.values) for each in saved if each.kind.startswith("entry.")] == [{"mood": 6}, {"mood": 3}]


def test_a_day_log_asked_twice_in_a_walk_has_one_entry() -> None:
    routine = Routine("calm", "Calm", (Step("1", Ask("day")), Step("2", Rest(30))))
    plan = replace(DAY_PLAN, routines={"calm": routine})
    taken = Taken(begin(plan, routine, NOW, entries=(recorded("day", NOW, word="calm"),)))
    taken.go(Begun(), Answered("mood", 6), Answered("word", "calm"), StepDone(), WentBack(), Answered("mood", 2))
    taken.go(StepDone(), StepDone())
    kept = [each for each in taken.told if each.kind.startswith("entry.")]
    assert {each.supersedes for each in kept} == {"old-day"}
    assert dict(kept[-1].values) == {"mood": 2, "word": "calm"}
