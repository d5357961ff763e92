"""Tags that warning signs hang on: near misses are told, and titles that name what no tag does."""

from __future__ import annotations

import pytest

from selfcare import planfile
from selfcare.planfile.problem import Problem


def found(header: str) -> list[Problem]:
    text = f'selfcare = 1\n[plan]\n{header}\n[checklist.prep.walk]\ncheck = "Walk"\nat = "2h before"\n'
    return [one for one in planfile.check_text(text).problems if one.code == "safety/tag"]


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("low back", "low-back"),
        ("low_back", "low-back"),
        ("Low-Back", "low-back"),
        ("headche", "headache"),
        ("migraines", "migraine"),
        ("lumbago", "low-back"),
        ("chronic neck pain", "neck"),
        ("Acupuncture", "acupuncture"),
        ("pregnent", "pregnant"),
    ],
)
def test_a_tag_that_is_nearly_known_is_told(written: str, near: str) -> None:
    (problem,) = found(f'title = "Evenings"\ntags = ["{written}"]')
    assert (problem.severity, problem.replacement) == ("warning", near)


@pytest.mark.parametrize(
    "tags",
    [
        '"calm"',
        '"stress"',
        '"sleep"',
        '"test"',
        '"beginners"',
        '"back-to-work"',
        '"hand"',
        '"low-back", "lower back pain"',
    ],
)
def test_a_tag_of_ones_own_is_silent(tags: str) -> None:
    assert not found(f'title = "Evenings"\ntags = [{tags}]')


@pytest.mark.parametrize(
    ("header", "tag"),
    [
        ('title = "Back pain"', "low-back"),
        ('title = "A week for your back"', "low-back"),
        ('title = "Sciatica"', "sciatica"),
        ('title = "Knee"', "knee"),
        ('title = "No more headaches"', "headache"),
        ('title = "Evenings"\nsummary = "With stiffness in your neck."', "neck"),
        ('title = "Evenings"\nsummary = "For people who have migraines."', "migraine"),
        ('title = "Sore joints"\ntags = ["neck"]', "joint"),
    ],
)
def test_a_title_or_summary_that_names_what_no_tag_does_is_noted(header: str, tag: str) -> None:
    (problem,) = found(header)
    assert problem.severity == "note"
    assert f'"{tag}"' in problem.help


@pytest.mark.parametrize(
    "header",
    [
        'title = "Looking back"',
        'title = "Back home"',
        'title = "The way back to calm"',
        'title = "Soften your neck and shoulders"',
        'title = "Evenings"\nsummary = "Drop your shoulders and breathe out."',
        'title = "Evenings"\nsummary = "This is not for headaches."',
        'title = "Back pain"\ntags = ["sciatica"]',
        'title = "Migraine"\ntags = ["headache"]',
        'language = "de"\ntitle = "Neck"',
    ],
)
def test_other_words_are_let_through(header: str) -> None:
    assert not found(header)


def test_a_near_miss_in_the_tags_is_told_once() -> None:
    (problem,) = found('title = "Back pain"\ntags = ["low back"]')
    assert problem.severity == "warning"
