"""Every step of every plan that is shipped, in this face; and one of them word for word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from selfcare import linear, planfile
from selfcare.core.frozen import replace
from selfcare.core.plan import Checklist, Plan, Routine
from selfcare.core.start import Walk
from selfcare.core.stops import lay_out
from selfcare.linear.lines import MEASURE, columns
from tests.linear.hearing import Person
from tests.tui.fakes import FakeClock, World

GOLDEN = Path(__file__).parent / "golden"

WHAT_TO_TYPE = {
    "Numbers with": "1",
    "A number": "1",
    "Places": "1",
    "A place": "1",
    "In your own": "words",
    "y for yes": "y",
    "A time": "07:15",
    "A date": "2026-12-01",
    "How long": "30m",
}
"""By how the prompt begins. A span of numbers is answered with its first, everything else with enter."""


class Willing(Person):
    """Reads the prompt and does what it says."""

    def __init__(self, clock: FakeClock, out: StringIO) -> None:
        super().__init__(clock, [], out=out)

    def line(self) -> str:
        prompt = self.out.getvalue().rpartition("\n")[2]
        if prompt[:1].isdecimal():
            return prompt.split()[0]
        return next((typed for begins, typed in WHAT_TO_TYPE.items() if prompt.startswith(begins)), "")


def plan(name: str) -> Plan:
    closure = planfile.closure_of_shipped(name)
    return planfile.load(closure.files, closure.root)


def unconditional(plan: Plan) -> Plan:
    """The same plan where everything is always shown."""
    return replace(
        plan,
        routines={
            name: replace(routine, condition=None, steps=tuple(replace(step, condition=None) for step in routine.steps))
            for name, routine in plan.routines.items()
        },
        checklists={
            name: replace(
                checklist, items={key: replace(item, condition=None) for key, item in checklist.items.items()}
            )
            for name, checklist in plan.checklists.items()
        },
        logs={
            name: replace(log, fields={key: replace(field, condition=None) for key, field in log.fields.items()})
            for name, log in plan.logs.items()
        },
    )


def courses() -> Iterator[tuple[str, str]]:
    for shipped in planfile.shipped():
        of = plan(shipped.id)
        for name in (*of.routines, *of.checklists):
            yield shipped.id, name


def walked(of: Plan, course: Routine | Checklist) -> tuple[World, int, str]:
    world, out = World(), StringIO()
    world.shelf.breaths = planfile.built_in_patterns()
    code = linear.run(world.env, Walk(of, course), StringIO(), out, ear=Willing(world.clock, out))
    return world, code, out.getvalue()


def course_of(of: Plan, name: str) -> Routine | Checklist:
    return of.routines.get(name) or of.checklists[name]


@pytest.mark.parametrize(("plan_id", "name"), list(courses()))
def test_every_step_can_be_reached_and_finished(plan_id: str, name: str) -> None:
    of = unconditional(plan(plan_id))
    course = course_of(of, name)
    world, code, text = walked(of, course)
    finished = [event.path for event in world.journal.rows.values() if event.kind == "step.done"]
    assert (code, finished) == (0, [stop.path for stop in lay_out(of, course)])
    assert world.journal.kinds[-1] == "run.finished"
    recorded = {event.path: event for event in world.journal.rows.values() if event.kind == "entry.recorded"}
    for path, event in recorded.items():
        log = of.logs[path.removeprefix("log.")]
        assert set(event.values) == set(log.fields) or "rate-" in " ".join(finished)
    for line in text.splitlines():
        assert columns(line) <= MEASURE
        assert not any(unicodedata.category(character) == "Cc" for character in line)


@pytest.mark.parametrize(("plan_id", "name"), list(courses()))
def test_every_walk_comes_to_its_end_with_its_conditions(plan_id: str, name: str) -> None:
    of = plan(plan_id)
    world, code, _ = walked(of, course_of(of, name))
    assert (code, world.journal.kinds[-1]) == (0, "run.finished")


def test_the_arrival_routine_reads_as_it_was_agreed(request: pytest.FixtureRequest) -> None:
    of = plan("acupuncture-prep")
    text = walked(of, of.routines["arrive-calm"])[2]
    kept = GOLDEN / "arrive-calm.txt"
    if request.config.getoption("--golden-update"):
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")


def test_the_questions_before_a_visit_read_as_they_were_agreed(request: pytest.FixtureRequest) -> None:
    of = plan("acupuncture-prep")
    prep = of.checklists["prep"]
    items = {name: prep.items[name] for name in ("safety-list", "goal", "caffeine", "scores")}
    text = walked(of, replace(prep, items=items))[2]
    kept = GOLDEN / "prep.txt"
    if request.config.getoption("--golden-update"):
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")
