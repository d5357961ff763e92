"""Tells causes from consequences, so that one slip is one report.

A header with a wrong letter takes its table away, and everything that names the table dangles; a line that strayed into
the table above is one too many there and missing where it belongs. What follows from a problem that is reported anyway
is left out here, so that the first thing to mend is the first thing that is read; if it was no consequence after all,
it is told when the cause is mended. Called by `stages`, at the end of a check, for authors.

It goes by what stands on the lines, since a cause may have left nothing else: only headers, keys, and the stretches
that problems mark are looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from selfcare.core.frozen import replace
from selfcare.core.grammar import quoted
from selfcare.planfile.compile.names import CALLED
from selfcare.planfile.extends import DROPPED
from selfcare.planfile.known import SINGLE, TABLES
from selfcare.planfile.problem import Place, Problem

_HEADER = re.compile(r"""[ \t]*[\[({\]]?\[?[ \t]*["']?[A-Za-z]""")
_KEY = re.compile(r"[ \t]*([A-Za-z0-9_-]+)[ \t]*=")
_MISPLACED = frozenset({"duplicate", "unknown-key", "wrong-table"})
_OF_ANSWERS = frozenset({"unknown-name", "never", "value"})
_FROM_ELSEWHERE = frozenset({"uses", "extends"})
_LACKS = frozenset(
    {
        "evidence/card",
        "evidence/one-sided",
        "evidence/source",
        "header/incomplete",
        "instrument/altered",
        "instrument/burden",
        "instrument/code",
        "instrument/credit",
        "instrument/direction",
        "instrument/part",
        "instrument/recall",
        "safety/before-needles",
        "safety/count",
        "safety/crisis",
        "safety/cue",
        "safety/anchor",
        "safety/going-home",
        "safety/hold-cautions",
        "safety/no-window",
        "safety/red-flags",
        "safety/short-hold",
        "safety/stop-if-dizzy",
        "safety/water",
    }
)
"""Rules about what is not there, or how much of it: in a file with something broken it may stand in that."""


def without_consequences(problems: Sequence[Problem], texts: Mapping[str, str]) -> list[Problem]:
    """The problems of which no other is the cause, in their order. `texts`: of each file, by its name."""
    if len(problems) < 2:
        return list(problems)
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.place.file, []).append(problem)
    left: list[Problem] = []
    for file, found in by_file.items():
        causes = _Lines(texts[file], found).causes() if file in texts else found
        mute = not any(one.severity == "error" for one in causes)
        left += found if mute and any(one.severity == "error" for one in found) else causes
    return left


class _Lines:
    """The problems of one file, by the lines they stand on."""

    def __init__(self, text: str, problems: list[Problem]) -> None:
        self.lines = text.split("\n")
        self.problems = problems
        self.heads = [number for number, line in enumerate(self.lines, 1) if line.lstrip().startswith("[")]
        self.broken = {one.place.line for one in problems if one.code == "syntax"}

    def causes(self) -> list[Problem]:
        """What is left."""
        found = self._once_a_line(self._without_second_headers())
        dangling = self._dangling(found)
        wrong = any(one.severity == "error" and "/" not in one.code for one in found)
        found = [one for one in found if not (one.code in _LACKS and wrong)]
        found = [one for one in found if not (one.code == "unused" and wrong)]
        found = [one for one in found if not (one.code == "unknown-name" and dangling(one))]
        found = self._once_a_run(found)
        found = self._without_lacks(found)
        found = [one for one in found if not (one.code == DROPPED and self._is_misspelt(one, found))]
        spoilt = {name for one in found if one.severity == "error" for name in self._question(one)}
        return [one for one in found if not (one.code in _OF_ANSWERS and self._asks(one, spoilt))]

    def _without_second_headers(self) -> list[Problem]:
        """Without headers that are given a second time after one that is wrong itself: a list that lost a bracket."""
        wrong = {one.place.line for one in self.problems if one.code == "value"} & set(self.heads)
        return [
            one
            for one in self.problems
            if one.code != "duplicate" or not any(label.place.line in wrong for label in one.labels)
        ]

    def _is_misspelt(self, dropped: Problem, found: Sequence[Problem]) -> bool:
        """Whether each warning that a child dropped is one that it names in a spelling that nothing has."""
        unknown = [one for one in found if one.code == "unknown-name" and self.statement(one.place) == "warnings"]
        meant = {quoted(one.replacement) for one in unknown if one.replacement}
        return set(re.findall(r"'[^']*'", dropped.message)) <= meant

    def _once_a_run(self, found: list[Problem]) -> list[Problem]:
        """Of lines one below the other that are wrong in the same way, the first: a header above them is lost."""
        left_out: set[int] = set()
        wrong = {one.place.line for one in found if one.severity == "error" and one.code != "wrong-table"}
        before: dict[str, int] = {}
        words: set[tuple[str, Place]] = set()
        for one in sorted(found, key=lambda one: (one.place.line, one.place.column)):
            line = one.place.line
            if one.code in _MISPLACED and one.replacement is None and _KEY.match(self._line(line)):
                goes_on = before.get(one.code) == self._statement_above(line)
                before[one.code] = line
                word = (one.code, one.labels[0].place) if one.labels and one.code == "wrong-table" else None
                if goes_on or word in words or (word and word[1].line in wrong):
                    left_out.add(id(one))
                    continue
                if word:
                    words.add(word)
        return [one for one in found if id(one) not in left_out]

    def _statement_above(self, line: int) -> int:
        """The line above that begins a statement."""
        above = line - 1
        while above > 0 and not (_KEY.match(self._line(above)) or _HEADER.match(self._line(above))):
            above -= 1
        return above

    def _once_a_line(self, found: list[Problem]) -> list[Problem]:
        """Without what is said of a line whose syntax is broken, and of a stretch that is wrong otherwise."""
        told: set[tuple[int, int]] = set()
        first: list[Problem] = []
        lines: set[int] = set()
        for one in found:
            mark = one.place.line, one.place.column
            if one.code != "syntax":
                if one.place.line in self.broken or (mark in told and "/" not in one.code):
                    continue
                if one.severity == "error" and not one.code.startswith(("safety/", "missing", "format")):
                    told.add(mark)
            elif one.replacement is None and one.place.line in lines:
                continue
            lines.add(one.place.line)
            first.append(one)
        return first

    def _dangling(self, found: list[Problem]) -> _Dangling:
        """Which names dangle because a header is wrong."""
        words: list[str] = []
        families: set[str] = set()
        all_names = False
        for one in found:
            line = self._line(one.place.line)
            key = self.statement(one.place)
            if one.severity == "error" and (not key or one.code == "missing"):
                words.append(_letters(line))
                names = _names(line)
                all_names = all_names or (one.code == "missing" and one.place.line == 1)
                all_names = all_names or (one.code != "missing" and bool(names) and _is_single(names[0], len(names)))
            if one.severity == "error" and key and (one.code in _MISPLACED or one.code == "syntax"):
                words += [_letters(self._line(head)) for head in (self._head_below(one.place.line),) if head]
            if one.code == "duplicate" and key and (names := _names(self._line(self._head_above(one.place.line)))):
                families.add(CALLED.get(names[0], names[0]))
            elsewhere = bool(_FROM_ELSEWHERE & {self.statement(one.place)})
            all_names = all_names or (one.severity == "error" and elsewhere)
        return _Dangling(self, words, families, all_names=all_names)

    def _without_lacks(self, found: list[Problem]) -> list[Problem]:
        """Without what is missing because it stands elsewhere, or under another word; the help there says so."""
        told: dict[int, Problem] = {}
        for one in found:
            if one.code in ("missing", "kind") and (cause := self._elsewhere(one, found)):
                told[id(one)] = cause
        kept: list[Problem] = []
        for one in found:
            if id(one) in told:
                continue
            lacks = next((lack for lack in found if told.get(id(lack)) is one), None)
            if (
                lacks
                and one.replacement is None
                and one.code == "unknown-key"
                and _KEY.match(self._line(one.place.line))
            ):
                one = replace(one, help="; ".join(filter(None, (lacks.message, lacks.help))))
            kept.append(one)
        return kept

    def _elsewhere(self, missing: Problem, found: Iterable[Problem]) -> Problem | None:
        """The problem with what a table lacks: in it, in the table above or below it, or in a header of its own."""
        head = self._head_above(missing.place.line)
        names = _names(self._line(head)) if head else []
        for one in found:
            if one is missing or one.severity != "error":
                continue
            line = self._line(one.place.line)
            if not (key := _KEY.match(line)):
                if names[1:] and one.place.line != head and _names(line)[1:-1] == names[1:]:
                    return one
                continue
            if one.code not in (*_MISPLACED, "kind"):
                continue
            above = self._head_above(one.place.line)
            if above == head and one.code in ("unknown-key", "wrong-table"):
                return one
            near = self._head_below(one.place.line) == head or (above and self._head_above(above - 1) == head)
            if near and key[1] in re.findall(r"[\w-]+", f"{missing.message} {missing.help}"):
                return one
        return None

    def _question(self, problem: Problem) -> list[str]:
        """The names of the log, question or setting in whose table a problem stands."""
        head = self._head_above(problem.place.line)
        names = _names(self._line(head)) if head else []
        if not names or names[0] not in ("log", "setting") or self.statement(problem.place) == "if":
            return []
        return [name for name in names[-2:] if name not in ("options", "log", "setting")]

    def _asks(self, problem: Problem, spoilt: set[str]) -> bool:
        """Whether a condition or an answer speaks of a question that is wrong itself, or a default of its options."""
        line = self._line(problem.place.line)
        statement = self.statement(problem.place)
        if statement == "default":
            head = self._head_above(problem.place.line)
            return any(
                self._head_above(one.place.line) == head and one.place.line != problem.place.line
                for one in self.problems
                if one.severity == "error" and one is not problem
            )
        if statement not in ("if", "answers", "settings", "expect", "include", "charts", "rate"):
            return False
        return bool(set(re.findall(r"[\w-]+", line)) & spoilt)

    def statement(self, place: Place) -> str:
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
        above = bisect_right(self.heads, line)
        return self.heads[above - 1] if above else 0

    def _head_below(self, line: int) -> int:
        above = bisect_right(self.heads, line)
        return self.heads[above] if above < len(self.heads) else 0


class _Dangling:
    """Says of a name that nothing was found for whether it stands in a header that is wrong."""

    def __init__(self, lines: _Lines, words: list[str], families: set[str], *, all_names: bool) -> None:
        self.lines = lines
        self.families = families
        self.words = words
        self.all_names = all_names

    def __call__(self, problem: Problem) -> bool:
        name = self.lines.marked(problem.place)
        if self.all_names and self.lines.statement(problem.place) not in _FROM_ELSEWHERE:
            return True
        if any(f" no {family} " in problem.message for family in self.families):
            return True
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
