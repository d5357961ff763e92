"""`python -m benchmarks`: measures, and prints ratios to floors of the same run. Its exit code is no verdict."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks import (
    checking,
    commands,
    corpus,
    idling,
    leaving,
    looking_back,
    moving,
    previewing,
    shape,
    slowline,
    starting,
    timing,
)
from benchmarks.figures import Figure, table
from benchmarks.processes import MeasureError


class Effort(NamedTuple):
    """How long to measure. Seconds of breathing are whole breaths (`practice.CYCLE`)."""

    starts: int
    """Pairs of starts, which scatter most."""
    others: int
    """Pairs of everything else."""
    idle: float
    """Seconds."""
    keys: int
    practice: float
    """Seconds of breathing."""
    long_practice: float
    """Seconds of breathing to see drift in."""
    loaded: float
    """Seconds of breathing on a busy machine."""
    peers: float
    """Seconds of each of other people's timers; 0 leaves them out."""
    at_once: bool
    """These side by side."""
    breaths: int
    """To weigh the moving shape over."""
    slow: float
    """Seconds of breathing over a slow line."""


FULL = Effort(
    starts=40,
    others=11,
    idle=20.0,
    keys=288,
    practice=120.0,
    long_practice=1200.0,
    loaded=120.0,
    peers=120.0,
    at_once=False,
    breaths=11,
    slow=60.0,
)
QUICK = Effort(
    starts=5,
    others=5,
    idle=4.0,
    keys=24,
    practice=30.0,
    long_practice=30.0,
    loaded=12.0,
    peers=12.0,
    at_once=True,
    breaths=1,
    slow=18.0,
)

MEASURES: tuple[tuple[str, Callable[[Path, Effort], list[Figure]]], ...] = (
    ("1,2,5,8", lambda root, effort: starting.measure(root, effort.starts)),
    ("3", lambda root, effort: [commands.log(root, effort.others)]),
    ("4", lambda root, effort: [commands.line(root, effort.others)]),
    ("6", lambda root, effort: idling.measure(root, effort.idle)),
    ("7", lambda root, effort: moving.measure(root, effort.keys)),
    ("9", lambda root, effort: [checking.measure(root, effort.others)]),
    ("10", lambda root, effort: timing.on_time(root, effort.practice)),
    ("10,11", lambda root, effort: timing.others(root, effort.peers, at_once=effort.at_once)),
    ("11", lambda root, effort: timing.steady(root, effort.long_practice)),
    ("12", lambda root, effort: timing.loaded(root, effort.loaded)),
    ("13", lambda root, effort: shape.measure(root, effort.breaths)),
    ("14", lambda root, effort: slowline.measure(root, effort.slow)),
    ("15", lambda root, effort: timing.receipts(root, effort.practice)),
    ("16,17", lambda root, effort: corpus.measure(root, effort.others)),
    ("18", lambda root, effort: [previewing.measure(root, effort.others)]),
    ("19", lambda root, effort: [commands.completion(root, effort.others)]),
    ("20", lambda root, effort: looking_back.measure(root, effort.others)),
    ("21", lambda root, effort: leaving.measure(root, min(effort.others, 5))),
)
"""Rows that are measured together, and how."""


def main(words: Sequence[str]) -> int:
    """Measure what is asked for; 1 when something could not be measured."""
    parser = ArgumentParser(prog="python -m benchmarks", description="Measure selfcare against floors of the same run.")
    parser.add_argument("--rows", metavar="N,N", help="only these rows, as 1,3 (all)")
    parser.add_argument("--pairs", type=int, metavar="N", help="so many pairs of runs (40 for starts, 11 for the rest)")
    parser.add_argument("--quick", action="store_true", help="few runs, for a first look")
    parser.add_argument("--alone", action="store_true", help="without other people's timers (installs nothing)")
    given = parser.parse_args(words)
    effort = QUICK if given.quick else FULL
    if given.pairs:
        effort = effort._replace(starts=given.pairs, others=given.pairs)
    if given.alone:
        effort = effort._replace(peers=0.0)
    wanted = set(given.rows.split(",")) if given.rows else None
    with TemporaryDirectory() as root:
        figures, failures = _measured(Path(root), effort, wanted)
    print(table(sorted(figures, key=lambda figure: int(figure.row))))
    return 1 if failures else 0


def _measured(root: Path, effort: Effort, wanted: set[str] | None) -> tuple[list[Figure], int]:
    """The rows that are wanted, and how many measures failed: one that does takes no other with it."""
    figures: list[Figure] = []
    failures = 0
    for rows, measure in MEASURES:
        if wanted is not None and not wanted & set(rows.split(",")):
            continue
        try:
            found = measure(root, effort)
        except MeasureError as failure:
            print(f"could not measure {rows}: {failure}", file=sys.stderr)
            failures += 1
            continue
        figures += [figure for figure in found if wanted is None or figure.row in wanted]
    return figures, failures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
