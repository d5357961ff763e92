"""One bad plan for every diagnostic, with the text that people get; `CODE-what.toml` has `CODE-what.txt` beside it.

After a change of wording: `python -m tests.planfile.test_bad_plans` writes the texts anew; read them before you commit.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from selfcare import planfile
from selfcare.planfile import explain
from selfcare.planfile.problem import Problem
from selfcare.planfile.stages import Checked

BAD = Path(__file__).parent / "bad"
NAMES = sorted(path.stem for path in BAD.glob("*.toml") if "." not in path.stem)
"""Without the translations that stand beside a plan."""
WORDS = {code.word for code in explain.known()}
TODAY = date(2026, 11, 29)
"""From which the age of dates is counted."""


def check(name: str, text: str = "") -> Checked:
    """Everything that is wrong with it; of a plan that is called so, what its tests say."""
    text = text or (BAD / f"{name}.toml").read_text(encoding="utf-8")
    if name.startswith("test-"):
        tried = planfile.try_out_text(text, f"{name}.toml", BAD)
        return Checked(None, tried.problems, tried.texts, None)
    return planfile.check_text(text, f"{name}.toml", BAD, today=TODAY)


def words(checked: Checked) -> str:
    """What people get; a file beside the plan is named as if they stood in its folder."""
    return planfile.as_text(checked.problems, checked.texts).replace(f"{BAD}/", "")


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_plan_is_told_so_in_these_words(name: str) -> None:
    assert words(check(name)) == (BAD / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_bad_plan_has_the_problem_that_its_name_says_and_cannot_be_used(name: str) -> None:
    checked = check(name)
    assert any(name.startswith(problem.code.partition("/")[0]) for problem in checked.problems)
    assert (checked.plan is None) == any(problem.severity == "error" for problem in checked.problems)
    assert {problem.code for problem in checked.problems} <= WORDS


@pytest.mark.parametrize("name", NAMES)
def test_sentences_are_plain(name: str) -> None:
    for problem in check(name).problems:
        for sentence in (problem.message, problem.hint, problem.help):
            assert "!" not in sentence.replace("English!", "").replace("at home!", "")
            assert not sentence.endswith(".") or sentence.endswith("…")
            assert "\n" not in sentence
        assert problem.message[0] in "`'[0123456789" or problem.message[0].islower()


def test_every_code_of_this_stage_has_a_bad_plan() -> None:
    found = {problem.code for name in NAMES for problem in check(name).problems}
    assert found >= WORDS - {"encoding", "safety/script"}  # (the list of scripts is empty: test_safety brings its own)


REPLACED = [(name, problem) for name in NAMES for problem in check(name).problems if problem.replacement is not None]


@pytest.mark.parametrize(("name", "problem"), REPLACED, ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_suggested_mends_the_problem(name: str, problem: Problem) -> None:
    lines = (BAD / f"{name}.toml").read_text(encoding="utf-8").split("\n")
    line, start = lines[problem.place.line - 1], problem.place.column - 1
    assert problem.replacement is not None
    lines[problem.place.line - 1] = line[:start] + problem.replacement + line[start + problem.place.length :]
    mended = check(name, "\n".join(lines))
    assert (problem.code, problem.message) not in {(one.code, one.message) for one in mended.problems}
    assert len(mended.problems) <= len(check(name).problems)


if __name__ == "__main__":
    for one in NAMES:
        (BAD / f"{one}.txt").write_text(words(check(one)), encoding="utf-8")
