"""What is caught as a claim and what is let through: effects, banned words, titles, aids, numbers, certainty."""

from __future__ import annotations

import pytest
from tests.planfile.said import PLAN, codes_of

from selfcare import planfile

CAUGHT = (
    "A walk relieves back pain.",
    "Slow breathing reduces stress.",
    "Warmth eases stiffness.",
    "Needles help with headaches.",
    "Stretching improves your sleep.",
    "It lowers blood pressure.",
    "Rest will help your knees.",
    "Press here to relieve nausea.",
    "These stretches help back pain.",
    "A course can treat migraine.",
    "It boosts the immune system, the heart and mood.",
    "It heals the skin.",
    "Back pain eases after a few visits.",
    "Walking once a day eases anxiety.",
    "The points prevent headaches.",
    "No side effects: it eases pain.",
    "This helps your discs heal.",
    "It prevents relapse.",
    "It treats the tendons and heals the cartilage.",
)
LET_THROUGH = (
    "A walk does not relieve back pain.",
    "There is no proof that it reduces stress.",
    "Does it help with long-term pain?",
    "It may ease stiffness.",
    "Some people find that it helps their sleep.",
    "This helps you get ready and keep track of your pain.",
    "Ease your shoulders down.",
    "Lower your shoulders.",
    "Rest the lower back.",
    "Call for help if the pain is strong.",
    "Note what eases your back.",
    "Stop when the pain eases.",
    "It does not diagnose, treat or cure pain.",
    "Ask for help with your sleep.",
    "Tell your doctor how it helps you to plan around pain.",
    "Try to reduce noise in the room.",
    "It is easier to treat clean, clear skin.",
    "A log helps your practitioner see your symptoms.",
    "Note it to help your practitioner understand a flare.",
    "It may prevent a relapse.",
)


@pytest.mark.parametrize("why", CAUGHT)
def test_an_effect_without_a_source_is_caught(why: str) -> None:
    assert "evidence/claim" in codes_of(why)


@pytest.mark.parametrize("why", LET_THROUGH)
def test_what_is_no_claim_is_let_through(why: str) -> None:
    assert "evidence/claim" not in codes_of(why)


@pytest.mark.parametrize("why", CAUGHT)
def test_an_effect_with_a_source_is_none(why: str) -> None:
    assert "evidence/claim" not in codes_of(why, evidence="study")


SOURCES = """
[evidence.house]
cite = "Common advice; no trial has tested it."
strength = "consensus"
[evidence.old]
cite = "An old book."
strength = "tradition"
[evidence.practical]
cite = "A practical step; it needs no study."
strength = "logistics"
[card.told]
title = "What is told"
text = "Some say so."
strength = "tradition"
"""


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        ('"house"', "evidence/untested"),
        ('"house", "old", "practical"', "evidence/untested"),
        ('"told"', "evidence/untested"),
        ('"practical"', "evidence/claim"),
        ('"study", "practical"', None),
        ('"house", "study"', None),
    ],
)
def test_a_claim_rests_on_a_study(evidence: str, code: str | None) -> None:
    text = (
        PLAN.format(
            title="A plan",
            header="",
            why='"A walk lowers inflammation, reduces pain and helps discs heal."',
            evidence=evidence,
        )
        + SOURCES
    )
    found = [one for one in planfile.check_text(text).problems if one.code in ("evidence/untested", "evidence/claim")]
    assert {one.code for one in found} == ({code} if code else set())
    assert len(found) == {"evidence/untested": 1, "evidence/claim": 3}.get(code or "", 0)
    assert all("carries no claim" in one.message for one in found if one.code == "evidence/claim")


BANNED = (
    "A cure for all.",
    "It is a miracle.",
    "Rest is guaranteed.",
    "A detox for the day.",
    "Drink to flush out all toxins.",
    "A cleanse from within.",
    "There are no side effects.",
    "It is 100% safe.",
    "Risk-free for all.",
    "It is proven to work.",
    "Take it instead of your medicine.",
    "It reverses arthritis.",
    "It rebuilds cartilage.",
    "It boosts immunity.",
    "This is a healing crisis.",
    "Feeling worse is a good sign.",
    "A flare shows that it is working.",
)
NOT_BANNED = (
    "It is not a cure.",
    "Nothing is guaranteed.",
    "You do not need to flush anything out.",
    "Cleanse your hands.",
    "It has fewer side effects.",
    "Is it safe for all?",
    "No single way is proven best.",
    "Never take it instead of your medicine.",
    "Eat no cured meat today.",
    "A flare does not mean it is working.",
    "Feeling worse is not a good sign.",
    "A smile is a good sign.",
)


@pytest.mark.parametrize("why", BANNED)
def test_a_banned_word_is_caught(why: str) -> None:
    assert "evidence/banned" in codes_of(why, evidence="study")


@pytest.mark.parametrize("why", NOT_BANNED)
def test_a_word_that_only_looks_banned_is_let_through(why: str) -> None:
    assert "evidence/banned" not in codes_of(why, evidence="study")


AIDS = (
    "Soon you no longer need your stick.",
    "Stop using the brace.",
    "Give up your glasses.",
    "You can stop your insulin.",
    "Throw away the sling.",
    "Leave your stick at home.",
    "It reduces your reliance on assistive devices.",
    "Walk without crutches.",
)
NO_AIDS = (
    "Keep using your stick.",
    "Do not stop your insulin.",
    "Never walk without your crutches.",
    "Leave your glasses on the table.",
    "Bring your inhaler.",
    "Stop at the stick in the ground.",
    "Ask before you change your brace.",
    "Take off your glasses to lie down.",
)


@pytest.mark.parametrize("why", AIDS)
def test_giving_up_an_aid_is_caught(why: str) -> None:
    assert codes_of(why, evidence="study") & {"safety/aid", "safety/medicine"}


@pytest.mark.parametrize("why", NO_AIDS)
def test_keeping_an_aid_is_let_through(why: str) -> None:
    assert not codes_of(why, evidence="study") & {"safety/aid", "safety/medicine"}


@pytest.mark.parametrize(
    ("title", "caught"),
    [
        ("Acupuncture for back pain", True),
        ("Acupuncture for chronic low back pain", True),
        ("A course that treats migraine", True),
        ("Treatment of headaches", True),
        ("Needling to treat knee pain", True),
        ("Getting ready for an acupuncture visit", False),
        ("Back pain: self-care alongside acupuncture", False),
        ("Does acupuncture treat pain?", False),
        ("Acupuncture for beginners", False),
        ("My first acupuncture visit", False),
    ],
)
def test_a_title_that_promises_is_caught(title: str, caught: bool) -> None:
    assert ("evidence/title" in codes_of("Rest a while.", title=title)) == caught


@pytest.mark.parametrize(
    ("why", "caught"),
    [
        ("In one trial 48 of 100 people got better.", True),
        ("About 30% of patients had less pain.", True),
        ("Two in five people felt better.", True),
        ("48 of 100 got better with it, 27 with usual care.", False),
        ("About 1 in 10 people notice a side effect.", False),
        ("Keep the light at 50%.", False),
        ("Log 3 of 7 days.", False),
    ],
)
def test_a_share_without_a_comparison_is_caught(why: str, caught: bool) -> None:
    assert ("evidence/comparison" in codes_of(why, evidence="study")) == caught


@pytest.mark.parametrize(
    ("why", "caught"),
    [
        ("Acupuncture improves sleep.", True),
        ("Needles ease anxiety.", True),
        ("Acupuncture eases headaches.", False),
        ("A walk improves sleep.", False),
        ("Acupuncture may improve sleep.", False),
    ],
)
def test_a_benefit_beyond_the_accepted_set_is_caught(why: str, caught: bool) -> None:
    assert ("evidence/condition" in codes_of(why, evidence="study")) == caught
