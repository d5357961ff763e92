"""Checks files one after the other, or in several processes where that is quicker; the outcomes come in order.

How long the first files take says whether the rest is worth the start of processes.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, cast

from selfcare.errors import SelfcareError

if TYPE_CHECKING:
    from datetime import date
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from selfcare.cli.author.files import Meant
    from selfcare.planfile.files import Listings
    from selfcare.planfile.problem import Problem
    from selfcare.planfile.stages import Checked

FORK = sys.platform == "linux"
"""Whether a process begins as a copy of this one, with everything imported; elsewhere it has to start anew."""
PRICE = 0.05 if FORK else 0.6
"""Seconds that processes have to save before they are begun. Measured with two: copies are even from some 25 plans on,
processes that start anew from some 400.
"""
CHUNK = 8
"""Files that are handed over together."""
AHEAD = 4
"""Chunks for each process that may be done before they are told: memory stays what it is."""
MOST = 8
"""Processes: more of them wait for each other."""
SELDOM = 50_000
"""New objects between two looks for rubbish. A plan makes some thousands and little rubbish; looking at each of them is
a tenth of the work."""


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
    today: date | None = None
    """The day from which the age of its dates is counted, if it is."""


def outcomes(tasks: Sequence[Task]) -> Iterator[Outcome]:
    """The outcome of each, in order."""
    from selfcare.planfile.files import Listings

    listings, done = Listings(), 0
    began = time.perf_counter()
    processes = _processes()
    with _seldom_swept():
        while done < len(tasks):
            yield outcome(tasks[done], listings)
            done += 1
            left = (time.perf_counter() - began) / done * (len(tasks) - done)
            if processes > 1 and done >= 2 and left - left / processes > PRICE:
                break
        for found in _side_by_side(tasks[done:], processes):
            yield found
            done += 1
        for task in tasks[done:]:  # a process was ended from outside
            yield outcome(task, listings)


@contextmanager
def _seldom_swept() -> Iterator[None]:
    """What is there is not looked at for rubbish, what comes is so seldom; in processes begun here as well."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def outcome(task: Task, listings: Listings | None = None) -> Outcome:
    """Check one file. `listings`: of this command."""
    try:
        checked = check(task, listings)
    except SelfcareError as error:
        return Outcome(task.meant.name, trouble=str(error), code=error.exit_code)
    spoken = {problem.place.file for problem in checked.problems}
    spoken |= {label.place.file for problem in checked.problems for label in problem.labels}
    texts = {name: text for name, text in checked.texts.items() if name in spoken}
    return Outcome(task.meant.name, checked.problems, texts, checked.waived)


def check(task: Task, listings: Listings | None = None) -> Checked:
    """Check what is meant. Raises `StorageError`, `NotFoundError`."""
    from selfcare import planfile

    meant, strict, today = task
    if meant.trouble is not None:
        raise meant.trouble
    if meant.raw is not None:
        return planfile.check_bytes(meant.raw, "stdin", strict=strict, today=today)
    if not meant.is_path:
        return planfile.check_shipped(meant.name, strict=strict, today=today)
    return planfile.check(meant.name, strict=strict, today=today, listings=listings)


def _side_by_side(tasks: Sequence[Task], processes: int) -> Iterator[Outcome]:
    """The same in processes. Ends early when one of them is ended from outside, and ends them all when it is left."""
    from multiprocessing.connection import wait

    chunks = [tasks[start : start + CHUNK] for start in range(0, len(tasks), CHUNK)]
    workers = _started(min(processes, len(chunks)))
    try:
        idle, given, told = list(workers), 0, 0
        done: dict[int, list[Outcome]] = {}
        while told < len(chunks):
            while idle and given < min(len(chunks), told + AHEAD * len(workers)):
                idle.pop().send((given, chunks[given]))
                given += 1
            for ready in cast("list[Connection]", wait(list(workers))):
                number, found = ready.recv()
                done[number] = found
                idle.append(ready)
            while told in done:
                yield from done.pop(told)
                told += 1
    except (EOFError, OSError):
        return
    finally:
        for process in workers.values():
            process.terminate()


def _started(count: int) -> dict[Connection, BaseProcess]:
    """Processes that wait for files, by the line to each."""
    from multiprocessing import get_context

    context = get_context("fork") if FORK else get_context("spawn")
    workers: dict[Connection, BaseProcess] = {}
    for _ in range(count):
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, [*workers, ours] if FORK else []), daemon=True)
        process.start()
        theirs.close()
        workers[ours] = process
    return workers


def _work(line: Connection, copies: Sequence[Connection]) -> None:
    """In a process of its own: check what comes until nothing comes. It is ended by whoever began it."""
    from selfcare.planfile.files import Listings

    listings = Listings()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for copy in copies:  # of the other ends, which would hide that the one who began it is gone
        copy.close()
    try:
        while True:
            number, tasks = line.recv()
            line.send((number, [outcome(task, listings) for task in tasks]))
    except (EOFError, OSError):
        return


def _processes() -> int:
    """How many may work at once."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), MOST)
    return min(os.cpu_count() or 1, MOST)
