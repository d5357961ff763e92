"""The words for letters, at the prompts that take letters alone."""

from __future__ import annotations

from io import StringIO

import pytest

from selfcare.core.plan import Breathe, Check, Rest
from selfcare.linear import letters
from selfcare.linear.lines import Voice
from selfcare.linear.meant import letter
from selfcare.linear.talk import EVERYWHERE, Talk
from tests.linear import sample
from tests.linear.hearing import Person, guided
from tests.tui.fakes import World


@pytest.mark.parametrize(
    ("typed", "keys", "meant"),
    [
        ("Count", letters.TAKE_UP, "c"),
        ("count it.", letters.TAKE_UP, "c"),
        ("go  on", letters.TAKE_UP, ""),
        ("begin anew", letters.TAKE_UP, "a"),
        ("begin", letters.BEGIN, ""),
        ("let it go", ("", "c", "l", "q"), "l"),
        ("no", letters.AVOID, "n"),
        ("something gentler", letters.CAREFUL, "g"),
        ("SKIP", letters.READ, "s"),
        ("leave", letters.READ, "q"),
    ],
)
def test_a_word_stands_for_its_letter(typed: str, keys: dict[str, str], meant: str) -> None:
    assert letter(typed, (*keys, *EVERYWHERE)) == meant


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("begin", letters.TAKE_UP),
        ("yes", letters.CAREFUL),
        ("no", letters.CAREFUL),
        ("done", ("c", "l", "q")),
        ("x", ()),
    ],
)
def test_what_could_be_two_things_or_is_not_asked_for_is_not_guessed_at(typed: str, keys: dict[str, str]) -> None:
    assert letter(typed, keys) == typed


def test_words_are_understood_before_and_during_a_practice() -> None:
    world = World()
    start = sample.walk(Check("Drink"), Breathe("box", rounds=1), Rest(30), Rest(20))
    lines = ("warnings", "done", "gentler", "go on", "continue", "skip", "begin")
    _, text = guided(world, start, *lines, presses=[(1, "go on"), (40, "end")], live=True)
    assert "Here you can type" not in text
    assert text.count("Longer out-breath") >= 1


def test_an_answer_in_ones_own_words_stays_words() -> None:
    clock = World().clock
    talk = Talk(Voice(StringIO()), Person(clock, ["back", "help", "skip"]), list)
    assert [talk.ask("Where?", letters.QUESTION) for _ in range(3)] == ["back", "help", "skip"]
