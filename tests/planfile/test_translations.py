"""Texts in another language: laid over the plan, checked against it, and never a danger to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfcare import planfile
from selfcare.core.plan import Avoid, Check, Plan, Read
from selfcare.core.question import Choice, Scale
from selfcare.errors import PlanError
from selfcare.planfile.closure import MOST_BYTES, MOST_FILES
from selfcare.planfile.problem import Problem

PLAN = """
selfcare = 1
[plan]
title    = "Calm"
version  = "1.2.0"
author   = "a clinic"
cautions = ["Sit down, never while driving.", "Stop if dizzy."]
[setting.gap]
duration = "How long before?"
default  = "2h"
[checklist.prep.coffee]
avoid = "Coffee"
from  = "{gap} before"
why   = "It keeps you awake."
[routine.calm]
steps = [{ check = "Sit" }, { id = "look", read = "Look around" }, { breathe = "slow" }]
[breath.slow]
cycle = ["in 4s", "out 6s through the mouth"]
[sitting.rest]
cues = ["0:00  Sit down"]
[routine.rest]
steps = [{ meditate = "rest" }]
[log.mood.level]
scale  = "How is your rest?"
labels = { 0 = "low", 10 = "high" }
[log.mood.place]
choice  = "Where?"
options = { home = "At home", work = "At work" }
[log.mood.what]
choice  = "What?"
options = ["Short night", "Pain"]
"""
FRENCH = """
selfcare = 1
[translation]
of       = "plan"
version  = "1.2.0"
language = "fr"
[plan]
title    = "Calme"
cautions = ["Assis.", "Stop en cas de vertige."]
[setting.gap]
duration = "Combien de temps avant ?"
[checklist.prep.coffee]
avoid = "Café, {gap} avant"
[routine.calm]
steps = [{}, { id = "look", read = "Regardez" }]
[breath.slow]
cycle = ["in 4s", "out 6s par la bouche"]
[sitting.rest]
cues = ["0:00  Assis"]
[log.mood.level]
scale  = "Comment ça va ?"
labels = { 0 = "bas" }
[log.mood.place]
options = { home = "Chez moi" }
[log.mood.what]
options = ["Nuit courte", "Douleur"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.toml").write_text(PLAN)
    (tmp_path / "plan.fr.toml").write_text(FRENCH)
    return tmp_path


def opened(folder: Path, language: str) -> Plan:
    return planfile.open_plan(folder / "plan.toml", {}, language)


NOTES = ("language/coverage", "header/incomplete")


def told(folder: Path, french: str, name: str = "plan.toml") -> list[Problem]:
    (folder / "plan.fr.toml").write_text(french)
    return [problem for problem in planfile.check(folder / name).problems if problem.code not in NOTES]


def test_texts_are_translated_and_what_is_missing_falls_back(folder: Path) -> None:
    plan = opened(folder, "fr")
    assert (plan.title, plan.language, plan.author) == ("Calme", "fr", "a clinic")
    assert plan.cautions == ("Assis.", "Stop en cas de vertige.")
    coffee = plan.checklists["prep"].items["coffee"]
    assert (coffee.action, coffee.why) == (Avoid("Café, 2h avant"), "It keeps you awake.")
    assert plan.settings["gap"].ask == "Combien de temps avant ?"
    assert [step.action for step in plan.routines["calm"].steps[:2]] == [Check("Sit"), Read("Regardez")]
    assert plan.patterns["slow"].cycle[1].words == "par la bouche"
    assert plan.sittings["rest"].cues[0].words == "Assis"
    level, place, what = (plan.logs["mood"].fields[name] for name in ("level", "place", "what"))
    assert isinstance(level.kind, Scale) and isinstance(place.kind, Choice) and isinstance(what.kind, Choice)
    assert (level.ask, level.kind.labels) == ("Comment ça va ?", {0: "bas", 10: "high"})
    assert place.kind.options == {"home": "Chez moi", "work": "At work"}


def test_what_is_kept_does_not_depend_on_the_language(folder: Path) -> None:
    for language in ("", "fr"):
        what = opened(folder, language).logs["mood"].fields["what"].kind
        assert isinstance(what, Choice)
        assert list(what.options) == ["short-night", "pain"]


def test_a_region_falls_back_to_its_language_and_an_unknown_language_to_the_plans(folder: Path) -> None:
    assert opened(folder, "fr-CA").title == "Calme"
    assert opened(folder, "de").title == opened(folder, "en").title == opened(folder, "").title == "Calm"


def test_the_closure_holds_the_translation_and_its_hash_too(folder: Path) -> None:
    before = planfile.closure_of_file(folder / "plan.toml")
    assert list(before.files) == ["plan.toml", "plan.fr.toml"]
    (folder / "plan.fr.toml").write_text(FRENCH + "\n")
    assert planfile.closure_of_file(folder / "plan.toml").hash != before.hash


def test_how_much_is_translated_is_a_note(folder: Path) -> None:
    checked = planfile.check(folder / "plan.toml")
    (problem,) = (problem for problem in checked.problems if problem.code != "header/incomplete")
    assert (problem.code, problem.severity) == ("language/coverage", "note")
    assert problem.message.startswith("14 of 20 texts are translated")
    assert checked.plan is not None


def test_a_translation_that_is_complete_is_not_mentioned(folder: Path) -> None:
    (folder / "plan.toml").write_text('selfcare = 1\n[plan]\ntitle = "Calm"\n[checklist.a.b]\ncheck = "Sit"\n')
    done = 'selfcare = 1\n[translation]\nof = "plan"\nversion = "1"\nlanguage = "fr"\n[plan]\ntitle = "Calme"\n'
    (folder / "plan.fr.toml").write_text(done + '[checklist.a.b]\ncheck = "Assis"\n')
    assert not planfile.check(folder / "plan.toml").problems


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ('title    = "Calme"', 'titel = "Calme"', "unknown-key", "the plan has no 'plan.titel'"),
        ("[checklist.prep.coffee]", "[checklist.prep.coffe]", "unknown-key", "the plan has no 'checklist.prep.coffe'"),
        ("[log.mood.place]", "[galaxy.mood]", "unknown-key", "the plan has no 'galaxy'"),
        ("[log.mood.place]", "[log.moood.place]", "unknown-key", "the plan has no 'log.moood'"),
        (
            '{ home = "Chez moi" }',
            '{ hom = "Chez moi" }',
            "unknown-key",
            "the plan has no 'log.mood.place.options.hom'",
        ),
        ("steps = [{}, {", "steps = [{}, {}, {}, {}, {", "unknown-key", "the plan has no 'routine.calm.steps.4'"),
        ('title    = "Calme"', "title = 3", "value", "'plan.title' takes a text, as in the plan"),
        ('title    = "Calme"', 'author = "moi"', "value", "'plan.author' is not a text, so it cannot be translated"),
        ('avoid = "Café', 'from = "3h before"\navoid = "Café', "value", "'checklist.prep.coffee.from' is not a text"),
        ('["Assis.", "Stop en cas de vertige."]', '["Assis."]', "value", "'plan.cautions' has as many entries"),
        ('["Assis.", "Stop en cas de vertige."]', '["Assis.", 3]', "value", "'plan.cautions.2' takes a text"),
        ('["Assis.", "Stop en cas de vertige."]', '"Assis."', "value", "'plan.cautions' takes a text"),
        ('{ 0 = "bas" }', '"bas"', "value", "'log.mood.level.labels' takes a text"),
        ('{ 0 = "bas" }', "{ 0 = 3 }", "value", "'log.mood.level.labels.0' takes a text"),
        ("steps = [{}, {", "steps = 3\nnote = [{}, {", "value", "'routine.calm.steps' takes a text"),
        ('["0:00  Assis"]', '["Assis"]', "value", "'Assis' is not a cue"),
        ('"Café, {gap} avant"', '"Café, {gapp} avant"', "unknown-name", "there is no setting 'gapp'"),
        ("of       =", "von =", "unknown-key", "[translation] has no key 'von'"),
        ('version  = "1.2.0"', 'version = "1.1.0"', "language/stale", "these texts belong to version '1.1.0'"),
        ("selfcare = 1", "", "format", "the file does not say that it is a plan"),
    ],
)
def test_what_does_not_fit_is_told_where_it_stands(folder: Path, old: str, new: str, code: str, message: str) -> None:
    assert old in FRENCH
    for name in ("plan.toml", "plan.fr.toml"):
        problems = told(folder, FRENCH.replace(old, new, 1), name)
        assert any(problem.code == code and problem.message.startswith(message) for problem in problems), problems
        assert {Path(problem.place.file).name for problem in problems} == {"plan.fr.toml"}


def test_a_translation_that_cannot_be_used_leaves_the_plan_as_it_is(folder: Path) -> None:
    (folder / "plan.fr.toml").write_text(FRENCH.replace('["0:00  Assis"]', '["Assis"]'))
    closure = planfile.closure_of_file(folder / "plan.toml")
    assert planfile.load(closure.files, language="fr").title == "Calm"


def test_a_translation_of_a_newer_language_is_told_and_passed_over(folder: Path) -> None:
    (problem,) = told(folder, FRENCH.replace("selfcare = 1", "selfcare = 2"))
    assert problem.code == "format"


def test_a_translation_by_itself_looks_for_its_plan(folder: Path) -> None:
    (folder / "plan.toml").unlink()
    assert [problem.code for problem in told(folder, FRENCH, "plan.fr.toml")] == ["unknown-name"]
    library = FRENCH.split("[setting")[0].replace('"plan"', '"daily-stress"')
    problems = told(folder, library, "plan.fr.toml")
    assert "unknown-name" not in [problem.code for problem in problems]


def test_a_parents_translation_serves_the_child_until_the_child_says_something_else(folder: Path) -> None:
    child = 'selfcare = 1\n[plan]\ntitle = "Child"\nextends = "plan.toml"\n'
    (folder / "child.toml").write_text(child)
    plan = planfile.open_plan(folder / "child.toml", {}, "fr")
    assert plan.title == "Child"
    assert plan.cautions == ("Assis.", "Stop en cas de vertige.")


@pytest.mark.parametrize(("others", "size"), [(MOST_FILES - 1, 0), (MOST_BYTES // 250_000 + 1, 249_000)])
def test_a_folder_full_of_translations_is_read_up_to_there(folder: Path, others: int, size: int) -> None:
    for number in range(others - 1):
        (folder / f"plan.x{number:02}.toml").write_text(FRENCH + "#" * size)
    assert len(planfile.closure_of_file(folder / "plan.toml").files) == others + 1
    (folder / "plan.y.toml").write_text(FRENCH + "#" * size)
    (folder / "plan.z.toml").write_text(FRENCH + "#" * size)
    (problem,) = told(folder, FRENCH)
    assert problem.message.startswith("with the translation 'plan.y.toml' this plan is made of more than 40 files")
    assert Path(problem.place.file).name == "plan.toml"
    with pytest.raises(PlanError):
        planfile.open_plan(folder / "plan.toml")
