"""How hard a text is to read: syllables by spelling, sentences, and two grades worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcare.core.reading import grades, sentences, syllables

SYLLABLES = {
    1: "the be eat hole placed walked loved breathe tired hired guide queue quick eyes clothes more fire hour our "
    "piece breathes sure don't ache one whole",
    2: "table little needle needles rested wanted needed places changes pushes boxes pages muscle muscles science "
    "quiet trial million caution cautions station special social ancient patient patience create react doing going "
    "being trying lying saying flowing doctor breathing caffeine coffee minute minutes sometimes people stomach "
    "shoulder migraine because believe measure pressure poem lion diet doesn't headache",
    3: "idea area radio video usual actual gradual medicine medical hospital exercise alcohol energy appointment "
    "everything pregnancy allergic infection arthritis theatre period serious various previous museum mosaic premium "
    "light-headed",
    4: "situation practitioner temperature anxiety diabetes emergency acupuncture society variety usually",
    5: "evaluation paracetamol",
}


@pytest.mark.parametrize(("count", "word"), [(count, word) for count, row in SYLLABLES.items() for word in row.split()])
def test_syllables_are_counted_by_spelling(count: int, word: str) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Sit down. Stand up.", 2),
        ("Sit down", 1),
        ("Breathe 5.5 times a minute.", 1),
        ('She said: "Sit down."', 2),
        ("One\ntwo\n\nthree", 3),
        ("Sit; stand. Walk? Rest!", 4),
    ],
)
def test_sentences_end_with_a_stop_a_colon_or_a_line(text: str, count: int) -> None:
    assert sentences(text) == count


def test_the_two_grades_are_those_of_their_formulas() -> None:
    found = grades(["The cat sat on the mat.", "It was not at home."])
    assert found.words == 11
    assert found.flesch_kincaid == pytest.approx(0.39 * 11 / 2 + 11.8 * 11 / 11 - 15.59)
    assert found.coleman_liau == pytest.approx(5.88 * 31 / 11 - 29.6 * 2 / 11 - 15.8)


def test_names_count_as_a_usual_word_and_what_they_would_weigh_is_told() -> None:
    named, plain = grades(["Acupuncture is not for all."]), grades(["Mustard is not for all."])
    assert named.flesch_kincaid == pytest.approx(plain.flesch_kincaid)
    assert named.with_names > named.flesch_kincaid


@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_text_has_a_grade(texts: list[str]) -> None:
    found = grades(texts)
    assert found.words >= 0
    assert found.flesch_kincaid == found.flesch_kincaid


@given(st.text(min_size=1, max_size=40))
def test_any_word_has_a_syllable(word: str) -> None:
    assert syllables(word) >= 1
