"""Puts exact replacements into a plan's text, and proves that nothing else changed. Called by `plan check --fix`.

A replacement is kept only if the problem is gone, no other has come, every character outside of it is what it was, and
the data differs nowhere but on its line. What would guess at the meaning of something that protects people is left to
its author.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, NamedTuple

from selfcare.planfile.problem import LIMIT, Location, Problem, Problems
from selfcare.planfile.stages import Checked
from selfcare.planfile.toml.source import Source, read

BUDGET = 144 * 1024
"""Characters that are checked again in search of what can be kept: a usual plan is checked dozens of times."""
MOST_CHECKS = 60
LARGEST = 48 * 1024
"""Characters of a text: nobody writes a plan so long, and to prove something of it takes too long."""

_GUESSES = frozenset({"unknown-name", "never"})
"""Codes whose replacement is the nearest name or number: the likeliest, and yet a guess."""
_PROTECTING = re.compile(r"[ \t]*(?:\[\[?[ \t]*(?:alert|warning)\b|warnings?[ \t]*=)")
_HEADER = re.compile(r"^[ \t]*\[\[?[ \t]*[A-Za-z].*$", re.MULTILINE)

Difference = Literal["come", "gone", "other"]

Check = Callable[[str], Checked]
"""Checks a text as it would stand in its file."""


class Edit(NamedTuple):
    """A replacement: `start` to `end` of the text, all on one line."""

    start: int
    end: int
    words: str
    problem: Problem


class Change(NamedTuple):
    """A line that was changed."""

    line: int
    before: str
    after: str


def fixed(text: str, file: str, check: Check) -> str:
    """`text` with every replacement for `file` that can be proved; a text above `LARGEST` is left as it is."""
    if len(text) > LARGEST:
        return text
    return _Fixing(text, file, check).run()


def changes(before: str, after: str) -> list[Change]:
    """The lines that differ. Replacements keep their number."""
    lines = zip(before.split("\n"), after.split("\n"), strict=True)
    return [Change(number, old, new) for number, (old, new) in enumerate(lines, 1) if old != new]


class _Fixing:
    def __init__(self, text: str, file: str, check: Check) -> None:
        self.text = text
        self.file = file
        self.check = check
        self.left = min(MOST_CHECKS, BUDGET // max(len(text), 1))
        """How many checks may still be made."""
        self.refused: set[tuple[str, int, str]] = set()

    def run(self) -> str:
        """Round after round, until nothing more can be replaced."""
        self.checked = self.check(self.text)
        while edits := self._edits():
            before = self.text
            self._try(edits)
            if self.text == before:
                break
        return self.text

    def _try(self, edits: Sequence[Edit]) -> None:
        """Keep these, all together or half by half: what cannot be proved is looked for by halving."""
        if self.left <= 0:
            return
        if len({edit.problem.place.line for edit in edits}) == len(edits) and self._is_kept(edits):
            return
        if len(edits) == 1:
            self.refused.add(_mark(edits[0].problem))
            return
        middle = len(edits) // 2
        self._try(edits[:middle])
        # lengths may have changed above, so places are looked up again
        marks = {_mark(edit.problem) for edit in edits[middle:]}
        if rest := [edit for edit in self._edits() if _mark(edit.problem) in marks]:
            self._try(rest)

    def _is_kept(self, edits: Sequence[Edit]) -> bool:
        """Whether the edits can be proved; then they are made."""
        self.left -= 1
        after = applied(self.text, edits)
        checked = self.check(after)
        if not (_mends(self.checked, checked, edits) and _stays(self.text, after, self.file, edits)):
            return False
        self.text, self.checked = after, checked
        return True

    def _edits(self) -> list[Edit]:
        """What could be replaced now, one edit a line, in the order of the text."""
        lines = [0, *(found.end() for found in re.finditer("\n", self.text))]
        found: dict[int, Edit] = {}
        for problem in self.checked.problems:
            place = problem.place
            if place.file != self.file or place.line in found or _mark(problem) in self.refused:
                continue
            if problem.replacement is None or not _may_be_made(self.text, lines[place.line - 1], problem):
                continue
            start = lines[place.line - 1] + place.column - 1
            found[place.line] = Edit(start, start + place.length, problem.replacement, problem)
        return [found[line] for line in sorted(found)]


def _may_be_made(text: str, line: int, problem: Problem) -> bool:
    """Whether a replacement may be made by a program. `line`: where its line begins."""
    if problem.code.startswith("safety/") or "\n" in (problem.replacement or "\n"):
        return False
    if problem.code not in _GUESSES:
        return True
    headers = list(_HEADER.finditer(text, 0, line))
    return not (_PROTECTING.match(text, line) or (headers and _PROTECTING.match(headers[-1][0])))


def _mark(problem: Problem) -> tuple[str, int, str]:
    return problem.code, problem.place.line, problem.message


def applied(text: str, edits: Sequence[Edit]) -> str:
    """The text with these edits, which are in order and do not overlap; all else is copied."""
    parts: list[str] = []
    end = 0
    for edit in edits:
        parts += text[end : edit.start], edit.words
        end = edit.end
    return "".join([*parts, text[end:]])


def _mends(before: Checked, after: Checked, edits: Sequence[Edit]) -> bool:
    """Whether the problems are gone, and no other has come."""
    old, new = _counted(before), _counted(after)
    if any(new[_key(edit.problem)] >= old[_key(edit.problem)] for edit in edits):
        return False
    come = new - old
    if any(count >= LIMIT for count in Counter(problem.severity for problem in before.problems).values()):
        lines = {edit.problem.place.line for edit in edits}
        return not any(key[3] in lines for key in come)  # others had only not been told yet
    return not come


def _counted(checked: Checked) -> Counter[tuple[str, str, str, int, str]]:
    return Counter(_key(problem) for problem in checked.problems)


def _key(problem: Problem) -> tuple[str, str, str, int, str]:
    return problem.code, problem.severity, problem.place.file, problem.place.line, problem.message


def _stays(before: str, after: str, file: str, edits: Sequence[Edit]) -> bool:
    """Whether the data differs on the lines of the edits only; what could not be read before may have come."""
    unread = any(edit.problem.code in ("syntax", "duplicate") for edit in edits)
    lines = {edit.problem.place.line for edit in edits}
    old, new = read(before, file, Problems()), read(after, file, Problems())
    return all(
        (unread and how == "come")
        or (how != "come" and _is_on(old, where, lines))
        or (how != "gone" and _is_on(new, where, lines))
        for where, how in differences(old.data, new.data)
    )


def _is_on(source: Source, location: Location, lines: set[int]) -> bool:
    """Whether what stands at a path, or the nearest above it that has a place, stands on one of the lines."""
    for size in range(len(location), 0, -1):
        if (found := source.lines_of(location[:size])) is not None:
            first, last = found
            return any(first <= line <= last for line in lines)
    return False


def differences(old: Any, new: Any, where: Location = ()) -> Iterator[tuple[Location, Difference]]:
    """The shortest paths at which two values differ, and how."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in {**old, **new}:
            if key not in old or key not in new:
                yield (*where, key), "come" if key not in old else "gone"
            else:
                yield from differences(old[key], new[key], (*where, key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from differences(one, other, (*where, index))
    elif type(old) is not type(new) or old != new:
        yield where, "other"
