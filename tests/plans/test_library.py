"""The shared files: red flags word for word, patterns in their seconds, sittings that leave room, sources in use."""

from __future__ import annotations

import re
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from tomllib import loads
from typing import get_args

import pytest

from selfcare import planfile
from selfcare.core import cautions
from selfcare.core.breath import Pattern
from selfcare.core.plan import Card, Strength
from selfcare.core.question import Value
from selfcare.core.sitting import Sitting
from selfcare.planfile import library
from tests.plans.simulate import SHIPPED, checked

PAGE = Path(__file__).parents[2] / "docs" / "evidence.md"
FILES = ("red-flags", "breathing", "sittings", "instruments", "acupuncture-evidence", "relaxation-evidence")

LEVELS = {
    "chest allergy faint cauda-equina aorta thunder stroke mening headinj eye co neckart heart crisis": "emergency",
    "infect bleed nerve needle preg legweak spine gca myelo shoulder hotjoint noweight dvt": "today",
    "headnew moh inflam": "soon",
    "breath": "stop",
}
RED_FLAGS = "e5437df41533afb790c3f6d1939fb7826e03d2864920cb3c7f57edbe75038421"
"""Of all cards, with their levels. Who changes a card changes this too, and has the words read by a clinician."""

HOLDS = {"pregnant", "heart", "lung", "seizure", "eye"}
SECONDS: dict[str, tuple[list[float], float | None, int | None, set[str]]] = {
    "natural": ([], 180, None, set()),
    "belly": ([3, 4], 180, None, set()),
    "long-exhale": ([4, 6], 300, None, {"lung"}),
    "even": ([5, 5], 300, None, {"lung"}),
    "resonance": ([5.5, 5.5], 300, None, {"lung"}),
    "sighing": ([3, 1, 7], 300, None, {"heart", "lung", "seizure"}),
    "box": ([4, 4, 4, 4], 120, None, HOLDS | {"panic"}),
    "small-box": ([3, 3, 3, 3], 120, None, HOLDS),
    "4-7-8": ([4, 7, 8], None, 4, HOLDS | {"panic"}),
    "4-7-8-gentle": ([2.4, 4.2, 4.8], None, 4, HOLDS),
    "pursed-lips": ([2, 4], 120, None, set()),
}
"""Phases in seconds, the usual dose, and what hides the pattern."""

MINUTES = {
    "silence": 10, "breath": 5, "body-scan": 10, "kindness": 8, "muscle-relaxation": 6, "three-minute-pause": 3,
}  # fmt: skip
REFUSED = (
    r"!|\bcure[sd]?\b|miracle|guarantee|detox|toxin|cleans(e|ing)|no side effects|risk-free|proven to|instead of your "
    r"medicine|reverses|rebuilds|healing crisis|good sign|\bfail(ed|ure)?\b|cheat|non-compliant|lazy|streak"
    r"|\btreats\b|heals|empty stomach|do not eat|wim hof|kapalabhati|hold as long"
)


def text(file: str) -> str:
    found = library.text(f"{file}.toml")
    assert found is not None
    return found


def patterns() -> dict[str, Pattern]:
    return planfile.built_in_patterns()


def sittings() -> dict[str, Sitting]:
    return planfile.built_in_sittings()


def words(file: str) -> list[str]:
    """Every text of a file that a person reads."""

    def strings(data: object) -> list[str]:
        if isinstance(data, str):
            return [data]
        if isinstance(data, dict):
            return [found for key, member in data.items() if key != "if" for found in strings(member)]
        return [found for member in data for found in strings(member)] if isinstance(data, list) else []

    return strings(loads(text(file)))


@pytest.mark.parametrize("name", FILES)
def test_a_library_file_has_no_problem_at_all(name: str, tmp_path: Path) -> None:
    file = tmp_path / f"{name}.toml"
    file.write_text(text(f"library/{name}"), encoding="utf-8")
    assert planfile.check(file).problems == ()


def test_a_red_flag_stands_word_for_word_and_with_its_level() -> None:
    cards = loads(text("library/red-flags"))["warning"]
    assert {name: card["level"] for name, card in cards.items()} == {
        name: level for names, level in LEVELS.items() for name in names.split()
    }
    told = "\n".join(f"{name}\t{cards[name]['level']}\t{cards[name]['say']}" for name in sorted(cards))
    assert sha256(told.encode()).hexdigest() == RED_FLAGS


def test_the_card_for_the_lung_sends_straight_to_emergency_care() -> None:
    card = loads(text("library/red-flags"))["warning"]["chest"]
    assert card["say"] == (
        "Chest pain, hard to breathe, a new dry cough, or sharp pain in the shoulder or upper back after needles. It "
        "can start hours later. Call for help now. Say you had acupuncture. Do not wait to ask your acupuncturist."
    )


def test_a_red_flag_is_short_and_gives_no_number_to_call() -> None:
    for name, card in loads(text("library/red-flags"))["warning"].items():
        assert len(card["say"].split()) <= 60, name
        assert not re.search(r"\d{3}", card["say"]), name


def test_every_pattern_breathes_as_it_should_and_is_hidden_from_whom_it_may_harm() -> None:
    found = {
        name: ([phase.seconds for phase in one.cycle], one.seconds, one.rounds, set(one.unsafe_for))
        for name, one in patterns().items()
    }
    assert found == SECONDS


def test_every_pattern_says_when_to_stop_and_every_caution_is_said_once() -> None:
    for name, pattern in patterns().items():
        assert cautions.ALWAYS in pattern.cautions, name
        by_tag = {cautions.TEXTS[tag] for tag in pattern.unsafe_for}
        own = set(cautions.texts(pattern)) - by_tag
        rounds = "Four rounds are enough at first, and never more than eight."
        panic = cautions.TEXTS["panic"]
        assert own == ({rounds} if pattern.rounds else {panic} if name == "natural" else set()), name


@pytest.mark.parametrize("tag", cautions.TEXTS)
def test_what_stands_in_for_a_hidden_pattern_is_never_hidden_itself(tag: str) -> None:
    said: dict[str, Value] = {tag: True}
    for pattern in patterns().values():
        if cautions.said_against(pattern, said):
            other = cautions.gentler(pattern, said, patterns())
            assert not cautions.said_against(other, said)
            assert not cautions.has_holds(other)


def test_who_panics_at_watching_the_breath_is_given_breath_without_pacing() -> None:
    assert cautions.gentler(patterns()["box"], {"panic": True}, patterns()).name == "natural"


def test_every_sitting_has_its_length_and_leaves_room_between_its_words() -> None:
    assert {name: one.seconds / 60 for name, one in sittings().items()} == MINUTES
    for name, sitting in sittings().items():
        times = [cue.at for cue in sitting.cues]
        assert all(later - sooner >= 15 for sooner, later in pairwise(times)), name
        assert all(len(cue.words) <= 120 for cue in sitting.cues), name
        assert not any("close your eyes" in cue.words.lower() for cue in sitting.cues), name
        assert cautions.SITTING in sitting.cautions, name


def test_sittings_stand_word_for_word() -> None:
    told = "\n".join(f"{name}\t{cue.at:g}\t{cue.words}" for name, one in sorted(sittings().items()) for cue in one.cues)
    assert sha256(told.encode()).hexdigest() == "41dbceee842f172cc77e50b24c3d89a6599be19e9f55cf6d9b597f2307acc7f6"


def test_every_source_and_card_of_the_library_is_used_by_a_shipped_plan() -> None:
    plans = [checked(name) for name in SHIPPED]
    for file in ("acupuncture-evidence", "relaxation-evidence"):
        given = loads(text(f"library/{file}"))
        assert set(given["card"]) <= {name for plan in plans for name in plan.cards}
        assert set(given["evidence"]) <= {name for plan in plans for name in plan.evidence}


@pytest.mark.parametrize("file", ["acupuncture-evidence", "relaxation-evidence"])
def test_the_page_on_evidence_says_of_every_card_how_sure_it_is_and_in_no_other_words(file: str) -> None:
    rows = {
        row[0].strip("` "): [cell.strip() for cell in row[1:3]]
        for row in (line.strip("|\n ").split(" | ") for line in PAGE.read_text(encoding="utf-8").splitlines())
        if len(row) == 4
    }
    for name, card in loads(text(f"library/{file}"))["card"].items():
        labels = card["strength"] if isinstance(card["strength"], list) else [card["strength"]]
        assert rows.get(name) == [", ".join(labels), f"{card['direction']}, {card['certainty']}"], name


def test_every_source_has_a_label_and_every_card_says_how_sure_it_is() -> None:
    for plan in map(checked, SHIPPED):
        for source in plan.evidence.values():
            assert source.strength in get_args(Strength), source.name
        for card in plan.cards.values():
            assert card.strength and card.direction and card.certainty and card.checked, card.name
            assert card.evidence or card.strength == ("logistics",), card.name


def test_a_card_with_a_benefit_says_what_sham_needles_did() -> None:
    text = checked("acupuncture-prep").cards["overall"].text
    assert "sham" in text
    assert "small amount" in text


@pytest.mark.parametrize("file", [*SHIPPED, *(f"library/{name}" for name in FILES)])
def test_nothing_promises_shames_or_shouts(file: str) -> None:
    for told in words(file):
        if told.endswith("It is not a cure."):
            told = told.removesuffix("It is not a cure.")
        assert not re.search(REFUSED, told, re.IGNORECASE), told


@pytest.mark.parametrize("file", [*SHIPPED, *(f"library/{name}" for name in FILES if "evidence" not in name)])
def test_a_plan_reads_at_grade_six(file: str) -> None:
    told = [text for text in words(file) if len(text.split()) >= 5]
    assert grade(" ".join(text if text[-1] in ".?:" else f"{text}." for text in told)) <= 6


@pytest.mark.parametrize(
    "card", [card for name in SHIPPED for card in checked(name).cards.values()], ids=lambda card: card.name
)
def test_a_card_reads_at_grade_six(card: Card) -> None:
    assert grade(card.text) <= (6 if len(card.text.split()) >= 30 else 9)


def grade(text: str) -> float:
    """Flesch and Kincaid's grade. The word acupuncture, which nobody can spare here, is counted as a short one."""
    text = re.sub("acupunctur(e|ist)", "needles", text, flags=re.IGNORECASE)
    found = re.findall(r"[A-Za-z']+", text)
    sentences = max(1, len(re.findall(r"[.?:](?=\s|$)", text)))
    return 0.39 * len(found) / sentences + 11.8 * sum(map(syllables, found)) / len(found) - 15.59


def syllables(word: str) -> int:
    """About how many: groups of vowels, without a silent e."""
    return max(1, len(re.findall("[aeiouy]+", re.sub("(?<=[^aeiouyl])es?$|(?<=[^td])ed$", "", word.lower()))))
