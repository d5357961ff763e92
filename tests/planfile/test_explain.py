"""What `plan explain` tells of each code is true: its wrong example brings the code up, its right one does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from selfcare import planfile
from selfcare.planfile import explain
from selfcare.planfile.code import Code
from selfcare.planfile.codes import CODES

HEAD = 'selfcare = 1\n\n[plan]\ntitle = "Mine"\nversion = "1.2.0"\n\n'
IN_A_FILE = [code for code in CODES if code.word != "encoding" and not code.word.startswith("language/")]


def found(snippet: str) -> set[str]:
    """The codes that a snippet brings up where it stands in a plan that is otherwise right."""
    if "selfcare = 1" in snippet or snippet.startswith('[plan]\ntitle = "Before'):
        text = snippet
    else:
        text = f"selfcare = 1\n\n{snippet}" if "[plan]" in snippet else HEAD + snippet
    tried = planfile.try_out_text(text, "mine.toml").problems if "[[test]]" in snippet else ()
    return {problem.code for problem in (*planfile.check_text(text, "mine.toml").problems, *tried)}


@pytest.mark.parametrize("code", IN_A_FILE, ids=lambda code: code.word)
def test_the_wrong_example_brings_the_code_up_and_the_right_one_does_not(code: Code) -> None:
    assert code.word in found(code.wrong)
    assert code.word not in found(code.right)


def test_every_right_example_of_the_language_has_no_error() -> None:
    for code in IN_A_FILE:
        wrong = {one for one in found(code.right) if one not in ("unused", "waiver")}
        assert not wrong, code.word


def test_a_translation_as_in_the_examples_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "my-plan.toml").write_text(HEAD + '[checklist.prep.meal]\ncheck = "Eat"\nat = "2h before"\n', "utf-8")
    beside = tmp_path / "my-plan.fr.toml"
    examples = {code.word: code for code in CODES}
    head = 'selfcare = 1\n\n[translation]\nof = "my-plan"\nversion = "1.2.0"\nlanguage = "fr"\n\n'
    for word, before in (("language/stale", "selfcare = 1\n\n"), ("language/coverage", head)):
        for snippet, is_wrong in ((examples[word].wrong, True), (examples[word].right, False)):
            beside.write_text(before + snippet + "\n", "utf-8")
            codes = {problem.code for problem in planfile.check(tmp_path / "my-plan.toml").problems}
            assert (word in codes) == is_wrong


def test_every_code_has_a_reason_a_source_and_two_examples() -> None:
    for code in explain.known():
        assert code.says and code.wrong and code.right and code.reason and code.source, code.word
        assert re.fullmatch(r"([a-z]+/)?[a-z-]+", code.word)


def test_a_code_is_found_by_its_word_and_by_its_clinical_id_in_any_letters() -> None:
    code = explain.find("Window")
    assert code is not None and code.word == "window"
    assert explain.find("st-02") is code
    assert explain.find("windw") is None and explain.near("windw") == "window"
    assert explain.near("stale") == "language/stale"
    assert explain.near("zebra") == ""
