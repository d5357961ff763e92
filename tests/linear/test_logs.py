"""One log in plain lines: an open episode, another time, what stands for the day, and scores."""

from __future__ import annotations

from datetime import timedelta

import pytest

from selfcare import planfile
from selfcare.core import acts
from selfcare.core.event import Event
from selfcare.core.plan import Ask, Plan
from selfcare.core.question import Field, Log, Scale, Text, Value
from selfcare.core.start import Walk
from tests.linear import sample
from tests.linear.hearing import guided
from tests.tui.fakes import World

FIELDS = {"worst": Field("worst", "How bad?", Scale(), required=True), "word": Field("word", "A word?", Text())}
PLAN = Plan(
    "diary",
    "Diary",
    logs={
        "attack": Log("attack", "Headache", FIELDS, per="episode"),
        "day": Log("day", "Your day", FIELDS, per="day"),
        "gad-2": planfile.built_in_logs()["gad-2"],
    },
)


def of(name: str) -> Walk:
    return sample.alone(PLAN, Ask(name))


def recorded(world: World, name: str, hours: float = 2) -> World:
    began = world.clock.instant - timedelta(hours=hours)
    world.journal.append(acts.record_entry(name, {"worst": 4}, acts.stamp(world.env), plan=PLAN, meant=began))
    return world


def newest(world: World) -> Event:
    return list(world.journal.rows.values())[-1]


def test_an_open_episode_is_asked_about_and_added_to_with_enter() -> None:
    world = recorded(World(), "attack")
    _, text = guided(world, of("attack"), "", "7", "", live=True)
    assert "It began at 08:42, and goes on as far as you said.\n" in text
    assert "You answered: 4.\n" in text
    assert (newest(world).kind, dict(newest(world).values)) == ("entry.corrected", {"worst": 7})


def test_an_episode_that_is_over_is_ended_before_anything_else_is_asked() -> None:
    world = recorded(World(), "attack")
    _, text = guided(world, of("attack"), "o", "7:00", "9:30", "q", live=True)
    assert "It began on 2026-12-03 at 08:42; write a later time.\n" in text
    assert "Saved: over at 09:30. Add what you like" in " ".join(text.split())
    assert (newest(world).kind, newest(world).about.hour) == ("episode.ended", 9)


def test_another_episode_is_an_entry_of_its_own() -> None:
    world = recorded(World(), "attack")
    guided(world, of("attack"), "n", "2", "", live=True)
    assert world.journal.kinds == ["entry.recorded", "entry.recorded"]


def test_through_a_pipe_an_open_episode_is_gone_on_with() -> None:
    world = recorded(World(), "attack")
    guided(world, of("attack"), "6", "x")
    assert dict(newest(world).values) == {"worst": 6, "word": "x"}


@pytest.mark.parametrize("typed", ["t", "T"])
def test_a_log_may_be_about_another_time(typed: str) -> None:
    world = World()
    _, text = guided(world, of("attack"), typed, "tomorrow 9:00", "yesterday 21:00", "5", "t.", live=True)
    assert "is still to come" in " ".join(text.split())
    assert "For yesterday 21:00.\n" in text
    assert (newest(world).about.day, dict(newest(world).values)) == (2, {"worst": 5, "word": "t"})


def test_a_day_is_added_to_and_another_day_is_not() -> None:
    world = recorded(World(), "day")
    _, text = guided(world, of("day"), "", "calm")
    assert "You answered: 4.\n" in text
    assert dict(newest(world).values) == {"worst": 4, "word": "calm"}
    guided(world, of("day"), "t", "yesterday 21:00", "9", "")
    assert [(event.kind, event.about.day) for event in world.journal.events()] == [
        ("entry.corrected", 3),
        ("entry.recorded", 2),
    ]


def test_an_answer_that_stood_can_be_taken_away() -> None:
    world = World()
    given: dict[str, Value] = {"worst": 4, "word": "calm"}
    world.journal.append(acts.record_entry("day", given, acts.stamp(world.env), plan=PLAN))
    guided(world, of("day"), "", "-")
    assert dict(newest(world).values) == {"worst": 4}


def test_a_questionnaire_is_credited_where_it_is_asked_and_scored_where_it_ends() -> None:
    _, text = guided(World(), of("gad-2"), "3", "2")
    said = " ".join(text.split())
    assert "Over the last 2 weeks, how often have you been bothered" in said
    assert "Developed by Drs. Robert L. Spitzer" in said
    assert "Score 5, on a scale from 0 to 6. A number on a scale is no diagnosis. Share this with a doctor." in said


def test_a_question_left_out_leaves_no_score() -> None:
    _, text = guided(World(), of("gad-2"), "3", "")
    assert "Score" not in text
