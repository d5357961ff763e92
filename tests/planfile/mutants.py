"""Every shipped plan with every slip: does the first report stand on the right line?

`python -m tests.planfile.mutants` tries the whole corpus and prints the figures of each kind of slip; with `--each N`
no more than N of a kind and file, with `--astray N` that many of those that are told in the wrong place, with
`--kind WORDS` one kind. `make test` tries a seeded sample of it (`test_shipped_mutants.py`).

What the right line is stands in `tests.planfile.slips`. A mutant is *left out* if it is a plan in its own right: if
`tomllib` reads the same data of it, or if it reads other data and nothing is wrong with that, in kinds of slip
of which that can be true (a line that may be missing, `before` where `after` is possible); of the kinds in
`NEVER_SILENT` that counts as astray.
"""

from __future__ import annotations

import argparse
import random
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from typing import NamedTuple

from tests.planfile.slips import NEVER_SILENT, SLIPS, Mutant, Sheet

from selfcare import planfile
from selfcare.planfile.problem import LIMIT, Problem
from selfcare.planfile.report import as_text

PLANS = Path(__file__).parents[2] / "plans"
SHIPPED = tuple(sorted(str(path.relative_to(PLANS)) for path in (*PLANS.glob("*.toml"), *PLANS.glob("library/*.toml"))))


class Case(NamedTuple):
    """One mutant of one file."""

    file: str
    slip: str
    mutant: Mutant


class Verdict(NamedTuple):
    """What became of a mutant: "right", "astray", "silent" (nothing was said and that is wrong), "left out"."""

    case: Case
    word: str
    reports: int
    said: str


@cache
def text_of(file: str) -> str:
    return (PLANS / file).read_text(encoding="utf-8")


@cache
def data_of(file: str) -> str:
    return repr(tomllib.loads(text_of(file)))


@cache
def sheet_of(file: str) -> Sheet:
    return Sheet(text_of(file))


@cache
def told_anyway(file: str) -> frozenset[tuple[str, str]]:
    """What is said of the file as it is."""
    return frozenset((problem.code, problem.message) for problem in checked(text_of(file), file))


def checked(text: str, file: str) -> tuple[Problem, ...]:
    return planfile.check_text(text, Path(file).name, (PLANS / file).parent).problems


def cases(each: int | None = None, *, kinds: Iterable[str] = tuple(SLIPS), seed: int = 7) -> Iterator[Case]:
    """The mutants of every file and kind, always the same ones; `each`: so many at most of a kind and file."""
    for file in SHIPPED:
        for kind in kinds:
            found = list({mutant.text: mutant for mutant in SLIPS[kind](sheet_of(file))}.values())
            if each is not None and len(found) > each:
                found = random.Random(f"{seed} {file} {kind}").sample(found, each)
            yield from (Case(file, kind, mutant) for mutant in found)


def read(text: str) -> str | None:
    """What `tomllib` reads, as text; None if it rejects it."""
    try:
        return repr(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        return None


def judge(case: Case) -> Verdict:
    """Check a mutant. Whatever it raises is a crash."""
    text, right = case.mutant
    data = read(text)
    if data == data_of(case.file):
        return Verdict(case, "left out", 0, "")
    found = [
        problem for problem in checked(text, case.file) if (problem.code, problem.message) not in told_anyway(case.file)
    ]
    found.sort(key=lambda problem: (problem.place.file, problem.place.line, problem.place.column))
    if not found:
        word = "silent" if data is None or case.slip in NEVER_SILENT else "left out"
    else:
        word = "right" if _lines(found[0], Path(case.file).name) & right else "astray"
    return Verdict(case, word, len(found), as_text(found, {Path(case.file).name: text}))


def _lines(problem: Problem, file: str) -> set[int]:
    """The lines that a problem marks: of two that contradict each other either may be the one that is wrong."""
    places = [problem.place, *(label.place for label in problem.labels)]
    return {place.line for place in places if place.file == file}


class Tally(NamedTuple):
    """How a kind of slip fared."""

    words: Counter[str]
    reports: Counter[int]

    @property
    def tried(self) -> int:
        return self.words["right"] + self.words["astray"] + self.words["silent"]


def tally(verdicts: Iterable[Verdict]) -> dict[str, Tally]:
    found: dict[str, Tally] = defaultdict(lambda: Tally(Counter(), Counter()))
    for verdict in verdicts:
        for one in (found[verdict.case.slip], found["all"]):
            one.words[verdict.word] += 1
            if verdict.word in ("right", "astray"):
                one.reports[min(verdict.reports, LIMIT + 1)] += 1
    return dict(found)


def as_table(found: dict[str, Tally]) -> str:
    """The figures of each kind of slip."""
    heads = ("tried", "right", "astray", "silent", "right line", "one report", "most", "left out")
    rows = [f"{'slip':28}" + "".join(f"{head:>11}" for head in heads)]
    for kind, (words, reports) in sorted(found.items(), key=lambda item: (item[0] == "all", item[0])):
        tried, most = found[kind].tried, max(reports, default=0)
        counts = f"{tried:11}{words['right']:11}{words['astray']:11}{words['silent']:11}"
        shares = f"{words['right'] / max(tried, 1):11.2%}{reports[1] / max(reports.total(), 1):11.2%}"
        rows.append(f"{kind:28}{counts}{shares}{most:11}{words['left out']:11}")
    return "\n".join(rows) + "\n"


def shown(verdict: Verdict) -> str:
    """A mutant and what was said of it."""
    case = verdict.case
    lines = case.mutant.text.split("\n")
    right = "\n".join(
        f"  {number:4} {lines[number - 1]}" for number in sorted(case.mutant.right)[:6] if number <= len(lines)
    )
    return f"=== {verdict.word}: {case.slip} in {case.file}\n{right}\n---\n{verdict.said}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, help="so many at most of a kind and file")
    parser.add_argument("--kind", action="append", choices=list(SLIPS), help="only this kind of slip")
    parser.add_argument("--astray", type=int, default=0, help="show so many that are told in the wrong place, or not")
    parser.add_argument("--cascades", type=int, default=0, help="show so many that are told more than once")
    parser.add_argument("--sample", type=int, default=0, help="show so many, taken at random")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with Pool(options.workers) as pool:
        every = cases(options.each, kinds=options.kind or SLIPS)
        verdicts = list(pool.imap(judge, every, chunksize=64))
    chance = random.Random(7)
    wrong = [verdict for verdict in verdicts if verdict.word in ("astray", "silent")]
    several = [verdict for verdict in verdicts if verdict.reports > 1]
    told = [verdict for verdict in verdicts if verdict.reports]
    for group, count in ((wrong, options.astray), (several, options.cascades), (told, options.sample)):
        for verdict in chance.sample(group, min(count, len(group))):
            sys.stdout.write(shown(verdict) + "\n")
    found = tally(verdicts)
    sys.stdout.write(as_table(found))
    total = found["all"]
    return int(total.words["right"] < 0.995 * total.tried or max(total.reports, default=0) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
