"""Which words are caught and which are let through: hard ones, blame, privacy, respect, belief, one country."""

from __future__ import annotations

import pytest
from tests.planfile.said import codes_of, codes_of_question


def table(caught: tuple[str, ...], let_through: tuple[str, ...]) -> list[tuple[str, bool]]:
    return [*((text, True) for text in caught), *((text, False) for text in let_through)]


SHAME = table(
    (
        "You failed today.",
        "Failed",
        "You have been bad.",
        "A bad habit to break.",
        "You cheated.",
        "No cheat days.",
        "Patients who are non-compliant wait.",
        "Do not be lazy.",
        "You will lose your streak.",
        "Your streak is broken.",
        "Do not break the chain.",
        "No excuses.",
        "Back to square one.",
    ),
    (
        "It is fine to skip a day.",
        "Nobody failed.",
        "You have not failed.",
        "Tell us about heart failure.",
        "A bad fall or crash.",
        "It can feel bad.",
        "You sleep badly.",
        "I had a bad reaction before.",
        "Lung disease or a bad chest now.",
        "A lazy eye.",
        "Bad",
        "Streaks of red on the skin.",
        "A slow walk is enough.",
    ),
)


@pytest.mark.parametrize(("why", "caught"), SHAME)
def test_words_that_blame(why: str, caught: bool) -> None:
    assert ("language/shame" in codes_of(why)) == caught


PASSIVE = table(
    (
        "Coffee should be avoided.",
        "It must not be taken.",
        "Shoes have to be left outside.",
        "Rest is recommended.",
        "You are advised to rest.",
        "The list is read by a nurse: it was written by us and checked by them.",
        "Alcohol needs to be stopped.",
        "A walk is strongly encouraged.",
    ),
    (
        "Leave out coffee.",
        "Needles can be moved.",
        "A needle was left in.",
        "You are tired by now.",
        "It should be easy.",
        "You must rest.",
        "Be rested by 8.",
        "Blood pressure that is high, low or not controlled.",
    ),
)


@pytest.mark.parametrize(("why", "caught"), PASSIVE)
def test_instructions_in_the_passive(why: str, caught: bool) -> None:
    assert ("language/passive" in codes_of(why)) == caught


JARGON = table(
    (
        "An analgesic is fine.",
        "It is contraindicated.",
        "Needles modulate it.",
        "Prior to the visit, rest.",
        "Rest in order to settle.",
        "Ask your physician.",
        "Utilise a chair.",
        "Adverse events are rare.",
    ),
    (
        "A painkiller is fine.",
        "It is not safe.",
        "Swelling (lymphoedema) of an arm.",
        "High blood pressure (hypertension).",
        "A prior visit.",
        "In good order.",
        "Side effects are rare.",
        "The general idea.",
    ),
)


@pytest.mark.parametrize(("why", "caught"), JARGON)
def test_words_of_the_trade(why: str, caught: bool) -> None:
    assert ("language/jargon" in codes_of(why)) == caught


RESPECT = table(
    (
        "The elderly take a chair.",
        "Ask the doctor if he or she is in.",
        "His/her card.",
        "Ladies first.",
        "At your age, rest.",
        "Fat people wait.",
        "Not for the obese.",
        "Lose those pounds.",
    ),
    (
        "Older people may like a chair.",
        "I am very slim.",
        "Eat less fat.",
        "Of any age.",
        "Over 50 with a new headache.",
        "Weight loss you cannot explain.",
        "Ask them.",
        "A pound coin for the locker.",
    ),
)


@pytest.mark.parametrize(("why", "caught"), RESPECT)
def test_words_that_speak_down(why: str, caught: bool) -> None:
    assert ("language/respect" in codes_of(why)) == caught


BELIEF = table(
    (
        "Qi flows best in the morning.",
        "It opens the meridians.",
        "Your yin is low.",
        "It moves your life force.",
        "Energy flow is blocked.",
        "You have kidney deficiency.",
        "Your chi needs rest.",
        "Needles reach the energy channels.",
    ),
    (
        "In this tradition, qi is said to flow.",
        "Some call it life force: it is a belief.",
        "Science has not found qi.",
        "Try tai chi.",
        "Do you know what qi means?",
        "You need energy for the day.",
        "Keep away from heat.",
        "Practitioners speak of qi.",
    ),
)


@pytest.mark.parametrize(("why", "caught"), BELIEF)
def test_a_belief_told_as_a_fact(why: str, caught: bool) -> None:
    assert ("language/belief" in codes_of(why)) == caught


REGION = table(
    ("Call your GP.", "Go to A&E.", "Go to the ER.", "Ask the NHS.", "Medicare pays.", "Take Tylenol.", "GPs know."),
    (
        "Call your doctor.",
        "Go to an emergency department.",
        "Er, rest a bit.",
        "Vitamin E helps me.",
        "Plan A.",
        "A walk.",
    ),
)


@pytest.mark.parametrize(("why", "caught"), REGION)
def test_words_of_one_country_in_a_plan_for_all(why: str, caught: bool) -> None:
    assert ("language/region" in codes_of(why)) == caught
    assert "language/region" not in codes_of(why, header='region = "uk"')


COLOURS = table(
    ("Do the items in red first.", "The green ones are yours.", "Red means stop.", "Tap the blue button.", "★ ★ ★"),
    ("A spot that is red or hot.", "Green tea.", "Wear a red scarf.", "Look at the blue sky.", "★ three stars"),
)


@pytest.mark.parametrize(("why", "caught"), COLOURS)
def test_a_meaning_that_only_a_colour_or_a_sign_tells(why: str, caught: bool) -> None:
    assert ("language/colour" in codes_of(why)) == caught


PRIVACY = table(
    (
        "Your name",
        "Full name",
        "What is your address?",
        "Name",
        "Name and address",
        "Date of birth",
        "Insurance number",
        "NHS number",
        "Your phone number",
        "E-mail address",
        "Social security number",
        "Patient ID",
    ),
    (
        "Name one thing you want to do again",
        "What is the name of the medicine?",
        "Medicine name and dose",
        "What number of cups?",
        "Where does it hurt?",
        "A question for your practitioner",
        "How many hours?",
        "What would you like to address?",
        "What did you call it?",
        "Your name for this pain",
    ),
)


@pytest.mark.parametrize(("question", "caught"), PRIVACY)
def test_questions_about_who_somebody_is(question: str, caught: bool) -> None:
    assert ("language/personal" in codes_of_question(question)) == caught


def test_a_choice_may_say_what_a_free_question_may_not_ask() -> None:
    text = 'choice = "Insurance card"\noptions = ["Yes", "No"]'
    assert "language/personal" not in codes_of_question(text.split('"')[1], "yes-no")
    assert "language/personal" in codes_of_question("Insurance number", "number")


@pytest.mark.parametrize(
    ("why", "caught"),
    [
        ("one " * 20 + "end.", True),
        ("one " * 19 + "end.", False),
        ("one " * 12 + "end: " + "one " * 12 + "end.", False),
        ("One two. " * 15, False),
    ],
)
def test_a_sentence_has_twenty_words_at_most(why: str, caught: bool) -> None:
    assert ("language/long-sentence" in codes_of(why)) == caught


def test_in_another_language_one_note_says_that_words_were_not_read() -> None:
    why = "You failed. A walk relieves back pain, and the elderly take a detox."
    assert codes_of(why, header='language = "fr"') == {"language/unread", "unused"}
    assert codes_of(why, header='language = "en-AU"') >= {"language/shame", "evidence/claim", "language/respect"}
