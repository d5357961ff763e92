"""What holds for every rule about what plans say: a bad and a good plan, a full account of itself, and no crash."""

from __future__ import annotations

import random
import tomllib
from datetime import date
from pathlib import Path

import pytest

from selfcare import planfile
from selfcare.planfile import library, translate
from selfcare.planfile.code import Code
from selfcare.planfile.lint import (
    cards,
    claims,
    header,
    instruments,
    plain_english,
    reading_grade,
    scales,
    sides,
    wording,
)
from selfcare.planfile.lint.subject import written

HERE = Path(__file__).parent
CODES = [
    code
    for family in (header, claims, cards, sides, instruments, scales, reading_grade, plain_english, wording)
    for code in family.CODES
]
TODAY = date(2026, 11, 29)


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.word)
def test_a_rule_has_a_bad_plan_and_a_good_twin_that_stays_silent(code: Code) -> None:
    start = code.word.replace("/", "-")
    bad = [path for path in (HERE / "bad").glob(f"{start}-*.toml") if "." not in path.stem]
    good = [path for path in (HERE / "good").glob(f"{start}-*.toml") if "." not in path.stem]
    if code.word != "header/incomplete":
        assert bad and good
    for path in good:
        found = planfile.check(path, today=TODAY).problems
        assert not [problem for problem in found if problem.code != "language/coverage"], path


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.word)
def test_a_rule_says_why_it_is_there_and_what_to_write_instead(code: Code) -> None:
    for words in (code.says, code.reason, code.source):
        assert words.endswith("."), words
    assert code.wrong
    assert code.right
    assert code.aliases or code.word == "language/unread"


def test_every_rule_of_the_tables_has_a_code() -> None:
    aliases = {alias for code in CODES for alias in code.aliases}
    wanted = {f"EV-{number:02}" for number in range(1, 11)} | {f"LG-{number:02}" for number in range(1, 8)}
    wanted |= {f"IN-L{number}" for number in range(1, 12)} | {"RF-L10", "ST-01", "ST-07"}
    assert aliases == wanted


def test_what_is_asked_of_a_published_plan_is_an_error_only_there() -> None:
    for name in ("header-incomplete", "evidence-card-labels"):
        text = (HERE / "bad" / f"{name}.toml").read_text()
        assert {problem.severity for problem in planfile.check_text(text).problems} == {"note"}
        assert "error" in {problem.severity for problem in planfile.check_text(text, strict=True).problems}


def test_the_smallest_plan_has_nothing_to_mend() -> None:
    text = (
        'selfcare = 1\n\n[plan]\ntitle = "Before your session"\n\n[checklist.prep.caffeine]\n'
        'avoid = "Coffee, tea, cola and energy drinks"\nfrom = "2h before"\n'
    )
    assert planfile.check_text(text, today=TODAY).problems == ()


@pytest.mark.parametrize("path", sorted(HERE.glob("good/*.toml")), ids=lambda path: path.stem)
def test_the_rules_read_every_text_that_a_translation_may_replace(path: Path) -> None:
    data = tomllib.loads(path.read_text())
    found = [text.location for text in written(data)]
    assert set(found) == set(translate.texts(data))
    assert len(found) == len(set(found))


def test_age_is_asked_about_only_from_a_day_that_is_given() -> None:
    for name in ("header-review-old", "evidence-old-card"):
        assert planfile.check(HERE / "bad" / f"{name}.toml").problems == ()


def test_rules_never_fall_over_a_plan_with_holes() -> None:
    """Lines of plans left out, doubled and mixed at random: whatever is understood of them, the rules take."""
    files = [library.text(f"{name}.toml") or "" for name in library.plans()]
    files += [library.text(f"library/{name}.toml") or "" for name in library.libraries()]
    files += [path.read_text() for path in sorted((HERE / "bad").glob("[a-z]*-*.toml"))]
    chance = random.Random(7)
    for _ in range(150):
        lines = chance.choice(files).split("\n")
        other = chance.choice(files).split("\n")
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(lines))
            lines[at : at + chance.randint(0, 3)] = chance.sample(other, k=min(2, len(other)))
        planfile.check_text("\n".join(lines), strict=chance.random() < 0.5, today=TODAY)


WRONG = ("3", "true", "[]", "[[1], {}]", "{ a = { b = [1] } }", '""', '"\\u0000"', "2026-01-01", "nan", '["x", 3]')


@pytest.mark.parametrize("wrong", WRONG)
def test_rules_never_fall_over_a_value_of_another_kind(wrong: str) -> None:
    text = (HERE / "good" / "everything.toml").read_text()
    for number, line in enumerate(lines := text.split("\n")):
        key, sign, _ = line.partition(" = ")
        if sign and not line.startswith((" ", "#")) and number % 3 == len(wrong) % 3:
            lines[number] = f"{key} = {wrong}"
    planfile.check_text("\n".join(lines), strict=True, today=TODAY)


@pytest.mark.parametrize("name", [*library.plans(), *(f"library/{name}" for name in library.libraries())])
def test_the_library_is_free_of_errors_and_warnings(name: str) -> None:
    checked = planfile.check(Path(str(library.folder())) / f"{name}.toml", today=TODAY)
    assert not [problem for problem in checked.problems if problem.severity != "note"]
