"""Rows 3, 4 and 19: the CPU that a command takes, against an interpreter that does nothing."""

from __future__ import annotations

from pathlib import Path

from benchmarks import home
from benchmarks.figures import Figure, Pairs, ratio
from benchmarks.processes import PASS, cpu, environment, selfcare


def log(root: Path, pairs: int) -> Figure:
    """Row 3: an entry, durable."""
    taken = _against_nothing(("log", "stress", "level=4"), home.prepare(root, "log"), pairs)
    return ratio("3", "CPU of log stress level=4 / python -c pass", taken, 6.0)


def line(root: Path, pairs: int) -> Figure:
    """Row 4: the line of a prompt, from a fresh glance file."""
    taken = _against_nothing(("today", "--line"), home.prepare(root, "line"), pairs)
    return ratio("4", "CPU of today --line / python -c pass", taken, 3.0)


def completion(root: Path, pairs: int) -> Figure:
    """Row 19: a press of the tab key, from the words that are remembered."""
    words = ("completion", "--of", "bash", "selfcare log stress lev")
    return ratio(
        "19", "CPU of a completion / python -c pass", _against_nothing(words, home.prepare(root, "words"), pairs), 6.0
    )


def _against_nothing(words: tuple[str, ...], env: dict[str, str], pairs: int) -> Pairs:
    cpu(selfcare(*words), env)
    return [(cpu(selfcare(*words), env), cpu(PASS, environment())) for _ in range(pairs)]
