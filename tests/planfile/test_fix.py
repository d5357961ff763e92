"""`--fix` makes exact replacements, and proves that nothing else changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcare import planfile
from selfcare.planfile.fix import Edit, applied, changes, differences, fixed
from selfcare.planfile.problem import Place, Problem
from selfcare.planfile.stages import Checked

BAD = Path(__file__).parent / "bad"
NAMES = sorted(path.name for path in BAD.glob("*.toml") if "." not in path.stem)
HEAD = 'selfcare = 1\n\n[plan]\ntitle = "Mine"\n\n'
ITEM = '[checklist.prep.meal]\ncheck = "Eat a light meal"\nat = "1d before at 8pm"  # when it suits\n'


def check(text: str) -> Checked:
    return planfile.check_text(text, "mine.toml")


def fix(text: str) -> str:
    return fixed(text, "mine.toml", check)


def test_a_replacement_is_made_and_everything_else_is_what_it_was() -> None:
    assert fix(HEAD + ITEM) == HEAD + ITEM.replace("8pm", "20:00")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_and_a_missing_last_one_are_kept(end: str) -> None:
    text = (HEAD + ITEM).rstrip("\n").replace("\n", end)
    assert fix(text) == text.replace("8pm", "20:00")


def test_two_slips_of_one_line_are_both_mended() -> None:
    text = HEAD + '[routine.calm]\ntitle = "Calm"\nsteps = [{ breathe = "boxx" }, { breathe = "bellly" }]\n'
    assert fix(text) == text.replace("boxx", "box").replace("bellly", "belly")


def test_syntax_is_mended_where_the_sign_is_certain() -> None:
    text = HEAD + '[checklist.prep.meal]\ncheck = "Eat a light meal\nat = "2h before"\n'
    assert fix(text) == text.replace("meal\nat", 'meal"\nat')


def test_a_text_that_is_right_is_left_alone() -> None:
    text = HEAD + ITEM.replace("8pm", "20:00")
    assert fix(text) is text


@pytest.mark.parametrize("name", NAMES)
def test_of_every_bad_plan_only_lines_with_a_replacement_change_and_no_problem_comes(name: str) -> None:
    before = (BAD / name).read_text("utf-8")

    def within(text: str) -> Checked:
        return planfile.check_text(text, name, BAD)

    after = fixed(before, name, within)
    found = {problem.place.line for problem in within(before).problems if problem.replacement is not None}
    assert {change.line for change in changes(before, after)} <= found
    old = {(one.code, one.place.line, one.message) for one in within(before).problems}
    assert {(one.code, one.place.line, one.message) for one in within(after).problems} <= old


def suggesting(code: str, line: int, column: int, length: int, words: str) -> Problem:
    return Problem(code, "error", Place("mine.toml", line, column, length), "no", replacement=words)


def pretending(problem: Problem) -> Checked:
    return Checked(None, (problem,), {}, None)


def test_what_does_not_take_the_problem_away_is_not_made() -> None:
    problem = suggesting("value", 4, 10, 4, "Ours")
    assert fixed(HEAD, "mine.toml", lambda text: pretending(problem)) == HEAD


def test_what_brings_another_problem_is_not_made() -> None:
    def brings(text: str) -> Checked:
        other = Problem("kind", "error", Place("mine.toml", 4), "new")
        return pretending(suggesting("value", 4, 10, 4, "Ours") if "Mine" in text else other)

    assert fixed(HEAD, "mine.toml", brings) == HEAD


def test_what_changes_the_data_elsewhere_is_not_made() -> None:
    """A header that is put in above other lines takes them into another table."""

    def moves(text: str) -> Checked:
        return Checked(None, (suggesting("value", 3, 1, 6, "[plan.x]"),) if "[plan]" in text else (), {}, None)

    assert fixed(HEAD + ITEM, "mine.toml", moves) == HEAD + ITEM


def test_what_protects_people_is_left_to_its_author() -> None:
    def unsafe(text: str) -> Checked:
        return Checked(None, (suggesting("safety/fasting", 4, 10, 4, "Ours"),) if "Mine" in text else (), {}, None)

    assert fixed(HEAD, "mine.toml", unsafe) == HEAD
    guessed = HEAD.replace('"Mine"\n', '"Mine"\nwarnings = ["chset"]\n') + ITEM.replace("8pm", "20:00")
    assert [problem.replacement for problem in check(guessed).problems] == ["chest"]
    assert fix(guessed) == guessed


def test_a_replacement_that_would_add_a_line_is_not_made() -> None:
    def breaks(text: str) -> Checked:
        return Checked(None, (suggesting("value", 4, 10, 4, "a\nb"),) if "Mine" in text else (), {}, None)

    assert fixed(HEAD, "mine.toml", breaks) == HEAD


def test_one_that_cannot_be_proved_keeps_no_other_from_being_made() -> None:
    stubborn = suggesting("value", 1, 1, 0, "")

    def stays(text: str) -> Checked:
        checked = check(text)
        return checked._replace(problems=(stubborn, *checked.problems))

    assert fixed(HEAD + ITEM, "mine.toml", stays) == HEAD + ITEM.replace("8pm", "20:00")


def test_only_the_named_file_is_changed() -> None:
    def of_another(text: str) -> Checked:
        return pretending(Problem("value", "error", Place("other.toml", 4, 10, 4), "no", replacement="Ours"))

    assert fixed(HEAD, "mine.toml", of_another) == HEAD


words = st.text('ab="[]{}.\r# é', max_size=6)


@settings(max_examples=150, deadline=None)
@given(st.text("abc \r\n=\"'é", max_size=40), st.data())
def test_outside_of_the_edits_every_character_is_copied(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    problem = Problem("value", "error", Place("mine.toml"), "no")
    edits = [Edit(start, end, data.draw(words), problem) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    after = applied(text, edits)
    at = end = 0
    for edit in edits:
        kept = text[end : edit.start] + edit.words
        assert after.startswith(kept, at)
        at, end = at + len(kept), edit.end
    assert after[at:] == text[end:]


def test_differences_are_told_by_the_shortest_path() -> None:
    old = {"a": {"b": 1, "c": [1, 2]}, "d": True, "e": 1}
    new = {"a": {"b": 1, "c": [1, 3]}, "d": 1, "f": {"g": 1}, "e": 1}
    assert sorted(differences(old, new)) == [(("a", "c", 1), "other"), (("d",), "other"), (("f",), "come")]
    assert list(differences([1], [1, 2])) == [((), "other")]
    assert list(differences({"a": 1}, {})) == [(("a",), "gone")]
    assert list(differences(old, old)) == []
