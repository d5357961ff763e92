from __future__ import annotations

import pytest

from selfcare.core.plan import Ask
from selfcare.core.question import Answerable, Body, Choice, Scale, Simple, Text
from tests.linear import sample
from tests.linear.hearing import guided
from tests.tui.fakes import World


def kept(world: World) -> dict[str, object]:
    """The answers of the one entry that was recorded."""
    (entry,) = (event for event in world.journal.rows.values() if event.kind == "entry.recorded")
    return dict(entry.values)


@pytest.mark.parametrize(("kind", "typed", "value"), sample.EVERY_KIND.values(), ids=list(sample.EVERY_KIND))
def test_every_kind_of_question_can_be_answered(kind: Answerable, typed: str, value: object) -> None:
    world = World()
    code, text = guided(world, sample.asking(kind), typed)
    assert (code, kept(world)) == (0, {"it": value})
    assert "\nsaved 0190aaaa-0000-7000-8000-" in text


@pytest.mark.parametrize("kind", [kind for kind, _, _ in sample.EVERY_KIND.values()])
def test_every_optional_question_can_be_left_out_with_enter(kind: Answerable) -> None:
    world = World()
    code, text = guided(world, sample.asking(kind), "")
    assert (code, world.journal.kinds) == (0, [])
    assert "or enter to leave it out: " in text
    assert text.endswith("Nothing was written down this time. That is fine.\n")


def test_the_anchors_of_a_scale_are_said() -> None:
    _, text = guided(World(), sample.asking(Scale(labels={0: "no pain", 10: "the worst."})), "3")
    assert "0 is no pain. 10 is the worst.\n0 to 10, or enter to leave it out: \n" in text


@pytest.mark.parametrize(
    ("kind", "wrong", "sentence"),
    [
        (Scale(), "11", "This goes from 0 to 10; 11 is off the scale."),
        (Scale(), "lots", "This is a number from 0 to 10."),
        (Choice({"home": "At home", "work": "At work"}), "hom", "did you mean home?"),
        (Choice({"home": "At home", "work": "At work"}), "7", "This takes a number from 1 to 2."),
        (Choice({"home": "At home"}), "2", "This takes a number from 1 to 1."),
        (Body("hands"), "right thum", "did you mean"),
        (Simple("yes-no"), "perhaps", "This takes yes or no."),
        (Simple("time"), "25:00", "This is a time of day"),
    ],
)
def test_what_is_not_allowed_is_answered_with_what_is(kind: Answerable, wrong: str, sentence: str) -> None:
    world = World()
    _, text = guided(world, sample.asking(kind, required=True), wrong)
    assert sentence in " ".join(text.split())
    assert world.journal.kinds == []


def test_a_needed_answer_is_asked_for_until_it_comes() -> None:
    world = World()
    _, text = guided(world, sample.asking(Scale(), required=True), "", "4")
    assert "This one is needed before the rest can be saved." in text
    assert kept(world) == {"it": 4}


def test_something_else_is_a_number_like_the_others_and_its_words_are_asked_for() -> None:
    world = World()
    kind = Choice({"a": "First", "b": "Second"}, many=True, other=True)
    _, text = guided(world, sample.asking(kind), "1, 3", "my own, with a comma")
    assert "3: Something else, in your own words\n" in text
    assert kept(world) == {"it": ["a", "other: my own, with a comma"]}


def test_a_long_list_of_places_is_read_out_on_demand() -> None:
    world = World()
    _, text = guided(world, sample.asking(Body("body")), "?", "1")
    before, _, after = text.partition("Places, with commas between")
    assert "Type ? for a list of the places." in before
    assert "1: head\n2: face\n" in after
    assert "You chose: head." in after


def test_words_on_several_lines_end_with_an_empty_one() -> None:
    world = World()
    guided(world, sample.asking(Text(lines=5)), "first", "second", "")
    assert kept(world) == {"it": "first\nsecond"}


def test_words_that_were_half_written_are_kept_when_the_input_ends() -> None:
    world = World()
    code, text = guided(world, sample.asking(Text(lines=5)), "first", "second")
    assert (code, kept(world)) == (0, {"it": "first\nsecond"})
    assert text.endswith("What you did so far is saved.\n")


def test_going_back_shows_the_answer_and_enter_keeps_it() -> None:
    world = World()
    start = sample.alone(sample.plan(), Ask("mood"))
    _, text = guided(world, start, "7", "b", "", "1")
    assert "You answered: 7.\n0 to 10, or enter to keep it: " in text
    assert kept(world) == {"level": 7, "places": ["home"]}


def test_an_answer_can_be_taken_away_again() -> None:
    world = World()
    start = sample.alone(sample.plan(), Ask("mood"))
    guided(world, start, "2", "1", "b", "-", "because")
    assert kept(world) == {"level": 2, "why": "because"}


def test_questions_are_asked_by_their_conditions() -> None:
    world = World()
    _, text = guided(world, sample.alone(sample.plan(), Ask("mood")), "9", "")
    assert "What is it?" not in text
    world = World()
    _, text = guided(world, sample.alone(sample.plan(), Ask("mood")), "1", "", "work", "line", "")
    assert "What is it?" in text and "Tell more" in text


def test_s_leaves_out_the_rest_and_keeps_what_was_answered() -> None:
    world = World()
    guided(world, sample.alone(sample.plan(), Ask("mood")), "2", "s")
    assert kept(world) == {"level": 2}


def test_help_says_every_letter_and_how_to_write_one() -> None:
    _, text = guided(World(), sample.asking(Text()), "?", "x")
    assert "To write one of these letters as your answer, put a full stop after it." in text
    assert "q: leave; your place is kept.\n" in text


def test_a_log_is_asked_with_its_summary() -> None:
    assert "\nTwo questions.\nHow are you?\nAs it is now.\n" in guided(World(), sample.walk(Ask("mood")), "8", "")[1]
