"""A plan that extends others: tables merge by name, values and lists are replaced whole, `remove` leaves parts out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selfcare.core.grammar import quoted
from selfcare.planfile.document import Data, Document, Layers, at, tables
from selfcare.planfile.problem import Problem, Problems
from selfcare.planfile.suggest import LONGEST, listed, nearest

MOST_PARENTS = 5
NOT_INHERITED = ("id", "extends", "remove")
"""Keys of `[plan]` that belong to one file only."""
DROPPED = "safety/warning"
"""A child lists fewer warnings than the plans it extends."""


def merged(lineage: Sequence[Document], problems: Problems) -> Document:
    """One document of a plan and those it extends (nearest first); its places name the file that speaks."""
    if len(lineage) == 1:
        return lineage[0]
    data = lineage[-1].data
    for child in reversed(lineage[:-1]):
        data = _over(child, _without(_inheritable(data), child, problems))
        _check_warnings(child, lineage, data, problems)
    return Document(lineage[0].name, data, Layers(lineage))


def _inheritable(data: Data) -> Data:
    header = data.get("plan")
    if not isinstance(header, dict):
        return data
    return {**data, "plan": {key: value for key, value in header.items() if key not in NOT_INHERITED}}


def _over(child: Document, parent: Data) -> Data:
    return _merge(parent, child.data)


def _merge(parent: Data, child: Data) -> Data:
    result = dict(parent)
    for key, value in child.items():
        old = result.get(key)
        result[key] = _merge(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return result


def removed(document: Document) -> Iterator[tuple[int, str]]:
    """The paths in `[plan] remove`, with their positions."""
    paths = at(document.data, ("plan", "remove"))
    for index, path in enumerate(paths if isinstance(paths, list) else ()):
        if isinstance(path, str):
            yield index, path


def _without(parent: Data, child: Document, problems: Problems) -> Data:
    """The parent's data without what the child removes. A path that is not there is reported."""
    for index, path in removed(child):
        parts = path.split(".")
        kept = _cut(parent, parts)
        if kept is None:
            _report_absent(child, index, path, parent, problems)
        else:
            parent = kept
    return parent


def _cut(data: Data, parts: Sequence[str]) -> Data | None:
    """`data` without what stands at a path, or None if there is nothing."""
    first, *rest = parts
    if first not in data:
        return None
    if not rest:
        return {key: value for key, value in data.items() if key != first}
    inside = data[first]
    shorter = _cut(inside, rest) if isinstance(inside, dict) else None
    return None if shorter is None else {**data, first: shorter}


def _report_absent(child: Document, index: int, path: str, parent: Data, problems: Problems) -> None:
    known = [
        ".".join((family, *names))
        for family in parent
        for name, data in tables(parent, family).items()
        for names in ((name,), *((name, member) for member, value in data.items() if isinstance(value, dict)))
    ]
    near = nearest(path, known) or None
    problems.add(
        Problem(
            "unknown-name",
            "error",
            child.places.value(("plan", "remove", index)),
            f"there is nothing called {quoted(path)} to remove",
            hint=f"did you mean '{near}'?" if near else "",
            help=""
            if near
            else "write the path of a table of the plan that is extended, such as checklist.prep.tongue",
            replacement=near,
        )
    )


def _check_warnings(child: Document, lineage: Sequence[Document], data: Data, problems: Problems) -> None:
    """A child keeps every warning of its parents; no name stands for another that is like it."""
    kept = _listed(data)
    above = (name for document in lineage[lineage.index(child) + 1 :] for name in _listed(document.data))
    dropped = list(dict.fromkeys(name for name in above if isinstance(name, str) and name not in kept))
    if not dropped:
        return
    place = child.places.value(("plan", "warnings"))
    named = f"warning{'s' if len(dropped) > 1 else ''} {listed(map(quoted, dropped))}"
    lacking = listed(f'"{name[:LONGEST]}"' for name in dropped)
    message = f"the {named} of the plan that is extended may not be dropped"
    problems.add(Problem(DROPPED, "error", place, message, help=f"add {lacking} to the list"))


def _listed(data: Data) -> Sequence[object]:
    """`[plan] warnings` as they were written, whatever stands among them."""
    found = at(data, ("plan", "warnings"))
    return found if isinstance(found, list) else ()
