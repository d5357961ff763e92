"""The `[[test]]` tables of a file, run: what does not come out as its author means is a diagnostic with its place.

Also reads a file of scripted answers, which `plan simulate` plays. Called by `selfcare.planfile` alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from selfcare.core.frozen import replace
from selfcare.core.plan import Plan, PlanTest, ScriptedAnswer
from selfcare.core.question import Value
from selfcare.core.text import plain
from selfcare.errors import StorageError
from selfcare.planfile import stages
from selfcare.planfile.closure import SHIPPED, Files, gather
from selfcare.planfile.compile.settings import GLOBAL
from selfcare.planfile.document import Data, Document, Places
from selfcare.planfile.extends import merged
from selfcare.planfile.files import Folder
from selfcare.planfile.problem import Location, Place, Problem, Problems


class Tried(NamedTuple):
    """What came of the tests of one file."""

    file: str
    """As the person named it."""
    is_plan: bool
    """Whether it could be tried at all: a plan without errors."""
    names: tuple[str, ...]
    """Every test that was run, in the order of the file."""
    failed: tuple[str, ...]
    """Names of those that did not come out."""
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    """The text of each file that a diagnostic may name."""


def run(root: str, files: Folder) -> Tried:
    """Check the plan, then play its tests. One with errors is not played: they are told instead."""
    checked = stages.check(root, files)
    label = files.label(root) if not root.startswith(SHIPPED) else root.removeprefix(SHIPPED)
    errors = tuple(problem for problem in checked.problems if problem.severity == "error")
    if checked.plan is None or errors:
        return Tried(label, False, (), (), errors or checked.problems, checked.texts)
    whole, problems = _whole(root, files), Problems()
    failed: list[str] = []
    plans: dict[str, Plan] = {}
    for number, test in enumerate(checked.plan.tests):
        found = list(_differences(checked.plan, test, number, whole, (root, files, plans)))
        for problem in found:
            problems.add(problem)
        failed += [test.name] * bool(found)
    names = tuple(test.name for test in checked.plan.tests)
    return Tried(label, True, names, tuple(failed), tuple(problems.found), checked.texts)


def _differences(
    checked: Plan, test: PlanTest, number: int, whole: Document, source: tuple[str, Folder, dict[str, Plan]]
) -> Iterator[Problem]:
    """`source`: the plan's file, where it is read from, and the plans that were compiled with other choices before."""
    from selfcare.core.simulation.examples import differences

    root, files, plans = source
    choices, cautions = split(test.settings)
    plan = checked
    if choices:
        key = repr(sorted(choices.items()))
        if key not in plans:
            plans[key] = stages.load(files, root, choices, "", Problems(), hash=checked.hash) or checked
        plan = plans[key]
    for found in differences(plan, test, cautions):
        location = ("test", number, *found.where)
        place = whole.places.key(location) if found.part == "key" else whole.places.value(location)
        yield Problem("test", "error", place, plain(found.message), plain(found.hint), plain(found.help))


def _whole(root: str, files: Files) -> Document:
    """The plan merged with those it extends; it was read before."""
    document = files.document(root, Problems())
    if document is None:
        raise StorageError(f"{root} is not there any more; try again")
    return merged(gather(document, files, Problems()).lineage, Problems())


def split(settings: Mapping[str, Value]) -> tuple[dict[str, Value], dict[str, Value]]:
    """Settings of the plan, and what is said once for all plans (cautions and the region)."""
    own = {name: value for name, value in settings.items() if name not in GLOBAL}
    return own, {name: value for name, value in settings.items() if name in GLOBAL}


class Moved(NamedTuple):
    """The places of a file of answers, seen as the answers of a test."""

    places: Places

    def key(self, location: Location) -> Place:
        """Where a key stands."""
        return self.places.key(_inside(location))

    def value(self, location: Location, start: int = 0, length: int | None = None) -> Place:
        """Where a value stands."""
        return self.places.value(_inside(location), start, length)

    def header(self, location: Location) -> Place:
        """Where a header stands."""
        return self.places.header(_inside(location))

    def has_gap(self, location: Location) -> bool:
        """Whether a broken statement was left out there."""
        return self.places.has_gap(_inside(location))


def answers(root: str, files: Files, document: Document, problems: Problems) -> Sequence[ScriptedAnswer]:
    """The answers of a file such as `[[answers]]` with `at`, an act and `values`, for the plan `root`.

    What is wrong in it goes to `problems`; the plan itself is right.
    """
    given = _answers(root, files, document, problems)
    problems.found = [
        replace(each, message=each.message.replace("[[test.answers]]", "[[answers]]")) for each in problems.found
    ]
    return given


def _answers(root: str, files: Files, document: Document, problems: Problems) -> Sequence[ScriptedAnswer]:
    from selfcare.planfile.compile.plan import Library, compile_plan
    from selfcare.planfile.shape import models as shape

    for name in document.data:
        if name != "answers":
            message = "a file of answers has [[answers]] tables and nothing else"
            problems.add(Problem("unknown-key", "error", document.places.key((name,)), message))
    given = document.data.get("answers", [])
    test: Data = {"name": "answers", "answers": given}
    shape.check(Document(document.name, {**_LEAST, "test": [test]}, Moved(document.places)), problems)
    main = files.document(root, Problems())
    if problems.errors or main is None:
        return ()
    gathered = gather(main, files, Problems())
    whole = merged(gathered.lineage, Problems())
    both = Document(document.name, {**whole.data, "test": [test]}, Moved(document.places))
    libraries = [Library(each, built_in) for each, built_in in gathered.libraries]
    found = Problems()
    plan = compile_plan(both, libraries, {}, found, file=root.removeprefix(SHIPPED))
    for problem in found.errors:
        problems.add(problem)
    return plan.tests[0].answers if plan is not None and plan.tests else ()


_LEAST: Data = {"selfcare": 1, "plan": {"title": "Answers"}}


def _inside(location: Location) -> Location:
    return location[2:] if location[:2] == ("test", 0) else ()
