"""The file of `plan preview`: how it looks from outside, what is wrong with it, and its plan for the shelf."""

from __future__ import annotations

import os
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from selfcare import planfile
from selfcare.core.preview import Finding, Reading
from selfcare.core.text import plain
from selfcare.errors import SelfcareError

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfcare.planfile.problem import Problem
    from selfcare.planfile.stages import Checked

    Take = Callable[["Checked"], None]

NO_PLAN = "this file holds no plan of its own (a library or a translation), so only its problems are shown"


class FileSource:
    """Implements `preview.Source` for a file. `take` is handed what was checked, once it can be shown."""

    def __init__(self, path: Path, zone: tzinfo | None, take: Take) -> None:
        self.name = plain(str(path))
        self._path = path
        self._zone = zone
        self._take = take
        self._watched: set[Path] = set()
        """The other files that the plan was made of at the last looks: what it extends, its translations."""
        self._listed: dict[Path, tuple[int, tuple[str, ...]]] = {}
        self._checked: Checked | None = None
        self._is_empty = False

    def stamp(self) -> object:
        """See `Source`. The folders too: a file that was missing, or a new translation, changes them."""
        root = _look(self._path)
        if root is None:
            return None
        self._is_empty = root[1] == 0
        others = sorted(self._watched)
        folders = sorted({each.parent for each in (self._path, *others)})
        return (root, *map(_look, others), *map(self._beside, folders))

    def _beside(self, folder: Path) -> tuple[str, ...]:
        """The plans' files in a folder, listed anew only when something was made in it or taken out of it."""
        try:
            changed = folder.stat().st_mtime_ns
        except (OSError, ValueError):
            return ()
        if self._listed.get(folder, (0, ()))[0] != changed:
            self._listed[folder] = (changed, _plans_in(folder))
        return self._listed[folder][1]

    def is_empty(self) -> bool:
        """See `Source`."""
        return self._is_empty

    def read(self) -> Reading:
        """See `Source`."""
        try:
            saved = datetime.fromtimestamp(self._path.stat().st_mtime, self._zone)
        except (OSError, ValueError, OverflowError):
            saved = None
        try:
            checked = planfile.check(self._path)
        except SelfcareError as error:
            return Reading((Finding("error", 0, str(error), whole=str(error)),), saved)
        self._watched |= {
            path for path in map(Path, checked.texts) if path != self._path and path.suffix == ".toml" and path.exists()
        }
        return self._told(checked, saved)

    def _told(self, checked: Checked, saved: datetime | None) -> Reading:
        found = tuple(finding(problem, checked, self.name) for problem in ordered(checked.problems))
        shown = self._shown(checked)
        if shown.plan is not None and shown.closure is not None:
            self._checked = shown
            return Reading(found, saved, shown.plan.title)
        is_wrong = any(each.severity == "error" for each in found)
        return Reading(found, saved, "", "" if is_wrong else NO_PLAN)

    def _shown(self, checked: Checked) -> Checked:
        """The plan to show: also one that only the rules object to, since its author wants to see what they mean."""
        if checked.plan is not None or any(one.severity == "error" and "/" not in one.code for one in checked.problems):
            return checked
        try:
            closure = planfile.closure_of_file(self._path)
            return checked._replace(plan=planfile.load(closure.files, closure.root), closure=closure)
        except SelfcareError:
            return checked

    def take(self) -> None:
        """See `Source`."""
        if self._checked is not None:
            self._take(self._checked)


class ShippedSource(FileSource):
    """A plan of the library, which nobody writes while it is looked at."""

    def __init__(self, plan_id: str, zone: tzinfo | None, take: Take) -> None:
        super().__init__(Path(plan_id), zone, take)
        planfile.closure_of_shipped(plan_id)

    def stamp(self) -> object:
        """Always the same."""
        return self.name

    def read(self) -> Reading:
        """See `Source`."""
        return self._told(planfile.check_shipped(self.name), None)


def ordered(problems: tuple[Problem, ...]) -> list[Problem]:
    """In the order of the file."""
    return sorted(problems, key=lambda problem: (problem.place.file, problem.place.line, problem.place.column))


def finding(problem: Problem, checked: Checked, name: str) -> Finding:
    """A problem for the screen; one of another file says so."""
    whole = planfile.as_text([problem], checked.texts).rstrip().rpartition("\n\n")[0]
    elsewhere = "" if problem.place.file in (name, plain(name)) else f"{Path(problem.place.file).name}: "
    advice = problem.help or problem.hint
    return Finding(problem.severity, problem.place.line, elsewhere + problem.message, advice, problem.code, whole)


def _look(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _plans_in(folder: Path) -> tuple[str, ...]:
    try:
        with os.scandir(folder) as entries:
            return tuple(sorted(entry.name for entry in entries if entry.name.endswith(".toml")))
    except (OSError, ValueError):
        return ()
