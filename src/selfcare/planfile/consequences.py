"""Tells causes from consequences: one slip is one report.

A header with a wrong letter takes its table away, and everything that names the table dangles; a line that strayed into
the table above is one too many there and missing where it belongs. What follows from a problem that is reported anyway
is left out here, so that the first thing to mend is the first thing that is read; if it was no consequence after all,
it is told when the cause is mended. Called by `stages`, at the end of a check, for authors.

It goes by what stands on the lines, since a cause may have left nothing else: only headers, keys, and the stretches
that problems mark are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from selfcare.planfile.known import SINGLE, TABLES
from selfcare.planfile.problem import Place, Problem

_HEADER = re.compile(r"""[ \t]*[\[({\]]?\[?[ \t]*["']?[A-Za-z]""")
_KEY = re.compile(r"[ \t]*([A-Za-z0-9_-]+)[ \t]*=")
_MISPLACED = frozenset({"duplicate", "unknown-key", "wrong-table"})
_DANGLING = frozenset({"unknown-name", "unused"})
_OF_ANSWERS = frozenset({"unknown-name", "never", "value"})
_FROM_ELSEWHERE = frozenset({"uses", "extends"})


def without_consequences(problems: Sequence[Problem], texts: Mapping[str, str]) -> list[Problem]:
    """The problems of which no other is the cause, in their order. `texts`: of each file, by its name."""
    if len(problems) < 2:
        return list(problems)
    left: set[int] = set()
    for file, found in groupby(sorted(problems, key=lambda problem: problem.place.file), lambda one: one.place.file):
        if file in texts:
            left |= {id(problem) for problem in _Lines(texts[file], list(found)).causes()}
        else:
            left |= {id(problem) for problem in found}
    return [problem for problem in problems if id(problem) in left]


class _Lines:
    """The problems of one file, by the lines they stand on."""

    def __init__(self, text: str, problems: list[Problem]) -> None:
        self.lines = text.split("\n")
        self.problems = problems
        self.heads = [number for number, line in enumerate(self.lines, 1) if line.lstrip().startswith("[")]
        self.broken = {one.place.line for one in problems if one.code == "syntax"}

    def causes(self) -> list[Problem]:
        """What is left."""
        found = self._once_a_line(self.problems)
        dangling = self._dangling(found)
        found = [one for one in found if not (one.code in _DANGLING and dangling(one))]
        found = [one for one in found if not (one.code in ("missing", "kind") and self._is_elsewhere(one, found))]
        spoilt = [head for one in found if one.severity == "error" for head in self._question(one)]
        return [one for one in found if not (one.code in _OF_ANSWERS and self._asks(one, spoilt))]

    def _once_a_line(self, found: list[Problem]) -> list[Problem]:
        """Without what is said of a line whose syntax is broken, and of a stretch that is wrong otherwise."""
        told: set[tuple[int, int]] = set()
        first: list[Problem] = []
        lines: set[int] = set()
        for one in found:
            mark = one.place.line, one.place.column
            if one.code != "syntax":
                if one.place.line in self.broken or (one.severity == "error" and mark in told):
                    continue
                told.add(mark)
            elif one.replacement is None and one.place.line in lines:
                continue
            lines.add(one.place.line)
            first.append(one)
        return first

    def _dangling(self, found: list[Problem]) -> _Dangling:
        """Which names dangle because a header is wrong."""
        words, all_names = [], False
        for one in found:
            line = self._line(one.place.line)
            key = _KEY.match(line)
            if one.severity == "error" and (not key or one.code == "missing"):
                words.append(_letters(line))
                names = _names(line)
                all_names = all_names or (one.code == "missing" and one.place.line == 1)
                all_names = all_names or (one.code != "missing" and bool(names) and _is_single(names[0], len(names)))
            if one.severity == "error" and key and (one.code in _MISPLACED or one.code == "syntax"):
                words += [_letters(self._line(head)) for head in (self._head_below(one.place.line),) if head]
            elsewhere = bool(_FROM_ELSEWHERE & {self._statement(one.place)})
            all_names = all_names or (one.severity == "error" and elsewhere)
        return _Dangling(self, words, all_names=all_names)

    def _is_elsewhere(self, missing: Problem, found: Iterable[Problem]) -> bool:
        """Whether what a table lacks was found in the table above or below it."""
        place = missing.place.line
        for one in found:
            key = _KEY.match(self._line(one.place.line)) if one.code in _MISPLACED else None
            if key is None or one is missing:
                continue
            lacks = f"{missing.message} {missing.help}"
            if key[1] not in re.findall(r"[\w-]+", lacks):
                continue
            above = self._head_above(one.place.line)
            if self._head_below(one.place.line) == place or (above and self._head_above(above - 1) == place):
                return True
        return False

    def _question(self, problem: Problem) -> list[str]:
        """The name of the log, question or setting in whose table a problem stands."""
        head = self._head_above(problem.place.line)
        names = _names(self._line(head)) if head else []
        if names and names[0] in ("log", "setting") and _KEY.match(self._line(problem.place.line) + "="):
            return []
        return [name for name in names[1:] if name != "options"] if names and names[0] in ("log", "setting") else []

    def _asks(self, problem: Problem, spoilt: list[str]) -> bool:
        """Whether a condition or an answer speaks of a question that is wrong itself."""
        line = self._line(problem.place.line)
        if not re.match(r"[ \t]*(?:if|answers|settings|expect|include|charts|rate)[ \t]*=", line):
            return False
        return bool(set(re.findall(r"[\w-]+", line)) & set(spoilt)) and not self._question_line(problem, spoilt)

    def _question_line(self, problem: Problem, spoilt: list[str]) -> bool:
        return False

    def _statement(self, place: Place) -> str:
        """The key of the statement that a place stands in."""
        for number in range(place.line, 0, -1):
            line = self._line(number)
            if key := _KEY.match(line):
                return key[1]
            if not line.startswith((" ", "\t", "]", '"')):
                return ""
        return ""

    def _line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def marked(self, place: Place) -> str:
        """The stretch that a place marks."""
        return self._line(place.line)[place.column - 1 :][: place.length]

    def _head_above(self, line: int) -> int:
        """The header at or above a line; 0 if there is none."""
        from bisect import bisect_right

        above = bisect_right(self.heads, line)
        return self.heads[above - 1] if above else 0

    def _head_below(self, line: int) -> int:
        from bisect import bisect_right

        above = bisect_right(self.heads, line)
        return self.heads[above] if above < len(self.heads) else 0


class _Dangling:
    """Says of a name that nothing was found for whether it stands in a header that is wrong."""

    def __init__(self, lines: _Lines, words: list[str], *, all_names: bool) -> None:
        self.lines = lines
        self.words = words
        self.all_names = all_names

    def __call__(self, problem: Problem) -> bool:
        name = self.lines.marked(problem.place)
        if problem.code == "unknown-name" and self.all_names:
            return self.lines._statement(problem.place) not in _FROM_ELSEWHERE
        last = _letters(name.rpartition(".")[2])
        return any(last and last in word for word in self.words)


def _letters(text: str) -> str:
    """What is left of a text if signs and capitals do not count."""
    return re.sub(r"[^a-z0-9]+", "", text.lower())


def _names(header: str) -> list[str]:
    """The names in a header, whatever its brackets are."""
    return re.findall(r"[\w-]+", header) if _HEADER.match(header) else []


def _is_single(name: str, parts: int) -> bool:
    """Whether a header is nearly one of those that stand once in a file: what it names is not known then."""
    return parts == 1 and (name in SINGLE or name not in TABLES)
