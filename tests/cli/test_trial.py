"""`selfcare plan test`: whether plans come out as their authors mean."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.shell import Shell

PLAN = """selfcare = 1

[plan]
title = "Before your session"

[checklist.prep.meal]
check = "Eat a light meal"
from  = "2h before"
until = "1h before"
"""
GOOD = """
[[test]]
name        = "At noon there is time to eat"
appointment = 2026-12-03T14:00:00
now         = 2026-12-03T12:30:00
expect      = { open = ["checklist.prep.meal"] }
"""
BAD = """
[[test]]
name        = "At one there is time to eat"
appointment = 2026-12-03T14:00:00
now         = "1h before"
expect      = { open = ["checklist.prep.meal"] }
"""


def write(folder: Path, name: str, text: str) -> str:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_tests_that_come_out_are_counted(selfcare: Shell) -> None:
    text = selfcare.works("plan", "test", "acupuncture-prep", "aftercare")
    first, second, empty, all_of_them = text.splitlines()
    assert first.startswith("acupuncture-prep.toml: ")
    assert first.endswith("tests, all come out")
    assert second.startswith("aftercare.toml: ")
    assert empty == ""
    assert all_of_them.startswith("2 files, ")
    assert all_of_them.endswith(" come out, 0 do not")


def test_one_that_does_not_is_shown_at_its_place_with_the_difference_and_why(selfcare: Shell, tmp_path: Path) -> None:
    file = write(tmp_path, "mine.toml", PLAN + GOOD + BAD)
    done = selfcare("plan", "test", file)
    assert (done.code, done.err) == (1, "")
    assert (
        done.out
        == f"""\
error[test]: 'At one there is time to eat' expects checklist.prep.meal to be open at Thu 3 Dec 13:00, and it is past \
its time
  --> {file}:21:26
   |
21 | expect      = {{ open = ["checklist.prep.meal"] }}
   |                          ^^^^^^^^^^^^^^^^^^^ expected open, found past its time
   |
   = help: its window is Thu 3 Dec 12:00 to 13:00

1 error in {file}

{file}: 1 of 2 tests does not come out
"""
    )


def test_a_program_gets_the_same(selfcare: Shell, tmp_path: Path) -> None:
    done = selfcare("plan", "test", "--format", "json", write(tmp_path, "mine.toml", PLAN + GOOD + BAD))
    document = json.loads(done.out)
    assert (done.code, document["format"], document["passed"], document["failed"]) == (1, 1, 1, 1)
    assert [(test["name"], test["passed"]) for test in document["files"][0]["tests"]] == [
        ("At noon there is time to eat", True),
        ("At one there is time to eat", False),
    ]
    problem = document["files"][0]["problems"][0]
    assert (problem["code"], problem["line"], problem["column"], problem["length"]) == ("test", 21, 26, 19)


def test_a_plan_without_tests_is_said_so(selfcare: Shell, tmp_path: Path) -> None:
    file = write(tmp_path, "mine.toml", PLAN)
    assert selfcare.works("plan", "test", file) == f"{file}: no tests in it; a [[test]] says what you mean\n"


def test_of_a_plan_with_errors_the_errors_are_told_and_nothing_is_run(selfcare: Shell, tmp_path: Path) -> None:
    file = write(tmp_path, "mine.toml", (PLAN + GOOD).replace('"2h before"', '"2 h before"'))
    done = selfcare("plan", "test", file)
    assert done.code == 1
    assert "error[value]" in done.out
    assert done.out.endswith(f"{file}: not run, because the plan has errors\n")


def test_a_folder_is_gone_through_without_its_translations_and_library_files(selfcare: Shell, tmp_path: Path) -> None:
    write(tmp_path, "plans/a.toml", PLAN + GOOD)
    write(tmp_path, "plans/below/b.toml", PLAN)
    write(tmp_path, "plans/shared.toml", 'selfcare = 1\n[library]\ntitle = "x"\nversion = "1"\nlicence = "MIT"\n')
    lines = selfcare.works("plan", "test", f"{tmp_path}/plans").splitlines()
    assert [line.rpartition("/")[2] for line in lines[:-2]] == [
        "a.toml: 1 test, it comes out",
        "b.toml: no tests in it; a [[test]] says what you mean",
    ]
    (tmp_path / "empty").mkdir()
    assert "there is no plan file in" in selfcare.refused(3, "plan", "test", f"{tmp_path}/empty")


def test_tests_of_a_plan_that_is_built_on_count_for_the_one_that_builds_on_it(selfcare: Shell, tmp_path: Path) -> None:
    write(tmp_path, "base.toml", PLAN + GOOD)
    child = 'selfcare = 1\n[plan]\ntitle = "Mine"\nextends = "base.toml"\n[checklist.prep.meal]\nuntil = "90m before"\n'
    done = selfcare("plan", "test", write(tmp_path, "child.toml", child))
    assert done.code == 1
    assert "base.toml:15:26" in done.out
    assert "its window is Thu 3 Dec 12:00 to 12:30" in done.out


def test_what_is_not_there_is_refused(selfcare: Shell) -> None:
    selfcare.refused(3, "plan", "test", "./nothing.toml")
    selfcare.refused(4, "plan", "test", "nothing")


def test_a_folder_in_this_one_needs_no_sign_that_it_is_a_path(
    selfcare: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "mine/one.toml", PLAN + GOOD)
    monkeypatch.chdir(tmp_path)
    assert selfcare.works("plan", "test", "mine").startswith("mine/one.toml: 1 test, it comes out")
    assert "cannot be tried" in selfcare.refused(2, "plan", "test", "-", typed=PLAN)
