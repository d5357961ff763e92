"""The plans that are shipped, in this face: with their conditions, within the measure, and two of them word for word.

That every step can be reached and finished is in `tests/test_faces.py`, for every face.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from selfcare.core.columns import columns
from selfcare.core.frozen import replace
from selfcare.core.plan import Checklist, Plan, Routine
from selfcare.core.start import Walk
from selfcare.linear.lines import MEASURE
from tests.faces import course_of, courses, in_lines, plan

GOLDEN = Path(__file__).parent / "golden"


def said(of: Plan, course: Routine | Checklist) -> str:
    return in_lines(Walk(of, course))[1]


@pytest.mark.parametrize(("plan_id", "name"), list(courses()))
def test_every_walk_comes_to_its_end_with_its_conditions(plan_id: str, name: str) -> None:
    of = plan(plan_id)
    world, text = in_lines(Walk(of, course_of(of, name)))
    assert world.journal.kinds[-1] == "run.finished"
    for line in text.splitlines():
        assert columns(line) <= MEASURE
        assert not any(unicodedata.category(character) == "Cc" for character in line)


def test_the_arrival_routine_reads_as_it_was_agreed(request: pytest.FixtureRequest) -> None:
    of = plan("acupuncture-prep")
    text = said(of, of.routines["arrive-calm"])
    kept = GOLDEN / "arrive-calm.txt"
    if request.config.getoption("--golden-update"):
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")


def test_the_questions_before_a_visit_read_as_they_were_agreed(request: pytest.FixtureRequest) -> None:
    of = plan("acupuncture-prep")
    prep = of.checklists["prep"]
    items = {name: prep.items[name] for name in ("safety-list", "goal", "caffeine", "scores")}
    text = said(of, replace(prep, items=items))
    kept = GOLDEN / "prep.txt"
    if request.config.getoption("--golden-update"):
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")
