"""`python -m benchmarks`: measures, and prints ratios to floors of the same run. Its exit code is no verdict."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks import checking, commands, idling, moving, shape, slowline, starting, timing
from benchmarks.figures import Figure, table
from benchmarks.processes import MeasureError


class Effort(NamedTuple):
    """How long to measure."""

    starts: int
    """Pairs of starts, which scatter most."""
    others: int
    """Pairs of everything else."""
    idle: float
    """Seconds."""
    keys: int
    practice: float
    """Seconds of breathing, whole breaths."""
    long_practice: float
    """Seconds of breathing to see drift in."""
    loaded: float
    """Seconds of breathing on a busy machine."""
    at_once: bool
    """Other people's timers side by side."""
    breaths: int
    """To weigh the moving shape over."""
    slow: float
    """Seconds of breathing over a slow line."""


FULL = Effort(40, 11, 20.0, 288, 120.0, 1200.0, 120.0, False, 11, 60.0)
QUICK = Effort(5, 5, 4.0, 24, 48.0, 48.0, 12.0, True, 1, 18.0)

MEASURES: tuple[tuple[str, Callable[[Path, Effort], list[Figure]]], ...] = (
    ("1,2,5,8", lambda root, effort: starting.measure(root, effort.starts)),
    ("3", lambda root, effort: [commands.log(root, effort.others)]),
    ("4", lambda root, effort: [commands.line(root, effort.others)]),
    ("6", lambda root, effort: idling.measure(root, effort.idle)),
    ("7", lambda root, effort: moving.measure(root, effort.keys)),
    ("9", lambda root, effort: [checking.measure(root, effort.others)]),
    ("10", lambda root, effort: timing.on_time(root, effort.practice)),
    (
        "10,11",
        lambda root, effort: timing.others(
            root, effort.practice / (4 if effort.at_once else 1), at_once=effort.at_once
        ),
    ),
    ("11", lambda root, effort: timing.steady(root, effort.long_practice)),
    ("12", lambda root, effort: timing.loaded(root, effort.loaded)),
    ("13", lambda root, effort: shape.measure(root, effort.breaths)),
    ("14", lambda root, effort: slowline.measure(root, effort.slow)),
    ("15", lambda root, effort: timing.receipts(root, effort.practice)),
)
"""Rows that are measured together, and how."""


def main(words: Sequence[str]) -> int:
    """Measure what is asked for; 1 when something could not be measured."""
    parser = ArgumentParser(prog="python -m benchmarks", description="Measure selfcare against floors of the same run.")
    parser.add_argument("--rows", metavar="N,N", help="only these rows, as 1,3 (all)")
    parser.add_argument("--pairs", type=int, metavar="N", help="so many pairs of runs (40 for starts, 11 for the rest)")
    parser.add_argument("--quick", action="store_true", help="few runs, for a first look")
    given = parser.parse_args(words)
    effort = QUICK if given.quick else FULL
    if given.pairs:
        effort = effort._replace(starts=given.pairs, others=given.pairs)
    wanted = set(given.rows.split(",")) if given.rows else None
    try:
        with TemporaryDirectory() as root:
            figures = [
                figure
                for rows, measure in MEASURES
                if wanted is None or wanted & set(rows.split(","))
                for figure in measure(Path(root), effort)
                if wanted is None or figure.row in wanted
            ]
    except MeasureError as failure:
        print(f"could not measure: {failure}", file=sys.stderr)
        return 1
    print(table(sorted(figures, key=lambda figure: int(figure.row))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
