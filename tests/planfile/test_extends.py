"""A plan that extends another: what merges, what is left out, and which file a diagnostic names."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfcare import planfile
from selfcare.core.plan import Avoid, Check, Plan
from selfcare.planfile.stages import Checked

BASE = """
selfcare = 1
[plan]
id       = "base"
title    = "Base"
author   = "a clinic"
version  = "3"
tags     = ["calm"]
warnings = ["chest"]
[setting.gap]
duration = "How long before?"
default  = "2h"
[checklist.prep.coffee]
avoid = "Coffee"
from  = "{gap} before"
[checklist.prep.meal]
check = "Sit"
at    = "2h before"
[[routine.calm.steps]]
check = "Sit"
[[routine.calm.steps]]
check = "Rest"
"""
CHILD = 'selfcare = 1\n[plan]\ntitle = "Child"\nextends = "base.toml"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.toml").write_text(BASE)
    return tmp_path


def checked(folder: Path, child: str, name: str = "child.toml") -> Checked:
    (folder / name).write_text(child)
    return planfile.check(folder / name)


def plan(folder: Path, child: str) -> Plan:
    found = checked(folder, child)
    assert found.plan is not None, planfile.as_text(found.problems, found.texts)
    return found.plan


def test_tables_merge_by_name_and_values_are_replaced_whole(folder: Path) -> None:
    child = plan(
        folder,
        CHILD
        + """tags = ["river"]
[setting.gap]
default = "3h"
[checklist.prep.parking]
check = "Pay for parking"
[checklist.prep.meal]
at = "1h before"
[[routine.calm.steps]]
check = "Breathe"
""",
    )
    assert (child.id, child.title, child.author, child.version) == ("child", "Child", "a clinic", "3")
    assert (child.tags, child.shown_warnings) == (("river",), ("chest",))
    assert list(child.checklists["prep"].items) == ["coffee", "meal", "parking"]
    assert child.settings["gap"].value == "3h"
    assert [step.action for step in child.routines["calm"].steps] == [Check("Breathe")]


def test_what_is_removed_is_gone_and_may_be_made_anew(folder: Path) -> None:
    child = plan(
        folder,
        CHILD
        + 'remove = ["checklist.prep.coffee", "checklist.prep.meal.at"]\n[checklist.prep.coffee]\navoid = "Scent"\n',
    )
    items = child.checklists["prep"].items
    assert items["coffee"].action == Avoid("Scent")
    assert (items["coffee"].window, items["meal"].window) == (None, None)


def test_a_problem_is_placed_in_the_file_that_speaks(folder: Path) -> None:
    (folder / "base.toml").write_text(BASE.replace("2h before", "2 hrs before"))
    found = checked(folder, CHILD + '[checklist.prep.coffee]\nuntil = "1 hrs before"\n')
    places = [(Path(problem.place.file).name, problem.place.line) for problem in found.problems]
    assert sorted(places) == [("base.toml", 18), ("child.toml", 6)]
    assert "2 hrs before" in planfile.as_text(found.problems, found.texts)


def test_a_kind_word_of_the_child_beside_the_parents_is_one_too_many(folder: Path) -> None:
    found = checked(folder, CHILD + '[checklist.prep.coffee]\ncheck = "Drink tea"\n')
    (problem,) = found.problems
    assert (problem.code, Path(problem.place.file).name) == ("kind", "child.toml")
    assert Path(problem.labels[0].place.file).name == "base.toml"


def test_a_parent_has_a_parent(folder: Path) -> None:
    (folder / "middle.toml").write_text(CHILD.replace("Child", "Middle"))
    child = plan(folder, CHILD.replace("base.toml", "middle.toml").replace('title = "Child"\n', ""))
    assert child.title == "Middle"
    assert "meal" in child.checklists["prep"].items


def test_a_parent_in_a_folder_below_names_its_own_parent_from_there(folder: Path) -> None:
    (folder / "parts").mkdir()
    (folder / "parts" / "base.toml").write_text(BASE)
    (folder / "parts" / "middle.toml").write_text(CHILD)
    child = plan(folder, CHILD.replace("base.toml", "parts/middle.toml"))
    assert "coffee" in child.checklists["prep"].items
    closure = planfile.closure_of_file(folder / "child.toml")
    assert list(closure.files) == [
        "child.toml",
        "parts/middle.toml",
        "parts/base.toml",
        "selfcare:library/red-flags.toml",
    ]
    assert planfile.load(closure.files) == child


def test_plans_extend_each_other_at_most_five_deep(folder: Path) -> None:
    for number in range(1, 7):
        above = "base.toml" if number == 1 else f"p{number - 1}.toml"
        (folder / f"p{number}.toml").write_text(CHILD.replace("base.toml", above))
    assert not planfile.check(folder / "p5.toml").problems
    assert [problem.code for problem in planfile.check(folder / "p6.toml").problems] == ["value"]


def test_plans_that_extend_each_other_in_a_circle_are_told_so(folder: Path) -> None:
    (folder / "base.toml").write_text(BASE.replace('id       = "base"', 'extends = "child.toml"'))
    found = checked(folder, CHILD)
    (problem,) = found.problems
    assert problem.code == "circle"
    assert problem.message.endswith("child.toml → base.toml → child.toml")
    assert Path(problem.place.file).name == "base.toml"


def test_what_is_no_plan_cannot_be_extended(folder: Path) -> None:
    (folder / "base.toml").write_text('selfcare = 1\n[library]\ntitle = "Lib"\nversion = "1"\nlicence = "MIT"\n')
    assert [problem.message for problem in checked(folder, CHILD).problems] == ["'base.toml' is not a plan"]
    (folder / "base.toml").write_bytes(b"\xff")
    assert [problem.code for problem in checked(folder, CHILD).problems] == ["encoding"]


def test_a_plan_of_the_library_can_be_extended_by_its_id(folder: Path) -> None:
    child = plan(folder, 'selfcare = 1\n[plan]\nid = "ours"\ntitle = "Ours"\nextends = "acupuncture-prep"\n')
    assert child.id == "ours"
    assert "caffeine" in child.checklists["prep"].items
    assert "selfcare:acupuncture-prep.toml" in planfile.closure_of_file(folder / "child.toml").files


@pytest.mark.parametrize("child", ["warnings = []\n", "warnings = ['infect']\n", "remove = ['plan.warnings']\n"])
def test_a_child_may_not_drop_a_warning(folder: Path, child: str) -> None:
    assert "safety/warning" in [problem.code for problem in checked(folder, CHILD + child).problems]


TWO_STROKES = """
[warning.stroke-1]
level = "emergency"
say   = "One side of your face hangs."
[warning.stroke-2]
level = "emergency"
say   = "One arm is weak all at once."
"""


@pytest.mark.parametrize("defined_in", ["parent", "child"])
def test_a_warning_of_a_like_name_does_not_stand_for_one_that_was_dropped(folder: Path, defined_in: str) -> None:
    one, two = TWO_STROKES.split("[warning.stroke-2]")
    two = f"[warning.stroke-2]{two}"
    of_parent, of_child = (one + two, "") if defined_in == "parent" else (one, two)
    (folder / "base.toml").write_text(BASE.replace("chest", "stroke-1") + of_parent)
    problems = checked(folder, CHILD + 'warnings = ["stroke-2"]\n' + of_child).problems
    assert [one.message for one in problems if one.code == "safety/warning"] == [
        "the warning 'stroke-1' of the plan that is extended may not be dropped"
    ]


def test_every_warning_that_was_dropped_is_named(folder: Path) -> None:
    (folder / "base.toml").write_text(BASE.replace('"chest"', '"chest", "infect"'))
    (problem,) = checked(folder, CHILD + "warnings = []\n").problems
    assert "'chest', 'infect'" in problem.message
    assert problem.help == 'add "chest", "infect" to the list'


@pytest.mark.parametrize("listed", ["['chestt']", "[\n  'chestt',\n]"])
def test_a_misspelt_warning_is_told_once_where_it_stands(folder: Path, listed: str) -> None:
    (problem,) = checked(folder, f"{CHILD}warnings = {listed}\n").problems
    assert (problem.code, problem.replacement) == ("unknown-name", "chest")


def test_a_misspelt_warning_does_not_hide_another_that_was_dropped(folder: Path) -> None:
    (folder / "base.toml").write_text(BASE.replace('"chest"', '"chest", "infect"'))
    codes = [problem.code for problem in checked(folder, CHILD + "warnings = ['chestt']\n").problems]
    assert sorted(codes) == ["safety/warning", "unknown-name"]


def test_a_list_among_the_warnings_of_a_parent_does_not_end_the_check(folder: Path) -> None:
    (folder / "base.toml").write_text(BASE.replace('"chest"', '"chest", ["x"]'))
    (problem,) = checked(folder, CHILD + "warnings = ['infect']\n").problems
    assert "'chest'" in problem.message


def test_a_child_may_add_a_warning(folder: Path) -> None:
    assert plan(folder, CHILD + "warnings = ['infect', 'chest']\n").shown_warnings == ("infect", "chest")


def test_what_a_child_leaves_unused_of_its_parent_is_not_its_affair(folder: Path) -> None:
    assert not checked(folder, CHILD + 'remove = ["checklist.prep.coffee"]\n').problems


def test_a_library_file_that_a_parent_uses_serves_the_child(folder: Path) -> None:
    (folder / "base.toml").write_text(
        BASE.replace('id       = "base"', 'uses = ["relaxation-evidence"]') + 'evidence = ["balban-2023"]\n'
    )
    assert (
        "balban-2023" in plan(folder, CHILD + '[[routine.c.steps]]\ncheck = "x"\nevidence = ["balban-2023"]\n').evidence
    )


@pytest.mark.parametrize(
    "wrong", ["extends = 3", "remove = 3", "remove = [3]", "uses = 3", "uses = [3]", "warnings = 3"]
)
def test_a_wrong_type_is_told_once(folder: Path, wrong: str) -> None:
    text = CHILD.replace('extends = "base.toml"\n', "") if wrong.startswith("extends") else CHILD
    codes = [problem.code for problem in checked(folder, text + wrong + "\n").problems]
    assert codes.count("value") == 1
