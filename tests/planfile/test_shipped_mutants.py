"""A seeded sample of `python -m tests.planfile.mutants`: one slip in a shipped plan, the first report on its line."""

from __future__ import annotations

import pytest
from tests.planfile.mutants import SHIPPED, cases, judge, tally
from tests.planfile.slips import SLIPS

from selfcare import planfile
from selfcare.planfile.problem import LIMIT

EACH = 1
"""Mutants of a kind and file: six hundred in all, where a few more or less are chance; `make mutants` has all."""


def test_the_first_report_stands_on_the_right_line_and_is_mostly_the_only_one() -> None:
    verdicts = [judge(case) for case in cases(EACH, seed=11)]
    figures = tally(verdicts)["all"]
    astray = [verdict for verdict in verdicts if verdict.word in ("astray", "silent")]
    assert figures.tried > 500
    assert len(astray) <= figures.tried * 0.01, "\n".join(verdict.said for verdict in astray)
    assert not [verdict for verdict in astray if verdict.word == "silent"]
    assert max(figures.reports) <= LIMIT
    assert figures.reports[1] >= 0.95 * figures.reports.total()


def test_every_shipped_file_has_thousands_of_mutants_of_every_kind() -> None:
    assert len(SHIPPED) >= 9
    assert {case.slip for case in cases(1)} == set(SLIPS)


HEAD = 'selfcare = 1\n[plan]\ntitle = "x"\n[checklist.prep]\n'
ITEM = '[checklist.prep.tea]\navoid = "Tea"\nfrom = "2h before"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # a lost header: the lines below it repeat those above
        (HEAD + ITEM + 'avoid = "Cola"\nfrom = "3h before"\n', [("duplicate", 8)]),
        # a line that strayed into the table above is not missing in its own as well
        (HEAD + ITEM + 'check = "Eat"\n[checklist.prep.meal]\nat = "2h before"\n', [("kind", 8)]),
        # a word in place of another is not missing as well
        (HEAD + ITEM + '[card.a]\ntitle = "x"\ncycle = "y"\nstrength = "law"\n', [("unknown-key", 10)]),
        # a header that is wrong takes its name away from those who use it
        (HEAD + ITEM + 'log = "mood"\n[log.mood]]\n[log.mood.level]\nscale = "x"\n'.replace("log =", "if ="), None),
        (
            HEAD + '[checklist.prep.walk]\nbreathe = "slow"\n[Breath.slow]\ncycle = ["in 4s", "out 6s"]\n',
            [("unknown-key", 7)],
        ),
        # two mistakes that have nothing to do with one another are both told
        (
            HEAD + ITEM + 'whi = "x"\n[checklist.prep.meal]\ncheck = "Eat"\nat = "8pm"\n',
            [("unknown-key", 8), ("value", 11)],
        ),
        (
            HEAD + '[checklist.prep.tea]\navoid = "Tea"\nshrt = "x"\nnoet = "y"\n',
            [("unknown-key", 7), ("unknown-key", 8)],
        ),
    ],
)
def test_one_slip_is_one_report_and_two_are_two(text: str, told: list[tuple[str, int]] | None) -> None:
    found = [(problem.code, problem.place.line) for problem in planfile.check_text(text).problems]
    assert found == told if told is not None else len(found) == 1
