"""Checks files one after the other, or in several processes where that is quicker; the outcomes come in order.

How long the first files take says whether the rest is worth the start of processes.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from selfcare.errors import SelfcareError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

    from selfcare.cli.author.files import Meant
    from selfcare.planfile.problem import Problem
    from selfcare.planfile.stages import Checked

FORK = sys.platform == "linux"
"""Whether a process begins as a copy of this one, with everything imported; elsewhere it has to start anew."""
PRICE = 0.15 if FORK else 1.5
"""Seconds of work that a start of processes has to save."""
CHUNK = 8
"""Files that are handed over together."""
MOST = 8
"""Processes: more of them wait for each other."""


class Outcome(NamedTuple):
    """What came of one file."""

    name: str
    problems: tuple[Problem, ...] = ()
    texts: Mapping[str, str] | None = None
    waived: int = 0
    trouble: str = ""
    """Why it could not be checked, as a sentence."""
    code: int = 0
    """And its exit code."""


class Task(NamedTuple):
    """One file to check."""

    meant: Meant
    strict: bool = False


def outcomes(tasks: Sequence[Task]) -> Iterator[Outcome]:
    """The outcome of each, in order."""
    done = 0
    began = time.perf_counter()
    processes = _processes()
    while done < len(tasks):
        yield outcome(tasks[done])
        done += 1
        left = (time.perf_counter() - began) / done * (len(tasks) - done)
        if processes > 1 and done >= 2 and left - left / processes > PRICE:
            break
    for found in _side_by_side(tasks[done:], processes):
        yield found
        done += 1
    for task in tasks[done:]:  # a process was ended from outside
        yield outcome(task)


def outcome(task: Task) -> Outcome:
    """Check one file."""
    try:
        checked = check(task.meant, strict=task.strict)
    except SelfcareError as error:
        return Outcome(task.meant.name, trouble=str(error), code=error.exit_code)
    spoken = {problem.place.file for problem in checked.problems}
    spoken |= {label.place.file for problem in checked.problems for label in problem.labels}
    texts = {name: text for name, text in checked.texts.items() if name in spoken}
    return Outcome(task.meant.name, checked.problems, texts, checked.waived)


def check(meant: Meant, *, strict: bool) -> Checked:
    """Check what is meant. Raises `StorageError`, `NotFoundError`."""
    from selfcare import planfile

    if meant.trouble is not None:
        raise meant.trouble
    if meant.raw is not None:
        return planfile.check_bytes(meant.raw, "stdin", strict=strict)
    if not meant.is_path:
        return planfile.check_shipped(meant.name, strict=strict)
    return planfile.check(meant.name, strict=strict)


def _side_by_side(tasks: Sequence[Task], processes: int) -> Iterator[Outcome]:
    """The same in processes. Ends early when one of them is ended from outside."""
    if not tasks:
        return
    from concurrent.futures.process import BrokenProcessPool

    pool = _pool(min(processes, -(-len(tasks) // CHUNK)))
    try:
        yield from pool.map(outcome, tasks, chunksize=CHUNK)
    except BrokenProcessPool:
        return
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(processes: int) -> ProcessPoolExecutor:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("fork" if FORK else "spawn")
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_begin)


def _begin() -> None:
    """In a new process: whoever breaks the command off breaks this off too, without a word."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _processes() -> int:
    """How many may work at once."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), MOST)
    return min(os.cpu_count() or 1, MOST)
